"""May the app open a view now: a trigger of a person's act, good for three seconds of wall time and for one use."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from playground.errors import SlackError

LIFE = 3.0  # seconds
REMEMBERED = 600.0  # seconds: an old trigger is answered as expired or exchanged, a forgotten one as invalid


@dataclass
class Trigger:
    id: str
    user: str
    at: float
    view_id: str | None = None  # of the modal that was open when the person acted: views.push goes on top of it
    used: bool = False


class Triggers:
    def __init__(self, wall: Callable[[], float]) -> None:
        self._wall = wall
        self._known: dict[str, Trigger] = {}

    def issue(self, user: str, view_id: str | None = None) -> str:
        """A new trigger id for what this person just did."""
        self._forget()
        trigger = Trigger(f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}", user, 0.0)
        trigger.at, trigger.view_id = self._wall(), view_id
        self._known[trigger.id] = trigger
        return trigger.id

    def check(self, trigger_id: str) -> Trigger:
        """The trigger, still unused. Raises SlackError invalid_, exchanged_ or expired_trigger_id."""
        trigger = self._known.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._wall() - trigger.at > LIFE:
            raise SlackError("expired_trigger_id")
        return trigger

    def redeem(self, trigger_id: str) -> Trigger:
        """Use the trigger up. Raises as check does."""
        trigger = self.check(trigger_id)
        trigger.used = True
        return trigger

    def _forget(self) -> None:
        old = self._wall() - REMEMBERED
        while self._known and (first := next(iter(self._known.values()))).at < old:
            del self._known[first.id]
