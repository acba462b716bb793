"""Does one line book somebody, say whether it fits, tell those concerned, and can it be taken back?"""

from decimal import Decimal

import pytest
from sqlalchemy import select, update

from models.allocations import Allocation
from models.goals import Alignment, Goal
from models.people import Person, Team
from models.portfolio_changes import PortfolioChange
from models.projects import Project
from notices import waiting
from tests.handlers.desk import Desk


@pytest.fixture
def planned(desk: Desk) -> Desk:
    """Tomas manages APOLLO, which is for a goal; Mia is in Yuki's team. Monday, 2 March 2026."""
    world = desk.world
    world.change_person("Mia", team_id=None)
    with world.store.write.begin() as session:
        session.add(
            Team(workspace=world.workspace, id="t", code="t", name="Design", lead_id=world.people["Yuki"], notes={})
        )
        session.add(Goal(workspace=world.workspace, id="g", code="SAFE", name="Keep patients <safe>"))
        session.flush()
        session.get_one(Person, (world.workspace, world.people["Mia"])).team_id = "t"
        apollo = session.scalars(select(Project)).one()
        session.add(Alignment(workspace=world.workspace, project_id=apollo.id, goal_id="g", percent=Decimal(80)))
    return desk


def say(desk: Desk, who: str, text: str) -> str:
    return str(desk.said(desk.command(who, text, name="/capacity"))["text"])


def heard(desk: Desk) -> dict[str, str]:
    """What waited for people, told the next morning, by whom it was told to."""
    desk.world.clock.add(days=1)
    for person in desk.world.rows(Person):
        with desk.world.store.write.begin() as session:
            waiting.say(session, session.get_one(Person, (person.workspace, person.id)), desk.world.occasion())
    return {row.target: row.payload["text"] for row in desk.world.outbox() if row.kind == waiting.KIND}


def press_undo(desk: Desk, who: str = "Tomas") -> None:
    act = max(desk.world.rows(PortfolioChange), key=lambda one: one.at).act_id
    desk.said(desk.press(who, "bookings.undo", act, ephemeral=True))


def booked(desk: Desk) -> list[tuple[str, str]]:
    return [(str(one.finish), f"{one.hours_per_week:f}") for one in desk.world.rows(Allocation)]


def test_one_line_books_and_those_concerned_hear_why(planned: Desk) -> None:
    answer = say(planned, "Tomas", "<@U0MIA|mia> 20 h on APOLLO until 27 March")
    assert answer.startswith("<@U0MIA> is on APOLLO with 20 h a week from")
    assert "It fits: at least 12 h stay free in each of the 4 weeks." in answer
    assert "<@U0MIA> and <@U0YUKI> will hear of it." in answer
    assert booked(planned) == [("2026-03-27", "20")]
    told = heard(planned)
    assert set(told) == {"U0MIA", "U0YUKI"}, "who said it knows it"
    assert told["U0MIA"].startswith("You are on APOLLO with 20 h a week")
    assert "What for: Keep patients &lt;safe&gt; → Apollo → your 20 h a week." in told["U0MIA"]
    assert "→ their 20 h a week." in told["U0YUKI"]


def test_what_does_not_fit_says_by_how_much(planned: Desk) -> None:
    answer = say(planned, "Tomas", "Mia 40 h on APOLLO until 13 March")
    assert "2 weeks from" in answer
    assert "40 h promised, 32 h there, 8 h short" in answer


def test_half_time_is_half_of_her_own_week(planned: Desk) -> None:
    planned.world.change_person("Mia", week=tuple(map(Decimal, ["6", "6", "6", "6", "0", "0", "0"])))
    assert "with 12 h a week" in say(planned, "Tomas", "Mia half time on APOLLO until 27 March")


def test_extend_cut_and_end(planned: Desk) -> None:
    say(planned, "Tomas", "Mia 20 h on APOLLO until 27 March")
    assert "to Fri 17 Apr" in say(planned, "Tomas", "extend Mia on APOLLO by 3 weeks")
    say(planned, "Tomas", "cut Mia on APOLLO to 10 h from 16 March")
    assert sorted(booked(planned)) == [("2026-03-15", "20"), ("2026-04-17", "10")]
    assert "is not on APOLLO any more" in say(planned, "Tomas", "take Mia off APOLLO from today")
    assert booked(planned) == []


def test_undo_takes_it_back_and_tells_nobody_who_had_not_heard(planned: Desk) -> None:
    say(planned, "Tomas", "Mia 20 h on APOLLO until 27 March")
    press_undo(planned)
    assert booked(planned) == []
    assert planned.notes()[-1].startswith("Taken back. <@U0MIA> is not on APOLLO any more.")
    assert heard(planned) == {}


def test_who_has_heard_of_it_hears_that_it_was_taken_back(planned: Desk) -> None:
    say(planned, "Tomas", "Mia 20 h on APOLLO until 27 March")
    assert "U0MIA" in heard(planned)
    press_undo(planned)
    assert heard(planned)["U0MIA"].startswith("You are not on APOLLO any more.")


def test_the_pmo_books_too_and_the_manager_hears_of_it(planned: Desk) -> None:
    assert "<@U0TOMAS>" in say(planned, "Priya", "Mia 8 h on APOLLO tentatively until 27 March")
    assert "tentative" in heard(planned)["U0TOMAS"]


@pytest.mark.parametrize(
    ("who", "text", "words"),
    [
        ("Mia", "Mia 20 h on APOLLO until 27 March", "planned by its manager"),
        ("Tomas", "Mia 20 h on NOPE until 27 March", "I know no project “NOPE”"),
        ("Tomas", "Nobody 20 h on APOLLO until 27 March", "I know nobody called “Nobody”"),
        ("Tomas", "20 h on APOLLO until 27 March", "Who is it about?"),
        ("Tomas", "book Mia on APOLLO until 27 March", "how many hours a week?"),
        ("Tomas", "Mia 20 h on APOLLO", "until when?"),
        ("Tomas", "Mia 20 h on APOLLO from 3/4 to 5/6", "I cannot read the days"),
        ("Tomas", "Mia 200 h on APOLLO until 27 March", "cannot be booked"),
        ("Tomas", "extend Mia on APOLLO until 27 March", "is not booked on APOLLO"),
        ("Tomas", "Mia 20 h on APOLLO until 2099-01-01", "ten years away"),
        ("Tomas", "<@U0GONE> 20 h on APOLLO until 27 March", "try again in a minute"),
        ("Tomas", "make me a sandwich", "could not read that as a booking"),
    ],
)
def test_what_cannot_be_says_what_would(planned: Desk, who: str, text: str, words: str) -> None:
    assert words in say(planned, who, text)
    assert booked(planned) == []


def test_two_of_one_name_are_asked_about(planned: Desk) -> None:
    planned.world.everybody("Ken One", "Ken Two")
    assert "Ken One, Ken Two" in say(planned, "Tomas", "Ken 20 h on APOLLO until 27 March")
    assert booked(planned) == []
    say(planned, "Tomas", "Ken Two 20 h on APOLLO until 27 March")
    assert len(booked(planned)) == 1


def test_a_project_that_rests_takes_nobody(planned: Desk) -> None:
    with planned.world.store.write.begin() as session:
        session.execute(update(Project).values(status="on_hold"))
    assert "on hold" in say(planned, "Tomas", "Mia 20 h on APOLLO until 27 March")


def test_help_says_how(planned: Desk) -> None:
    assert "extend @Ana on APOLLO" in say(planned, "Tomas", "help")
    assert "extend @Ana on APOLLO" in say(planned, "Tomas", "")
