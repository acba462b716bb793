"""How does a check-in come about, change and go, and who may do that?"""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.checkins import CheckinSeries
from models.people import Person, Team
from models.projects import Project
from planning.checkin_series import QUESTIONS, unheard
from services import audit, checkin_series, ids, people, people_rights
from services.outbox_rows import changed
from services.permissions import Actor, Permission
from services.policies import Policy
from services.refusals import NotAllowed, Refused

_GONE = "That check-in is not there any more, so nothing was changed."
_THEIRS = (
    "Nothing was changed: the project management office makes check-ins, and whoever leads a team those of their own."
)


@dataclass(frozen=True)
class SeriesDraft:
    """What a form says: for a team, a project or people, of which one is named."""

    name: str
    opens: time
    closes: time  # not later than `opens`: on the next day
    days: frozenset[int]
    team_id: str | None = None
    project_id: str | None = None
    people: tuple[Person, ...] = ()
    questions: tuple[str, ...] = ()


def find(session: Session, workspace: str, series_id: str) -> CheckinSeries:
    """Raises Refused where there is none."""
    row = session.get(CheckinSeries, (workspace, series_id)) if ids.plausible(series_id) else None
    if row is None:
        raise Refused(_GONE)
    return row


def may_change(session: Session, row: CheckinSeries, *, by: Actor) -> bool:
    return by.may(Permission.CHECKINS_MANAGE) or _leads(session, row.team_id, by)


def must_change(session: Session, row: CheckinSeries | None, *, by: Actor) -> None:
    """Raises NotAllowed with a sentence; of one that is new (None), for who leads no team."""
    if row is not None and not may_change(session, row, by=by):
        raise NotAllowed(_THEIRS)
    if row is None and not by.may(Permission.CHECKINS_MANAGE) and not people_rights.led(session, by):
        raise NotAllowed(_THEIRS)


def make(session: Session, draft: SeriesDraft, *, by: Actor, at: datetime, policy: Policy) -> CheckinSeries:
    _must_be_whole(session, draft, None, by=by, policy=policy)
    row = CheckinSeries(workspace=by.workspace, by_id=by.id, created_at=at, **_columns(draft))
    session.add(row)
    session.flush()
    _note(session, row, "checkins.series_made", by=by, at=at, details=_told(draft))
    return row


def change(
    session: Session, row: CheckinSeries, draft: SeriesDraft, *, by: Actor, at: datetime, policy: Policy
) -> bool:
    """Take over what the form says. Returns whether anything is different now; who is waited for is planned anew."""
    must_change(session, row, by=by)
    _must_be_whole(session, draft, row, by=by, policy=policy)
    values = {name: value for name, value in _columns(draft).items() if getattr(row, name) != value}
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    if values:
        _note(session, row, "checkins.series_changed", by=by, at=at, details={"changed": sorted(values)})
    return bool(values)


def remove(session: Session, row: CheckinSeries, *, by: Actor, at: datetime) -> None:
    """What was asked and answered stays; nobody is asked by it any more."""
    must_change(session, row, by=by)
    _note(session, row, "checkins.series_removed", by=by, at=at, details={})
    changed(session, delete(CheckinSeries).where(CheckinSeries.workspace == row.workspace, CheckinSeries.id == row.id))
    session.expunge(row)


def _must_be_whole(
    session: Session, draft: SeriesDraft, row: CheckinSeries | None, *, by: Actor, policy: Policy
) -> None:
    if not by.may(Permission.CHECKINS_MANAGE) and not _leads(session, draft.team_id, by):
        raise NotAllowed(_THEIRS)
    if [draft.team_id is not None, draft.project_id is not None, bool(draft.people)].count(True) != 1:
        raise Refused("It is for a team, a project or people: please choose one of these.")
    for model, id_ in ((Team, draft.team_id), (Project, draft.project_id)):
        if id_ is not None and session.get(model, (by.workspace, id_)) is None:
            raise Refused("What it is for is not there any more. Please choose again.")
    for person in draft.people:
        if people.is_gone(person):
            raise Refused(f"{person.name or 'That account'} cannot be asked. Please choose people of this workspace.")
    if not draft.days or len(draft.questions) > QUESTIONS:
        raise Refused("It needs at least one day, and at most two questions.")
    quiet = policy.attention
    if unheard(draft.opens, draft.closes, time.fromisoformat(quiet.quiet_from), time.fromisoformat(quiet.quiet_until)):
        hours = f"from {quiet.quiet_from} to {quiet.quiet_until}"
        raise Refused(f"Nobody would be asked then: all of it lies in the quiet hours {hours}.")
    _must_be_new(session, draft.name, row, by.workspace, policy)


def _must_be_new(session: Session, name: str, row: CheckinSeries | None, workspace: str, policy: Policy) -> None:
    """A name is everybody's, in the policy file and in Slack: timers go by it."""
    if not name:
        raise Refused("Please write a name.")
    made = select(CheckinSeries.id, CheckinSeries.name).where(CheckinSeries.workspace == workspace)
    others = [one.name for one in session.execute(made) if row is None or one.id != row.id]
    filed = [one.name for one in policy.checkins.series]
    if checkin_series.same(name) in {checkin_series.same(one) for one in (*others, *filed)}:
        raise Refused(f"There is a check-in {name} already. Please choose another name.")


def _leads(session: Session, team_id: str | None, by: Actor) -> bool:
    return team_id is not None and team_id in {team.id for team in people_rights.led(session, by)}


def _columns(draft: SeriesDraft) -> dict[str, Any]:
    return {
        "name": draft.name,
        "team_id": draft.team_id,
        "project_id": draft.project_id,
        "people": sorted(one.id for one in draft.people),
        "days": sorted(draft.days),
        "opens": f"{draft.opens:%H:%M}",
        "closes": f"{draft.closes:%H:%M}",
        "questions": list(draft.questions),
    }


def _told(draft: SeriesDraft) -> dict[str, Any]:
    """What the audit keeps: ids and numbers, nobody's words."""
    return {name: value for name, value in _columns(draft).items() if name not in {"name", "questions"}}


def _note(
    session: Session, row: CheckinSeries, action: str, *, by: Actor, at: datetime, details: dict[str, Any]
) -> None:
    subject = ("checkin_series", row.id)
    audit.record(session, row.workspace, actor_id=by.id, action=action, subject=subject, at=at, details=details)
