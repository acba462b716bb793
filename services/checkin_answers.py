"""What was somebody asked, and what did they say?"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, aliased

from models.base import new_id
from models.checkins import Checkin
from models.inserts import insert_once, known
from models.people import Person
from planning import checkin_answers as planning
from planning.checkin_answers import Said, Taken
from planning.checkin_series import Series, Window
from planning.checkins import Ask, Frequency
from services import audit, checkin_facts, ids
from services.outbox_rows import changed
from services.permissions import Actor
from services.refusals import NotAllowed, Refused

STEPS = tuple(Frequency)  # from often to seldom
WORDS = 500  # characters of an answer to a question


def begin(
    session: Session, person: Person, series: Series, window: Window, ask: Ask, *, at: datetime
) -> Checkin | None:
    """Note that the person is asked; None where they were asked that day already."""
    values = {
        "workspace": person.workspace,
        "id": new_id(),
        "person_id": person.id,
        "series": series.name,
        "day": window.day,
        "opens_at": window.opens,
        "closes_at": window.closes,
        "asked_at": at,
        "why": ask.why.value,
        "about": [one.subject for one in ask.about],
        "quiet_days": ask.quiet_days,
        "questions": list(series.questions),
        "words": [],
    }
    if not insert_once(session, Checkin, values, ("workspace", "person_id", "series", "day")):
        return None
    return known(session, Checkin, values)


def not_asked(session: Session, row: Checkin) -> None:
    """Take it back in the transaction that began it: it may not be said."""
    changed(session, delete(Checkin).where(Checkin.workspace == row.workspace, Checkin.id == row.id))
    session.expunge(row)


def forget_unsaid(session: Session, *, before: datetime) -> int:
    """Delete those that waited for a better time until it was too late, before that business instant. How many.

    To be called before what waited is forgotten: without it they would count as asked.
    """
    return changed(session, delete(Checkin).where(checkin_facts.unsaid(before=before)))


def of_id(session: Session, workspace: str, checkin_id: str) -> Checkin | None:
    return session.get(Checkin, (workspace, checkin_id)) if ids.plausible(checkin_id) else None


def find(session: Session, checkin_id: str, *, by: Actor) -> Checkin:
    """The actor's own check-in behind a button, locked until the transaction ends. Raises Refused and NotAllowed."""
    wanted = select(Checkin).where(Checkin.workspace == by.workspace, Checkin.id == checkin_id)
    locked = wanted.with_for_update().execution_options(populate_existing=True)
    return _own(session.scalars(locked).one_or_none() if ids.plausible(checkin_id) else None, by)


def look(session: Session, checkin_id: str, *, by: Actor) -> Checkin:
    """The same without a lock, to look at it."""
    return _own(of_id(session, by.workspace, checkin_id), by)


def _own(row: Checkin | None, by: Actor) -> Checkin:
    if row is None:
        raise Refused("That check-in is not there any more, so nothing was changed.")
    if row.person_id != by.id:
        raise NotAllowed("That was asked of somebody else, so nothing was changed.")
    return row


def answer(
    session: Session,
    row: Checkin,
    said: Said,
    *,
    by: Actor,
    at: datetime,
    words: Sequence[str] = (),
    blocker_id: str | None = None,
) -> Taken:
    """Note what was said. It is always taken, and belongs to the day it was asked on; a later one takes its place.

    A blocker that came of it stays what it led to.
    """
    taken = planning.taken(window_of(row), checkin_facts.answer_of(row), at)
    row.said, row.answered_at = said.value, at
    row.words = [one.strip()[:WORDS] for one in words[: len(row.questions)]]
    row.blocker_id = blocker_id or row.blocker_id
    details = {"said": said.value, "edits": taken.edits, "after_window": taken.after_window, "blocker": blocker_id}
    subject = ("checkin", row.id)
    audit.record(
        session, row.workspace, actor_id=by.id, action="checkins.answered", subject=subject, at=at, details=details
    )
    session.flush()
    return taken


def window_of(row: Checkin) -> Window:
    return Window(row.day, row.opens_at, row.closes_at)


def before(session: Session, row: Checkin) -> Checkin | None:
    """The latest one that the person answered before this was asked."""
    return before_each(session, [row]).get(row.id)


def before_each(session: Session, rows: Sequence[Checkin]) -> dict[str, Checkin]:
    """The same of check-ins of one workspace by their ids, of those that have one."""
    if not rows:
        return {}
    this, last = aliased(Checkin), aliased(Checkin)
    theirs = (last.workspace == this.workspace, last.person_id == this.person_id, last.id != this.id)
    answered = (last.answered_at.is_not(None), last.day <= this.day, last.asked_at <= this.asked_at)
    latest = select(last.id).where(*theirs, *answered).order_by(last.day.desc(), last.asked_at.desc()).limit(1)
    which = (this.workspace == rows[0].workspace, this.id.in_([row.id for row in rows]))
    pair = (Checkin.workspace == this.workspace) & (Checkin.id == latest.scalar_subquery())
    found = session.execute(select(this.id, Checkin).join(Checkin, pair).where(*which))
    return {row[0]: row[1] for row in found}


def frequency_of(person: Person) -> Frequency:
    """How often at most the person is asked."""
    return Frequency(person.checkin_frequency) if person.checkin_frequency else Frequency.DAILY


def meant(frequency: str) -> Frequency:
    """What a menu offered. Raises Refused for anything else."""
    if frequency not in set(Frequency):
        raise Refused("That is not one of the choices any more, so nothing was changed.")
    return Frequency(frequency)


def ask_less(session: Session, *, by: Actor, at: datetime) -> Frequency:
    """One step less often than now; at the end it stays there."""
    place = STEPS.index(frequency_of(by.person))
    return choose(session, STEPS[min(place + 1, len(STEPS) - 1)], by=by, at=at)


def choose(session: Session, frequency: Frequency, *, by: Actor, at: datetime) -> Frequency:
    """The person's own choice, which goes before every series."""
    if frequency_of(by.person) is not frequency:
        by.person.checkin_frequency = frequency.value
        details = {"frequency": frequency.value}
        subject = ("person", by.id)
        audit.record(
            session, by.workspace, actor_id=by.id, action="checkins.frequency", subject=subject, at=at, details=details
        )
        session.flush()
    return frequency
