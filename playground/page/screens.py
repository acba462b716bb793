"""What is answered when a browser opens the page?"""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from playground import acts
from playground.page import cards, fragments, sight, whole
from playground.page.drawing import Drawing
from playground.page.looks import look_of
from playground.page.preview import KINDS, preview
from playground.page.sight import HOME


async def page(request: Request, drawing: Drawing) -> Response:
    """The page of one person; looking at a channel reads it, and opening Home or the direct messages tells the app."""
    world, query = drawing.playground.world, request.query_params
    viewer = look_of(world, query).viewer
    if query.get("at") == sight.MESSAGES and viewer:
        await acts.open_dm(drawing.playground, viewer)
    look = look_of(world, query)
    # The address says what is shown; only the bare one is answered as it is, for whoever asks whether we are there.
    if look.viewer and query and (query.get("as") != look.viewer or "channel" in query):
        return RedirectResponse(cards.address(look), 303)
    if look.at == HOME:
        await acts.open_home(drawing.playground, look.viewer)
    elif query.get("at") == sight.MESSAGES:
        await acts.open_home(drawing.playground, look.viewer, tab="messages")
    if look.in_channel:
        await acts.mark_read(drawing.playground, look.viewer, look.at)
    return HTMLResponse(whole.page(drawing, look), headers={"Cache-Control": "no-store"})


async def earlier(request: Request, drawing: Drawing) -> Response:
    """More messages above those that are shown."""
    query = request.query_params
    look = look_of(drawing.playground.world, query)
    return HTMLResponse(fragments.earlier(drawing, look, query.get("before", "")))


async def call(request: Request, drawing: Drawing) -> Response:
    """One request between app and playground in full."""
    query = request.query_params
    number = query.get("n", "")
    look = look_of(drawing.playground.world, query)
    return HTMLResponse(whole.call_in_full(drawing, look, int(number) if number.isdecimal() else 0))


async def show_preview(request: Request, drawing: Drawing) -> Response:
    """POST {"kind": "message" | "modal" | "home", "payload": {…}, "as"?: user id, "theme"?: "light" | "dark"}."""
    try:
        asked = json.loads(await request.body())
    except ValueError:
        return PlainTextResponse("The body is not JSON.", 400)
    if not isinstance(asked, dict) or asked.get("kind") not in KINDS or not isinstance(asked.get("payload"), dict):
        return PlainTextResponse('Send {"kind": "message", "modal" or "home", "payload": {…}}.', 400)
    viewer = look_of(drawing.playground.world, {"as": str(asked.get("as", ""))}).viewer
    theme = "dark" if asked.get("theme") == "dark" else "light"
    return HTMLResponse(preview(drawing, asked["kind"], asked["payload"], viewer, theme))
