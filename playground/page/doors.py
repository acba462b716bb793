"""What happens when somebody sends, presses, fills in or closes something on the page? Each door calls one act."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from playground import acts
from playground.page import fragments, sight, values
from playground.page.drawing import Drawing
from playground.page.render.pickers import suggested
from playground.page.scene import field_name
from playground.page.shape import flag, word
from playground.world import JSON, File

Door = Callable[[Request, Drawing], Awaitable[Response]]
_DONE = 204  # the page hears of what happened by its stream


def guarded(door: Door) -> Door:
    """The door, with a sentence on the screen where the act is not possible."""

    async def answer(request: Request, drawing: Drawing) -> Response:
        try:
            return await door(request, drawing)
        except acts.NotPossibleError as why:
            return HTMLResponse(fragments.toast(drawing, str(why)))

    return answer


async def say(request: Request, drawing: Drawing) -> Response:
    """Send a message or, where it begins with a slash, a command."""
    form = await request.form()
    viewer, channel, text = (str(form.get(key, "")) for key in ("as", "channel", "text"))
    thread = str(form.get("thread", "")) or None
    files = [await _keep(drawing, viewer, one) for one in _sent(form, "file")]
    if text.lstrip().startswith("/") and not files:
        if thread:
            raise acts.NotPossibleError("Commands cannot be given in a thread.")
        await acts.command(drawing.playground, viewer, channel, text.strip())
    elif text.strip() or files:
        await acts.say(drawing.playground, viewer, channel, text.strip(), thread_ts=thread, files=files)
    return Response(status_code=_DONE)


async def press(request: Request, drawing: Drawing) -> Response:
    """Press a button or choose in a menu."""
    viewer, where, block_id, action_id = _control(request)
    form = await request.form()
    zone = sight.scene(drawing.playground, viewer).zone
    blocks = sight.blocks_at(drawing.playground, viewer, where)
    if view := where.get("view"):
        await _fill_in(drawing, viewer, str(view), _texts(form), (block_id, action_id))
    element = values.find_element(blocks, block_id, action_id) or {}
    sent = request.query_params.getlist("value") or _texts(form).get(field_name(block_id, action_id), [])
    chosen = values.value_object(element, sent, zone)
    await acts.press(drawing.playground, viewer, where, action_id=action_id, block_id=block_id, value_object=chosen)
    return Response(status_code=_DONE)


async def change(request: Request, drawing: Drawing) -> Response:
    """Keep what was put into an input."""
    viewer, where, block_id, action_id = _control(request)
    form = await request.form()
    zone = sight.scene(drawing.playground, viewer).zone
    element = values.find_element(sight.blocks_at(drawing.playground, viewer, where), block_id, action_id)
    home = drawing.playground.world.homes.get(viewer)
    view = str(where.get("view") or (home.id if home and where.get("home") else ""))
    if element is not None and view and word(element, "type") in values.STATEFUL:
        chosen = values.value_object(element, _texts(form).get(field_name(block_id, action_id), []), zone)
        await acts.change(drawing.playground, viewer, view, block_id=block_id, action_id=action_id, value_object=chosen)
    return Response(status_code=_DONE)


async def submit(request: Request, drawing: Drawing) -> Response:
    """Send a modal."""
    viewer, view = request.query_params["as"], request.query_params["view"]
    form = await request.form()
    zone = sight.scene(drawing.playground, viewer).zone
    blocks = sight.blocks_at(drawing.playground, viewer, {"view": view})
    filled = values.sent_values(blocks, _texts(form), zone)
    for block_id, element in values.elements(blocks):
        if word(element, "type") == "file_input":
            uploads = _sent(form, field_name(block_id, word(element, "action_id")))
            kept = [await _keep(drawing, viewer, one) for one in uploads]
            files: list[JSON] = [{"id": file.id, "name": file.name, "mimetype": file.mimetype} for file in kept]
            if files:
                filled.setdefault(block_id, {})[word(element, "action_id")] = {"files": files}
    await acts.submit(drawing.playground, viewer, view, filled)
    return Response(status_code=_DONE)


async def close(request: Request, drawing: Drawing) -> Response:
    """Close a modal."""
    await acts.close(drawing.playground, request.query_params["as"], request.query_params["view"])
    return Response(status_code=_DONE)


async def shortcut(request: Request, drawing: Drawing) -> Response:
    """Use a shortcut, on a message or anywhere."""
    query = request.query_params
    await acts.shortcut(drawing.playground, query["as"], query["callback_id"], query.get("channel"), query.get("ts"))
    return Response(status_code=_DONE)


async def react(request: Request, drawing: Drawing) -> Response:
    """Add a reaction or take it back."""
    query = request.query_params
    await acts.react(drawing.playground, query["as"], query["channel"], query["ts"], query["name"])
    return Response(status_code=_DONE)


async def skip(request: Request, drawing: Drawing) -> Response:
    """Move the clock."""
    query = request.query_params
    await acts.skip(drawing.playground, to=query["to"], as_user=query["as"])
    return Response(status_code=_DONE)


async def replay(request: Request, drawing: Drawing) -> Response:
    """Deliver again what was delivered."""
    seen = drawing.playground.traffic.get(int(request.query_params["n"]))
    await acts.deliver_again(drawing.playground, seen.delivery if seen else 0)
    return Response(status_code=_DONE)


async def reset(request: Request, drawing: Drawing) -> Response:
    """Back to the sample."""
    await acts.begin_again(drawing.playground)
    return Response(status_code=_DONE)


async def suggest(request: Request, drawing: Drawing) -> Response:
    """What the app offers for the letters typed into an external select."""
    viewer, where, block_id, action_id = _control(request)
    text = request.query_params.get("sought", "")
    offered = await acts.suggest(drawing.playground, viewer, where, action_id=action_id, block_id=block_id, text=text)
    return HTMLResponse(suggested(request.query_params.get("name", ""), values.options_of(offered)))


async def _fill_in(
    drawing: Drawing, viewer: str, view: str, form: dict[str, list[str]], pressed: tuple[str, str]
) -> None:
    """Before a press the app's view of the inputs is made current: what was typed last may not have been kept yet."""
    zone = sight.scene(drawing.playground, viewer).zone
    shown = next((one for one in drawing.playground.world.modals.get(viewer, []) if one.id == view), None)
    if shown is None:
        return
    blocks: list[JSON] = shown.payload.get("blocks", [])
    quiet = {values.block_name(block, index) for index, block in enumerate(blocks) if _quiet(block)}
    for block_id, actions in values.sent_values(blocks, form, zone).items():
        for action_id, chosen in actions.items():
            known: JSON = shown.state.get(block_id, {}).get(action_id, {})
            same = all(known.get(key) == value for key, value in chosen.items())
            if block_id in quiet and not same and (block_id, action_id) != pressed:
                await acts.change(
                    drawing.playground, viewer, view, block_id=block_id, action_id=action_id, value_object=chosen
                )


def _quiet(block: JSON) -> bool:
    return word(block, "type") == "input" and not flag(block, "dispatch_action")


def _sent(form: FormData, name: str) -> list[UploadFile]:
    """The files of an input; one in which nothing was chosen sends a file without a name."""
    return [one for one in form.getlist(name) if isinstance(one, UploadFile) and one.filename]


async def _keep(drawing: Drawing, viewer: str, sent: UploadFile) -> File:
    kind = sent.content_type or "application/octet-stream"
    return await acts.upload(drawing.playground, viewer, sent.filename or "file", await sent.read(), kind)


def _control(request: Request) -> tuple[str, JSON, str, str]:
    query = request.query_params
    where = json.loads(query["where"])
    return query["as"], where if isinstance(where, dict) else {}, query["block_id"], query["action_id"]


def _texts(form: FormData) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in form.multi_items():
        if isinstance(value, str):
            found.setdefault(key, []).append(value)
    return found
