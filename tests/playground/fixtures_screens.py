"""Which forms and buttons do the tests of acts use?"""

from __future__ import annotations

import time
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from tests.playground.fixtures_bot import Pair, wait_for
from tests.playground.fixtures_world import GENERAL, MIA

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
