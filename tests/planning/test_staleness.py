"""Is an owner asked once about what stands still, after so many of their own working days?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.availability import Availability
from planning.capacity import CapacityPolicy
from planning.staleness import Question, Standing, question, stale
from planning.working_time import WorkingTime
from tests.planning.people import off, person

BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def standing(
    one: Availability, changed: str, *, promised: str = "", asked: str = "", name: str = "b1", zone: ZoneInfo = BERLIN
) -> Standing:
    return Standing(
        name,
        WorkingTime(one, zone, CapacityPolicy()),
        at(changed),
        date.fromisoformat(promised) if promised else None,
        at(asked) if asked else None,
    )


# 9:00 in Berlin is 8:00 UTC in winter. 23 November 2026 is a Monday.
@pytest.mark.parametrize(
    ("one", "changed", "promised", "asked"),
    [
        (person(), "2026-11-23T13:00", "", "2026-11-27T08:00"),  # Tuesday to Thursday without a word
        (person(), "2026-11-23T07:00", "", "2026-11-26T08:00"),  # said before work: Monday counts
        (person(), "2026-11-27T13:00", "", "2026-12-03T08:00"),  # over a weekend
        (person(week="0 8 0 8 0 0 0"), "2026-11-23T13:00", "", "2026-12-03T08:00"),  # Tuesdays and Thursdays
        (person(off("2026-11-24", "2026-11-29")), "2026-11-23T13:00", "", "2026-12-03T08:00"),  # away is not silent
        (person(off("2026-11-27", part="am")), "2026-11-23T13:00", "", "2026-11-27T12:00"),  # when they come
        (person(region="DE-BY"), "2026-12-22T13:00", "", "2026-12-29T08:00"),  # Christmas and a weekend between
        (person(), "2026-11-23T13:00", "2026-11-25", "2026-11-27T08:00"),  # a promise that ends sooner
        (person(), "2026-11-23T13:00", "2026-12-04", "2026-12-07T08:00"),  # and one that ends later
        (person(), "2026-11-23T13:00", "2026-11-01", "2026-11-27T08:00"),  # one that is long past
    ],
)
def test_by_hand(one: Availability, changed: str, promised: str, asked: str) -> None:
    here = standing(one, changed, promised=promised)
    assert question(here, 3) == Question("b1", at(asked), f"b1:{changed}:00+00:00")
    assert stale([here], at(asked), 3) == [question(here, 3)]
    assert stale([here], at(asked) - timedelta(seconds=1), 3) == []


def test_it_is_asked_once_until_somebody_says_something() -> None:
    asked = standing(person(), "2026-11-23T13:00", asked="2026-11-27T08:00")
    assert question(asked, 3) is None
    spoken = replace(asked, changed_at=at("2026-12-01T10:00"))
    again = question(spoken, 3)
    assert again is not None
    assert again.at == at("2026-12-07T08:00")
    assert again.spell != f"b1:{asked.changed_at.isoformat()}"


def test_whoever_never_works_is_not_asked() -> None:
    assert question(standing(person(week="0 0 0 0 0 0 0"), "2026-11-23T13:00"), 3) is None
    assert question(standing(person(week="0 0 0 0 0 0 0"), "2026-11-23T13:00", promised="2026-12-24"), 3) is None


def test_the_longest_silent_come_first() -> None:
    changed = {"b": "2026-11-16T13:00", "c": "2026-11-13T13:00", "a": "2026-11-16T14:00", "d": "2026-11-26T13:00"}
    all_of_them = [standing(person(), when, name=name) for name, when in changed.items()]
    assert [one.blocker for one in stale(all_of_them, at("2026-11-27T08:00"), 3)] == ["c", "a", "b"]


@given(
    st.sampled_from(["8 8 8 8 8 0 0", "0 8 0 8 0 0 0", "0 0 0 0 0 8 0", "24 24 24 24 24 24 24"]),
    st.sampled_from(["Europe/Berlin", "Pacific/Kiritimati", "America/Los_Angeles", "Pacific/Apia"]),
    st.integers(0, 60 * 24 * 60).map(lambda minutes: at("2026-10-20") + timedelta(minutes=minutes)),
    st.one_of(st.none(), st.dates(date(2026, 10, 1), date(2027, 1, 31))),
    st.integers(0, 6),
)
@settings(deadline=None)
def test_so_many_whole_working_days_lie_between_the_last_word_and_the_question(
    week: str, zone: str, changed: datetime, promised: date | None, days: int
) -> None:
    working = WorkingTime(person(week=week), ZoneInfo(zone), CapacityPolicy())
    asked = question(Standing("b", working, changed, promised), days)
    assert asked is not None
    assert working.is_working(asked.at)
    assert working.next_start(asked.at) == asked.at
    begun = changed
    for _ in range(days):
        begins = working.next_start(begun)
        assert begins is not None
        assert begins < asked.at
        begun = begins + timedelta(minutes=1)
    if promised is None:
        assert working.next_start(begun) == asked.at
    else:
        assert asked.at.astimezone(ZoneInfo(zone)).date() > promised
