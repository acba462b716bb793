"""How fast may we talk to Slack? A bucket for each method and channel of a workspace, and the pauses it asked for."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from models.outbox import Act
from services.outbox_claims import Resting


@dataclass(frozen=True)
class Rate:
    """`burst` calls at once, then `per_second`."""

    per_second: float
    burst: float


# Slack counts calls a minute: 300 posts, 100 of tier 4, 50 of tier 3, 20 of tier 2. Burst and rate together stay below
# that in any minute, because a call too many costs more than the wait.
METHODS: Mapping[str, Rate] = {
    "chat.postMessage": Rate(4.9, 5),
    "chat.update": Rate(0.75, 5),
    "chat.delete": Rate(0.75, 5),
    "views.publish": Rate(1.5, 10),
    "conversations.history": Rate(0.75, 5),
    "conversations.replies": Rate(0.75, 5),
    "conversations.open": Rate(0.75, 5),
    "users.list": Rate(0.3, 2),
}
CHANNEL = Rate(1.0, 3)  # posts to one channel
NO_LIMITS: Mapping[str, Rate] = {}


@dataclass
class Bucket:
    """Tokens that come back with time; a rest stops them until it is over."""

    rate: Rate
    tokens: float
    at: float
    rests_until: float = 0.0

    def wait(self, now: float) -> float:
        """Seconds until a token can be taken, 0.0 when now."""
        self.tokens = min(self.rate.burst, self.tokens + max(0.0, now - self.at) * self.rate.per_second)
        self.at = now
        missing = max(0.0, 1.0 - self.tokens) / self.rate.per_second
        return max(missing if missing > 1e-9 else 0.0, self.rests_until - now)


@dataclass
class Pace:
    """One for the process. `monotonic` gives seconds that never go back."""

    monotonic: Callable[[], float]
    methods: Mapping[str, Rate] = field(default_factory=lambda: METHODS)
    _buckets: dict[tuple[str, str, str], Bucket] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def take(self, workspace: str, method: str, channel: str = "") -> float:
        """0.0 when the call may be made now, which is counted; else the seconds to wait, and nothing is counted."""
        with self._guard:
            now = self.monotonic()
            buckets = [self._bucket(key, now) for key in _keys(workspace, method, channel)]
            wait = max(bucket.wait(now) for bucket in buckets)
            if wait <= 0.0:
                for bucket in buckets:
                    bucket.tokens -= 1.0
            return max(wait, 0.0)

    def rest(self, workspace: str, method: str, seconds: float, channel: str = "") -> None:
        """Slack asked for a pause: of this channel where the call named one, of the method once a second one rests."""
        with self._guard:
            now = self.monotonic()
            self._bucket((workspace, method, channel), now).rests_until = now + seconds
            if channel and self._others_rest(workspace, method, channel, now):
                self._bucket((workspace, method, ""), now).rests_until = now + seconds

    def stop(self, workspace: str, seconds: float) -> None:
        """Let the whole workspace rest: Slack refused its token."""
        with self._guard:
            now = self.monotonic()
            for act in Act:
                self._bucket((workspace, act, ""), now).rests_until = now + seconds

    def resting(self) -> Resting:
        """What cannot be sent just now, so that it is not claimed in vain."""
        with self._guard:
            now = self.monotonic()
            waiting = [key for key, bucket in self._buckets.items() if bucket.wait(now) > 0.0]
            self._forget(now)
        return Resting(
            lanes=frozenset((workspace, channel) for workspace, _, channel in waiting if channel),
            acts=frozenset((workspace, method) for workspace, method, channel in waiting if not channel),
        )

    def _bucket(self, key: tuple[str, str, str], now: float) -> Bucket:
        if key not in self._buckets:
            unlimited = Rate(1e9, 1e9)
            rate = self.methods.get(key[1], unlimited)
            if key[2]:
                rate = CHANNEL if self.methods else unlimited
            self._buckets[key] = Bucket(rate, rate.burst, now)
        return self._buckets[key]

    def _others_rest(self, workspace: str, method: str, channel: str, now: float) -> bool:
        return any(
            bucket.rests_until > now and key[:2] == (workspace, method) and key[2] not in ("", channel)
            for key, bucket in self._buckets.items()
        )

    def _forget(self, now: float) -> None:
        """Full buckets are as good as none: a workspace of ten thousand people leaves no ten thousand buckets."""
        full = [key for key, b in self._buckets.items() if b.rests_until <= now and b.tokens >= b.rate.burst]
        for key in full:
            del self._buckets[key]


def _keys(workspace: str, method: str, channel: str) -> list[tuple[str, str, str]]:
    return [(workspace, method, ""), *([(workspace, method, channel)] if channel else [])]
