"""Whom does a list of people name, and how much do they usually work?"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from models.people import Person, Team
from planning.availability import Terms, in_force, terms
from planning.people import Standing
from readers import escapes
from services import people, snapshots
from services.policies import AvailabilityPolicy

HERE = (Standing.MEMBER, Standing.GUEST, Standing.UNSEEN)


def teams(session: Session, workspace: str) -> list[Team]:
    """All teams by name."""
    ours = select(Team).where(Team.workspace == workspace)
    return list(session.scalars(ours.order_by(func.lower(Team.name), Team.code)))


def sizes(session: Session, workspace: str) -> dict[str | None, int]:
    """How many are in each team (None: in none), of those who are here."""
    counted = select(Person.team_id, func.count()).where(Person.workspace == workspace, Person.standing.in_(HERE))
    return {team_id: int(count) for team_id, count in session.execute(counted.group_by(Person.team_id)).all()}


def members(session: Session, workspace: str, team_id: str | None, limit: int | None = None) -> Sequence[Person]:
    """Who is in a team, by name; None: in none."""
    return session.scalars(_here(workspace).where(Person.team_id == team_id).limit(limit)).all()


def called(session: Session, workspace: str, said: escapes.Arrived, limit: int) -> Sequence[Person]:
    """The people whom somebody names: by mention, by address, or by a part of their name."""
    ids = [token.user_id for token in said.tokens if isinstance(token, escapes.Mention)]
    if ids:
        found = [people.by_slack_id(session, workspace, one) for one in ids]
        return [one for one in found if one is not None][:limit]
    words = " ".join(said.text.split())
    person = people.by_email(session, workspace, words)
    if person is not None:
        return [person]
    exact = session.scalars(_known(workspace).where(func.lower(Person.name) == words.lower()).limit(limit)).all()
    part = _known(workspace).where(func.lower(Person.name).contains(words.lower(), autoescape=True))
    return exact or (session.scalars(part.limit(limit)).all() if words else [])


def usual_hours(
    session: Session, workspace: str, some: Collection[Person], policy: AvailabilityPolicy, *, at: datetime
) -> dict[str, Terms]:
    """By id, the hours Monday to Sunday and the part that projects may use, as they are in force today."""
    found = snapshots.terms_of(session, workspace, some, policy)
    return {one.id: in_force(terms(found[one.id]), people.today_of(session, one, at=at)) for one in some}


def _known(workspace: str) -> Select[Person]:
    outside = (Standing.BOT, Standing.STRANGER)
    ours = select(Person).where(Person.workspace == workspace, Person.standing.not_in(outside))
    return ours.order_by(func.lower(Person.name), Person.id)


def _here(workspace: str) -> Select[Person]:
    ours = select(Person).where(Person.workspace == workspace, Person.standing.in_(HERE))
    return ours.order_by(func.lower(Person.name), Person.id)
