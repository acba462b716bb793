"""Is every gesture handled once, and does a second copy hear the same answer?"""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.clock import wall
from models.inbox import InboxRow
from models.store import Store
from services import inbox
from services.inbox import AlreadyHandled, Delivery


def delivery(*keys: str, workspace: str = "T1") -> Delivery:
    return Delivery(workspace, "U1", "/blocked", keys, wall())


def claim(store: Store, one: Delivery, receipt: dict[str, str] | None = None) -> None:
    with store.write.begin() as session:
        inbox.claim(session, one)
        if receipt is not None:
            inbox.answer(session, one, receipt)


def test_a_second_copy_gets_the_first_answer(store: Store) -> None:
    claim(store, delivery("trigger:1"), {"text": "B-1 is filed."})
    with pytest.raises(AlreadyHandled) as again:
        claim(store, delivery("trigger:1"), {"text": "B-2 is filed."})
    assert again.value.receipt == {"text": "B-1 is filed."}


def test_every_key_of_a_gesture_is_enough_to_know_it(store: Store) -> None:
    claim(store, delivery("event:1", "message:C1:1.0"), {"text": "kept"})
    for keys in (("event:2", "message:C1:1.0"), ("event:1",), ("message:C1:1.0", "event:3")):
        with pytest.raises(AlreadyHandled) as again:
            claim(store, delivery(*keys))
        assert again.value.receipt == {"text": "kept"}
    claim(store, delivery("event:2"))  # was not kept with the copy that was refused


def test_one_without_an_answer_was_handled_too(store: Store) -> None:
    claim(store, delivery("trigger:1"))
    with pytest.raises(AlreadyHandled) as again:
        claim(store, delivery("trigger:1"))
    assert again.value.receipt is None


def test_what_is_rolled_back_can_come_again(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.write.begin() as session:
        inbox.claim(session, delivery("trigger:1"))
        raise ZeroDivisionError
    claim(store, delivery("trigger:1"))


def test_a_transaction_goes_on_after_it_met_a_copy(store: Store) -> None:
    claim(store, delivery("trigger:1"))
    with store.write.begin() as session:
        with pytest.raises(AlreadyHandled):
            inbox.claim(session, delivery("trigger:1"))
        inbox.claim(session, delivery("trigger:2"))
    with pytest.raises(AlreadyHandled):
        claim(store, delivery("trigger:2"))


def test_workspaces_do_not_share_keys(store: Store) -> None:
    claim(store, delivery("trigger:1"))
    claim(store, delivery("trigger:1", workspace="T2"))


def test_a_delivery_without_keys_is_always_new(store: Store) -> None:
    claim(store, delivery())
    claim(store, delivery())


def test_of_copies_that_come_together_one_is_handled(store: Store) -> None:
    barrier = threading.Barrier(8)

    def come(number: int) -> object:
        barrier.wait(10)
        try:
            claim(store, delivery(f"event:{number}", "message:C1:1.0"), {"text": f"{number}"})
        except AlreadyHandled as again:
            return again.receipt
        return None

    with ThreadPoolExecutor(8) as pool:
        heard = list(pool.map(come, range(8)))
    winner = heard.index(None)
    assert heard == [None if one == winner else {"text": f"{winner}"} for one in range(8)]


def test_a_day_later_it_is_forgotten(store: Store) -> None:
    claim(store, delivery("old", "also old"))
    with store.write.begin() as session:
        assert inbox.forget(session, wall=wall() + timedelta(hours=23)) == 0
        assert inbox.forget(session, wall=wall() + timedelta(hours=25)) == 2
        assert session.query(InboxRow).count() == 0
