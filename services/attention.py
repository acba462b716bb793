"""How much of a person's attention has the bot spent this week?"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.attention import Prompt
from models.base import new_id
from models.inserts import insert_row
from models.people import Person
from services import people


def spent(
    session: Session, person: Person, *, kind: str, key: str | None, at: datetime, over_by: str | None = None
) -> None:
    """Enter one message that the person did not ask for. `key` is the id of the outbox row or living message.

    `over_by`: id of the human who answers for it, where it is sent above the person's budget.
    """
    insert_row(
        session,
        Prompt,
        {
            "workspace": person.workspace,
            "id": new_id(),
            "person_id": person.id,
            "week": week_of(session, person, at=at),
            "at": at,
            "kind": kind[:32],
            "outbox_id": key or "",
            "over_by": over_by,
        },
    )


def over_by(session: Session, person: Person, key: str | None) -> str | None:
    """Id of the human who answers for that message of theirs, where it was sent above the person's budget."""
    mine = (Prompt.workspace == person.workspace, Prompt.person_id == person.id, Prompt.outbox_id == key)
    return session.scalar(select(Prompt.over_by).where(*mine, Prompt.over_by.is_not(None)).limit(1)) if key else None


def of_week(session: Session, person: Person, *, at: datetime) -> Sequence[Prompt]:
    """What the person got without having asked for it since Monday in their own zone, oldest first."""
    week = week_of(session, person, at=at)
    mine = (Prompt.workspace == person.workspace, Prompt.person_id == person.id, Prompt.week == week)
    return session.scalars(select(Prompt).where(*mine).order_by(Prompt.at, Prompt.id)).all()


def this_week(session: Session, person: Person, *, at: datetime) -> int:
    """How many such messages the person got since Monday in their own zone."""
    mine = (Prompt.workspace == person.workspace, Prompt.person_id == person.id)
    counted = select(func.count()).select_from(Prompt).where(*mine, Prompt.week == week_of(session, person, at=at))
    return session.scalar(counted) or 0


def within_budget(session: Session, some: Sequence[Person], *, at: datetime) -> dict[str, int]:
    """How many of them no human answers for, by id of these people of one workspace."""
    weeks = {one.id: week_of(session, one, at=at) for one in some}
    theirs = (Prompt.workspace == some[0].workspace, Prompt.person_id.in_(weeks), Prompt.over_by.is_(None))
    counted = select(Prompt.person_id, Prompt.week, func.count()).where(*theirs, Prompt.week.in_(set(weeks.values())))
    found = {(row[0], row[1]): row[2] for row in session.execute(counted.group_by(Prompt.person_id, Prompt.week))}
    return {id_: found.get((id_, week), 0) for id_, week in weeks.items()}


def week_of(session: Session, person: Person, *, at: datetime) -> date:
    """The Monday of the week in which `at` falls for this person."""
    today = people.today_of(session, person, at=at)
    return today - timedelta(days=today.weekday())
