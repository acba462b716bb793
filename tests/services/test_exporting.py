"""Does an export make an equal portfolio elsewhere, whatever people have written, and hold nothing that is private?"""

import csv
import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import FixedClock, wall
from models.availability import Absence, Origin, Pattern
from models.feeds import CalendarFeed
from models.people import Person, Team
from models.projects import Project
from models.skills import PersonSkill, Skill
from models.store import Store
from models.workspaces import Workspace
from planning.people import Standing
from readers.tables.portfolio import read, read_folder
from readers.tables.values import Portfolio
from services.exported_rows import Line
from services.exporting import sheets
from services.importing import apply

SAMPLE = Path(__file__).parents[2] / "playground" / "sample" / "portfolio"
FRIDAYS = "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"
Exported = dict[str, list[Line]]


@pytest.fixture
def round_trip(store: Store, workspace: str, clock: FixedClock) -> Callable[[str], tuple[Exported, Exported]]:
    """Exports a workspace, imports that into a new one, and exports again: (first, second)."""

    def trip(here: str) -> tuple[Exported, Exported]:
        first = exported(store, here)
        found = read(files(first))
        assert isinstance(found, Portfolio), found
        with store.write.begin() as session:
            there = Workspace(id=f"T{session.query(Workspace).count()}", created_at=wall())
            session.add(there)
            session.flush()
            apply(session, there.id, found, at=clock.now(), wall=wall())
        with store.write.begin() as session:
            assert apply(session, there.id, found, at=clock.now(), wall=wall()).changes == 0
        return first, exported(store, there.id)

    return trip


def exported(store: Store, workspace: str) -> Exported:
    with store.read.begin() as session:
        return sheets(session, workspace)


def files(told: Exported) -> dict[str, bytes]:
    found = {}
    for name, rows in told.items():
        file = io.StringIO(newline="")
        csv.writer(file).writerows(rows)
        found[name] = file.getvalue().encode()
    return found


def bring(store: Store, workspace: str, clock: FixedClock, found: Portfolio | list[Any]) -> None:
    assert isinstance(found, Portfolio), found
    with store.write.begin() as session:
        apply(session, workspace, found, at=clock.now(), wall=wall())


def test_the_sample_comes_back_as_it_was(store: Store, workspace: str, clock: FixedClock, round_trip: Any) -> None:
    bring(store, workspace, clock, read_folder(SAMPLE))
    first, second = round_trip(workspace)
    assert first == second
    assert {f"{name}.csv" for name in first} == {file.name for file in SAMPLE.glob("*.csv")}
    for name in first:
        written = {tuple(sorted(row.items())) for row in csv.DictReader((SAMPLE / f"{name}.csv").open(newline=""))}
        assert written == {tuple(sorted(row.items())) for row in csv.DictReader(io.StringIO(_csv(first[name])))}


def _csv(rows: list[Line]) -> str:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue()


def test_working_weeks_skills_and_absences_come_back(
    store: Store, workspace: str, make_person: Callable[..., Person], round_trip: Any
) -> None:
    half = tuple(map(Decimal, ["4", "4", "4", "4", "4.5", "0", "0"]))
    ana = make_person("Ana", week=half, project_share=Decimal("0.75"), holidays="-", cost_rate=Decimal("95.50"))
    bo = make_person("Bo", email=None)
    monday, tuesday = date(2026, 3, 9), date(2026, 3, 10)
    sql = Skill(workspace=workspace, id="s1", name="SQL", key="sql")
    with store.write.begin() as session:
        session.add_all([sql, Skill(workspace=workspace, name="Postgres", key="postgres", merged_into_id="s1")])
        session.flush()
        session.add(PersonSkill(workspace=workspace, person_id=bo.id, skill_id="s1", level=4, set_at=wall()))
        session.add(Pattern(workspace=workspace, person_id=ana.id, since=monday, week=half, project_share=None))
        for finish, part, rule, origin in (
            (monday, "day", None, Origin.SAID),
            (tuesday, "day", None, Origin.FEED),
            (monday, "day", FRIDAYS, Origin.SAID),
            (monday, "09:00-12:00", None, Origin.FILE),
        ):
            mine = {"workspace": workspace, "person_id": ana.id, "start": monday, "origin": origin}
            session.add(Absence(finish=finish, part=part, rule=rule, **mine))
    first, second = round_trip(workspace)
    assert first == second
    assert (
        first["people"][1:]
        == [
            ("U0BO", "U0BO", "Bo", *[""] * 7, "yes", "no", "")[:13],
            (ana.email, "U0ANA", "Ana", "", "", "4 4 4 4 4.5 0 0", "0.75", "none", "", "95.5", "yes", "no", ""),
        ]
        or first["people"][1][0] == "U0BO"
    )
    assert first["patterns"][1:] == [(ana.email, "2026-03-09", "4 4 4 4 4.5 0 0", "")]
    assert first["skills"][1:] == [("U0BO", "SQL", "4")]
    assert first["absences"][1:] == [
        (ana.email, "2026-03-09", "09:00-12:00", "2026-03-09", ""),
        (ana.email, "2026-03-09", "day", "2026-03-09", FRIDAYS),
        (ana.email, "2026-03-09", "day", "2026-03-10", ""),
    ]


def test_what_is_private_or_nobody_else_s_is_left_out(
    store: Store, workspace: str, make_person: Callable[..., Person]
) -> None:
    ana = make_person("Ana", away_from=wall(), away_until=wall())
    make_person("Robot", standing=Standing.BOT)
    make_person("Stranger", standing=Standing.STRANGER)
    make_person("Nobody", email=None, slack_id=None)
    with store.write.begin() as session:
        where = {"workspace": workspace, "person_id": ana.id, "address": "https://calendar.example/CANARY"}
        session.add(CalendarFeed(**where, added_at=wall(), due_at=wall()))
        session.add(
            Person(workspace="T0OTHER", name="Other", email="o@x.example", standing="member", created_at=wall())
        )
    told = exported(store, workspace)
    assert [row[0] for row in told["people"][1:]] == [ana.email]
    assert not {"CANARY", "o@x.example", str(wall().year)} & set(str(told).split("'"))


def test_who_shares_an_address_is_known_by_slack_s_id(
    store: Store, workspace: str, make_person: Callable[..., Person], round_trip: Any
) -> None:
    make_person("Ana", id="a" * 32, email="same@x.example")
    make_person("Bo", id="b" * 32, email="same@x.example")
    make_person("Cy", email="no address")
    first, second = round_trip(workspace)
    assert [row[0] for row in first["people"][1:]] == ["U0BO", "U0CY", "same@x.example"]
    assert first == second


NASTY = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["=1+1", "+49", "-", "--", "@x", "'", "'-", "''=x", "\t=x", "\r=x", "a,b", 'a"b', "a\nb", " x ", "none"]
    ),
    st.from_regex(r"[=+\-@\t\r']{1,2}[a-z]?", fullmatch=True),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(NASTY, min_size=7, max_size=7), column=NASTY)
def test_whatever_people_have_written_comes_back_and_is_no_formula(
    sqlite_store: Store, clock: FixedClock, texts: list[str], column: str
) -> None:
    person, team, code, project, described, skill, note = texts
    with sqlite_store.write.begin() as session:
        here = Workspace(id=f"T{session.query(Workspace).count()}", created_at=wall())
        session.add(here)
        session.flush()
        notes = {column: note} if column.strip() else {}
        lead = Person(workspace=here.id, name=person, email="+ana@x.example", standing="member", created_at=wall())
        session.add(lead)
        session.flush()
        session.add(Team(workspace=here.id, code=code[:64] or "core", name=team, lead_id=lead.id, notes=notes))
        session.add(Project(workspace=here.id, code="APOLLO", name=project, description=described, notes=notes))
        if skill.strip():
            session.add(Skill(workspace=here.id, id="s", name=skill, key=skill))
            session.flush()
            session.add(PersonSkill(workspace=here.id, person_id=lead.id, skill_id="s", level=1, set_at=wall()))
    first = exported(sqlite_store, here.id)
    for rows in first.values():
        for row in rows:
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    found = read(files(first))
    assert isinstance(found, Portfolio), found
    with sqlite_store.write.begin() as session:
        there = Workspace(id=f"T{session.query(Workspace).count()}", created_at=wall())
        session.add(there)
        session.flush()
        apply(session, there.id, found, at=clock.now(), wall=wall())
    assert exported(sqlite_store, there.id) == first
