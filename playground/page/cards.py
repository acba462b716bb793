"""What is told about each message, file and view when it is drawn? Plain values for the templates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from markupsafe import Markup

from playground.page.dates import clock_time, day_title, local, same_day
from playground.page.emojis import character
from playground.page.mrkdwn import mrkdwn
from playground.page.render import blocks
from playground.page.scene import Scene
from playground.page.shape import part, parts, word
from playground.page.sight import HOME, SEARCH, Look
from playground.world import JSON, Message, View, World

_SYSTEM = "USLACKBOT"  # who says what Slack itself would say


@dataclass(frozen=True)
class Face:
    """Of a person or of the app: the name, its initials, the colour of the avatar as six hex digits."""

    name: str
    initials: str
    color: str
    kind: str = "person"  # or app, system


@dataclass(frozen=True)
class Picture:
    name: str
    address: str
    alt: str
    is_image: bool


@dataclass(frozen=True)
class Reaction:
    name: str
    drawn: str
    count: int
    mine: bool
    who: str


@dataclass(frozen=True)
class MessageCard:
    id: str
    channel: str
    ts: str
    face: Face
    time: str
    moment: str
    body: Markup
    day: str | None  # the title of a new day, None when the message before is of the same one
    edited: bool
    private: bool
    answers: str | None  # the command that an ephemeral message answers
    pictures: list[Picture]
    reactions: list[Reaction]
    replies: int
    last_reply: str
    thread: str  # the address that opens its thread
    in_thread: bool


@dataclass(frozen=True)
class ViewCard:
    id: str
    title: str
    body: Markup
    submit: str | None
    close: str
    trouble: str
    errors: str  # changes when the errors do, so that the page can move the focus once
    busy: bool
    below: int


def dom_id(*pieces: str) -> str:
    """The pieces as an HTML id that is also a plain selector."""
    return "-".join(re.sub(r"[^A-Za-z0-9_-]", "-", piece) for piece in pieces)


def face(world: World, user: str) -> Face:
    """How somebody is shown beside what they say."""
    if user in {world.bot_user_id, world.bot_id}:
        return Face(world.app_name, world.app_name[:1].upper(), "0b6b5d", "app")
    known = world.users.get(user)
    if known is None:
        return Face("Playground" if user == _SYSTEM else "Somebody", "P", "5b676d", "system")
    name = known.real_name or known.name
    initials = "".join(piece[0] for piece in name.split()[:2]).upper() or "?"
    written = known.color.removeprefix("#")
    color = written if re.fullmatch(r"[0-9a-fA-F]{6}", written) else "5b676d"
    return Face(name, initials, color, "app" if known.is_bot else "person")


def address(look: Look, **changed: str | None) -> str:
    """The page's address for a look, with some of it changed."""
    at = {"as": look.viewer, "at": look.at, "thread": look.thread, "traffic": "1" if look.traffic else None, **changed}
    return "/?" + urlencode({key: value for key, value in at.items() if value})


def message_card(
    world: World,
    look: Look,
    scene: Scene,
    message: Message,
    *,
    before: Message | None,
    answers: Sequence[Message] = (),
    in_thread: bool = False,
) -> MessageCard:
    """One message as the viewer sees it; `before` is the one above it, `answers` those of its thread."""
    at = local(message.shown_at, scene.zone)
    new_day = before is None or not same_day(before.shown_at, message.shown_at, scene.zone)
    return MessageCard(
        id=dom_id("t" if in_thread else "m", message.channel, message.ts),
        channel=message.channel,
        ts=message.ts,
        face=face(world, message.user),
        time=clock_time(message.shown_at, scene.zone),
        moment=at.isoformat(timespec="seconds") if at else "",
        body=body(world, scene, message, in_thread),
        day=day_title(message.shown_at, scene.zone, scene.now) if new_day and not in_thread else None,
        edited=message.edited_ts is not None and message.ephemeral_for is None,
        private=message.ephemeral_for is not None,
        answers=message.response_to,
        pictures=[_picture(world, file) for file in message.files if file in world.files],
        reactions=_reactions(world, look.viewer, message),
        replies=len(answers),
        last_reply=clock_time(answers[-1].shown_at, scene.zone) if answers else "",
        thread=address(look, at=message.channel, thread=message.thread_ts or message.ts),
        in_thread=in_thread,
    )


def body(world: World, scene: Scene, message: Message, in_thread: bool = False) -> Markup:
    """The blocks of a message, else its text."""
    if not message.blocks:
        return Markup('<div class="prose">{}</div>').format(mrkdwn(message.text, scene))
    state = world.chosen.get(f"{message.channel} {message.ts} {scene.viewer}", {})
    key = dom_id("t" if in_thread else "m", message.channel, message.ts)
    place: JSON = {"message": [message.channel, message.ts]}
    return blocks(message.blocks, replace(scene, where=place, key=key, state=state))


def view_body(scene: Scene, view: View) -> Markup:
    """The blocks of a modal or a Home, with what the viewer put in."""
    where: JSON = {"home": True} if view.kind == "home" else {"view": view.id}
    placed = replace(scene, where=where, key=dom_id(view.id), state=view.state, errors=view.errors)
    return blocks(parts(view.payload, "blocks"), placed)


def view_card(scene: Scene, view: View, below: int = 0) -> ViewCard:
    """A modal that lies on so many others."""
    submit = part(view.payload, "submit")
    return ViewCard(
        id=view.id,
        title=word(part(view.payload, "title"), "text"),
        body=view_body(scene, view),
        submit=word(submit, "text", "Submit") if submit else None,
        close=word(part(view.payload, "close"), "text") or ("Back" if below else "Cancel"),
        trouble=view.errors.get("", ""),
        errors=" ".join(sorted(f"{key}={sentence}" for key, sentence in view.errors.items())),
        busy=view.busy,
        below=below,
    )


def place_title(world: World, look: Look) -> tuple[str, str]:
    """The heading of what is looked at, and the line under it."""
    channel = world.channels.get(look.at)
    if look.at == SEARCH:
        return "Search", "In the messages that you may see"
    if look.at == HOME or channel is None or channel.kind == "im":
        return world.app_name, "Home" if look.at == HOME else "Direct messages with the app"
    return channel.name, channel.topic or channel.purpose


def _picture(world: World, file_id: str) -> Picture:
    file = world.files[file_id]
    name = file.title or file.name
    return Picture(name, f"/files/{file.id}", file.alt_txt or name, file.mimetype.startswith("image/"))


def _reactions(world: World, viewer: str, message: Message) -> list[Reaction]:
    return [
        Reaction(
            name, character(name) or f":{name}:", len(who), viewer in who, ", ".join(face(world, u).name for u in who)
        )
        for name, who in message.reactions.items()
    ]
