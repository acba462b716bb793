"""May this be said to this person now, and what waits to be said to them?

What waits is kept as what it is about, without words: when its time comes it is said as it is true then, or not at all.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, time

from sqlalchemy import ColumnElement, delete, exists, func, select, update
from sqlalchemy.orm import Session

from models.attention import Held
from models.base import new_id
from models.inserts import insert_once
from models.people import Person
from planning import interruptions
from planning.availability import terms
from planning.interruptions import Decision, Ledger, Message
from planning.occurrences import WEEKDAYS, resolve
from planning.quiet_times import MIDNIGHT, Span, Times
from planning.weeks import Weeks, week_at
from services import attention, people, snapshots
from services.outbox_rows import changed
from services.policies import AttentionPolicy, Policy
from services.tenancy import Served, among


def decide(
    session: Session,
    person: Person,
    message: Message,
    policy: Policy,
    *,
    at: datetime,
    merged_at: time | None = None,
    do_not_disturb: Span | None = None,
) -> Decision:
    """What becomes of a message to this person. Nobody else decides on one until the transaction ends, so that what is
    sent can be entered (`outbox.prompt`) or held (`hold`) before the next is weighed.

    `merged_at`: the hour that the person chose; else the policy's.
    """
    lock(session, person.workspace, [person.id])
    own = times(session, person, policy, at=at, merged_at=merged_at, do_not_disturb=do_not_disturb)
    return interruptions.decide(message, own, ledger(session, person, policy.attention, at=at), at)


def lock(session: Session, workspace: str, person_ids: Collection[str]) -> None:
    """Let nobody else decide on what these people are told until the transaction ends, always in the same order."""
    if person_ids:
        theirs = select(Person.id).where(Person.workspace == workspace, Person.id.in_(person_ids))
        session.execute(theirs.order_by(Person.id).with_for_update(key_share=True))  # SQLite has one writer anyway


def times(
    session: Session,
    person: Person,
    policy: Policy,
    *,
    at: datetime,
    merged_at: time | None = None,
    do_not_disturb: Span | None = None,
) -> Times:
    """When the person may be disturbed: on the days of their own week, outside the policy's quiet hours."""
    zone, said = people.zone_of(session, person), policy.attention
    one = snapshots.availability_of(session, person, policy.availability, Weeks(week_at(at, zone), 1))
    today = at.astimezone(zone).date()
    week = [step.week for step in terms(one) if step.since <= today][-1]
    return Times(
        zone=zone,
        workdays=frozenset(day for day, hours in enumerate(week) if hours) or WEEKDAYS,
        quiet_from=time.fromisoformat(said.quiet_from),
        quiet_until=time.fromisoformat(said.quiet_until),
        merged_at=merged_at or time.fromisoformat(said.merged_at),
        away=Span(person.away_from, person.away_until) if person.away_from and person.away_until else None,
        do_not_disturb=do_not_disturb,
    )


def ledger(session: Session, person: Person, policy: AttentionPolicy, *, at: datetime) -> Ledger:
    """What the person's week has seen so far, and whether something waits since before it."""
    monday = resolve(attention.week_of(session, person, at=at), MIDNIGHT, people.zone_of(session, person))
    carried = session.scalar(select(exists().where(*_waiting(person), Held.since < monday)))
    return Ledger(policy.weekly_budget, attention.within_budget(session, person, at=at), bool(carried))


def hold(
    session: Session,
    person: Person,
    *,
    key: str,
    kind: str,
    subject: str,
    due: datetime,
    at: datetime,
    until: datetime | None = None,
) -> bool:
    """Let something wait until `due`. False where `key` waits or was settled before: then it stays as it is."""
    values = {
        "workspace": person.workspace,
        "id": new_id(),
        "person_id": person.id,
        "key": key,
        "kind": kind,
        "subject": subject,
        "since": at,
        "until": until,
        "due_at": due,
    }
    return insert_once(session, Held, values, ("workspace", "key"))


def waiting(session: Session, person: Person) -> Sequence[Held]:
    """What waits to be said to the person, in the order in which it came."""
    return session.scalars(select(Held).where(*_waiting(person)).order_by(Held.since, Held.id)).all()


def due(session: Session, *, now: datetime, limit: int = 50, served: Served = None) -> list[tuple[str, str]]:
    """(workspace, person) of at most `limit` people for whom something has waited until its time, longest due first.

    All that waits for them is said with it.
    """
    found = (
        select(Held.workspace, Held.person_id)
        .where(among(Held.workspace, served), Held.settled_at.is_(None), Held.due_at <= now)
        .group_by(Held.workspace, Held.person_id)
        .order_by(func.min(Held.due_at), Held.workspace, Held.person_id)
    )
    return [(workspace, person) for workspace, person in session.execute(found.limit(limit))]


def put_off(session: Session, person: Person, *, until: datetime) -> int:
    """Let all that would be due sooner wait until then. How many."""
    sooner = update(Held).where(*_waiting(person), Held.due_at < until)
    return changed(session, sooner.values(due_at=until))


def said(session: Session, held: Collection[Held], *, outbox_id: str, at: datetime) -> None:
    """These were said in that message."""
    _settle(session, held, at, outbox_id=outbox_id)


def lapsed(session: Session, held: Collection[Held], *, reason: str, at: datetime) -> None:
    """These are not said any more, and why."""
    _settle(session, held, at, reason=reason[:255])


def forget(session: Session, *, before: datetime) -> int:
    """Delete what was settled before that business instant. How many."""
    return changed(session, delete(Held).where(Held.settled_at < before))


def _settle(session: Session, held: Collection[Held], at: datetime, **values: str) -> None:
    for one in held:
        this = (Held.workspace == one.workspace, Held.id == one.id, Held.settled_at.is_(None))
        changed(session, update(Held).where(*this).values(settled_at=at, **values))


def _waiting(person: Person) -> tuple[ColumnElement[bool], ...]:
    return Held.workspace == person.workspace, Held.person_id == person.id, Held.settled_at.is_(None)
