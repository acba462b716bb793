"""How does a portfolio of any size look as files, the same for the same seed?"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

Rows = list[tuple[str, ...]]
FIRST = date(2026, 1, 5)  # a Monday
SKILLS = ("Backend", "Design", "Data", "Legal", "Cloud", "Testing", "Writing", "Härtung & Prüfung")
NASTY = ("=SUM(A1)", "+49 30 1234", "-", "--x", "@here", "a,b", 'a "b"', "'quoted", "Größe", "x\ty", "'=2", "名前")
WEEKS = ("8 8 8 8 8 0 0", "8 8 8 8 4 0 0", "6 6 6 6 6 0 0")


@dataclass(frozen=True)
class Size:
    people: int
    projects: int
    allocations: int
    requests: int
    blockers: int
    goals: int = 6


def portfolio(size: Size, seed: int = 1) -> dict[str, Rows]:
    """The sheets with their headers. Every third text is one that spreadsheets or readers stumble over."""
    chance = Random(seed)
    people = [f"p{number:05d}@fernwood.example" for number in range(size.people)]
    projects = [f"PRJ-{number:04d}" for number in range(size.projects)]
    requests = list(_requests(chance, size, projects))
    owners = {row[0]: row[1] for row in requests}
    return {
        "people": [
            ("email", "name", "team", "zone", "week", "project_share", "holidays", "roles"),
            *(
                (one, _text(chance, "Person", at), f"T{at % 20}", "Europe/Berlin", WEEKS[at % 3], "0.8", "DE", "member")
                for at, one in enumerate(people)
            ),
        ],
        "teams": [
            ("team", "name", "lead"),
            *((f"T{at}", _text(chance, "Team", at), people[at % 3]) for at in range(20)),
        ],
        "skills": [("email", "skill", "level"), *_skilled(chance, people)],
        "goals": [
            ("code", "name", "weight", "horizon"),
            *((f"G{at}", _text(chance, "Goal", at), str(at + 0.5), str(2027 + at)) for at in range(size.goals)),
        ],
        "projects": [
            (
                "code",
                "name",
                "manager",
                "status",
                "start",
                "finish",
                "budget",
                "benefit",
                "confidence",
                "cost_of_delay",
            ),
            *(_project(chance, one, at, people) for at, one in enumerate(projects)),
        ],
        "alignment": [
            ("project", "goal", "percent"),
            *(
                (one, f"G{at}", str(chance.randint(0, 100)))
                for one in projects
                for at in chance.sample(range(size.goals), 2)
            ),
        ],
        "dependencies": [
            ("project", "needs", "lag_weeks"),
            *((one, projects[chance.randrange(at)], str(at % 3)) for at, one in enumerate(projects) if at % 2),
        ],
        "requests": [
            ("id", "project", "skill", "min_level", "hours_per_week", "start", "finish", "max_people", "state"),
            *requests,
        ],
        "allocations": [
            ("id", "project", "email", "start", "finish", "hours_per_week", "state", "skill", "request"),
            *_allocations(chance, size, people, projects, owners),
        ],
        "blockers": [
            (
                *("id", "title", "project", "raised_by", "owner", "cause", "since", "people", "blocks", "state"),
                *("duplicate_of", "cleared_at", "hours_per_week"),
            ),
            *_blockers(chance, size, people, projects),
        ],
    }


def write(folder: Path, sheets: Mapping[str, Sequence[tuple[str, ...]]]) -> None:
    for name, data in as_files(sheets).items():
        (folder / f"{name}.csv").write_bytes(data)


def as_files(sheets: Mapping[str, Sequence[tuple[str, ...]]]) -> dict[str, bytes]:
    found = {}
    for name, rows in sheets.items():
        file = io.StringIO(newline="")
        csv.writer(file, lineterminator="\n").writerows(rows)
        found[name] = file.getvalue().encode()
    return found


def _text(chance: Random, what: str, at: int) -> str:
    """One that begins like a formula is guarded, as an export does; `-` alone would clear the cell."""
    if chance.random() > 1 / 3:
        return f"{what} {at}"
    nasty = chance.choice(NASTY)
    return f"'{nasty}" if nasty[0] in "'=+-@" else nasty


def _skilled(chance: Random, people: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for one in people:
        for skill in chance.sample(SKILLS[:-1], 2):  # the last one is what nobody can
            yield one, skill, str(chance.randint(1, 5))


def _project(chance: Random, code: str, at: int, people: Sequence[str]) -> tuple[str, ...]:
    status = ("active", "active", "active", "proposed", "on_hold", "done", "cancelled")[at % 7]
    start = FIRST + timedelta(days=chance.randrange(100))
    money = str(chance.randrange(10_000_000) / 100), str(chance.randrange(1_000_000)), f"0.{at % 10}"
    finish = start + timedelta(days=chance.randrange(500))
    return (
        *(code, _text(chance, "Project", at), chance.choice(people), status, str(start), str(finish)),
        *(*money, str(at * 10)),
    )


def _requests(chance: Random, size: Size, projects: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for at in range(size.requests):
        start, days = _span(chance)
        what = chance.choice(projects), chance.choice(SKILLS), str(at % 5 + 1), f"{at % 40}.25"
        yield f"R{at}", *what, start, days, str(at % 3 + 1), ("open", "draft", "proposed", "filled")[at % 4]


def _allocations(
    chance: Random, size: Size, people: Sequence[str], projects: Sequence[str], owners: Mapping[str, str]
) -> Iterator[tuple[str, ...]]:
    """Every other one has no id; every tenth fills a request of its project."""
    asked = sorted(owners)
    for at in range(size.allocations):
        request = chance.choice(asked) if at % 10 == 0 else ""
        project = owners.get(request) or chance.choice(projects)
        state, skill = ("tentative" if at % 4 == 0 else "committed"), (chance.choice(SKILLS) if at % 3 == 0 else "")
        hours = f"{chance.randint(1, 16)}.5"
        yield "" if at % 2 else f"A{at}", project, chance.choice(people), *_span(chance), hours, state, skill, request


def _span(chance: Random) -> tuple[str, str]:
    start = FIRST + timedelta(days=chance.randrange(365))
    return str(start), str(start + timedelta(days=chance.randrange(180)))


def _blockers(chance: Random, size: Size, people: Sequence[str], projects: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Some with an id as Slack shows them, some with one of a file. Each blocks later ones only, so that none waits for
    itself."""
    ids = [f"B-{at + 1}" if at % 3 else f"RISK-{at}" for at in range(size.blockers)]
    for at, one in enumerate(ids):
        state = ("open", "acknowledged", "in_progress", "cleared", "withdrawn", "duplicate")[at % 6]
        later = ids[at + 1 : at + 3] if at % 2 else []
        yield (
            *(one, _text(chance, "Blocker", at), chance.choice(projects) if at % 4 else "", chance.choice(people)),
            *(chance.choice(people) if at % 5 else "", "vendor", str(FIRST), " ".join(chance.sample(people, at % 3))),
            *(" ".join(later), state, ids[at - 1] if state == "duplicate" else ""),
            *("2026-02-03T10:30:00+00:00" if state == "cleared" else "", str(at % 9) if at % 2 else ""),
        )
