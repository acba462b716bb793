"""Who looked at the details of somebody else, and when?"""

from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.base import new_id
from models.inserts import insert_row
from models.looks import Look
from models.people import Person
from services import people


@dataclass(frozen=True)
class Seen:
    """One look. `reader` is None where who looked was erased since."""

    reader: Person | None
    what: str
    at: datetime


@dataclass(frozen=True)
class Recent:
    """The newest looks, and how many more there were since the first of this month where the person lives."""

    newest: tuple[Seen, ...]
    more_this_month: int


def looked(session: Session, *, reader: Person, about: Person, what: str, at: datetime) -> None:
    """Note that `reader` opened a detail of `about`. `what` names it in at most 32 characters: details, availability.

    Nothing is stored where somebody looks at themselves.
    """
    if reader.id == about.id:
        return
    row = {"workspace": about.workspace, "id": new_id(), "person_id": about.id, "reader_id": reader.id}
    insert_row(session, Look, {**row, "what": what[:32], "at": at})


def recent(session: Session, person: Person, limit: int = 5, *, at: datetime) -> Recent:
    """The newest looks at this person's details, the last one first."""
    mine = (Look.workspace == person.workspace, Look.person_id == person.id)
    rows = session.scalars(select(Look).where(*mine).order_by(Look.at.desc(), Look.id).limit(limit)).all()
    known = people.many(session, person.workspace, {row.reader_id for row in rows})
    first = people.today_of(session, person, at=at).replace(day=1)
    since = datetime.combine(first, time(), people.zone_of(session, person))
    count = session.scalar(select(func.count()).select_from(Look).where(*mine, Look.at >= since)) or 0
    newest = tuple(Seen(known.get(row.reader_id), row.what, row.at) for row in rows)
    return Recent(newest, count - sum(one.at >= since for one in newest))
