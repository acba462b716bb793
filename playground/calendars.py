"""What do the calendars say that people keep elsewhere? The app may read them, as it would on the internet."""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from playground.town import Playground

SAMPLE = Path(__file__).parent / "sample" / "calendars"


def routes(town: Playground) -> list[BaseRoute]:
    """/calendars/<name>.ics gives a calendar: one that was put there through the control door, else the sample's."""

    async def give(request: Request) -> Response:
        content = found(town, request.path_params["name"])
        if content is None:
            return PlainTextResponse("There is no such calendar.", 404)
        etag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        headers = {"etag": etag, "x-content-type-options": "nosniff"}
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers=headers)
        return Response(content, media_type="text/calendar", headers=headers)

    return [Route("/calendars/{name}.ics", give, methods=["GET"])]


def found(town: Playground, name: str) -> bytes | None:
    """The bytes of a calendar, or None. Only a plain name leads to a file of the sample."""
    if name in town.calendars:
        return town.calendars[name]
    file = SAMPLE / f"{name}.ics"
    return file.read_bytes() if name.isalnum() and file.is_file() else None
