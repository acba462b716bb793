"""Does a rule fall on the days that the standard says, and does every rule come to an end?"""

import time
from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from planning.recurrence import Rule, beginnings, read_rule
from planning.refusal import Refusal
from tests.planning.people import repeated

YEAR = date(2026, 1, 1).toordinal(), date(2026, 12, 31).toordinal()


def days(rule: str, start: str, first: str = "2026-11-30", last: str = "2026-12-31") -> list[str]:
    window = (date.fromisoformat(day).toordinal() for day in (first, last))
    found = beginnings(repeated(rule), date.fromisoformat(start), *window)
    return [date.fromordinal(day).strftime("%m-%d") for day in found]


@pytest.mark.parametrize(
    ("rule", "start", "wanted"),
    [
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "2026-11-27", ["12-11", "12-25"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "2020-01-03", ["12-11", "12-25"]),  # 362 weeks before 11 December
        ("FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261209", "2026-12-01", ["12-02", "12-07", "12-09"]),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=", "2026-12-01", None),
        ("FREQ=MONTHLY;BYDAY=-1MO", "2026-01-01", ["11-30", "12-28"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-01", ["11-30", "12-31"]),
        ("FREQ=DAILY;INTERVAL=10", "2026-12-01", ["12-01", "12-11", "12-21", "12-31"]),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24,31", "2000-12-24", ["12-24", "12-31"]),
        ("rrule:freq=yearly ; byweekno=53;byday=mo;", "2026-01-01", ["12-28"]),
        ("FREQ=MONTHLY;COUNT=2", "2026-11-15", ["12-15"]),
        ("FREQ=WEEKLY;BYDAY=TU", "2026-12-10", ["12-15", "12-22", "12-29"]),  # the start itself is no Tuesday
        ("FREQ=WEEKLY;UNTIL=20261215T225959Z", "2026-12-08", ["12-08", "12-15"]),
        ("FREQ=WEEKLY", "2027-01-01", []),
        ("FREQ=MONTHLY", "2026-08-31", ["12-31"]),  # November has no 31st
    ],
)
def test_the_days_of_a_rule(rule: str, start: str, wanted: list[str] | None) -> None:
    if wanted is None:
        assert isinstance(read_rule(rule), Refusal)
    else:
        assert days(rule, start) == wanted


@pytest.mark.parametrize("frequency", ["HOURLY", "MINUTELY", "SECONDLY"])
def test_parts_of_a_day_are_refused(frequency: str) -> None:
    wanted = Refusal("A rule repeats by days, weeks, months or years, not by parts of a day.")
    assert read_rule(f"FREQ={frequency};INTERVAL=1") == wanted
    assert read_rule("FREQ=DAILY;BYHOUR=9,10") == wanted


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("", "A rule is written like FREQ=WEEKLY;INTERVAL=2;BYDAY=FR, each part once."),
        ("every Friday", "A rule is written like FREQ=WEEKLY;INTERVAL=2;BYDAY=FR, each part once."),
        ("FREQ=DAILY;FREQ=WEEKLY", "A rule is written like FREQ=WEEKLY;INTERVAL=2;BYDAY=FR, each part once."),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL of the rule cannot be “0”."),
        ("FREQ=DAILY;INTERVAL=-1", "INTERVAL of the rule cannot be “-1”."),
        ("FREQ=DAILY;INTERVAL=99999", "INTERVAL of the rule cannot be “99999”."),
        ("FREQ=DAILY;COUNT=0", "COUNT of the rule cannot be “0”."),
        ("FREQ=DAILY;BYMONTH=13", "BYMONTH of the rule cannot be “13”."),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY of the rule cannot be “0”."),
        ("FREQ=MONTHLY;BYDAY=54MO", "BYDAY of the rule cannot be “54MO”."),
        ("FREQ=MONTHLY;BYDAY=FRIDAY", "BYDAY of the rule cannot be “FRIDAY”."),
        ("FREQ=WEEKLY;BYDAY=1FR", "A numbered weekday such as 1FR needs FREQ=MONTHLY or FREQ=YEARLY."),
        ("FREQ=WEEKLY;UNTIL=20260230", "UNTIL of the rule is 20260230, a day that no calendar has."),
        ("FREQ=WEEKLY;UNTIL=soon", "UNTIL of the rule cannot be “SOON”."),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=20261231", "A rule ends by COUNT or by UNTIL, not by both."),
        ("FREQ=YEARLY;BYEASTER=1", "“BYEASTER” is no part of a rule that can be used here."),
        ("FREQ=DAILY\nEXDATE:20261201", "A rule is written like FREQ=WEEKLY;INTERVAL=2;BYDAY=FR, each part once."),
        ("FREQ=DAILY;BYMONTHDAY=" + "1," * 300, "A rule has at most 400 characters."),
    ],
)
def test_what_is_no_rule_is_answered_with_a_sentence(rule: str, why: str) -> None:
    assert read_rule(rule) == Refusal(why)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;BYSETPOS=5",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31",  # from February on
        "FREQ=DAILY;INTERVAL=7;BYDAY=WE",  # from a Monday on
    ],
)
def test_a_rule_that_never_happens_is_found_out_soon(rule: str) -> None:
    """Seconds of processor time would be spent by a search to the year 9999 from here; a tenth of one is."""
    began = time.process_time()
    assert beginnings(repeated(rule), date(2026, 2, 2), *YEAR) == ()
    assert time.process_time() - began < 2


def test_an_endless_rule_ends_with_the_window() -> None:
    assert len(beginnings(repeated("FREQ=DAILY"), date(1, 1, 1), *YEAR)) == 365
    assert (
        len(beginnings(repeated("FREQ=DAILY"), date(9999, 1, 1), *(date.max.toordinal() - 6, date.max.toordinal())))
        == 7
    )


weekdays = st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, unique=True).map(",".join)
parts = st.fixed_dictionaries(
    {"FREQ": st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])},
    optional={
        "INTERVAL": st.integers(1, 5).map(str),
        "COUNT": st.integers(1, 40).map(str),
        "BYDAY": weekdays,
        "BYMONTH": st.sampled_from(["2", "12", "1,6,11"]),
        "BYMONTHDAY": st.sampled_from(["1", "-1", "15,31"]),
        "WKST": st.sampled_from(["MO", "SU"]),
    },
)


@settings(deadline=None)
@given(parts, st.dates(date(2018, 1, 1), date(2027, 1, 1)), st.integers(0, 100), st.integers(0, 400))
def test_the_days_are_those_that_dateutil_gives_from_the_start(
    parts: dict[str, str], start: date, before: int, length: int
) -> None:
    """Nothing is changed by beginning near the window or by asking four hundred years later."""
    # what may never happen is looked for by dateutil alone up to the year 9999
    assume("BYMONTH" not in parts or ("INTERVAL" not in parts and start.day <= 28))
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    first = date(2026, 1, 1) - timedelta(days=before)
    last = first + timedelta(days=length)
    plain = rrulestr(text, dtstart=datetime.combine(start, datetime.min.time()))
    wanted = [
        at.toordinal()
        for at in plain.between(*(datetime.combine(day, datetime.min.time()) for day in (first, last)), inc=True)
    ]
    assert list(beginnings(repeated(text), start, first.toordinal(), last.toordinal())) == wanted


letters = st.text(alphabet="FREQ=DAILY;WKTMONHBU1234567890,-+:\n Tœ", max_size=60)


@settings(deadline=None)  # a rule that never happens takes a while
@given(
    st.one_of(
        st.text(max_size=60), letters, letters.map("FREQ=WEEKLY;".__add__), letters.map("FREQ=MONTHLY;BY".__add__)
    )
)
@example("FREQ=YEARLY;BYDAY=MO,+1TU,-53SU;BYWEEKNO=-53;BYYEARDAY=-366;BYSETPOS=-366;BYMONTHDAY=-31;WKST=SU")
def test_whatever_is_written_is_a_rule_or_a_sentence_and_a_rule_is_read_back(text: str) -> None:
    rule = read_rule(text)
    if isinstance(rule, Rule):
        assert read_rule(str(rule)) == rule
        found = beginnings(rule, date(2025, 5, 31), *YEAR)
        assert list(found) == sorted(set(found))
        assert all(YEAR[0] <= day <= YEAR[1] for day in found)
    else:
        assert rule.sentence.endswith(".")
