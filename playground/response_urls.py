"""Where may the app still answer to, without a token: the response_urls that were handed out, and their uses."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from playground.errors import SlackError

USES = 5
LIFE = 1800.0  # seconds of wall time


@dataclass
class Reply:
    """A place to answer to: for `user` in `channel`; `ts` is the message that was pressed, None after a command."""

    user: str
    channel: str
    ts: str | None
    line: str | None  # the command that is answered
    at: float
    uses: int = 0


class ResponseUrls:
    def __init__(self, wall: Callable[[], float]) -> None:
        self._wall = wall
        self._known: dict[str, Reply] = {}

    def issue(self, user: str, channel: str, ts: str | None = None, line: str | None = None) -> str:
        """The path of a new response_url."""
        now = self._wall()
        self._known = {token: reply for token, reply in self._known.items() if now - reply.at <= 2 * LIFE}
        token = secrets.token_urlsafe(18)
        self._known[token] = Reply(user, channel, ts, line, now)
        return f"/respond/{token}"

    def peek(self, path: str) -> Reply:
        """The place that a path answers to, without counting a use."""
        return self._known[path.rpartition("/")[2]]

    def use(self, token: str) -> Reply:
        """Count a use. Raises SlackError expired_url (older than 30 minutes) or used_url (a sixth time)."""
        reply = self._known.get(token)
        if reply is None or self._wall() - reply.at > LIFE:
            raise SlackError("expired_url")
        if reply.uses >= USES:
            raise SlackError("used_url")
        reply.uses += 1
        return reply
