"""Does everything that was decided arrive in Slack exactly once, in order, whatever Slack answers?"""

import threading
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.clock import FixedClock, wall
from jobs.delivery import send
from jobs.delivery.courier import DEACTIVATED, Courier
from models.outbox import Sending
from models.people import Person
from models.store import Store
from planning.people import Standing
from services import outbox
from services.outbox_claims import claim_due
from tests.conftest import add_workspace
from tests.jobs.delivery.conftest import QUICK, rows, running, settled, until
from tests.town import Town

Say = Callable[..., None]


def test_a_message_arrives_with_a_nonce_and_nothing_else_in_its_metadata(
    courier: Courier, say: Say, store: Store, town: Town
) -> None:
    say("C0APOLLO", "The review is late.")
    settled(store)
    (row,) = rows(store)
    (entry,) = town.journal("accepted", "chat.postMessage")
    assert entry["text"] == "The review is late."
    assert entry["metadata"] == {"event_type": "clearway_out", "event_payload": {"k": row.nonce}}
    assert (row.state, row.slack_channel, row.slack_ts) == (Sending.SENT, "C0APOLLO", entry["ts"])


def test_the_order_of_a_channel_is_kept_and_channels_do_not_wait_for_each_other(
    courier: Courier, say: Say, store: Store, town: Town
) -> None:
    for number in range(15):
        for channel in ("C0APOLLO", "C0ORION", "C0VEGA"):
            say(channel, f"{number}")
    settled(store)
    for channel in ("C0APOLLO", "C0ORION", "C0VEGA"):
        assert town.texts(channel) == [str(number) for number in range(15)]


@pytest.mark.parametrize(
    ("kind", "effect"),
    [
        ("lost", True), ("reset_before", False), ("reset_after", True), ("500", True), ("500", False), ("503", True),
        ("html", True), ("html", False), ("truncated", True), ("internal_error", True), ("internal_error", False),
        ("late", True),
    ],
)  # fmt: skip
def test_a_call_that_goes_wrong_leaves_one_visible_message(
    courier: Courier, say: Say, store: Store, town: Town, kind: str, effect: bool
) -> None:
    town.fail("chat.postMessage", kind, times=1, effect=effect, seconds=4)
    say("C0APOLLO", "first", "second")
    settled(store)
    assert town.texts("C0APOLLO") == ["first", "second"]
    assert [row.state for row in rows(store)] == [Sending.SENT, Sending.SENT]


def test_slack_says_wait_and_is_obeyed(courier: Courier, say: Say, store: Store, town: Town) -> None:
    town.fail("chat.postMessage", "429", times=1, seconds=1)
    say("C0APOLLO", "patient")
    settled(store)
    refused, accepted = town.journal("refused", "chat.postMessage"), town.journal("accepted", "chat.postMessage")
    assert len(refused) == 1
    assert len(accepted) == 1
    assert accepted[0]["at"] - refused[0]["at"] >= 1.0


def test_a_message_that_history_does_not_show_yet_is_not_said_twice_for_long(
    say: Say, store: Store, town: Town
) -> None:
    """The history lags behind by more than the quiet time: the second copy is found and removed by the second look."""
    town.ask("history", {"hide_seconds": 4.0})
    town.fail("chat.postMessage", "lost", times=1)
    with running(store, town, replace(QUICK, second_look_seconds=5.0)):
        say("C0APOLLO", "seen late")
        settled(store)
        assert town.texts("C0APOLLO") == ["seen late", "seen late"]
        (row,) = rows(store)
        until(lambda: len(town.texts("C0APOLLO")) == 1)
    assert [message["ts"] for message in town.messages("C0APOLLO")] == [row.slack_ts]


def test_two_copies_are_reduced_to_the_oldest(say: Say, store: Store, town: Town) -> None:
    town.fail("chat.postMessage", "reset_after", times=1)
    with running(store, town, replace(QUICK, quiet_seconds=1.5)):
        say("C0APOLLO", "twice")
        until(lambda: rows(store)[0].state == Sending.UNKNOWN)
        (first,) = town.messages("C0APOLLO")
        nonce = {"event_type": "clearway_out", "event_payload": {"k": rows(store)[0].nonce}}
        town.client().chat_postMessage(channel="C0APOLLO", text="twice", metadata=nonce)
        settled(store)
    assert [message["ts"] for message in town.messages("C0APOLLO")] == [first["ts"]]
    assert rows(store)[0].slack_ts == first["ts"]


def test_a_direct_message_that_is_unsure_is_looked_up_in_its_conversation(
    courier: Courier, store: Store, town: Town, make_person: Callable[..., Person], clock: FixedClock
) -> None:
    mia = make_person("Mia", slack_id="U0MIA")
    town.fail("chat.postMessage", "lost", times=1)
    with store.write.begin() as session:
        outbox.prompt(session, mia, text="For you", blocks=[], key="p1", kind="notice", at=clock.now(), wall=wall())
    settled(store)
    (row,) = rows(store)
    assert row.state == Sending.SENT
    assert row.slack_channel is not None
    assert row.slack_channel.startswith("D")
    assert len(town.journal("accepted", "chat.postMessage")) == 1


def test_nobody_writes_to_a_deactivated_person(
    courier: Courier, say: Say, store: Store, town: Town, make_person: Callable[..., Person]
) -> None:
    make_person("Gone", slack_id="U0GONE", standing=Standing.DEACTIVATED)
    say("U0GONE", "are you there?")
    settled(store)
    (row,) = rows(store)
    assert (row.state, row.reason) == (Sending.FAILED, DEACTIVATED)
    assert town.journal("accepted", "chat.postMessage") == []
    assert town.journal("refused", "chat.postMessage") == []


@pytest.mark.parametrize(("channel", "code"), [("C0NOWHERE", "channel_not_found"), ("C0RANDOM", "not_in_channel")])
def test_a_place_that_cannot_be_reached_fails_once_with_its_reason(
    courier: Courier, say: Say, store: Store, town: Town, workspace: str, channel: str, code: str
) -> None:
    say(channel, "hello?")
    say("C0APOLLO", "hello!")
    settled(store)
    failed, sent = rows(store)
    assert (failed.state, failed.attempt) == (Sending.FAILED, 1)
    assert code in str(failed.reason)
    assert sent.state == Sending.SENT
    with store.write.begin() as session:
        (untold,) = outbox.failures_untold(session, workspace)
        assert untold.id == failed.id
        outbox.told(session, [untold], wall=wall())
        assert outbox.failures_untold(session, workspace) == []


def test_many_sends_through_a_bad_slack_are_neither_lost_nor_doubled_and_keep_their_order(
    store: Store, town: Town, say: Say
) -> None:
    """The share of row 6 of the proof that fits here; the long run is in soak."""
    for number, kind in enumerate(
        ("lost", "reset_before", "reset_after", "429", "500", "html", "truncated", "internal_error")
    ):
        town.fail("chat.postMessage", kind, share=0.02, seed=number, seconds=0.2)
    channels = ("C0APOLLO", "C0ORION", "C0VEGA", "C0LYRA", "C0PMO", "C0GENERAL")
    with running(store, town):
        for number in range(25):
            for channel in channels:
                say(channel, f"{number}")
        settled(store, 60)
    for channel in channels:
        assert town.texts(channel) == [str(number) for number in range(25)], channel
    assert {row.state for row in rows(store)} == {Sending.SENT}


def test_slack_is_never_asked_faster_than_it_allows(say: Say, store: Store, town: Town) -> None:
    town.reset(limits=True)
    with running(store, town, replace(QUICK, paced=True)):
        say("C0APOLLO", *[str(number) for number in range(8)])
        settled(store)
    assert town.journal("refused", "chat.postMessage") == []
    assert town.texts("C0APOLLO") == [str(number) for number in range(8)]


def test_what_a_killed_process_left_is_taken_up(say: Say, store: Store, town: Town, workspace: str) -> None:
    """One had been sent, one had not; nobody knows which until Slack's history is read."""
    say("C0APOLLO", "was sent")
    say("C0ORION", "was not")
    with store.write.begin() as session:
        parcels = claim_due(session, owner="dead", limit=5, lease_seconds=0.1, wall=wall())
    send.attempt(town.client(), parcels[0], 2.0)
    time.sleep(0.2)
    with running(store, town):
        settled(store)
    assert town.texts("C0APOLLO") == ["was sent"]
    assert town.texts("C0ORION") == ["was not"]


def test_stopping_gives_back_what_was_not_begun(say: Say, store: Store, town: Town) -> None:
    policy = replace(QUICK, paced=True)
    say("C0APOLLO", *[str(number) for number in range(5)])
    with running(store, town, policy):
        until(lambda: len(town.texts("C0APOLLO")) >= 1)
    states = [row.state for row in rows(store)]
    assert set(states) <= {Sending.SENT, Sending.PENDING}
    assert states.count(Sending.SENT) == len(town.texts("C0APOLLO"))


def test_a_process_that_is_to_stop_does_not_hang_on_a_store_that_takes_nothing(sqlite_store: Store, town: Town) -> None:
    workspace = add_workspace(sqlite_store)
    with running(sqlite_store, town, replace(QUICK, lease_seconds=600)) as courier:
        town.fail("chat.postMessage", "late", times=1, seconds=1)
        with sqlite_store.write.begin() as session:
            outbox.post(session, workspace, target="C0APOLLO", text="x", blocks=[], key="k", kind="n", wall=wall())
        until(lambda: [row.state for row in rows(sqlite_store)] == [Sending.SENDING])
        with sqlite_store.engine.begin():  # nobody else can write
            stopping = threading.Thread(target=courier.stop)
            stopping.start()
            stopping.join(60)
            assert not stopping.is_alive()
