"""What does one blocker live through, and what must hold of it after a crash in the middle?"""

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import create_engine, text

from tests.house import House, until

# One for each blocker, and none like another: what looks like the same thing is offered as one.
WORDS = (
    "anchor", "bicycle", "cathedral", "dolphin", "envelope", "furnace", "glacier", "hammock", "iceberg", "jigsaw",
    "kettle", "lantern", "mulberry", "nightingale", "orchard", "penguin", "quarry", "raspberry", "sandstorm", "thunder",
    "umbrella", "violin", "walnut", "xylophone", "yoghurt", "zeppelin", "almond", "butterfly", "cinnamon", "drizzle",
    "eucalyptus", "falcon", "gondola", "harvest", "ink", "jasmine", "kangaroo", "lighthouse", "marble", "nutmeg",
    "opal", "parachute", "quilt", "rhubarb", "saxophone", "telescope", "unicycle", "velvet", "waterfall", "yardstick",
)  # fmt: skip
RANK = {"open": 0, "acknowledged": 1, "in_progress": 2, "cleared": 3}
SAID = {"open": "Open", "acknowledged": "Acknowledged", "in_progress": "In progress", "cleared": "Cleared"}
STORED = """
    SELECT b.state,
           (SELECT count(*) FROM blocker_changes c WHERE c.blocker_id = b.id AND c.what = 'commented') AS comments
    FROM blockers b WHERE lower(b.title) LIKE :words
"""
SEEN = "Nora looks at it at four"


class Life:
    """Filed, acknowledged, begun, commented on and cleared, each step only when the one before was answered."""

    STEPS = ("file", "acknowledge", "start", "comment", "clear")

    def __init__(self, house: House, words: str) -> None:
        self.house, self.words = house, words
        self.done: tuple[str, ...] = ()  # steps that the bot acknowledged

    def live(self) -> None:
        """Until the end or a crash."""
        for step in self.STEPS:
            if not getattr(self, f"_{step}")():
                return
            self.done += (step,)
            if not self._seen(step):
                return

    def card(self) -> dict[str, Any] | None:
        """The one card in the channel. There are never two."""
        found = [one for one in self.house.said("C0APOLLO") if self.words in json.dumps(one["blocks"])]
        assert len(found) <= 1, "the card stands more than once"
        return found[0] if found else None

    def verify(self) -> None:
        """What was acknowledged is stored, what is stored is seen once, and nobody was told anything twice."""
        stored = self._stored()
        assert len(stored) <= 1, "filed twice"
        if not stored:
            assert not self.done, "acknowledged, and lost"
            assert self.card() is None, "a message of what was rolled back"
            return
        row = stored[0]
        changed = [step for step in self.done if step in {"acknowledge", "start", "clear"}]
        assert RANK[row.state] >= len(changed), f"{self.done} was acknowledged, and it is {row.state}"
        assert row.comments == 1 if "comment" in self.done else row.comments <= 1
        until(lambda: SAID[row.state] in json.dumps((self.card() or {}).get("blocks")), f"the card to say {row.state}")
        if row.comments and row.state != "cleared":  # a cleared card says what cleared it, and no more
            until(lambda: SEEN in json.dumps(self.card()), "the comment on the card")
        self._nothing_waits()
        assert len(self._told("U0TOMAS")) == 1, "its owner was asked exactly once"
        heard = self._told("U0MIA")
        assert len(heard) == len(set(heard)), "nobody hears the same twice"

    def _file(self) -> bool:
        line = f"/blocked no {self.words} for APOLLO since yesterday"
        answer = self.house.act("U0MIA", "command", channel="C0GENERAL", line=line)
        return answer["failure"] == "" and "is filed" in str(answer["ack"])

    def _acknowledge(self) -> bool:
        return self._press("blockers.acknowledge")

    def _start(self) -> bool:
        return self._press("blockers.start")

    def _comment(self) -> bool:
        return self._fill("blockers.comment", "Comment on", SEEN)

    def _clear(self) -> bool:
        return self._fill("blockers.clear", "Clear", "It was in the other drawer")

    def _press(self, action: str) -> bool:
        card = self.card()
        assert card is not None
        return str(self.house.press("U0TOMAS", card, action)["failure"]) == ""

    def _fill(self, action: str, title: str, words: str) -> bool:
        def opened() -> dict[str, Any] | None:
            view = self.house.town.ask("view?user=U0TOMAS")["view"]
            return view if view and view["title"]["text"].startswith(title) and view["id"] != before else None

        before = (self.house.town.ask("view?user=U0TOMAS")["view"] or {}).get("id")
        if not self._press(action) or not self._lives(lambda: opened() is not None):
            return False
        view = opened()
        assert view is not None
        answer = self.house.submit("U0TOMAS", view, words={"value": words})
        return str(answer["failure"]) == ""

    def _seen(self, step: str) -> bool:
        """Whether the step is seen on the card before a crash."""
        signs = {"file": "Open", "acknowledge": "Acknowledged", "start": "In progress", "comment": SEEN}
        sign = signs.get(step, "Cleared")
        shown = self._lives(lambda: sign in json.dumps((self.card() or {}).get("blocks")))
        return shown and (step != "clear" or self._lives(lambda: bool(self._told("U0MIA"))))

    def _lives(self, seen: Callable[[], bool]) -> bool:
        """Wait for something to be seen, or for the bot to be dead."""
        until(lambda: self.house.died() or seen(), "the step or the crash")
        return not self.house.died()

    def _told(self, who: str) -> list[str]:
        return [one["text"] for one in self.house.told(who) if self.words in json.dumps(one)]

    def _nothing_waits(self) -> None:
        waiting = {"pending", "sending", "unknown"}
        until(lambda: not waiting & self.house.outbox().keys(), "the outbox to be empty", 45)

    def _stored(self) -> list[Any]:
        """Its rows in the store: state and number of comments."""
        engine = create_engine(self.house.database_url)
        with engine.connect() as connection:
            found = connection.execute(text(STORED), {"words": f"%{self.words}%"}).all()
        engine.dispose()
        return list(found)
