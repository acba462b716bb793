"""Who may plan a project, and see what it costs and brings? Decided anew with the project, because managers change."""

from models.projects import Project
from services.permissions import Actor, Permission
from services.refusals import NotAllowed


def is_theirs(project: Project, by: Actor) -> bool:
    """Whether they answer for it."""
    return by.id in {project.manager_id, project.sponsor_id}


def may_see_money(project: Project, by: Actor) -> bool:
    """Budget and benefit: the PMO and executives of every project, its manager and sponsor of their own."""
    return by.may(Permission.MONEY_READ) or (by.may(Permission.PORTFOLIO_READ) and is_theirs(project, by))


def may_see_terms(project: Project, by: Actor) -> bool:
    """What each criterion adds to its score, of which some follow from money."""
    return by.may(Permission.PRIORITIES_EXPLAIN) or may_see_money(project, by)


def may_plan(project: Project, by: Actor) -> bool:
    """Whether they may change the project and who works on it: its manager, and the PMO."""
    own = project.manager_id == by.id and by.may(Permission.PORTFOLIO_PLAN)
    return own or by.may(Permission.PORTFOLIO_MANAGE)


def must_plan(project: Project, by: Actor) -> None:
    """Raises NotAllowed with a sentence."""
    if not may_plan(project, by):
        raise NotAllowed(
            f"{project.code} is planned by its manager and the project management office, so nothing was changed."
        )
