"""Whose details may somebody see and change? Decided anew with the person at hand, because teams and leads change."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.people import Person, Team
from services.permissions import Actor, Permission
from services.refusals import NotAllowed

_SEES = "Nothing was opened: you see yourself and the people of teams that you lead."
_CHANGES = "Nothing was changed: that is up to themselves, the lead of their team or the project management office."
_CONFIRMS = "Nothing was changed: the lead of their team confirms levels."
_TEAM = "Nothing was changed: that is up to the lead of the team or the project management office."


def leads(session: Session, by: Actor, person: Person) -> bool:
    """Whether `by` leads the team that the person is in."""
    team = session.get(Team, (person.workspace, person.team_id)) if person.team_id else None
    return team is not None and team.lead_id == by.id and by.may(Permission.PEOPLE_LEAD)


def led(session: Session, by: Actor) -> list[Team]:
    """The teams that `by` leads, by name."""
    if not by.may(Permission.PEOPLE_LEAD):
        return []
    mine = select(Team).where(Team.workspace == by.workspace, Team.lead_id == by.id)
    return list(session.scalars(mine.order_by(Team.name, Team.code)))


def may_see(session: Session, person: Person, *, by: Actor) -> bool:
    return by.id == person.id or by.may(Permission.PEOPLE_READ) or leads(session, by, person)


def must_see(session: Session, person: Person, *, by: Actor) -> None:
    """Raises NotAllowed with a sentence."""
    if not may_see(session, person, by=by):
        raise NotAllowed(_SEES)


def may_change(session: Session, person: Person, *, by: Actor) -> bool:
    """Whether `by` may say who stands in for the person and whose public holidays they keep."""
    return by.id == person.id or by.may(Permission.PEOPLE_MANAGE) or leads(session, by, person)


def must_change(session: Session, person: Person, *, by: Actor) -> None:
    """Raises NotAllowed with a sentence."""
    if not may_change(session, person, by=by):
        raise NotAllowed(_CHANGES)


def must_confirm(session: Session, person: Person, *, by: Actor) -> None:
    """Raises NotAllowed where `by` is not the lead of the person's team, or is the person."""
    if by.id == person.id or not leads(session, by, person):
        raise NotAllowed(_CONFIRMS)


def must_manage(team: Team | None, *, by: Actor) -> None:
    """Raises NotAllowed where somebody may not change a team; one that is new (None) is for the PMO."""
    own = team is not None and team.lead_id == by.id and by.may(Permission.PEOPLE_LEAD)
    if not own and not by.may(Permission.PEOPLE_MANAGE):
        raise NotAllowed(_TEAM)
