"""How many minutes can each person give to projects in each week?

    capacity[p,w] = Σ over days d of week w:  share[p,d] × max(0, pattern[p,d] × (1 − holiday[p,d]) − absent[p,d])

Reckoned as what the week holds without absences less what the absent days take from it, because most weeks have none.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from decimal import Decimal

from planning.absences import DayPart, Part, absent
from planning.availability import WORKING, Availability, Hours7, terms
from planning.capacity_rows import Line, Row, Weekly, days_off, joined, row
from planning.minutes import HOUR, whole
from planning.refusal import Refusal
from planning.weeks import DAYS, Weeks


@dataclass(frozen=True, slots=True)
class CapacityPolicy:
    day_start: time = time(9)  # where a day's block of working hours begins; ranges of absence are laid over it
    half_holidays: bool = False  # whether public half holidays count as half a day
    workdays: frozenset[int] = frozenset(range(5))  # of the workspace, for demand; Monday is 0, at least one


@dataclass(frozen=True, slots=True)
class Capacity:
    """Whole minutes per person and week. Who has a refusal is reckoned without public holidays."""

    weeks: Weeks
    minutes: Mapping[str, tuple[int, ...]]  # person → one number a week
    refusals: Mapping[str, Refusal]  # person → why their region's holidays are not known


def capacity(people: Iterable[Availability], weeks: Weeks, policy: CapacityPolicy) -> Capacity:
    """The capacity of everybody. `people` may be a stream: no more than one of them is held at a time."""
    ground = _Ground(weeks, policy)
    minutes: dict[str, tuple[int, ...]] = {}
    refusals: dict[str, Refusal] = {}
    for one in people:
        minutes[one.person] = ground.minutes(one)
        if refusal := ground.refusal(one.region):
            refusals[one.person] = refusal
    return Capacity(weeks, minutes, refusals)


def capacity_of(one: Availability, weeks: Weeks, policy: CapacityPolicy) -> tuple[int, ...]:
    """One person's minutes per week, as `capacity` gives them: what to ask again when something of theirs changed."""
    return _Ground(weeks, policy).minutes(one)


class _Ground:
    """What people have in common for these weeks. Many share pattern, share and region: each such row is made once."""

    def __init__(self, weeks: Weeks, policy: CapacityPolicy) -> None:
        self._weeks = weeks
        self._policy = policy
        self._day_start = policy.day_start.hour * HOUR + policy.day_start.minute
        self._known: dict[str | None, Mapping[int, Decimal] | Refusal] = {None: {}}
        self._rows: dict[tuple[Hours7, Decimal, str | None], Row] = {}
        self._none = (0,) * len(weeks)

    def minutes(self, one: Availability) -> tuple[int, ...]:
        if one.standing not in WORKING:
            return self._none
        line = self._line(one)
        full = line.rows[0].weekly if len(line.rows) == 1 else joined(line, self._days_off(one.region), self._weeks)
        return self._less(full, self._losses(one, line)) if one.absences else full.whole

    def refusal(self, region: str | None) -> Refusal | None:
        known = self._region(region)
        return known if isinstance(known, Refusal) else None

    def _less(self, full: Weekly, losses: Iterable[tuple[int, Decimal]]) -> tuple[int, ...]:
        """The weeks less what is lost on some days; rounded again only where something is."""
        left: dict[int, Decimal] = {}
        for day, minutes in losses:
            number = (day - self._weeks.first_day) // DAYS
            left[number] = (left[number] if number in left else full.exact[number]) - minutes
        result = list(full.whole)
        for number, minutes in left.items():
            result[number] = whole(minutes)
        return tuple(result)

    def _losses(self, one: Availability, line: Line) -> Iterator[tuple[int, Decimal]]:
        """What absences take: day, minutes. What a holiday takes anyway is not theirs."""
        gone: set[int] = set()
        partly: dict[int, list[Part]] = {}
        for absence in one.absences:
            if absence.part is DayPart.DAY:
                gone.update(absence.days(self._weeks))
            else:
                for day in absence.days(self._weeks):
                    partly.setdefault(day, []).append(absence.part)
        holidays = self._days_off(one.region)
        for here, days in line.parted(gone):
            for day in days:
                if given := here.given[(day - 1) % DAYS]:
                    yield day, given * (1 - holidays[day]) if day in holidays else given
        for here, days in line.parted(partly.keys() - gone):
            for day in days:
                if pattern := here.minutes[(day - 1) % DAYS]:
                    room = pattern * (1 - holidays[day]) if day in holidays else pattern
                    yield day, here.share * min(room, absent(partly[day], pattern, self._day_start))

    def _line(self, one: Availability) -> Line:
        if not one.changes:
            return Line([0], [self._row(one.week, one.share, one.region)])
        steps = terms(one)
        rows = [self._row(step.week, step.share, one.region) for step in steps]
        return Line([step.since.toordinal() for step in steps], rows)

    def _row(self, week: Hours7, share: Decimal, region: str | None) -> Row:
        key = week, share, region
        if key not in self._rows:
            self._rows[key] = row(week, share, self._days_off(region), self._weeks)
        return self._rows[key]

    def _days_off(self, region: str | None) -> Mapping[int, Decimal]:
        known = self._region(region)
        return {} if isinstance(known, Refusal) else known

    def _region(self, region: str | None) -> Mapping[int, Decimal] | Refusal:
        if region not in self._known:
            self._known[region] = days_off(region or "", self._weeks, halves=self._policy.half_holidays)
        return self._known[region]
