"""What does it cost to reckon the capacity of a large organisation, and of one person whose plans changed?

10,000 people and 52 weeks: five patterns, three shares, six regions, four absences each; every tenth has a recurring
absence, every tenth a dated change. `make bench` prints the table.
"""

import subprocess
import sys
import time
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from planning.absences import Absence, DayPart, Hours, Part, Range
from planning.availability import Availability, Change
from planning.capacity import CapacityPolicy, capacity, capacity_of
from planning.people import Standing
from planning.weeks import Week, Weeks
from tests.planning.people import hours7, repeated

PEOPLE, WEEKS = 10_000, Weeks(Week(date(2026, 11, 23)), 52)
PATTERNS = [hours7(week) for week in ("8 8 8 8 8 0 0", "8 8 8 8 4 0 0", "6 6 6 6 0 0 0", "8 8 8 8 0 0 8")]
PATTERNS.append(hours7("7.7 7.7 7.7 7.7 7.7 0 0"))
SHARES = [Decimal(share) for share in ("0.8", "0.6", "0.5")]
REGIONS = ["DE-BY", "GB-SCT", "IN", "JP", "SA", None]
RULES = [repeated(f"FREQ=WEEKLY;INTERVAL={every};BYDAY={day}") for every in (1, 2) for day in ("MO", "WE", "FR")]
PARTS: list[Part] = [DayPart.MORNING, DayPart.AFTERNOON, Range(540, 720), Hours(Decimal(4))]
MEMORY = 300 * 1024  # kB


def organisation(people: int) -> list[Availability]:
    random = Random(7)
    return [person(str(number), random) for number in range(people)]


def person(name: str, random: Random) -> Availability:
    absences = [absence(random) for _ in range(4)]
    if random.random() < 0.1:
        first = some_day(random, -700)
        absences.append(Absence(first, first, rule=random.choice(RULES)))
    changes = (Change(some_day(random, -300), share=random.choice(SHARES)),) if random.random() < 0.1 else ()
    terms = random.choice(PATTERNS), random.choice(SHARES)
    return Availability(name, Standing.MEMBER, *terms, changes, tuple(absences), random.choice(REGIONS))


def absence(random: Random) -> Absence:
    start = some_day(random)
    if random.random() < 0.25:
        return Absence(start, start, random.choice(PARTS))
    return Absence(start, start + timedelta(days=random.choice((0, 0, 1, 4, 11))))


def some_day(random: Random, earliest: int = 0) -> date:
    return WEEKS.first.monday + timedelta(days=random.randrange(earliest, 7 * WEEKS.count))


def largest() -> int:
    """kB that this process has taken at most, with the people, and all that is imported."""
    capacity(organisation(PEOPLE), WEEKS, CapacityPolicy())
    status = Path("/proc/self/status").read_text()  # getrusage also counts who started this process
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


@pytest.mark.benchmark(group="capacity", timer=time.process_time)
def test_ten_thousand_people_for_a_year(benchmark: Any) -> None:
    everybody = organisation(PEOPLE)
    found = benchmark(capacity, everybody, WEEKS, CapacityPolicy())
    assert len(found.minutes) == PEOPLE
    assert found.refusals == {}


@pytest.mark.benchmark(group="capacity", timer=time.process_time)
def test_ten_thousand_different_people_for_a_year(benchmark: Any) -> None:
    """The worst case: no two have the same share, so that no row is used twice."""
    everybody = [replace(one, share=Decimal(number) / PEOPLE) for number, one in enumerate(organisation(PEOPLE))]
    found = benchmark(capacity, everybody, WEEKS, CapacityPolicy())
    assert len(found.minutes) == PEOPLE


@pytest.mark.benchmark(group="capacity of one", timer=time.process_time)
def test_one_person_whose_plans_changed(benchmark: Any) -> None:
    """Somebody with every kind of row; at most 2 ms, of processor time: others use this machine too."""
    one = max(organisation(1000), key=lambda one: (len(one.absences), len(one.changes)))
    changed = replace(one, absences=(*one.absences, Absence(date(2026, 12, 24), date(2027, 1, 2))))
    assert benchmark(capacity_of, changed, WEEKS, CapacityPolicy()) <= capacity_of(one, WEEKS, CapacityPolicy())
    assert benchmark.stats is None or benchmark.stats.stats.min <= 0.002


@pytest.mark.benchmark(group="capacity: memory")
def test_the_memory_of_it_all(benchmark: Any) -> None:
    code = "from tests.benchmarks.test_capacity import largest; print(largest())"
    root = Path(__file__).parents[2]

    def child() -> str:
        return subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True).stdout

    assert int(benchmark.pedantic(child, rounds=1)) <= MEMORY
