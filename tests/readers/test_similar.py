"""Does the duplicate hint find the same blocker in other words, and only that?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers.similar import alike

OPEN = [
    (1, "Security review for APOLLO still missing"),
    (2, "Staging is down"),
    (3, "Need a decision on the vendor"),
    (4, "Waiting for the design review"),
    (5, "No access to production logs"),
    (6, "Zugang zu Köln fehlt"),
]


@pytest.mark.parametrize(
    ("title", "keys"),
    [
        ("Waiting on the security review", [1]),
        ("Staging server is down", [2]),
        ("Vendor decision needed", [3]),
        ("design review", [4]),
        ("Cannot access the production logs", [5]),
        ("Access to logs in production", [5]),
        ("zugang zu koln fehlt!", [6]),
        ("Review", []),
        ("Code review", []),
        ("Waiting on legal", []),
        ("Production is down", []),
        ("🔥", []),
        ("", []),
    ],
)
def test_alike(title: str, keys: list[int]) -> None:
    assert [key for key, _ in alike(title, OPEN)] == keys


def test_the_cutoff_is_the_callers() -> None:
    assert len(alike("Code review", OPEN, cutoff=0)) == len(OPEN)
    assert alike("Staging is down", OPEN, cutoff=100) == [(2, 100.0)]


@given(st.text(), st.lists(st.tuples(st.integers(), st.text())))
def test_scores_fall_and_stay_in_bounds(title: str, others: list[tuple[int, str]]) -> None:
    scores = [score for _, score in alike(title, others, cutoff=0)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
