"""Do store and thought agree, whatever two people do with their blockers in whatever order?"""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule
from sqlalchemy import func, select

from bot.clock import FixedClock
from models.audit import AuditRow
from planning.blockers import LIVE, Change, State
from services.refusals import Refused, Stale
from tests.machines import Machine, stroll, walk
from tests.services.blocker_world import World

PEOPLE = ("Mia", "Bo")
LIVE_AT_ONCE, RECENT = 4, 6  # blockers; older ones are left alone, but what they hold up is not forgotten
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Thought:
    """What we believe of one blocker."""

    raiser: str
    owner: str
    title: str
    state: State = State.OPEN
    same_as: int | None = None
    blocks: frozenset[int] = frozenset()


@dataclass
class Done:
    """A change that might be taken back: by whom, when, and how the blocker was before it."""

    change: Change
    by: str
    at: datetime
    before: Thought
    after: Thought


@dataclass
class Believed:
    now: Thought
    lines: int = 1
    merged: set[int] = field(default_factory=set)  # of what waits for it, what came by a merge and was not named since
    undoable: list[Done] = field(default_factory=list)


class Blockers(Machine):
    """Mia raises or is held up, Bo manages; both press whatever they like, and the day goes by."""

    @initialize()
    def begin(self) -> None:
        self.clock = FixedClock(NOW)
        self.world = World(self.store, self.clock)  # type: ignore[arg-type]
        self.world.everybody(*PEOPLE)
        self.project = self.world.project("APOLLO", manager="Bo")
        self.ids: list[str] = []
        self.believed: list[Believed] = []
        self.touched: set[int] = set()

    @rule(who=st.sampled_from(PEOPLE), title=st.text("abc ", min_size=1, max_size=5))
    @precondition(lambda self: sum(one.now.state in LIVE for one in self.believed) < LIVE_AT_ONCE)
    def report(self, who: str, title: str) -> None:
        self.ids.append(self.world.report(who, title, project_id=self.project))
        self.believed.append(Believed(Thought(who, "Bo", title)))
        self.touched = {len(self.ids) - 1}

    @rule(data=st.data(), who=st.sampled_from(PEOPLE), what=st.sampled_from([*Change]))
    @precondition(lambda self: self.ids)
    def press(self, data: Any, who: str, what: Change) -> None:
        if what in {Change.REPORTED, Change.ABSORBED, Change.UNDONE, Change.IMPORTED}:
            return
        recent = st.integers(max(0, len(self.ids) - RECENT), len(self.ids) - 1)
        here, there = data.draw(recent), data.draw(recent)
        self.touched = {here, there}
        then = self.expected(here, there, who, what)
        how: dict[str, Any] = {
            "to": self.world.people[PEOPLE[there % 2]],
            "into": self.ids[there],
            "people": [self.world.people[name] for name in self.world.held(self.ids[here])],  # as they are
            "blocks": [self.ids[there]],
        }
        if what is Change.EDITED:
            how = {"title": f"edited {there}", "project_id": self.project}
        verb = self.world.verb(what, **how)
        if then is None:
            with pytest.raises(Refused):
                self.world.do(who, self.ids[here], verb)
            return
        self.world.do(who, self.ids[here], verb)
        believed = self.believed[here]
        if what is Change.COMMENTED:
            believed.lines += 1
        elif then != believed.now:
            believed.undoable.append(Done(what, who, self.clock.now(), believed.now, then))
            self.becomes(believed, then)
            if what is Change.MERGED:
                self.absorbed(there, then.blocks)

    def becomes(self, believed: Believed, then: Thought) -> None:
        believed.merged -= believed.now.blocks ^ then.blocks
        believed.now, believed.lines = then, believed.lines + 1

    def absorbed(self, there: int, waiting: frozenset[int]) -> None:
        """What waited for a duplicate waits for this one from now on, unless that would be a circle."""
        other = self.believed[there]
        brought = {one for one in waiting if there not in self.reached(one)} - other.now.blocks
        self.becomes(other, replace(other.now, blocks=other.now.blocks | brought))
        other.merged |= brought

    def given_back(self, there: int, here: int) -> None:
        other = self.believed[there]
        stay = {
            waits
            for number, one in enumerate(self.believed)
            if number != here and one.now.same_as == there
            for waits in one.now.blocks
        }
        gone = (self.believed[here].now.blocks & other.merged) - stay
        self.becomes(other, replace(other.now, blocks=other.now.blocks - gone))

    def expected(self, here: int, there: int, who: str, what: Change) -> Thought | None:  # noqa: PLR0911
        """How the blocker should be after that; None where it is to be refused."""
        now = self.believed[here].now
        raiser, owning, live = who == now.raiser, who in {now.owner, "Bo"}, now.state in LIVE
        waits = any(here in one.now.blocks and one.now.state in LIVE for one in self.believed)
        match what:
            case Change.COMMENTED:
                return now
            case Change.ACKNOWLEDGED:
                return replace(now, state=State.ACKNOWLEDGED) if owning and now.state is State.OPEN else None
            case Change.STARTED:
                early = now.state in {State.OPEN, State.ACKNOWLEDGED}
                return replace(now, state=State.IN_PROGRESS) if owning and early else None
            case Change.CLEARED:
                return replace(now, state=State.CLEARED) if (owning or raiser) and live and not waits else None
            case Change.WITHDRAWN:
                return replace(now, state=State.WITHDRAWN) if raiser and live else None
            case Change.HANDED_OVER:
                to = PEOPLE[there % 2]
                return replace(now, owner=to, state=State.OPEN) if owning and live and to != now.owner else None
            case Change.EDITED:
                return replace(now, title=f"edited {there}") if (owning or raiser) and live else None
            case Change.LINKED:
                circle = here in self.reached(there)
                return replace(now, blocks=frozenset({there})) if (owning or raiser) and live and not circle else None
            case Change.MERGED:
                other = self.believed[there].now
                joined = (owning or raiser) and live and here != there and other.state in LIVE
                return replace(now, state=State.DUPLICATE, same_as=there) if joined else None
        raise AssertionError(what)

    def reached(self, start: int) -> set[int]:
        found, new = {start}, {start}
        while new:
            new = {there for one in new for there in self.believed[one].now.blocks} - found
            found |= new
        return found

    @rule(data=st.data(), who=st.sampled_from(PEOPLE))
    @precondition(lambda self: any(one.undoable for one in self.believed))
    def undo(self, data: Any, who: str) -> None:
        here = data.draw(st.sampled_from([n for n, one in enumerate(self.believed) if one.undoable][-RECENT:]))
        believed = self.believed[here]
        self.touched = {here} if believed.now.same_as is None else {here, believed.now.same_as}
        last = believed.undoable[-1]
        line = next(
            one
            for one in reversed(self.world.history(self.ids[here]))
            if one.what == last.change and one.undone_at is None
        )
        # Only what the change did is taken back: a merge may have brought more since.
        brought_back = last.before.blocks - last.after.blocks
        blocks = (believed.now.blocks - (last.after.blocks - last.before.blocks)) | brought_back
        circle = blocks != believed.now.blocks and any(here in self.reached(there) for there in blocks)
        if who != last.by or self.clock.now() >= last.at + timedelta(hours=24) or circle:
            with pytest.raises(Refused):
                self.world.undo(who, line.id)
            return
        self.world.undo(who, line.id)
        believed.undoable.pop()
        if last.change is Change.MERGED:
            assert believed.now.same_as is not None
            self.given_back(believed.now.same_as, here)
        self.becomes(believed, replace(last.before, blocks=blocks))
        with pytest.raises(Stale):
            self.world.undo(who, line.id)

    @rule(hours=st.sampled_from([1, 12, 25]))
    def time_goes_by(self, hours: int) -> None:
        self.clock.add(hours=hours)

    @invariant()
    def store_and_thought_agree(self) -> None:
        for here in getattr(self, "touched", ()):
            self.agrees(here)
        if getattr(self, "ids", []):
            with self.store.begin() as session:
                audited = session.scalar(select(func.count()).select_from(AuditRow))
            assert audited == sum(one.lines for one in self.believed), "every line was audited"

    def agrees(self, here: int) -> None:
        id_, believed = self.ids[here], self.believed[here]
        row, now = self.world.blocker(id_), believed.now
        assert (row.title, row.state, row.owner_id) == (now.title, now.state, self.world.people[now.owner])
        assert row.duplicate_of == (None if now.same_as is None else self.ids[now.same_as])
        assert self.world.blocks(id_) == {self.ids[there] for there in now.blocks}
        assert (row.cleared_at is not None) == (now.state is State.CLEARED)
        assert [line.seq for line in self.world.history(id_)] == list(range(1, believed.lines + 1))
        assert (row.version, row.number) == (believed.lines, here + 1)

    def teardown(self) -> None:
        try:
            for here in range(len(getattr(self, "ids", []))):
                self.agrees(here)
        finally:
            super().teardown()


def test_store_and_thought_agree_on_short_ways(migrated_sqlite: Path) -> None:
    stroll(Blockers, migrated_sqlite)


@pytest.mark.timeout(300)
def test_store_and_thought_agree_on_long_ways(migrated_sqlite: Path) -> None:
    walk(Blockers, migrated_sqlite)
