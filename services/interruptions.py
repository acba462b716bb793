"""May this be said to this person now, and what waits to be said to them?

What waits is kept as what it is about, without words: when its time comes it is said as it is true then, or not at all.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import takewhile

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session

from models.attention import Held
from models.base import new_id
from models.inserts import insert_once
from models.people import Person
from planning import interruptions
from planning.availability import Availability, terms
from planning.interruptions import Decision, Ledger, Message
from planning.occurrences import WEEKDAYS, resolve
from planning.public_holidays import WHOLE, public_holidays
from planning.quiet_times import MIDNIGHT, Span, Times, hour
from services import attention, people, snapshots
from services.outbox_rows import changed
from services.policies import AttentionPolicy, Policy
from services.set_back import AHEAD
from services.tenancy import Served, among

FAR = 28  # days ahead in which holidays are looked up: nothing waits longer for a quiet time to end


def decide(session: Session, person: Person, message: Message, policy: Policy, *, at: datetime) -> Decision:
    """What becomes of a message to this person. Nobody else decides on one until the transaction ends, so that what is
    sent can be entered (`outbox.prompt`) or held (`hold`) before the next is weighed.
    """
    return decide_each(session, [(person, message)], policy, at=at)[0]


def decide_each(
    session: Session, asked: Sequence[tuple[Person, Message]], policy: Policy, *, at: datetime
) -> list[Decision]:
    """The same of people of one workspace, each of them once, in as many statements as of one."""
    some = [person for person, _ in asked]
    if not some:
        return []
    lock(session, some[0].workspace, [one.id for one in some])
    own, spent = times_of(session, some, policy, at=at), ledgers(session, some, policy.attention, at=at)
    return [interruptions.decide(message, own[one.id], spent[one.id], at) for one, message in asked]


def lock(session: Session, workspace: str, person_ids: Collection[str]) -> None:
    """Let nobody else decide on what these people are told until the transaction ends, always in the same order."""
    if person_ids:
        theirs = select(Person.id).where(Person.workspace == workspace, Person.id.in_(person_ids))
        session.execute(theirs.order_by(Person.id).with_for_update(key_share=True))  # SQLite has one writer anyway


def times(session: Session, person: Person, policy: Policy, *, at: datetime) -> Times:
    """When the person may be disturbed: on the days of their own week that are no holidays of theirs, outside the
    policy's quiet hours, their absence and what Slack says; what could wait at the hour that they chose.
    """
    return times_of(session, [person], policy, at=at)[person.id]


def times_of(session: Session, some: Sequence[Person], policy: Policy, *, at: datetime) -> dict[str, Times]:
    """The same by person's id, of people of one workspace."""
    known = snapshots.terms_of(session, some[0].workspace, some, policy.availability)
    return {one.id: _times(session, one, known[one.id], policy, at) for one in some}


def _times(session: Session, person: Person, one: Availability, policy: Policy, at: datetime) -> Times:
    zone, said = people.zone_of(session, person), policy.attention
    today = at.astimezone(zone).date()
    week = [step.week for step in terms(one) if step.since <= today][-1]
    return Times(
        zone=zone,
        workdays=frozenset(day for day, hours in enumerate(week) if hours) or WEEKDAYS,
        quiet_from=time.fromisoformat(said.quiet_from),
        quiet_until=time.fromisoformat(said.quiet_until),
        merged_at=time.fromisoformat(person.merged_at or said.merged_at),
        holidays=_holidays(one.region, today, halves=policy.availability.half_holidays),
        away=_span(person.away_from, person.away_until),
        do_not_disturb=_span(person.dnd_from, person.dnd_until),
    )


def _holidays(region: str | None, today: date, *, halves: bool) -> frozenset[date]:
    """The whole days among the next, as far as one message may wait."""
    if region is None:
        return frozenset()
    ahead = [today + timedelta(days=number) for number in range(-1, FAR)]
    known = {year: public_holidays(region, year, halves=halves) for year in {day.year for day in ahead}}
    return frozenset(day for day in ahead if isinstance(kept := known[day.year], Mapping) and kept.get(day, 0) >= WHOLE)


def _span(start: datetime | None, end: datetime | None) -> Span | None:
    return Span(start, end) if start is not None and end is not None and start < end else None


def ledgers(session: Session, some: Sequence[Person], policy: AttentionPolicy, *, at: datetime) -> dict[str, Ledger]:
    """By person's id, what their week has seen so far, and whether something waits since before it."""
    spent = attention.within_budget(session, some, at=at)
    mine = (Held.workspace == some[0].workspace, Held.person_id.in_([one.id for one in some]))
    oldest = select(Held.person_id, func.min(Held.since)).where(*mine, Held.settled_at.is_(None))
    waits = {row[0]: row[1] for row in session.execute(oldest.group_by(Held.person_id))}
    return {
        one.id: Ledger(policy.weekly_budget, spent[one.id], one.id in waits and waits[one.id] < monday)
        for one in some
        for monday in [resolve(attention.week_of(session, one, at=at), MIDNIGHT, people.zone_of(session, one))]
    }


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


def unsaid(session: Session, person: Person, kind: str) -> Sequence[Held]:
    """Of this kind: what has been kept for them since it was last said, also what was not said after all."""
    theirs = (Held.workspace == person.workspace, Held.person_id == person.id, Held.kind == kind)
    found = session.scalars(select(Held).where(*theirs).order_by(Held.since.desc(), Held.id)).all()
    return list(takewhile(lambda one: one.outbox_id is None, found))


def due(session: Session, *, now: datetime, limit: int = 50, served: Served = None) -> list[tuple[str, str]]:
    """(workspace, person) of at most `limit` people for whom something has waited until its time, longest due first.

    All that waits for them is said with it.
    """
    due_now = or_(Held.due_at <= now, Held.since > now + AHEAD)  # kept by a clock that was wrong: decided on anew
    found = (
        select(Held.workspace, Held.person_id)
        .where(among(Held.workspace, served), Held.settled_at.is_(None), due_now)
        .group_by(Held.workspace, Held.person_id)
        .order_by(func.min(Held.due_at), Held.workspace, Held.person_id)
    )
    return [(workspace, person) for workspace, person in session.execute(found.limit(limit))]


def move(session: Session, person: Person, policy: Policy, *, at: datetime) -> None:
    """Let all that waits for the person come at the hour that they have by now."""
    own = times(session, person, policy, at=at)
    changed(session, update(Held).where(*_waiting(person)).values(due_at=hour(own, at, at)))


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
