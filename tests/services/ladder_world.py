"""What do the tests of ladders act in? A blocker of Mia's on APOLLO that Cy is to clear, with somebody at each level."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from bot.clock import FixedClock
from models.climbs import BlockerClimb, BlockerStep
from models.people import Team
from models.projects import Project
from models.store import Store
from models.timers import Timer, TimerState
from planning.ladder import Climb
from planning.rungs import Ladder
from services import blocker_lists, channels, ladder_acts, ladder_rungs, ladders
from services.policies import PmoPolicy, Policy
from tests.services.blocker_world import World

POLICY = Policy(pmo=PmoPolicy(channel="C0PMO", lead="ana@fernwood.example"))


class Tower(World):
    """Bo manages APOLLO, Sue is its sponsor, Eve and Eli are executives, Ana and Abe the PMO, Cy the owner."""

    def __init__(self, store: Store, clock: FixedClock, policy: Policy = POLICY) -> None:
        super().__init__(store, clock, policy)
        self.everybody("Mia", "Bo", "Cy", "Dee", "Sue")
        for name, role in (("Ana", "pmo"), ("Abe", "pmo"), ("Eve", "executive"), ("Eli", "executive")):
            self.person(name, roles=[role])
        self.apollo = self.project("APOLLO", manager="Bo", channel="C0APOLLO")
        with store.write.begin() as session:
            session.get_one(Project, (self.workspace, self.apollo)).sponsor_id = self.people["Sue"]
            session.add(
                Team(workspace=self.workspace, id="t", code="t", name="Ops", lead_id=self.people["Dee"], notes={})
            )
        self.change_person("Cy", team_id="t")

    def filed(self, *, begun: bool = True, **draft: object) -> str:
        """A blocker, with its ladder begun."""
        made = self.report("Mia", "No access to staging", tell=True, **{"project_id": self.apollo, **draft})
        self.hand_over("Bo", made, "Cy", tell=True) if begun else None
        return made

    def ladder(self, blocker_id: str) -> Ladder:
        """With every level looked up, so that it can be read once the store is closed."""
        with self.store.read.begin() as session:
            blocker = blocker_lists.see(session, self.workspace, blocker_id)
            ladder = ladder_rungs.ladder(session, blocker, self.policy, at=self.clock.now())
            dict(ladder.rungs)
            return ladder

    def climb(self, blocker_id: str) -> Climb:
        with self.store.read.begin() as session:
            found = ladders.climb_of(session, blocker_lists.see(session, self.workspace, blocker_id))
        assert found is not None
        return found

    def put(self, blocker_id: str, climb: Climb) -> None:
        """As if it stood there."""
        with self.store.write.begin() as session:
            ladders.keep(session, blocker_lists.find(session, self.workspace, blocker_id), climb)

    def shut(self, channel: str, *, shut: bool = True) -> None:
        with self.store.write.begin() as session:
            channels.note(session, self.workspace, channel, shut=shut, at=self.clock.now())

    def agree(self, name: str, blocker_id: str) -> None:
        with self.acting(name) as (session, actor):
            blocker = blocker_lists.find(session, self.workspace, blocker_id)
            ladder_acts.agree(session, blocker, by=actor, at=self.clock.now())

    def hold(self, name: str, blocker_id: str, day: datetime) -> datetime:
        with self.acting(name) as (session, actor):
            blocker = blocker_lists.find(session, self.workspace, blocker_id)
            return ladder_acts.hold(session, blocker, day.date(), by=actor, at=self.clock.now(), policy=self.policy)

    def steps(self) -> Sequence[BlockerStep]:
        with self.store.read.begin() as session:
            return session.scalars(select(BlockerStep).order_by(BlockerStep.at, BlockerStep.number)).all()

    def climbs(self) -> Sequence[BlockerClimb]:
        return self.rows(BlockerClimb)

    def look_now(self) -> None:
        """Have every ladder thought about at once."""
        with self.store.write.begin() as session:
            session.execute(update(Timer).where(Timer.state == TimerState.WAITING).values(due_at=self.clock.now()))

    def waiting(self, series: str = "ladder:") -> list[Timer]:
        found = [one for one in self.rows(Timer) if one.series.startswith(series)]
        return sorted((one for one in found if one.state == TimerState.WAITING), key=lambda one: one.due_at)
