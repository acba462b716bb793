"""Is a tie called a tie, and always the same one?"""

from statistics import mean, pstdev

import pytest

from planning.priorities import ranked
from planning.robustness import CONCENTRATION, draws, is_tie, robustness
from tests.planning.ranking import GOALS, project, weights

EVEN = weights("1 1 1 1 1")
BEST = {"benefit": 100, "delay": 100, "budget": 0, "confidence": "1"}
WORST = {"benefit": 0, "delay": 0, "budget": 100, "confidence": "0"}


def test_who_is_better_in_everything_stays_ahead_in_every_draw() -> None:
    order = ranked([project("A", {"GROW": 1}, **BEST), project("B", **WORST)], GOALS, EVEN)  # type: ignore[arg-type]
    assert robustness(order, EVEN) == (1.0,)


def test_who_is_better_in_one_and_worse_in_another_alike_is_about_equal() -> None:
    """Benefit and thrift swap places: half of the draws prefer each, more or less."""
    dear, cheap = project("DEAR", benefit=100, budget=100), project("CHEAP", benefit=0, budget=0)
    for weighed, low, high, tie in (("0 1 0 1 0", 0.45, 0.55, True), ("0 1 0 9 0", 0.99, 1.0, False)):
        given = weights(weighed)
        (kept,) = robustness(ranked([dear, cheap], GOALS, given), given)
        assert low <= kept <= high
        assert is_tie(kept) is tie


def test_the_same_figures_are_a_tie_though_a_code_decides() -> None:
    order = ranked([project("A", benefit=5), project("B", benefit=5)], GOALS, EVEN)
    (kept,) = robustness(order, EVEN)
    assert is_tie(kept)


def test_a_criterion_that_weighs_nothing_stays_at_nothing() -> None:
    given = weights("0 1 0 0 0")
    order = ranked([project("A", benefit=5, confidence="0"), project("B", benefit=4, confidence="1")], GOALS, given)
    assert robustness(order, given) == (1.0,)
    assert all(draw[0] == draw[2] == draw[3] == draw[4] == 0 < draw[1] for draw in draws((0.0, 1.0, 0.0, 0.0, 0.0)))


def test_draws_lie_around_the_stated_weights() -> None:
    """A Dirichlet's mean is the share m, its variance m (1 − m) / (concentration + 1)."""
    shares = (0.4, 0.3, 0.2, 0.1, 0.0)
    drawn = [[one / sum(draw) for one in draw] for draw in draws(shares)]
    for at, share in enumerate(shares):
        taken = [draw[at] for draw in drawn]
        assert mean(taken) == pytest.approx(share, abs=0.01)
        assert pstdev(taken) == pytest.approx((share * (1 - share) / (CONCENTRATION + 1)) ** 0.5, rel=0.1, abs=1e-9)


def test_they_are_the_same_each_time_and_for_every_scale() -> None:
    some = [project("A", {"GROW": 60}, benefit=5), project("B", {"SAFE": 90}, benefit=6), project("C", delay=3)]
    found = []
    for given in (weights("3 2 2 1 1"), weights("6 4 4 2 2"), weights("3 2 2 1 1")):
        found.append(robustness(ranked(some, GOALS, given), given))
        draws.cache_clear()
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 2


def test_alone_there_is_no_neighbour() -> None:
    assert robustness(ranked([project("A")], GOALS, EVEN), EVEN) == ()
    assert robustness((), EVEN) == ()
