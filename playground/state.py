"""What is left after a restart: saves the world to a file soon after each change, and reads it at the next start."""

from __future__ import annotations

import asyncio
import base64
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from playground.town import Playground
from playground.world import JSON, Channel, File, Message, User, View, World

VERSION = 1
PAUSE = 0.5  # seconds from a change until it is saved, so that a burst is saved once
AT_ONCE = 100  # messages written between two looks at other work: saving must not hold up a post
PASSING = frozenset({"traffic", "toast"})  # changes after which nothing is different


class BrokenStateError(ValueError):
    """The file is not a saved world; the message says why."""


class Keeper:
    def __init__(self, town: Playground, path: Path) -> None:
        self._town = town
        self._path = path
        self._writing: asyncio.Future[None] | None = None

    async def run(self) -> None:
        """Save after changes until cancelled, and then once more."""
        changed = asyncio.Event()
        watching = asyncio.create_task(self._watch(changed))
        try:
            while True:
                await changed.wait()
                await asyncio.sleep(PAUSE)
                changed.clear()
                await self.save()
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching
            if self._writing is not None:
                await self._writing  # otherwise it could finish after the last save and undo it
            write(self._path, "".join(pieces(self._town)))

    async def save(self) -> None:
        """Write the whole world now; the file is at every moment either the old or the new one."""
        text: list[str] = []
        following = pieces(self._town)
        while some := list(islice(following, AT_ONCE)):
            text += some
            await asyncio.sleep(0)
        self._writing = asyncio.ensure_future(asyncio.to_thread(write, self._path, "".join(text)))
        await asyncio.shield(self._writing)

    async def _watch(self, changed: asyncio.Event) -> None:
        async for change in self._town.world.changes():
            if change.kind not in PASSING:
                changed.set()


def pieces(town: Playground) -> Iterator[str]:
    """The saved world as JSON text, a message or so at a time."""
    world = town.world
    yield f'{{"version":{VERSION},"offset":{town.clock.offset!r}'
    for name in ("users", "channels", "modals", "homes", "files", "chosen"):
        yield f',"{name}":{_dump(getattr(world, name))}'
    yield ',"messages":['
    everything: Iterable[Message] = (message for there in list(world.messages.values()) for message in list(there))
    for place, message in enumerate(everything):
        yield ("," if place else "") + _dump(message)
    yield "]}\n"


def write(path: Path, text: str) -> None:
    """Put the text into the file in one step: a crash in between leaves the old file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def restore(world: World, path: Path) -> float:
    """Fill the world with what the file holds; returns the offset of its clock in seconds.

    Raises BrokenStateError with a sentence, and OSError where the file cannot be read. The world is then as it was.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["version"] != VERSION:
            raise BrokenStateError(f"it was written by another version ({told['version']})")
        users = {key: User(**value) for key, value in told["users"].items()}
        channels = {key: Channel(**value) for key, value in told["channels"].items()}
        modals = {key: [View(**view) for view in stack] for key, stack in told["modals"].items()}
        homes = {key: View(**value) for key, value in told["homes"].items()}
        files = {key: _file(value) for key, value in told["files"].items()}
        messages: dict[str, list[Message]] = {}
        for value in told["messages"]:
            messages.setdefault(value["channel"], []).append(Message(**value))
        chosen, offset = dict(told["chosen"]), float(told["offset"])
    except (ValueError, KeyError, TypeError, AttributeError) as why:
        raise BrokenStateError(f"The saved playground {path} cannot be used: {why}.") from why
    world.users, world.channels, world.messages = users, channels, messages
    world.modals, world.homes, world.files, world.chosen = modals, homes, files, chosen
    return offset


def move_aside(path: Path) -> Path:
    """Rename a broken file so that the next save does not overwrite it; returns its new place."""
    place = path.with_name(f"{path.name}.broken")
    number = 1
    while place.exists():
        number += 1
        place = path.with_name(f"{path.name}.broken-{number}")
    path.rename(place)
    return place


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> Any:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else vars(value)


def _file(told: JSON) -> File:
    return File(**{**told, "content": base64.b64decode(told["content"]), "in_work": False})
