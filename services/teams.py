"""Who leads a team, where does it talk, and who is in it?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.people import Person, Team
from planning.people import Standing
from services import audit, ids, people, people_lists, people_rights
from services.permissions import Actor, Permission
from services.refusals import Refused


@dataclass(frozen=True)
class TeamDraft:
    """What a form says of a team. `members` are all of those who can be chosen in Slack."""

    name: str
    lead: Person | None
    channel: str | None  # Slack's id
    members: tuple[Person, ...]


def find(session: Session, workspace: str, team_id: str) -> Team:
    """The team with this id. Raises Refused where there is none."""
    team = session.get(Team, (workspace, team_id)) if ids.plausible(team_id) else None
    if team is None:
        raise Refused("That team is not there any more, so nothing was changed.")
    return team


def change(session: Session, team: Team, draft: TeamDraft, *, by: Actor, at: datetime) -> bool:
    """Take over what the form says. A lead changes their own team and lets people go; who leads it and who comes into
    it is for the PMO to say, because a lead sees the hours and skills of whoever is in it.

    Returns whether anything is different now.
    """
    people_rights.must_manage(team, by=by)
    lead_id = draft.lead.id if draft.lead is not None else None
    if lead_id != team.lead_id:
        if not by.may(Permission.PEOPLE_MANAGE):
            raise Refused("Who leads a team is for the project management office to say, so nothing was changed.")
        _must_be_here([draft.lead] if draft.lead is not None else [])
    _must_be_here(draft.members)
    values = {"name": draft.name or team.name, "lead_id": lead_id, "channel": draft.channel}
    told: dict[str, object] = {name: value for name, value in values.items() if getattr(team, name) != value}
    for name, value in values.items():
        setattr(team, name, value)
    came, went = _move(session, team, draft.members)
    if came and not by.may(Permission.PEOPLE_MANAGE):
        raise Refused("Who comes into a team is for the project management office to say, so nothing was changed.")
    told |= {"came": came} if came else {}
    told |= {"went": went} if went else {}
    if told:
        _note(session, team, told, by=by, at=at)
    return bool(told)


def make(session: Session, draft: TeamDraft, *, by: Actor, at: datetime) -> Team:
    """A new team; its code, by which sheets know it, is its name in small letters."""
    people_rights.must_manage(None, by=by)
    code = "-".join(draft.name.casefold().split())[:64]
    if not code:
        raise Refused("A team needs a name.")
    known = select(Team.id).where(Team.workspace == by.workspace, Team.code == code)
    if session.scalars(known).first() is not None:
        raise Refused(f"There is a team {code} already. Please choose another name.")
    team = Team(workspace=by.workspace, code=code, name=draft.name, notes={})
    session.add(team)
    session.flush()
    change(session, team, draft, by=by, at=at)
    return team


def _move(session: Session, team: Team, wanted: Iterable[Person]) -> tuple[list[str], list[str]]:
    """Ids of who came and who went. Whom Slack does not know was not in the form, and stays."""
    chosen = {person.id: person for person in wanted}
    held = {person.id: person for person in people_lists.members(session, team.workspace, team.id) if person.slack_id}
    for person in chosen.values():
        person.team_id = team.id
    for person in held.values():
        if person.id not in chosen:
            person.team_id = None
    session.flush()
    return sorted(set(chosen) - set(held)), sorted(set(held) - set(chosen))


def _must_be_here(chosen: Iterable[Person]) -> None:
    for person in chosen:
        if people.is_gone(person) or person.standing == Standing.GUEST:
            raise Refused(f"{person.name or 'That account'} is no member of this workspace. Please choose members.")


def _note(session: Session, team: Team, told: dict[str, object], *, by: Actor, at: datetime) -> None:
    # Its name is what somebody wrote, so the audit says only that it changed.
    details = told | ({"name": "changed"} if "name" in told else {})
    subject = ("team", team.id)
    audit.record(
        session, team.workspace, actor_id=by.id, action="teams.changed", subject=subject, at=at, details=details
    )
