"""Is the app calling too often: Slack's rate limits in one table."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Callable

PER_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100, 5: 600}  # tier -> calls of one method; 5 stands for Slack's "special"
POSTS_PER_MINUTE = 300  # in the workspace, all channels together
CHANNEL_BURST = 5  # posts that one channel takes at once; after that one a second
MINUTE = 60.0


class Limits:
    def __init__(self, wall: Callable[[], float], on: bool = True) -> None:
        self.on = on
        self._wall = wall
        self._calls: defaultdict[str, deque[float]] = defaultdict(deque)
        self._posts: deque[float] = deque()
        self._channels: dict[str, float] = {}  # channel -> the moment at which its bucket is full again

    def take(self, method: str, tier: int) -> int:
        """Count a call of the method. 0 = go on, otherwise the seconds of Retry-After."""
        return self._window(self._calls[method], PER_MINUTE[tier]) if self.on else 0

    def take_post(self, channel: str) -> int:
        """Count a post to the channel. 0 = go on, otherwise the seconds of Retry-After."""
        if not self.on:
            return 0
        now = self._wall()
        full_at = max(self._channels.get(channel, now), now)
        if full_at - now > CHANNEL_BURST - 1:
            return max(1, math.ceil(full_at - now - (CHANNEL_BURST - 1)))
        if wait := self._window(self._posts, POSTS_PER_MINUTE):
            return wait
        self._channels[channel] = full_at + 1.0
        return 0

    def reset(self) -> None:
        """Forget what was counted."""
        self._calls.clear()
        self._posts.clear()
        self._channels.clear()

    def _window(self, calls: deque[float], allowed: int) -> int:
        now = self._wall()
        while calls and calls[0] <= now - MINUTE:
            calls.popleft()
        if len(calls) >= allowed:
            return max(1, math.ceil(calls[0] + MINUTE - now))
        calls.append(now)
        return 0
