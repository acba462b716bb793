"""What should have been asked, said and told, and when? Found by brute force from wall clocks that were looked at.

Nothing of planning/ is used. Each oracle is told what people did and at which instants the bot was awake, and says what
it has to have done by then. The first look at or after an opening decides: while the window is open somebody is asked or
left out for a reason; after it they are not asked any more.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from tests.planning.clocks import Clock
from tests.soak.globe import DAY, Resident

QUIET_DAYS = 5  # of the policy, as all numbers here


@dataclass
class Expected:
    """Of one check-in: asked, or why not, or nothing at all, because nobody was awake in its window."""

    outcome: str  # "asked", "over", or the reason
    first: datetime  # the look that decided …
    last: datetime  # … or, where it was killed, the one that went on


@dataclass
class Asking:
    """One resident and their check-ins."""

    who: Resident
    since: datetime
    next_day: date
    heard: datetime = field(init=False)
    asked: int = 0
    open_since: datetime | None = None  # since when a blocker is theirs
    expected: dict[date, Expected] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.heard = self.since

    def hear(self, at: datetime) -> None:
        self.heard = max(self.heard, at)

    def decide(self, at: datetime, killed: list[datetime]) -> None:
        """What this look decides; `killed` are the looks since the last that went through."""
        while (window := self.who.window(self.next_day))[0] <= at:
            day, self.next_day = self.next_day, self._after(self.next_day)
            tries = [one for one in [*killed, at] if window[0] <= one < window[1]]
            outcome = self._outcome(day) if tries else "over"
            if outcome == "asked":
                self.asked += 1
                self.hear(tries[-1])
            self.expected[day] = Expected(outcome, (tries or [at])[0], at)

    def _outcome(self, day: date) -> str:
        if day.weekday() not in self.who.works:
            return "day off"
        if day in self.who.away:
            return "absent"
        heard = self.heard.astimezone(self.who.clock.zone).date()
        worked = sum(self._is_worked(heard + n * DAY) for n in range(1, (day - heard).days + 1))
        if self.open_since is not None:
            needed = 1 if self.open_since > self.heard else min(QUIET_DAYS, 2**self.asked)
            return "asked" if worked >= needed else "nothing is new since they were last heard of"
        needed = min(4 * QUIET_DAYS, QUIET_DAYS * 2**self.asked)
        return "asked" if worked >= needed else "nothing depends on it"

    def _is_worked(self, day: date) -> bool:
        return day.weekday() in self.who.works and day not in self.who.away

    def _after(self, day: date) -> date:
        day += DAY
        while day.weekday() not in self.who.asked_on:
            day += DAY
        return day


@dataclass
class Reminder:
    """Of one check-in that somebody waits for: at four fifths of its window, once."""

    checkin: str  # id
    at: datetime
    closes: datetime
    blocker: str
    answered: bool = False
    cleared: bool = False
    expected: Expected | None = None

    def decide(self, at: datetime, killed: list[datetime]) -> None:
        if self.expected is not None or at < self.at:
            return
        first = next((one for one in killed if one >= self.at), at)
        outcome = "said"
        if self.answered:
            outcome = "already answered"
        elif first >= self.closes:
            outcome = "the window is over"
        elif self.cleared:
            outcome = "nobody waits for the answer"
        self.expected = Expected(outcome, first, at)


def reminder(who: Resident, day: date, asked: datetime, checkin: str, blocker: str) -> Reminder | None:
    """None where the question itself came late in its window."""
    opens, closes = who.window(day)
    length = closes - opens
    return (
        Reminder(checkin, max(asked, opens + length * 4 / 5), closes, blocker) if asked <= opens + length / 2 else None
    )


@dataclass
class Digests:
    """One reader: Mondays at eight by their clock; of several that were slept through only the last."""

    clock: Clock
    next_monday: date
    told: dict[str, Expected] = field(default_factory=dict)  # by the week that it tells

    def decide(self, at: datetime, killed: list[datetime]) -> None:
        """What this look decides; `killed` are the looks since the last that went through."""
        due = list(self._due(at))
        if due:
            self.told[_week_before(due[-1])] = Expected("told", min([*killed, at]), at)
            self.next_monday = due[-1] + 7 * DAY

    def _due(self, at: datetime) -> Iterator[date]:
        day = self.next_monday
        while self.clock.first_showing(datetime.combine(day, time(8))) <= at:
            yield day
            day += 7 * DAY


def _week_before(monday: date) -> str:
    year, week, _ = (monday - 7 * DAY).isocalendar()
    return f"{year}-W{week:02}"


def after(people: list[Resident], instant: datetime, hours: float) -> datetime:
    """When the first of them has had so many working hours since."""
    return min(_after(one, instant, timedelta(hours=hours)) for one in people)


def _after(who: Resident, instant: datetime, left: timedelta) -> datetime:
    for begin, end in who.hours(instant):
        here = max(begin, instant)
        if end - here >= left:
            return here + left
        left -= max(end - here, timedelta())
    raise AssertionError("a working week has hours")


def begins(who: Resident, instant: datetime, number: int) -> datetime:
    """When the so-manieth of their working days begins, at or after that instant."""
    for begin, _ in who.hours(instant):
        number -= begin >= instant
        if not number:
            return begin
    raise AssertionError("a working week has days")


@dataclass
class Ladder:
    """One blocker of low severity: its keeper, then the PMO, then round again, five times; then the PMO for ever."""

    raiser: Resident
    keeper: Resident
    office: list[Resident]
    since: datetime
    number: int = 0
    stands: str = "owner"  # "pmo", "in hand", "ended", "closed"
    until: datetime | None = None  # of an acknowledgement
    shown: datetime | None = None
    agreed: bool = False
    rounds: int = 0

    def next(self) -> tuple[datetime, str] | None:
        """When the next step is due, and what it does."""
        match self.stands:
            case "closed":
                return None
            case "ended":
                return after(self.office, self.since, 40), "review"
            case "in hand":
                assert self.until is not None
                return self.until, "again" if self.rounds < 5 else "end"
            case "pmo":
                return after(self.office, self.since, 40), "again" if self.rounds < 5 else "end"
        due = after([self.keeper], self.since, 24)
        if not self.agreed and self.shown is None:
            return after([self.keeper], self.since, 16), "contract"
        if not self.agreed:
            assert self.shown is not None
            due = max(due, after([self.raiser], self.shown, 8))
        return due, "tell"

    def take(self, act: str, at: datetime) -> None:
        self.number += 1
        if act == "contract":
            self.shown = at
            return
        self.since, self.until = at, None
        if act == "tell":
            self.stands, self.agreed = "pmo", True
        elif act == "again":
            self.stands, self.rounds = "owner", self.rounds + 1
        else:
            self.stands, self.agreed = "ended", True

    def acknowledge(self, at: datetime) -> None:
        if self.stands == "ended":
            self.rounds = 0
        self.stands, self.since = "in hand", at
        self.until = min(after([self.keeper], at, 40), at + 14 * DAY)

    def close(self) -> None:
        self.stands = "closed"
