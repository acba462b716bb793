"""Does the table of moves say what it should, and is every circle found with its path?"""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.blockers import LIVE, MOVES, Change, State, after, age, circle

LIVES = {
    (State.OPEN, Change.ACKNOWLEDGED): State.ACKNOWLEDGED,
    (State.OPEN, Change.STARTED): State.IN_PROGRESS,
    (State.ACKNOWLEDGED, Change.STARTED): State.IN_PROGRESS,
    **{(state, Change.CLEARED): State.CLEARED for state in LIVE},
    **{(state, Change.WITHDRAWN): State.WITHDRAWN for state in LIVE},
    **{(state, Change.MERGED): State.DUPLICATE for state in LIVE},
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("change", MOVES)
def test_every_cell_of_the_table_of_moves(state: State, change: Change) -> None:
    assert after(state, change) is LIVES.get((state, change))


def test_what_has_ended_moves_nowhere() -> None:
    assert {State.OPEN, State.ACKNOWLEDGED, State.IN_PROGRESS} == LIVE
    assert all(after(state, change) is None for state in set(State) - LIVE for change in MOVES)


def test_a_circle_is_spelled_out_from_its_source() -> None:
    assert circle({"A": ["B"], "B": ["C"]}, "C", "A") == ["C", "A", "B", "C"]
    assert circle({}, "A", "A") == ["A", "A"]
    assert circle({"A": ["B", "C"], "B": ["C"]}, "A", "D") is None


edges = st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), max_size=20)


@given(edges, st.sampled_from("abcdefg"), st.sampled_from("abcdefg"))
def test_a_circle_is_found_exactly_where_the_target_reaches_the_source(
    pairs: list[tuple[str, str]], source: str, target: str
) -> None:
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    for one, other in pairs:
        blocks[one].append(other)
    reached = {target}
    for _ in range(8):
        reached |= {other for one in reached for other in blocks.get(one, ())}
    path = circle(blocks, source, target)
    assert (path is not None) == (source in reached)
    if path is not None:
        assert path[0] == path[-1] == source
        assert path[1] == target
        assert all(other in blocks[one] for one, other in pairwise(path[1:]))


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-400, 400))
def test_age_counts_whole_days_and_never_goes_below_nought(since: date, days: int) -> None:
    assert age(since, since + timedelta(days=days)) == max(0, days)
