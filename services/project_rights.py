"""Who may see what a project costs and brings?"""

from models.projects import Project
from services.permissions import Actor, Permission


def is_theirs(project: Project, by: Actor) -> bool:
    """Whether they answer for it."""
    return by.id in {project.manager_id, project.sponsor_id}


def may_see_money(project: Project, by: Actor) -> bool:
    """Budget and benefit: the PMO and executives of every project, its manager and sponsor of their own."""
    return by.may(Permission.MONEY_READ) or (by.may(Permission.PORTFOLIO_READ) and is_theirs(project, by))


def may_see_terms(project: Project, by: Actor) -> bool:
    """What each criterion adds to its score, of which some follow from money."""
    return by.may(Permission.PRIORITIES_EXPLAIN) or may_see_money(project, by)
