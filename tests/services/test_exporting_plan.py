"""Does a whole portfolio make an equal one elsewhere, cell by cell and row by row, as files and as a workbook?"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from bot.clock import FixedClock, wall
from bot.sheet_files import write_folder, write_workbook
from models.allocations import Allocation
from models.availability import Absence, Pattern
from models.blockers import Blocker, BlockerLink, BlockerPerson
from models.capacity_requests import CapacityRequest
from models.goals import Alignment, Goal
from models.people import Person, Team
from models.portfolio_changes import PortfolioChange
from models.projects import Dependency, Project
from models.skills import PersonSkill, Skill
from models.store import Store
from models.workspaces import Workspace
from readers.tables.portfolio import read, read_path
from readers.tables.values import Portfolio
from services.exporting import sheets
from services.importing import apply
from tests.portfolios import Size, as_files, portfolio
from tests.services.import_desk import Desk

TABLES = (Person, Team, Skill, Goal, Project, CapacityRequest, Blocker, Pattern, PersonSkill, Absence, Alignment)
TABLES += (Dependency, Allocation, BlockerPerson, BlockerLink)
OWN = {"workspace", "id", "version", "created_at", "updated_at", "set_at", "number"}  # of one store, or of its clock
SIZE = Size(people=30, projects=12, allocations=80, requests=15, blockers=25)


def named(session: Session, workspace: str) -> dict[str, str]:
    """How rows that others point to are called in any store: id → name."""
    found = {}
    for table in (Person, Team, Skill, Goal, Project, CapacityRequest, Blocker):
        for row in session.scalars(select(table).where(table.workspace == workspace)):
            names = [getattr(row, name, None) for name in ("email", "slack_id", "code", "key")]
            found[row.id] = next((one for one in names if one), None) or f"B-{getattr(row, 'number', '')}"
    return found


def portrait(store: Store, workspace: str) -> dict[str, list[str]]:
    """Every row of every table of the portfolio, with names where ids stand."""
    with store.read.begin() as session:
        names, found = named(session, workspace), {}
        for model in TABLES:
            table: Any = model.__table__
            assert isinstance(table, Table)
            columns = [column.name for column in table.columns if column.name not in OWN]
            rows = session.execute(select(*(table.c[one] for one in columns)).where(table.c.workspace == workspace))
            found[table.name] = sorted(
                str([(key, names.get(value, value) if isinstance(value, str) else value) for key, value in row.items()])
                for row in rows.mappings()
            )
        return found


@pytest.fixture
def elsewhere(store: Store, clock: FixedClock) -> Callable[[Any], str]:
    """Imports what was read into a new workspace, twice, and gives the workspace."""

    def bring(found: Any) -> str:
        assert isinstance(found, Portfolio), found
        with store.write.begin() as session:
            there = Workspace(id=f"T{session.query(Workspace).count()}", created_at=wall())
            session.add(there)
            session.flush()
            apply(session, there.id, found, at=clock.now(), wall=wall())
        before = portrait(store, there.id)
        with store.write.begin() as session:
            count = session.query(PortfolioChange).count()
            assert apply(session, there.id, found, at=clock.now(), wall=wall()).changes == 0
            assert session.query(PortfolioChange).count() == count
        assert portrait(store, there.id) == before
        return there.id

    return bring


def exported(store: Store, workspace: str) -> Any:
    with store.read.begin() as session:
        return sheets(session, workspace)


@pytest.mark.parametrize(("seed", "as_workbook"), [(1, False), (2, True)])
def test_a_rich_portfolio_makes_an_equal_one_elsewhere(
    store: Store, elsewhere: Callable[[Any], str], tmp_path: Path, seed: int, as_workbook: bool
) -> None:
    here = elsewhere(read(as_files(portfolio(SIZE, seed))))
    told = exported(store, here)
    path = tmp_path / ("portfolio.xlsx" if as_workbook else "portfolio")
    (write_workbook if as_workbook else write_folder)(path, told)
    there = elsewhere(read_path(path))
    assert as_files(exported(store, there)) == as_files(told)
    assert portrait(store, there) == portrait(store, here)
    filled = {name: len(rows) for name, rows in portrait(store, there).items()}
    assert all(filled[name] for name in filled if name not in {"patterns", "absences"}), filled
    dangerous = [cell for rows in told.values() for row in rows for cell in row if cell[:1] in {*"=+-@\t\r"} - {""}]
    assert dangerous == []
    assert any(cell.startswith("'=") for rows in told.values() for row in rows for cell in row)


def test_what_nobody_can_name_is_left_out_and_the_rest_is_whole(
    desk: Desk, store: Store, elsewhere: Callable[[Any], str]
) -> None:
    desk.bring(
        projects="code\nAPOLLO\n",
        people="email,name\ngone@x.example,Gone\n",
        allocations="id,project,email,start,finish,hours_per_week\n"
        "A1,APOLLO,gone@x.example,2026-03-02,2026-03-06,8\nA2,APOLLO,ana@fernwood.example,2026-03-02,2026-03-06,8\n",
        blockers="id,title,raised_by,since,state,duplicate_of,blocks\n"
        "B-1,One,gone@x.example,2026-03-02,open,,\nB-2,Two,ana@fernwood.example,2026-03-02,duplicate,B-1,\n"
        "B-3,Three,ana@fernwood.example,2026-03-02,duplicate,B-2,\nB-4,Four,ana@fernwood.example,2026-03-02,,,B-1\n",
    )
    with store.write.begin() as session:
        gone = session.query(Person).filter_by(email="gone@x.example").one()
        gone.email = None
    told = exported(store, desk.workspace)
    assert [row[0] for row in told["allocations"][1:]] == ["A2"]
    assert [(row[0], row[10]) for row in told["blockers"][1:]] == [("B-4", "")]
    assert as_files(exported(store, elsewhere(read(as_files(told)))))["blockers"] == as_files(told)["blockers"]


def test_a_skill_that_goes_on_in_another_one_is_told_by_that_one(desk: Desk, store: Store) -> None:
    desk.bring(
        projects="code\nAPOLLO\n",
        skills="email,skill,level\nana@fernwood.example,Postgres,3\n",
        requests="id,project,skill,min_level,hours_per_week,start,finish\nR1,APOLLO,SQL,1,8,2026-03-02,2026-03-06\n",
    )
    with store.write.begin() as session:
        postgres, sql = (session.query(Skill).filter_by(name=name).one() for name in ("Postgres", "SQL"))
        sql.merged_into_id = postgres.id
    assert exported(store, desk.workspace)["requests"][1][2] == "Postgres"
