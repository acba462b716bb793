"""How does a control act: its name, its address, the question before it?"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from playground.page.markup import Attrs, Child, el, join
from playground.page.render.texts import text
from playground.page.scene import Scene, field_name
from playground.page.shape import part, word
from playground.page.values import initial
from playground.world import JSON


@dataclass(frozen=True)
class Control:
    """An element in its place. `dispatches` is whether a change of it is sent to the app at once."""

    element: JSON
    block_id: str
    scene: Scene
    dispatches: bool = True
    label: str = ""  # what it is called when nothing visible says so
    required: bool = False

    @property
    def action_id(self) -> str:
        return word(self.element, "action_id")

    @property
    def id(self) -> str:
        return self.scene.control_id(self.block_id, self.action_id)

    @property
    def name(self) -> str:
        return field_name(self.block_id, self.action_id)

    @property
    def error(self) -> str:
        return self.scene.errors.get(self.block_id, "")

    def value(self) -> JSON:
        """What it holds now: what the viewer put in, else what the payload starts with."""
        touched = self.scene.value(self.block_id, self.action_id)
        return initial(self.element) if touched is None else touched

    def placeholder(self, otherwise: str = "") -> str:
        return word(part(self.element, "placeholder"), "text") or otherwise

    def act(self, trigger: str = "change") -> Attrs:
        """The attributes that make a change of it reach the app (or only the view's state)."""
        door = self.scene.door("press" if self.dispatches else "change", self.block_id, self.action_id)
        if door is None:
            return {}
        return {
            "hx-post": door,
            "hx-trigger": trigger,
            "hx-include": "closest .blocks",
            "hx-swap": "none",
            "hx-sync": "this:replace",
            **self.question(),
        }

    def question(self) -> Attrs:
        """The attribute that asks before it acts, where the payload has a confirm object."""
        return {"hx-confirm": "?"} if part(self.element, "confirm") else {}

    def names(self) -> Attrs:
        """The attributes by which a screen reader knows it."""
        return {
            "aria-label": self.label or None,
            "aria-invalid": "true" if self.error else None,
            "aria-describedby": f"{self.id}-error" if self.error else None,
            "aria-required": "true" if self.required else None,
        }

    def wrap(self, kind: str, *children: Child) -> Markup:
        """The control with the note that it was shown (an empty box of ticks sends nothing) and with its question."""
        shown = el("input", {"type": "hidden", "name": "shown", "value": self.name})
        return el("div", {"class": f"control {kind}"}, shown, *children, confirm(self.element, self.scene))


def confirm(element: JSON, scene: Scene) -> Markup:
    """The question that a press has to pass, in a template that the page opens as a dialog."""
    asked = part(element, "confirm")
    if not asked:
        return Markup("")
    danger = " danger" if word(asked, "style") == "danger" else ""
    inside = join(
        [
            el("h2", {}, word(part(asked, "title"), "text", "Are you sure?")),
            el("p", {}, text(part(asked, "text"), scene)),
            el(
                "div",
                {"class": "dialog-buttons"},
                el("button", {"value": "no", "class": "button"}, word(part(asked, "deny"), "text", "Cancel")),
                el(
                    "button",
                    {"value": "yes", "class": f"button primary{danger}"},
                    word(part(asked, "confirm"), "text", "Yes"),
                ),
            ),
        ]
    )
    return el("template", {"class": "question"}, el("form", {"method": "dialog"}, inside))
