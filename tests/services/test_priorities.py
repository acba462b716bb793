"""Do the rows of the store give the order that planning would give?"""

from datetime import date
from fractions import Fraction

import pytest

from planning.capacity_requests import RequestState
from services import priorities, project_rights
from services.permissions import Permission
from services.policies import Policy
from tests.services.blocker_world import World
from tests.services.portfolio_world import Portfolio, sample

TODAY = date(2026, 3, 4)  # a Wednesday; the week counts from its Monday on


@pytest.fixture
def portfolio(world: World) -> Portfolio:
    made = Portfolio(world.store, world.workspace)
    sample(made, manager_id=world.people["Bo"], sponsor_id=world.people["Cy"])
    return made


def found(world: World, today: date = TODAY) -> priorities.Priorities:
    with world.store.read.begin() as session:
        return priorities.priorities(session, world.workspace, Policy(), today=today)


def test_the_order_is_that_of_the_figures(world: World, portfolio: Portfolio) -> None:
    told = found(world)
    assert [(one.code, round(float(one.score), 4), one.why_goal) for one in told.order] == [
        ("APOLLO", 76.1111, "GROW"),
        ("VEGA", 43.3333, "GROW"),
        ("ORION", 25.0, "SAFE"),
    ]
    assert told.kept_before_next(0) == told.kept[0]
    assert told.kept_before_next(2) is None
    assert (told.easiest.ahead, told.easiest.behind) == ("VEGA", "ORION")  # type: ignore[union-attr]


def test_what_is_left_to_do_counts_from_this_week_on(world: World, portfolio: Portfolio) -> None:
    """10 h in each of this week and the next, 4 h tentative this week; the request asks 6 h beyond what names it."""
    mia = world.people["Mia"]
    asked = portfolio.request("APOLLO", "10", "2026-03-02", "2026-03-08", state=RequestState.PROPOSED)
    portfolio.request("APOLLO", "99", "2026-03-02", "2026-03-08", state=RequestState.DRAFT)
    portfolio.allocation("APOLLO", mia, "10", "2026-02-02", "2026-03-15")
    portfolio.allocation("APOLLO", mia, "4", "2026-03-02", "2026-03-08", state="tentative", request_id=asked)
    portfolio.allocation("ORION", mia, "40", "2026-02-02", "2026-03-01")
    told = {one.code: one.wsjf for one in found(world).order}
    assert told == {"APOLLO": Fraction(50, 20 + 4 + 6), "ORION": 20, "VEGA": None}


def test_another_workspace_is_another_portfolio(world: World, portfolio: Portfolio) -> None:
    with world.store.read.begin() as session:
        assert priorities.priorities(session, "T0OTHER", Policy(), today=TODAY).order == ()


@pytest.mark.parametrize(
    ("name", "roles", "money", "terms"),
    [
        ("Ana", ["pmo"], True, True),
        ("Dee", ["executive"], True, True),
        ("Dee", ["pm"], False, True),
        ("Dee", ["lead"], False, True),
        ("Dee", [], False, False),
        ("Bo", [], True, True),  # manages it
        ("Cy", [], True, True),  # sponsors it
    ],
)
def test_who_sees_what_a_project_costs(
    world: World, portfolio: Portfolio, name: str, roles: list[str], money: bool, terms: bool
) -> None:
    world.change_person(name, roles=roles)
    with world.store.read.begin() as session:
        by = world.actor(session, name, Permission.PORTFOLIO_READ)
        rows = priorities.projects(session, world.workspace)
        assert project_rights.may_see_money(rows["APOLLO"], by) is money
        assert project_rights.may_see_terms(rows["APOLLO"], by) is terms
        assert project_rights.may_see_money(rows["ORION"], by) is by.may(Permission.MONEY_READ)
        assert project_rights.is_theirs(rows["APOLLO"], by) is (name in {"Bo", "Cy"})
