"""How does a call of the Web API become an answer: arguments, token, scope, rate limit, handler, journal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import JSONResponse

from playground.api import apps, channels, chat, disturbances, files, history, people, reactions, views
from playground.api.call import Call, RateLimited
from playground.api.registry import Method
from playground.errors import SlackError
from playground.town import Playground
from playground.world import JSON

METHODS: Mapping[str, Method] = {
    method.name: method
    for family in (apps, chat, channels, history, people, disturbances, views, reactions, files)
    for method in family.METHODS
}


def answer(town: Playground, name: str, args: Mapping[str, Any], token: str, fault: str = "") -> JSONResponse:
    """Carry out one call and say what came of it, as Slack would; `fault` is noted in the journal beside it."""
    method = METHODS.get(name)
    if method is None:
        return JSONResponse({"ok": False, "error": "unknown_method", "req_method": name})
    call = Call(town, name, args if method.takes_json or "_json" not in args else {}, method.tier)
    headers = _headers(town, method)
    try:
        _admit(call, method, token)
        body: JSON = {"ok": True, **method.handler(call)}
    except RateLimited as why:
        return too_many(town, name, why.seconds, args)
    except SlackError as why:
        body = {"ok": False, "error": why.code, **why.fields}
        note = {key: args[key] for key in ("channel", "user", "user_id", "ts", "view_id") if key in args}
        town.journal.add("refused", method=name, error=why.code, **note, **why.fields)
    else:
        kind = "accepted" if method.writes and call.wrote else "read"
        town.journal.add(kind, method=name, **call.wrote, **({"fault": fault} if fault else {}))
    if call.warnings:
        body["warning"] = ",".join(call.warnings)
        body.setdefault("response_metadata", {})["warnings"] = call.warnings
    return JSONResponse(body, headers=headers)


def too_many(town: Playground, name: str, seconds: int, args: Mapping[str, Any]) -> JSONResponse:
    """HTTP 429, with the seconds to wait."""
    town.journal.add("refused", method=name, error="ratelimited", channel=args.get("channel"), retry_after=seconds)
    return JSONResponse({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(seconds)})


def _admit(call: Call, method: Method, token: str) -> None:
    """Raises SlackError for a token or scope that will not do, RateLimited for too many calls."""
    world = call.world
    if method.caller != "anyone":
        if not token:
            raise SlackError("not_authed")
        if token not in (world.bot_token, world.app_token):
            raise SlackError("invalid_auth")
        if (token == world.app_token) != (method.caller == "app"):
            raise SlackError("not_allowed_token_type")
    if wait := call.town.limits.take(method.name, method.tier):
        raise RateLimited(wait)
    if method.scopes and not set(method.scopes) & set(world.scopes):
        raise SlackError("missing_scope", needed=",".join(method.scopes), provided=",".join(world.scopes))


def _headers(town: Playground, method: Method) -> dict[str, str]:
    headers = {"x-oauth-scopes": ",".join(town.world.scopes if method.caller == "bot" else ["connections:write"])}
    if method.scopes:
        headers["x-accepted-oauth-scopes"] = ",".join(method.scopes)
    return headers
