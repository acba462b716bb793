"""Can the order of projects be read by eye and by ear, with each figure and no word too much?"""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.order_changes import Swap
from planning.priority_policy import Criterion, PriorityPolicy
from tests.ui import made_up as some
from tests.ui.made_up import untimed
from tests.ui.slack_limits import problems_of_message
from ui import goals
from ui.kit import Message
from ui.priorities import (
    Money,
    Move,
    NewWeight,
    PrioritiesFacts,
    ProjectLine,
    TermLine,
    changed,
    overview,
)
from ui.words import Commands

HERE = Commands()
WEIGHTS = tuple(PriorityPolicy().weights.items())
SWAP = Swap("APOLLO", "VEGA", Criterion.THRIFT, Fraction(1), Fraction(43, 10), True)
APOLLO = ProjectLine(
    rank=1,
    code="APOLLO",
    name="Patient portal",
    score=Fraction(685, 9),
    goal="Grow the clinics",
    tied_with="VEGA",
    kept=0.62,
    terms=(
        TermLine(Criterion.ALIGNMENT, Fraction(65, 3), Fraction(100, 3), False),
        TermLine(Criterion.URGENCY, Fraction(100, 9), Fraction(200, 9), True),
    ),
    wsjf=Fraction(5, 3),
    money=Money(Decimal("1250000.00"), None),
    swap=SWAP,
)
VEGA = ProjectLine(2, "VEGA", "Vega", Fraction(130, 3), None, is_proposed=True)
BOTH = PrioritiesFacts((APOLLO, VEGA), 2, WEIGHTS, SWAP)

fractions = st.fractions(0, 100)
money = st.none() | st.decimals(0, 10**16, places=2)
swaps = st.builds(Swap, some.texts, some.texts, st.sampled_from(Criterion), fractions, fractions, st.booleans())
lines = st.builds(
    ProjectLine,
    rank=st.integers(1, 5000),
    code=some.texts,
    name=some.texts,
    score=fractions,
    goal=st.none() | some.texts,
    is_proposed=st.booleans(),
    tied_with=st.none() | some.texts,
    kept=st.floats(0, 1),
    terms=st.just(())
    | st.tuples(*(st.builds(TermLine, st.just(one), fractions, fractions, st.booleans()) for one in Criterion)),
    wsjf=st.none() | st.fractions(0, 10**16),
    money=st.none() | st.builds(Money, money, money),
    swap=st.none() | swaps,
)


def problems(message: Message) -> list[str]:
    return problems_of_message({"text": message.text, "blocks": message.blocks})


@untimed
@given(st.lists(lines, max_size=17).map(tuple), st.integers(0, 9), st.none() | swaps, st.none() | some.texts)
def test_any_order_is_a_message_that_slack_takes(
    found: tuple[ProjectLine, ...], more: int, swap: Swap | None, unplaced: str | None
) -> None:
    assert problems(overview(PrioritiesFacts(found, len(found) + more, WEIGHTS, swap, unplaced), HERE)) == []


def test_it_says_everything_to_who_may_read_everything() -> None:
    assert overview(BOTH, HERE).text == (
        "Priorities. 2 projects, by the points that five criteria add up to. Alignment weighs 3, benefit weighs 2, "
        "urgency weighs 2, thrift weighs 1 and confidence weighs 1. "
        "1. APOLLO Patient portal: 76.1 points. For the goal Grow the clinics. alignment 21.7 of 33.3, "
        "urgency 11.1 of 22.2 (nobody has said, counts half). WSJF 1.67, budget 1,250,000, benefit not known. "
        "About equal to VEGA, the next: 62 % of the draws keep this order; if thrift weighed 4.3 instead of 1, they would "
        "change places. "
        "2. VEGA: 43.3 points. Proposed, for no goal yet. "
        "The smallest change: if thrift weighed 4.3 instead of 1, VEGA would stand before APOLLO. "
        "Benefit, urgency (cost of delay) and thrift (budget) lie between the smallest and the largest of all. "
        "WSJF: cost of delay a week for each hour that is left to do. "
        "About equal: fewer than 80 % of 1,000 drawn weightings near these keep the order."
    )


def test_without_terms_there_is_no_word_of_money() -> None:
    plain = replace(APOLLO, terms=(), wsjf=None, money=None)
    told = overview(replace(BOTH, lines=(plain, VEGA)), HERE).text
    assert "76.1 points" in told
    for word in ("budget", "benefit not", "WSJF", "alignment 21", "cost of delay"):
        assert word not in told


def test_what_is_left_out_is_counted_and_what_has_no_place_is_named() -> None:
    told = overview(replace(BOTH, count=40, unplaced="LYRA"), HERE).text
    assert "LYRA is neither proposed nor active, so it has no place in this order. 40 projects" in told
    assert "2 of 40 are shown; /pmo priorities with a code shows where that one stands." in told


def test_where_nothing_can_change_it_says_so() -> None:
    assert "makes two neighbours change places" in overview(replace(BOTH, easiest=None), HERE).text
    assert "Nothing: it stands alone." in overview(PrioritiesFacts((VEGA,), 1, WEIGHTS, None), HERE).text
    assert "nothing to put in order" in overview(PrioritiesFacts((), 0, WEIGHTS, None), HERE).text


@pytest.mark.parametrize(
    ("weights", "moves", "sentence"),
    [
        (
            [NewWeight("urgency", False, Fraction(2), Fraction(3))],
            [Move("APOLLO", 3, 1), Move("ORION", 1, 2)],
            "Because urgency weighs 3 instead of 2, APOLLO moves up from place 3 to 1 and ORION moves down from place 1 "
            "to 2; /pmo priorities shows the order and its reasons.",
        ),
        (
            [NewWeight("Grow", True, None, Fraction(1, 2)), NewWeight("Old", True, Fraction(2), None)],
            [Move("APOLLO", 2, 1)],
            "Because the goal Grow is new and weighs 0.5 and the goal Old is gone, APOLLO moves up from place 2 to 1; "
            "/pmo priorities shows the order and its reasons.",
        ),
    ],
)
def test_a_changed_weight_is_told_in_one_sentence(weights: list[NewWeight], moves: list[Move], sentence: str) -> None:
    assert changed(weights, moves, HERE).text == sentence


names = some.texts
new_weights = st.builds(NewWeight, names, st.booleans(), st.none() | fractions, fractions)


@untimed
@given(
    st.lists(new_weights, min_size=1, max_size=9),
    st.lists(st.builds(Move, names, st.integers(1, 9), st.integers(1, 9)), min_size=1),
)
def test_any_such_sentence_is_a_message_that_slack_takes(weights: list[NewWeight], moves: list[Move]) -> None:
    assert problems(changed(weights, moves, HERE)) == []


GROW = goals.GoalLine(
    "GROW", "Grow the clinics", Decimal("3.0"), 75, (("APOLLO", Decimal(80)), ("VEGA", Decimal("40.5")))
)


def test_goals_say_what_they_weigh_and_who_serves_them() -> None:
    facts = goals.GoalsFacts((GROW, goals.GoalLine("SAFE", "", Decimal(1), 25, ())), ("LYRA",))
    assert goals.overview(facts, HERE).text == (
        "Goals. 2 goals, those that weigh most first. GROW, Grow the clinics: Weighs 3, 75 % of all. Served by APOLLO 80 % "
        "and VEGA 40.5 %. SAFE: Weighs 1, 25 % of all. No project serves it yet. LYRA serves none of them. "
        "/pmo priorities shows what follows from it."
    )
    assert "There is no goal yet" in goals.overview(goals.GoalsFacts((), ("LYRA",)), HERE).text


percents = st.decimals(0, 100, places=2)
goal_lines = st.builds(
    goals.GoalLine,
    names,
    names,
    st.decimals(0, 10**15, places=9),
    st.none() | st.integers(0, 100),
    st.lists(st.tuples(names, percents), max_size=8).map(tuple),
)


@untimed
@given(st.lists(goal_lines, max_size=22).map(tuple), st.lists(names, max_size=8).map(tuple))
def test_any_goals_are_a_message_that_slack_takes(found: tuple[goals.GoalLine, ...], none: tuple[str, ...]) -> None:
    assert problems(goals.overview(goals.GoalsFacts(found, none), HERE)) == []
