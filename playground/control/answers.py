"""How does a control route read its request and answer: JSON in, JSON out, and a sentence where that cannot be?"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from playground.acts import NotPossibleError
from playground.clock import NotATimeError
from playground.delivery import Delivery
from playground.town import Playground
from playground.world import JSON

Handler = Callable[[Playground, JSON], Awaitable[JSON]]
T = TypeVar("T")


class BadRequestError(ValueError):
    """The request lacks something or has it wrong; the message is a sentence."""


def answering(playground: Playground, path: str, handler: Handler, method: str = "POST") -> Route:
    """A route that hands the body (of a GET: the query) to the handler and answers {"ok": true, **what it gives}."""

    async def endpoint(request: Request) -> JSONResponse:
        try:
            asked = dict(request.query_params) if method == "GET" else await _body(request)
            return JSONResponse({"ok": True, **await handler(playground, asked)})
        except (BadRequestError, NotPossibleError, NotATimeError) as why:
            return JSONResponse({"ok": False, "error": str(why)}, 400)

    return Route(f"/control/{path}", endpoint, methods=[method])


async def _body(request: Request) -> JSON:
    raw = await request.body()
    try:
        # Half of a surrogate pair is no character: only an escape in JSON can say it, and no form could carry it on.
        body = json.loads(json.dumps(json.loads(raw or b"{}"), ensure_ascii=False).encode("utf-8", "replace"))
    except ValueError as why:
        raise BadRequestError("The body is not JSON.") from why
    if not isinstance(body, dict):
        raise BadRequestError("The body must be a JSON object.")
    return body


def need(asked: JSON, name: str, kind: type[T], default: T | None = None) -> T:
    """A field of the request in the type that it must have; numbers of a query are read from their words.

    Raises BadRequestError with a sentence.
    """
    value: Any = asked.get(name, default)
    if value is None:
        raise BadRequestError(f"“{name}” is missing.")
    if kind in {int, float} and not isinstance(value, bool):
        try:
            return kind(value)  # type: ignore[call-arg]
        except (TypeError, ValueError) as why:
            raise BadRequestError(f"“{name}” must be a number.") from why
    if not isinstance(value, kind):
        raise BadRequestError(f"“{name}” must be of the type {kind.__name__}.")
    return value


def courier(playground: Playground) -> Delivery:
    """The playground's delivery with all that it can do."""
    if not isinstance(playground.delivery, Delivery):
        raise BadRequestError("This playground delivers nothing.")
    return playground.delivery
