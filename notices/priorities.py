"""What is somebody told of the order of projects?"""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from models.projects import Project
from notices.occasions import Occasion
from planning.priorities import Ranked
from planning.projects import ProjectStatus
from planning.robustness import is_tie
from services import people, permissions, priorities, project_rights
from services.permissions import Actor, Permission
from services.priorities import Priorities
from ui import priorities as screen
from ui.kit import Message

AROUND = 2  # so many stand before and behind the one that was asked for


def overview(session: Session, by: Actor, occasion: Occasion, asked: Project | None = None) -> Message:
    """`/pmo priorities`, of all or with one project in the middle. Raises NotAllowed for guests."""
    permissions.must(by, Permission.PORTFOLIO_READ)
    today = people.today_of(session, by.person, at=occasion.at)
    found = priorities.priorities(session, by.workspace, occasion.policy, today=today)
    place = next((at for at, one in enumerate(found.order) if asked and one.code == asked.code), None)
    facts = screen.PrioritiesFacts(
        lines=_lines(session, found, by, _window(found, place)),
        count=len(found.order),
        weights=tuple(found.weights.items()),
        easiest=found.easiest,
        unplaced=asked.code if asked and place is None else None,
    )
    return screen.overview(facts, occasion.commands)


def _window(found: Priorities, place: int | None) -> range:
    """The places, from 0 on, that are shown: around one, or the first."""
    if place is None:
        return range(min(len(found.order), screen.SHOWN))
    return range(max(0, place - AROUND), min(len(found.order), place + AROUND + 1))


def _lines(session: Session, found: Priorities, by: Actor, places: range) -> tuple[screen.ProjectLine, ...]:
    rows = priorities.projects(session, by.workspace)
    names = {one.code: one.name or one.code for one in priorities.goals(session, by.workspace)}
    return tuple(_line(found, place, rows[found.order[place].code], names, by) for place in places)


def _line(found: Priorities, place: int, project: Project, goals: Mapping[str, str], by: Actor) -> screen.ProjectLine:
    one, kept = found.order[place], found.kept_before_next(place)
    explained = project_rights.may_see_terms(project, by)
    return screen.ProjectLine(
        rank=one.rank,
        code=one.code,
        name=project.name,
        score=one.score,
        goal=goals.get(one.why_goal or ""),
        is_proposed=project.status == ProjectStatus.PROPOSED,
        tied_with=found.order[place + 1].code if kept is not None and is_tie(kept) else None,
        kept=1.0 if kept is None else kept,
        swap=found.swap_with_next(place),
        terms=_terms(one) if explained else (),
        wsjf=one.wsjf if explained else None,
        money=screen.Money(project.budget, project.benefit) if project_rights.may_see_money(project, by) else None,
    )


def _terms(one: Ranked) -> tuple[screen.TermLine, ...]:
    total = sum(term.weight for term in one.terms.values())
    return tuple(
        screen.TermLine(criterion, term.points, 100 * term.weight / total, term.missing)
        for criterion, term in one.terms.items()
    )
