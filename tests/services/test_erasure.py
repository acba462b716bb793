"""Does an erased person go, with all that was theirs, and does what they did stay?"""

import json
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import wall
from models.allocations import Allocation
from models.audit import AuditRow
from models.availability import Absence, AvailabilityChange, Pattern
from models.checkins import Checkin
from models.climbs import BlockerStep
from models.feeds import CalendarFeed
from models.looks import Look
from models.outbox import Card, OutboxRow
from models.people import Person, Team
from models.portfolio_changes import PortfolioChange
from models.projects import Project
from models.skills import PersonSkill, Skill
from models.tables import METADATA
from planning.blockers import State
from planning.people import Standing
from services import audit_seals, erasure, looks, people, permissions, personal_data
from services.personal_data import naming
from services.refusals import NotAllowed, Refused
from tests.services.blocker_world import World
from tests.services.checkin_rows import checkin, series

CANARY = "Zebedee"


@pytest.fixture
def full(world: World, apollo: str) -> World:
    """Zebedee manages ORION, leads a team, stands in for Mia, owns and raised blockers; Ana is the PMO, Abe an admin."""
    world.person("Abe", roles=["admin"])
    world.person(CANARY, zone="Asia/Tokyo", deputy_id=world.people["Cy"], roles=["pm"], notes={"desk": CANARY})
    world.change_person("Mia", deputy_id=world.people[CANARY])
    orion = world.project("ORION", manager=CANARY)
    at, person = world.clock.now(), {"workspace": world.workspace, "person_id": world.people[CANARY]}
    with world.store.write.begin() as session:
        session.add(Team(workspace=world.workspace, code="t", lead_id=world.people[CANARY], notes={}))
        session.add(Skill(workspace=world.workspace, id="s", name="Go", key="go"))
        session.flush()
        session.add(PersonSkill(**person, skill_id="s", level=3, set_at=at))
        session.add(Pattern(**person, since=date(2026, 5, 1)))
        session.add(Absence(**person, start=date(2026, 5, 1), finish=date(2026, 5, 2), part="day"))
        session.add(AvailabilityChange(**person, at=at, kind="off"))
        booked = Allocation(**person, id="b", code=f"ORION/{CANARY}@x.example/2026-05-01/1", project_id=orion,
                            start=date(2026, 5, 1), finish=date(2026, 5, 2), hours_per_week=Decimal(8))  # fmt: skip
        session.add(booked)
        session.add(PortfolioChange(workspace=world.workspace, act_id="a", subject="allocation", subject_id="b",
                                    what="added", by_id=world.people[CANARY], at=at))  # fmt: skip
        session.add(CalendarFeed(**person, address="https://secret.example/x", added_at=at, due_at=at))
        one = session.get_one(Person, (world.workspace, world.people[CANARY]))
        looks.looked(session, reader=session.get_one(Person, (world.workspace, world.people["Ana"])), about=one,
                     what="details", at=at)  # fmt: skip
    checkin(world, CANARY, questions=["What is next?"], words=[f"{CANARY} asks for help"])
    series(world, "Ana", people=[world.people[CANARY], world.people["Mia"]])
    world.change_person(CANARY, checkin_frequency="weekly", back_on=date(2026, 3, 1))
    world.report(CANARY, "Mine", tell=True, project_id=apollo)
    owned = world.report("Mia", "Theirs", tell=True, project_id=apollo)
    world.hand_over("Bo", owned, CANARY, tell=True)
    world.comment(CANARY, owned, "I look at it", tell=True)
    return world


def erase(world: World, name: str = CANARY, by: str = "Abe") -> erasure.Erased:
    with world.store.write.begin() as session:
        person = session.get_one(Person, (world.workspace, world.people[name]))
        return erasure.erase(
            session, person, world.policy, by=actor(session, world, by), at=world.clock.now(), wall=wall()
        )


def actor(session: Session, world: World, name: str) -> permissions.Actor:
    return permissions.actor(session.get_one(Person, (world.workspace, world.people[name])))


def everything(world: World) -> str:
    """All that the store holds, but for messages to others, which age, and blockers' own words."""
    with world.store.read.begin() as session:
        kept = [table for table in METADATA.sorted_tables if table.name not in {"outbox", "inbox"}]
        return str([list(session.execute(select(table)).mappings()) for table in kept])


def test_who_they_were_goes_and_what_they_did_stays(full: World) -> None:
    before = everything(full)
    assert before.count(CANARY) >= 2
    with full.store.write.begin() as session:
        audit_seals.seal_some(session, full.workspace, wall=wall())
    done = erase(full)
    assert (done.slack_id, [one.title for one in done.handed_over]) == (f"U0{CANARY.upper()}", ["Theirs"])
    after = everything(full)
    for gone in (CANARY, CANARY.upper(), CANARY.lower(), "secret.example", "Asia/Tokyo"):
        assert gone not in after
    for model in (PersonSkill, Pattern, Absence, AvailabilityChange, CalendarFeed, Look, Checkin):
        assert full.rows(model) == []
    person = next(one for one in full.rows(Person) if one.id == full.people[CANARY])
    assert (person.name, person.standing, person.slack_id) == ("erased person", Standing.DEACTIVATED, None)
    assert (person.checkin_frequency, person.back_on) == (None, None)
    owned = next(one for one in done.handed_over)
    assert (full.name_of(owned.owner_id), owned.state) == ("Cy", State.OPEN), "their deputy has it"
    assert [row.owner_id or row.raised_by for row in full.rows(Project) if row.manager_id == person.id] == []
    assert [team.lead_id for team in full.rows(Team)] == [None]
    assert next(one for one in full.rows(Person) if one.name == "Mia").deputy_id is None
    assert [row for row in full.rows(OutboxRow) if row.target == done.slack_id] == []
    assert [card for card in full.rows(Card) if card.target == done.slack_id] == []
    told = [row for row in full.rows(AuditRow) if row.action == "people.erased"]
    assert [(row.subject_id, row.details["absences"]) for row in told] == [(person.id, 1)]


def test_the_audit_still_verifies(full: World) -> None:
    with full.store.write.begin() as session:
        audit_seals.seal_some(session, full.workspace, wall=wall())
    erase(full)
    with full.store.write.begin() as session:
        audit_seals.seal_some(session, full.workspace, wall=wall())
    with full.store.read.begin() as session:
        verdict = audit_seals.verify(session, full.workspace)
    assert (verdict.flaw, verdict.waiting) == (None, 0)


def test_what_is_shown_first_is_what_goes(full: World) -> None:
    with full.store.read.begin() as session:
        person = session.get_one(Person, (full.workspace, full.people[CANARY]))
        shown = erasure.extent(session, person, full.policy)
        assert shown.heir is not None
        assert (shown.heir.name, shown.open_blockers, shown.blockers) == ("Cy", 1, 2)
    erase(full)
    told = next(row.details for row in full.rows(AuditRow) if row.action == "people.erased")
    assert told == shown.goes


def test_a_new_first_sight_is_a_new_person_and_a_leaver_stays_gone(full: World) -> None:
    slack_id = erase(full).slack_id
    user = {"id": slack_id, "name": CANARY, "profile": {"email": f"{CANARY}@fernwood.example"}}
    with full.store.write.begin() as session:
        assert not people.concerns_us(session, full.workspace, {**user, "deleted": True})
        assert people.concerns_us(session, full.workspace, user)
        assert people.learn(session, full.workspace, user, wall=wall()).id != full.people[CANARY]


def test_who_may_not_and_whom_not(full: World) -> None:
    for by in ("Ana", "Mia", CANARY):
        with pytest.raises(NotAllowed):
            erase(full, by=by)
    with pytest.raises(Refused, match="Another admin"):
        erase(full, "Abe")
    assert CANARY in everything(full)


def test_where_nobody_is_named_the_pmo_owns_it(full: World) -> None:
    full.change_person(CANARY, deputy_id=None)
    (blocker,) = erase(full).handed_over
    assert full.name_of(blocker.owner_id) == "Ana"


def test_an_export_holds_every_table_that_names_the_person(full: World) -> None:
    with full.store.read.begin() as session:
        person = session.get_one(Person, (full.workspace, full.people[CANARY]))
        told = json.loads(json.dumps(personal_data.export(session, person)))
        for table in METADATA.sorted_tables:
            for column in naming(table):
                here = (table.c.workspace == full.workspace, column == person.id)
                count = len(session.execute(select(table).where(*here)).all())
                assert sum(row.get(column.name) == person.id for row in told.get(table.name, ())) == count
    assert (told["people"][0]["name"], told["absences"][0]["start"]) == (CANARY, "2026-05-01")
    assert {"absences", "patterns", "skills", "audit", "outbox"} - set(told) == {"skills"}, (
        "skills themselves name nobody"
    )
    assert "I look at it" in str(told["blocker_changes"])
    assert "payload" not in str(told["outbox"])
    assert told["checkins"][0]["words"] == [f"{CANARY} asks for help"]
    assert [set(row) for row in told["asked_by"]] == [{"id", "name", "days", "opens", "closes"}]


def test_an_export_holds_nothing_of_those_who_named_the_person_or_whose_skills_they_confirmed(full: World) -> None:
    """Their deputy would read what they cost and when they are away; their lead, levels from before they left."""
    full.change_person("Mia", deputy_id=full.people["Bo"], cost_rate=Decimal("321.5"), away_until=full.clock.now())
    with full.store.write.begin() as session:
        skill = session.get_one(PersonSkill, (full.workspace, full.people[CANARY], "s"))
        skill.confirmed_by_id = full.people["Bo"]
    with full.store.read.begin() as session:
        told = personal_data.export(session, session.get_one(Person, (full.workspace, full.people["Bo"])))
    own, other = told["people"]
    assert (own["name"], other) == ("Bo", {"id": full.people["Mia"], "deputy_id": full.people["Bo"]})
    assert [set(row) for row in told["person_skills"]] == [{"person_id", "skill_id", "confirmed_by_id"}]
    for secret in ("mia@", "U0MIA", "321.5", "away_until", "level"):
        assert secret not in json.dumps({name: told[name] for name in ("people", "person_skills")}), secret


def test_an_export_holds_the_steps_that_were_told_to_the_person_and_not_who_else_heard(full: World) -> None:
    filed = full.report("Mia")
    with full.store.write.begin() as session:
        for number, whom in enumerate((["Bo", "Cy"], ["Cy"]), 1):
            told = [full.people[one] for one in whom]
            session.add(BlockerStep(workspace=full.workspace, blocker_id=filed, number=number, at=full.clock.now(),
                                    act="tell", level="lead", why="silent", told=told))  # fmt: skip
    with full.store.read.begin() as session:
        found = personal_data.export(session, session.get_one(Person, (full.workspace, full.people["Bo"])))
    (step,) = found["blocker_steps"]
    assert (step["blocker_id"], step["number"], step["level"]) == (filed, 1, "lead")
    assert full.people["Cy"] not in str(found["blocker_steps"])


def test_every_column_that_names_a_person_is_known_to_erasure() -> None:
    """A new table whose rows are about one person has them in `person_id`, and then they go."""
    about = {table.name for table in METADATA.sorted_tables if any(c.name == "person_id" for c in naming(table))}
    assert about >= {"absences", "patterns", "person_skills", "calendar_feeds", "looks", "attention", "blocker_people"}
    assert "attention_held" in about


def test_of_two_admins_who_erase_each_other_at_once_one_is_left(full: World) -> None:
    """The second waited for the first with what it knew before: that it was an admin."""
    full.person("Zoe", roles=["admin"])
    with pytest.raises(Refused, match="Somebody has to be an admin"), full.store.write.begin() as session:
        zoe = actor(session, full, "Zoe")
        zoe.person.roles = []
        session.flush()
        abe = session.get_one(Person, (full.workspace, full.people["Abe"]))
        erasure.erase(session, abe, full.policy, by=zoe, at=full.clock.now(), wall=wall())
    erase(full, "Zoe")
    assert [one.name for one in full.rows(Person) if "admin" in one.roles] == ["Abe"]
