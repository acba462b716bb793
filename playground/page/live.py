"""How does an open page hear of changes? A stream of fragments, until the browser goes away."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import StreamingResponse

from playground import acts
from playground.page import fragments
from playground.page.drawing import Drawing
from playground.page.looks import look_of
from playground.page.sight import Look
from playground.world import Change

PULSE = 15.0  # seconds; the clock is drawn again, and a browser that went away is noticed
GATHER = 0.02  # seconds; changes that come together are drawn together
AGAIN = "event: begin-again\ndata: -\n\n"  # the page loads itself anew: nothing on it needs to be there any more
_LINE = re.compile(r"\r\n|\r|\n")


def frame(html: str, mark: str = "") -> str:
    """One server-sent event; a browser that lost the stream comes back with the last mark that it got."""
    name = f"id: {mark}\n" if mark else ""
    return name + "".join(f"data: {line}\n" for line in _LINE.split(html)) + "\n"


async def live(request: Request, drawing: Drawing) -> StreamingResponse:
    """The changes that the person who looks has to see, from the mark on at which the page was drawn."""
    query = request.query_params
    look = look_of(drawing.playground.world, query)
    mark = request.headers.get("last-event-id") or query.get("mark", "")
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    stream = _stream(drawing, look, query.get("first", ""), mark)
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


async def _stream(drawing: Drawing, look: Look, first: str, mark: str) -> AsyncIterator[str]:
    changes = drawing.playground.world.changes()
    coming: asyncio.Future[Change] = asyncio.ensure_future(anext(changes))
    await asyncio.sleep(0)  # lets it begin to listen before the first drawing, so that no change falls between
    try:
        await _read(drawing, look, [Change("message", look.at)])
        yield frame(fragments.at_start(drawing, look, first, mark), drawing.playground.world.mark)
        while True:
            done, _ = await asyncio.wait({coming}, timeout=PULSE)
            if not done:
                yield frame(fragments.clock(drawing, look))
                continue
            batch, coming = await _gather(coming, changes)
            if any(one.kind == "reset" for one in batch):
                yield AGAIN
                continue
            await _read(drawing, look, batch)
            html = fragments.changed(drawing, look, batch)
            if html:
                yield frame(html, drawing.playground.world.mark)
    finally:
        coming.cancel()
        await asyncio.gather(coming, return_exceptions=True)


async def _gather(
    first: asyncio.Future[Change], changes: AsyncIterator[Change]
) -> tuple[list[Change], asyncio.Future[Change]]:
    batch = [first.result()]
    await asyncio.sleep(GATHER)
    while True:
        coming = asyncio.ensure_future(anext(changes))
        await asyncio.sleep(0)
        if not coming.done() or len(batch) >= 500:
            return batch, coming
        batch.append(coming.result())


async def _read(drawing: Drawing, look: Look, batch: list[Change]) -> None:
    """What comes into the open channel is seen at once."""
    there = drawing.playground.world.channels
    if look.at in there and any(one.channel == look.at and one.kind != "read" for one in batch):
        await acts.mark_read(drawing.playground, look.viewer, look.at)
