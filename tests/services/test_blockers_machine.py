"""Do store and thought agree, whatever two people do with their blockers in whatever order?"""

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.clock import FixedClock
from models.store import open_store
from planning.blockers import LIVE, Change, State
from services.refusals import Refused, Stale
from tests.services.blocker_world import World

PEOPLE = ("Mia", "Bo")
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


class Blockers(RuleBasedStateMachine):
    """Mia raises or is held up, Bo manages; both press whatever they like, and the day goes by."""

    template: Path

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.mkdtemp(prefix="clearway-machine-")
        shutil.copy(self.template, f"{self.folder}/store.db")
        self.store = open_store(f"sqlite:///{self.folder}/store.db", threads=2)
        self.clock = FixedClock(NOW)
        self.world = World(self.store, self.clock)
        self.world.everybody(*PEOPLE)
        self.project = self.world.project("APOLLO", manager="Bo")
        self.ids: list[str] = []
        self.believed: list[Believed] = []

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder)

    @rule(who=st.sampled_from(PEOPLE), title=st.text("abc ", min_size=1, max_size=5))
    @precondition(lambda self: len(self.ids) < 4)
    def report(self, who: str, title: str) -> None:
        self.ids.append(self.world.report(who, title, project_id=self.project))
        self.believed.append(Believed(Thought(who, "Bo", title)))

    @rule(data=st.data(), who=st.sampled_from(PEOPLE), what=st.sampled_from([*Change]))
    @precondition(lambda self: self.ids)
    def press(self, data: Any, who: str, what: Change) -> None:
        if what in {Change.REPORTED, Change.ABSORBED, Change.UNDONE}:
            return
        here = data.draw(st.integers(0, len(self.ids) - 1))
        there = data.draw(st.integers(0, len(self.ids) - 1))
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
        found = {start}
        for _ in self.ids:
            found |= {there for one in found for there in self.believed[one].now.blocks}
        return found

    @rule(data=st.data(), who=st.sampled_from(PEOPLE))
    @precondition(lambda self: any(one.undoable for one in self.believed))
    def undo(self, data: Any, who: str) -> None:
        here = data.draw(st.sampled_from([n for n, one in enumerate(self.believed) if one.undoable]))
        believed = self.believed[here]
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
        for id_, believed in zip(getattr(self, "ids", []), getattr(self, "believed", []), strict=True):
            row, now = self.world.blocker(id_), believed.now
            assert (row.title, row.state, self.world.name_of(row.owner_id)) == (now.title, now.state, now.owner)
            assert row.duplicate_of == (None if now.same_as is None else self.ids[now.same_as])
            assert self.world.blocks(id_) == {self.ids[there] for there in now.blocks}
            assert (row.cleared_at is not None) == (now.state is State.CLEARED)
            lines = self.world.history(id_)
            assert [line.seq for line in lines] == list(range(1, believed.lines + 1))
            assert row.version == believed.lines
        assert len(getattr(self, "ids", [])) == len(
            {self.world.blocker(id_).number for id_ in getattr(self, "ids", [])}
        )

    @invariant()
    def every_line_was_audited(self) -> None:
        if getattr(self, "ids", []):
            assert len(self.world.audits()) == sum(one.lines for one in self.believed)


def test_store_and_thought_agree_whatever_is_pressed(migrated_sqlite: Path) -> None:
    class OnThisStore(Blockers):
        template = migrated_sqlite

    run_state_machine_as_test(
        OnThisStore,
        settings=settings(
            max_examples=15, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
