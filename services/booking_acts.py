"""Whom, what and which days did one act of booking concern, as far as history tells?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from models.allocations import Allocation
from models.people import Person
from models.portfolio_changes import PortfolioChange, Subject
from models.projects import Project
from services import people, portfolio_history
from services.refusals import Refused


@dataclass(frozen=True)
class About:
    """first and last: the days within which something is different. by None: not a person, or one who is gone."""

    person: Person
    project: Project
    first: date
    last: date
    by: Person | None


def about(session: Session, workspace: str, act_id: str) -> About:
    """Raises Refused where there is no such act."""
    changes = portfolio_history.of_act(session, workspace, act_id)
    booked = [one for one in changes if one.subject == Subject.ALLOCATION]
    fields = [told for one in booked for told in _fields(session, one)]
    named = [told for told in fields if "person_id" in told]
    if not named:
        raise Refused("There is nothing to see of that any more.")
    person = session.get_one(Person, (workspace, named[0]["person_id"]))
    project = session.get_one(Project, (workspace, named[0]["project_id"]))
    days = [*_days(fields)]
    return About(person, project, min(days), max(days), people.by_id(session, workspace, changes[0].by_id))


def _fields(session: Session, change: PortfolioChange) -> Iterator[dict[str, object]]:
    """What history and the row itself say of one allocation."""
    yield change.before
    yield change.after
    row = session.get(Allocation, (change.workspace, change.subject_id))
    if row is not None:
        names = ("person_id", "project_id", "start", "finish")
        yield {name: portfolio_history.stored(getattr(row, name)) for name in names}


def _days(fields: Sequence[dict[str, object]]) -> Iterator[date]:
    for told in fields:
        yield from (portfolio_history.meant(name, told[name]) for name in ("start", "finish") if name in told)
