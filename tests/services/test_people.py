"""Do we learn from Slack who somebody is, and who stands in for whom?"""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import wall
from models.people import Person
from models.store import Store
from planning.people import Standing
from services import people
from tests.services.blocker_world import World

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TEAM = "T0FERNWOOD"


def user(**more: Any) -> dict[str, Any]:
    given = {
        "id": "U0NEW",
        "team_id": TEAM,
        "name": "newt",
        "tz": "Europe/Berlin",
        "profile": {"real_name": "Newt Ray"},
    }
    return {**given, **more}


@pytest.mark.parametrize(
    ("told", "standing"),
    [
        ({}, Standing.MEMBER),
        ({"is_restricted": True}, Standing.GUEST),
        ({"is_ultra_restricted": True, "is_admin": True}, Standing.GUEST),
        ({"team_id": "T0OTHER"}, Standing.STRANGER),
        ({"is_stranger": True, "is_restricted": True}, Standing.STRANGER),
        ({"is_bot": True}, Standing.BOT),
        ({"id": "USLACKBOT"}, Standing.BOT),
        ({"deleted": True, "is_bot": True, "is_admin": True}, Standing.DEACTIVATED),
        ({"is_owner": True}, Standing.MEMBER),
    ],
)
def test_the_strictest_word_of_slack_counts(store: Store, told: dict[str, Any], standing: Standing) -> None:
    with store.write.begin() as session:
        person = people.learn(session, TEAM, user(**told), wall=wall())
        assert person.standing == standing
        assert person.is_admin == (told.get("is_owner") is True), "only members are admins"


def test_what_slack_tells_is_taken_over_and_again(store: Store) -> None:
    with store.write.begin() as session:
        first = people.learn(
            session, TEAM, user(profile={"real_name": "Newt", "email": " Newt@Fernwood.Example "}), wall=wall()
        )
        assert (first.name, first.email, first.zone) == ("Newt", "newt@fernwood.example", "Europe/Berlin")
        assert first.refreshed_at is not None
    with store.write.begin() as session:
        again = people.learn(session, TEAM, user(tz="Mars/Olympus", profile={}, name="newton"), wall=wall())
        assert again.id == first.id
        assert (again.name, again.zone) == ("newton", "Europe/Berlin"), "an unknown zone must not break their dates"
        assert again.email == "newt@fernwood.example", "an app without that scope is not told, and forgets nothing"


@pytest.mark.parametrize("tz", [None, "", "Europe", "../etc/passwd", 5, "\x00", "x" * 10_000, ["a"]])
def test_no_zone_of_slack_breaks_anything(store: Store, tz: Any) -> None:
    with store.write.begin() as session:
        assert people.learn(session, TEAM, user(tz=tz), wall=wall()).zone is None


@pytest.mark.parametrize("word", ["x" * 10_000, "a\x00b", "\ud800"])
def test_no_name_or_address_of_slack_breaks_anything(store: Store, word: str) -> None:
    with store.write.begin() as session:
        person = people.learn(session, TEAM, user(profile={"real_name": word, "email": word}), wall=wall())
        assert len(person.name) <= 255


def test_an_imported_person_becomes_the_one_in_slack(world: World) -> None:
    world.person("Imported", slack_id=None, email="newt@fernwood.example", standing=Standing.UNSEEN)
    with world.store.write.begin() as session:
        learnt = people.learn(session, world.workspace, user(profile={"email": "Newt@fernwood.example"}), wall=wall())
        assert learnt.id == world.people["Imported"]
        assert (learnt.slack_id, learnt.standing) == ("U0NEW", Standing.MEMBER)
    with world.store.write.begin() as session:
        twin = people.learn(
            session, world.workspace, user(id="U0TWIN", profile={"email": "newt@fernwood.example"}), wall=wall()
        )
        assert twin.id != learnt.id, "the address belongs to another account already"


def test_meeting_twice_makes_one_row_that_a_job_asks_about(store: Store) -> None:
    with store.write.begin() as session:
        one = people.meet(session, TEAM, "U0NEW", wall=wall())
        assert people.meet(session, TEAM, "U0NEW", wall=wall()).id == one.id
        assert one.standing == Standing.UNSEEN
        assert [person.id for person in people.unseen(session, TEAM, 10)] == [one.id]
        assert people.meet(session, "T0OTHER", "U0NEW", wall=wall()).id != one.id
        people.learn(session, TEAM, user(), wall=wall())
        assert people.unseen(session, TEAM, 10) == []


def test_two_first_gestures_at_once_make_one_row(store: Store) -> None:
    barrier = threading.Barrier(4)

    def first(number: int) -> str:
        barrier.wait(10)
        with store.write.begin() as session:
            if number % 2:
                return people.meet(session, TEAM, "U0NEW", wall=wall()).id
            return people.learn(session, TEAM, user(), wall=wall()).id

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(first, range(4)))) == 1


def test_found_by_what_is_known_of_them(world: World) -> None:
    with world.store.read.begin() as session:
        ask = (session, world.workspace)
        mia = people.by_slack_id(*ask, "U0MIA")
        assert mia is not None
        assert people.by_email(*ask, " MIA@fernwood.example ") is mia
        assert people.by_id(*ask, mia.id) is mia
        assert people.many(*ask, [mia.id, "0" * 32]) == {mia.id: mia}
        for nobody in (None, ""):
            assert people.by_slack_id(*ask, nobody) is None
            assert people.by_email(*ask, nobody) is None
            assert people.by_id(*ask, nobody) is None
        assert people.many(*ask, []) == {}


def test_a_day_is_the_persons_own_else_the_workspaces(world: World) -> None:
    world.person("Den", zone="America/Denver")
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    with world.store.read.begin() as session:
        days = [
            people.today_of(session, session.get_one(Person, (world.workspace, world.people[one])), at=late)
            for one in ("Den", "Mia")
        ]
        assert days == [date(2026, 3, 2), date(2026, 3, 3)]
        assert str(people.workspace_zone(session, "T0UNKNOWN")) == "UTC"


def test_away_from_the_first_instant_until_the_last() -> None:
    person = Person(
        workspace=TEAM, id="p", standing=Standing.MEMBER, away_from=NOW, away_until=NOW + timedelta(hours=1)
    )
    moments = [NOW - timedelta(seconds=1), NOW, NOW + timedelta(minutes=59), NOW + timedelta(hours=1)]
    assert [people.is_away(person, at=at) for at in moments] == [False, True, True, False]
    person.away_until = None
    assert people.is_away(person, at=NOW + timedelta(days=999))
    gone = Person(workspace=TEAM, id="g", standing=Standing.DEACTIVATED)
    assert people.is_away(gone, at=NOW)


@given(
    deputies=st.lists(st.none() | st.integers(0, 4), min_size=5, max_size=5),
    away=st.lists(st.booleans(), min_size=5, max_size=5),
    gone=st.sets(st.integers(0, 4), max_size=2),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_who_stands_in_is_found_along_any_chain_and_circles_end(
    sqlite_store: Store, deputies: list[int | None], away: list[bool], gone: set[int]
) -> None:
    with pytest.raises(ZeroDivisionError), sqlite_store.write.begin() as session:
        rows = [
            Person(
                workspace=TEAM,
                id=f"p{n}",
                created_at=NOW,
                away_from=NOW if away[n] else None,
                standing=Standing.DEACTIVATED if n in gone else Standing.MEMBER,
            )
            for n in range(5)
        ]
        session.add_all(rows)
        session.flush()
        for row, deputy in zip(rows, deputies, strict=True):
            row.deputy_id = None if deputy is None else f"p{deputy}"
        session.flush()
        for start in range(5):
            chain: list[int] = []
            here: int | None = start
            while here is not None and here not in chain:
                chain.append(here)
                here = deputies[here]
            there = [n for n in chain if not away[n] and n not in gone]
            found = people.stand_in(session, rows[start], at=NOW)
            assert (found.id if found else None) == (f"p{there[0]}" if there else None)
        raise ZeroDivisionError  # nothing of this example stays


@pytest.mark.parametrize("kind", [{"is_stranger": True}, {"is_bot": True}, {"team_id": "T0OTHER"}])
def test_the_address_of_a_stranger_or_an_app_claims_nobody_who_was_imported(world: World, kind: dict[str, Any]) -> None:
    world.person("Imported", slack_id=None, email="newt@fernwood.example", standing=Standing.UNSEEN)
    address = {"profile": {"email": "newt@fernwood.example"}}
    with world.store.write.begin() as session:
        other = people.learn(session, world.workspace, user(id="U0OTHER", **address, **kind), wall=wall())
        assert (other.id == world.people["Imported"], other.email) == (False, None)
        learnt = people.learn(session, world.workspace, user(**address), wall=wall())
        assert learnt.id == world.people["Imported"]
