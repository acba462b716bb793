"""What is sent to the bot, and what may come back?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from playground.world import JSON

Kind = Literal["events_api", "slash_commands", "interactive"]


@dataclass
class Pace:
    """How long Slack waits, all in seconds of the wall clock; tests make them short, also while it runs."""

    patience: float = 3.0  # for one answer
    retries: tuple[float, ...] = (0.5, 60.0, 300.0)  # pauses before the second, third and fourth try of an event
    gap: float = 3.0  # how long a connection that just went may be awaited before "nobody is there"
    life: float = 3600.0  # of one Socket Mode connection before it is asked to renew itself
    warning: float = 10.0  # how long before the renewal it is warned


@dataclass(frozen=True)
class Attempt:
    """Which try of a delivery this is: 0 is the first; `reason` says why the one before it failed, in Slack's words."""

    number: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Ack:
    """What the bot answered, or why there is no answer.

    `failure` is empty for an answer, else one of Slack's reasons for a retry: http_timeout, http_error,
    connection_failed, too_many_redirects. `ms` is the time from sending to knowing, in milliseconds.
    """

    payload: JSON | None = None
    text: str = ""  # an answer that is not JSON
    ms: float = 0.0
    failure: str = ""
    status: int = 200
    no_retry: bool = False  # the bot asked not to be sent this event again

    @property
    def ok(self) -> bool:
        return not self.failure
