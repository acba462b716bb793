"""Which absences does an import bring?

A row is known by its person, start and part. Somebody may be away on one day and, from that day on, on every second
Friday: where several absences share those three, the rule tells them apart.
"""

from collections import defaultdict
from datetime import date

from sqlalchemy import select

from models.availability import Absence, Origin
from models.base import new_id
from planning.absences import read_part
from planning.recurrence import read_rule
from planning.refusal import Refusal
from readers.tables.values import AbsenceRow, Blank, Cell
from services.imported_rows import Known, Tally, put

SHEET = "absences"
Key = tuple[str, date, str]  # id of the person, start, part


def change(known: Known, rows: tuple[AbsenceRow, ...], tally: Tally, *, replace: bool) -> None:
    """Take over what the rows say; with `replace`, what stands in none of them goes, but for what calendars say."""
    stored = _stored(known)
    groups: dict[Key, list[tuple[AbsenceRow, Cell[str]]]] = defaultdict(list)
    for row in rows:
        person_id = known.person_id(row.person, SHEET, row.row, "email")
        part, rule = _part(known, row), _rule(known, row)
        if part is not None and rule is not None and not isinstance(person_id, Blank):
            groups[person_id, row.start, part].append((row, rule))
    for key, group in groups.items():
        left = stored.get(key, [])
        for row, rule in group:
            if len(group) > 1 and not known.once(SHEET, row.row, "email", (*key, _ruled(rule))):
                continue
            held = _meant(left, row, rule, alone=len(group) == 1)
            if held is not None:
                left.remove(held)
            _change(known, row, rule, key, held=held, tally=tally)
    if replace:
        _drop(known, stored, tally)


def _drop(known: Known, stored: dict[Key, list[Absence]], tally: Tally) -> None:
    """What no row has met goes."""
    unmet = [held for group in stored.values() for held in group if held.origin != Origin.FEED]
    for held in sorted(unmet, key=lambda one: (known.named(one.person_id), one.start, one.part, one.rule or "")):
        known.session.delete(held)
        known.away.add(held.person_id)
        tally.gone.append(f"{known.named(held.person_id)}, {held.start} to {held.finish}, {held.part}")


def _meant(left: list[Absence], row: AbsenceRow, rule: Cell[str], *, alone: bool) -> Absence | None:
    """The stored absence that a row speaks of. What a calendar says is met only where the row says just the same."""
    same = [held for held in left if held.rule == _ruled(rule)]
    equal = [held for held in same if row.finish in {held.finish, Blank.KEEP}]
    ours = [held for held in (same or (left if alone else [])) if held.origin != Origin.FEED]
    return next(iter(equal or ours), None)


def _change(known: Known, row: AbsenceRow, rule: Cell[str], key: Key, *, held: Absence | None, tally: Tally) -> None:
    if held is not None:
        changed = bool(put(held, {"finish": row.finish, "rule": rule}))
    elif isinstance(row.finish, Blank):
        known.problem(SHEET, row.row, "finish", "it is empty", "write the last day away, or the first one again")
        return
    else:
        changed = True
        known.session.add(
            Absence(
                workspace=known.workspace,
                id=new_id(),
                person_id=key[0],
                start=key[1],
                finish=row.finish,
                part=key[2],
                rule=_ruled(rule),
                origin=Origin.FILE,
            )
        )
    if changed:
        known.away.add(key[0])
    tally.count(new=held is None, changed=changed)


def _part(known: Known, row: AbsenceRow) -> str | None:
    part = read_part(row.part)
    if isinstance(part, Refusal):
        known.refused(SHEET, row.row, "part", row.part, why=part)
        return None
    return str(part)


def _rule(known: Known, row: AbsenceRow) -> Cell[str] | None:
    if isinstance(row.rule, Blank):
        return row.rule
    rule = read_rule(row.rule)
    if isinstance(rule, Refusal):
        known.refused(SHEET, row.row, "rule", row.rule, why=rule)
        return None
    return str(rule)


def _ruled(rule: Cell[str]) -> str | None:
    return None if isinstance(rule, Blank) else rule


def _stored(known: Known) -> dict[Key, list[Absence]]:
    chosen = select(Absence).where(Absence.workspace == known.workspace).order_by(Absence.finish, Absence.id)
    found: dict[Key, list[Absence]] = defaultdict(list)
    for held in known.session.scalars(chosen):
        found[held.person_id, held.start, held.part].append(held)
    return found
