"""How are rows of the audit sealed into a chain, and is the chain as it was sealed?

What happens to a row between its writing and its sealing, some seconds later, is not found; neither is a chain that
somebody computed anew from some row on together with where it ends. The latter is found where an end was noted outside
the store: the log says one at each sealing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, bindparam, func, select, update
from sqlalchemy.orm import Session

from models.audit import AuditHead, AuditRow
from models.inserts import insert_once
from planning.audit import Head, Sealed, facts, first_flaw, seal, start

_ROWS = AuditRow.__table__
_SAID = [column for column in _ROWS.c if column.name not in {"seq", "seal"}]


@dataclass(frozen=True)
class Verdict:
    """What a look at the chain of one workspace found."""

    workspace: str
    rows: int  # sealed ones
    waiting: int  # to be sealed
    head: Head | None
    flaw: str | None  # a sentence without its full stop


def waiting(session: Session) -> Sequence[str]:
    """The workspaces in which rows wait to be sealed."""
    return session.scalars(
        select(AuditRow.workspace).where(AuditRow.seq.is_(None)).distinct().order_by(AuditRow.workspace)
    ).all()


def seal_some(session: Session, workspace: str, *, wall: datetime, limit: int = 200) -> tuple[int, Head]:
    """Seal at most `limit` rows that wait, in the order of their time. How many, and where the chain ends then."""
    head = _locked_head(session, workspace, wall)
    found = session.execute(
        select(*_SAID)
        .where(AuditRow.workspace == workspace, AuditRow.seq.is_(None))
        .order_by(AuditRow.at, AuditRow.id)
        .limit(limit)
    ).mappings()
    values, last = [], Head(head.seq, head.seal)
    for row in found:
        last = Head(last.place + 1, seal(last.seal, facts(dict(row))))
        values.append({"of": workspace, "which": row["id"], "place": last.place, "sealed": last.seal})
    if values:
        mine = (AuditRow.workspace == bindparam("of"), AuditRow.id == bindparam("which"))
        statement = update(_ROWS).where(*mine).values(seq=bindparam("place"), seal=bindparam("sealed"))  # type: ignore[arg-type]
        session.connection().execute(statement, values)
        head.seq, head.seal, head.sealed_at = last.place, last.seal, wall
    return len(values), last


def verify(session: Session, workspace: str, *, noted: Head | None = None) -> Verdict:
    """Read the whole chain. `noted`: an end of it that was written down outside the store and must still be there."""
    kept = session.get(AuditHead, workspace)
    head = Head(kept.seq, kept.seal) if kept is not None else None
    flaw = first_flaw(workspace, _sealed(session, workspace), head, lambda: _seals(session, workspace))
    if flaw is None and noted is not None and noted not in _at(session, workspace, noted.place):
        flaw = f"row {noted.place} is not there with the seal that was noted: the chain was computed anew or cut off"
    mine = AuditRow.workspace == workspace
    count = select(func.count()).select_from(AuditRow)
    return Verdict(
        workspace,
        rows=session.scalar(count.where(mine, AuditRow.seq.is_not(None))) or 0,
        waiting=session.scalar(count.where(mine, AuditRow.seq.is_(None))) or 0,
        head=head,
        flaw=flaw,
    )


def audited(session: Session) -> Sequence[str]:
    """The workspaces that have an audit, or had one."""
    rows, heads = select(AuditRow.workspace), select(AuditHead.workspace)
    return sorted(session.scalars(rows.union(heads)))


def _locked_head(session: Session, workspace: str, wall: datetime) -> AuditHead:
    """Two processes that seal at once take turns, or two rows would follow the same one."""
    begun = {"workspace": workspace, "seq": 0, "seal": start(workspace), "sealed_at": wall}
    insert_once(session, AuditHead, begun, ("workspace",))
    return session.get_one(AuditHead, workspace, with_for_update=True, populate_existing=True)


def _sealed(session: Session, workspace: str) -> Iterator[Sealed]:
    rows = select(_ROWS).where(AuditRow.workspace == workspace, AuditRow.seq.is_not(None))
    ordered: Select[*tuple[object, ...]] = rows.order_by(AuditRow.seq, AuditRow.id)
    for row in session.execute(ordered.execution_options(yield_per=1000)).mappings():
        said = {name: value for name, value in row.items() if name not in {"seq", "seal"}}
        yield Sealed(row["seq"], row["seal"] or "", facts(said))


def _seals(session: Session, workspace: str) -> Iterator[Head]:
    pairs = select(AuditRow.seq, AuditRow.seal).where(AuditRow.workspace == workspace, AuditRow.seq.is_not(None))
    return (Head(place or 0, sealed or "") for place, sealed in session.execute(pairs))


def _at(session: Session, workspace: str, place: int) -> list[Head]:
    mine = (AuditRow.workspace == workspace, AuditRow.seq == place)
    return [Head(place, sealed or "") for sealed in session.scalars(select(AuditRow.seal).where(*mine))]
