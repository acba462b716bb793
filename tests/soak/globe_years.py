"""Who does what in an organisation of 23 zones, and does everything come as the oracles say, whatever the clock does?"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from random import Random

from sqlalchemy import select

from models.checkins import Checkin
from models.climbs import BlockerStep
from models.people import Person
from models.projects import Project
from planning.checkin_answers import Said
from services import checkin_answers, permissions
from tests.planning.clocks import Clock
from tests.soak.findings import Findings
from tests.soak.globe import DAY, LEASE, QUARTER, Globe, KilledError, Resident, up_to
from tests.soak.globe_oracle import Asking, Digests, Expected, Ladder, Reminder, begins, reminder

BEGIN = datetime(2026, 10, 12, 12, tzinfo=UTC)  # a Monday; the clocks of seven of the zones change within a month
CHANNEL = "channel"
LONGEST_LEASE = timedelta(minutes=1)  # of slow timers
JUMPS = {
    "a second": timedelta(seconds=1),
    "a minute": timedelta(minutes=1),
    "an hour": timedelta(hours=1),
    "a day": DAY,
}
ASLEEP = timedelta(hours=8)


@dataclass
class Filed:
    """One blocker, its ladder, and the silences in which its keeper is asked."""

    id: str
    ladder: Ladder
    changed: datetime
    silences: dict[str, Expected | None] = field(default_factory=dict)  # by when it was changed: when asked
    compared: dict[str, bool] = field(default_factory=dict)


class Years:
    """Lives on, and keeps what was expected until `globe_books` has compared it with the store."""

    def __init__(self, folder: Path, begin: datetime) -> None:
        self.globe = Globe(folder, begin)
        self.found, self.killed, self.died = Findings(), list[datetime](), begin - DAY
        self._acts: list[tuple[datetime, int, Callable[[], None]]] = []
        self._numbers = count()
        here = self.globe
        people = [*here.members.values(), *here.keepers.values()]
        at = here.clock.at
        self.asking = {one.name: Asking(one, at, self._first_day(one, at)) for one in people}
        readers = {CHANNEL: here.office[0].clock, **{one.name: one.clock for one in here.heads.values()}}
        self.digests = {name: Digests(clock, _monday(clock, at)) for name, clock in readers.items()}
        self.filed: dict[str, Filed] = {}  # by zone: the one that is open
        self.by_id: dict[str, Filed] = {}
        self.reminders: dict[str, Reminder] = {}  # by check-in
        self.taken: list[BlockerStep] = []
        self._seen: set[str] = set()  # ids of steps and check-ins
        self.look()  # everybody has a timer from now on

    def later(self, at: datetime, act: Callable[[], None]) -> None:
        heapq.heappush(self._acts, (at, next(self._numbers), act))

    def begin(self, chance: Random) -> None:
        """In each zone a first blocker is raised within two days."""
        for zone in self.globe.members:
            self.later(self._soon(chance, 0, 2), lambda zone=zone: self._raise(zone, chance))

    def live(self, days: int, chance: Random) -> None:
        """So many days by a clock that goes wrong at times, with a bot that is killed at times."""
        done, clock = self.globe.clock.at, self.globe.clock
        until = clock.at + timedelta(days=days)
        wrong = clock.at + chance.uniform(0.5, 3) * DAY
        while clock.at < until:
            due = min(
                one for one in (self.globe.next_due(), self._next_act(), clock.at + 6 * timedelta(hours=1)) if one
            )
            clock.at = max(up_to(due), up_to(clock.at + timedelta(seconds=1)))
            if clock.at >= wrong:
                self._go_wrong(chance)
                wrong = max(clock.at, wrong) + chance.uniform(0.5, 3) * DAY
            self.look(chance)
        self.found.count("days", days)
        self.found.count("days of zones", days * len(self.globe.members))
        assert done < clock.at

    def look(self, chance: Random | None = None) -> None:
        """People act, then the bot does what is due: killed now and then, it goes on after its lease."""
        clock = self.globe.clock
        while self._acts and self._acts[0][0] <= clock.at:
            heapq.heappop(self._acts)[2]()
        if chance is not None and chance.random() < 0.03:
            self.globe.fuse.left = chance.randint(1, 12)
        try:
            self.globe.beat()
        except KilledError:
            self.found.count("kills")
            self.killed.append(clock.at)
            self.died = clock.at
            self._note(chance)
            self.globe.restart()
            clock.at += LEASE
            self.look(chance)
            return
        self.globe.fuse.left = 0
        self._note(chance)
        self._decide()

    def _go_wrong(self, chance: Random) -> None:
        clock = self.globe.clock
        match chance.randrange(5):
            case 0:
                self.found.count("stood still")
                for _ in range(5):
                    self.look()
            case 1:
                self.found.count("asleep")
                clock.at += ASLEEP
            case way:
                self.found.count("jumps")
                step = chance.choice(list(JUMPS.values()))
                clock.at += step if way == 2 else -step
        self.look()

    def _decide(self) -> None:
        at, self.found.figures["looks"] = self.globe.clock.at, self.found.figures["looks"] + 1
        for one in (*self.asking.values(), *self.digests.values(), *self.reminders.values()):
            one.decide(at, self.killed)
        for filed in self.filed.values():
            step = filed.ladder.next()
            late = [f"B {filed.id}: {step[1]} was due at {step[0]}, and it is {at}"] if step and step[0] <= at else []
            self.found.never("steps missed", late)
            key = filed.changed.isoformat()
            if filed.silences[key] is None and begins(filed.ladder.keeper, filed.changed, 4) <= at:
                filed.silences[key] = Expected("asked", min([*self.killed, at]), at)
        settled = abs(at - self.died) > LONGEST_LEASE  # what the last one held is free by then
        self.found.never("not healthy", self.globe.problems() if settled else ())
        self.killed.clear()

    def _note(self, chance: Random | None) -> None:
        """What this look did: steps that were taken, and check-ins that somebody will answer."""
        at = self.globe.clock.at
        with self.globe.store.read.begin() as session:
            steps = list(session.scalars(select(BlockerStep).where(BlockerStep.at == at).order_by(BlockerStep.number)))
            asked = list(session.scalars(select(Checkin).where(Checkin.asked_at == at)))
        for step in steps:
            if step.id not in self._seen:
                self._step(step)
        for row in asked:
            if row.id not in self._seen:
                self._asked(row)
                if chance is not None and chance.random() < 0.6:
                    self.later(at + 3 * QUARTER, lambda row=row: self._answer(row))
        self._seen |= {one.id for one in (*steps, *asked)}

    def _step(self, step: BlockerStep) -> None:
        ladder = self.by_id[step.blocker_id].ladder
        due = ladder.next()
        said = f"B {step.blocker_id}: {step.act} at {step.at}, where {due} was due"
        self.found.never("steps too early", [said] * (due is None or step.at < due[0]))
        wrong = due is None or (step.act, step.number) != (due[1], ladder.number + 1)
        self.found.never("steps other than due", [said] * wrong)
        ladder.take(step.act, step.at)
        self.taken.append(step)
        self.found.count("steps of ladders")

    def _asked(self, row: Checkin) -> None:
        """Whoever owns a blocker of somebody else's is reminded of the question."""
        zone = next(
            (zone for zone, one in self.globe.keepers.items() if self.globe.people[one.name] == row.person_id), ""
        )
        if zone in self.filed:
            made = reminder(self.globe.keepers[zone], row.day, row.asked_at, row.id, self.filed[zone].id)
            self.reminders.update({row.id: made} if made is not None else {})

    def _raise(self, zone: str, chance: Random) -> None:
        here, at = self.globe, self.globe.clock.at
        member, keeper = here.members[zone], here.keepers[zone]
        project = next(row.id for row in here.rows(Project) if row.manager_id == here.people[keeper.name])
        id_ = here.report(member.name, f"Something in {zone}", tell=True, project_id=project)
        ladder = Ladder(member, keeper, here.office, at)
        self.filed[zone] = self.by_id[id_] = Filed(id_, ladder, at, {at.isoformat(): None})
        self.asking[member.name].hear(at)
        for one in (member, keeper):
            self.asking[one.name].open_since = at
        if chance.random() < 0.5:
            self.later(self._soon(chance, 1, 9), lambda: self._acknowledge(zone, id_))
        self.later(self._soon(chance, 12, 60), lambda: self._clear(zone, id_, chance))

    def _acknowledge(self, zone: str, id_: str) -> None:
        here, filed, at = self.globe, self.filed[zone], self.globe.clock.at
        here.acknowledge(here.keepers[zone].name, id_, tell=True)
        filed.ladder.acknowledge(at)
        self._changed(filed, here.keepers[zone], at)

    def _clear(self, zone: str, id_: str, chance: Random) -> None:
        here, filed, at = self.globe, self.filed.pop(zone), self.globe.clock.at
        here.clear(here.keepers[zone].name, id_, tell=True)
        filed.ladder.close()
        for one in self.reminders.values():
            one.cleared |= one.blocker == id_
        self.asking[here.keepers[zone].name].hear(at)
        for one in (here.members[zone], here.keepers[zone]):
            self.asking[one.name].open_since = None
        self.later(self._soon(chance, 1, 3), lambda: self._raise(zone, chance))

    def _changed(self, filed: Filed, by: Resident, at: datetime) -> None:
        filed.changed = at
        filed.silences[at.isoformat()] = None
        self.asking[by.name].hear(at)

    def _answer(self, row: Checkin) -> None:
        here, at = self.globe, self.globe.clock.at
        with here.store.write.begin() as session:
            person = session.get_one(Person, (here.workspace, row.person_id))
            kept = session.get_one(Checkin, (here.workspace, row.id))
            checkin_answers.answer(session, kept, Said.ALL_CLEAR, by=permissions.actor(person), at=at)
            name = person.name
        self.asking[name].hear(at)
        if row.id in self.reminders:
            self.reminders[row.id].answered = True

    def _soon(self, chance: Random, first: float, last: float) -> datetime:
        return self.globe.clock.at + chance.uniform(first, last) * DAY

    def _next_act(self) -> datetime | None:
        return self._acts[0][0] if self._acts else None

    def _first_day(self, one: Resident, at: datetime) -> date:
        """The day whose window is open or comes next."""
        day = at.astimezone(one.clock.zone).date() - DAY
        while day.weekday() not in one.asked_on or one.window(day)[1] <= at:
            day += DAY
        return day


def _monday(clock: Clock, at: datetime) -> date:
    """The first whose eight o'clock is still to come there."""
    day = at.date() - timedelta(days=at.weekday())
    while clock.first_showing(datetime.combine(day, time(8))) <= at:
        day += 7 * DAY
    return day
