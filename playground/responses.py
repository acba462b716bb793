"""What becomes of an answer that the app sends to a response_url, or together with its acknowledgement of a command?"""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from playground.blocks import check_message, fill_ids
from playground.errors import SlackError
from playground.response_urls import Reply
from playground.shapes import message_json
from playground.town import Playground
from playground.world import JSON, Message


def routes(playground: Playground) -> list[BaseRoute]:
    """POST /respond/<token>: "ok", or {"ok": false, "error": …} with 404 for a used-up url and 400 for a bad answer."""

    async def respond(request: Request) -> Response:
        try:
            answer = json.loads(await request.body())
        except ValueError:
            answer = None
        seen = playground.traffic.begin("from", "response_url", "response_url", answer)
        given, trouble = _taken(playground, request.path_params["token"], answer)
        playground.traffic.end(seen, given.status_code, bytes(given.body), trouble)
        return given

    return [Route("/respond/{token}", respond, methods=["POST"])]


def _taken(playground: Playground, token: str, answer: object) -> tuple[Response, str]:
    """What is said to an answer, and Slack's error code where it is refused."""
    if not isinstance(answer, dict):
        return JSONResponse({"ok": False, "error": "invalid_payload"}, 400), "invalid_payload"
    try:
        take_answer(playground, playground.response_urls.use(token), answer)
    except SlackError as why:
        gone = why.code in {"expired_url", "used_url"}
        playground.journal.add("refused", method="response_url", error=why.code, **why.fields)
        return JSONResponse({"ok": False, "error": why.code, **why.fields}, 404 if gone else 400), why.code
    return PlainTextResponse("ok"), ""


def put_answer(playground: Playground, reply: Reply, answer: JSON) -> str:
    """Show what came with the acknowledgement of a command; gives Slack's error code where it cannot be shown."""
    try:
        take_answer(playground, reply, answer)
    except SlackError as why:
        playground.journal.add("refused", method="ack", user=reply.user, error=why.code, **why.fields)
        return why.code
    return ""


def take_answer(playground: Playground, reply: Reply, answer: JSON) -> None:
    """Post, replace or delete as the answer says. Raises SlackError no_text, invalid_blocks, message_not_found."""
    original = playground.find(reply.channel, reply.ts) if reply.ts else None
    if _yes(answer, "delete_original"):
        _delete(playground, original)
        return
    text, blocks = str(answer.get("text") or ""), answer.get("blocks") or []
    if not text and not blocks:
        raise SlackError("no_text")
    problems = check_message(blocks, playground.world.files)
    if problems:
        raise SlackError("invalid_blocks", response_metadata={"messages": [problem.line for problem in problems]})
    if _yes(answer, "replace_original") and original is not None:
        _replace(playground, original, text, fill_ids(blocks))
    else:
        _post(playground, reply, answer, text, fill_ids(blocks))


def _yes(answer: JSON, name: str) -> bool:
    return answer.get(name) in {True, "true"}


def _delete(playground: Playground, original: Message | None) -> None:
    if original is None:
        raise SlackError("message_not_found")
    before = message_json(playground.world, original)
    original.deleted = True
    _show_again(playground, original, before)


def _replace(playground: Playground, original: Message, text: str, blocks: list[JSON]) -> None:
    before = message_json(playground.world, original)
    original.text, original.blocks = text, blocks
    _show_again(playground, original, before)


def _show_again(playground: Playground, message: Message, before: JSON) -> None:
    playground.touch(message)
    if message.ephemeral_for is None:
        playground.emit_changed(message, before)
    _journal(playground, message, "deleted" if message.deleted else "replaced")


def _post(playground: Playground, reply: Reply, answer: JSON, text: str, blocks: list[JSON]) -> None:
    world = playground.world
    seen_by_all = answer.get("response_type") == "in_channel"
    if seen_by_all and reply.line is not None and reply.ts is None:
        playground.post(Message(reply.channel, "", reply.user, reply.line))
    message = Message(reply.channel, "", world.bot_user_id, text, blocks, bot_id=world.bot_id, app_id=world.app_id)
    thread = answer.get("thread_ts")
    message.thread_ts = str(thread) if thread else None
    message.ephemeral_for = None if seen_by_all else reply.user
    message.response_to = reply.line
    playground.post(message)
    playground.emit_message(message)
    if reply.line is not None and reply.ts is None:
        reply.ts = message.ts  # a later replace_original of a command means its first answer
    _journal(playground, message, "posted")


def _journal(playground: Playground, message: Message, done: str) -> None:
    playground.journal.add(
        "accepted",
        method="response_url",
        done=done,
        channel=message.channel,
        ts=message.ts,
        user=message.ephemeral_for,
        text=message.text,
        blocks=message.blocks,
    )
