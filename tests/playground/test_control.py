"""Does the control API do what tests rely on, and say in a sentence what it cannot do?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.playground.fixtures_bot import Pair, Town, joined, town, wait_for
from tests.playground.fixtures_world import BO, EVE, GENERAL, GUS, MIA, PMO

__all__ = ["joined", "town"]


def test_an_act_waits_for_the_acknowledgement(joined: Pair) -> None:
    joined.bot.app.command("/do")(lambda ack: ack("done"))
    answer = joined.control.act(MIA, "command", channel=GENERAL, line="/do it")
    told = answer["ack"] if isinstance(answer["ack"], str) else answer["ack"]["text"]
    assert (answer["ok"], answer["failure"], told) == (True, "", "done")
    assert answer["ms"] > 0
    delivered, acked = joined.control.journal("delivered,acked", method="/do")
    assert acked["of"] == delivered["n"]
    assert delivered["body"]["text"] == "it"
    assert (delivered["user"], delivered["channel"]) == (MIA, GENERAL)


def test_each_act_hears_only_its_own_answers(joined: Pair) -> None:
    joined.control.act(MIA, "say", channel=GENERAL, text="one")
    assert len(joined.control.act(MIA, "say", channel=GENERAL, text="hey @testbot")["deliveries"]) == 2
    assert joined.control.act(MIA, "mark_read", channel=GENERAL)["deliveries"] == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "“do” is missing"),
        ({"do": "dance", "as": MIA}, "no act “dance”"),
        ({"do": "say", "as": MIA, "channel": GENERAL}, "“text” is missing"),
        ({"do": "say", "channel": GENERAL, "text": "x"}, "“as” is missing"),
        ({"do": "say", "as": 7, "channel": GENERAL, "text": "x"}, "“as” must be"),
        ({"do": "say", "as": MIA, "channel": GENERAL, "text": "x", "files": ["a.png"]}, "A file needs"),
        ({"do": "command", "as": MIA, "channel": GENERAL, "line": "hello"}, "begins with “/”"),
        ({"do": "press", "as": MIA, "where": {"home": True}, "action_id": "go"}, "not shown anything"),
        ({"do": "press", "as": MIA, "where": {"view": "V0"}, "action_id": "go"}, "no longer open"),
        ({"do": "react", "as": MIA, "channel": GENERAL, "ts": "1.1", "name": "tada"}, "no longer there"),
        ({"do": "skip"}, "Say either when"),
    ],
)
def test_a_wrong_request_gets_a_sentence(town: Town, body: dict[str, Any], words: str) -> None:
    answer = town.control.post("act", 400, **body)
    assert answer["ok"] is False
    assert words in answer["error"]


@pytest.mark.parametrize("content", [b"{broken", b"[1]", b"7"])
def test_what_is_not_json_gets_a_sentence(town: Town, content: bytes) -> None:
    answer = httpx.post(f"{town.url}/control/act", content=content, trust_env=False)
    assert answer.status_code == 400
    assert "JSON" in answer.json()["error"]


def test_the_journal_is_read_on_from_where_one_was(town: Town) -> None:
    town.web.chat_postMessage(channel=GENERAL, text="one")
    first = town.control.get("journal")
    town.web.chat_postMessage(channel=GENERAL, text="two")
    then = town.control.get("journal", since=first["next"], kind="accepted")
    assert [entry["text"] for entry in then["entries"]] == ["two"]
    assert then["next"] > first["next"]
    assert "must be a number" in town.control.get("journal", 400, since="soon")["error"]


def test_messages_show_replies_and_what_only_one_sees(town: Town) -> None:
    first = town.web.chat_postMessage(channel=GENERAL, text="Card")
    town.web.chat_postMessage(channel=GENERAL, text="Reply", thread_ts=first["ts"])
    town.web.chat_postEphemeral(channel=GENERAL, user=MIA, text="Psst")
    gone = town.web.chat_postMessage(channel=GENERAL, text="Oops")
    town.web.chat_delete(channel=GENERAL, ts=gone["ts"])
    shown = town.control.get("messages", channel="#general")["messages"]
    assert [(one["text"], one.get("thread_ts"), one["ephemeral_for"]) for one in shown][1:] == [
        ("Reply", first["ts"], None),
        ("Psst", None, MIA),
    ]
    town.web.chat_postMessage(channel=BO, text="Just you")
    assert [one["text"] for one in town.control.get("messages", user=BO)["messages"]] == ["Just you"]
    assert "no channel" in town.control.get("messages", 400, channel="#nowhere")["error"]


def test_the_world_lists_people_and_members(town: Town) -> None:
    world = town.control.get("world")
    assert {person["id"] for person in world["people"]} >= {MIA, BO, GUS, EVE}
    members = {channel["id"]: channel["members"] for channel in world["channels"]}
    assert members[PMO] == [MIA, BO, "U0BOT"]
    assert world["app"]["bot_user_id"] == "U0BOT"


def test_the_clock_is_moved_and_watched(town: Town) -> None:
    seen = town.control.get("clock")["version"]
    moved = town.control.post("clock", add=3600)
    assert moved["offset"] == pytest.approx(3600)
    assert town.control.get("clock", seen=seen, wait=20)["version"] == moved["version"]
    town.control.post("clock", at="2030-05-01T09:00:00+02:00")
    assert town.control.get("clock")["now"] == pytest.approx(1_903_849_200, abs=60)
    town.control.post("clock", to="tomorrow 09:00", zone="Europe/Berlin")
    assert "time zone" in town.control.post("clock", 400, to="tomorrow", zone="Mars/Olympus")["error"]
    assert "is missing" in town.control.post("clock", 400)["error"]


def test_a_reader_of_the_clock_waits_for_a_move(town: Town) -> None:
    seen = town.control.get("clock")["version"]
    assert town.control.get("clock", seen=seen, wait=0.1)["version"] == seen
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(httpx.get, f"{town.url}/control/clock", params={"seen": seen, "wait": 30}, timeout=40)
        town.control.post("clock", add=60)
        assert waiting.result().json()["version"] != seen


def test_faults_come_and_go(town: Town) -> None:
    town.control.post("faults", method="chat.postMessage", kind="429", seconds=7, times=1)
    answer = httpx.post(
        f"{town.url}/api/chat.postMessage",
        data={"channel": GENERAL, "text": "x"},
        headers={"authorization": "Bearer xoxb-test"},
        trust_env=False,
    )
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "7")
    town.control.post("faults", method="*", kind="500")
    assert town.control.client.delete(f"{town.url}/control/faults").json()["rules"] == 0
    assert town.web.auth_test()["ok"]
    assert "no fault" in town.control.post("faults", 400, method="*", kind="plague")["error"]


def test_history_lags_and_limits_switch(town: Town) -> None:
    town.web.chat_postMessage(channel=GENERAL, text="fresh")
    town.control.post("history", hide_seconds=60)
    assert town.web.conversations_history(channel=GENERAL)["messages"] == []
    town.control.post("history", hide_seconds=0)
    assert len(town.web.conversations_history(channel=GENERAL)["messages"]) == 1
    assert town.control.post("limits", on=True)["on"] is True
    assert town.playground.limits.on is True
    assert "must be" in town.control.post("limits", 400, on="maybe")["error"]


def test_people_come_change_and_leave(joined: Pair) -> None:
    new = joined.control.post("join", name="kim", real_name="Kim Roe", tz="Asia/Kolkata")["user"]
    person = wait_for(lambda: joined.bot.events("team_join"))[0]["event"]["user"]
    assert (person["id"], person["real_name"], person["tz"]) == (new, "Kim Roe", "Asia/Kolkata")
    assert new in joined.town.playground.world.channels[GENERAL].members
    joined.control.post("user", id=new, tz="Europe/London")
    joined.control.post("user", id=new, deleted=True)
    changes = wait_for(lambda: joined.bot.events("user_change")[1:] and joined.bot.events("user_change"))
    assert {body["event"]["user"]["deleted"] for body in changes} == {False, True}
    assert "no longer has an account" in joined.control.act(new, "say", 400, channel=GENERAL, text="x")["error"]
    assert "already somebody" in joined.control.post("join", 400, name="x", id=new)["error"]
    assert "nobody with the id" in joined.control.post("user", 400, id="U0NO")["error"]


def test_channels_are_made_archived_and_entered(joined: Pair) -> None:
    new = joined.control.post("channel", name="orion", kind="private", members=[MIA, "U0BOT"])["channel"]
    joined.control.post("channel", id=new, invite=BO)
    joined.control.post("channel", id=new, remove="U0BOT")
    joined.control.post("channel", id=GENERAL, archived=True)
    assert wait_for(lambda: joined.bot.events("member_joined_channel"))[0]["event"]["user"] == BO
    assert wait_for(lambda: joined.bot.events("member_left_channel"))[0]["event"]["user"] == "U0BOT"
    assert wait_for(lambda: joined.bot.events("channel_archive"))[0]["event"]["channel"] == GENERAL
    assert "archived" in joined.control.act(MIA, "say", 400, channel=GENERAL, text="x")["error"]
    assert joined.control.post("channel", id=GENERAL, archived=False)["archived"] is False
    assert "public or private" in joined.control.post("channel", 400, name="x", kind="secret")["error"]


def test_any_event_or_payload_can_be_sent(joined: Pair) -> None:
    joined.control.post("event", event={"type": "tokens_revoked", "tokens": {"bot": ["U0BOT"]}})
    assert wait_for(lambda: joined.bot.events("tokens_revoked"))
    joined.control.post("event", kind="interactive", body={"type": "strange", "user": {"id": MIA}})
    assert joined.bot.seen[-1]["type"] == "strange"
    assert "must be one of" in joined.control.post("event", 400, kind="telepathy", body={})["error"]


def test_the_pace_is_set_in_seconds(town: Town) -> None:
    told = town.control.post("pace", patience=1, retries=[0, 2], gap=0)
    assert (told["patience"], told["retries"], told["gap"]) == (1.0, [0.0, 2.0], 0.0)
    assert "list of seconds" in town.control.post("pace", 400, retries=["soon"])["error"]


def test_reset_brings_the_beginning_back(joined: Pair) -> None:
    joined.control.act(MIA, "say", channel=GENERAL, text="hello")
    joined.control.post("clock", add=3600)
    joined.control.post("faults", method="*", kind="500")
    before = joined.control.post("reset")["next"]
    assert joined.control.messages() == []
    assert joined.control.get("clock")["offset"] == 0
    assert joined.control.journal() == []
    joined.control.act(MIA, "say", channel=GENERAL, text="again")
    assert joined.control.journal()[0]["n"] == before + 1
    assert wait_for(lambda: [body for body in joined.bot.seen if body["event"]["text"] == "again"])


def test_somebody_is_not_to_be_disturbed(town: Town) -> None:
    said = town.control.post("dnd", id="U0MIA", minutes=30)
    assert said["until"] - said["from"] == 1800
    ahead = {"from": "2026-11-25T22:00", "until": "2026-11-26T07:00"}
    said = town.control.post("dnd", id="U0MIA", zone="Asia/Kolkata", **ahead)
    assert (said["from"], said["until"]) == (1_795_624_200, 1_795_656_600)
    assert "is missing" in town.control.post("dnd", 400, id="U0MIA")["error"]
    assert "nobody" in town.control.post("dnd", 400, id="U0WHO", minutes=1)["error"]
