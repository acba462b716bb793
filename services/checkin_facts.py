"""What is known of people when a check-in of theirs is due? Of many at once in as many statements as of one."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import ColumnElement, exists, func, literal, select
from sqlalchemy.orm import Session

from models.attention import Held
from models.availability import AvailabilityChange
from models.blockers import BlockerChange
from models.checkins import Checkin
from models.people import Person
from planning.capacity_rows import days_off as public_days_off
from planning.checkin_answers import Answer, Said, quiet_streak
from planning.checkins import Facts, Frequency
from planning.people import Standing
from planning.refusal import Refusal
from planning.weeks import Weeks, week_of
from planning.workdays import Off, days_off
from services import checkin_concerns, people, snapshots
from services.policies import AvailabilityPolicy
from services.set_back import AHEAD

LOOKED_BACK = timedelta(days=400)  # for check-ins of before, and for days that were not worked
LATEST = 12  # check-ins that are looked at: more in a row lengthen no wait any further
SOME = 500  # of so many people or fewer, their time is read; of more, everybody's
KEY = "checkin:"  # with the id of a check-in: how what is said of it is known
REMINDER = ":reminder"  # after that


def of(
    session: Session,
    some: Sequence[Person],
    policy: AvailabilityPolicy,
    *,
    at: datetime,
    until: date,
    since: Mapping[str, datetime],
) -> dict[str, Facts]:
    """By person's id. `until`: the last day that is asked about. `since`: from when on each is to be asked."""
    if not some:
        return {}
    workspace, ids = some[0].workspace, [one.id for one in some]
    heard, asked = _heard(session, workspace, ids, at + AHEAD), _asked(session, workspace, ids, at)
    about = checkin_concerns.of(session, workspace, ids)
    last = {one.id: max([since.get(one.id, at), *heard.get(one.id, ())]) for one in some}
    days = {one.id: last[one.id].astimezone(people.zone_of(session, one)).date() for one in some}
    off = _off(session, workspace, policy, {id_: _weeks(day, until, at) for id_, day in days.items()})
    return {
        one.id: Facts(
            zone=people.zone_of(session, one),
            standing=Standing(one.standing),
            heard=last[one.id],
            off=off[one.id],
            asked=[row.day for row in asked.get(one.id, ())],
            quiet_streak=quiet_streak(answer_of(row) for row in asked.get(one.id, ())),
            concerns=about.get(one.id, ()),
            frequency=Frequency(one.checkin_frequency) if one.checkin_frequency else None,
            back_on=one.back_on,
        )
        for one in some
    }


def _weeks(heard: date, until: date, at: datetime) -> Weeks:
    """From where somebody was heard of, but not for ever."""
    first = week_of(min(until, max(heard, (at - LOOKED_BACK).date())))  # the clock may be years off: `until` rules
    return Weeks(first, week_of(until) - first + 1)


def answer_of(row: Checkin) -> Answer | None:
    if row.said is None or row.answered_at is None:
        return None
    return Answer(Said(row.said), row.answered_at, tuple(row.words))


def _heard(session: Session, workspace: str, ids: Collection[str], until: datetime) -> dict[str, list[datetime]]:
    """When each last said anything of each kind, or was asked; not what was noted while the clock was far ahead."""
    changed = select(BlockerChange.by_id, func.max(BlockerChange.at)).where(
        BlockerChange.workspace == workspace, BlockerChange.by_id.in_(ids), BlockerChange.at <= until
    )
    noted = select(AvailabilityChange.by_id, func.max(AvailabilityChange.at)).where(
        AvailabilityChange.workspace == workspace,
        AvailabilityChange.person_id.in_(ids),
        AvailabilityChange.by_id == AvailabilityChange.person_id,
        AvailabilityChange.at <= until,
    )
    found = defaultdict[str, list[datetime]](list)
    for rows in (changed.group_by(BlockerChange.by_id), noted.group_by(AvailabilityChange.by_id)):
        for person_id, at in session.execute(rows):
            found[str(person_id)].append(at)
    mine = (Checkin.workspace == workspace, Checkin.person_id.in_(ids), ~unsaid(), Checkin.asked_at <= until)
    times = select(Checkin.person_id, func.max(Checkin.asked_at), func.max(Checkin.answered_at)).where(*mine)
    for person_id, *when in session.execute(times.group_by(Checkin.person_id)):
        found[person_id] += [at for at in when if at is not None]
    return found


def _asked(session: Session, workspace: str, ids: Collection[str], at: datetime) -> dict[str, list[Checkin]]:
    """The latest check-ins of each, the latest first."""
    mine = (Checkin.workspace == workspace, Checkin.person_id.in_(ids), Checkin.asked_at <= at + AHEAD)
    recent = (Checkin.day >= (at - LOOKED_BACK).date(), ~unsaid())
    found = defaultdict[str, list[Checkin]](list)
    for one in session.scalars(select(Checkin).where(*mine, *recent).order_by(Checkin.day.desc(), Checkin.id)):
        if len(found[one.person_id]) < LATEST:
            found[one.person_id].append(one)
    return found


def asked_days(session: Session, person: Person, *, at: datetime) -> list[date]:
    """The days of the latest check-ins of one person, the latest first."""
    return [row.day for row in _asked(session, person.workspace, [person.id], at)[person.id]]


def unsaid(*, before: datetime | None = None) -> ColumnElement[bool]:
    """The condition that a check-in waited for a better time until it was too late, and that nobody has seen it: its
    question was not said, and neither was a reminder, which says the same. `before`: that business instant.
    """
    lapsed = (_is_about(), Held.reason.is_not(None), *((Held.settled_at < before,) if before is not None else ()))
    reminder_lapsed = exists().where(_is_about(REMINDER), Held.reason.is_not(None))
    return exists().where(*lapsed) & (Checkin.reminded_at.is_(None) | reminder_lapsed) & Checkin.said.is_(None)


def _is_about(what: str = "") -> ColumnElement[bool]:
    """The condition that something held back is the question of a check-in, or its reminder."""
    return (Held.workspace == Checkin.workspace) & (Held.key == literal(KEY) + Checkin.id + literal(what))


def _off(
    session: Session, workspace: str, policy: AvailabilityPolicy, weeks: Mapping[str, Weeks]
) -> dict[str, dict[date, Off]]:
    """By person's id, the days of these weeks of theirs on which they do not work."""
    begins = snapshots.capacity_policy(session, workspace, policy).day_start
    first, last = min(one.first for one in weeks.values()), max(one.first + one.count for one in weeks.values())
    everything = Weeks(first, last - first)
    holidays: dict[str | None, Mapping[int, Decimal]] = {None: {}}
    found: dict[str, dict[date, Off]] = {}
    only = list(weeks) if len(weeks) <= SOME else None
    for one in snapshots.availabilities(session, workspace, policy, everything, only=only):
        if one.person not in weeks:
            continue
        if one.region not in holidays:
            known = public_days_off(str(one.region), everything, halves=policy.half_holidays)
            holidays[one.region] = {} if isinstance(known, Refusal) else known
        day_start = begins.hour * 60 + begins.minute
        found[one.person] = days_off(one, weeks[one.person], holidays[one.region], day_start=day_start)
    return found
