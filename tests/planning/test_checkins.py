"""Is somebody asked where it matters, as rarely as they wish, and never on a day that is not theirs to work?"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.checkin_series import Series, Team, window
from planning.checkins import Ask, Concern, Facts, Frequency, Skip, Tie, Why, allows, pressing, verdict, wait
from planning.occurrences import EVERY_DAY, WEEKDAYS
from planning.people import Standing
from planning.workdays import Off

BERLIN = ZoneInfo("Europe/Berlin")
DAY = timedelta(days=1)
SERIES = Series("backend", Team("BACKEND"), WEEKDAYS, time(9), time(17))
MONDAY = date(2026, 3, 9)


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


def weekends(first: date = date(2026, 1, 1), days: int = 500) -> dict[date, Off]:
    found = (first + number * DAY for number in range(days))
    return {day: Off.DAY_OFF for day in found if day.weekday() > 4}


def facts(**known: object) -> Facts:
    """Somebody of whom nothing was heard for a week, and on whom nothing depends."""
    given = {"zone": BERLIN, "standing": Standing.MEMBER, "heard": at(MONDAY - 7 * DAY, 12), "off": weekends()}
    return Facts(**{**given, **known})


def asked(one: Facts, day: date = MONDAY, now: datetime | None = None, series: Series = SERIES) -> Ask | Skip:
    return verdict(series, window(series, day, BERLIN), one, now or at(day))


def concern(tie: Tie = Tie.RAISER, day: int = -30, needed: int | None = None, subject: str = "b1") -> Concern:
    """Something since that many days before MONDAY."""
    return Concern(tie, subject, at(MONDAY + day * DAY), None if needed is None else MONDAY + needed * DAY)


TODAY = at(MONDAY, 8)


@pytest.mark.parametrize(
    ("known", "becomes"),
    [
        ({}, Ask(Why.QUIET, (), 5)),
        ({"heard": at(MONDAY - 6 * DAY)}, Skip.NOTHING_DEPENDS),  # Tuesday: four working days
        ({"heard": at(MONDAY - 3 * DAY, 23, 59)}, Skip.NOTHING_DEPENDS),
        ({"answered": True}, Skip.ANSWERED),
        ({"standing": Standing.DEACTIVATED}, Skip.DEACTIVATED),
        ({"standing": Standing.UNSEEN}, Skip.NOT_IN_SLACK),
        ({"standing": Standing.BOT}, Skip.NOT_IN_SLACK),
        ({"standing": Standing.STRANGER}, Skip.NOT_IN_SLACK),
        ({"standing": Standing.GUEST}, Ask(Why.QUIET, (), 5)),
        ({"off": {MONDAY: Off.HOLIDAY}}, Skip.HOLIDAY),
        ({"off": {MONDAY: Off.ABSENCE}}, Skip.ABSENCE),
        ({"off": {MONDAY: Off.DAY_OFF}}, Skip.DAY_OFF),
        ({"off": {**weekends(), MONDAY: Off.ABSENCE}, "back_on": MONDAY}, Ask(Why.QUIET, (), 5)),
        ({"off": {MONDAY: Off.ABSENCE}, "back_on": MONDAY - DAY}, Skip.ABSENCE),
        ({"asked": (MONDAY,)}, Skip.ASKED_TODAY),
        ({"frequency": Frequency.WHEN_NEEDED}, Skip.LESS_OFTEN),
        ({"frequency": Frequency.WEEKLY, "asked": (MONDAY - 6 * DAY,)}, Skip.LESS_OFTEN),
        ({"frequency": Frequency.WEEKLY, "asked": (MONDAY - 7 * DAY,)}, Ask(Why.QUIET, (), 5)),
        ({"quiet_streak": 1}, Skip.NOTHING_DEPENDS),
        ({"concerns": (concern(),)}, Ask(Why.RAISED, (concern(),), 5)),
        ({"concerns": (concern(Tie.OWNER),)}, Ask(Why.OWNED, (concern(Tie.OWNER),), 5)),
        ({"concerns": (concern(),), "frequency": Frequency.WHEN_NEEDED}, Ask(Why.RAISED, (concern(),), 5)),
        ({"concerns": (concern(needed=14),)}, Ask(Why.NEEDED_BY, (concern(needed=14),), 5)),
        ({"concerns": (concern(needed=15),)}, Ask(Why.RAISED, (concern(needed=15),), 5)),
        ({"concerns": (concern(Tie.TOUCHED),), "heard": at(MONDAY - 3 * DAY)}, Skip.NOTHING_DEPENDS),
        ({"concerns": (concern(Tie.TOUCHED, needed=15),), "heard": at(MONDAY - 3 * DAY)}, Skip.NOTHING_DEPENDS),
        ({"concerns": (concern(Tie.TOUCHED, needed=14),)}, Ask(Why.NEEDED_BY, (concern(Tie.TOUCHED, needed=14),), 5)),
        ({"concerns": (concern(Tie.TOUCHED, needed=-2),)}, Ask(Why.NEEDED_BY, (concern(Tie.TOUCHED, needed=-2),), 5)),
        # they said something this morning already
        ({"concerns": (concern(),), "heard": TODAY}, Skip.NOTHING_NEW),
        # all clear on Friday, as on the days before it; then something new came up
        ({"concerns": (concern(),), "heard": at(MONDAY - 3 * DAY), "quiet_streak": 2}, Skip.NOTHING_NEW),
        (
            {"concerns": (concern(day=-2),), "heard": at(MONDAY - 3 * DAY), "quiet_streak": 2},
            Ask(Why.RAISED, (concern(day=-2),), 1),
        ),
    ],
)
def test_who_is_asked_on_a_monday_and_why(known: dict[str, object], becomes: object) -> None:
    assert asked(facts(**known)) == becomes


def test_it_is_asked_until_the_window_ends_and_never_after() -> None:
    assert isinstance(asked(facts(), now=at(MONDAY, 16, 59)), Ask)
    assert asked(facts(), now=at(MONDAY, 17)) is Skip.WINDOW_OVER
    night = replace(SERIES, at=time(22), until=time(2))
    assert isinstance(asked(facts(), now=at(MONDAY + DAY, 1, 59), series=night), Ask)
    assert asked(facts(), now=at(MONDAY + DAY, 2), series=night) is Skip.WINDOW_OVER


def test_holidays_and_absences_are_no_quiet_days() -> None:
    """Two weeks away: on the first day back one working day has gone by without a word, not eleven."""
    away = {MONDAY - number * DAY: Off.ABSENCE for number in range(1, 15)}
    assert asked(facts(heard=at(MONDAY - 15 * DAY), off=away | weekends())) is Skip.NOTHING_DEPENDS


def test_the_most_pressing_comes_first() -> None:
    later = concern(Tie.TOUCHED, needed=10, subject="later")
    sooner = concern(Tie.RAISER, needed=3, subject="sooner")
    mine, held = concern(Tie.OWNER, subject="mine"), concern(Tie.RAISER, subject="held")
    far = concern(Tie.TOUCHED, needed=40, subject="far")
    slow = concern(Tie.RAISER, day=-40, needed=40, subject="slow")  # its date is too far to matter
    order = [one.subject for one in pressing((held, far, slow, mine, later, sooner), MONDAY)]
    assert order == ["sooner", "later", "mine", "slow", "held"]


def test_each_check_in_that_led_to_nothing_doubles_the_wait() -> None:
    assert [wait(5, streak, something_open=False) for streak in range(5)] == [5, 10, 20, 20, 20]
    assert [wait(5, streak, something_open=True) for streak in range(5)] == [1, 2, 4, 5, 5]
    assert wait(1, 10_000, something_open=False) == 4


@dataclass
class Life:
    """A person who is asked, day by day, and says "all clear" or nothing to each check-in."""

    series: Series
    frequency: Frequency | None = None
    off: dict[date, Off] = field(default_factory=weekends)
    concerns: tuple[Concern, ...] = ()
    days: list[date] = field(default_factory=list)
    whys: list[Why] = field(default_factory=list)

    def live(self, first: date, count: int) -> list[date]:
        """From the day after the first, on which something was heard of them."""
        heard = at(first)
        for number in range(1, count):
            day = first + number * DAY
            if day.weekday() not in self.series.days:
                continue
            here = facts(heard=heard, off=self.off, asked=self.days, quiet_streak=len(self.days),
                         concerns=[one for one in self.concerns if one.since <= at(day)],
                         frequency=self.frequency)  # fmt: skip
            found = asked(here, day, series=self.series)
            if isinstance(found, Ask):
                self.days.append(day)
                self.whys.append(found.why)
                heard = at(day)
        return self.days


def test_a_quiet_half_year() -> None:
    life = Life(SERIES)
    days = life.live(MONDAY, 180)
    assert [(day - MONDAY).days for day in days] == [7, 21, 49, 77, 105, 133, 161]  # 5, 10, 20, 20 … working days
    assert set(life.whys) == {Why.QUIET}


def test_a_blocker_that_stays_open_is_asked_about_weekly_in_the_end() -> None:
    days = Life(SERIES, concerns=(concern(),)).live(MONDAY, 40)
    assert [(day - MONDAY).days for day in days] == [1, 3, 9, 16, 23, 30, 37]


def test_twice_a_week_is_monday_and_thursday_of_a_daily_series() -> None:
    found: list[date] = []
    for number in range(21):
        day = MONDAY + number * DAY
        if day.weekday() < 5 and allows(Frequency.TWICE_A_WEEK, found, day):
            found.append(day)
    assert [(day - MONDAY).days for day in found] == [0, 3, 7, 10, 14, 17]


@pytest.mark.parametrize(
    ("frequency", "days_ago", "room"),
    [
        (Frequency.TWICE_A_WEEK, (), True),
        (Frequency.TWICE_A_WEEK, (2,), False),
        (Frequency.TWICE_A_WEEK, (3,), True),
        (Frequency.TWICE_A_WEEK, (3, 6), False),
        (Frequency.TWICE_A_WEEK, (7, 4), True),
        (Frequency.WEEKLY, (6, 30), False),
        (Frequency.WHEN_NEEDED, (6,), False),
        (Frequency.WHEN_NEEDED, (7,), True),
        (Frequency.DAILY, (1, 2, 3), True),
        (None, (1, 2, 3), True),
    ],
)
def test_how_often_somebody_wants_to_be_asked(
    frequency: Frequency | None, days_ago: tuple[int, ...], room: bool
) -> None:
    assert allows(frequency, [MONDAY - days * DAY for days in days_ago], MONDAY) is room


@st.composite
def years(draw: st.DrawFn) -> Life:
    away = draw(st.dictionaries(st.integers(0, 364), st.sampled_from(list(Off)), max_size=120))
    ties, since = st.sampled_from(list(Tie)), st.integers(-20, 360)
    open_things = st.lists(st.builds(concern, ties, since, st.none() | st.integers(-5, 360)), max_size=6)
    return Life(
        replace(
            SERIES,
            days=draw(st.sampled_from([EVERY_DAY, WEEKDAYS, frozenset({0, 3}), frozenset({2})])),
            quiet_days=draw(st.integers(1, 10)),
        ),
        draw(st.none() | st.sampled_from(list(Frequency))),
        {MONDAY + day * DAY: why for day, why in away.items()},
        tuple(draw(open_things)),
    )


@given(years())
@settings(max_examples=40, deadline=None)
def test_a_year_of_somebody(life: Life) -> None:
    days = life.live(MONDAY, 365)
    assert len(days) == len(set(days))
    assert not set(days) & set(life.off)
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    if life.frequency in (Frequency.WEEKLY, Frequency.WHEN_NEEDED):
        assert min(gaps, default=7) >= 7
    if life.frequency is Frequency.TWICE_A_WEEK:
        assert min(gaps, default=3) >= 3
        assert all((third - first).days >= 7 for first, third in zip(days, days[2:], strict=False))
    if life.frequency is Frequency.WHEN_NEEDED:
        assert Why.QUIET not in life.whys
    if not life.concerns:
        assert set(life.whys) <= {Why.QUIET}
    if life.frequency is None:  # nobody who is here is forgotten
        longest = 4 * life.series.quiet_days
        for earlier, later in zip([MONDAY, *days], [*days, MONDAY + 364 * DAY], strict=True):
            between = [earlier + number * DAY for number in range(1, (later - earlier).days)]
            met = [day for day in between if day not in life.off and day.weekday() in life.series.days]
            assert len(met) <= longest


@given(
    st.lists(st.integers(1, 60).map(lambda number: MONDAY - number * DAY), unique=True, max_size=12),
    st.sampled_from(list(Frequency)),
)
def test_each_frequency_allows_less_than_the_one_before(days: list[date], frequency: Frequency) -> None:
    order = [None, *Frequency]
    more = order[order.index(frequency) - 1]
    assert allows(frequency, days, MONDAY) <= allows(more, days, MONDAY)
