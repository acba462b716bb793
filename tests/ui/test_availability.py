"""Is whatever is said about somebody's time one that Slack takes, in words that a person would use?"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.absences import Absence, Hours, Range
from planning.availability import Change
from planning.load import WeekLoad
from planning.recurrence import Rule
from planning.weeks import week_of
from readers.availability import Unclear
from tests.planning.people import off
from tests.ui import made_up as some
from tests.ui.made_up import untimed
from tests.ui.slack_limits import problems_of_message, problems_of_view
from ui import availability as screens
from ui import availability_forms as forms
from ui import availability_skills as skills
from ui import availability_words as w
from ui import home_availability
from ui.availability_facts import Answer, Away, CalendarRead, HomeAvailability, Known, SkillFacts
from ui.availability_skills import Near, SkillsAnswer
from ui.feeds import FeedFacts
from ui.inputs import home_tab
from ui.kit import Message, image, section
from ui.text import one_line
from ui.words import Commands

TODAY = date(2026, 11, 25)
days = st.dates(date(2026, 1, 1), date(2029, 1, 1))
hours7 = st.lists(st.decimals(0, 24, places=2), min_size=7, max_size=7).map(tuple)
shares = st.decimals(0, 1, places=4)
rules = st.sampled_from(
    [
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
        "FREQ=MONTHLY;BYDAY=1MO,-1FR",
        "FREQ=MONTHLY;BYMONTHDAY=1,15,-1",
        "FREQ=WEEKLY",
        "FREQ=YEARLY;BYYEARDAY=" + ",".join(map(str, range(1, 90))) + ";UNTIL=20280101",
    ]
)


def made_absence(start: date, length: int, part: str, rule: str | None) -> Absence:
    finish = date.fromordinal(start.toordinal() + length)
    return off(str(start), str(finish), part, rule or "")


absences = st.builds(
    made_absence,
    days,
    st.integers(0, 40),
    st.sampled_from(["day", "am", "pm", "4", "09:00-12:30"]),
    st.none() | rules,
)
changes = st.builds(Change, days, st.none() | hours7, st.none() | shares)
held = st.builds(
    SkillFacts, st.text("0123456789abcdef", min_size=32, max_size=32), some.texts, st.integers(1, 5), st.booleans()
)
feeds = st.builds(CalendarRead, some.texts, st.builds(FeedFacts, days, st.none() | days, st.none() | some.texts))
knowns = st.builds(
    Known,
    days,
    hours7,
    shares,
    st.lists(changes, max_size=20).map(tuple),
    st.lists(st.builds(Away, st.just("a" * 32), absences, st.sampled_from(["said", "file", "feed"])), max_size=40).map(tuple),
    st.lists(held, max_size=60, unique_by=lambda one: one.id).map(tuple),
    st.none() | feeds,
    st.none() | st.just("DE-BY"),
    st.just(Commands("acme-")),
)  # fmt: skip


def problems(message: Message) -> list[str]:
    return problems_of_message({"text": message.text, "blocks": message.blocks})


@untimed
@given(knowns, st.lists(some.texts.filter(str.strip).map(lambda _: "Removed: Fri 27 Nov."), max_size=1))
def test_any_list_is_one_that_slack_takes(known: Known, above: list[str]) -> None:
    assert problems(screens.known_message(known, above, "c" * 32)) == []
    assert problems(screens.calendar(known, connected=True)) == []
    assert problems_of_view(skills.form(known.skills)) == []


def test_whatever_a_calendar_says_one_s_own_lines_can_be_removed() -> None:
    fed = [Away(f"{number:032x}", off(f"2026-12-{number:02}"), "feed") for number in range(1, 31)]
    own = [Away("a" * 32, off("2026-12-20"), "said"), Away("b" * 32, off("2027-03-01"), "file")]
    week = (Decimal(8),) * 7
    known = Known(TODAY, week, Decimal("0.8"), (), (*fed, *own), (), None, None, Commands())
    shown = str(screens.known_message(known).blocks)
    assert "a" * 32 in shown
    assert "b" * 32 in shown
    assert "And 8 more absences." in shown


@untimed
@given(knowns, some.texts, st.none() | some.texts, st.booleans())
def test_any_home_is_one_that_slack_takes(known: Known, role: str, team: str | None, pictured: bool) -> None:
    weeks = tuple(WeekLoad(week_of(TODAY) + number, 1920, 600 * number, 60) for number in range(8))
    facts = HomeAvailability(weeks, known, (role,), team)
    picture = image("F0WEEKS", "Your next weeks") if pictured else None
    blocks = list(home_availability.sections(facts, picture))
    assert problems_of_view(home_tab([*blocks, section(", ".join(home_availability.knows(facts)))])) == []
    assert (picture in blocks) == pictured


@untimed
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 6000), st.integers(0, 6000)), max_size=60))
def test_the_lines_of_an_effect_count_every_week_once(changed: list[tuple[int, int, int]]) -> None:
    first = week_of(TODAY)
    weeks = [(first + number, before, now) for number, before, now in sorted({c[0]: c for c in changed}.values())]
    runs = w.runs(weeks, first + 60)
    assert sum(run.count for run in runs) == len(weeks)
    message = screens.answer(Answer(("Noted.",), TODAY, weeks, first + 60, "c" * 32))
    assert problems(message) == []
    assert len(screens.effects(Answer((), TODAY, weeks, first + 60))) <= screens.RUNS + 1


NAMES = some.texts.filter(lambda one: one_line(one) != "")  # as a reader of skills gives them


@untimed
@given(
    st.lists(st.builds(Near, some.texts, st.integers(1, 5), st.just("s" * 32), some.texts), max_size=12),
    st.lists(some.texts, max_size=30),
)
def test_any_names_of_skills_are_taken(near: list[Near], names: list[str]) -> None:
    facts = SkillsAnswer(tuple((one, 3) for one in names), tuple(names), tuple(near), tuple(names), "c" * 32)
    assert problems(skills.answer(facts)) == []
    assert problems_of_view(skills.form((), ", ".join(names))) == []


@untimed
@given(some.texts, some.texts, st.lists(some.texts.filter(lambda one: one.strip() != ""), max_size=6))
def test_any_question_is_taken(understood: str, question: str, choices: list[str]) -> None:
    message = screens.unclear(Unclear(understood, question or "?", tuple(choices)), 1)
    assert problems(message) == []


SAID = [
    (off("2026-11-27"), "Fri 27 Nov"),
    (off("2026-12-24", "2027-01-02"), "Thu 24 Dec to Sat 2 Jan 2027"),
    (off("2026-11-27", part="am"), "Fri 27 Nov in the morning"),
    (off("2026-11-27", "2026-11-30", "pm"), "Fri 27 Nov to Mon 30 Nov, each day in the afternoon"),
    (off("2026-11-27", part="14:00-16:30"), "Fri 27 Nov from 14:00 to 16:30"),
    (off("2026-11-27", part="2.5"), "Fri 27 Nov for 2.5 h"),
    (off("2026-11-27", rule="FREQ=WEEKLY;BYDAY=FR"), "every Friday from Fri 27 Nov on"),
    (off("2026-11-27", rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;UNTIL=20270228"), "every second Monday and Friday from Fri 27 Nov until Sun 28 Feb 2027"),
    (off("2026-11-27", part="am", rule="FREQ=WEEKLY;INTERVAL=5;BYDAY=FR"), "every 5th Friday in the morning from Fri 27 Nov on"),
    (off("2026-12-04", rule="FREQ=MONTHLY;BYDAY=1FR"), "the first Friday of every month from Fri 4 Dec on"),
    (off("2026-12-15", rule="FREQ=MONTHLY;BYMONTHDAY=15"), "the 15th of every month from Tue 15 Dec on"),
    (off("2026-11-30", "2026-12-06", rule="FREQ=WEEKLY;INTERVAL=2"), "every second week from Mon 30 Nov on"),
    (off("2026-11-30", "2026-12-01", rule="FREQ=WEEKLY;BYDAY=MO"), "every Monday, 2 days each time, from Mon 30 Nov on"),
    (off("2026-11-30", rule="FREQ=DAILY;INTERVAL=3"), "again by the rule freq=daily, interval=3 from Mon 30 Nov on"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "words"), SAID, ids=[words for _, words in SAID])
def test_absences_in_words(one: Absence, words: str) -> None:
    assert w.absence(one, TODAY) == words


@pytest.mark.parametrize(
    ("week", "words"),
    [
        ("8 8 8 8 8 0 0", "Monday to Friday 8 h (40 h a week)"),
        ("8 8 8 8 4 0 0", "Monday to Thursday 8 h, Friday 4 h (36 h a week)"),
        ("7.5 0 7.5 0 7.5 0 0", "Monday 7.5 h, Wednesday 7.5 h, Friday 7.5 h (22.5 h a week)"),
        ("0 0 0 0 0 0 0", "no hours"),
    ],
)
def test_weeks_in_words(week: str, words: str) -> None:
    assert w.week(tuple(Decimal(one) for one in week.split())) == words


def test_a_rule_of_ours_is_never_shown_as_a_rule() -> None:
    rule = Rule("FREQ=MONTHLY;BYDAY=1MO,3MO", "MONTHLY", 1, counted=False, until=None)
    assert w.repeat(rule) == "the first Monday and third Monday of every month"
    assert w.part_words(Range(0, 660)) == "from 00:00 to 11:00"
    assert w.part_words(Hours(Decimal("4.00"))) == "for 4 h"


@given(hours7, shares, days)
def test_a_form_says_back_what_it_was_given(week: tuple[Decimal, ...], share: Decimal, since: date) -> None:
    view = forms.week_form(forms.WeekValues(week, share, since))
    assert problems_of_view(view) == []
    filled = {
        one["block_id"]: {"answer": {"value": one["element"].get("initial_value"), "selected_date": str(since)}}
        for one in view["blocks"]
        if one["block_id"] != "until"
    }
    read = forms.read_week(filled)
    assert read == forms.WeekValues(week, share, since)
    assert problems_of_view(forms.off_form(since)) == []
