"""Can the PMO, and a lead for their own team, say who is asked when, and nobody else?"""

from typing import Any

import pytest

from bot.clock import FixedClock
from models.checkins import CheckinSeries
from models.people import Person, Team
from models.store import Store
from models.timers import Timer
from playground.town import Playground
from services.policies import CheckinPolicy, CheckinSeriesPolicy, PmoPolicy, Policy
from tests.handlers.desk import Desk
from tests.services.blocker_world import World
from tests.services.checkin_rows import checkin, series

FILED = CheckinSeriesPolicy("launch", "16:00", "18:30", days=("mon", "thu"), people=("mia@fernwood.example",))


@pytest.fixture
def world(sqlite_store: Store, clock: FixedClock) -> World:
    """Priya is the PMO, Lea leads Design with Mia and Yuki in it; the policy file holds `launch` for Mia."""
    made = World(sqlite_store, clock, Policy(pmo=PmoPolicy(channel="C0PMO"), checkins=CheckinPolicy(5, (FILED,))))
    made.everybody("Mia", "Yuki", "Lea", "Tomas")
    made.person("Priya", roles=["pmo"])
    made.project("APOLLO", manager="Tomas")
    with made.store.write.begin() as session:
        for id_, lead in (("d", made.people["Lea"]), ("o", None)):
            session.add(Team(workspace=made.workspace, id=id_, code=id_, name=f"Team {id_}", lead_id=lead, notes={}))
        session.flush()
        for name in ("Mia", "Yuki"):
            session.get_one(Person, (made.workspace, made.people[name])).team_id = "d"
    return made


@pytest.fixture
def desk(world: World, town: Playground) -> Desk:
    return Desk(world, town)


def form(**more: Any) -> dict[str, Any]:
    """What is filled into the form: Mondays and Thursdays, nine to twelve, for the team d."""
    filled: dict[str, Any] = {
        "name": {"value": " Design  mornings "},
        "team": {"selected_options": [{"value": "d"}]},
        "days": {"selected_options": [{"value": "3"}, {"value": "0"}]},
        "from": {"selected_time": "09:00"},
        "until": {"selected_time": "12:00"},
        "question_0": {"value": "What is next?"},
        "question_1": {"value": ""},
    }
    return {block: value for block, value in {**filled, **more}.items() if value is not None}


def save(desk: Desk, who: str, private: str = "new", **more: Any) -> Any:
    return desk.said(desk.submit(who, "checkins.series_save", private, **form(**more)))


def listing(desk: Desk, who: str) -> str:
    return str(desk.said(desk.command(who, "checkins", name="/pmo"))["text"])


def rows(desk: Desk) -> list[CheckinSeries]:
    return list(desk.world.rows(CheckinSeries))


def test_the_list_says_who_when_and_how_many_it_would_ask(desk: Desk) -> None:
    assert "is saved. /pmo checkins lists all of them." in str(save(desk, "Priya")["view"])
    text = listing(desk, "Priya")
    assert "2 check-ins." in text
    assert "launch: For 1 person, Mondays and Thursdays, 16:00 to 18:30 by each person’s own clock." in text
    assert "It stands in the policy file, `clearway.yaml`, and is changed there." in text
    assert "Design mornings: For the team Team d, Mondays and Thursdays, 09:00 to 12:00" in text
    assert "with 1 question. It would ask 0 of 2 people this week." in text
    desk.world.report("Yuki")
    checkin(desk.world, "Mia", series="Design mornings")
    assert "It would ask 2 of 2 people this week." in listing(desk, "Priya"), "one was, and one has a blocker open"


def test_a_window_over_midnight_says_so(desk: Desk) -> None:
    save(desk, "Priya", **{"from": {"selected_time": "16:00"}, "until": {"selected_time": "10:00"}})
    assert "Mondays and Thursdays, 16:00 to 10:00 the next day by each person’s own clock" in listing(desk, "Priya")


def test_what_is_written_in_the_form_is_kept_and_stands_in_it_again(desk: Desk) -> None:
    save(desk, "Priya")
    (row,) = rows(desk)
    assert (row.name, row.team_id, row.days, row.opens, row.closes) == (
        "Design mornings",
        "d",
        [0, 3],
        "09:00",
        "12:00",
    )
    assert (row.questions, row.by_id, row.people) == (["What is next?"], desk.world.people["Priya"], [])
    desk.said(desk.press("Priya", "checkins.series_open", row.id))
    (view,) = desk.windows("Priya")
    shown = {one["block_id"]: one["element"] for one in view.payload["blocks"] if "element" in one}
    assert shown["name"]["initial_value"] == "Design mornings"
    assert [one["text"]["text"] for one in shown["days"]["initial_options"]] == ["Monday", "Thursday"]
    assert (shown["from"]["initial_time"], shown["until"]["initial_time"]) == ("09:00", "12:00")
    whom = {"team": None, "people": {"selected_users": ["U0TOMAS", "U0MIA"]}}
    save(desk, "Priya", row.id, name={"value": "Late"}, **whom)
    (row,) = rows(desk)
    assert (row.name, row.team_id, len(row.people)) == ("Late", None, 2)
    told = [(one.action, "Late" in str(one.details)) for one in desk.world.audits()]
    assert told == [("checkins.series_made", False), ("checkins.series_changed", False)]


@pytest.mark.parametrize(
    ("wrong", "block", "sentence"),
    [
        ({"name": {"value": "  "}}, "name", "write a name"),
        ({"name": {"value": "LAUNCH"}}, "name", "There is a check-in LAUNCH already"),
        ({"days": {"selected_options": []}}, "days", "at least one day"),
        ({"from": {"selected_time": None}}, "from", "choose a time"),
        ({"until": {"selected_time": "25:00"}}, "until", "choose a time"),
        ({"people": {"selected_users": ["U0MIA"]}}, "team", "one of these"),
        ({"team": {"selected_options": [{"value": "x" * 32}]}}, "name", "not there any more"),
        ({"from": {"selected_time": "19:00"}, "until": {"selected_time": "07:00"}}, "name", "quiet hours"),
    ],
)
def test_what_cannot_be_is_said_in_the_form(desk: Desk, wrong: Any, block: str, sentence: str) -> None:
    layout = [{"type": "input", "block_id": "name"}]
    answer = desk.said(desk.submit("Priya", "checkins.series_save", "new", layout=layout, **form(**wrong)))
    assert sentence in answer["errors"][block]
    assert rows(desk) == []


def test_a_lead_makes_changes_and_removes_those_of_their_team_only(desk: Desk) -> None:
    assert "is saved" in str(save(desk, "Lea")["view"])
    (mine,) = rows(desk)
    other = series(desk.world, "Priya", team_id="o")
    text = listing(desk, "Lea")
    assert text.startswith("1 check-in."), "neither the file's for people nor another team's"
    for whom in (
        {"team": {"selected_options": [{"value": "o"}]}},
        {"team": None, "people": {"selected_users": ["U0MIA"]}},
    ):
        refused = save(desk, "Lea", name={"value": "Another"}, **whom)
        assert "Nothing was changed" in str(refused)
    assert "Nothing was changed" in str(save(desk, "Lea", other.id, name={"value": "Mine now"}))
    desk.said(desk.press("Lea", "checkins.series_remove", other.id))
    desk.said(desk.press("Lea", "checkins.series_remove", mine.id))
    assert [one.id for one in rows(desk)] == [other.id]
    desk.close_all()
    desk.said(desk.press("Lea", "checkins.series_open", "new"))
    (view,) = desk.windows("Lea")
    assert [one["block_id"] for one in view.payload["blocks"]][:2] == ["name", "team"]
    assert "people" not in str([one["block_id"] for one in view.payload["blocks"]])


@pytest.mark.parametrize("who", ["Mia", "Tomas"])
def test_everybody_else_is_told_who_may(desk: Desk, who: str) -> None:
    assert listing(desk, who).startswith("Check-ins are for who leads a team")
    assert "Nothing was changed" in str(save(desk, who))
    assert rows(desk) == []
    assert desk.world.rows(Timer) == []


def test_one_that_the_file_took_the_name_of_asks_nobody_and_says_so(desk: Desk) -> None:
    series(desk.world, "Priya", name="Launch", team_id="d")
    text = listing(desk, "Priya")
    assert "It asks nobody, because the policy file has one of the same name." in text
    row = rows(desk)[0]
    save(desk, "Priya", row.id)
    assert "asks nobody" not in listing(desk, "Priya")
