"""Does every blocker get a number of its own, with no gap in between?"""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from models.store import Store
from services import numbers


def take(store: Store, workspace: str = "T1", name: str = "blockers") -> int:
    with store.write.begin() as session:
        return numbers.take(session, workspace, name)


def test_from_one_on_by_workspace_and_series(store: Store) -> None:
    assert [take(store), take(store), take(store, "T2"), take(store, name="requests"), take(store)] == [1, 2, 1, 1, 3]


def test_two_in_one_transaction(store: Store) -> None:
    with store.write.begin() as session:
        assert [numbers.take(session, "T1", "blockers") for _ in range(2)] == [1, 2]


def test_a_number_that_was_rolled_back_is_given_again(store: Store) -> None:
    take(store)
    with pytest.raises(ZeroDivisionError), store.write.begin() as session:
        assert numbers.take(session, "T1", "blockers") == 2
        raise ZeroDivisionError
    assert take(store) == 2


def test_eight_threads_get_no_number_twice_and_leave_no_gap(store: Store) -> None:
    barrier = threading.Barrier(8)

    def some(_: int) -> list[int]:
        barrier.wait(10)  # the very first number too is asked for by all at once
        return [take(store) for _ in range(10)]

    with ThreadPoolExecutor(8) as pool:
        found = [number for each in pool.map(some, range(8)) for number in each]
    assert sorted(found) == list(range(1, 81))
