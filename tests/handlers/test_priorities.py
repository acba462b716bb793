"""Does `/pmo priorities` show everybody the order, and money only to those whom it concerns?"""

import pytest
from sqlalchemy import text

from planning.people import Standing
from tests.handlers.desk import Desk
from tests.services.portfolio_world import Portfolio, sample


@pytest.fixture
def ordered(desk: Desk) -> Desk:
    """APOLLO is Tomas's already; the others are nobody's."""
    portfolio = Portfolio(desk.world.store, desk.world.workspace)
    with desk.world.store.write.begin() as session:
        session.execute(text("DELETE FROM projects"))
    sample(portfolio, manager_id=desk.world.people["Tomas"])
    return desk


def asked(desk: Desk, who: str, words: str) -> str:
    return str(desk.said(desk.command(who, words, name="/pmo"))["text"])


def test_a_member_reads_the_order_and_nothing_of_money(ordered: Desk) -> None:
    told = asked(ordered, "Yuki", "priorities")
    assert told.index("1. APOLLO: 76.1 points") < told.index("2. VEGA: 43.3") < told.index("3. ORION: 25 points")
    assert "For the goal Grow the clinics." in told
    assert "LYRA" not in told, "it is on hold"
    for word in ("900", "400", "budget", "WSJF"):
        assert word not in told


def test_a_manager_reads_the_money_of_their_own_project_alone(ordered: Desk) -> None:
    told = asked(ordered, "Tomas", "priorities")
    assert "WSJF 50, budget 400, benefit 900" in told
    assert told.count("budget ") == 1
    ordered.world.change_person("Tomas", roles=["pm"])
    told = asked(ordered, "Tomas", "priorities")
    assert told.count("thrift ") > told.count(", budget ") == 1, "the terms of all, the money of one"


def test_the_office_reads_it_all(ordered: Desk) -> None:
    told = asked(ordered, "Priya", "priorities")
    assert told.count(", budget ") == 3
    assert "thrift weighed 4.3 instead of 1, ORION would stand before VEGA" in told


def test_one_project_is_shown_among_its_neighbours_and_one_on_hold_has_no_place(ordered: Desk) -> None:
    portfolio = Portfolio(ordered.world.store, ordered.world.workspace)
    for number in range(20):
        portfolio.project(f"X{number:02}", benefit=number, cost_of_delay=number, budget=500)
    told = asked(ordered, "Yuki", "priorities x05")
    assert "X05" in told
    assert "5 of 23 are shown" in told
    assert "LYRA is neither proposed nor active" in asked(ordered, "Yuki", "priorities lyra")
    assert asked(ordered, "Yuki", "priorities nothing such") == (
        "I know no project “nothing such”. Its code or its name finds it."
    )


def test_goals_are_for_everybody_who_works_here(ordered: Desk) -> None:
    told = asked(ordered, "Yuki", "goals")
    assert "GROW, Grow the clinics: Weighs 3, 75 % of all. Served by APOLLO 80 % and VEGA 40 %." in told
    ordered.world.person("Gus", standing=Standing.GUEST)
    for words in ("goals", "priorities"):
        assert asked(ordered, "Gus", words) == "That is for members of this workspace, so nothing was changed."
        assert f"/pmo {words}" in asked(ordered, "Yuki", "help")
        assert f"/pmo {words}" not in asked(ordered, "Gus", "help")
