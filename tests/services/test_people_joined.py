"""Do the two rows of one person, met in Slack and imported by e-mail, become one with everything that named them?"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from bot.clock import wall
from models.attention import Prompt
from models.availability import Absence, AvailabilityChange, Pattern
from models.blockers import BlockerPerson
from models.checkins import CheckinSeries
from models.climbs import BlockerStep
from models.feeds import CalendarFeed
from models.looks import Look
from models.people import Person, Team
from models.projects import Project
from models.skills import PersonSkill, Skill
from models.tables import METADATA
from planning.blockers import State
from planning.people import Standing
from services import people
from tests.services.blocker_world import World
from tests.services.checkin_rows import series

EMAIL = "newt@fernwood.example"


@pytest.fixture
def two(world: World) -> tuple[str, str]:
    """(the row met in Slack, the row that an import made) of one person."""
    with world.store.write.begin() as session:
        met = people.meet(session, world.workspace, "U0NEWT", wall=wall()).id
    imported = world.person("Newt", slack_id=None, email=EMAIL, standing=Standing.UNSEEN, roles=["pmo"])
    world.people["Met"] = met
    return met, imported


def learn(world: World, **more: Any) -> Person:
    user = {"id": "U0NEWT", "profile": {"real_name": "Newt Ray", "email": "Newt@Fernwood.example"}, **more}
    with world.store.write.begin() as session:
        return people.learn(session, world.workspace, user, wall=wall())


def person(world: World, id_: str) -> Person | None:
    with world.store.read.begin() as session:
        return session.get(Person, (world.workspace, id_))


def test_the_row_from_slack_stays_and_takes_over_what_was_imported(world: World, two: tuple[str, str]) -> None:
    met, imported = two
    team = Team(workspace=world.workspace, code="OPS", lead_id=imported)
    with world.store.write.begin() as session:
        session.add(team)
    leaves = datetime(2026, 4, 1, tzinfo=UTC)
    world.change_person(
        "Newt", team_id=team.id, deputy_id=world.people["Cy"], away_from=leaves, notes={"week": "38"}, zone="Asia/Tokyo"
    )
    learnt = learn(world)
    assert learnt.id == met
    assert person(world, imported) is None
    kept = person(world, met)
    assert kept is not None
    assert (kept.slack_id, kept.name, kept.email, kept.standing) == ("U0NEWT", "Newt Ray", EMAIL, Standing.MEMBER)
    assert (kept.team_id, kept.deputy_id, kept.away_from) == (team.id, world.people["Cy"], leaves)
    assert (kept.roles, kept.notes, kept.zone) == (["pmo"], {"week": "38"}, "Asia/Tokyo")
    learn(world)
    assert len([one for one in world.rows(Person) if one.email == EMAIL]) == 1


def test_everything_that_named_the_other_row_names_this_one(world: World, two: tuple[str, str]) -> None:
    met, imported = two
    project = world.project("ORION", manager="Newt")
    with world.store.write.begin() as session:
        session.get_one(Project, (world.workspace, project)).sponsor_id = imported
        session.add(
            Prompt(
                workspace=world.workspace,
                person_id=imported,
                week=date(2026, 3, 2),
                at=wall(),
                kind="notice",
                outbox_id="",
            )
        )
    world.change_person("Cy", deputy_id=imported)
    owned = world.report("Mia", project_id=project, helper_id=imported, people=(imported,))
    both = world.report("Mia", "Both", people=(met, imported, world.people["Dee"]))
    series(world, "Ana", people=[imported, world.people["Dee"]])
    audits = [(row.actor_id, row.subject_id, row.details) for row in world.audits()]
    learn(world)
    assert _named(world, imported) == set(), "no foreign key points to what is gone"
    kept = world.blocker(owned)
    assert (kept.owner_id, kept.helper_id) == (met, met)
    held = {(row.blocker_id, row.person_id) for row in world.rows(BlockerPerson)}
    assert held == {(owned, met), (both, met), (both, world.people["Dee"])}
    (orion,) = world.rows(Project)
    assert (orion.manager_id, orion.sponsor_id) == (met, met)
    assert [row.person_id for row in world.prompts()] == [met]
    assert [row.people for row in world.rows(CheckinSeries)] == [sorted([met, world.people["Dee"]])]
    assert [(row.actor_id, row.subject_id, row.details) for row in world.audits()] == audits
    world.acknowledge("Met", owned)
    assert world.blocker(owned).state == State.ACKNOWLEDGED


def test_what_was_changed_before_is_taken_back_to_the_row_that_stays(world: World, two: tuple[str, str]) -> None:
    met, imported = two
    project = world.project("ORION", manager="Newt")
    filed = world.report("Mia", project_id=project, people=(imported, met))
    world.edit("Mia", filed, project_id=project, people=(world.people["Dee"],))
    edited = world.history(filed)[-1].id
    other = world.report("Mia", "Another", project_id=project)
    world.hand_over("Ana", other, "Cy")
    learn(world)
    world.undo("Mia", edited)
    assert world.held(filed) == {"Met"}, "once, though both rows were named"
    world.undo_last("Ana", other)
    assert world.blocker(other).owner_id == met


def test_what_is_known_of_both_rows_time_and_skills_becomes_one(world: World, two: tuple[str, str]) -> None:
    met, imported = two
    monday, week = date(2026, 3, 2), (Decimal(6),) * 5 + (Decimal(0),) * 2
    world.change_person("Newt", week=week, project_share=Decimal("0.5"), holidays="DE", cost_rate=Decimal(80))
    world.change_person("Met", holidays="DE-BY")
    feed = {"added_at": wall(), "due_at": wall()}
    change = {"at": wall(), "kind": "skills", "before": {}}
    with world.store.write.begin() as session:
        session.add_all([Skill(workspace=world.workspace, id=one, name=one, key=one) for one in ("sql", "go")])
        session.flush()
        rows = [
            Pattern(person_id=met, since=monday, project_share=Decimal(1)),
            Pattern(person_id=imported, since=monday, project_share=Decimal("0.2")),
            Pattern(person_id=imported, since=date(2026, 5, 4), project_share=Decimal("0.4")),
            PersonSkill(person_id=met, skill_id="sql", level=2, set_at=wall()),
            PersonSkill(person_id=imported, skill_id="sql", level=4, set_at=wall()),
            PersonSkill(person_id=imported, skill_id="go", level=3, set_at=wall()),
            PersonSkill(person_id=world.people["Cy"], skill_id="go", level=3, set_at=wall(), confirmed_by_id=imported),
            Absence(person_id=met, start=monday, finish=monday, part="day"),
            Absence(person_id=imported, start=monday, finish=monday, part="pm"),
            CalendarFeed(person_id=met, address="https://a.example/kept", **feed),
            CalendarFeed(person_id=imported, address="https://a.example/other", **feed),
            Look(person_id=imported, reader_id=world.people["Cy"], what="skills", at=wall()),
            Look(person_id=world.people["Cy"], reader_id=imported, what="skills", at=wall()),
            AvailabilityChange(
                person_id=imported,
                by_id=imported,
                after={"skills": [{"skill_id": "go", "level": 3, "confirmed_by_id": imported}]},
                **change,
            ),
        ]
        for row in rows:
            row.workspace = world.workspace
        session.add_all(rows)
    kept = learn(world)
    assert _named(world, imported) == set()
    assert (kept.week, kept.project_share, kept.holidays, kept.cost_rate) == (
        week,
        Decimal("0.5"),
        "DE-BY",
        Decimal(80),
    )
    patterns = sorted((row.since, row.project_share) for row in world.rows(Pattern))
    assert patterns == [(monday, Decimal(1)), (date(2026, 5, 4), Decimal("0.4"))], "on one day Slack's row says it"
    skills = {(row.person_id, row.skill_id, row.level, row.confirmed_by_id) for row in world.rows(PersonSkill)}
    assert skills == {(met, "sql", 2, None), (met, "go", 3, None), (world.people["Cy"], "go", 3, met)}
    assert {(row.person_id, row.part) for row in world.rows(Absence)} == {(met, "day"), (met, "pm")}
    assert [(row.person_id, row.address) for row in world.rows(CalendarFeed)] == [(met, "https://a.example/kept")]
    assert sorted((row.person_id, row.reader_id) for row in world.rows(Look)) == sorted(
        [(met, world.people["Cy"]), (world.people["Cy"], met)]
    )
    (changed,) = world.rows(AvailabilityChange)
    assert (changed.person_id, changed.by_id) == (met, met)
    assert changed.after == {"skills": [{"skill_id": "go", "level": 3, "confirmed_by_id": met}]}


def test_who_stood_in_for_themselves_has_no_deputy(world: World, two: tuple[str, str]) -> None:
    met, imported = two
    world.change_person("Met", deputy_id=imported)
    assert learn(world).deputy_id is None
    with world.store.read.begin() as session:
        assert session.get_one(Person, (world.workspace, met)).deputy_id is None


@pytest.mark.parametrize("told", [{"team_id": "T0OTHER"}, {"is_bot": True}, {"profile": {"real_name": "Newt"}}])
def test_nobody_elses_address_joins_anything(world: World, two: tuple[str, str], told: dict[str, Any]) -> None:
    met, imported = two
    learn(world, **told)
    assert person(world, imported) is not None
    assert person(world, met) is not None


def test_an_account_that_has_an_owner_already_is_left_alone(world: World, two: tuple[str, str]) -> None:
    met, imported = two
    world.change_person("Newt", slack_id="U0OTHER")
    learn(world)
    assert person(world, imported) is not None
    assert person(world, met) is not None


def test_two_rows_of_an_older_import_are_joined_at_the_next_refresh(world: World, two: tuple[str, str]) -> None:
    met, imported = two
    world.change_person("Met", email=EMAIL, standing=Standing.MEMBER, refreshed_at=wall() - timedelta(days=1))
    learn(world)
    assert person(world, imported) is None
    assert person(world, met) is not None


def _named(world: World, id_: str) -> set[str]:
    """The tables in which some column holds this id, but for the audit."""
    found = set()
    with world.store.read.begin() as session:
        for table in METADATA.sorted_tables:
            for row in session.execute(select(table)):
                if table.name != "audit" and id_ in str(tuple(row)):
                    found.add(table.name)
    return found


def test_whom_a_ladder_told_is_the_row_that_stays(world: World, two: tuple[str, str]) -> None:
    met, imported = two
    filed = world.report("Mia")
    step = BlockerStep(workspace=world.workspace, blocker_id=filed, number=1, at=wall(), act="tell", level="lead",
                       why="silent", told=[imported, world.people["Dee"]])  # fmt: skip
    with world.store.write.begin() as session:
        session.add(step)
    learn(world)
    (kept,) = world.rows(BlockerStep)
    assert set(kept.told) == {met, world.people["Dee"]}
    world.acknowledge("Met", filed)
