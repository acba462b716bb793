"""What did somebody change about their availability, and how is it taken back?

A change is the rows that went and the rows that came. So an undo can tell whether anything else has touched them since.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Date, delete, select
from sqlalchemy.orm import Session

from models.amounts import Share, WorkingWeek, plain, share, working_week
from models.availability import Absence, AvailabilityChange, Pattern
from models.base import UtcDateTime, new_id
from models.inserts import insert_row, placed
from models.people import Person
from models.skills import PersonSkill, Skill
from planning.recurrence import Rule, read_rule
from services import absences, audit, ids
from services.permissions import Actor
from services.refusals import NotAllowed, Refused, Stale

Row = dict[str, Any]
Rows = Mapping[str, Sequence[Row]]  # by table


class Kind(StrEnum):
    """What a change was."""

    OFF = "off"
    BACK = "back"
    TERMS = "terms"  # the working week, the share for projects, or both
    REMOVED = "removed"
    SKILLS = "skills"


@dataclass(frozen=True)
class _Table:
    model: type[Absence] | type[Pattern] | type[PersonSkill]
    key: str
    columns: tuple[str, ...]  # the key among them

    def row(self, held: Any) -> Row:
        return {name: getattr(held, name) for name in self.columns}


_TABLES: Mapping[str, _Table] = {
    "absences": _Table(Absence, "id", ("id", "start", "finish", "part", "rule", "origin")),
    "patterns": _Table(Pattern, "since", ("since", "week", "project_share")),
    "skills": _Table(PersonSkill, "skill_id", ("skill_id", "level", "set_at", "confirmed_by_id", "confirmed_at")),
}


def row_of(table: str, held: Absence | Pattern | PersonSkill) -> Row:
    """A row as `change` takes it."""
    return _TABLES[table].row(held)


def change(session: Session, kind: Kind, gone: Rows, come: Rows, *, by: Actor, at: datetime) -> AvailabilityChange:
    """Take the rows that go out, put in those that come, and keep what an undo needs. The person is locked already."""
    _swap(session, by.person, gone, come)
    made = placed(
        session,
        AvailabilityChange,
        {
            "workspace": by.workspace,
            "id": new_id(),
            "person_id": by.id,
            "by_id": by.id,
            "at": at,
            "kind": kind.value,
            "before": _kept(gone),
            "after": _kept(come),
            "undone_at": None,
        },
    )
    _audit(session, made, f"availability.{kind}", by=by, at=at)
    return made


def undo(session: Session, change_id: str, *, by: Actor, at: datetime, undo_hours: int) -> AvailabilityChange:
    """Take back one change. Raises NotAllowed for one of somebody else, Stale where something came after it, and
    Refused once it is too old. Of two who press at the same time one is told that it was done."""
    absences.lock(session, by.person)
    found = _found(session, by.workspace, change_id)
    if found is None:
        raise Refused("There is nothing to undo here any more.")
    if found.person_id != by.id:
        raise NotAllowed("Only the person whose availability it is can undo that.")
    if found.undone_at is not None:
        raise Stale("That was undone already, so nothing was changed.")
    if at >= found.at + timedelta(hours=undo_hours):
        raise Refused(f"That cannot be undone any more: changes can be taken back for {undo_hours} hours.")
    before, after = rows_of(found.before), rows_of(found.after)
    if not _stands(session, by.person, before, after) or _is_merged(session, by.workspace, before):
        what = "skills" if found.kind == Kind.SKILLS else "days"
        raise Stale(f"The same {what} were changed again after that, so nothing was undone. The list shows what holds.")
    _swap(session, by.person, after, before)
    found.undone_at = at
    _audit(session, found, "availability.undone", by=by, at=at)
    return found


def days_of(session: Session, change_id: str, *, by: Actor) -> list[date]:
    """The days that the rows of one of the actor's own changes name; none where there is no such change of theirs."""
    found = _found(session, by.workspace, change_id)
    if found is None or found.person_id != by.id:
        return []
    rows = [row for kept in (found.before, found.after) for some in rows_of(kept).values() for row in some]
    rules = [read_rule(row["rule"]) for row in rows if row.get("rule")]
    ends = [one.until for one in rules if isinstance(one, Rule) and one.until is not None]
    return ends + [row[name] for row in rows for name in ("start", "finish", "since") if name in row]


def _found(session: Session, workspace: str, change_id: str) -> AvailabilityChange | None:
    if not ids.plausible(change_id):
        return None
    return session.get(AvailabilityChange, (workspace, change_id), populate_existing=True)


def _stands(session: Session, person: Person, before: Rows, after: Rows) -> bool:
    """Whether the rows that came are there as they were, and nothing took the place of those that went."""
    for name, table in _TABLES.items():
        came = {row[table.key]: row for row in after.get(name, ())}
        keys = {*came, *(row[table.key] for row in before.get(name, ()))}
        there = {row[table.key]: row for row in _there(session, person, table, keys)}
        if there != came:
            return False
    return True


def _is_merged(session: Session, workspace: str, before: Rows) -> bool:
    """Whether a skill that would come back goes on under another name by now, where nobody would find it."""
    back = [row["skill_id"] for row in before.get("skills", ())]
    gone = select(Skill.id).where(Skill.workspace == workspace, Skill.id.in_(back), Skill.merged_into_id.is_not(None))
    return bool(back) and session.scalars(gone.limit(1)).first() is not None


def _there(session: Session, person: Person, table: _Table, keys: Iterable[Any]) -> list[Row]:
    model: Any = table.model
    columns = [getattr(model, name) for name in table.columns]
    mine = (model.workspace == person.workspace, model.person_id == person.id)
    found = session.execute(select(*columns).where(*mine, getattr(model, table.key).in_(list(keys))))
    return [dict(zip(table.columns, row, strict=True)) for row in found]


def _swap(session: Session, person: Person, gone: Rows, come: Rows) -> None:
    for name, rows in gone.items():
        table = _TABLES[name]
        model: Any = table.model
        keys = [row[table.key] for row in rows]
        mine = (model.workspace == person.workspace, model.person_id == person.id)
        going = delete(model).where(*mine, getattr(model, table.key).in_(keys))
        session.execute(going.execution_options(synchronize_session="fetch"))
    for name, rows in come.items():
        for row in rows:
            values = {"workspace": person.workspace, "person_id": person.id, **row}
            insert_row(session, _TABLES[name].model, values)


def _audit(session: Session, held: AvailabilityChange, action: str, *, by: Actor, at: datetime) -> None:
    audit.record(
        session,
        held.workspace,
        actor_id=by.id,
        action=action,
        subject=("person", held.person_id),
        at=at,
        details={"change": held.id, "kind": held.kind},
    )


def _kept(rows: Rows) -> dict[str, Any]:
    """The rows as JSON keeps them."""
    return {name: [{key: _written(value) for key, value in row.items()} for row in some] for name, some in rows.items()}


def _written(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple):
        return " ".join(plain(hours) for hours in value)
    return value if value is None or isinstance(value, str | int) else plain(value)


def rows_of(kept: Mapping[str, Any]) -> Rows:
    """The same again, with the values that the columns hold."""
    return {
        name: [{key: _rich(_TABLES[name], key, value) for key, value in row.items()} for row in some]
        for name, some in kept.items()
    }


def _rich(table: _Table, name: str, value: Any) -> Any:
    if value is None:
        return None
    match table.model.__table__.columns[name].type:
        case Date():
            return date.fromisoformat(value)
        case UtcDateTime():
            return datetime.fromisoformat(value)
        case WorkingWeek():
            return working_week(value)
        case Share():
            return share(value)
    return value
