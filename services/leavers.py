"""What did somebody leave behind whose account was closed, and who takes it over?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.blockers import Blocker
from models.people import Person, Team
from models.projects import Project
from planning.blockers import LIVE, Change, State
from planning.people import Standing
from planning.projects import ProjectStatus
from services import audit, blocker_history, office, people, people_rights
from services.permissions import Actor, Permission
from services.refusals import NotAllowed, Refused, Stale

_ENDED = (ProjectStatus.DONE.value, ProjectStatus.CANCELLED.value)


@dataclass(frozen=True)
class Duties:
    """What waits for somebody else now."""

    blockers: tuple[Blocker, ...]
    projects: tuple[Project, ...]  # that they manage
    teams: tuple[Team, ...]  # that they lead
    stands_in_for: tuple[Person, ...]

    def __bool__(self) -> bool:
        return bool(self.blockers or self.projects or self.teams or self.stands_in_for)


def duties(session: Session, person: Person) -> Duties:
    managed = select(Project).where(Project.workspace == person.workspace, Project.manager_id == person.id)
    led = select(Team).where(Team.workspace == person.workspace, Team.lead_id == person.id)
    stood = select(Person).where(Person.workspace == person.workspace, Person.deputy_id == person.id)
    return Duties(
        blockers=tuple(blockers(session, person)),
        projects=tuple(session.scalars(managed.where(Project.status.not_in(_ENDED)).order_by(Project.code))),
        teams=tuple(session.scalars(led.order_by(Team.name, Team.code))),
        stands_in_for=tuple(one for one in session.scalars(stood.order_by(Person.id)) if not people.is_gone(one)),
    )


def blockers(session: Session, person: Person) -> Sequence[Blocker]:
    """The open ones that the person is to clear."""
    live = [state.value for state in LIVE]
    mine = (Blocker.workspace == person.workspace, Blocker.owner_id == person.id, Blocker.state.in_(live))
    return session.scalars(select(Blocker).where(*mine).order_by(Blocker.number)).all()


def asked(session: Session, person: Person, lead_email: str | None, *, at: datetime) -> Person | None:
    """Who is to say who takes over: the lead of the person's team or who stands in for the lead, else of the PMO."""
    team = session.get(Team, (person.workspace, person.team_id)) if person.team_id else None
    lead = people.by_id(session, person.workspace, team.lead_id) if team is not None else None
    heir = people.stand_in(session, lead, at=at) or people.successor(session, lead) if lead is not None else None
    if heir is not None and heir.id != person.id and heir.slack_id is not None:
        return heir
    pmo = [one for one in office.office(session, person.workspace, lead_email) if one.id != person.id and one.slack_id]
    here = [one for one in pmo if not people.is_away(one, at=at)]
    return next(iter((*here, *pmo)), None)


def hand_over(
    session: Session, person: Person, to: Person, lead_email: str | None, *, by: Actor, at: datetime
) -> Duties:
    """Give all of it to one person. Returns what changed hands; raises Refused with a sentence."""
    _must(session, person, lead_email, by=by, at=at)
    if to.id == person.id or people.is_gone(to) or to.standing == Standing.GUEST:
        raise Refused("That person cannot take it over. Please choose a member of this workspace.")
    left = duties(session, person)
    if not left:
        raise Stale("All of it is in other hands already, so nothing was changed.")
    give_blockers(session, person, to, by=by, at=at)
    for project in left.projects:
        project.manager_id = to.id
    for team in left.teams:
        team.lead_id = to.id
    for one in left.stands_in_for:  # nobody stands in for themselves, or in a circle
        circle = any(other.id == one.id for other in people.deputies(session, to))
        one.deputy_id = None if circle else to.id
    details = {
        "to": to.id,
        "projects": [project.id for project in left.projects],
        "teams": [team.id for team in left.teams],
        "deputy_of": [one.id for one in left.stands_in_for],
    }
    subject = ("person", person.id)
    audit.record(
        session, person.workspace, actor_id=by.id, action="people.handed_over", subject=subject, at=at, details=details
    )
    session.flush()
    return left


def give_blockers(session: Session, person: Person, to: Person | None, *, by: Actor, at: datetime) -> list[Blocker]:
    """Make `to` the owner of what the person was to clear; open again until they acknowledge. None: nobody owns it."""
    given = list(blockers(session, person))
    for blocker in given:
        fields = {"owner_id": to.id if to is not None else None, "state": State.OPEN.value}
        blocker_history.write(session, blocker, Change.HANDED_OVER, by_id=by.id, at=at, fields=fields)
    return given


def _must(session: Session, person: Person, lead_email: str | None, *, by: Actor, at: datetime) -> None:
    if person.standing != Standing.DEACTIVATED:
        raise Refused("Their account is open again, so they keep what is theirs.")
    if by.may(Permission.PEOPLE_MANAGE) or people_rights.leads(session, by, person):
        return
    one = asked(session, person, lead_email, at=at)
    if one is None or one.id != by.id:
        raise NotAllowed("The lead of their team or the project management office hands that over.")
