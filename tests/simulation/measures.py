"""What came of the weeks? Counted from what the store holds, not from what the simulation believes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import ceil
from statistics import median

from models.attention import Prompt
from models.blockers import Blocker, BlockerChange
from models.checkins import Checkin
from models.climbs import BlockerStep
from models.people import Person
from models.timers import Timer, TimerState
from planning.blockers import LIVE, Change, State
from planning.ladder import Act
from planning.ladder_policy import Level
from services import working_hours
from tests.simulation.life import Life
from tests.simulation.organisation import Organisation

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Spread:
    """Of many values the middle, what 95 of 100 stay below, and the largest."""

    number: int
    median: float
    p95: float
    most: float


def spread(values: Iterable[float]) -> Spread:
    found = sorted(values)
    if not found:
        return Spread(0, 0, 0, 0)
    return Spread(len(found), median(found), found[ceil(0.95 * len(found)) - 1], found[-1])


@dataclass
class Figures:
    """Of one run. Weeks are a person's, Monday to Sunday by their own clock."""

    people: int = 0
    weeks: int = 0
    messages: Spread = field(default_factory=lambda: spread([]))  # to a person in a week, unasked
    kinds: Counter[str] = field(default_factory=Counter)
    above: Counter[str] = field(default_factory=Counter)  # messages above the budget, by the human who answers for them
    weeks_above: int = 0  # in which somebody got more than the budget
    unanswered_for: int = 0  # messages above the budget for which nobody answers: never
    troubles: int = 0
    never_told: int = 0
    until_told: Spread = field(default_factory=lambda: spread([]))  # hours from the trouble to its report, of the clock
    checkins: int = 0
    answered: int = 0
    led: int = 0  # check-ins that led to a blocker
    blockers: Counter[str] = field(default_factory=Counter)  # by state at the end
    until_owned: Spread = field(default_factory=lambda: spread([]))  # working hours of who took it, since the report
    unowned: int = 0  # open for more than a week at the end, and in nobody's hands
    climbed: Counter[str] = field(default_factory=Counter)  # blockers that were told to somebody at that level
    timers: Counter[tuple[str, str]] = field(default_factory=Counter)  # (series, done or the reason)
    failed: Sequence[str] = ()  # timers that went wrong at some time


def measured(here: Organisation, life: Life, begin: datetime, end: datetime) -> Figures:
    found = Figures(weeks=round((end - begin) / WEEK))
    _attention(here, found, begin)
    _checkins(here, found)
    _blockers(here, found, end)
    _timers(here, found)
    found.troubles = len(life.troubles)
    found.never_told = sum(one.told is None for one in life.troubles)
    found.until_told = spread((one.told - one.began) / timedelta(hours=1) for one in life.troubles if one.told)
    return found


def _attention(here: Organisation, found: Figures, begin: datetime) -> None:
    names = {row.id: row.name or "" for row in here.rows(Person)}
    prompts: list[Prompt] = here.rows(Prompt)
    budget = here.policy.attention.weekly_budget
    first = _monday(begin)
    weeks = [first + number * WEEK for number in range(found.weeks)]
    told = Counter((row.person_id, row.week) for row in prompts)
    named = Counter((row.person_id, row.week) for row in prompts if row.over_by is not None)
    counts = [told[person, week] for person in here.people.values() for week in weeks]
    found.people, found.messages = len(here.people), spread(counts)
    found.kinds = Counter(row.kind for row in prompts)
    found.above = Counter(names[row.over_by] for row in prompts if row.over_by is not None)
    found.weeks_above = sum(count > budget for count in told.values())
    found.unanswered_for = sum(max(0, count - named[which] - budget) for which, count in told.items())


def _monday(begin: datetime) -> date:
    """Of the first week: it may have begun in some zones only."""
    day = (begin + timedelta(hours=14)).date()
    return day - timedelta(days=day.weekday())


def _checkins(here: Organisation, found: Figures) -> None:
    rows: list[Checkin] = here.rows(Checkin)
    found.checkins = len(rows)
    found.answered = sum(row.said is not None for row in rows)
    found.led = sum(row.blocker_id is not None for row in rows)


def _blockers(here: Organisation, found: Figures, end: datetime) -> None:
    blockers: list[Blocker] = here.rows(Blocker)
    found.blockers = Counter(State(row.state).value for row in blockers)
    taken: dict[str, BlockerChange] = {}
    for line in sorted(here.rows(BlockerChange), key=lambda one: (one.at, one.seq)):
        if line.what in {Change.ACKNOWLEDGED, Change.STARTED}:
            taken.setdefault(line.blocker_id, line)
    found.until_owned = spread(_waited(here, row, taken[row.id]) for row in blockers if row.id in taken)
    waiting = [row for row in blockers if row.id not in taken and State(row.state) in LIVE]
    found.unowned = sum(end - row.created_at > WEEK for row in waiting)
    levels = {
        (row.blocker_id, row.level) for row in here.rows(BlockerStep) if row.act in {Act.TELL, Act.AGAIN, Act.END}
    }
    found.climbed = Counter(Level(level).value for _, level in levels if level not in {None, Level.OWNER})


def _waited(here: Organisation, row: Blocker, line: BlockerChange) -> float:
    with here.store.read.begin() as session:
        person = session.get_one(Person, (here.workspace, line.by_id))
        time = working_hours.of(session, person, here.policy.availability, since=row.created_at)
        return float(time.between(row.created_at, line.at))


def _timers(here: Organisation, found: Figures) -> None:
    rows: list[Timer] = here.rows(Timer)
    over = [row for row in rows if row.state != TimerState.WAITING]
    found.timers = Counter((row.series.partition(":")[0], row.reason or "done") for row in over)
    found.failed = [f"{row.series} {row.reason}" for row in rows if (row.reason or "").startswith("attempt")]
