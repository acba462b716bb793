"""Is an answer always taken, and does at most one reminder go out, and only where somebody waits?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.checkin_answers import Answer, Asked, NoReminder, Said, Taken, quiet_streak, reminder, taken
from planning.checkin_series import Window
from planning.checkins import Concern, Tie


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 2, hour, minute, tzinfo=UTC)


DAY = Window(date(2026, 3, 2), at(8), at(18))  # ten hours: a reminder at 16:00
AWAITED = Concern(Tie.OWNER, "b1", at(1), awaited=True)
ASKED = Asked(at(8), (AWAITED,))
CLEAR, BLOCKED = Answer(Said.ALL_CLEAR, at(9)), Answer(Said.IN_MY_WAY, at(9))


def test_an_answer_is_taken_late_and_edited() -> None:
    assert taken(DAY, None, at(17, 59)) == Taken(after_window=False, edits=False)
    assert taken(DAY, None, at(18)) == Taken(after_window=True, edits=False)
    assert taken(DAY, CLEAR, at(18) + timedelta(days=30)) == Taken(after_window=True, edits=True)


def test_what_led_to_nothing_is_counted_back_to_the_last_that_did() -> None:
    assert quiet_streak([]) == 0
    assert quiet_streak([CLEAR, None, CLEAR, BLOCKED, CLEAR]) == 3
    assert quiet_streak([BLOCKED, None]) == 0


@pytest.mark.parametrize(
    ("asked", "now", "becomes"),
    [
        (ASKED, at(8), at(16)),
        (ASKED, at(17), at(17)),  # nobody was there to remind in time: while the window is open
        (ASKED, at(18), NoReminder.WINDOW_OVER),
        (replace(ASKED, answered=True), at(8), NoReminder.ANSWERED),
        (replace(ASKED, reminded=True), at(8), NoReminder.REMINDED),
        (replace(ASKED, away=True), at(16), NoReminder.AWAY),
        (replace(ASKED, about=()), at(16), NoReminder.NOBODY_WAITS),
        (replace(ASKED, about=(replace(AWAITED, awaited=False),)), at(16), NoReminder.NOBODY_WAITS),
        (replace(ASKED, at=at(13)), at(13), at(16)),
        (replace(ASKED, at=at(13, 1)), at(14), NoReminder.ASKED_LATE),
    ],
)
def test_one_reminder_at_four_fifths_if_somebody_waits(asked: Asked, now: datetime, becomes: object) -> None:
    assert reminder(DAY, asked, now) == becomes


@given(
    asked=st.integers(0, 599),
    now=st.integers(0, 700),
    flags=st.tuples(st.booleans(), st.booleans(), st.booleans(), st.booleans()),
)
def test_a_reminder_lies_in_the_last_fifth_and_after_the_question(
    asked: int, now: int, flags: tuple[bool, bool, bool, bool]
) -> None:
    answered, reminded, away, awaited = flags
    one = Asked(at(8) + timedelta(minutes=asked), (replace(AWAITED, awaited=awaited),), answered, reminded, away)
    found = reminder(DAY, one, at(8) + timedelta(minutes=now))
    if isinstance(found, datetime):
        assert awaited
        assert not (answered or reminded or away)
        assert DAY.reminds_at <= found < DAY.closes
        assert found - one.at >= timedelta(hours=3)
