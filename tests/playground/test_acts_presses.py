"""Do presses and choices reach the bot with where and what, and what if it does not answer?"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from slack_bolt import Ack, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground import acts
from playground.delivery import Delivery
from playground.town import Playground
from playground.world import Change, Message
from tests.playground.fixtures_bot import Pair, both, joined, wait_for
from tests.playground.fixtures_screens import LEVEL_BLOCK, PLAIN, TITLE_BLOCK, button, late, modal, open_form
from tests.playground.fixtures_world import BO, GENERAL, MIA, small_world

__all__ = ["both", "joined"]


def test_a_press_tells_where_and_what(both: Pair) -> None:
    posted = both.town.web.chat_postMessage(
        channel=GENERAL, text="Card", blocks=[button()], metadata={"event_type": "card", "event_payload": {"id": 7}}
    )

    @both.bot.app.action("go")
    def go(ack: Ack, respond: Respond) -> None:
        ack()
        respond(text="Gone", replace_original=True)

    both.control.act(BO, "press", where={"message": [GENERAL, posted["ts"]]}, action_id="go")
    body = next(body for body in both.bot.seen if body.get("type") == "block_actions")
    assert body["container"] == {
        "type": "message",
        "message_ts": posted["ts"],
        "channel_id": GENERAL,
        "is_ephemeral": False,
    }
    assert body["message"]["metadata"] == {"event_type": "card", "event_payload": {"id": 7}}
    action = body["actions"][0]
    assert (action["type"], action["block_id"], action["action_id"], action["value"]) == ("button", "row", "go", "7")
    assert body["user"]["id"] == BO
    wait_for(lambda: both.control.messages()[-1]["text"] == "Gone")
    assert (
        "no longer there"
        in both.control.act(BO, "press", 400, where={"message": [GENERAL, posted["ts"]]}, action_id="go")["error"]
    )


def test_a_choice_in_a_message_is_remembered_for_the_next_press(joined: Pair) -> None:
    menu = {
        "type": "static_select",
        "action_id": "level",
        "placeholder": {**PLAIN, "text": "Level"},
        "options": LEVEL_BLOCK["element"]["options"],
    }
    row = button()
    row["elements"].append(menu)
    posted = joined.town.web.chat_postMessage(channel=GENERAL, text="Card", blocks=[row])
    for action_id in ("go", "level"):
        joined.bot.app.action(action_id)(lambda ack: ack())
    where = {"message": [GENERAL, posted["ts"]]}
    joined.control.act(MIA, "press", where=where, action_id="level", value_object={"selected_option": {"value": "low"}})
    joined.control.act(MIA, "press", where=where, action_id="go")
    joined.control.act(BO, "press", where=where, action_id="go")
    presses = [body for body in joined.bot.seen if body.get("type") == "block_actions"]
    assert presses[0]["actions"][0]["selected_option"] == LEVEL_BLOCK["element"]["options"][1]
    assert presses[1]["state"]["values"]["row"]["level"]["selected_option"]["value"] == "low"
    assert presses[2]["state"]["values"]["row"]["level"]["selected_option"] is None
    assert (
        "not offered"
        in joined.control.act(
            MIA, "press", 400, where=where, action_id="level", value_object={"selected_option": "none"}
        )["error"]
    )


def test_an_unanswered_press_is_sent_once_and_told(both: Pair) -> None:
    posted = both.town.web.chat_postMessage(channel=GENERAL, text="Card", blocks=[button("nobody")])
    both.control.post("pace", patience=0.3)
    both.bot.app.action("nobody")(late)
    answer = both.control.act(MIA, "press", where={"message": [GENERAL, posted["ts"]]}, action_id="nobody")
    assert answer["failure"] == "http_timeout"
    assert len(both.control.journal("delivered", method="block_actions")) == 1


def test_an_ephemeral_press_has_no_message(joined: Pair) -> None:
    @joined.bot.app.command("/do")
    def do(ack: Ack) -> None:
        ack(text="Only you", blocks=[button()])

    @joined.bot.app.action("go")
    def go(ack: Ack, respond: Respond) -> None:
        ack()
        respond(delete_original=True)

    joined.control.act(MIA, "command", channel=GENERAL, line="/do it")
    shown = joined.control.messages()[-1]
    assert (
        "no longer there"
        in joined.control.act(BO, "press", 400, where={"message": [GENERAL, shown["ts"]]}, action_id="go")["error"]
    )
    joined.control.act(MIA, "press", where={"message": [GENERAL, shown["ts"]]}, action_id="go")
    body = joined.bot.seen[-1]
    assert body["container"]["is_ephemeral"] is True
    assert "message" not in body
    wait_for(lambda: shown["ts"] not in [one["ts"] for one in joined.control.messages()])


def test_an_input_is_told_of_only_with_dispatch_action(joined: Pair) -> None:
    joined.bot.app.action("title")(lambda ack: ack())
    loud = {**TITLE_BLOCK, "block_id": "loud", "dispatch_action": True}
    view = open_form(joined, modal(blocks=[TITLE_BLOCK, loud]))
    for block_id in ("what", "loud"):
        joined.control.act(
            MIA, "change", view_id=view["id"], block_id=block_id, action_id="title", value_object={"value": "typed"}
        )
    told = [body for body in joined.bot.seen if body.get("type") == "block_actions"]
    assert [body["actions"][0]["block_id"] for body in told] == ["loud"]
    assert told[0]["container"] == {"type": "view", "view_id": view["id"]}
    assert told[0]["view"]["state"]["values"]["what"]["title"]["value"] == "typed"


def test_a_trigger_works_once_and_a_press_in_a_modal_can_push(joined: Pair) -> None:
    failures: list[str] = []

    @joined.bot.app.action("go")
    def go(ack: Ack, client: WebClient, body: dict[str, Any]) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view=modal("second"))
        try:
            client.views_push(trigger_id=body["trigger_id"], view=modal("third"))
        except SlackApiError as why:
            failures.append(why.response["error"])

    view = open_form(joined, modal(blocks=[TITLE_BLOCK, button()]))
    joined.control.act(MIA, "press", where={"view": view["id"]}, action_id="go")
    wait_for(lambda: failures)
    assert failures == ["exchanged_trigger_id"]
    assert joined.control.view()["callback_id"] == "second"


def test_options_are_asked_for(both: Pair) -> None:
    @both.bot.app.options("who")
    def who(ack: Ack, payload: dict[str, Any]) -> None:
        ack(options=[{"text": {**PLAIN, "text": payload["value"].title()}, "value": payload["value"]}])

    select = {**TITLE_BLOCK, "element": {"type": "external_select", "action_id": "who", "min_query_length": 0}}
    view = open_form(both, modal(blocks=[select]))
    answer = both.control.act(MIA, "suggest", where={"view": view["id"]}, block_id="what", action_id="who", text="ann")
    assert answer["result"] == {"options": [{"text": {**PLAIN, "text": "Ann"}, "value": "ann"}]}
    both.bot.app.view("form")(lambda ack: ack())
    both.control.act(
        MIA, "submit", view_id=view["id"], values={"what": {"who": {"selected_option": answer["result"]["options"][0]}}}
    )
    assert both.bot.seen[-1]["view"]["state"]["values"]["what"]["who"]["selected_option"]["value"] == "ann"


def toasts(act: Callable[[Playground], Awaitable[Any]]) -> list[str]:
    """What Slack would show by itself when a person does this while the bot is not there."""

    async def run() -> list[str]:
        playground = Playground(small_world())
        playground.delivery = Delivery(playground, "http://127.0.0.1:9/slack/events")
        card = Message(GENERAL, "", "U0BOT", "Card", [button()])
        playground.post(card)
        changes = playground.world.changes()
        heard: list[Change] = []

        async def listen() -> None:
            async for change in changes:
                heard.append(change)

        listening = asyncio.create_task(listen())
        await asyncio.sleep(0)
        await act(playground)
        await asyncio.sleep(0)
        listening.cancel()
        return [change.text for change in heard if change.kind == "toast" and change.user == MIA]

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (
            lambda town: acts.press(
                town, MIA, {"message": [GENERAL, town.world.messages[GENERAL][0].ts]}, action_id="go"
            ),
            "did not answer",
        ),
        (lambda town: acts.shortcut(town, MIA, "start"), "did not answer"),
        (lambda town: acts.command(town, MIA, GENERAL, "/do it"), "failed with the error"),
    ],
)
def test_an_absent_bot_shows_as_a_toast(act: Callable[[Playground], Awaitable[Any]], words: str) -> None:
    shown = toasts(act)
    assert len(shown) == 1
    assert words in shown[0]
