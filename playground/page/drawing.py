"""How do the page and its parts become HTML? One object that knows the templates and the playground."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from playground.page import cards, sight
from playground.page.dates import clock_time, formatted
from playground.page.scene import Scene
from playground.page.sight import Look
from playground.town import Playground
from playground.world import Message

HERE = Path(__file__).parent
STEP = 60  # messages that are added above at once


def environment() -> Environment:
    """The templates, with escaping everywhere and no silent gaps."""
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@dataclass(frozen=True)
class Drawing:
    playground: Playground
    templates: Environment

    def earlier(self, look: Look, before: str = "") -> Markup:
        """The link that adds the messages above `before` (else above those that the look shows), where there are."""
        there = sight.listed(self.playground.world, look)
        at = bisect_left(there, before, key=lambda one: one.ts) if before else max(0, len(there) - look.last)
        more = cards.address(look, last=str(len(there) - at + look.last)) if at else None
        first = there[at].ts if at < len(there) else before
        return self.markup("earlier.html", look=look, more=more, before=first)

    def older(self, look: Look, before: str) -> tuple[Markup, str]:
        """The messages above the one with that ts, and the ts of the first of them."""
        there = sight.listed(self.playground.world, look)
        end = bisect_left(there, before, key=lambda one: one.ts)
        start = max(0, end - STEP)
        scene = sight.scene(self.playground, look.viewer)
        drawn = self._listed(look, scene, there[start:end], there[start - 1] if start else None)
        return drawn, there[start].ts if end else before

    def side(self, look: Look) -> Markup:
        """The list of channels."""
        world = self.playground.world
        own = sight.direct(world, look.viewer)
        return self.markup(
            "places.html",
            world=world,
            look=look,
            me=cards.face(world, look.viewer),
            channels=[(one, sight.unread(world, one, look.viewer)) for one in sight.channels(world, look.viewer)],
            direct=own,
            direct_unread=sight.unread(world, own, look.viewer) if own else 0,
            address=cards.address,
        )

    def clock(self, look: Look) -> Markup:
        """What time it is here, and the buttons that move it."""
        scene = sight.scene(self.playground, look.viewer)
        day = formatted(scene.now, "{date_long}", scene.zone, scene.now) or ""
        short = formatted(scene.now, "{date_short}", scene.zone, scene.now) or ""
        time = clock_time(scene.now, scene.zone)
        moved = abs(self.playground.clock.offset) >= 60
        return self.markup("clock.html", look=look, day=day, short=short, time=time, zone=scene.zone, moved=moved)

    def messages(self, look: Look) -> Markup:
        """The last messages of the channel."""
        return self.some(look, sight.listed(self.playground.world, look)[-look.last :])

    def some(self, look: Look, shown: Sequence[Message]) -> Markup:
        """These messages of the channel, which follow one another."""
        before = sight.above(self.playground.world, look, shown[0].ts) if shown else None
        return self._listed(look, sight.scene(self.playground, look.viewer), shown, before)

    def message(self, look: Look, message: Message) -> Markup:
        """One message of the channel itself."""
        scene = sight.scene(self.playground, look.viewer)
        return self._listed(look, scene, [message], sight.above(self.playground.world, look, message.ts))

    def reply(self, look: Look, message: Message) -> Markup:
        """One message as it stands in the thread's panel."""
        scene = sight.scene(self.playground, look.viewer)
        return self._listed(look, scene, [message], None, in_thread=True)

    def replies(self, look: Look) -> Markup:
        """The thread that is open: its first message, then the answers."""
        root = self.playground.find(look.at, look.thread or "")
        found = sight.replies(self.playground.world, look.at, look.thread or "", look.viewer)
        scene = sight.scene(self.playground, look.viewer)
        return self._listed(look, scene, [root, *found] if root else found, None, in_thread=True)

    def thread(self, look: Look) -> Markup:
        """The panel at the right."""
        world = self.playground.world
        return self.markup(
            "thread.html",
            world=world,
            look=look,
            replies=self.replies(look),
            channel=world.channels.get(look.at),
            address=cards.address,
            may_write=sight.may_write(world, look.viewer, look.at),
        )

    def modals(self, look: Look) -> Markup:
        """The top modal of the viewer, nothing when there is none."""
        scene = sight.scene(self.playground, look.viewer)
        stack = self.playground.world.modals.get(look.viewer, [])
        if not stack:
            return Markup("")
        view = cards.view_card(scene, stack[-1], len(stack) - 1)
        return self.markup("modal.html", view=view, look=look, app=self.playground.world.app_name)

    def home(self, look: Look) -> Markup:
        """What the app shows this person on its Home."""
        view = self.playground.world.homes.get(look.viewer)
        body = cards.view_body(sight.scene(self.playground, look.viewer), view) if view else None
        return self.markup("home.html", body=body, app=self.playground.world.app_name)

    def toast(self, text: str) -> Markup:
        """A passing sentence."""
        return self.markup("toast.html", text=text)

    def _listed(
        self, look: Look, scene: Scene, shown: Sequence[Message], before: Message | None, in_thread: bool = False
    ) -> Markup:
        drawn, world = [], self.playground.world
        threads = {} if in_thread else sight.threads(world, look.at, look.viewer)
        for message in shown:
            answers = threads.get(message.ts, [])
            card = cards.message_card(world, look, scene, message, before=before, answers=answers, in_thread=in_thread)
            drawn.append(card)
            before = message
        actions = [one for one in world.shortcuts if one.get("type") == "message"]
        return self.markup("messages.html", cards=drawn, look=look, actions=actions, app=world.app_name)

    def markup(self, name: str, **values: Any) -> Markup:
        """A template as a part of another."""
        return Markup(self.draw(name, **values))  # noqa: S704  # the template has escaped it

    def draw(self, name: str, **values: Any) -> str:
        """A template filled in."""
        return self.templates.get_template(name).render(**values)
