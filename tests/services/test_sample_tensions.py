"""Does the plan of the sample organisation tell what its files promise: who is short, which project comes last, what is tight?"""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bot.cli.stores import bring
from models.store import Store
from planning.dependencies import circles
from planning.priorities import Ranked
from planning.weeks import Weeks, week_of
from playground.sample import DEFAULT
from readers.tables.portfolio import read_folder
from readers.tables.values import Portfolio
from services import priorities
from services.loads import Load, of_everybody
from services.policies import Policy
from tests.conftest import WORKSPACE, add_workspace

PORTFOLIO = DEFAULT.with_name("portfolio")
FIRST, LAST = date(2026, 11, 2), date(2027, 4, 30)  # a Monday and a Friday
WEEKS = Weeks(week_of(FIRST), 26)
MUCH = 8 * 60  # minutes short in a week that no holiday explains
AT_CHRISTMAS = ["2026-W52", "2026-W53"]
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (PORTFOLIO / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def place(day: date) -> int:
    """Which of the weeks it lies in, from 0 on."""
    return week_of(day) - WEEKS.first


def name_of(email: str) -> str:
    return email.partition("@")[0]


@pytest.fixture
def filled(sqlite_store: Store) -> Store:
    found = read_folder(PORTFOLIO)
    assert isinstance(found, Portfolio), found
    bring(sqlite_store, add_workspace(sqlite_store), found, dry_run=False)
    return sqlite_store


@pytest.fixture
def loads(filled: Store) -> dict[str, Load]:
    with filled.read.begin() as session:
        found = of_everybody(session, WORKSPACE, Policy().availability, WEEKS)
    assert found.refusals == {}
    return {name_of(one.name): one for one in found.people}


@pytest.fixture
def order(filled: Store) -> tuple[Ranked, ...]:
    with filled.read.begin() as session:
        return priorities.priorities(session, WORKSPACE, Policy(), today=date(2026, 11, 24)).order


def test_anil_is_booked_twice_in_december_and_the_data_team_over_christmas(loads: dict[str, Load]) -> None:
    short = {name: weeks for name, one in loads.items() if (weeks := [str(week) for week in _much_short(one)])}
    assert short == {
        "anil": ["2026-W49", "2026-W50", "2026-W51"],
        "arjun": AT_CHRISTMAS,
        "devika": AT_CHRISTMAS[1:],
        "ewa": AT_CHRISTMAS,
        "hannah": AT_CHRISTMAS,
    }
    december = place(date(2026, 12, 7))
    anil = loads["anil"]
    assert (anil.capacity[december], anil.committed[december]) == (28 * 60, 36 * 60)


def _much_short(one: Load) -> Iterator[object]:
    for week, capacity, committed in zip(WEEKS, one.capacity, one.committed, strict=True):
        if committed - capacity >= MUCH:
            yield week


def test_three_projects_want_the_two_who_can_do_security_in_january(loads: dict[str, Load]) -> None:
    able = {name_of(row["email"]) for row in rows("skills") if row["skill"] == "Security" and int(row["level"]) >= 3}
    assert able == {"nora", "kwame"}
    asked = [row for row in rows("requests") if row["skill"] == "Security" and row["state"] == "open"]
    assert {row["project"] for row in asked} == {"APOLLO", "VEGA", "CYGNUS"}
    for monday in (date(2027, 1, 4) + timedelta(weeks=number) for number in range(4)):
        at = place(monday)
        free = sum(loads[name].capacity[at] - loads[name].committed[at] for name in able)
        wanted = sum(60 * int(row["hours_per_week"]) for row in asked if row["start"] <= str(monday) <= row["finish"])
        assert wanted > free, monday
        assert free > 0, monday


def test_the_fourth_request_finds_somebody(loads: dict[str, Load]) -> None:
    (request,) = (row for row in rows("requests") if row["project"] == "CORVUS")
    able = [row["email"] for row in rows("skills") if row["skill"] == request["skill"] and row["level"] >= "3"]
    begin, end = (place(date.fromisoformat(request[at])) for at in ("start", "finish"))
    free = {
        name: min(loads[name].capacity[at] - loads[name].committed[at] for at in range(begin, end + 1))
        for name in map(name_of, able)
    }
    assert max(free.values()) >= 60 * int(request["hours_per_week"])


def test_the_sponsors_favourite_costs_most_and_comes_last(order: tuple[Ranked, ...]) -> None:
    assert (order[0].code, order[-1].code, len(order)) == ("APOLLO", "NOVA", 9)
    budgets = {row["code"]: int(row["budget"]) for row in rows("projects")}
    served = Counter[str]()
    for row in rows("alignment"):
        served[row["project"]] += int(row["percent"])
    assert max(budgets, key=lambda code: budgets[code]) == "NOVA"
    assert min(budgets, key=lambda code: served[code]) == "NOVA"


def test_one_project_waits_without_slack_for_the_vendor_who_slips() -> None:
    projects = {row["code"]: row for row in rows("projects")}
    slack = {(row["project"], row["needs"]): _slack(projects, row) for row in rows("dependencies")}
    assert circles({code: [needs for one, needs in slack if one == code] for code, _ in slack}) == []
    assert min(slack.values()) >= 0
    assert [pair for pair, days in slack.items() if days < 7] == [("CORVUS", "CYGNUS")]
    blockers = {row["project"]: row for row in rows("blockers")}
    assert (blockers["CYGNUS"]["cause"], blockers["CYGNUS"]["blocks"]) == ("vendor", blockers["CORVUS"]["id"])


def _slack(projects: dict[str, Row], needs: Row) -> int:
    """Days between the first day on which it could begin and that on which it is to."""
    done = date.fromisoformat(projects[needs["needs"]]["finish"])
    could = done + timedelta(days=1, weeks=int(needs["lag_weeks"]))
    return (date.fromisoformat(projects[needs["project"]]["start"]) - could).days


def test_bookings_are_those_of_projects_in_their_days_and_of_half_a_year() -> None:
    projects = {row["code"]: row for row in rows("projects")}
    booked = rows("allocations")
    for row in booked:
        project = projects[row["project"]]
        assert project["start"] <= row["start"] <= row["finish"] <= project["finish"], row
    assert (min(row["start"] for row in booked), max(row["finish"] for row in booked)) == (str(FIRST), str(LAST))
    assert {row["project"] for row in booked} == set(projects)
