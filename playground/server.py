"""What is served where: puts the town, the delivery to the app, the page and the doors together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from playground import api, calendars, control, page, responses
from playground.delivery import Delivery, Pace, socket
from playground.state import Keeper
from playground.town import Playground


def create_server(town: Playground, state: Path | None = None, pace: Pace | None = None) -> Starlette:
    """The ASGI application of a town; gives the town its delivery, and saves it to `state` when that is given."""
    delivery = Delivery(town, town.bot_url, pace)
    town.delivery = delivery

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        keeping = asyncio.create_task(Keeper(town, state).run()) if state else None
        yield
        await delivery.aclose()
        if keeping is not None:
            keeping.cancel()
            with suppress(asyncio.CancelledError):
                await keeping

    routes = [
        *api.routes(town),
        Route("/archives/{channel}/{message}", permalink),
        socket.route(delivery.sockets),
        *responses.routes(town),
        *calendars.routes(town),
        *control.routes(town),
        *page.routes(town),
    ]
    return Starlette(routes=routes, lifespan=lifespan, exception_handlers={ClientDisconnect: hung_up})


async def hung_up(_: Request, __: Exception) -> Response:
    """A bot that was killed in the middle of a call: nobody reads this answer, and it is no fault of the playground."""
    return Response(status_code=499)


async def permalink(request: Request) -> Response:
    """Where chat.getPermalink points to: the page at that channel and thread, for the person who followed the link."""
    where = {"channel": request.path_params["channel"], "thread": request.query_params.get("thread_ts", "")}
    viewer = dict(parse_qsl(urlsplit(request.headers.get("referer", "")).query)).get("as")
    return RedirectResponse(f"/?{urlencode(where | ({'as': viewer} if viewer else {}))}")
