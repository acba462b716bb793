"""Is every circle of needs found, and told by its shortest path?"""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.dependencies import circles

ARROWS = st.sets(st.tuples(st.sampled_from("ABCDEFG"), st.sampled_from("ABCDEFG")), max_size=16)


@pytest.mark.parametrize(
    ("needs", "found"),
    [
        ({}, []),
        ({"A": ["B"], "B": ["C"]}, []),
        ({"APOLLO": ["ORION"], "ORION": ["APOLLO"]}, [("APOLLO", "ORION", "APOLLO")]),
        ({"A": ["A"]}, [("A", "A")]),
        ({"B": ["C"], "C": ["A", "D"], "A": ["B"], "D": ["B"]}, [("A", "B", "C", "A")]),
        ({"A": ["B"], "B": ["C", "A"], "C": ["A"]}, [("A", "B", "A")]),
        ({"X": ["Y"], "Y": ["X"], "A": ["B"], "B": ["A", "X"]}, [("A", "B", "A"), ("X", "Y", "X")]),
    ],
)
def test_a_shortest_circle_of_each_knot(needs: dict[str, list[str]], found: list[tuple[str, ...]]) -> None:
    assert circles(needs) == found


@given(arrows=ARROWS, order=st.randoms(use_true_random=False))
def test_each_knot_is_told_once_whatever_the_order(arrows: set[tuple[str, str]], order: object) -> None:
    shuffled = sorted(arrows)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    paths = circles(_needs(shuffled))
    assert paths == circles(_needs(sorted(arrows)))
    reached = _reached(arrows)
    for path in paths:
        assert path[0] == path[-1] == min(path)
        assert set(pairwise(path)) <= arrows
        assert len(set(path)) == len(path) - 1
    knots = {frozenset(b for b in reached[a] if a in reached[b]) for a in reached if a in reached[a]}
    assert {next(knot for knot in knots if path[0] in knot) for path in paths} == knots
    assert len(paths) == len(knots)
    for path in paths:
        assert len(path) - 1 <= min(_girth(arrows, one) for one in next(k for k in knots if path[0] in k))


def test_a_long_chain_needs_no_recursion() -> None:
    chain = {str(at): [str(at + 1)] for at in range(20_000)}
    assert circles(chain) == []


def _needs(arrows: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one, other in arrows:
        found.setdefault(one, []).append(other)
    return found


def _reached(arrows: set[tuple[str, str]]) -> dict[str, set[str]]:
    found = {one: {b for a, b in arrows if a == one} for one in "ABCDEFG"}
    for middle in "ABCDEFG":
        for one in "ABCDEFG":
            if middle in found[one]:
                found[one] |= found[middle]
    return found


def _girth(arrows: set[tuple[str, str]], start: str) -> int:
    here, steps = {start}, 0
    while steps < 8:
        here, steps = {b for a, b in arrows if a in here}, steps + 1
        if start in here:
            return steps
    return steps
