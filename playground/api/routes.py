"""How does a call of the Web API arrive and its answer leave: bodies, tokens, and the faults that tests ask for."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from playground.api import files
from playground.api.door import answer, too_many
from playground.drop import drop
from playground.errors import SlackError
from playground.faults import Fault
from playground.town import Playground

PROXY_PAGE = "<!doctype html><title>Bad gateway</title><h1>The service is not available right now.</h1>"


def routes(playground: Playground) -> list[BaseRoute]:
    """/api/<method>, /upload/<ticket>, /files/<id>."""

    async def endpoint(request: Request) -> Response:
        name = request.path_params["method"]
        try:
            args = await read_args(request)
        except SlackError as why:
            return JSONResponse({"ok": False, "error": why.code})
        fault = playground.faults.next_for(name)
        where = {key: str(args.get(key) or "") for key in ("user", "channel")}
        seen = playground.traffic.begin("from", "web_api", name, args, **where)
        if fault is None:
            given: Response = answer(playground, name, args, _token(request, args))
        else:
            given = await _spoilt(playground, request, args, fault)
        playground.traffic.end(seen, given.status_code, bytes(given.body), _trouble(given, fault))
        return given

    return [Route("/api/{method}", endpoint, methods=["GET", "POST"]), *files.routes(playground)]


def _trouble(given: Response, fault: Fault | None) -> str:
    """Slack's error code, else the fault that a test asked for; empty for a good answer."""
    body = bytes(given.body)
    if body.startswith(b'{"ok":false'):  # large answers are not read a second time for nothing
        return str(json.loads(body).get("error", ""))
    return fault.kind if fault else ""


async def read_args(request: Request) -> dict[str, Any]:
    """The arguments of query and body. Raises SlackError invalid_json, json_not_object."""
    args: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        async with request.form() as form:
            return args | {name: value for name, value in form.items() if isinstance(value, str)}
    body = await request.body()
    if kind != "application/json":
        return args | dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    try:
        given = json.loads(body or b"{}")
    except ValueError as why:
        raise SlackError("invalid_json") from why
    if not isinstance(given, dict):
        raise SlackError("json_not_object")
    return args | given | {"_json": True}


def _token(request: Request, args: dict[str, Any]) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token else str(args.get("token") or "")


async def _spoilt(playground: Playground, request: Request, args: dict[str, Any], fault: Fault) -> Response:
    """Carry the call out if the fault says so, then answer wrongly, late or not at all."""
    name = request.path_params["method"]
    if fault.kind == "429":
        return too_many(playground, name, max(1, round(fault.seconds)), args)
    good = answer(playground, name, args, _token(request, args), fault.kind) if fault.effect else None
    if good is None:
        playground.journal.add("spoilt", method=name, fault=fault.kind, channel=args.get("channel"))
    if fault.kind in ("lost", "reset_before", "reset_after"):
        await drop(request, reset=fault.kind != "lost")
        return Response(status_code=500)  # nobody receives it any more
    if fault.kind == "late":
        with suppress(TimeoutError):
            await asyncio.wait_for(playground.closing.wait(), fault.seconds)
    return _wrong(fault, good)


def _wrong(fault: Fault, good: Response | None) -> Response:
    if fault.kind == "html":
        return HTMLResponse(PROXY_PAGE)
    if fault.kind in ("500", "503"):
        return PlainTextResponse("upstream failure", int(fault.kind))
    if fault.kind == "refused":
        return JSONResponse({"ok": False, "error": fault.code})
    if fault.kind == "internal_error" or good is None:
        return JSONResponse({"ok": False, "error": "internal_error"})
    if fault.kind == "truncated":
        body = bytes(good.body)
        return Response(body[: len(body) // 2], media_type="application/json")
    return good
