"""How many hours does somebody have, and what does a change of theirs do to them?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import starmap

from sqlalchemy.orm import Session

from models.availability import AvailabilityChange
from models.people import Person
from planning.capacity import capacity_of
from planning.commitments import Taken
from planning.load import WeekLoad
from planning.weeks import Week, Weeks, week_at, week_of
from services import absences, availability_changes, commitments, feeds, people, snapshots
from services.permissions import Actor
from services.policies import AvailabilityPolicy
from services.refusals import Refused

YEAR = timedelta(days=366)
FAR = 10 * YEAR  # a date beyond is a slip of the keyboard


@dataclass(frozen=True)
class Effect:
    """What a change of one's own came to. `change` is None where all was known, or where nothing can undo it."""

    change: AvailabilityChange | None
    weeks: tuple[tuple[Week, int, int], ...] = ()  # those that are different now: minutes before, and now
    last: Week | None = None  # the last week that was looked at


def weeks_ahead(
    session: Session, person: Person, policy: AvailabilityPolicy, *, at: datetime, count: int = 8
) -> tuple[WeekLoad, ...]:
    """The week that it is for the person and those after it, `count` in all; minutes."""
    return loads(session, person, policy, Weeks(week_at(at, people.zone_of(session, person)), count))


def loads(session: Session, person: Person, policy: AvailabilityPolicy, weeks: Weeks) -> tuple[WeekLoad, ...]:
    """What the person can give in each of these weeks, and what of it projects have; minutes."""
    workdays = snapshots.capacity_policy(session, person.workspace, policy).workdays
    found = commitments.of(session, person.workspace, weeks, workdays, only=[person.id])
    taken = found.get(person.id, Taken(*[(0,) * len(weeks)] * 2))
    given = minutes_of(session, person, policy, weeks)
    return tuple(starmap(WeekLoad, zip(weeks, given, taken.committed, taken.tentative, strict=True)))


def minutes_of(session: Session, person: Person, policy: AvailabilityPolicy, weeks: Weeks) -> tuple[int, ...]:
    """What the person can give in each of these weeks."""
    one = snapshots.availability_of(session, person, policy, weeks)
    return capacity_of(one, weeks, snapshots.capacity_policy(session, person.workspace, policy))


def measured(
    session: Session,
    weeks: Weeks,
    act: Callable[[], AvailabilityChange | None],
    *,
    by: Actor,
    at: datetime,
    policy: AvailabilityPolicy,
) -> Effect:
    """Do something about the actor's own availability, and see what that does to the weeks."""
    before = minutes_of(session, by.person, policy, weeks)
    change = act()
    return _effect(session, weeks, before, change, by=by, at=at, policy=policy) if change is not None else Effect(None)


def without_calendar(session: Session, *, by: Actor, at: datetime, policy: AvailabilityPolicy) -> Effect | None:
    """Read the actor's calendar no more; None where none was read. Nothing undoes it: its address is forgotten."""
    days = [day for one in absences.of(session, by.person) for day in (one.start, one.finish)]
    weeks = window(days, people.today_of(session, by.person, at=at))
    before = minutes_of(session, by.person, policy, weeks)
    if not feeds.disconnect(session, by.person, at=at):
        return None
    return _effect(session, weeks, before, None, by=by, at=at, policy=policy)


def _effect(
    session: Session,
    weeks: Weeks,
    before: tuple[int, ...],
    change: AvailabilityChange | None,
    *,
    by: Actor,
    at: datetime,
    policy: AvailabilityPolicy,
) -> Effect:
    """What is different now, also when the person is away."""
    absences.settle_away(session, by.person, at=at, policy=policy)
    now = minutes_of(session, by.person, policy, weeks)
    changed = [row for row in zip(weeks, before, now, strict=True) if row[1] != row[2]]
    return Effect(change, tuple(changed), weeks.first + (len(weeks) - 1))


def undo(session: Session, change_id: str, *, by: Actor, at: datetime, policy: AvailabilityPolicy) -> Effect:
    """Take one change back, exactly. Raises Refused with a sentence where that cannot be any more."""
    touched = availability_changes.days_of(session, change_id, by=by)
    weeks = window(touched, people.today_of(session, by.person, at=at))

    def act() -> AvailabilityChange:
        return availability_changes.undo(session, change_id, by=by, at=at, undo_hours=policy.undo_hours)

    return measured(session, weeks, act, by=by, at=at, policy=policy)


def window(days: Iterable[date], today: date) -> Weeks:
    """The weeks in which a change from the first to the last of these days can be seen, and a year beyond them.

    With less, a change that goes on would look as if it ended, or as if it did nothing at all.
    """
    near = [min(max(day, today - FAR), today + FAR) for day in (*days, today)]
    first, last = week_of(min(*near, today - YEAR)), week_of(max(near) + YEAR)
    return Weeks(first, last - first + 1)


def must_be_near(days: Iterable[date | None], today: date) -> None:
    """Raises Refused for a day that nobody can mean."""
    if any(day is not None and abs(day - today) > FAR for day in days):
        raise Refused("That lies more than ten years away, so nothing was changed. Which days do you mean?")
