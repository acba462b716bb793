"""How do tests say something about a person's availability, and see what holds then?"""

from typing import Any

from sqlalchemy import select

from models.availability import Absence, AvailabilityChange, Pattern
from models.people import Person
from models.skills import PersonSkill
from planning.weeks import Weeks, read_week
from readers.availability import availability, resolve
from services import availability as hours
from services import availability_said, people
from services.availability import Effect
from services.permissions import Permission
from tests.services.blocker_world import World

SET = Permission.AVAILABILITY_SET


class Unresolved(Exception):
    """A phrase that is asked back, with the question."""


def say(world: World, name: str, text: str) -> Effect:
    """Read a phrase, resolve it in the zone of the person, and note it. Raises Unresolved for what is asked back."""
    with world.store.write.begin() as session:
        actor = world.actor(session, name, SET)
        at = world.clock.now()
        meant = resolve(availability(text), at.astimezone(people.zone_of(session, actor.person)))
        if not isinstance(meant, availability_said.Meant):
            raise Unresolved(str(meant))
        return availability_said.apply(session, meant, by=actor, at=at, policy=world.policy.availability)


def undo(world: World, name: str, change: AvailabilityChange | str | None) -> Effect:
    assert change is not None
    with world.store.write.begin() as session:
        actor = world.actor(session, name, SET)
        id_ = change if isinstance(change, str) else change.id
        return hours.undo(session, id_, by=actor, at=world.clock.now(), policy=world.policy.availability)


def remove(world: World, name: str, which: str) -> Effect:
    with world.store.write.begin() as session:
        actor = world.actor(session, name, SET)
        return availability_said.remove(
            session, which, by=actor, at=world.clock.now(), policy=world.policy.availability
        )


def absences(world: World, name: str = "Mia") -> list[str]:
    """`2026-03-04..2026-03-06 am RULE`, in order; what a calendar said has an asterisk."""
    found = []
    for one in world.rows(Absence):
        if one.person_id == world.people[name]:
            days = str(one.start) if one.start == one.finish else f"{one.start}..{one.finish}"
            part = "" if one.part == "day" else one.part
            found.append(" ".join(filter(None, (days, part, one.rule, "*" if one.origin == "feed" else ""))))
    return sorted(found)


def patterns(world: World, name: str = "Mia") -> list[str]:
    """`2026-03-04 8 8 8 8 8 0 0 @0.6`, in order."""
    found = []
    for one in world.rows(Pattern):
        if one.person_id == world.people[name]:
            week = " ".join(f"{day.normalize():f}" for day in one.week) if one.week else ""
            share = f"@{one.project_share.normalize():f}" if one.project_share is not None else ""
            found.append(" ".join(filter(None, (str(one.since), week, share))))
    return sorted(found)


def weekly(world: World, first: str, count: int = 1, name: str = "Mia") -> list[float]:
    """Hours in those weeks."""
    week = read_week(first)
    assert not hasattr(week, "sentence")
    with world.store.read.begin() as session:
        person = session.get_one(Person, (world.workspace, world.people[name]))
        minutes = hours.minutes_of(session, person, world.policy.availability, Weeks(week, count))  # type: ignore[arg-type]
    return [one / 60 for one in minutes]


def whole_state(world: World, name: str) -> Any:
    """Every row from which the availability of somebody follows, and what was noted from them."""
    mine = world.people[name]
    with world.store.read.begin() as session:
        person = session.get_one(Person, (world.workspace, mine))
        rows: list[Any] = [
            tuple(getattr(row, column.name) for column in model.__table__.columns)
            for model in (Absence, Pattern, PersonSkill)
            for row in session.scalars(select(model).where(model.person_id == mine))
        ]
        return sorted(rows, key=str), person.away_from, person.away_until
