"""Which gestures were acknowledged, and does the store hold each of them exactly once?"""

import re
import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.soak.findings import Findings
from tests.soak.gestures import Gesture, is_done
from tests.soak.ledger import Ledger
from tests.town import Town


@dataclass
class Book:
    """What was tried in a round, and which of it the bot said that it had done."""

    town: Town
    log: Path  # of the bot
    tried: dict[str, Gesture] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    heard: Counter[str] = field(default_factory=Counter)
    _refused_before: int = 0
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def send(self, gesture: Gesture) -> bool:
        """Let Slack deliver it once; whether the bot acknowledged that it is recorded."""
        with self._guard:
            self.tried[gesture.mark] = gesture
        answer = self.town.ask("event", {"kind": gesture.kind, "body": gesture.body})
        done = is_done(gesture, answer)
        with self._guard:
            self.heard["acknowledged" if done else answer["failure"] or "refused in words"] += 1
            if done:
                self.done.add(gesture.mark)
        return done

    def forget(self) -> None:
        """Begin a new page."""
        self.tried.clear()
        self.done.clear()
        self.heard.clear()
        self._refused_before = self._refused()

    def open(self) -> list[Gesture]:
        """What was tried and never acknowledged."""
        return [gesture for mark, gesture in self.tried.items() if mark not in self.done]

    def check(self, ledger: Ledger, found: Findings) -> None:
        """Acknowledged and not in the store: lost. In the store twice: doubled."""
        effects = traces(ledger, self.tried.values())
        found.count("gestures", len(self.tried))
        found.count("acknowledged", len(self.done))
        lost = [self.tried[mark] for mark in sorted(self.done) if not effects[mark]]
        pressed = [one.mark for one in lost if one.body.get("type") == "block_actions"]
        refused = self._refused() - self._refused_before
        found.count("presses refused in a window", min(refused, len(pressed)))
        found.never("acknowledged and lost", [one.mark for one in lost if one.mark not in pressed] + pressed[refused:])
        found.never("done twice", sorted(mark for mark in self.tried if effects[mark] > 1))

    def _refused(self) -> int:
        """Presses of which the bot said that it was busy: in a window, which their acknowledgement does not show."""
        return len(REFUSED.findall(self.log.read_text())) if self.log.exists() else 0


REFUSED = re.compile(r"blockers\.(?:acknowledge|start|withdraw): not done in time")


def traces(ledger: Ledger, gestures: Iterable[Gesture]) -> Counter[str]:
    """How often each gesture is found in the store, by its mark."""
    reported = "SELECT title FROM blockers"
    titles = Counter(word for (title,) in ledger.rows(reported) for word in title.split())
    lines = (
        "SELECT c.what, c.text, b.title FROM blocker_changes c "
        "JOIN blockers b ON b.workspace = c.workspace AND b.id = c.blocker_id WHERE c.what <> 'reported'"
    )
    changes: Counter[tuple[str, str]] = Counter()
    for what, text, title in ledger.rows(lines):
        for word in (text or "").split() if what == "commented" else title.split():
            changes[what, word] += 1
    return Counter(
        {one.mark: titles[one.mark] if one.what == "reported" else changes[one.what, _word(one)] for one in gestures}
    )


def _word(gesture: Gesture) -> str:
    return gesture.mark if gesture.what == "commented" else gesture.of
