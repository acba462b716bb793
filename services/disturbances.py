"""When does Slack say that somebody is not to be disturbed? Read for those to whom Clearway talks, and kept as it was.

Slack keeps the message itself silent as well, so what was read some minutes ago is good enough.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from models.attention import Held, Prompt
from models.people import Person
from planning.people import Standing
from planning.quiet_times import Span

AT_ONCE = 50  # that Slack tells of in one answer
GOOD_FOR = timedelta(minutes=15)
TALKED_TO = timedelta(days=14)  # who heard nothing for so long is not asked about


def to_ask(session: Session, workspace: str, *, at: datetime) -> Sequence[str]:
    """Slack's ids of those whom Clearway talks to and of whom it knows nothing new, the oldest knowledge first."""
    waits = exists().where(Held.workspace == Person.workspace, Held.person_id == Person.id, Held.settled_at.is_(None))
    since = (at - TALKED_TO).date()
    heard = exists().where(Prompt.workspace == Person.workspace, Prompt.person_id == Person.id, Prompt.week >= since)
    old = or_(Person.dnd_read_at.is_(None), Person.dnd_read_at <= at - GOOD_FOR, Person.dnd_read_at > at)
    here = Person.slack_id.is_not(None) & Person.standing.in_([Standing.MEMBER, Standing.GUEST])
    found = (
        select(Person.slack_id)
        .where(Person.workspace == workspace, here, old, or_(waits, heard))
        .order_by(Person.dnd_read_at.is_not(None), Person.dnd_read_at, Person.id)
    )
    return [str(one) for one in session.scalars(found.limit(AT_ONCE))]


def note(session: Session, workspace: str, asked: Sequence[str], told: Mapping[str, Span], *, at: datetime) -> None:
    """Keep what Slack told of those who were asked about; of who is not in it, that nothing is on."""
    which = select(Person).where(Person.workspace == workspace, Person.slack_id.in_(asked)).order_by(Person.id)
    for person in session.scalars(which.with_for_update(key_share=True)):
        span = told.get(str(person.slack_id))
        person.dnd_from, person.dnd_until = (span.start, span.end) if span is not None else (None, None)
        person.dnd_read_at = at
