"""How does the app share a file? files.getUploadURLExternal, completeUploadExternal, info; and where its bytes are."""

from __future__ import annotations

import asyncio
import mimetypes
import secrets
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from playground.api import posting
from playground.api.call import Call
from playground.api.registry import Method, Table
from playground.errors import SlackError
from playground.shapes import file_json
from playground.town import Playground
from playground.world import JSON, Channel, File, Message

LONGEST_ALT = 1_000
LARGEST = 1_000_000_000  # bytes


def get_upload_url(call: Call) -> JSON:
    """files.getUploadURLExternal: an address for the bytes, and the id that the file will have."""
    name, length = call.need("filename"), call.need("length")
    if not length.isdecimal() or int(length) < 1:
        raise SlackError("invalid_arguments", response_metadata={"messages": ["[ERROR] length must be 1 or more"]})
    if int(length) > LARGEST:
        raise SlackError("file_upload_size_restricted")
    if len(call.text("alt_txt")) > LONGEST_ALT:
        raise SlackError("alt_txt_too_large")
    file = File(f"F0{secrets.token_hex(5).upper()}", name, name, call.text("alt_txt"), user=call.world.bot_user_id)
    file.mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file.created = int(call.town.clock.wall())
    call.world.files[file.id] = file
    ticket = secrets.token_urlsafe(16)
    call.town.uploads[ticket] = file.id
    call.wrote = {"file": file.id, "name": name}
    return {"upload_url": f"{call.town.base_url}/upload/{ticket}", "file_id": file.id}


def complete_upload(call: Call) -> JSON:
    """files.completeUploadExternal: the files are whole; with a channel or several they are shared there."""
    files = [_file(call, entry) for entry in _entries(call)]
    names = [name for name in (call.text("channel_id") or call.text("channels")).split(",") if name]
    if len(names) > 100:
        raise SlackError("channels_limit_exceeded")
    channels = [_channel(call, name) for name in names]
    blocks = posting.checked(call, call.blocks()) if not call.text("initial_comment") else None
    for channel in channels:
        call.post_allowed(channel.id)
    for file, title in files:
        file.title, file.complete = title or file.title, True
        _digest(call.town, file)
        file.channels += [channel.id for channel in channels if channel.id not in file.channels]
    shared = [_share(call, channel, [file for file, _ in files], blocks or []) for channel in channels]
    call.wrote = {"files": [file.id for file, _ in files], "text": call.text("initial_comment")}
    if shared:
        call.wrote |= {"channel": shared[0].channel, "ts": shared[0].ts, "thread_ts": shared[0].thread_ts}
    return {"files": [file_json(call.world, file) for file, _ in files]}


def _digest(town: Playground, file: File) -> None:
    """Slack answers at once and looks at the file afterwards."""

    def done() -> None:
        file.in_work = False

    file.in_work = True
    asyncio.get_running_loop().call_later(town.digestion, done)


def files_info(call: Call) -> JSON:
    """files.info: one file; its mimetype is empty until Slack has looked at it."""
    file = call.world.files.get(call.need("file"))
    if file is None:
        raise SlackError("file_not_found")
    return {"file": file_json(call.world, file), "comments": []}


def delete(call: Call) -> JSON:
    """files.delete: a file of the app's own is gone, wherever it was shown."""
    name = call.need("file")
    file = call.world.files.get(name)
    if file is None:
        raise SlackError("file_not_found")
    if file.user != call.world.bot_user_id:
        raise SlackError("cant_delete_file")
    del call.world.files[name]
    call.wrote = {"file": name}
    return {}


def _entries(call: Call) -> list[JSON]:
    entries = call.data("files", "invalid_arguments")
    if not isinstance(entries, list) or not entries or not all(isinstance(one, dict) for one in entries):
        raise SlackError("invalid_arguments", response_metadata={"messages": ["[ERROR] missing required field: files"]})
    return entries


def _file(call: Call, entry: JSON) -> tuple[File, str]:
    file = call.world.files.get(str(entry.get("id")))
    if file is None or file.user != call.world.bot_user_id:
        raise SlackError("file_not_found")
    if not file.content:
        raise SlackError("file_update_failed")
    return file, str(entry.get("title") or "")


def _channel(call: Call, name: str) -> Channel:
    channel = call.world.channels.get(name)  # a user id will not do here
    if channel is None or (channel.kind != "public" and call.world.bot_user_id not in channel.members):
        raise SlackError("channel_not_found")
    if call.world.bot_user_id not in channel.members:
        raise SlackError("not_in_channel")
    if channel.archived:
        raise SlackError("posting_to_channel_denied")
    return channel


def _share(call: Call, channel: Channel, files: list[File], blocks: list[JSON]) -> Message:
    world, text = call.world, call.text("initial_comment")
    message = Message(channel.id, "", world.bot_user_id, text, blocks, bot_id=world.bot_id, app_id=world.app_id)
    message.files, message.subtype = [file.id for file in files], "file_share"
    root = posting.root(call, channel)
    if root is not None:
        root.thread_ts = message.thread_ts = root.ts
    call.town.post(message)
    if root is not None:
        call.town.touch(root)
    call.town.emit_message(message)
    return message


def routes(town: Playground) -> list[BaseRoute]:
    """/upload/<ticket> takes a file's bytes once; /files/<id> shows them on the page, /files-pri/… to the app."""

    async def upload(request: Request) -> Response:
        file = town.world.files.get(town.uploads.pop(request.path_params["ticket"], ""))
        if file is None:
            return PlainTextResponse("This upload address is not valid or was used before.", 404)
        file.content = await _bytes(request)
        seen = town.traffic.begin("from", "upload", file.name, {"file": file.id, "bytes": len(file.content)})
        town.traffic.end(seen, 200, f"OK - {len(file.content)}")
        return PlainTextResponse(f"OK - {len(file.content)}")

    async def download(request: Request) -> Response:
        file = town.world.files.get(request.path_params["file"])
        if file is None or not file.complete:
            return PlainTextResponse("There is no such file.", 404)
        headers = {"x-content-type-options": "nosniff", "content-security-policy": "sandbox; default-src 'none'"}
        return Response(file.content, media_type=file.mimetype, headers=headers)

    async def private(request: Request) -> Response:
        team, _, name = request.path_params["file"].partition("-")
        file = town.world.files.get(name)
        if not _may_fetch(town, request.headers.get("authorization", "")):
            return RedirectResponse(f"{town.base_url}/?{urlencode({'redir': request.url.path})}", 302)
        if file is None or not file.complete or team != town.world.team_id:
            return PlainTextResponse("There is no such file.", 404)
        seen = town.traffic.begin("from", "download", file.name, {"file": file.id})
        town.traffic.end(seen, 200, f"{len(file.content)} bytes")
        return Response(file.content, media_type=file.mimetype, headers={"x-content-type-options": "nosniff"})

    return [
        Route("/upload/{ticket}", upload, methods=["POST"]),
        Route("/files/{file}", download, methods=["GET"]),
        Route("/files-pri/{file}/{name}", private, methods=["GET"]),
        Route("/files-pri/{file}/download/{name}", private, methods=["GET"]),
    ]


def _may_fetch(town: Playground, authorization: str) -> bool:
    """Whether somebody else than a person on the page gets a file's bytes; Slack shows all others its front page."""
    scheme, _, token = authorization.partition(" ")
    return scheme.lower() == "bearer" and token == town.world.bot_token and "files:read" in town.world.scopes


async def _bytes(request: Request) -> bytes:
    """The raw body, or the first file of a form."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await request.body()
    async with request.form() as form:
        for value in form.values():
            if not isinstance(value, str):
                return await value.read()
    return b""


WRITE = ("files:write",)
METHODS: Table = (
    Method("files.getUploadURLExternal", get_upload_url, 4, WRITE, writes=True, takes_json=False),
    Method("files.completeUploadExternal", complete_upload, 4, WRITE, writes=True),
    Method("files.delete", delete, 3, WRITE, writes=True),
    Method("files.info", files_info, 4, ("files:read",), takes_json=False),
)
