"""Who keeps using the bot while something happens to it: commands, presses, comments in threads, one after the other?"""

import threading
import time
from contextlib import suppress
from random import Random
from typing import Any

from sqlalchemy.exc import OperationalError

from tests.soak.book import Book
from tests.soak.gestures import MANAGERS, PEOPLE, Gesture, comment, press, reply, report
from tests.soak.ledger import Ledger

CARD = (
    "SELECT b.id, c.channel, c.ts FROM blockers b JOIN cards c ON c.workspace = b.workspace "
    "AND c.subject_id = b.id AND c.place = 'channel' WHERE b.title LIKE :mark"
)
REST = 0.05  # seconds after a gesture that failed


class Hands:
    """A few people at work until they rest. Events that were not answered are delivered again, as Slack does."""

    def __init__(self, book: Book, ledger: Ledger, name: str, seed: int, number: int = 4, pause: float = 0.0) -> None:
        """`pause`: seconds of each person after each gesture."""
        self._book, self._ledger, self._name, self._pause = book, ledger, name, pause
        self._resting, self._blind = threading.Event(), threading.Event()
        self._cards: list[tuple[str, str, str, str, str]] = []  # of blockers of before: mark, id, place, whose
        self._threads = [
            threading.Thread(target=self._work, args=(hand, Random(seed + hand)), daemon=True) for hand in range(number)
        ]
        for one in self._threads:
            one.start()

    def rest(self) -> None:
        """Begin nothing more, and wait until Slack has given up on what was under way."""
        self._resting.set()
        for one in self._threads:
            one.join(60)

    def look_away(self) -> None:
        """From now on work with what is known: the store cannot be asked."""
        self._blind.set()

    def look_again(self) -> None:
        self._blind.clear()

    def _work(self, hand: int, chance: Random) -> None:
        number = 0
        while not self._resting.is_set():
            number += 1
            mark, project = f"{self._name}h{hand}n{number}", chance.choice(list(MANAGERS))
            filed = self._do(report(mark, project, chance.choice(PEOPLE)))
            if self._blind.is_set():
                self._remark(mark, chance)
            elif filed:
                self._follow(mark, MANAGERS[project], chance)

    def _follow(self, mark: str, manager: str, chance: Random) -> None:
        """What happens to a blocker that was filed."""
        found: list[tuple[Any, ...]] = []
        with suppress(OperationalError):  # the store went away in this moment
            found = self._ledger.rows(CARD, mark=f"% {mark} %")
        if not found:
            return
        id_, channel, ts = found[0]
        self._do(press(chance.choice(["acknowledged", "started"]), mark, id_, manager))
        if ts:
            self._cards.append((mark, id_, channel, ts, manager))
            self._do(reply(f"{mark}t", mark, channel, ts, chance.choice(PEOPLE)))
        elif chance.random() < 0.5:
            self._do(comment(f"{mark}c", mark, id_, manager))

    def _remark(self, mark: str, chance: Random) -> None:
        """A word about a blocker that stood before."""
        if self._cards:
            of, id_, channel, ts, manager = chance.choice(self._cards)
            self._do(comment(f"{mark}c", of, id_, manager))
            self._do(reply(f"{mark}t", of, channel, ts, chance.choice(PEOPLE)))

    def _do(self, gesture: Gesture) -> bool:
        if self._resting.is_set():
            return False
        done = self._book.send(gesture)
        time.sleep(self._pause if done else REST)
        return done
