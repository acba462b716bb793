"""Are projects put in the order that the figures say, with each term in plain sight?"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.priorities import Candidate, Ranked, ranked
from planning.priority_policy import Criterion, PriorityPolicy, Weights
from planning.why import Serving, why
from tests.planning.ranking import GOALS, project, weights

USUAL = PriorityPolicy().weights
APOLLO = project("APOLLO", {"GROW": 80, "SAFE": 20}, benefit=900, delay=50, budget=400, confidence="0.9", remaining=600)
ORION = project("ORION", {"SAFE": 100}, benefit=300, delay=20, budget=100, remaining=30)
VEGA = project("VEGA", {"GROW": 40}, benefit=600, budget=250, confidence="0.5")

untimed = settings(deadline=None)  # a busy machine is no finding
money = st.one_of(st.none(), st.decimals(0, 10**9, places=2))
servings = st.dictionaries(st.sampled_from(sorted(GOALS)), st.decimals(0, 100, places=1)).map(
    lambda given: tuple(Serving(goal, percent) for goal, percent in given.items())
)
shares = st.one_of(st.none(), st.decimals(0, 1, places=2))
candidates = st.builds(
    Candidate, st.text("ABC", min_size=1), servings, money, money, money, shares, st.integers(0, 10**5)
)
portfolios = st.lists(candidates, max_size=7, unique_by=lambda one: one.code)
weighings = (
    st.lists(st.fractions(0, 10, max_denominator=100), min_size=5, max_size=5)
    .filter(any)
    .map(lambda some: dict(zip(Criterion, some, strict=True)))
)


def values(one: Ranked) -> list[str]:
    return [str(term.value) + "?" * term.missing for term in one.terms.values()]


def test_an_example_reckoned_by_hand() -> None:
    """Weights 3 2 2 1 1, in all 9.

    APOLLO: alignment (3 × 80 + 1 × 20) / 400 = 13/20, benefit 1, urgency 1, thrift 0, confidence 9/10:
    (3 × 13/20 + 2 + 2 + 0 + 9/10) / 9 = 76 1/9. VEGA: alignment 120/400, benefit (600 − 300) / 600, urgency not known,
    thrift 1 − 150/300, confidence 1/2: (9/10 + 1 + 1 + 1/2 + 1/2) / 9 = 43 1/3. ORION: 100/400, 0, 0, 1, not known:
    (3/4 + 0 + 0 + 1 + 1/2) / 9 = 25.
    """
    first, second, third = ranked([ORION, VEGA, APOLLO], GOALS, USUAL)
    assert (first.code, first.rank, first.score) == ("APOLLO", 1, Fraction(685, 9))
    assert values(first) == ["13/20", "1", "1", "0", "9/10"]
    assert (second.code, second.rank, second.score) == ("VEGA", 2, Fraction(130, 3))
    assert values(second) == ["3/10", "1/2", "1/2?", "1/2", "1/2"]
    assert (third.code, third.rank, third.score) == ("ORION", 3, Fraction(25))
    assert values(third) == ["1/4", "0", "0", "1", "1/2?"]


def test_the_cost_of_delay_is_spread_over_the_hours_that_are_left() -> None:
    """APOLLO: 50 a week, 600 minutes: 5 an hour. ORION: 20 a week, half an hour counts as one. VEGA: nobody said."""
    found = {one.code: one.wsjf for one in ranked([APOLLO, ORION, VEGA], GOALS, USUAL)}
    assert found == {"APOLLO": 5, "ORION": 20, "VEGA": None}


def test_what_is_the_same_everywhere_counts_half_and_is_not_missing() -> None:
    for one in ranked([project("A", benefit=7), project("B", benefit=7)], GOALS, USUAL):
        term = one.terms[Criterion.BENEFIT]
        assert (term.value, term.missing) == (Fraction(1, 2), False)


def test_without_goals_alignment_is_missing_and_who_serves_none_has_none() -> None:
    for goals, told in (({}, "1/2?"), ({"GROW": Decimal(0)}, "1/2?"), (GOALS, "0")):
        (only,) = ranked([project("A")], goals, USUAL)
        assert values(only)[0] == told


def test_equal_scores_stand_by_their_codes() -> None:
    assert [one.code for one in ranked([project(code) for code in "CAB"], GOALS, USUAL)] == ["A", "B", "C"]


def test_nothing_can_be_put_in_order_by_nothing() -> None:
    assert ranked([], GOALS, USUAL) == ()
    with pytest.raises(ValueError, match="all weights are 0"):
        ranked([APOLLO], GOALS, weights("0 0 0 0 0"))


@untimed
@given(portfolios, weighings, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(some: list[Candidate], weighed: Weights, random: Random) -> None:
    found = ranked(some, GOALS, weighed)
    random.shuffle(some)
    assert ranked(some, dict(reversed(GOALS.items())), weighed) == found


@untimed
@given(portfolios, weighings, st.fractions(Fraction(1, 1000), 1000))
def test_only_how_weights_stand_to_each_other_matters(
    some: Sequence[Candidate], weighed: Weights, by: Fraction
) -> None:
    found = ranked(some, GOALS, {one: weight * by for one, weight in weighed.items()})
    assert [(one.code, one.score) for one in found] == [(one.code, one.score) for one in ranked(some, GOALS, weighed)]


@untimed
@given(portfolios, weighings)
def test_terms_add_up_and_lie_where_they_may(some: Sequence[Candidate], weighed: Weights) -> None:
    for place, one in enumerate(ranked(some, GOALS, weighed), start=1):
        assert one.rank == place
        assert sum(term.points for term in one.terms.values()) == one.score
        assert 0 <= one.score <= 100
        assert all(0 <= term.value <= 1 for term in one.terms.values())


@untimed
@given(portfolios, weighings, shares)
def test_what_weighs_nothing_moves_nothing(some: list[Candidate], weighed: Weights, confidence: Decimal | None) -> None:
    weighed = {**weighed, Criterion.CONFIDENCE: Fraction(), Criterion.ALIGNMENT: Fraction(1)}
    other = [replace(one, confidence=confidence) for one in some]
    before, after = (ranked(each, GOALS, weighed) for each in (some, other))
    assert [(one.code, one.score) for one in before] == [(one.code, one.score) for one in after]


@pytest.mark.parametrize(
    ("serves", "goal"),
    [
        ({"GROW": 40, "SAFE": 100}, "GROW"),  # 3 × 40 against 1 × 100
        ({"GROW": 30, "SAFE": 100}, "SAFE"),
        ({"SAFE": 90, "GROW": 30}, "GROW"),  # 90 each: the first code
        ({"GROW": 0}, None),
        ({"GONE": 100}, None),
        ({}, None),
    ],
)
def test_the_why_line_names_the_goal_that_weighs_most(serves: dict[str, int], goal: str | None) -> None:
    one = project("A", serves)
    assert why(one.serves, GOALS) == goal
    assert ranked([one], GOALS, USUAL)[0].why_goal == goal
