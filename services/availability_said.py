"""What becomes of that which somebody says about their own availability?

All of it is noted in one transaction, with what it takes to undo it. It never touches what somebody is booked for.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.availability import Absence as Row
from models.availability import AvailabilityChange, Origin, Pattern
from models.base import new_id
from models.people import Person
from planning import absence_changes, terms_changes
from planning.absences import Absence, read_part
from planning.availability import Availability, Change, Hours7, in_force, terms
from planning.minutes import HOUR
from planning.recurrence import read_rule
from planning.refusal import Refusal
from planning.weeks import DAYS
from readers.availability import Absence as Said
from readers.availability import Back, Hourly, Off, Share, Week
from services import absences, people, snapshots
from services.availability import Effect, measured, must_be_near, window
from services.availability_changes import Kind, change, row_of
from services.permissions import Actor
from services.policies import AvailabilityPolicy
from services.refusals import Refused

MOST = 400  # absences of one person that are kept besides their calendar's
_FINEST = Decimal("0.000001")  # of an hour: a third of it is kept with so many places
Meant = Off | Back | Share | Week


def apply(session: Session, meant: Meant, *, by: Actor, at: datetime, policy: AvailabilityPolicy) -> Effect:
    """Note what a phrase means. Raises Refused with a sentence for what cannot be."""
    match meant:
        case Off(said):
            return off(session, said, by=by, at=at, policy=policy)
        case Back(day, minute):
            return back(session, day, minute, by=by, at=at, policy=policy)
        case Share(percent, start, finish):
            return set_terms(session, start, finish, share=percent / 100, by=by, at=at, policy=policy)
        case Week(hours, start, finish):
            return set_terms(session, start, finish, hours=hours, by=by, at=at, policy=policy)


def off(session: Session, said: Sequence[Said], *, by: Actor, at: datetime, policy: AvailabilityPolicy) -> Effect:
    """Note absences. What is known already is not noted again; what overlaps becomes one."""
    today = people.today_of(session, by.person, at=at)
    new = [absence_of(one.start, one.finish, str(one.part), one.rule) for one in said]
    days = [day for one in new for day in _named_by(one)]
    must_be_near(days, today)

    def act() -> AvailabilityChange | None:
        there = _own(session, by.person)
        noted = {id_: value_of(row) for id_, row in there.items()}
        for one in new:
            gone, come = absence_changes.added(noted, one)
            noted = {id_: kept for id_, kept in noted.items() if id_ not in gone}
            noted |= {new_id(): come} if come is not None else {}
        return _store(session, Kind.OFF, there, noted, by=by, at=at)

    return measured(session, window(days, today), act, by=by, at=at, policy=policy)


def back(
    session: Session, day: date, minute: int | None, *, by: Actor, at: datetime, policy: AvailabilityPolicy
) -> Effect:
    """End the absences that are on that day. Of what repeats only that occurrence ends."""
    today = people.today_of(session, by.person, at=at)
    must_be_near([day], today)

    def act() -> AvailabilityChange | None:
        there = _own(session, by.person)
        noted = {id_: value_of(row) for id_, row in there.items()}
        left = absence_changes.ended(noted, day, minute, _middle(session, by.person, day, policy))
        noted = {id_: one for id_, one in noted.items() if id_ not in left}
        noted |= {new_id(): one for rest in left.values() for one in rest}
        return _store(session, Kind.BACK, there, noted, by=by, at=at)

    ends = [one.finish for one in absences.of(session, by.person)]
    return measured(session, window([day, *ends], today), act, by=by, at=at, policy=policy)


def set_terms(
    session: Session,
    start: date,
    finish: date | None,
    *,
    hours: Hourly | None = None,
    share: Decimal | None = None,
    by: Actor,
    at: datetime,
    policy: AvailabilityPolicy,
) -> Effect:
    """Another working week, another share (0 to 1) for projects, or both, from `start` on, up to and with `finish`."""
    today = people.today_of(session, by.person, at=at)
    must_be_near([start, finish], today)

    def act() -> AvailabilityChange | None:
        absences.lock(session, by.person)
        one = _terms_of(session, by.person, policy)
        here = in_force(terms(one), start)
        week, part = _week(hours, here.week) if hours is not None else None, _share(share)
        if week is not None and part == here.share:
            part = None  # a form shows both: what was left as it stood was not said
        elif week == here.week and part is not None:
            week = None
        new = terms_changes.planned(one, start, finish, week=week, share=part)
        if terms_changes.same(one, new):
            return None
        gone, come = terms_changes.differing({old.since: old for old in one.changes}, new)
        was = {old.since: old for old in one.changes}
        came = {"patterns": [_pattern(new[since]) for since in come]}
        return change(session, Kind.TERMS, {"patterns": [_pattern(was[one]) for one in gone]}, came, by=by, at=at)

    days = [start, finish] if finish is not None else [start]
    return measured(session, window(days, today), act, by=by, at=at, policy=policy)


def remove(session: Session, which: str, *, by: Actor, at: datetime, policy: AvailabilityPolicy) -> Effect:
    """Take out one line of the list: the id of an absence, or the date of a change of the week or the share."""
    today = people.today_of(session, by.person, at=at)

    def act() -> AvailabilityChange | None:
        absences.lock(session, by.person)
        held = _own(session, by.person).get(which)
        if held is not None:
            return change(session, Kind.REMOVED, {"absences": [row_of("absences", held)]}, {}, by=by, at=at)
        pattern = next((one for one in patterns(session, by.person) if one.since.isoformat() == which), None)
        if pattern is None:
            raise Refused("That is not in the list any more, so nothing was changed.")
        return change(session, Kind.REMOVED, {"patterns": [row_of("patterns", pattern)]}, {}, by=by, at=at)

    days = [day for one in absences.of(session, by.person) if one.id == which for day in _named_by(value_of(one))]
    days += [one.since for one in patterns(session, by.person) if one.since.isoformat() == which]
    return measured(session, window(days, today), act, by=by, at=at, policy=policy)


def patterns(session: Session, person: Person) -> Sequence[Pattern]:
    """The changes of week and share, the earliest first."""
    chosen = select(Pattern).where(Pattern.workspace == person.workspace, Pattern.person_id == person.id)
    return session.scalars(chosen.order_by(Pattern.since).execution_options(populate_existing=True)).all()


def value_of(row: Row) -> Absence:
    """What a row says."""
    return absence_of(row.start, row.finish, row.part, row.rule)


def absence_of(start: date, finish: date, part: str, rule: str | None) -> Absence:
    """An absence as planning reckons with it. Raises Refused for what is no part of a day or no rule."""
    read, repeats = read_part(part), None if rule is None else read_rule(rule)
    if isinstance(read, Refusal):
        raise Refused(read.sentence)
    if isinstance(repeats, Refusal):
        raise Refused(repeats.sentence)
    return Absence(start, finish, read, repeats)


def _named_by(one: Absence) -> list[date]:
    """The days between which it applies, as far as it names them."""
    until = one.rule.until if one.rule is not None else None
    return [one.start, one.finish, until or one.finish]


def terms_now(session: Session, person: Person, policy: AvailabilityPolicy, day: date) -> tuple[Hours7, Decimal]:
    """The working week and the share of that day."""
    here = in_force(terms(_terms_of(session, person, policy)), day)
    return here.week, here.share


def _own(session: Session, person: Person) -> dict[str, Row]:
    """What the person may change, by id: all that is not their calendar's. Locked against a change at the same time."""
    absences.lock(session, person)
    return {row.id: row for row in absences.of(session, person) if row.origin != Origin.FEED}


def _store(
    session: Session, kind: Kind, there: Mapping[str, Row], noted: Mapping[str, Absence], *, by: Actor, at: datetime
) -> AvailabilityChange | None:
    """Make the person's own absences those that are `noted`; None where they are that already."""
    gone = [row_of("absences", row) for id_, row in there.items() if id_ not in noted]
    come = [_absence(id_, one) for id_, one in noted.items() if id_ not in there]
    if not gone and not come:
        return None
    if len(noted) > MOST:
        raise Refused(f"That would be more than {MOST} absences. Please remove some in the list first.")
    return change(session, kind, {"absences": gone}, {"absences": come}, by=by, at=at)


def _absence(id_: str, one: Absence) -> dict[str, Any]:
    rule = None if one.rule is None else str(one.rule)
    said = {"id": id_, "start": one.start, "finish": one.finish, "part": str(one.part), "rule": rule}
    return said | {"origin": Origin.SAID.value}


def _pattern(one: Change) -> dict[str, Any]:
    return {"since": one.since, "week": one.week, "project_share": one.share}


def _terms_of(session: Session, person: Person, policy: AvailabilityPolicy) -> Availability:
    """The person with all changes of week and share, also those far ahead, and without absences."""
    return snapshots.terms_of(session, person.workspace, [person], policy)[person.id]


def _middle(session: Session, person: Person, day: date, policy: AvailabilityPolicy) -> int:
    """The minute at which the morning of that day ends, as capacity counts it."""
    week, _ = terms_now(session, person, policy, day)
    begins = snapshots.capacity_policy(session, person.workspace, policy).day_start
    return int(begins.hour * HOUR + begins.minute + week[(day.toordinal() - 1) % DAYS] * HOUR / 2)


def _week(hours: Hourly, now: Hours7) -> Hours7:
    week = tuple(Decimal(one).quantize(_FINEST).normalize() for one in hours.on(now))
    if any(not 0 <= one <= 24 for one in week):
        raise Refused("A day has 0 to 24 hours, so nothing was changed. Which hours do you work?")
    if hours.days is not None and None in hours.days and any(now) and not any(week):
        raise Refused("You work no hours on those days so far, so nothing was changed. How many, like this: Sat 4h?")
    return week


def _share(share: Decimal | None) -> Decimal | None:
    if share is not None and not 0 <= share <= 1:
        raise Refused("The part for projects goes from 0 to 100 %, so nothing was changed.")
    return share if share is None else share.quantize(_FINEST).normalize()
