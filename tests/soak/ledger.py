"""What do the two sides know in the end: the store of what was to be said, the town of what can be seen?"""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, create_engine, text

from tests.soak.findings import Findings
from tests.town import Town

OPEN = ("pending", "sending", "unknown")
LEASE_AND_60 = 90.0  # seconds: the lease of an attempt in the bot is 30


class Ledger:
    """Compares a store with the journal of a town, from one entry on."""

    def __init__(self, url: str, town: Town) -> None:
        self.town = town
        self._engine = create_engine(url)
        self.begin()

    def close(self) -> None:
        self._engine.dispose()

    def begin(self) -> None:
        """Count from here on: the town was reset, and with it what can be seen."""
        self._seen = int(self.town.ask(f"journal?since={1 << 60}")["next"])
        self._posts: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        self._gone: set[tuple[str, str]] = set()
        self._compared = 0  # the last row of the outbox that was looked at

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            yield connection

    def rows(self, query: str, **values: Any) -> list[tuple[Any, ...]]:
        """What a query of the store gives."""
        with self._reading() as connection:
            return [tuple(row) for row in connection.execute(text(query), values)]

    def states(self) -> Counter[str]:
        """Rows of the outbox by state."""
        return Counter(dict(self.rows("SELECT state, count(*) FROM outbox GROUP BY state")))  # type: ignore[arg-type]

    def is_settled(self) -> bool:
        """Whether nothing waits, is under way or is in doubt."""
        return not any(self.states()[state] for state in OPEN)

    def settle(self, found: Findings, what: str, seconds: float = LEASE_AND_60) -> None:
        """Wait until nothing is open; what is still open after so many seconds is stuck."""
        begun = time.monotonic()
        while not (settled := self.is_settled()) and time.monotonic() - begun < seconds:
            time.sleep(0.05)
        found.most("settled within s", time.monotonic() - begun)
        found.never("stuck", [] if settled else [f"{what}: {dict(self.states())}"])

    def visible(self) -> dict[str, set[tuple[str, str]]]:
        """Where each message of the outbox can be seen, by its nonce; deleted copies left out."""
        told = self.town.ask(f"journal?since={self._seen}&kind=accepted")
        self._seen = told["next"]
        for entry in told["entries"]:
            nonce = ((entry.get("metadata") or {}).get("event_payload") or {}).get("k")
            if entry["method"] == "chat.postMessage" and nonce:
                self._posts[nonce].add((entry["channel"], entry["ts"]))
            elif entry["method"] == "chat.delete":
                self._gone.add((entry["channel"], entry["ts"]))
        return {nonce: seen for nonce, places in self._posts.items() if (seen := places - self._gone)}

    def compare(self, found: Findings) -> None:
        """Each post of the store that is new since the last look stands exactly once in the town, and nothing there is
        unknown to the store."""
        visible = self.visible()
        query = "SELECT nonce, state, reason FROM outbox WHERE act = 'chat.postMessage' AND seq > :seq"
        posts = {nonce: (state, reason) for nonce, state, reason in self.rows(query, seq=self._compared)}
        said = {nonce for nonce, (state, _) in posts.items() if state == "sent"}
        self._compared = max(
            [self._compared, *(int(seq) for (seq,) in self.rows("SELECT max(seq) FROM outbox") if seq)]
        )
        found.count("messages", len(said))
        found.never("messages lost", sorted(said - visible.keys()))
        found.never(
            "messages doubled", (f"{nonce} at {places}" for nonce, places in visible.items() if len(places) > 1)
        )
        failed = [f"{nonce} {state}: {reason}" for nonce, (state, reason) in posts.items() if state == "failed"]
        found.never("messages given up", failed)
        found.never("messages of nothing stored", sorted(visible.keys() - self._nonces()))

    def _nonces(self) -> set[str]:
        return {nonce for (nonce,) in self.rows("SELECT nonce FROM outbox")}
