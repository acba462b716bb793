"""An organisation in 23 zones, and the bot's jobs over it on a clock that can be set: they can be killed at any commit.

In each zone there is a member who is asked in the morning and raises blockers, a keeper who is asked at night and owns
them, and a head who reads the digest. Two people in Berlin and Auckland are the PMO. Nobody has quiet hours, so that
what is due at night is said at night.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from itertools import count
from pathlib import Path

from slack_sdk import WebClient
from sqlalchemy import func, select

from bot.clock import FixedClock
from jobs import SERIES, TIMETABLE
from jobs.work import Work
from models.attention import Held
from models.availability import Absence, Origin
from models.migrate import upgrade
from models.store import open_store
from models.timers import Timer, TimerState
from notices.occasions import Occasion
from planning.people import Role
from services.health import Board
from services.policies import AttentionPolicy, CheckinPolicy, CheckinSeriesPolicy, PmoPolicy, Policy
from tests.conftest import add_workspace
from tests.planning.clocks import ZONES, Clock
from tests.services.blocker_world import World

DAY, QUARTER = timedelta(days=1), timedelta(minutes=15)
WEEKDAYS, EVERY_DAY = frozenset(range(5)), frozenset(range(7))
HERE = {name: series for name, series in SERIES.items() if name not in {"people.refresh", "cards.draw"}}  # no Slack
RINGS = ("timers.ring", "timers.crowds", "timers.slow")
OFTEN = ("timers.ensure", "checkins.ensure", "digests.plan", "ladders.hasten", "audit.seal")
SELDOM = timedelta(hours=6)  # nothing that these see to changes sooner here
LEASE = timedelta(seconds=5)  # after that another owner may go on
OFFICE = ("Europe/Berlin", "Pacific/Auckland")


class KilledError(BaseException):
    """The process is gone: nothing below may catch it."""


@dataclass
class Fuse:
    """The store's failpoint: it ends the process at the n-th visit from when it is set."""

    left: int = 0

    def __call__(self, _: str) -> None:
        if self.left:
            self.left -= 1
            if not self.left:
                raise KilledError


@dataclass(frozen=True)
class Resident:
    """Somebody, and what an oracle has to know of them."""

    name: str
    clock: Clock
    works: frozenset[int]
    opens: time
    closes: time
    series: str = ""
    away: frozenset[date] = frozenset()

    @property
    def asked_on(self) -> frozenset[int]:
        return WEEKDAYS if self.series == "morning" else EVERY_DAY

    def window(self, day: date) -> tuple[datetime, datetime]:
        show = self.clock.first_showing
        return show(datetime.combine(day, self.opens)), show(datetime.combine(day, self.closes))

    def hours(self, since: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Their working days, nine to five by their own clock, from the one that may still go on."""
        day = since.astimezone(self.clock.zone).date() - DAY
        while True:
            if day.weekday() in self.works and day not in self.away:
                yield self.window_of(day, time(9), time(17))
            day += DAY

    def window_of(self, day: date, start: time, end: time) -> tuple[datetime, datetime]:
        show = self.clock.first_showing
        return show(datetime.combine(day, start)), show(datetime.combine(day, end))


class Globe(World):
    def __init__(self, folder: Path, begin: datetime) -> None:
        self.url, self.fuse, self.clock = f"sqlite:///{folder / 'store.db'}", Fuse(), FixedClock(begin)
        self._owners, self._ensured = count(1), begin - DAY
        self._open()
        upgrade(self.store)
        self.people = {}
        self.workspace = add_workspace(self.store)
        first = begin.date()
        clocks = {name: Clock(name, first - 9 * DAY, first + 50 * DAY) for name in ZONES}
        self.members, self.keepers, self.heads = {}, {}, {}
        for number, zone in enumerate(ZONES):
            self._settle(number, zone, clocks[zone], first)
        self.office = [self._one(f"PMO {zone}", clocks[zone], WEEKDAYS, roles=[Role.PMO.value]) for zone in OFFICE]
        self.policy = _policy(list(self.members.values()), list(self.keepers.values()))
        self._begin()

    def occasion(self) -> Occasion:
        return self.work.occasion()

    def beat(self) -> None:
        """All ticks that something is due for, as often as the timetable would by then. Raises KilledError."""
        if not timedelta(0) <= self.clock.at - self._ensured < SELDOM:
            for name in OFTEN:
                self._tick(name)
            self._ensured = self.clock.at
        self._tick("ladders.begin")
        for name in RINGS:
            self._tick(name)
        for name in RINGS if self._is_due() else ():  # what follows from the first
            self._tick(name)
        self._tick("attention.say")
        if self._ensured == self.clock.at:
            self._tick("health.audit")

    def problems(self) -> tuple[str, ...]:
        """What the bot's own audit found just now."""
        report = self.work.board.latest()
        return report.problems if report is not None and report.wall == self.clock.at else ()

    def look_ahead(self, far: timedelta) -> None:
        """Let the oracle's wall clocks be looked at until then."""
        for one in self.members.values():
            one.clock.walk_on((self.clock.at + far).date())

    def restart(self) -> None:
        """Another process on the same store, with a name of its own."""
        self.fuse.left = 0
        self.store.close()
        self._open()
        self._begin()
        self._ensured = self.clock.at - DAY

    def next_due(self) -> datetime | None:
        with self.store.read.begin() as session:
            rung = session.scalar(select(func.min(Timer.due_at)).where(Timer.state == TimerState.WAITING))
            said = session.scalar(select(func.min(Held.due_at)).where(Held.settled_at.is_(None)))
        return min((at for at in (rung, said) if at is not None), default=None)

    def _is_due(self) -> bool:
        due = self.next_due()
        return due is not None and due <= self.clock.at

    def _tick(self, name: str) -> None:
        job: Callable[..., None] = next(tick.job for tick in TIMETABLE if tick.name == name)
        job = partial(job, series=HERE) if name.startswith("timers.") else job
        job(self.work)

    def _open(self) -> None:
        self.store = open_store(self.url, threads=2, failpoint=self.fuse)

    def _begin(self) -> None:
        nobody = WebClient(base_url="http://127.0.0.1:9/api/", timeout=1, retry_handlers=[])
        self.work = Work(
            write=self.store.write,
            read=self.store.read,
            policy=self.policy,
            now=self.clock.now,
            wall=self.clock.now,  # as in service: both are the machine's
            client_of=lambda _: nobody,
            owner=f"process {next(self._owners)}",
            board=Board(),
        )

    def _settle(self, number: int, zone: str, clock: Clock, first: date) -> None:
        away = frozenset(_away(first)) if number % 3 == 0 else frozenset[date]()
        night = "nights" if number % 2 else "gaps"
        opens = time(0, 30) if night == "nights" else time(2, 30)
        member = self._one(f"Member {zone}", clock, WEEKDAYS, time(9, 30), time(17), "morning", away)
        keeper = self._one(f"Keeper {zone}", clock, EVERY_DAY, opens, time(6), night)
        self.members[zone], self.keepers[zone] = member, keeper
        self.heads[zone] = self._one(f"Head {zone}", clock, WEEKDAYS, roles=[Role.EXECUTIVE.value], digest=True)
        self.project(_code(zone), manager=keeper.name)
        with self.store.write.begin() as session:
            for day in away:
                mine = {"workspace": self.workspace, "person_id": self.people[member.name]}
                session.add(Absence(**mine, start=day, finish=day, part="day", origin=Origin.SAID.value))

    def _one(
        self,
        name: str,
        clock: Clock,
        works: frozenset[int],
        opens: time = time(9, 30),
        closes: time = time(17),
        series: str = "",
        away: frozenset[date] = frozenset(),
        **columns: object,
    ) -> Resident:
        week = tuple(Decimal(8 if day in works else 0) for day in range(7))
        slack = "U" + name.upper().translate(str.maketrans("", "", " /_"))
        email = f"{slack.lower()}@fernwood.example"
        self.person(name, zone=clock.zone.key, week=week, holidays="-", slack_id=slack, email=email, **columns)
        return Resident(name, clock, works, opens, closes, series, away)


def _away(first: date) -> Iterator[date]:
    """Three days in each month of the next three years."""
    day = first
    while day < first + 1_000 * DAY:
        if day.day in {20, 21, 22}:
            yield day
        day += DAY


def _code(zone: str) -> str:
    return zone.partition("/")[2].upper().replace("_", "")[:12] or zone


def _policy(members: list[Resident], keepers: list[Resident]) -> Policy:
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    series = []
    for name, until in (("morning", 5), ("nights", 7), ("gaps", 7)):
        mine = [one for one in (*members, *keepers) if one.series == name]
        emails = tuple(_email(one.name) for one in mine)
        opens, closes = f"{mine[0].opens:%H:%M}", f"{mine[0].closes:%H:%M}"
        series.append(CheckinSeriesPolicy(name, opens, closes, days=days[:until], people=emails))
    return Policy(
        pmo=PmoPolicy(channel="C0PMO"),
        attention=AttentionPolicy(weekly_budget=50, quiet_from="00:00", quiet_until="00:00"),
        checkins=CheckinPolicy(series=tuple(series)),
    )


def _email(name: str) -> str:
    return f"u{name.lower().translate(str.maketrans('', '', ' /_'))}@fernwood.example"


def up_to(instant: datetime) -> datetime:
    """The next full quarter of an hour: in every zone something begins at one."""
    start = datetime(2000, 1, 1, tzinfo=UTC)
    return start + -(-(instant - start) // QUARTER) * QUARTER
