"""What has an admin set up for this workspace: the PMO's channel, the working calendar, who is the PMO?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.amounts import plain
from models.people import Person
from models.workspaces import Workspace
from planning.availability import Hours7
from planning.people import Role
from planning.public_holidays import public_holidays
from planning.refusal import Refusal
from services import audit, office, roles, snapshots
from services.permissions import Actor, Permission, must
from services.policies import Policy
from services.refusals import Refused


@dataclass(frozen=True)
class Settings:
    """What is in force. `own_…`: whether somebody said it here; else it is as the policy has it."""

    channel: str | None  # Slack's id
    own_channel: bool
    week: Hours7
    holidays: str | None  # `DE-BY`; None: no public holidays
    own_calendar: bool
    members: tuple[Person, ...]  # of the PMO
    set_up: bool  # whether all of it was decided once


def of(session: Session, workspace: str, policy: Policy) -> Settings:
    row = session.get_one(Workspace, workspace)
    return Settings(
        channel=row.pmo_channel or policy.pmo.channel,
        own_channel=row.pmo_channel is not None,
        week=snapshots.usual_week(session, workspace, policy.availability),
        holidays=row.holidays,
        own_calendar=row.week is not None,
        members=tuple(office.office(session, workspace, policy.pmo.lead)),
        set_up=row.set_up_at is not None,
    )


def pmo_channel(session: Session, workspace: str, policy: Policy) -> str | None:
    """Slack's id of the PMO's private channel: the one that was set up here, else the policy's."""
    row = session.get(Workspace, workspace)
    return (row.pmo_channel if row is not None else None) or policy.pmo.channel


def choose_channel(session: Session, channel: str, policy: Policy, *, by: Actor, at: datetime) -> None:
    """Take a channel of which Slack says that it is private and that the bot is in it."""
    _change(session, {"pmo_channel": channel}, policy, by=by, at=at)


def set_calendar(
    session: Session, week: Hours7, holidays: str | None, policy: Policy, *, by: Actor, at: datetime
) -> None:
    """The usual week, hours Monday to Sunday, and whose public holidays are kept, such as `DE-BY`; None: nobody's.

    Raises Refused with a sentence for a week without hours and for a region that nobody knows.
    """
    if not any(week):
        raise Refused("A week needs at least one day with hours.")
    holidays = region(holidays, at=at)
    _change(session, {"week": week, "holidays": holidays}, policy, by=by, at=at)


def region(said: str | None, *, at: datetime) -> str | None:
    """A country or part of one as it is kept, such as `DE-BY`. Raises Refused where its holidays are not known."""
    code = (said or "").strip().upper()
    found = public_holidays(code, at.year, halves=False) if code else None
    if isinstance(found, Refusal):
        raise Refused(found.sentence)
    return code or None


def make_office(session: Session, members: Iterable[Person], policy: Policy, *, by: Actor, at: datetime) -> list[str]:
    """Say who is the PMO. Returns the ids of those for whom something changed."""
    changed = roles.make_office(session, by.workspace, members, by=by, at=at)
    _finish(session, policy, by=by, at=at)
    return changed


def _change(session: Session, values: dict[str, object], policy: Policy, *, by: Actor, at: datetime) -> None:
    must(by, Permission.SETTINGS_CHANGE)
    row = session.get_one(Workspace, by.workspace)
    told = {name: _plain(value) for name, value in values.items() if getattr(row, name) != value}
    for name, value in values.items():
        setattr(row, name, value)
    if told:
        subject = ("workspace", row.id)
        audit.record(session, row.id, actor_id=by.id, action="settings.changed", subject=subject, at=at, details=told)
    _finish(session, policy, by=by, at=at)


def _finish(session: Session, policy: Policy, *, by: Actor, at: datetime) -> None:
    """Note once that everything was decided."""
    session.flush()
    now = of(session, by.workspace, policy)
    row = session.get_one(Workspace, by.workspace)
    if row.set_up_at is None and now.channel and now.own_calendar and office.holders(session, row.id, Role.PMO):
        row.set_up_at = at
        subject = ("workspace", row.id)
        audit.record(session, row.id, actor_id=by.id, action="settings.finished", subject=subject, at=at)


def _plain(value: object) -> object:
    return " ".join(plain(hours) for hours in value) if isinstance(value, tuple) else value
