"""How do the page and its parts become HTML? One object that knows the templates and the playground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from playground.page import cards, sight
from playground.page.dates import clock_time, formatted
from playground.page.scene import Scene
from playground.page.shape import word
from playground.page.sight import HOME, Look
from playground.town import Playground
from playground.world import JSON, Message

HERE = Path(__file__).parent


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

    def page(self, look: Look) -> str:
        """The whole page."""
        return self.draw("page.html", **self._frame(look))

    def _frame(self, look: Look) -> dict[str, Any]:
        world = self.playground.world
        title, topic = cards.place_title(world, look)
        channel = world.channels.get(look.at)
        return {
            "world": world,
            "look": look,
            "title": title,
            "topic": topic,
            "channel": channel,
            "address": cards.address,
            "me": cards.face(world, look.viewer),
            "members": len(channel.members) if channel else 0,
            "may_write": sight.may_write(world, look.viewer, look.at),
            "shortcuts": [one for one in world.shortcuts if one.get("type") == "global"],
            "earlier": self._earlier(look),
            "side": self.side(look),
            "clock": self.clock(look),
            "messages": self.messages(look),
            "home": self.home(look) if look.at == HOME else None,
            "thread": self.thread(look) if look.thread else None,
            "modals": self.modals(look),
            "hints": self._hints(look),
        }

    def _earlier(self, look: Look) -> str | None:
        """Where more messages are shown, None when all are."""
        more = len(sight.listed(self.playground.world, look)) > look.last
        return cards.address(look, last=str(look.last * 3)) if more else None

    def side(self, look: Look) -> Markup:
        """The list of channels, and who one is."""
        world = self.playground.world
        own = sight.direct(world, look.viewer)
        return self.markup(
            "side.html",
            world=world,
            look=look,
            me=cards.face(world, look.viewer),
            persons=[(user, cards.face(world, user.id)) for user in sight.people(world)],
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
        scene = sight.scene(self.playground, look.viewer)
        everything = sight.listed(self.playground.world, look)
        shown = everything[-look.last :]
        before = everything[-look.last - 1] if len(everything) > look.last else None
        return self._listed(look, scene, shown, before)

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

    def _hints(self, look: Look) -> JSON:
        """What the composer offers while one types: commands and people."""
        world = self.playground.world
        return {
            "commands": [
                {key: word(one, key) for key in ("command", "description", "usage_hint")} for one in world.commands
            ],
            "people": [
                {"name": one.name, "real_name": one.real_name} for one in world.users.values() if not one.deleted
            ],
            "channels": [{"name": one.name} for one in sight.channels(world, look.viewer)],
        }

    def markup(self, name: str, **values: Any) -> Markup:
        """A template as a part of another."""
        return Markup(self.draw(name, **values))  # noqa: S704  # the template has escaped it

    def draw(self, name: str, **values: Any) -> str:
        """A template filled in."""
        return self.templates.get_template(name).render(**values)
