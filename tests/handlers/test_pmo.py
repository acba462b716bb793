"""Does `/pmo` answer what was asked, and say so where it was not understood?"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from models.projects import Project
from planning.people import Standing
from services.policies import BlockerPolicy
from tests.handlers.desk import Desk


@pytest.fixture
def two(desk: Desk) -> Desk:
    desk.world.project("ORION")
    desk.said(desk.command("Mia", "no access to staging for APOLLO"))
    desk.said(desk.command("Mia", "the telescope is dark for ORION"))
    return desk


def asked(desk: Desk, text: str) -> str:
    return str(desk.said(desk.command("Yuki", text, name="/pmo"))["text"])


def test_every_blocker_is_listed(two: Desk) -> None:
    answer = asked(two, "blockers")
    assert "No access to staging" in answer
    assert "telescope" in answer


@pytest.fixture
def chained(desk: Desk) -> Desk:
    """Of APOLLO: the contract (30 h) holds up the lab (6 h, more urgent). All three who wait have a cost rate."""
    world = desk.world
    apollo = blocker_project(desk)
    for name in ("Mia", "Yuki", "Tomas"):
        world.change_person(name, cost_rate=Decimal(50))
    of = {"project_id": apollo, "people": (world.people["Yuki"], world.people["Tomas"])}
    root = world.report("Mia", "The contract", hours_per_week=Decimal(30), **of)
    lab = world.report("Mia", "The lab is shut", hours_per_week=Decimal(6), needed_by=date(2026, 3, 3))
    world.link("Mia", root, lab, people=("Yuki", "Tomas"))
    return desk


def blocker_project(desk: Desk) -> str:
    with desk.world.store.read.begin() as session:
        return session.scalars(select(Project.id).where(Project.code == "APOLLO")).one()


def test_the_root_blocker_stands_on_top_once_with_its_chain_and_cost(chained: Desk) -> None:
    answer = asked(chained, "blockers")
    assert answer.startswith(
        "Open blockers, the most urgent first. 2 blockers. The root blocker: clearing it frees the most. B-1, The contract"
    )
    assert (
        "B-1 → B-2 The lab is shut. Each working day of waiting costs 7.2 h of work: 36 h a week of 3 people" in answer
    )
    assert answer.count("The contract") == 1


def test_what_it_costs_in_money_is_for_the_pmo(chained: Desk) -> None:
    assert "cost rate" not in asked(chained, "blockers")
    office = str(chained.said(chained.command("Priya", "blockers", name="/pmo"))["text"])
    assert "That is about 360 a day at the mean cost rate of these people." in office


def test_in_the_list_of_a_project_it_stands_where_it_belongs_to_it(chained: Desk) -> None:
    chained.world.project("ORION")
    assert "The root blocker" in asked(chained, "blockers APOLLO")
    assert asked(chained, "blockers ORION") == "Open blockers of ORION, the most urgent first. There are none."
    chained.said(chained.command("Mia", "the telescope is dark for ORION"))
    assert "The root blocker" not in asked(chained, "blockers ORION")


def test_a_guest_reads_of_no_chain(chained: Desk) -> None:
    gus = chained.world.person("Gus", standing=Standing.GUEST)
    chained.world.report("Mia", "No water", hours_per_week=Decimal(90), people=(gus,))
    answer = str(chained.said(chained.command("Gus", "blockers", name="/pmo"))["text"])
    assert "No water" in answer
    assert "root" not in answer


@pytest.mark.parametrize("listed", [1, 2])
def test_a_short_list_counts_the_root_as_one_of_its_rows(chained: Desk, listed: int) -> None:
    chained.world.policy = replace(chained.world.policy, blockers=BlockerPolicy(listed=listed))
    answer = asked(Desk(chained.world, chained.town), "blockers")
    assert ("The lab is shut: Open" in answer) == (listed == 2)
    assert answer.endswith("And 1 more.") == (listed == 1)


@pytest.mark.parametrize("said", ["APOLLO", "apollo", "Apollo", " apolo "])
def test_those_of_one_project(two: Desk, said: str) -> None:
    answer = asked(two, f"blockers {said}")
    assert answer.startswith("Open blockers of APOLLO, the most urgent first. 1 blocker.")
    assert "telescope" not in answer


def test_a_project_that_nobody_knows_is_named(two: Desk) -> None:
    assert asked(two, "blockers R&amp;D &lt;!here&gt;") == (
        "I know no project “R&amp;D &lt;!here&gt;”. Its code or its name finds it."
    )


@pytest.mark.parametrize("said", ["foo", "foo bar", "<@U0BO|foo>"])
def test_an_unknown_word_is_named_above_the_help(desk: Desk, said: str) -> None:
    word = "@foo" if "U0BO" in said else "foo"
    answer = desk.said(desk.command("Yuki", said, name="/pmo"))
    assert answer["blocks"][0]["text"]["text"] == f"I don't know “{word}”."
    assert "/pmo blockers" in answer["text"]


def test_help_says_nothing_of_the_kind(desk: Desk) -> None:
    for said in ("", "help", "Help?"):
        assert "I don't know" not in asked(desk, said)
