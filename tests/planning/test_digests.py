"""Does each digest tell the week that was over, once, and none twice?"""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.digests import Weekly, told
from planning.occurrences import Occurrence
from planning.weeks import week_at

BERLIN, LIMA = ZoneInfo("Europe/Berlin"), ZoneInfo("America/Lima")
rules = st.builds(
    Weekly,
    day=st.integers(0, 6),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    zone=st.sampled_from(["Europe/Berlin", "America/Lima", "Pacific/Apia", "Africa/Casablanca"]).map(ZoneInfo),
)
instants = st.datetimes(datetime(2020, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants naive bounds


def test_on_monday_morning_by_the_readers_clock() -> None:
    rule = Weekly(0, time(8), BERLIN)
    sunday = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    assert rule.first_after(sunday) == Occurrence(datetime(2026, 11, 23, 7, 0, tzinfo=UTC), "2026-W47")
    assert rule.last_until(sunday).key == "2026-W46"
    assert Weekly(0, time(8), LIMA).first_after(sunday) == Occurrence(
        datetime(2026, 11, 23, 13, 0, tzinfo=UTC), "2026-W47"
    )
    assert rule.count(rule.last_until(sunday), rule.first_after(sunday)) == 1


@given(rules, instants)
def test_it_tells_the_last_week_that_was_over_there(rule: Weekly, instant: datetime) -> None:
    for found in (rule.first_after(instant), rule.last_until(instant)):
        assert told(found.key) == week_at(found.at, rule.zone) + -1
    assert rule.last_until(instant).at <= instant < rule.first_after(instant).at


@given(rules, instants)
def test_no_week_is_told_by_two_and_none_is_left_out(rule: Weekly, instant: datetime) -> None:
    first = rule.first_after(instant)
    second = rule.first_after(first.at)
    assert told(second.key) - told(first.key) == 1 == rule.count(first, second)


def test_only_a_week_is_told() -> None:
    with pytest.raises(ValueError, match="not the key"):
        told("2026-11-23")
