"""Do the acts of people reach the bot as Slack sends them, and do its answers show as Slack shows them?"""

from __future__ import annotations

import asyncio
import time
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
from tests.playground.fixtures_bot import BO, EVE, GENERAL, GUS, MIA, PMO, RANDOM, Pair, both, small_world, wait_for

__all__ = ["both"]

PLAIN = {"type": "plain_text"}
TITLE_BLOCK = {
    "type": "input",
    "block_id": "what",
    "label": {**PLAIN, "text": "What"},
    "element": {"type": "plain_text_input", "action_id": "title", "min_length": 3, "max_length": 20},
}
LEVEL_BLOCK = {
    "type": "input",
    "block_id": "how",
    "optional": True,
    "label": {**PLAIN, "text": "How bad"},
    "element": {
        "type": "static_select",
        "action_id": "level",
        "options": [
            {"text": {**PLAIN, "text": "High"}, "value": "high"},
            {"text": {**PLAIN, "text": "Low"}, "value": "low"},
        ],
    },
}


def modal(callback_id: str = "form", **more: Any) -> dict[str, Any]:
    view = {
        "type": "modal",
        "callback_id": callback_id,
        "title": {**PLAIN, "text": "Report"},
        "submit": {**PLAIN, "text": "Send"},
        "private_metadata": "kept",
        "blocks": [TITLE_BLOCK, LEVEL_BLOCK],
    }
    return {**view, **more}


def button(action_id: str = "go", value: str = "7") -> dict[str, Any]:
    element = {"type": "button", "action_id": action_id, "text": {**PLAIN, "text": "Go"}, "value": value}
    return {"type": "actions", "block_id": "row", "elements": [element]}


def open_form(both: Pair, view: dict[str, Any] | None = None) -> dict[str, Any]:
    """Mia's command opens a form through views.open with the command's trigger."""
    opened: list[Any] = []

    @both.bot.app.command("/do")
    def do(ack: Ack, client: WebClient, body: dict[str, Any]) -> None:
        ack()
        opened.append(client.views_open(trigger_id=body["trigger_id"], view=view or modal()).data)

    both.control.act(MIA, "command", channel=GENERAL, line="/do")
    wait_for(lambda: opened)
    shown = both.control.view()
    assert shown is not None
    assert shown["id"] == opened[0]["view"]["id"]
    return shown


def title(text: str) -> dict[str, Any]:
    return {"what": {"title": {"type": "plain_text_input", "value": text}}}


def late(ack: Ack) -> None:
    """A listener that answers when Slack no longer waits."""
    time.sleep(0.6)
    ack()


def test_a_message_reaches_the_bot(both: Pair) -> None:
    said = both.control.act(
        MIA, "say", channel="#general", text="Ask @bo & <b> about #pmo or #random, see https://a.example/?a=1&b=2."
    )
    event = wait_for(lambda: both.bot.events("message"))[0]["event"]
    assert said["deliveries"][0]["failure"] == ""
    assert event["ts"] == said["result"]["ts"]
    assert (event["user"], event["channel"], event["channel_type"]) == (MIA, GENERAL, "channel")
    assert event["text"] == (
        "Ask <@U0BO> &amp; &lt;b&gt; about <#C0PMO|> or <#C0RANDOM|random>, see <https://a.example/?a=1&amp;b=2.>"
    )


@pytest.mark.parametrize(
    "text", ["\u202eright to left", "a\x00b", "half \ud83d of a pair", "👩‍👩‍👧 `code` ```block```", "x" * 50_000]
)
def test_any_characters_pass(both: Pair, text: str) -> None:
    both.bot.app.command("/do")(lambda ack: ack())
    told = both.control.act(MIA, "say", channel=GENERAL, text=text)
    asked = both.control.act(MIA, "command", channel=GENERAL, line=f"/do {text}")
    assert (told["failure"], asked["failure"]) == ("", "")
    sent = text.replace("\ud83d", "?")
    assert wait_for(lambda: both.bot.events("message"))[0]["event"]["text"] == sent[:40_000]
    assert both.bot.seen[-1]["text"] == sent


def test_a_mention_is_an_event_of_its_own_and_threads_are_told(both: Pair) -> None:
    first = both.control.act(MIA, "say", channel=GENERAL, text="Morning")["result"]["ts"]
    both.control.act(BO, "say", channel=GENERAL, text="@testbot: status?", thread_ts=first)
    mention = wait_for(lambda: both.bot.events("app_mention"))[0]["event"]
    assert mention["text"] == "<@U0BOT>: status?"
    assert mention["thread_ts"] == first
    assert len(wait_for(lambda: both.bot.events("message")[1:] and both.bot.events("message"))) == 2


def test_the_bot_hears_nothing_from_where_it_is_not(both: Pair) -> None:
    both.control.act(EVE, "say", channel=RANDOM, text="Just us, @testbot")
    both.control.act(MIA, "say", channel=GENERAL, text="All of us")
    wait_for(lambda: both.bot.events("message"))
    assert [body["event"]["channel"] for body in both.bot.seen] == [GENERAL]


@pytest.mark.parametrize(
    ("who", "channel", "words"),
    [
        (EVE, PMO, "no channel"),
        (BO, RANDOM, "not in #random"),
        (GUS, GENERAL, "no longer has an account"),
        ("U0NOBODY", GENERAL, "nobody with the id"),
    ],
)
def test_what_a_person_cannot_do_is_said_in_a_sentence(both: Pair, who: str, channel: str, words: str) -> None:
    assert words in both.control.act(who, "say", 400, channel=channel, text="hello")["error"]


def test_a_command_is_answered_only_to_its_person(both: Pair) -> None:
    @both.bot.app.command("/do")
    def do(ack: Ack, body: dict[str, Any]) -> None:
        ack(text=f"You said: {body['text']}", blocks=[button()])

    answer = both.control.act(MIA, "command", channel=GENERAL, line="/do ask @bo in #general  ")
    assert answer["ack"]["text"] == "You said: ask <@U0BO> in <#C0GENERAL|general>"
    shown = both.control.messages()[-1]
    assert (shown["ephemeral_for"], shown["response_to"]) == (MIA, "/do ask @bo in #general  ")
    assert shown["blocks"][0]["block_id"] == "row"
    body = both.bot.seen[0]
    assert (body["channel_name"], body["user_name"], body["team_domain"]) == ("general", "mia", "small")


def test_without_should_escape_mentions_stay_as_typed(both: Pair) -> None:
    @both.bot.app.command("/raw")
    def raw(ack: Ack) -> None:
        ack()

    before = len(both.control.messages())
    both.control.act(MIA, "command", channel=PMO, line="/raw @bo <b>")
    assert both.bot.seen[0]["text"] == "@bo &lt;b&gt;"
    assert both.bot.seen[0]["channel_name"] == "privategroup"
    assert len(both.control.messages()) == before


def test_in_channel_answers_show_the_command_too(both: Pair) -> None:
    @both.bot.app.command("/do")
    def do(ack: Ack) -> None:
        ack(text="For everybody", response_type="in_channel")

    both.control.act(MIA, "command", channel=GENERAL, line="/do it")
    shown = both.control.messages()[-2:]
    assert [(one["user"], one["text"], one["ephemeral_for"]) for one in shown] == [
        (MIA, "/do it", None),
        ("U0BOT", "For everybody", None),
    ]


def test_a_late_answer_shows_what_slack_shows(both: Pair) -> None:
    both.control.post("pace", patience=0.3)

    @both.bot.app.command("/do")
    def do(ack: Ack) -> None:
        time.sleep(0.6)
        ack("too late")

    answer = both.control.act(MIA, "command", channel=GENERAL, line="/do it")
    assert (answer["ack"], answer["failure"]) == (None, "http_timeout")
    shown = both.control.messages()[-1]
    assert shown["text"] == "/do failed with the error “operation_timeout”"
    assert shown["ephemeral_for"] == MIA
    assert len(both.control.journal("delivered", method="/do")) == 1


def test_an_unknown_command_never_reaches_the_bot(both: Pair) -> None:
    both.control.act(MIA, "command", channel=GENERAL, line="/nope")
    assert "not a valid command" in both.control.messages()[-1]["text"]
    assert both.bot.seen == []


def test_blocks_that_slack_refuses_are_not_shown(both: Pair) -> None:
    @both.bot.app.command("/do")
    def do(ack: Ack) -> None:
        ack(text="x", blocks=[{"type": "section"}])

    both.control.act(MIA, "command", channel=GENERAL, line="/do it")
    assert "invalid_blocks" in both.control.messages()[-1]["text"]


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


def test_a_choice_in_a_message_is_remembered_for_the_next_press(both: Pair) -> None:
    menu = {
        "type": "static_select",
        "action_id": "level",
        "placeholder": {**PLAIN, "text": "Level"},
        "options": LEVEL_BLOCK["element"]["options"],
    }
    row = button()
    row["elements"].append(menu)
    posted = both.town.web.chat_postMessage(channel=GENERAL, text="Card", blocks=[row])
    for action_id in ("go", "level"):
        both.bot.app.action(action_id)(lambda ack: ack())
    where = {"message": [GENERAL, posted["ts"]]}
    both.control.act(MIA, "press", where=where, action_id="level", value_object={"selected_option": {"value": "low"}})
    both.control.act(MIA, "press", where=where, action_id="go")
    both.control.act(BO, "press", where=where, action_id="go")
    presses = [body for body in both.bot.seen if body.get("type") == "block_actions"]
    assert presses[0]["actions"][0]["selected_option"] == LEVEL_BLOCK["element"]["options"][1]
    assert presses[1]["state"]["values"]["row"]["level"]["selected_option"]["value"] == "low"
    assert presses[2]["state"]["values"]["row"]["level"]["selected_option"] is None
    assert (
        "not offered"
        in both.control.act(
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


def test_an_ephemeral_press_has_no_message(both: Pair) -> None:
    @both.bot.app.command("/do")
    def do(ack: Ack) -> None:
        ack(text="Only you", blocks=[button()])

    @both.bot.app.action("go")
    def go(ack: Ack, respond: Respond) -> None:
        ack()
        respond(delete_original=True)

    both.control.act(MIA, "command", channel=GENERAL, line="/do it")
    shown = both.control.messages()[-1]
    assert (
        "no longer there"
        in both.control.act(BO, "press", 400, where={"message": [GENERAL, shown["ts"]]}, action_id="go")["error"]
    )
    both.control.act(MIA, "press", where={"message": [GENERAL, shown["ts"]]}, action_id="go")
    body = both.bot.seen[-1]
    assert body["container"]["is_ephemeral"] is True
    assert "message" not in body
    wait_for(lambda: shown["ts"] not in [one["ts"] for one in both.control.messages()])


def test_a_form_is_checked_before_it_is_sent(both: Pair) -> None:
    view = open_form(both)
    left = both.control.act(MIA, "submit", view_id=view["id"])
    assert left["result"]["errors"] == {"what": "Please complete this required field."}
    both.control.act(MIA, "submit", view_id=view["id"], values=title("ab"))
    assert both.control.view()["errors"] == {"what": "Please enter at least 3 characters."}
    both.control.act(MIA, "submit", view_id=view["id"], values=title("a" * 21))
    assert both.control.view()["errors"] == {"what": "Please enter no more than 20 characters."}
    assert not both.control.journal("delivered", method="view_submission")


def test_a_submission_carries_everything_and_an_empty_answer_closes(both: Pair) -> None:
    @both.bot.app.view("form")
    def form(ack: Ack) -> None:
        ack()

    view = open_form(both)
    chosen = {"how": {"level": {"selected_option": {"value": "high"}}}}
    both.control.act(
        MIA, "change", view_id=view["id"], block_id="how", action_id="level", value_object=chosen["how"]["level"]
    )
    done = both.control.act(MIA, "submit", view_id=view["id"], values=title("Late vendor"))
    assert done["result"] is None
    assert both.control.view() is None
    body = both.bot.seen[-1]
    assert (body["type"], body["view"]["private_metadata"], body["view"]["hash"]) == (
        "view_submission",
        "kept",
        view["hash"],
    )
    assert body["view"]["state"]["values"] == {
        "what": {"title": {"type": "plain_text_input", "value": "Late vendor"}},
        "how": {"level": {"type": "static_select", "selected_option": LEVEL_BLOCK["element"]["options"][0]}},
    }
    assert "no longer open" in both.control.act(MIA, "submit", 400, view_id=view["id"])["error"]


def test_errors_update_push_and_clear(both: Pair) -> None:
    answers = [
        {"response_action": "errors", "errors": {"what": "Already known."}},
        {"response_action": "update", "view": modal("form", title={**PLAIN, "text": "Second"})},
        {"response_action": "push", "view": modal("form", title={**PLAIN, "text": "Third"})},
        {"response_action": "clear"},
    ]

    @both.bot.app.view("form")
    def form(ack: Ack) -> None:
        ack(**answers.pop(0))

    view = open_form(both)
    both.control.act(MIA, "submit", view_id=view["id"], values=title("Late vendor"))
    assert both.control.view()["errors"] == {"what": "Already known."}
    both.control.act(MIA, "submit", view_id=view["id"])
    updated = both.control.view()
    assert (updated["id"], updated["title"]["text"], updated["errors"]) == (view["id"], "Second", {})
    assert updated["hash"] != view["hash"]
    assert updated["state"]["values"]["what"]["title"]["value"] == "Late vendor"
    both.control.act(MIA, "submit", view_id=view["id"])
    pushed = both.control.view()
    assert (pushed["previous_view_id"], pushed["root_view_id"]) == (view["id"], view["id"])
    both.control.act(MIA, "submit", view_id=pushed["id"], values=title("Clear all"))
    assert both.control.get("view", user=MIA)["stack"] == []


def test_at_most_three_views_are_stacked(both: Pair) -> None:
    @both.bot.app.view("form")
    def form(ack: Ack) -> None:
        ack(response_action="push", view=modal("form"))

    open_form(both)
    for _ in range(3):
        both.control.act(MIA, "submit", view_id=both.control.view()["id"], values=title("deeper"))
    shown = both.control.get("view", user=MIA)
    assert len(shown["stack"]) == 3
    assert shown["view"]["errors"] == {"": "We had some trouble connecting. Try again?"}
    assert both.control.journal("refused", error="push_limit_reached")


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "dance"},
    ],
)
def test_an_answer_that_slack_would_not_take_leaves_the_form(both: Pair, answer: dict[str, Any]) -> None:
    @both.bot.app.view("form")
    def form(ack: Ack) -> None:
        ack(**answer)

    view = open_form(both)
    both.control.act(MIA, "submit", view_id=view["id"], values=title("Late vendor"))
    assert both.control.view()["errors"] == {"": "We had some trouble connecting. Try again?"}
    assert both.control.journal("refused", user=MIA)


def test_an_unanswered_submission_keeps_the_form_and_its_values(both: Pair) -> None:
    both.bot.app.view("form")(late)
    view = open_form(both)
    both.control.post("pace", patience=0.3)
    both.control.act(MIA, "submit", view_id=view["id"], values=title("Late vendor"))
    kept = both.control.view()
    assert kept["errors"] == {"": "We had some trouble connecting. Try again?"}
    assert kept["state"]["values"]["what"]["title"]["value"] == "Late vendor"
    assert kept["busy"] is False
    assert len(both.control.journal("delivered", method="view_submission")) == 1


def test_closing_is_told_only_where_asked(both: Pair) -> None:
    both.bot.app.view_closed("form")(lambda ack: ack())
    view = open_form(both)
    both.control.act(MIA, "close", view_id=view["id"])
    assert both.control.view() is None
    assert not both.control.journal("delivered", method="view_closed")


def test_closing_all_says_that_the_stack_is_cleared(both: Pair) -> None:
    @both.bot.app.view("form")
    def form(ack: Ack) -> None:
        ack(response_action="push", view=modal("form", notify_on_close=True))

    both.bot.app.view_closed("form")(lambda ack: ack())
    view = open_form(both, modal("form", notify_on_close=True))
    both.control.act(MIA, "submit", view_id=view["id"], values=title("deeper"))
    both.control.act(MIA, "close", view_id=both.control.view()["id"], all_views=True)
    closed = [body for body in both.bot.seen if body.get("type") == "view_closed"]
    assert [body["is_cleared"] for body in closed] == [True, True]
    assert "trigger_id" not in closed[0]


def test_an_input_is_told_of_only_with_dispatch_action(both: Pair) -> None:
    both.bot.app.action("title")(lambda ack: ack())
    loud = {**TITLE_BLOCK, "block_id": "loud", "dispatch_action": True}
    view = open_form(both, modal(blocks=[TITLE_BLOCK, loud]))
    for block_id in ("what", "loud"):
        both.control.act(
            MIA, "change", view_id=view["id"], block_id=block_id, action_id="title", value_object={"value": "typed"}
        )
    told = [body for body in both.bot.seen if body.get("type") == "block_actions"]
    assert [body["actions"][0]["block_id"] for body in told] == ["loud"]
    assert told[0]["container"] == {"type": "view", "view_id": view["id"]}
    assert told[0]["view"]["state"]["values"]["what"]["title"]["value"] == "typed"


def test_a_trigger_works_once_and_a_press_in_a_modal_can_push(both: Pair) -> None:
    failures: list[str] = []

    @both.bot.app.action("go")
    def go(ack: Ack, client: WebClient, body: dict[str, Any]) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view=modal("second"))
        try:
            client.views_push(trigger_id=body["trigger_id"], view=modal("third"))
        except SlackApiError as why:
            failures.append(why.response["error"])

    view = open_form(both, modal(blocks=[TITLE_BLOCK, button()]))
    both.control.act(MIA, "press", where={"view": view["id"]}, action_id="go")
    wait_for(lambda: failures)
    assert failures == ["exchanged_trigger_id"]
    assert both.control.view()["callback_id"] == "second"


def test_home_opens_and_buttons_work_there(both: Pair) -> None:
    @both.bot.app.event("app_home_opened")
    def home(event: dict[str, Any], client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [button()]})

    both.bot.app.action("go")(lambda ack: ack())
    both.control.act(MIA, "open_home")
    wait_for(lambda: both.control.get("home", user=MIA)["view"])
    both.control.act(MIA, "open_home")
    both.control.act(MIA, "press", where={"home": True}, action_id="go")
    opened = both.bot.events("app_home_opened")
    assert "view" not in opened[0]["event"]
    assert opened[1]["event"]["view"]["type"] == "home"
    assert opened[0]["event"]["channel"].startswith("D")
    assert both.bot.seen[-1]["view"]["type"] == "home"


def test_direct_messages_reach_the_bot(both: Pair) -> None:
    channel = both.control.act(MIA, "open_dm")["result"]
    both.control.act(MIA, "say", channel=channel, text="hi @testbot")
    event = wait_for(lambda: both.bot.events("message"))[0]["event"]
    assert event["channel_type"] == "im"
    assert not both.bot.events("app_mention")


def test_shortcuts_on_a_message_and_anywhere(both: Pair) -> None:
    for name in ("report", "start"):
        both.bot.app.shortcut(name)(lambda ack: ack())
    said = both.control.act(BO, "say", channel=GENERAL, text="The vendor is late")["result"]
    both.control.act(MIA, "shortcut", callback_id="report", channel=GENERAL, ts=said["ts"])
    both.control.act(MIA, "shortcut", callback_id="start")
    on_message, anywhere = (body for body in both.bot.seen if "callback_id" in body)
    assert (on_message["type"], on_message["message"]["text"]) == ("message_action", "The vendor is late")
    assert on_message["response_url"].startswith(both.town.url)
    assert anywhere["type"] == "shortcut"
    assert "no shortcut" in both.control.act(MIA, "shortcut", 400, callback_id="nope")["error"]


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


def test_reactions_come_and_go(both: Pair) -> None:
    said = both.control.act(BO, "say", channel=GENERAL, text="Done")["result"]
    for _ in range(2):
        both.control.act(MIA, "react", channel=GENERAL, ts=said["ts"], name="tada")
    added = wait_for(lambda: both.bot.events("reaction_added"))[0]["event"]
    assert (added["reaction"], added["item"]["ts"], added["item_user"]) == ("tada", said["ts"], BO)
    assert wait_for(lambda: both.bot.events("reaction_removed"))


def test_a_picture_comes_along(both: Pair) -> None:
    picture = {"name": "plan.png", "mimetype": "image/png", "base64": "iVBORw0KGgo="}
    both.control.act(MIA, "say", channel=GENERAL, text="", file=picture)
    event = wait_for(lambda: both.bot.events("message"))[0]["event"]
    assert event["subtype"] == "file_share"
    assert event["files"][0]["name"] == "plan.png"


def test_reading_and_the_clock(both: Pair) -> None:
    said = both.town.web.chat_postMessage(channel=GENERAL, text="News")
    both.control.act(MIA, "mark_read", channel=GENERAL)
    assert both.town.playground.world.channels[GENERAL].read[MIA] == said["ts"]
    moved = both.control.act(BO, "skip", to="a week")
    assert moved["offset"] == pytest.approx(7 * 86400, abs=3700)
    assert "not a time" in both.control.act(BO, "skip", 400, to="whenever")["error"]


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
