"""What does the capacity of 10,000 people cost from the store, beside reading their rows alone?"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bot.clock import wall
from models.availability import Absence, Pattern
from models.migrate import upgrade
from models.people import Person
from models.store import Store, open_store
from models.workspaces import Workspace
from planning.availability import Availability
from planning.capacity import capacity
from services import availability, loads, snapshots
from services.policies import AvailabilityPolicy
from tests.benchmarks.figures import FOLDER, Figure, Sheet, Way, rounds, side_by_side
from tests.benchmarks.test_capacity import MEMORY, WEEKS, organisation

HERE, POLICY = "T0BENCH", AvailabilityPolicy()
READ, WHOLE, ONE = "reading the rows alone", "capacity of everybody for a year", "one person's weeks"
COLUMNS = (
    (Person.id, Person.standing, Person.week, Person.project_share, Person.holidays),
    (Pattern.person_id, Pattern.since, Pattern.week, Pattern.project_share),
    (Absence.person_id, Absence.start, Absence.finish, Absence.part, Absence.rule),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('capacity') / 'store.db'}", threads=2)
    upgrade(opened)
    furnish(opened, rounds(10_000, 200))
    yield opened
    opened.close()


def furnish(store: Store, people: int) -> None:
    everybody = organisation(people)
    with store.write.begin() as session:
        session.add(Workspace(id=HERE, created_at=wall()))
        session.flush()
        for model, rows in ((Person, [_person(one) for one in everybody]), *_timetables(everybody)):
            session.execute(insert(model), [{"workspace": HERE, **row} for row in rows])


def _id(one: Availability) -> str:
    return one.person.zfill(32)


def _person(one: Availability) -> dict[str, Any]:
    known = {"id": _id(one), "name": f"Person {one.person}", "standing": one.standing, "created_at": wall()}
    return known | {"week": one.week, "project_share": one.share, "holidays": one.region or snapshots.NO_HOLIDAYS}


def _timetables(everybody: list[Availability]) -> Iterator[tuple[type, list[dict[str, Any]]]]:
    yield (
        Pattern,
        [
            {"person_id": _id(one), "since": change.since, "week": change.week, "project_share": change.share}
            for one in everybody
            for change in one.changes
        ],
    )
    yield (
        Absence,
        [
            {
                "person_id": _id(one),
                "start": absence.start,
                "finish": absence.finish,
                "part": str(absence.part),
                "rule": str(absence.rule) if absence.rule else None,
            }
            for one in everybody
            for absence in one.absences
        ],
    )


def read(session: Session) -> int:
    return sum(
        len(session.execute(select(*columns).where(columns[0].class_.workspace == HERE)).all()) for columns in COLUMNS
    )


def reckon(session: Session) -> int:
    policy = snapshots.capacity_policy(session, HERE, POLICY)
    return len(capacity(snapshots.availabilities(session, HERE, POLICY, WEEKS), WEEKS, policy).minutes)


def test_ten_thousand_people_from_the_store(sheet: Sheet, store: Store) -> None:
    with store.read.begin() as session:
        ways = {
            READ: Way(lambda: session, read),  # type: ignore[arg-type]
            WHOLE: Way(lambda: session, reckon),  # type: ignore[arg-type]
        }
        found = side_by_side(ways, rounds(7, 2), "capacity", sheet)
    ratio = found[WHOLE].quiet / found[READ].quiet
    sheet.add(Figure("capacity", "all of it beside the reading", ratio, unit="×", note="wanted ≤ 3"))


def test_one_person_from_the_store(sheet: Sheet, store: Store) -> None:
    with store.read.begin() as session:
        busiest = session.scalars(select(Pattern.person_id).order_by(Pattern.person_id)).first()
        person = session.get_one(Person, (HERE, busiest))
        ways = {
            ONE: Way(lambda: None, lambda _: availability.minutes_of(session, person, POLICY, WEEKS)),
        }
        side_by_side(ways, rounds(500), "capacity", sheet)


def largest(path: str) -> int:
    """kB that this process has taken at most to read it all, reckon and sum it up."""
    opened = open_store(f"sqlite:///{path}", threads=1)
    with opened.read.begin() as session:
        assert loads.of_everybody(session, HERE, POLICY, WEEKS).people
    opened.close()
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


def test_the_memory_of_it(sheet: Sheet, store: Store) -> None:
    code = (
        f"from tests.benchmarks.test_capacity_store import largest; print(largest({str(store.engine.url.database)!r}))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
    )
    used = int(told.stdout)
    sheet.add(Figure("capacity", "memory of a process that prints it", used / 1024, unit="MB", note="wanted ≤ 300"))
    assert used <= MEMORY or FOLDER, "in a real run figures are noted, not asserted"
