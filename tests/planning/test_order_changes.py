"""Does the change that is named really swap two projects, and nothing smaller of that weight?"""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.order_changes import Swap, smallest, swap, swaps
from planning.priorities import Candidate, ranked
from planning.priority_policy import MOST_WEIGHT, Criterion, Weights
from tests.planning.ranking import GOALS, project, weights
from tests.planning.test_priorities import portfolios, untimed, weighings

TINY = Fraction(1, 10**9)


def order(some: Sequence[Candidate], weighed: Weights) -> list[str]:
    return [one.code for one in ranked(some, GOALS, weighed)]


def changed(weighed: Weights, criterion: Criterion, weight: Fraction) -> Weights:
    return {**weighed, criterion: weight}


@pytest.mark.parametrize(
    ("codes", "at", "included", "told"),
    [
        # Benefit 3 × 1 against thrift 2 × 1: at 3 both are equal, and the first code leads
        (("DEAR", "CHEAP"), Fraction(3), True, Fraction(3)),
        (("A_DEAR", "CHEAP"), Fraction(3), False, Fraction(301, 100)),
    ],
)
def test_an_example_reckoned_by_hand(codes: tuple[str, str], at: Fraction, included: bool, told: Fraction) -> None:
    """From 3 down to 2 the benefit's weight would do as well: the first criterion of equal changes is named."""
    weighed = weights("0 3 0 2 0")
    some = [project(codes[0], benefit=10, budget=10), project(codes[1], benefit=0, budget=0)]
    first, second = ranked(some, GOALS, weighed)
    found = swap(first, second, weighed)
    assert found is not None
    assert (found.criterion, found.now, found.at, found.change) == (Criterion.BENEFIT, 3, 2, 1)
    dearer = Swap(*codes, Criterion.THRIFT, Fraction(2), at, included)
    assert dearer.told == told
    assert order(some, changed(weighed, Criterion.THRIFT, dearer.told)) == [codes[1], codes[0]]


def test_who_is_better_in_everything_is_overtaken_by_no_single_weight() -> None:
    weighed = weights("1 1 1 1 1")
    some = [project("A", {"GROW": 90}, benefit=9), project("B", {"GROW": 10}, benefit=1)]
    assert swaps(ranked(some, GOALS, weighed), weighed) == (None,)


def test_where_scores_are_equal_no_weight_is_blamed() -> None:
    weighed = weights("0 1 0 1 0")
    some = [project("A", benefit=10, budget=10), project("B", benefit=0, budget=0)]
    assert swaps(ranked(some, GOALS, weighed), weighed) == (None,)


def test_the_smallest_of_all_pairs_is_the_one_that_changes_least() -> None:
    some = [
        Swap("A", "B", Criterion.BENEFIT, Fraction(2), Fraction(4), False),
        None,
        Swap("B", "C", Criterion.THRIFT, Fraction(2), Fraction(1), True),
        Swap("C", "D", Criterion.URGENCY, Fraction(2), Fraction(3), True),
    ]
    assert smallest(some) == some[2]
    assert smallest([None]) is None


@untimed
@given(portfolios, weighings)
def test_the_swap_that_is_named_really_swaps_and_just_below_it_does_not(
    some: Sequence[Candidate], weighed: Weights
) -> None:
    for one in filter(None, swaps(ranked(some, GOALS, weighed), weighed)):
        outward = TINY if one.at > one.now else -TINY
        tried = {
            one.told: True,
            one.at: one.included,
            one.at - outward: False,
            **({one.at + outward: True} if one.at + outward >= 0 else {}),
        }
        for weight, swapped in tried.items():
            found = order(some, changed(weighed, one.criterion, weight))
            assert (found.index(one.behind) < found.index(one.ahead)) is swapped, (one, weight)


@untimed
@given(portfolios, weighings, st.sampled_from(Criterion))
def test_no_smaller_change_of_any_weight_swaps_two_neighbours(
    some: Sequence[Candidate], weighed: Weights, criterion: Criterion
) -> None:
    """Tried from both sides, just within the change that is named."""
    stood = ranked(some, GOALS, weighed)
    for place, one in enumerate(swaps(stood, weighed)):
        ahead, behind = stood[place], stood[place + 1]
        if ahead.score == behind.score:
            continue
        within = (one.change if one else Fraction(MOST_WEIGHT)) * Fraction(999, 1000)
        for weight in (weighed[criterion] - within, weighed[criterion] + within):
            others = sum(weighed.values()) - weighed[criterion]
            if 0 <= weight < MOST_WEIGHT and others:
                found = order(some, changed(weighed, criterion, weight))
                assert found.index(ahead.code) < found.index(behind.code)
