"""Does Socket Mode behave as Slack's: one connection gets each envelope, acks count, renewals lose nothing?"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from playground.delivery import Delivery
from tests.playground.fixtures_bot import Town, connected, new_bot, town, wait_for
from tests.playground.fixtures_world import GENERAL, MIA

__all__ = ["town"]


def url_of(town: Town) -> str:
    return str(town.web.apps_connections_open(app_token="xapp-test")["url"])


@contextmanager
def join(town: Town) -> Iterator[ClientConnection]:
    """A bare websocket that has been greeted."""
    with connect(url_of(town), proxy=None) as socket:
        assert json.loads(socket.recv(5))["type"] == "hello"
        yield socket


def delivery_of(town: Town) -> Delivery:
    assert isinstance(town.playground.delivery, Delivery)
    return town.playground.delivery


def ack(socket: ClientConnection, envelope: dict[str, Any], payload: dict[str, Any] | None = None) -> None:
    socket.send(json.dumps({"envelope_id": envelope["envelope_id"], **({"payload": payload} if payload else {})}))


def say(town: Town, text: str) -> None:
    town.control.act(MIA, "say", channel=GENERAL, text=text)


def say_later(town: Town, text: str) -> threading.Thread:
    """Say something while the test itself answers for the bot."""
    thread = threading.Thread(target=say, args=(town, text))
    thread.start()
    return thread


def test_the_greeting_counts_the_connections(town: Town) -> None:
    with connect(url_of(town), proxy=None) as first, connect(url_of(town), proxy=None) as second:
        hellos = [json.loads(socket.recv(5)) for socket in (first, second)]
    assert [hello["num_connections"] for hello in hellos] == [1, 2]
    assert hellos[0]["connection_info"] == {"app_id": "A0TEST"}
    assert hellos[0]["debug_info"]["approximate_connection_time"] == 3600


def test_a_connection_can_be_asked_to_live_shortly(town: Town) -> None:
    with connect(f"{url_of(town)}&debug_reconnects=true", proxy=None) as socket:
        assert json.loads(socket.recv(5))["debug_info"]["approximate_connection_time"] == 360


def test_a_ticket_works_once(town: Town) -> None:
    url = url_of(town)
    with connect(url, proxy=None) as socket:
        socket.recv(5)
        for refused in (url, f"{town.url.replace('http', 'ws')}/socket?ticket=guessed"):
            with pytest.raises(InvalidStatus), connect(refused, proxy=None):
                pass


def test_an_event_has_the_envelope_of_slack(town: Town) -> None:
    with join(town) as socket:
        thread = say_later(town, "hello")
        envelope = json.loads(socket.recv(5))
        ack(socket, envelope)
        thread.join()
    assert set(envelope) == {
        "envelope_id",
        "payload",
        "type",
        "accepts_response_payload",
        "retry_attempt",
        "retry_reason",
    }
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("events_api", False)
    assert (envelope["retry_attempt"], envelope["retry_reason"]) == (0, "")
    assert envelope["payload"]["event"]["text"] == "hello"


def _noting(texts: list[str]) -> Callable[..., None]:
    def note(event: dict[str, Any]) -> None:
        texts.append(event["text"])

    return note


def test_exactly_one_connection_gets_each_envelope_and_they_take_turns(town: Town) -> None:
    got: dict[str, list[str]] = {"one": [], "two": []}
    with ExitStack() as stack:
        for texts in got.values():
            bot = new_bot(town.url)
            bot.app.event("message")(_noting(texts))
            stack.enter_context(connected(bot, town))
        for number in range(10):
            say(town, f"message {number}")
        wait_for(lambda: len(got["one"]) + len(got["two"]) >= 10)
    assert sorted(got["one"] + got["two"]) == sorted(f"message {number}" for number in range(10))
    assert len(got["one"]) == len(got["two"]) == 5


def test_an_event_without_an_answer_comes_again_with_the_same_id(town: Town) -> None:
    town.control.post("pace", patience=0.3, retries=[0.05, 0.1, 0.2])
    with join(town) as socket:
        thread = say_later(town, "anybody?")
        tries = [json.loads(socket.recv(5)) for _ in range(3)]
        ack(socket, tries[2])
        thread.join()
        with pytest.raises(TimeoutError):
            socket.recv(0.6)
    assert [one["retry_attempt"] for one in tries] == [0, 1, 2]
    assert [one["retry_reason"] for one in tries] == ["", "http_timeout", "http_timeout"]
    assert len({one["payload"]["event_id"] for one in tries}) == 1
    assert len({one["envelope_id"] for one in tries}) == 3


def test_an_event_waits_for_the_bot_to_come(town: Town) -> None:
    town.control.post("pace", gap=0, retries=[0.1, 1, 1])
    say(town, "too early")
    assert town.control.journal("unanswered")[0]["reason"] == "connection_failed"
    with join(town) as socket:
        envelope = json.loads(socket.recv(5))
        ack(socket, envelope)
        wait_for(lambda: town.control.journal("acked"))
    assert envelope["payload"]["event"]["text"] == "too early"
    assert envelope["retry_reason"] == "connection_failed"


def test_a_command_without_a_bot_fails_at_once_and_is_sent_once(town: Town) -> None:
    town.control.post("pace", gap=0)
    answer = town.control.act(MIA, "command", channel=GENERAL, line="/do it")
    assert answer["failure"] == "connection_failed"
    assert "dispatch_failed" in town.control.messages()[-1]["text"]
    assert len(town.control.journal("delivered", method="/do")) == 1


def test_an_ack_carries_the_answer_and_counts_from_any_connection(town: Town) -> None:
    with join(town) as first, join(town) as second:
        thread = threading.Thread(
            target=lambda: town.control.act(MIA, "command", channel=GENERAL, line="/do it"), daemon=True
        )
        thread.start()
        sockets = [first, second]
        envelope = None
        for socket in sockets:
            try:
                envelope = json.loads(socket.recv(1))
            except TimeoutError:
                continue
            other = sockets[1 - sockets.index(socket)]
            ack(other, envelope, {"text": "answered from elsewhere"})
        thread.join()
    assert envelope is not None
    assert envelope["type"] == "slash_commands"
    assert envelope["accepts_response_payload"] is True
    assert town.control.messages()[-1]["text"] == "answered from elsewhere"


def test_plain_text_and_unknown_acks_do_no_harm(town: Town) -> None:
    with join(town) as socket:
        socket.send("ping")
        socket.send("[1]")
        socket.send(json.dumps({"envelope_id": "nobody's"}))
        assert socket.ping().wait(5)
        assert len(town.control.get("sockets")["sockets"]) == 1


def test_a_renewal_under_load_loses_and_doubles_nothing(town: Town) -> None:
    texts: list[str] = []
    bot = new_bot(town.url)
    bot.app.event("message")(_noting(texts))
    with connected(bot, town), connected(bot, town):
        for number in range(30):
            if number in {5, 15}:
                town.control.post("sockets", do="refresh", which=0)
            say(town, f"message {number}")
        wait_for(lambda: len(set(texts)) == 30, 15)
        wait_for(lambda: all(one["state"] == "live" for one in town.control.get("sockets")["sockets"]), 30)
    assert sorted(set(texts)) == sorted(f"message {number}" for number in range(30))


def test_a_renewal_of_the_only_connection_keeps_commands_waiting(town: Town) -> None:
    with join(town) as old:
        town.control.post("sockets", do="refresh")
        farewell = json.loads(old.recv(5))
        thread = threading.Thread(target=lambda: town.control.act(MIA, "command", channel=GENERAL, line="/do it"))
        thread.start()
        with join(town) as new:
            envelope = json.loads(new.recv(5))
            ack(new, envelope, {"text": "did it"})
            thread.join()
        with pytest.raises(ConnectionClosed):
            old.recv(5)
    assert (farewell["type"], farewell["reason"]) == ("disconnect", "refresh_requested")
    assert town.control.messages()[-1]["text"] == "did it"


def test_a_warning_comes_before_the_renewal(town: Town) -> None:
    with join(town) as socket:
        town.control.post("sockets", do="disconnect", seconds=0.1)
        reasons = [json.loads(socket.recv(5))["reason"] for _ in range(2)]
        with pytest.raises(ConnectionClosed):
            socket.recv(5)
    assert reasons == ["warning", "refresh_requested"]


def test_a_dropped_connection_is_replaced_by_the_client(town: Town) -> None:
    bot = new_bot(town.url)
    with connected(bot, town):
        before = town.control.get("sockets")["sockets"][0]["id"]
        town.control.post("sockets", do="drop")
        wait_for(lambda: [one["id"] for one in town.control.get("sockets")["sockets"]] not in ([], [before]), 20)
        say(town, "still there?")
        wait_for(lambda: bot.events("message"))


def test_nothing_passes_over_a_silent_connection(town: Town) -> None:
    town.control.post("pace", patience=0.3, retries=[])
    bot = new_bot(town.url)
    with connected(bot, town):
        town.control.post("sockets", do="silence")
        say(town, "hello?")
        assert town.control.journal("unanswered")[0]["reason"] == "http_timeout"
    assert bot.seen == []


def test_every_connection_is_asked_to_renew_itself_when_it_is_old(town: Town) -> None:
    pace = delivery_of(town).pace
    pace.life, pace.warning = 0.2, 0.1
    with join(town) as socket:
        assert [json.loads(socket.recv(5))["reason"] for _ in range(2)] == ["warning", "refresh_requested"]


def test_an_unknown_disturbance_is_explained(town: Town) -> None:
    with join(town):
        assert "silence" in town.control.post("sockets", 400, do="dance")["error"]
