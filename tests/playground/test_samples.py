"""Do answers have Slack's field names and types, and calls Slack's arguments, scopes and errors? Against recorded shapes."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from playground.api import METHODS
from tests.playground.live import Live

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
SAMPLES, DEFINITIONS = DATA / "slack-samples" / "api", DATA / "slack-methods" / "methods"
FAMILIES = Path(__file__).resolve().parents[2] / "playground" / "api"

needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason=f"The recorded shapes are not at {SAMPLES}.")
needs_definitions = pytest.mark.skipif(not DEFINITIONS.is_dir(), reason=f"The definitions are not at {DEFINITIONS}.")

# Errors that any method may answer, and those that Slack sends although its definition of the method lacks them
GENERAL = {"invalid_arguments", "missing_scope", "not_authed", "invalid_auth", "not_allowed_token_type"}
UNLISTED: dict[str, set[str]] = {
    "chat.postEphemeral": {"msg_blocks_too_long", "thread_not_found"},
    "chat.postMessage": {"msg_too_long", "thread_not_found", "invalid_attachments"},
    "chat.update": {"msg_blocks_too_long"},
    "conversations.history": {"invalid_limit"},
    "conversations.replies": {"invalid_limit", "not_in_channel"},
    "files.completeUploadExternal": {"msg_blocks_too_long", "invalid_blocks_format", "thread_not_found"},
    "reactions.add": {"not_in_channel"},
    "reactions.get": {"not_in_channel"},
    "reactions.remove": {"not_in_channel"},
    "users.conversations": {"user_not_found"},
    "users.list": {"invalid_limit"},
    "views.publish": {"user_not_found"},
}


def fill(live: Live) -> dict[str, dict[str, Any]]:
    """Make the world such that each answer has something in it; method -> its answer."""
    bot, world = live.bot, live.town.world
    posted = bot.chat_postMessage(channel="C0APOLLO", text="x", metadata={"event_type": "t", "event_payload": {"a": 1}})
    reply = bot.chat_postMessage(channel="C0APOLLO", text="y", thread_ts=posted["ts"])
    bot.chat_update(channel="C0APOLLO", ts=posted["ts"], text="z")
    bot.reactions_add(channel="C0APOLLO", timestamp=posted["ts"], name="eyes")
    asked = bot.files_getUploadURLExternal(filename="a.png", length=3, alt_txt="A")
    httpx.post(asked["upload_url"], content=b"abc")
    completed = bot.files_completeUploadExternal(files=[{"id": asked["file_id"]}], channel_id="C0APOLLO")
    app = live.client(world.app_token)
    history = {"channel": "C0APOLLO", "include_all_metadata": True}
    return {
        "auth.test": bot.auth_test().data,
        "apps.connections.open": app.apps_connections_open(app_token=world.app_token).data,
        "bots.info": bot.bots_info(bot=world.bot_id).data,
        "team.info": bot.team_info().data,
        "users.info": bot.users_info(user="U0MIA", include_locale=True).data,
        "users.list": bot.users_list().data,
        "users.lookupByEmail": bot.users_lookupByEmail(email="mia@fernwood-health.example").data,
        "users.conversations": bot.users_conversations().data,
        "dnd.info": bot.dnd_info(user="U0MIA").data,
        "conversations.list": bot.conversations_list(types="public_channel,private_channel").data,
        "conversations.info": bot.conversations_info(channel="C0APOLLO", include_num_members=True).data,
        "conversations.open": bot.conversations_open(users="U0MIA", return_im=True).data,
        "conversations.join": bot.conversations_join(channel="C0RANDOM").data,
        "conversations.members": bot.conversations_members(channel="C0APOLLO").data,
        "conversations.history": bot.conversations_history(**history, limit=3).data,
        "conversations.replies": bot.conversations_replies(**history, ts=reply["message"]["thread_ts"]).data,
        "files.getUploadURLExternal": asked.data,
        "files.completeUploadExternal": completed.data,
        "files.info": bot.files_info(file=asked["file_id"]).data,
    }  # type: ignore[dict-item]


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Each field of a JSON value with its kind; what an application chooses itself is not looked into."""
    if path.endswith(("event_payload", ".blocks", "shares", "metadata")):
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            where = f"{path}.{key}" if path else key
            if inner is not None:
                yield where, kind_of(inner)
                yield from leaves(inner, where)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, f"{path}[]")


def kind_of(value: Any) -> str:
    if isinstance(value, bool):
        return "flag"
    return {int: "number", float: "number", str: "text", list: "list", dict: "object"}[type(value)]


@needs_samples
def test_field_names_and_types_are_those_of_slack(live: Live) -> None:
    wrong = []
    for method, answer in fill(live).items():
        recorded = dict(leaves(json.loads((SAMPLES / f"{method}.json").read_text(encoding="utf-8"))))
        for field, kind in leaves(answer):
            if recorded.get(field) != kind:
                wrong.append(f"{method}: {field} is {kind}, recorded {recorded.get(field, 'nothing')}")
    assert not wrong, "\n".join(sorted(set(wrong)))


def definition(method: str) -> dict[str, Any]:
    told = json.loads((DEFINITIONS / f"{method}.json").read_text(encoding="utf-8"))
    assert isinstance(told, dict)
    return told


@needs_definitions
@pytest.mark.parametrize("name", sorted(METHODS))
def test_scopes_and_tiers_are_those_of_slack(name: str) -> None:
    told, method = definition(name), METHODS[name]
    assert told["rate_limits"] == f"t{method.tier}"
    assert set(method.scopes) == set((told.get("scope") or {}).get("bot", []))
    assert method.takes_json == bool(told.get("json_input_supported")) or name == "api.test"


Functions = dict[tuple[str, str], ast.FunctionDef]


def functions() -> Functions:
    """Every function and method of the Web API by its module and name."""
    trees = {path.stem: ast.parse(path.read_text(encoding="utf-8")) for path in FAMILIES.glob("*.py")}
    nodes = [(module, node) for module, tree in trees.items() for node in ast.walk(tree)]
    return {(module, node.name): node for module, node in nodes if isinstance(node, ast.FunctionDef)}


def meant(called: ast.expr, module: str, among: Functions) -> tuple[str, str] | None:
    """Which function a call means: one of the same module, of posting, or a method of the call itself."""
    name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
    places = [module, "channels"] if isinstance(called, ast.Name) else ["posting", "call"]
    return next(((place, name) for place in places if (place, name) in among), None)


def errors_and_arguments(start: tuple[str, str], among: Functions) -> tuple[set[str], set[str]]:
    """The error codes that a function and all that it calls may raise, and the arguments that they read."""
    errors: set[str] = set()
    arguments: set[str] = set()
    following, seen = [start], {start}
    while following:
        place = following.pop()
        for node in ast.walk(among[place]):
            if not isinstance(node, ast.Call):
                continue
            constants = [str(one.value) for one in node.args if isinstance(one, ast.Constant)]
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if called == "SlackError":
                errors.update(constants[:1])
            elif called in {"text", "need", "flag", "data"}:
                arguments.update(constants[:1])
                errors.update(constants[1:] if called == "data" else ())
            there = meant(node.func, place[0], among)
            if there is not None and there not in seen:
                seen.add(there)
                following.append(there)
    return errors, arguments


@needs_definitions
@pytest.mark.parametrize("name", sorted(METHODS))
def test_arguments_and_errors_are_those_of_slack(name: str) -> None:
    handler = METHODS[name].handler
    place = (handler.__module__.rpartition(".")[2], handler.__name__)
    errors, arguments = errors_and_arguments(place, functions())
    told = definition(name)
    assert errors <= set(told.get("errors", ())) | GENERAL | UNLISTED.get(name, set())
    assert arguments <= set(told["args"]["properties"])
