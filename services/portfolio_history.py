"""What did somebody change in the portfolio, and how is all of one act taken back?

Rows are written through here, so that history always says what stood there before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models.allocations import Allocation
from models.amounts import plain
from models.base import new_id
from models.capacity_requests import CapacityRequest
from models.goals import Alignment, Goal
from models.people import Person
from models.portfolio_changes import PortfolioChange, Subject, What
from models.projects import Dependency, Project
from services import audit, ids
from services.permissions import Actor, Permission
from services.refusals import NotAllowed, Refused, Stale

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Kept:
    """What history holds of a table: the columns that make the subject's id, and those that it follows."""

    model: type[Any]
    keys: tuple[str, ...]
    columns: tuple[str, ...]


_WHEN = ("start", "finish")
_MONEY = ("budget", "benefit", "cost_of_delay")
_AMOUNTS = frozenset({*_MONEY, "confidence", "hours_per_week", "weight", "percent"})
KEPT: Mapping[Subject, Kept] = {
    Subject.PROJECT: Kept(
        Project,
        ("id",),
        ("code", "name", "status", "manager_id", "sponsor_id", "channel", *_WHEN, *_MONEY, "confidence", "description"),
    ),
    Subject.GOAL: Kept(Goal, ("id",), ("code", "name", "weight")),
    Subject.ALIGNMENT: Kept(Alignment, ("project_id", "goal_id"), ("percent",)),
    Subject.DEPENDENCY: Kept(Dependency, ("project_id", "needs_id"), ("lag_weeks",)),
    Subject.ALLOCATION: Kept(
        Allocation,
        ("id",),
        ("project_id", "person_id", *_WHEN, "hours_per_week", "state", "skill_id", "request_id"),
    ),
    Subject.REQUEST: Kept(
        CapacityRequest,
        ("id",),
        ("code", "project_id", "skill_id", "min_level", "hours_per_week", *_WHEN, "max_people", "shift_weeks", "state"),
    ),
    Subject.PERSON: Kept(Person, ("id",), ("team_id",)),
}
_SUBJECTS: Mapping[type[Any], Subject] = {kept.model: subject for subject, kept in KEPT.items()}


@dataclass(frozen=True)
class Act:
    """One gesture or import. by_id None: whoever runs Clearway."""

    workspace: str
    id: str
    by_id: str | None
    at: datetime
    numbers: "count[int]" = field(default_factory=count)  # of its changes, from 0


def act(by: Actor, *, at: datetime) -> Act:
    """A gesture of somebody's, of which every change is to be a part."""
    return Act(by.workspace, new_id(), by.id, at)


def add(session: Session, doing: Act, row: Any) -> None:
    """Put in a new row."""
    session.add(row)
    session.flush()
    _note(session, doing, row, What.ADDED, ({}, _held(row)))


def edit(session: Session, doing: Act, row: Any, values: Values) -> bool:
    """Set columns that history follows; whether anything is different now."""
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not different:
        return False
    before = {name: stored(getattr(row, name)) for name in different}
    _put(row, different)
    after = {name: stored(value) for name, value in different.items()}
    _note(session, doing, row, What.CHANGED, (before, after))
    return True


def remove(session: Session, doing: Act, row: Any) -> None:
    """Take out a row."""
    _note(session, doing, row, What.GONE, (_held(row), {}))
    session.delete(row)
    session.flush()


def of_act(session: Session, workspace: str, act_id: str) -> Sequence[PortfolioChange]:
    """All that one act did, in its order; empty where there is no such act."""
    return session.scalars(_of_act(workspace, act_id)).all() if ids.plausible(act_id) else ()


def _of_act(workspace: str, act_id: str) -> Select[PortfolioChange]:
    theirs = (PortfolioChange.workspace == workspace, PortfolioChange.act_id == act_id)
    return select(PortfolioChange).where(*theirs).order_by(PortfolioChange.seq, PortfolioChange.id)


def undo(session: Session, act_id: str, *, by: Actor, at: datetime, undo_hours: int) -> Sequence[PortfolioChange]:
    """Take back all of an act, or nothing. Raises Refused, NotAllowed, or Stale where something came after it."""
    locked = _of_act(by.workspace, act_id).with_for_update()
    changes = session.scalars(locked).all() if ids.plausible(act_id) else ()
    if not changes:
        raise Refused("There is nothing to undo here any more.")
    if by.id != changes[0].by_id and not by.may(Permission.PORTFOLIO_MANAGE):
        raise NotAllowed("Whoever did that, or the project management office, can undo it. Nothing was changed.")
    if changes[0].undone_at is not None:
        raise Stale("That was undone already, so nothing was changed.")
    if at - changes[0].at > timedelta(hours=undo_hours):
        raise Refused(f"That is more than {undo_hours} hours ago, so it stays. It can be changed anew.")
    for change in reversed(changes):
        _take_back(session, change)
        change.undone_at = at
    session.flush()
    subject = ("workspace", by.workspace)
    details = {"act": act_id, "changes": len(changes)}
    audit.record(
        session, by.workspace, actor_id=by.id, action="portfolio.undone", subject=subject, at=at, details=details
    )
    return changes


def stored(value: Any) -> Any:
    """A value as JSON holds it: dates and exact decimals as text."""
    if isinstance(value, date):
        return value.isoformat()
    return plain(value) if isinstance(value, Decimal) else value


def meant(name: str, held: Any) -> Any:
    """The value of a column that JSON held."""
    if held is None:
        return None
    if name in _WHEN:
        return date.fromisoformat(held)
    return Decimal(held) if name in _AMOUNTS else held


def subject_of(row: Any) -> tuple[Subject, str]:
    """What a row is about, and its id there."""
    subject = _SUBJECTS[type(row)]
    return subject, "/".join(getattr(row, name) for name in KEPT[subject].keys)


def _held(row: Any) -> dict[str, Any]:
    return {name: stored(getattr(row, name)) for name in KEPT[_SUBJECTS[type(row)]].columns}


def _put(row: Any, values: Values) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    if hasattr(row, "version"):
        row.version += 1


def _note(session: Session, doing: Act, row: Any, what: What, fields: tuple[Values, Values]) -> None:
    before, after = fields
    subject, subject_id = subject_of(row)
    session.add(
        PortfolioChange(
            workspace=doing.workspace,
            act_id=doing.id,
            seq=next(doing.numbers),
            subject=subject.value,
            subject_id=subject_id,
            what=what.value,
            by_id=doing.by_id,
            at=doing.at,
            before=dict(before),
            after=dict(after),
        )
    )


def _take_back(session: Session, change: PortfolioChange) -> None:
    kept = KEPT[Subject(change.subject)]
    key = dict(zip(kept.keys, change.subject_id.split("/"), strict=True))
    row = session.get(kept.model, {"workspace": change.workspace, **key}, with_for_update=True)
    now = None if row is None else {name: stored(getattr(row, name)) for name in change.after}
    if (change.what == What.GONE) is not (row is None) or (row is not None and now != change.after):
        raise Stale("Something of it was changed since, so it cannot be undone in one go. Nothing was changed.")
    before = {name: meant(name, held) for name, held in change.before.items()}
    if row is None:
        named = {"code": key["id"]} if kept.model is Allocation else {}  # history never holds an allocation's code
        session.add(kept.model(workspace=change.workspace, **key, **named, **before))
    elif change.what == What.ADDED:
        session.delete(row)
    else:
        _put(row, before)
    session.flush()
