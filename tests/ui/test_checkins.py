"""Does Slack take every screen of check-ins, whatever people wrote, and does none of it blame or act?"""

import string
from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from planning.blockers import State
from planning.checkin_answers import Said
from planning.checkins import Frequency, Tie, Why
from tests.ui.slack_limits import problems_of_message, problems_of_view
from ui import checkin_series as series
from ui import checkins, home_checkins
from ui.blocker_facts import Ref, Who
from ui.kit import Message

TODAY = date(2026, 3, 4)
wild = st.text(max_size=300) | st.sampled_from(["<!channel>", "<@U1> *bold*", "x" * 3000, "\u202e", "&" * 150])
days = st.dates(TODAY - timedelta(days=400), TODAY + timedelta(days=400))
refs = st.builds(Ref, st.integers(1, 10**6), wild, st.text(string.hexdigits, min_size=1, max_size=32))
whos = st.builds(Who, st.none() | st.just("U0MIA"), wild)
asked = st.builds(
    checkins.CheckinFacts,
    id=st.just("c1"),
    day=days,
    today=days,
    why=st.sampled_from(Why),
    about=st.none() | st.builds(checkins.About, refs, st.sampled_from(Tie), st.none() | days),
    quiet_days=st.integers(0, 80),
    questions=st.lists(wild, max_size=2).map(tuple),
    said=st.none() | st.sampled_from(Said),
    words=st.lists(wild, max_size=2).map(tuple),
    blocker=st.none() | refs,
    led_to=st.none() | st.builds(checkins.LedTo, refs, st.sampled_from(State), st.none() | whos, st.none() | days),
    may_ask_less=st.booleans(),
)
rows = st.builds(
    series.SeriesRow,
    name=wild,
    who=wild,
    days=st.frozensets(st.integers(0, 6), min_size=1),
    opens=st.times(),
    closes=st.times(),
    people=st.integers(0, 10**5),
    asked=st.none() | st.integers(0, 300),
    questions=st.integers(0, 2),
    id=st.none() | st.just("s1"),
    may_change=st.booleans(),
    is_shadowed=st.booleans(),
)


def sound(message: Message) -> None:
    assert problems_of_message({"text": message.text, "blocks": message.blocks}) == []
    assert "<!channel>" not in str(message.blocks)
    assert "<@U1>" not in str(message.blocks)


@given(asked, st.none() | whos)
def test_any_check_in_is_one_that_slack_takes(facts: checkins.CheckinFacts, waits: Who | None) -> None:
    for message in (checkins.question(facts), checkins.answered(facts), checkins.reminder(facts, waits)):
        sound(message)
    assert problems_of_view(checkins.words_form(facts)) == []


@given(st.lists(rows, max_size=30), st.booleans())
def test_any_list_of_them_is_one_that_slack_takes(found: list[series.SeriesRow], may_add: bool) -> None:
    sound(series.listing(found, may_add=may_add))


def facts(**more: object) -> checkins.CheckinFacts:
    given = {"id": "c", "day": TODAY, "today": TODAY, "why": Why.QUIET, "quiet_days": 5, **more}
    return checkins.CheckinFacts(**given)  # type: ignore[arg-type]


def test_it_says_why_it_asks() -> None:
    blocker = Ref(12, "No access", "b")
    for tie, needed, said in (
        (Tie.OWNER, None, "because B-12 “No access” is yours to clear."),
        (Tie.RAISER, TODAY + timedelta(days=2), "because B-12 “No access” holds you up and is needed by Fri 6 Mar, in 2 days."),
        (Tie.TOUCHED, TODAY - timedelta(days=1), "because B-12 “No access” also holds up your work and was due Tue 3 Mar, yesterday."),
    ):  # fmt: skip
        about = checkins.About(blocker, tie, needed)
        assert said in checkins.question(facts(why=Why.OWNED, about=about)).text
    assert "nothing came up for 1 working day." in checkins.question(facts(quiet_days=1)).text


def test_it_says_what_the_last_answer_led_to() -> None:
    blocker, nora = Ref(9, "No access", "b"), Who("U0NORA", "Nora")
    for state, owner, ended, said in (
        (State.OPEN, nora, None, "led to B-9, which Nora is asked to clear."),
        (State.OPEN, None, None, "led to B-9, which nobody has yet."),
        (State.ACKNOWLEDGED, nora, None, "led to B-9, which is with Nora."),
        (State.IN_PROGRESS, nora, None, "led to B-9, on which Nora works."),
        (State.CLEARED, nora, TODAY - timedelta(days=1), "led to B-9, cleared on Tuesday."),
        (State.CLEARED, nora, TODAY - timedelta(days=20), "led to B-9, cleared on Thu 12 Feb."),
        (State.WITHDRAWN, nora, TODAY, "led to B-9, withdrawn on Wed 4 Mar."),
        (State.DUPLICATE, nora, TODAY, "led to B-9, which goes on in another one."),
    ):
        assert said in checkins.question(facts(led_to=checkins.LedTo(blocker, state, owner, ended))).text


def test_who_is_asked_least_is_not_offered_less() -> None:
    assert checkins.LESS_OFTEN in str(checkins.question(facts()).blocks)
    assert checkins.LESS_OFTEN not in str(checkins.question(facts(may_ask_less=False)).blocks)
    for frequency in Frequency:
        sound(checkins.less_often(frequency))


def test_days_in_words() -> None:
    for found, said in (
        ({0, 1, 2, 3, 4}, "Monday to Friday"),
        (set(range(7)), "every day"),
        ({0, 3}, "Mondays and Thursdays"),
        ({5, 6}, "Saturdays and Sundays"),
        ({0, 2, 4}, "Mondays, Wednesdays and Fridays"),
        ({6}, "Sundays"),
    ):
        assert series.days_words(frozenset(found)) == said


def test_a_form_in_each_of_its_states_is_one_that_slack_takes() -> None:
    teams = [("t", "Design")]
    for form in (
        series.FormFacts(),
        series.FormFacts(teams=teams, may_choose_all=False),
        series.FormFacts("s", "x", None, "p", (Who("U0MIA", "Mia"), Who(None, "Bo")), frozenset({6}), time(22), time(2),
                         ("One?", "Two?"), teams, [("p", "APOLLO")]),
    ):  # fmt: skip
        assert problems_of_view(series.form(form)) == []


def test_home_says_when_the_next_one_may_come() -> None:
    at = datetime.fromisoformat("2026-03-05T09:30:00+00:00")
    (block,) = home_checkins.sections(home_checkins.AskedFacts(Frequency.WEEKLY, at))
    assert "The next one may come <!date^1772703000^" in block["text"]["text"]
    (block,) = home_checkins.sections(home_checkins.AskedFacts(Frequency.WEEKLY, None))
    assert "next one" not in block["text"]["text"]
