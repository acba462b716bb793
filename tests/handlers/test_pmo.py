"""Does `/pmo` answer what was asked, and say so where it was not understood?"""

import pytest

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
