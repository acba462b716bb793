"""For whom, when and where is something drawn?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2s
from json import dumps
from urllib.parse import urlencode

from playground.page.shape import part
from playground.world import JSON


@dataclass(frozen=True)
class Scene:
    """`where` is what the controls of the payload act on, as acts.press takes it; None draws them without effect."""

    viewer: str = ""
    zone: str = "UTC"
    now: float = 0.0  # seconds since 1970 by the playground's clock
    people: Mapping[str, str] = field(default_factory=dict)  # user id -> shown name
    members: Mapping[str, str] = field(default_factory=dict)  # the same, of those who can be chosen
    channels: Mapping[str, str] = field(default_factory=dict)  # channel id -> name, of those that the viewer may open
    elsewhere: Mapping[str, str] = field(default_factory=dict)  # the same of public channels that the viewer is not in
    alt_texts: Mapping[str, str] = field(default_factory=dict)  # file id -> alternative text
    where: JSON | None = None
    key: str = "x"  # makes ids of controls unique on the page and equal from one drawing to the next
    state: JSON = field(default_factory=dict)  # block_id -> action_id -> value object
    errors: Mapping[str, str] = field(default_factory=dict)  # block_id -> sentence
    depth: int = 0  # of blocks within blocks

    def control_id(self, block_id: str, action_id: str) -> str:
        """The HTML id of a control."""
        return f"c-{self.key}-{field_name(block_id, action_id)}"

    def value(self, block_id: str, action_id: str) -> JSON | None:
        """What the viewer has put into the control, None when they have not touched it."""
        found = part(self.state, block_id).get(action_id)
        return found if isinstance(found, dict) else None

    def door(self, act: str, block_id: str, action_id: str, value: str | None = None) -> str | None:
        """The address that a control posts to, with the value where the control has none of its own in a form.

        None where controls have no effect.
        """
        if self.where is None:
            return None
        at = {"as": self.viewer, "where": dumps(self.where), "block_id": block_id, "action_id": action_id}
        if value is not None:
            at["value"] = value
        return f"/page/{act}?{urlencode(at, errors='replace')}"


def field_name(block_id: str, action_id: str) -> str:
    """The name under which a form sends a control: plain letters, since browsers write quotes in names otherwise."""
    return blake2s(dumps([block_id, action_id]).encode(), digest_size=6).hexdigest()
