"""Which messages hold what somebody searches for, of those that they may see?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup, escape

from playground.page import cards, sight
from playground.page.dates import clock_time, formatted
from playground.page.markup import clean
from playground.page.scene import Scene
from playground.page.sight import Look
from playground.world import Channel, Message, World

MOST = 50
AROUND = 90  # letters shown before and after what was found
_TOKEN = re.compile(r"<(?:[@#!][^>|]*|[^>|]*)(?:\|([^>]*))?>")


@dataclass(frozen=True)
class Sought:
    """What to look for: words that must all be there, of whom, where."""

    words: tuple[str, ...]
    by: str = ""
    place: str = ""


@dataclass(frozen=True)
class Found:
    face: cards.Face
    place: str
    when: str
    excerpt: Markup
    address: str


def read(text: str) -> Sought:
    """The words as they are compared; `from:mia` and `in:general` are read apart."""
    sought = Sought(())
    for word in fold(text).split():
        kind, _, name = word.partition(":")
        if kind == "from" and name:
            sought = replace(sought, by=name.lstrip("@"))
        elif kind == "in" and name:
            sought = replace(sought, place=name.lstrip("#"))
        else:
            sought = replace(sought, words=(*sought.words, word))
    return sought


def fold(text: str) -> str:
    """Without case and accents, letter for letter, so that a place in it is a place in the text."""
    return "".join((unicodedata.normalize("NFD", letter)[0].lower() or letter)[:1] for letter in text)


def found(world: World, look: Look, scene: Scene) -> tuple[list[Found], int]:
    """The newest first, at most MOST, and how many there are."""
    sought = read(look.q)
    if sought == Sought(()):
        return [], 0
    hits = [
        (message, text, channel)
        for channel in _channels(world, look.viewer, sought)
        for message in world.messages.get(channel.id, [])
        if sight.visible(message, look.viewer) and _is_by(world, message, sought)
        if (text := words_of(message, scene)) and all(word in fold(text) for word in sought.words)
    ]
    hits.sort(key=lambda hit: hit[0].ts, reverse=True)
    return [_drawn(world, look, scene, hit, sought) for hit in hits[:MOST]], len(hits)


def words_of(message: Message, scene: Scene) -> str:
    """The words of a message as a person reads them: its text, else those of its blocks."""
    text = message.text or " ".join(_texts(message.blocks))

    def named(match: re.Match[str]) -> str:
        inside = match.group().strip("<>").partition("|")[0]
        if inside.startswith("@"):
            return "@" + scene.people.get(inside[1:], "somebody")
        if inside.startswith("#"):
            return "#" + (scene.channels.get(inside[1:]) or scene.elsewhere.get(inside[1:]) or "a private channel")
        return match[1] or inside.lstrip("!")

    written = _TOKEN.sub(named, text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return " ".join(clean(written).split())


def _channels(world: World, viewer: str, sought: Sought) -> Iterator[Channel]:
    own = sight.direct(world, viewer)
    for channel in [*sight.channels(world, viewer), *([own] if own else [])]:
        if not sought.place or sought.place in fold(_name(world, channel)):
            yield channel


def _name(world: World, channel: Channel) -> str:
    return world.app_name if channel.kind == "im" else channel.name


def _is_by(world: World, message: Message, sought: Sought) -> bool:
    known = world.users.get(message.user)
    names = f"{known.name} {known.real_name}" if known else ""
    return not sought.by or sought.by in fold(names)


def _texts(blocks: Any) -> Iterator[str]:
    if isinstance(blocks, dict):
        for key, value in blocks.items():
            if key == "text" and isinstance(value, str):
                yield value
            elif isinstance(value, dict | list):
                yield from _texts(value)
    elif isinstance(blocks, list):
        for one in blocks:
            yield from _texts(one)


def _drawn(world: World, look: Look, scene: Scene, hit: tuple[Message, str, Channel], sought: Sought) -> Found:
    message, text, channel = hit
    in_thread = message.thread_ts is not None and not sight.in_channel(message)
    show = message.thread_ts if in_thread else message.ts
    day = formatted(message.shown_at, "{date_short_pretty}", scene.zone, scene.now) or ""
    return Found(
        cards.face(world, message.user),
        _name(world, channel) if channel.kind == "im" else f"#{channel.name}",
        f"{day}, {clock_time(message.shown_at, scene.zone)}",
        _excerpt(text, sought.words),
        cards.address(look, at=channel.id, thread=message.thread_ts if in_thread else None, show=show),
    )


def _excerpt(text: str, words: tuple[str, ...]) -> Markup:
    """The text around the first word that was found, each of them marked."""
    folded = fold(text)
    first = min((folded.find(word) for word in words), default=0)
    start, end = max(0, first - AROUND), min(len(text), first + 2 * AROUND)
    spans = sorted(match.span() for word in words for match in re.finditer(re.escape(word), folded[start:end]))
    shown, at = text[start:end], 0
    pieces = ["…" if start else ""]
    for begin, stop in spans:
        if begin >= at:
            pieces += [escape(shown[at:begin]), Markup("<mark>{}</mark>").format(shown[begin:stop])]
            at = stop
    return Markup("").join([*pieces, escape(shown[at:]), "…" if end < len(text) else ""])
