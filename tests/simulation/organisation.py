"""How does a small organisation live on a clock that goes from one thing that happens to the next?"""

import heapq
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path

from slack_sdk import WebClient
from sqlalchemy import func, select

from bot.cli.stores import bring
from bot.clock import FixedClock
from jobs import SERIES, attention, checkins, digests, ladders, timers
from jobs.work import Series, Work
from models.attention import Held
from models.migrate import upgrade
from models.people import Person
from models.store import open_store
from models.timers import Timer, TimerState
from notices.occasions import Occasion
from planning.people import Standing
from readers.tables.portfolio import read_path
from readers.tables.values import Portfolio
from services import people, working_hours
from services.health import Board
from services.outbox import DeliveryPolicy
from services.policies import CheckinPolicy, CheckinSeriesPolicy, PmoPolicy, Policy
from tests.conftest import add_workspace
from tests.processes import ROOT
from tests.services.blocker_world import World

PORTFOLIO = ROOT / "tests" / "small" / "portfolio"  # it stays as it is, so that docs/simulation.md stays true
LIVE = {
    name: series for name, series in SERIES.items() if name not in {"people.refresh", "cards.draw"}
}  # no Slack here
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
KEPT_DAYS = 3_650
Act = Callable[[], None]


class Organisation(World):
    """Its people and projects, whose acts are put down for later; what is due happens in between.

    The jobs are those of the bot, over a real store. Nobody sends: what is said stays in the outbox.
    """

    def __init__(self, folder: Path, at: datetime, policy: Policy, series: Mapping[str, Series] = LIVE) -> None:
        self.store = open_store(f"sqlite:///{folder / 'store.db'}", threads=2)
        upgrade(self.store)
        self.clock, self.policy, self.series = FixedClock(at), policy, series
        self.workspace = add_workspace(self.store)
        bring(self.store, self.workspace, _portfolio(), dry_run=False, policy=policy.availability)
        with self.store.write.begin() as session:
            chosen = select(Person).where(Person.standing != Standing.DEACTIVATED).order_by(Person.name)
            everybody = session.scalars(chosen.where(Person.slack_id.is_not(None))).all()
            for person in everybody:  # Slack has said that they are there
                person.standing = Standing.GUEST if person.standing == Standing.GUEST else Standing.MEMBER
            self.people = {person.name: person.id for person in everybody}
        self._acts: list[tuple[datetime, int, Act]] = []
        self._numbers = count()
        nobody = WebClient(base_url="http://127.0.0.1:9/api/", timeout=1, retry_handlers=[])
        self.work = Work(
            write=self.store.write,
            read=self.store.read,
            policy=policy,
            now=self.clock.now,
            wall=self.clock.now,
            client_of=lambda _: nobody,
            owner="simulation",
            board=Board(),
        )

    def occasion(self) -> Occasion:
        return self.work.occasion()

    def later(self, at: datetime, act: Act) -> None:
        """Somebody does that then."""
        heapq.heappush(self._acts, (at, next(self._numbers), act))

    def works_after(self, name: str, hours: float) -> datetime | None:
        """When so many working hours of theirs have passed; None: not within two years."""
        with self.store.read.begin() as session:
            person = session.get_one(Person, (self.workspace, self.people[name]))
            time = working_hours.of(session, person, self.policy.availability, since=self.clock.at)
            return time.after(self.clock.at, Decimal(f"{hours:.3f}"))

    def local(self, name: str) -> datetime:
        """What their clock shows."""
        with self.store.read.begin() as session:
            person = session.get_one(Person, (self.workspace, self.people[name]))
            return self.clock.at.astimezone(people.zone_of(session, person))

    def live(self, until: datetime, look: Act = lambda: None) -> None:
        """Go on to `until`: at each instant first people act, then what is due happens, then people `look`."""
        ensured, still = self.clock.at - HOUR, 0
        while (at := self._next()) <= until:
            still = still + 1 if at <= self.clock.at else 0
            assert still < 50, f"something is due again and again at {at}"
            self.clock.at = max(self.clock.at, at)
            while self._acts and self._acts[0][0] <= self.clock.at:
                heapq.heappop(self._acts)[2]()
            if self.clock.at - ensured >= HOUR:
                self._ensure()
                ensured = self.clock.at
            ladders.begin(self.work)
            timers.ring(self.work, self.series)
            attention.say(self.work)
            look()
        self.clock.at = until

    def close(self) -> None:
        self.store.close()

    def _ensure(self) -> None:
        timers.ensure(self.work, self.series)
        checkins.ensure(self.work)
        digests.plan(self.work)

    def _next(self) -> datetime:
        """When something happens next; at the latest in an hour."""
        with self.store.read.begin() as session:
            rung = session.scalar(select(func.min(Timer.due_at)).where(Timer.state == TimerState.WAITING))
            said = session.scalar(select(func.min(Held.due_at)).where(Held.settled_at.is_(None)))
        acted = self._acts[0][0] if self._acts else None
        return min(at for at in (rung, said, acted, self.clock.at + HOUR) if at is not None)


def policy_for() -> Policy:
    """The policy as it comes, with one check-in for everybody on each working day. Nothing is forgotten before it was
    counted."""
    everybody = tuple(row.email for row in _portfolio().people if row.email)
    series = CheckinSeriesPolicy("everybody", "09:30", "17:00", people=everybody)
    return Policy(
        pmo=PmoPolicy(channel="C0PMO"),
        checkins=CheckinPolicy(series=(series,)),
        delivery=DeliveryPolicy(kept_days=KEPT_DAYS),
    )


def _portfolio() -> Portfolio:
    found = read_path(PORTFOLIO)
    assert isinstance(found, Portfolio), found
    return found
