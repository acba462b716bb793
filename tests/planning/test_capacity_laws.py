"""Does capacity keep its laws for whatever people have written down?"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from planning.absences import Absence, DayPart, Hours, Part, Range
from planning.availability import Availability, Change, Hours7
from planning.capacity import CapacityPolicy, capacity, capacity_of
from planning.people import Standing
from planning.public_holidays import public_holidays
from planning.refusal import Refusal
from planning.weeks import Week, Weeks
from tests.planning.people import repeated

MONDAY = date(2026, 11, 23)
COUNT = 8
WEEKS = Weeks(Week(MONDAY), COUNT)
RULES = ["FREQ=WEEKLY;INTERVAL=2", "FREQ=WEEKLY;BYDAY=MO,FR", "FREQ=DAILY;INTERVAL=3", "FREQ=MONTHLY;BYDAY=-1FR"]
POLICY = CapacityPolicy(half_holidays=True)

day_hours = st.sampled_from(["0", "4", "6", "7.7", "8", "8.25", "7.333", "24"]).map(Decimal)
weeks7 = st.tuples(*[day_hours] * 7)
shares = st.sampled_from(["0", "0.333", "0.5", "0.8", "1"]).map(Decimal)
dates = st.integers(-40, 7 * COUNT + 10).map(lambda number: MONDAY + timedelta(days=number))
clock = st.integers(0, 96).map(lambda quarter: quarter * 15)
ranges = st.tuples(clock, clock).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: Range(*sorted(pair)))
parts: st.SearchStrategy[Part] = st.one_of(
    st.sampled_from(DayPart), ranges, st.integers(1, 96).map(lambda quarter: Hours(Decimal(quarter) / 4))
)
rules = st.one_of(st.none(), st.sampled_from(RULES).map(repeated))
absences = st.builds(
    lambda start, length, part, rule: Absence(start, start + timedelta(days=length), part, rule),
    dates,
    st.integers(0, 16),
    parts,
    rules,
)
changes = st.builds(Change, dates, st.one_of(st.none(), weeks7), st.one_of(st.none(), shares))
people = st.builds(
    Availability,
    st.just("ana"),
    st.sampled_from([Standing.MEMBER, Standing.MEMBER, Standing.UNSEEN, Standing.GUEST]),
    weeks7,
    shares,
    st.lists(changes, max_size=4).map(tuple),
    st.lists(absences, max_size=5).map(tuple),
    st.sampled_from([None, "DE-BY", "GB-SCT", "IN", "JP", "SA", "IS"]),
)
# The first example of a region loads its table of holidays, which takes longer than all others.
unhurried = settings(deadline=None)


def in_force(one: Availability, day: date) -> tuple[Hours7, Decimal]:
    week, share = one.week, one.share
    for change in sorted(
        one.changes, key=lambda each: (each.since, each.week or (), -1 if each.share is None else each.share)
    ):
        if change.since <= day:
            week, share = change.week or week, share if change.share is None else change.share
    return week, share


def named(parts: Iterable[Part], pattern: Fraction) -> Fraction:
    """Hours that the parts name on a day: the points at which any begins or ends, and what is away between them."""
    spans, longest = [], Fraction(0)
    for part in parts:
        match part:
            case DayPart.DAY:
                spans.append((Fraction(0), pattern))
            case DayPart.MORNING:
                spans.append((Fraction(0), pattern / 2))
            case DayPart.AFTERNOON:
                spans.append((pattern / 2, pattern))
            case Range(begin, end):
                spans.append((Fraction(begin, 60) - 9, Fraction(end, 60) - 9))
            case Hours(amount):
                longest = max(longest, Fraction(amount))
    points = sorted({min(max(point, Fraction(0)), pattern) for span in spans for point in span})
    pieces = pairwise(points)
    united = sum((high - low for low, high in pieces if any(b <= low and high <= e for b, e in spans)), Fraction(0))
    return max(longest, united)


def by_the_book(one: Availability, week: Week) -> int:
    """The formula, day by day in fractions, with nothing kept from one day to the next."""
    total = Fraction(0)
    for number in range(7):
        day = week.monday + timedelta(days=number)
        hours, share = in_force(one, day)
        pattern = Fraction(hours[number])
        free = public_holidays(one.region, day.year, halves=True) if one.region else {}
        assert not isinstance(free, Refusal)
        away = [each.part for each in one.absences if day.toordinal() in each.days(WEEKS)]
        total += Fraction(share) * max(Fraction(0), pattern * (1 - Fraction(free.get(day, 0))) - named(away, pattern))
    works = one.standing is not Standing.GUEST
    return int(total * 60 + Fraction(1, 2)) if works else 0


@unhurried
@given(people)
def test_it_is_the_sum_over_the_days(one: Availability) -> None:
    assert capacity_of(one, WEEKS, POLICY) == tuple(by_the_book(one, week) for week in WEEKS)


@unhurried
@given(people)
def test_it_is_never_negative_and_never_above_pattern_times_share(one: Availability) -> None:
    for week, minutes in zip(WEEKS, capacity_of(one, WEEKS, POLICY), strict=True):
        days = [week.monday + timedelta(days=number) for number in range(7)]
        most = sum(hours[day.weekday()] * share * 60 for day in days for hours, share in [in_force(one, day)])
        assert 0 <= minutes <= int(most + Decimal("0.5"))


@unhurried
@given(people, absences)
def test_an_absence_more_never_raises_it(one: Availability, more: Absence) -> None:
    less = capacity_of(replace(one, absences=(*one.absences, more)), WEEKS, POLICY)
    assert all(after <= before for before, after in zip(capacity_of(one, WEEKS, POLICY), less, strict=True))


@unhurried
@given(people, st.randoms())
def test_the_order_of_rows_does_not_matter(one: Availability, random: Random) -> None:
    shuffled = replace(
        one,
        absences=tuple(random.sample(one.absences, len(one.absences))),
        changes=tuple(random.sample(one.changes, len(one.changes))),
    )
    assert capacity_of(shuffled, WEEKS, POLICY) == capacity_of(one, WEEKS, POLICY)


@unhurried
@given(people, st.integers(1, COUNT - 1))
def test_a_span_is_its_weeks(one: Availability, cut: int) -> None:
    """However the weeks are cut into spans, each week stays what it is."""
    head, tail = Weeks(WEEKS.first, cut), Weeks(WEEKS.first + cut, COUNT - cut)
    assert capacity_of(one, head, POLICY) + capacity_of(one, tail, POLICY) == capacity_of(one, WEEKS, POLICY)


@unhurried
@given(st.lists(people, max_size=6), st.randoms())
def test_one_person_again_is_what_the_whole_says(several: list[Availability], random: Random) -> None:
    everybody = [replace(one, person=str(number)) for number, one in enumerate(several)]
    together = capacity(everybody, WEEKS, POLICY)
    assert together.minutes == {one.person: capacity_of(one, WEEKS, POLICY) for one in everybody}
    assert capacity(random.sample(everybody, len(everybody)), WEEKS, POLICY) == together
