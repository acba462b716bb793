"""Do allocations take from people's weeks what they ask, as the status of their project says?"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.allocations import AllocationState
from planning.capacity import CapacityPolicy
from planning.commitments import Commitment, counts_as, taken
from planning.demand import demand
from planning.minutes import HOUR, whole
from planning.projects import ProjectStatus
from planning.weeks import DAYS, Weeks
from tests.planning.people import weeks_from

WORKDAYS = CapacityPolicy().workdays
WEEKS = Weeks(next(iter(weeks_from("2026-W49"))), 3)
THURSDAY = date(2026, 12, 3)


def commitment(person: str = "ana", hours: str = "20", state: str = "committed", status: str = "active") -> Commitment:
    return Commitment(person, Decimal(hours), THURSDAY, date(2026, 12, 15), state, status)


def test_the_worked_example_from_thursday_on_asks_two_days_of_five() -> None:
    found = taken([commitment()], WEEKS, WORKDAYS)["ana"]
    assert found.committed == (8 * HOUR, 20 * HOUR, 8 * HOUR)
    assert found.tentative == (0, 0, 0)


@pytest.mark.parametrize(
    ("status", "committed", "tentative"),
    [
        ("active", "committed", "tentative"),
        ("proposed", "tentative", "tentative"),
        ("on_hold", None, None),
        ("done", None, None),
        ("cancelled", None, None),
    ],
)
def test_what_an_allocation_counts_as(status: str, committed: str | None, tentative: str | None) -> None:
    assert (counts_as("committed", status), counts_as("tentative", status)) == (committed, tentative)


def test_every_status_and_state_is_thought_of() -> None:
    assert {counts_as(state, status) for state in AllocationState for status in ProjectStatus} == {
        *AllocationState,
        None,
    }


days = st.dates(date(2026, 10, 1), date(2027, 3, 1))
commitments = st.builds(
    lambda person, hours, one, other, state, status: Commitment(
        person, hours, min(one, other), max(one, other), state, status
    ),
    *(st.sampled_from(["ana", "bo"]), st.decimals(0, 60, places=2), days, days),
    *(st.sampled_from(AllocationState), st.sampled_from(ProjectStatus)),
)


@given(st.lists(commitments, max_size=12), st.randoms(use_true_random=False))
def test_the_sum_is_that_of_what_each_asks_in_any_order(given_: list[Commitment], order: object) -> None:
    for person, found in taken(given_, WEEKS, WORKDAYS).items():
        for state, minutes in (
            (AllocationState.COMMITTED, found.committed),
            (AllocationState.TENTATIVE, found.tentative),
        ):
            theirs = [one for one in given_ if one.person == person and counts_as(one.state, one.status) is state]
            assert minutes == added(demand(one.hours, one.start, one.finish, WEEKS, WORKDAYS) for one in theirs)
    order.shuffle(given_)  # type: ignore[attr-defined]
    assert taken(given_, WEEKS, WORKDAYS) == taken(reversed(given_), WEEKS, WORKDAYS)


def added(rows: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(map(sum, zip((0,) * len(WEEKS), *rows, strict=True)))


@given(st.decimals(0, 60, places=2), days, days, st.frozensets(st.integers(0, 6), min_size=1))
def test_weeks_that_are_not_counted_by_days_are_what_the_days_say(
    hours: Decimal, one: date, other: date, workdays: frozenset[int]
) -> None:
    start, finish = sorted((one, other))
    for week, minutes in zip(WEEKS, demand(hours, start, finish, WEEKS, workdays), strict=True):
        here = [week.monday + timedelta(days=number) for number in range(DAYS)]
        covered = sum(start <= day <= finish and day.weekday() in workdays for day in here)
        assert minutes == whole(hours * HOUR * covered / len(workdays))
