"""How do tests come in by the front door? Bodies as Slack sends them, through Bolt, with the playground as Slack."""

import copy
import json
import secrets
from typing import Any

from slack_bolt import App, BoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk import WebClient

from bot.app import create_app
from bot.clock import wall
from playground.town import Playground
from playground.world import View
from tests.services.blocker_world import World
from ui.words import Commands

Body = dict[str, Any]


class Desk:
    """The whole app over a store, with the people of `world` and the windows of `town`."""

    def __init__(self, world: World, town: Playground, *, prefix: str = "") -> None:
        self.world, self.town = world, town
        self.app: App = create_app(
            client=self.client(2),
            sight_client=self.client(1),
            signing_secret=None,
            store=world.store,
            policy=world.policy,
            clock=world.clock,
            wall=wall,
            commands=Commands(prefix),
        )

    def client(self, timeout: int) -> WebClient:
        url = f"{self.town.base_url}/api/"
        return WebClient(self.town.world.bot_token, base_url=url, timeout=timeout, retry_handlers=[])

    def send(self, body: Body) -> BoltResponse:
        """What Slack hears; a copy is sent, so that a test may send the same again."""
        return self.app.dispatch(BoltRequest(body=copy.deepcopy(body), mode="socket_mode"))

    def said(self, body: Body) -> Body:
        """The acknowledged body, which must have come with 200."""
        answer = self.send(body)
        assert answer.status == 200, answer.body
        try:
            return json.loads(answer.body) if answer.body else {}
        except json.JSONDecodeError:  # an answer of nothing but text goes out as it is
            return {"text": answer.body}

    def command(self, who: str, text: str, *, name: str = "/blocked", channel: str = "C0GENERAL") -> Body:
        return {
            "team_id": self.world.workspace,
            "user_id": slack_id(who),
            "channel_id": channel,
            "command": name,
            "text": text,
            "response_url": f"{self.town.base_url}/respond/none",
            "trigger_id": self.town.triggers.issue(slack_id(who)),
        }

    def press(self, who: str, action_id: str, value: Any = None, *, ephemeral: bool = False, **action: Any) -> Body:
        """A button under a message; `selected_option=` and the like make it a menu."""
        pressed = {
            "type": "button",
            "action_id": action_id,
            "block_id": "b",
            "action_ts": secrets.token_hex(8),
            "value": value,
        }
        return {
            **self._interaction(who, "block_actions"),
            "trigger_id": self.town.triggers.issue(slack_id(who)),
            "container": {"type": "message", "message_ts": "1.1", "channel_id": "C0APOLLO", "is_ephemeral": ephemeral},
            "channel": {"id": "C0APOLLO", "name": "apollo"},
            "response_url": f"{self.town.base_url}/respond/{secrets.token_hex(4)}",
            "actions": [{**pressed, **action}],
        }

    def choose(self, who: str, choice: str) -> Body:
        option = {"text": {"type": "plain_text", "text": "x"}, "value": choice}
        return self.press(who, "blockers.more", type="overflow", selected_option=option)

    def press_in(self, who: str, view: View, action_id: str, value: str) -> Body:
        """A button in a window."""
        body = self.press(who, action_id, value)
        del body["response_url"], body["channel"]
        body["trigger_id"] = self.town.triggers.issue(slack_id(who), view.id)
        body["container"] = {"type": "view", "view_id": view.id}
        return body | {"view": {**view.payload, "id": view.id, "hash": view.hash}}

    def submit(self, who: str, form: str, private: Any = "", *, layout: Any = (), **filled: Any) -> Body:
        """A sent form; what is filled in by block id: `words={"value": "…"}`."""
        view = {
            "id": f"V{secrets.token_hex(6)}",
            "hash": secrets.token_hex(6),
            "type": "modal",
            "callback_id": form,
            "private_metadata": private,
            "blocks": list(layout),
            "state": {"values": {block: {"answer": answer} for block, answer in filled.items()}},
        }
        return {**self._interaction(who, "view_submission"), "trigger_id": secrets.token_hex(8), "view": view}

    def shortcut(self, who: str, message: Body) -> Body:
        return {
            **self._interaction(who, "message_action"),
            "callback_id": "blockers.report_message",
            "trigger_id": self.town.triggers.issue(slack_id(who)),
            "action_ts": secrets.token_hex(8),
            "response_url": f"{self.town.base_url}/respond/none",
            "channel": {"id": "C0APOLLO", "name": "apollo"},
            "message_ts": message.get("ts"),
            "message": message,
        }

    def event(self, event: Body, event_id: str | None = None) -> Body:
        return {
            "type": "event_callback",
            "team_id": self.world.workspace,
            "event_id": event_id or f"Ev{secrets.token_hex(6)}",
            "event": event,
        }

    def reply(self, who: str, channel: str, thread_ts: str, text: str, **more: Any) -> Body:
        ts = f"99.{secrets.randbelow(10**6)}"
        event = {
            "type": "message",
            "channel": channel,
            "user": slack_id(who),
            "text": text,
            "ts": ts,
            "thread_ts": thread_ts,
        }
        return self.event({**event, **more})

    def windows(self, who: str) -> list[View]:
        """What is open on the person's screen, the lowest first."""
        return list(self.town.world.modals.get(slack_id(who), []))

    def close_all(self) -> None:
        self.town.world.modals.clear()

    def notes(self) -> list[str]:
        """What waits to be said through a response_url."""
        return [row.payload["text"] for row in self.world.outbox() if row.act == "response_url"]

    def _interaction(self, who: str, kind: str) -> Body:
        user = {"id": slack_id(who), "name": who.lower(), "team_id": self.world.workspace}
        return {
            "type": kind,
            "team": {"id": self.world.workspace, "domain": "fernwood"},
            "user": user,
            "api_app_id": "A1",
        }


def slack_id(who: str) -> str:
    return "U0" + who.upper()
