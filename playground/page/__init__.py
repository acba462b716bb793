"""Which addresses does the page have? `routes` gives them all; the rest of this package is theirs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from playground.page import doors, live, screens
from playground.page.drawing import HERE, Drawing, environment
from playground.town import Playground

Handler = Callable[[Request, Drawing], Awaitable[Response]]

OPENED: dict[str, Handler] = {
    "/": screens.page,
    "/page/live": live.live,
    "/page/earlier": screens.earlier,
    "/page/call": screens.call,
    "/page/suggest": doors.guarded(doors.suggest),
}
SENT: dict[str, Handler] = {
    "/page/say": doors.guarded(doors.say),
    "/page/press": doors.guarded(doors.press),
    "/page/change": doors.guarded(doors.change),
    "/page/submit": doors.guarded(doors.submit),
    "/page/close": doors.guarded(doors.close),
    "/page/shortcut": doors.guarded(doors.shortcut),
    "/page/react": doors.guarded(doors.react),
    "/page/skip": doors.guarded(doors.skip),
    "/page/replay": doors.guarded(doors.replay),
    "/page/reset": doors.guarded(doors.reset),
    "/page/preview": screens.show_preview,
}


def routes(playground: Playground) -> list[BaseRoute]:
    """The page at /, its parts and acts under /page, its styles and scripts under /static."""
    drawing = Drawing(playground, environment())
    made: list[BaseRoute] = [Route(path, _bound(handler, drawing)) for path, handler in OPENED.items()]
    made += [Route(path, _bound(handler, drawing), methods=["POST"]) for path, handler in SENT.items()]
    return [*made, Mount("/static", StaticFiles(directory=HERE / "static"))]


def _bound(handler: Handler, drawing: Drawing) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await handler(request, drawing)

    return endpoint
