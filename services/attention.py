"""How much of a person's attention has the bot spent this week?"""

from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.attention import Prompt
from models.base import new_id
from models.inserts import insert_row
from models.people import Person
from services import people


def spent(session: Session, person: Person, *, kind: str, key: str | None, at: datetime) -> None:
    """Enter one message that the person did not ask for. `key` is the id of the outbox row or living message."""
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
        },
    )


def this_week(session: Session, person: Person, *, at: datetime) -> int:
    """How many such messages the person got since Monday in their own zone."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Prompt)
            .where(
                Prompt.workspace == person.workspace,
                Prompt.person_id == person.id,
                Prompt.week == week_of(session, person, at=at),
            )
        )
        or 0
    )


def week_of(session: Session, person: Person, *, at: datetime) -> date:
    """The Monday of the week in which `at` falls for this person."""
    today = people.today_of(session, person, at=at)
    return today - timedelta(days=today.weekday())
