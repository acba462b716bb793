"""Does a portfolio that nobody made for Clearway come in through the mapping, with its gaps told and nothing lost?

A few rows of it lie beside the tests of the readers. All of it (202 projects, 1,102 activities) is read where
CLEARWAY_REAL_PORTFOLIO names its folder, or where it lies in shared data beside the checkout.
"""

import csv
import io
import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.cli.stores import bring
from bot.settings import ROOT
from models.projects import Project
from models.store import Store
from readers.tables.choices import Choices
from readers.tables.portfolio import read, read_path
from readers.tables.values import Portfolio
from services import exporting, import_mappings
from tests.conftest import add_workspace

SOME = ROOT / "tests" / "readers" / "tables" / "us_health_it"
BESIDE = ROOT.parent / "shared" / "data" / "us-health-it-portfolio"
ALL = Path(os.environ.get("CLEARWAY_REAL_PORTFOLIO", BESIDE))
WITH_NOTES = Choices(sheets={"activities.csv": "notes"})


@pytest.fixture(
    params=[SOME, pytest.param(ALL, marks=pytest.mark.skipif(not ALL.is_dir(), reason="the whole of it is not here"))],
    ids=["some", "all"],
)
def folder(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def found(folder: Path, choices: Choices = WITH_NOTES) -> Portfolio:
    portfolio = read_path(folder, choices)
    assert isinstance(portfolio, Portfolio), portfolio
    return portfolio


def test_it_is_imported_whole_with_its_gaps_told(folder: Path, sqlite_store: Store) -> None:
    given, activities = rows(folder, "projects"), rows(folder, "activities")
    workspace = add_workspace(sqlite_store)
    done = bring(sqlite_store, workspace, found(folder), dry_run=False)
    assert done.tallies["projects"].added == len(given)
    with sqlite_store.read.begin() as session:
        stored = {one.code: one for one in session.scalars(select(Project))}
        one = stored["2207"]
        assert (one.name, one.start, one.finish) == (
            "Passport Denial Online Enhancements",
            date(2011, 7, 5),
            date(2011, 10, 6),  # 94 days, the first and the last of them counted
        )
        assert one.budget == Decimal(42_000)
        assert one.notes["Bureau"] == "Administration for Children and Families"
        assert one.notes["Planned Duration (days)"] == "94"
        assert sum(bool(each.finish) for each in stored.values()) == sum(bool(row["Start Date"]) for row in given)
        costs = sum(Decimal(row["Planned Cost ($m)"]) for row in given if row["Planned Cost ($m)"])
        assert sum(each.budget or 0 for each in stored.values()) == costs * 1_000_000
        lines = [line for each in stored.values() for line in each.notes.get("activities", "").splitlines()]
        assert len(lines) == len(activities)
        for row in activities:
            assert f"Activity ID: {row['Activity ID']}; " in stored[row["Project ID"]].notes["activities"]
    nameless = sum(not row["Project Name"] for row in given)
    late = sum(row["Actual Start Delay"].startswith("-") for row in activities)
    told = "\n".join(done.remarks)
    for remark in (
        f"in {len(given) - nameless} rows finish is start + “Planned Duration (days)” − 1 day",
        f"in {nameless} of {len(given)} rows there is nothing for “Project Name”, “Bureau”",
        "dates are written in 2 forms: such as 20",
        f"numbers below zero were kept as they are: “Actual Start Delay” in {late} rows",
        f"activities: each of its {len(activities)} rows is kept as a line in a note of its project",
    ):
        assert remark in told


def test_twice_the_same_changes_nothing_and_what_was_found_is_remembered(folder: Path, sqlite_store: Store) -> None:
    workspace = add_workspace(sqlite_store)
    bring(sqlite_store, workspace, found(folder), dry_run=False)
    with sqlite_store.read.begin() as session:
        remembered = import_mappings.remembered(session, workspace)
    assert remembered.found["projects", "planned cost ($m)"] == "budget"
    again = found(folder, Choices(sheets=WITH_NOTES.sheets, remembered=remembered))
    assert bring(sqlite_store, workspace, again, dry_run=False).changes == 0


def test_it_goes_out_and_comes_in_elsewhere_as_the_same(folder: Path, sqlite_store: Store) -> None:
    here, there = add_workspace(sqlite_store), add_workspace(sqlite_store, "T0ELSEWHERE")
    bring(sqlite_store, here, found(folder), dry_run=False)
    with sqlite_store.read.begin() as session:
        out = exporting.sheets(session, here)
    files = {name: _written(lines) for name, lines in out.items()}
    elsewhere = read(files)
    assert isinstance(elsewhere, Portfolio)
    bring(sqlite_store, there, elsewhere, dry_run=False)
    with sqlite_store.read.begin() as session:
        assert exporting.sheets(session, there) == out


def test_without_a_word_activities_are_left_and_named(folder: Path, sqlite_store: Store) -> None:
    done = bring(sqlite_store, add_workspace(sqlite_store), found(folder, Choices()), dry_run=True)
    assert any(remark.startswith("activities.csv is none of the sheets") for remark in done.remarks)


def _written(lines: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(lines)
    return text.getvalue().encode()
