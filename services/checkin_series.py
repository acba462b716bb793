"""Which check-ins are there, of the policy file and of those made in Slack, and whom does each ask?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, false, select
from sqlalchemy.orm import Session

from models.checkins import CheckinSeries
from models.people import Person, Team
from models.projects import Project
from planning import checkin_series as planning
from planning.checkin_series import People, Series, Who
from planning.checkins import ASKED
from services import checkins, project_people
from services.policies import CheckinPolicy


@dataclass(frozen=True)
class Listed:
    """One series. `row`: None where it stands in the policy file, and so can be changed there only."""

    series: Series
    row: CheckinSeries | None = None

    @property
    def name(self) -> str:
        return self.series.name


def every(session: Session, workspace: str, policy: CheckinPolicy) -> list[Listed]:
    """All that ask: those of the file, then those made in Slack by name. Of two with the same name the file's asks."""
    found = [Listed(one) for one in checkins.series(policy)]
    taken = {same(one.name) for one in found}
    return found + [one for one in _made(session, workspace, policy) if same(one.name) not in taken]


def shadowed(session: Session, workspace: str, policy: CheckinPolicy) -> list[Listed]:
    """Those made in Slack that ask nobody, because the file got one of the same name since."""
    taken = {same(one.name) for one in checkins.series(policy)}
    return [one for one in _made(session, workspace, policy) if same(one.name) in taken]


def named(session: Session, workspace: str, name: str, policy: CheckinPolicy) -> Listed | None:
    return next((one for one in every(session, workspace, policy) if one.name == name), None)


def same(name: str) -> str:
    """What two names share that a reader could not tell apart."""
    return " ".join(name.split()).casefold()


def members(session: Session, workspace: str, listed: Listed, *, at: datetime) -> Sequence[Person]:
    """Whom it asks, by name: members and guests whom Slack knows."""
    return session.scalars(
        _asked(select(Person), session, workspace, listed, at).order_by(Person.name, Person.id)
    ).all()


def zones(session: Session, workspace: str, listed: Listed, *, at: datetime) -> Sequence[tuple[str, str | None]]:
    """The same as (id, zone; None: the workspace's), for the many."""
    chosen = _asked(select(Person.id, Person.zone), session, workspace, listed, at)
    return [(row.id, row.zone) for row in session.execute(chosen)]


def asks(session: Session, person: Person, listed: Listed, *, at: datetime) -> bool:
    """Whether the person is among them."""
    return bool(those_of(session, person.workspace, listed, [person.id], at=at))


def those_of(
    session: Session, workspace: str, listed: Listed, person_ids: Collection[str], *, at: datetime
) -> Sequence[Person]:
    """Which of these people are among them."""
    chosen = _asked(select(Person), session, workspace, listed, at)
    return session.scalars(chosen.where(Person.id.in_(person_ids))).all()


def of_person(session: Session, person: Person, policy: CheckinPolicy, *, at: datetime) -> list[Listed]:
    """Those that ask the person."""
    return [one for one in every(session, person.workspace, policy) if asks(session, person, one, at=at)]


def _asked(
    chosen: Select[*tuple[Any, ...]], session: Session, workspace: str, listed: Listed, at: datetime
) -> Select[Any]:
    here = (Person.workspace == workspace, Person.standing.in_(ASKED), Person.slack_id.is_not(None))
    return chosen.where(*here, _among(session, workspace, listed, at))


def _among(session: Session, workspace: str, listed: Listed, at: datetime) -> ColumnElement[bool]:
    match listed.series.who:
        case planning.Team(code):
            ours = select(Team.id).where(Team.workspace == workspace, Team.code == code)
            return Person.team_id.in_(ours)
        case planning.Project(code):
            project = session.scalars(select(Project).filter_by(workspace=workspace, code=code)).first()
            return Person.id.in_(project_people.of(session, project, at=at)) if project is not None else false()
        case People(names):
            here = sorted(names)
            return Person.id.in_(here) if listed.row is not None else Person.email.in_(here)


def _made(session: Session, workspace: str, policy: CheckinPolicy) -> list[Listed]:
    rows = (
        select(CheckinSeries, Team.code, Project.code)
        .outerjoin(Team, (Team.workspace == CheckinSeries.workspace) & (Team.id == CheckinSeries.team_id))
        .outerjoin(Project, (Project.workspace == CheckinSeries.workspace) & (Project.id == CheckinSeries.project_id))
        .where(CheckinSeries.workspace == workspace)
        .order_by(CheckinSeries.name)
    )
    return [Listed(_series(row, team, project, policy), row) for row, team, project in session.execute(rows)]


def _series(row: CheckinSeries, team: str | None, project: str | None, policy: CheckinPolicy) -> Series:
    who: Who = People(frozenset(row.people))
    if team is not None:
        who = planning.Team(team)
    elif project is not None:
        who = planning.Project(project)
    return Series(
        name=row.name,
        who=who,
        days=frozenset(row.days),
        at=time.fromisoformat(row.opens),
        until=time.fromisoformat(row.closes),
        questions=tuple(row.questions),
        quiet_days=policy.quiet_days,
    )
