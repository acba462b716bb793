"""Do the screens of a ladder speak about the work, name nobody upward, and suit Slack whatever is in them?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.blockers import LIVE, State
from planning.ladder import Act, Why
from planning.ladder_policy import LadderPolicy, Level, Severity
from planning.rungs import DeadEnd, Passed
from planning.severity import Fact, Judgement, Reason, Stakes, severity
from tests.ui import made_up as some
from tests.ui.example import ANA, BO, FACTS, buttons, problems, read
from tests.ui.made_up import untimed
from tests.ui.slack_limits import problems_of_view
from ui import ladder, ladder_forms
from ui import ladder_words as words
from ui.blocker_facts import HistoryLine
from ui.blocker_forms import history
from ui.blocker_lists import row_aloud
from ui.blockers import card

AT = datetime(2026, 11, 24, 10, tzinfo=UTC)
HIGH = severity(Stakes(6, Decimal(12), 1, date(2026, 11, 24)), date(2026, 11, 23), LadderPolicy())
passed = st.lists(st.builds(Passed, st.sampled_from(Level), st.sampled_from(DeadEnd)), max_size=5).map(tuple)
steps = st.builds(
    ladder.StepFacts,
    facts=some.facts,
    act=st.sampled_from([Act.TELL, Act.AGAIN, Act.END, Act.REVIEW]),
    level=st.sampled_from(Level),
    why=st.sampled_from(Why),
    passed=passed,
)
coming = st.builds(
    ladder.Coming,
    level=st.sampled_from(Level),
    at=some.moments,
    people=st.lists(some.people, max_size=30).map(tuple),
    channel=st.none() | some.texts,
    passed=passed,
)
contracts = st.builds(
    ladder.ContractFacts,
    facts=some.facts,
    coming=st.lists(coming, min_size=1, max_size=6).map(tuple),
    reading=some.texts,
)


@untimed
@given(steps)
def test_a_step_suits_slack_whatever_is_in_it(one: ladder.StepFacts) -> None:
    assert problems(ladder.step(one)) == []


@untimed
@given(contracts)
def test_so_does_a_contract(one: ladder.ContractFacts) -> None:
    assert problems(ladder.contract(one)) == []
    assert problems(ladder.contract(one, agreed=True)) == []
    assert problems(ladder.held(one.facts, AT)) == []


@untimed
@given(some.facts, st.integers(1, 90))
def test_and_the_question_and_the_form(facts: some.Facts, days: int) -> None:
    assert problems(ladder.stale(facts, days)) == []
    assert problems_of_view(ladder_forms.hold_form(facts, days)) == []
    assert problems_of_view(ladder_forms.held(facts, AT)) == []


@pytest.mark.parametrize("act", [Act.TELL, Act.AGAIN, Act.END, Act.REVIEW])
@pytest.mark.parametrize("level", [Level.LEAD, Level.PMO, Level.SPONSOR, Level.EXECUTIVES])
def test_nobody_is_named_upward(act: Act, level: Level) -> None:
    message = ladder.step(ladder.StepFacts(replace(FACTS, helper=ANA, judged=HIGH), act, level, Why.SILENT))
    for name in ("Mia", "Bo", "Ana", "U0"):
        assert name not in message.text + read(message)


@pytest.mark.parametrize(
    ("act", "state", "first"),
    [
        (Act.TELL, State.OPEN, "blockers.acknowledge"),
        (Act.TELL, State.ACKNOWLEDGED, "blockers.start"),
        (Act.TELL, State.IN_PROGRESS, "blockers.hand_over"),
    ],
)
def test_the_first_button_is_the_next_thing_to_do(act: Act, state: State, first: str) -> None:
    one = ladder.StepFacts(replace(FACTS, state=state), act, Level.SPONSOR, Why.SILENT)
    found = buttons(ladder.step(one))
    assert (found[0], found[-1]) == (first, "blockers.show")
    assert ("ladders.hold" in buttons(ladder.step(replace(one, act=Act.END)))) is True
    assert "ladders.hold" not in found


def test_an_owner_asked_again_has_all_of_their_buttons_and_reads_who_waits() -> None:
    message = ladder.step(ladder.StepFacts(FACTS, Act.AGAIN, Level.OWNER, Why.EXPIRED))
    assert message.text.startswith("B-12 still waits for you. Waiting on the security review.")
    assert "<@U0MIA>" in message.text
    assert {"blockers.acknowledge", "blockers.clear", "blockers.more"} <= set(buttons(message))


def test_the_contract_says_who_when_and_exactly_what() -> None:
    reading = ladder.step(ladder.StepFacts(FACTS, Act.TELL, Level.LEAD, Why.SILENT)).text
    lines = (
        ladder.Coming(Level.LEAD, AT, (BO,)),
        ladder.Coming(Level.PMO, AT + timedelta(days=1), channel="C0PMO"),
        ladder.Coming(Level.SPONSOR, AT + timedelta(days=2), passed=(Passed(Level.PMO, DeadEnd.AWAY),)),
    )
    one = ladder.ContractFacts(FACTS, lines, reading)
    message = ladder.contract(one)
    shown = read(message)
    assert "Tue 24 Nov 2026, 10:00 UTC>: the lead, <@U0BO>" in shown
    assert "the PMO, <#C0PMO>" in shown
    assert f"“{reading}”" in shown
    assert "Passed over: the PMO (cannot be reached in time)." in shown
    assert buttons(message) == ["ladders.agree", "ladders.hold", "blockers.withdraw"]
    assert buttons(ladder.contract(one, agreed=True)) == ["ladders.hold", "blockers.withdraw"]


def test_the_contract_says_once_who_is_passed_over() -> None:
    """What stands in the words that will be read is not said beside them again."""
    over = (Passed(Level.LEAD, DeadEnd.SAME),)
    reading = ladder.step(ladder.StepFacts(FACTS, Act.TELL, Level.PMO, Why.SILENT, over)).text
    message = ladder.contract(ladder.ContractFacts(FACTS, (ladder.Coming(Level.PMO, AT, passed=over),), reading))
    assert message.text.count("Passed over: the lead (the same people as before).") == 1
    assert str(message.blocks).count("Passed over: the lead") == 1


@pytest.mark.parametrize("state", State)
def test_once_there_is_news_nothing_is_left_to_be_pressed_and_nobody_is_named(state: State) -> None:
    message = ladder.went_on(replace(FACTS, state=state))
    assert buttons(message) == ["blockers.show"]
    assert not problems(message)
    assert "<@" not in read(message)
    assert ("Nothing more is asked here" in message.text) is (state in LIVE)
    assert buttons(ladder.no_longer_stale(replace(FACTS, state=state))) == ["blockers.show"]


def test_the_question_offers_the_four_answers() -> None:
    assert buttons(ladder.stale(FACTS, 3)) == [
        "blockers.edit",
        "blockers.start",
        "blockers.hand_over",
        "blockers.clear",
    ]
    working = ladder.stale(replace(FACTS, state=State.IN_PROGRESS), 1)
    assert buttons(working)[1] == "blockers.comment"
    assert "no news of it for 1 working day, and no date is promised." in working.text


def test_severity_is_said_with_its_reasons_on_the_card_and_shorter_in_a_list() -> None:
    severe = replace(FACTS, judged=HIGH)
    assert "Severity: High (6 people wait, needed tomorrow, 12 h a week stand still, 1 blocker waits behind it)." in (
        card(severe).text
    )
    assert "· high severity (6 people wait) ·" in row_aloud(severe.row())
    assert "severity" not in row_aloud(FACTS.row())
    assert "Severity: Low." in card(FACTS).text


@pytest.mark.parametrize(
    ("days", "said"),
    [(-3, "it was needed 3 days ago"), (0, "needed today"), (1, "needed tomorrow"), (2, "needed in 2 days")],
)
def test_a_date_is_said_as_people_say_it(days: int, said: str) -> None:
    judged = Judgement(Severity.HIGH, (Reason(Fact.NEEDED, Decimal(days), Severity.HIGH),))
    assert words.severity_words(judged) == f"High ({said})"
    assert words.severity_phrase(judged) == "high severity", "a list says the date itself"


def test_there_are_words_for_everything() -> None:
    assert set(words.LEVELS) == set(Level)
    assert set(words.ENDS) == set(DeadEnd)
    assert set(words.WHYS) == set(Why)
    assert set(words.SEVERITIES) == set(Severity)


@pytest.mark.parametrize(
    ("act", "level", "said"),
    [
        (Act.CONTRACT, None, "showed who raised it what comes"),
        (Act.TELL, Level.SPONSOR, "told the sponsor"),
        (Act.AGAIN, Level.OWNER, "asked its owner again"),
        (Act.AGAIN, Level.LEAD, "told the lead again"),
        (Act.END, Level.PMO, "told the PMO that its ladder ended"),
        (Act.END, None, "found nobody who could be told"),
        (Act.REVIEW, Level.PMO, "asked the PMO what becomes of it"),
    ],
)
def test_its_history_tells_each_step(act: Act, level: Level | None, said: str) -> None:
    line = HistoryLine(
        AT, None, None, words.passed_words([Passed(Level.LEAD, DeadEnd.NOBODY)]), did=words.step_words(act, level)
    )
    window = str(history(FACTS, [line]))
    assert f" {said} · " in window
    assert "Passed over: the lead" in window


def test_nothing_is_held_until_a_day_at_the_end_of_all_calendars() -> None:
    for day, fits in (("2026-11-23", True), ("9999-12-31", False), ("0001-01-01", False)):
        read_back = ladder_forms.read_hold({ladder_forms.DAY: {"answer": {"selected_date": day}}})
        assert isinstance(read_back, date) is fits
