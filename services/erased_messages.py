"""What becomes of that which was said to an erased person, and of them to others?"""

import json
import re

from sqlalchemy import Text, cast, delete, or_, select, update
from sqlalchemy.orm import Session

from models.outbox import OPEN, Card, OutboxRow
from models.people import Person
from services import inbox, outbox

_AT_ONCE = {"synchronize_session": False}


def forget(session: Session, person: Person) -> None:
    """What was said to them goes, with their living messages, which nobody edits any more; and of what was said to
    others of them, the words. To be called while the person still has their name and Slack's id.
    """
    _said_to(session, person)
    _said_of(session, person)
    if person.slack_id is not None:
        cards = delete(Card).where(Card.workspace == person.workspace, Card.target == person.slack_id)
        session.execute(cards, execution_options=_AT_ONCE)
        inbox.forget_person(session, person.workspace, person.slack_id)


def _said_to(session: Session, person: Person) -> None:
    mine = [OutboxRow.lane == f"person:{person.id}"]  # what could not be said, because Slack did not know them
    if person.slack_id is not None:
        here = (Card.workspace == person.workspace, Card.target == person.slack_id)
        mine += [
            OutboxRow.target == person.slack_id,
            OutboxRow.card_id.in_(select(Card.id).where(*here).scalar_subquery()),
            OutboxRow.lane.startswith(outbox.answers_to(person.slack_id), autoescape=True),
        ]
    gone = delete(OutboxRow).where(OutboxRow.workspace == person.workspace, or_(*mine))
    session.execute(gone, execution_options=_AT_ONCE)


def _said_of(session: Session, person: Person) -> None:
    """Once it is settled nobody reads the words of a row again: when and where it was said stays, for its days.

    Screens escape names and cut them, so the longest word of one is looked for; a row too many does no harm.
    """
    word = max(re.findall(r"[^\W_]+", person.name), key=len, default="")
    names = [one for one in (person.slack_id, json.dumps(word)[1:-1]) if one]
    told = [cast(OutboxRow.payload, Text).contains(one, autoescape=True) for one in names]
    if told:
        named = (OutboxRow.workspace == person.workspace, OutboxRow.state.not_in(OPEN), or_(*told))
        session.execute(update(OutboxRow).where(*named).values(payload={}), execution_options=_AT_ONCE)
