"""Is a person working at each minute at which they are, in every zone, and are their hours counted as such?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.absences import Absence, DayPart, Hours, Range
from planning.availability import Availability, Change
from planning.capacity import CapacityPolicy, capacity_of
from planning.people import Standing
from planning.public_holidays import public_holidays
from planning.refusal import Refusal
from planning.weeks import Week, Weeks
from planning.working_time import HORIZON, WorkingTime
from tests.planning.people import off, person, repeated, since

MINUTE = timedelta(minutes=1)
# Zones, and days around which their clocks or calendars do something strange.
WINDOWS = (
    ("UTC", date(2026, 12, 24)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("Europe/Berlin", date(2027, 3, 28)),
    ("America/New_York", date(2026, 11, 1)),
    ("America/Havana", date(2026, 3, 8)),  # midnight is skipped
    ("America/Santiago", date(2026, 4, 5)),  # midnight is shown twice
    ("America/St_Johns", date(2010, 11, 7)),  # a minute of a day, then an hour of the day before once more
    ("Australia/Lord_Howe", date(2026, 10, 4)),  # half an hour
    ("Antarctica/Troll", date(2026, 3, 29)),  # two hours
    ("Pacific/Apia", date(2011, 12, 30)),  # a day that was never there
    ("Pacific/Kiritimati", date(2026, 12, 31)),  # 14 hours before UTC
    ("Pacific/Pago_Pago", date(2026, 12, 31)),  # 11 hours behind it
    ("Asia/Kathmandu", date(2026, 1, 1)),
)
DAYS = 3  # on both sides of that day


@lru_cache
def minutes_of(zone: str, middle: date) -> tuple[datetime, list[datetime]]:
    """The first minute (UTC), and what the clock has shown at most up to each: so the second pass of an hour adds none."""
    first = datetime.combine(middle, time(), tzinfo=UTC) - timedelta(days=DAYS + 2)
    shown: list[datetime] = []
    for number in range((2 * DAYS + 4) * 24 * 60):
        local = (first + number * MINUTE).astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
        shown.append(max(local, shown[-1]) if shown else local)
    return first, shown


def worked_on(one: Availability, day: date, policy: CapacityPolicy) -> set[datetime]:
    """Minutes of the wall clock in the block of that day, one by one."""
    week = one.week
    for change in sorted(one.changes, key=lambda each: (each.since, each.week or ())):
        week = change.week or week if change.since <= day else week
    pattern = int(week[day.weekday()] * 60)
    free = public_holidays(one.region, day.year, halves=policy.half_holidays) if one.region else {}
    assert not isinstance(free, Refusal)
    begins = policy.day_start.hour * 60 + policy.day_start.minute
    away: set[int] = set()
    longest = 0
    for absence in one.absences:
        if day.toordinal() not in absence.days(Weeks(Week(day - timedelta(days=day.weekday())), 1)):
            continue
        match absence.part:
            case DayPart.DAY:
                away |= set(range(pattern))
            case DayPart.MORNING:
                away |= set(range(pattern // 2))
            case DayPart.AFTERNOON:
                away |= set(range(pattern // 2, pattern))
            case Range(begin, end):
                away |= {minute - begins for minute in range(begin, end)} & set(range(pattern))
            case Hours(amount):
                longest = max(longest, int(amount * 60))
    here = [minute for minute in range(pattern) if minute not in away]
    count = max(0, int(pattern * (1 - free.get(day, 0))) - max(longest, len(away)))
    midnight = datetime.combine(day, time())
    return {midnight + (begins + minute) * MINUTE for minute in here[:count]}


def oracle(one: Availability, zone: str, middle: date, policy: CapacityPolicy) -> list[date | None]:
    """For each minute, the day whose block it belongs to, if it is worked."""
    _, shown = minutes_of(zone, middle)
    days: Mapping[date, set[datetime]] = {day: worked_on(one, day, policy) for day in {local.date() for local in shown}}
    none: set[datetime] = set()
    return [
        next((day for day in (at.date(), at.date() - timedelta(days=1)) if at in days.get(day, none)), None)
        for at in shown
    ]


hours = st.sampled_from(["0", "0", "4", "7.5", "8", "8", "12", "24"]).map(Decimal)
weeks7 = st.tuples(*[hours] * 7)
offsets = st.integers(-DAYS - 3, DAYS + 3)
clock = st.integers(0, 96).map(lambda quarter: quarter * 15)
parts = st.one_of(
    st.sampled_from(DayPart),
    st.tuples(clock, clock).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: Range(*sorted(pair))),
    st.integers(1, 96).map(lambda quarter: Hours(Decimal(quarter) / 4)),
)
rules = st.sampled_from([None, None, "FREQ=WEEKLY;BYDAY=MO,FR", "FREQ=DAILY;INTERVAL=3"]).map(
    lambda text: repeated(text) if text else None
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[WorkingTime, list[date | None], datetime]:
    zone, middle = draw(st.sampled_from(WINDOWS))
    days = offsets.map(lambda number: middle + timedelta(days=number))
    absences = st.builds(
        lambda start, length, part, rule: Absence(start, start + timedelta(days=length), part, rule),
        days, st.integers(0, 3), parts, rules,
    )  # fmt: skip
    one = Availability(
        "ana",
        Standing.MEMBER,
        draw(weeks7),
        Decimal("0.5"),
        draw(st.lists(st.builds(Change, days, weeks7), max_size=2).map(tuple)),
        draw(st.lists(absences, max_size=4).map(tuple)),
        draw(st.sampled_from([None, "DE-BY", "IS"])),
    )
    policy = CapacityPolicy(draw(st.sampled_from([time(9), time(0), time(6, 30), time(22)])), draw(st.booleans()))
    return WorkingTime(one, ZoneInfo(zone), policy), oracle(one, zone, middle, policy), minutes_of(zone, middle)[0]


# The first example of a zone makes its table of minutes, which takes longer than all others.
unhurried = settings(deadline=None, max_examples=40)
# Two days at both ends of the table are only there for what reaches out of them.
places = st.integers(2 * 1440, (2 * DAYS + 2) * 1440 - 1)


@unhurried
@given(cases(), st.lists(places, min_size=20, max_size=20))
def test_they_work_at_the_minutes_at_which_they_do(
    case: tuple[WorkingTime, list[date | None], datetime], minutes: list[int]
) -> None:
    working, days, first = case
    for minute in minutes:
        assert working.is_working(first + minute * MINUTE) == (days[minute] is not None)


@unhurried
@given(cases(), places, places, st.integers(0, 59_999_999))
def test_hours_between_are_the_minutes_counted(
    case: tuple[WorkingTime, list[date | None], datetime], one: int, other: int, odd: int
) -> None:
    working, days, first = case
    begin, end = sorted((one, other))
    counted = Decimal(sum(day is not None for day in days[begin:end])) / 60
    assert abs(working.between(first + begin * MINUTE, first + end * MINUTE) - counted) < Decimal("1e-20")
    assert working.between(first + end * MINUTE, first + begin * MINUTE) == 0
    # within a minute it is what passes of it
    inside = first + begin * MINUTE + timedelta(microseconds=odd)
    assert (working.between(first + begin * MINUTE, inside) > 0) == (odd > 0 and days[begin] is not None)


@unhurried
@given(cases(), places, st.integers(1, 40 * 60))
def test_so_many_hours_have_passed_at_the_first_minute_at_which_they_have(
    case: tuple[WorkingTime, list[date | None], datetime], begin: int, wanted: int
) -> None:
    working, days, first = case
    left = wanted
    found = working.after(first + begin * MINUTE, Decimal(wanted) / 60 + Decimal("1e-12"))
    for minute in range(begin, len(days) - 2 * 1440):
        left -= days[minute] is not None
        if not left:
            assert found == first + (minute + 1) * MINUTE
            return
    assert found is None or found >= first + (len(days) - 2 * 1440) * MINUTE


@unhurried
@given(cases(), places)
def test_the_next_start_is_the_first_minute_after_one_that_is_not_of_that_day(
    case: tuple[WorkingTime, list[date | None], datetime], begin: int
) -> None:
    working, days, first = case
    starts = [
        minute
        for minute in range(begin, len(days) - 2 * 1440)
        if days[minute] is not None and days[minute] != days[minute - 1]
    ]
    found = working.next_start(first + begin * MINUTE)
    if starts:
        assert found == first + starts[0] * MINUTE
    else:
        assert found is None or found >= first + (len(days) - 2 * 1440) * MINUTE


@unhurried
@given(cases(), places, st.integers(1, 4))
def test_working_days_are_counted_by_the_first_minute_of_each(
    case: tuple[WorkingTime, list[date | None], datetime], begin: int, number: int
) -> None:
    working, days, first = case
    begun: dict[date, int] = {}
    for minute, day in enumerate(days[: -2 * 1440]):
        if day is not None:
            begun.setdefault(day, minute)
    begins = [minute for minute in begun.values() if minute >= begin]
    found = working.day_begins(first + begin * MINUTE, number)
    if len(begins) >= number:
        assert found == first + begins[number - 1] * MINUTE
    else:
        assert found is None or found >= first + (len(days) - 2 * 1440) * MINUTE


@settings(deadline=None, max_examples=40)
@given(cases())
def test_a_week_holds_the_minutes_that_capacity_gives_who_gives_all_of_them_to_projects(
    case: tuple[WorkingTime, list[date | None], datetime],
) -> None:
    working = replace(case[0], zone=ZoneInfo("UTC"), policy=replace(case[0].policy, day_start=time(0)))
    weeks = Weeks(Week(date(2026, 12, 21)), 3)
    whole = capacity_of(replace(working.one, share=Decimal(1)), weeks, working.policy)
    for week, minutes in zip(weeks, whole, strict=True):
        monday = datetime.combine(week.monday, time(), tzinfo=UTC)
        assert abs(working.between(monday, monday + timedelta(weeks=1)) * 60 - minutes) <= Decimal("0.5")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def berlin(one: Availability, policy: CapacityPolicy | None = None) -> WorkingTime:
    return WorkingTime(one, ZoneInfo("Europe/Berlin"), policy or CapacityPolicy())


@pytest.mark.parametrize(
    ("one", "start", "hours", "end"),
    [
        # 9:00 to 17:00 in Berlin is 8:00 to 16:00 UTC in winter
        (person(), "2026-11-23T09:00", "4", "2026-11-23T13:00"),
        (person(), "2026-11-27T15:00", "1", "2026-11-27T16:00"),  # Friday's end, not Monday's beginning
        (person(), "2026-11-27T15:00", "2", "2026-11-30T09:00"),  # over the weekend
        (person(), "2026-11-27T15:00", "0", "2026-11-27T15:00"),
        (person(), "2026-11-28T12:00", "0.5", "2026-11-30T08:30"),
        (person(), "2026-03-27T15:30", "1", "2026-03-30T07:30"),  # on Sunday the clocks went forward
        (person(region="DE-BY"), "2026-12-24T15:00", "2", "2026-12-28T09:00"),  # Christmas, then a weekend
        (person(off("2026-11-30", part="am")), "2026-11-27T16:00", "1", "2026-11-30T13:00"),
        (person(off("2026-11-23", part="12:00-13:00")), "2026-11-23T10:00", "2", "2026-11-23T13:00"),
        (person(off("2026-11-23", part="3")), "2026-11-23T12:00", "2", "2026-11-24T09:00"),  # leaves at 14:00
        (person(changes=(since("2026-12-01", "0 0 0 0 6 0 0"),)), "2026-11-30T15:00", "2", "2026-12-04T09:00"),
    ],
)
def test_by_hand(one: Availability, start: str, hours: str, end: str) -> None:
    assert berlin(one).after(at(start), Decimal(hours)) == at(end)
    assert berlin(one).between(at(start), at(end)) == Decimal(hours)


@pytest.mark.parametrize(("halves", "hours"), [(True, 4), (False, 8)])
def test_a_half_holiday_leaves_the_first_half_of_the_day(halves: bool, hours: int) -> None:
    iceland = WorkingTime(person(region="IS"), ZoneInfo("Atlantic/Reykjavik"), CapacityPolicy(half_holidays=halves))
    morning = at("2026-12-24T09:00")  # a Thursday; Christmas Eve is half a holiday there
    assert iceland.after(morning, Decimal(hours)) == morning + timedelta(hours=hours)
    assert iceland.next_start(morning + MINUTE) == at("2026-12-28T09:00")


def test_the_same_instant_is_work_on_one_side_of_the_date_line_only() -> None:
    monday_morning = at("2026-11-29T20:00")  # Monday 10:00 on Kiritimati, Sunday 9:00 in Pago Pago
    assert WorkingTime(person(), ZoneInfo("Pacific/Kiritimati"), CapacityPolicy()).is_working(monday_morning)
    pago = WorkingTime(person(), ZoneInfo("Pacific/Pago_Pago"), CapacityPolicy())
    assert not pago.is_working(monday_morning)
    assert pago.next_start(monday_morning) == at("2026-11-30T20:00")


def test_a_day_that_has_begun_goes_on_while_the_clock_shows_the_day_before_once_more() -> None:
    """In Newfoundland clocks were set back at one minute past midnight, until 2011."""
    nights = WorkingTime(person(week="8 8 8 8 8 8 8"), ZoneInfo("America/St_Johns"), CapacityPolicy(time(0)))
    once_more = at("2010-11-07T02:32")
    assert once_more.astimezone(nights.zone).date() == date(2010, 11, 6)
    assert nights.is_working(once_more)
    assert nights.between(at("2010-11-07T02:30"), once_more) == Decimal(2) / 60


@pytest.mark.parametrize(
    "one",
    [
        person(week="0 0 0 0 0 0 0"),
        person(off("2026-01-01", "2040-01-01")),
        person(off("2026-01-01", rule="FREQ=DAILY")),
        person(changes=(since("2026-01-01", "0 0 0 0 0 0 0"), since("2031-01-01", "8 8 8 8 8 0 0"))),
    ],
)
def test_who_never_works_is_not_waited_for(one: Availability) -> None:
    now = at("2026-11-23T09:00")
    idle = berlin(one)
    assert idle.after(now, Decimal(1)) is None
    assert idle.next_start(now) is None
    assert idle.day_begins(now, 1) is None
    assert not idle.is_working(now)
    assert idle.between(now, now + HORIZON) == 0


def test_who_works_an_hour_a_week_is_waited_for_two_years_long() -> None:
    seldom = berlin(person(week="1 0 0 0 0 0 0"))
    assert seldom.after(at("2026-11-23T09:00"), Decimal(1)) == at("2026-11-30T09:00")
    assert seldom.after(at("2026-11-23T09:00"), Decimal(105)) is None


@pytest.mark.parametrize("instant", ["9999-12-31T23:59:59.999999", "9990-01-04", "0002-01-01", "0001-01-01"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"])
def test_the_ends_of_time_are_answered(instant: str, zone: str) -> None:
    here = at(instant)
    working = WorkingTime(person(off("2026-01-01", rule="FREQ=WEEKLY")), ZoneInfo(zone), CapacityPolicy())
    late = here.year > 9000
    assert (working.after(here, Decimal(1)) is None) == late
    assert (working.next_start(here) is None) == late
    assert working.between(here, here) == 0
    assert not (late and working.is_working(here))


def test_a_holiday_of_nowhere_is_not_kept() -> None:
    assert berlin(person(region="XX")).is_working(at("2026-12-25T09:00"))
    assert not berlin(person(region="DE")).is_working(at("2026-12-25T09:00"))
