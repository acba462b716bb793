"""Which blockers does an import add or change?

Nobody is told of them. One that is new rests until somebody touches it: then it gets its card, and its ladder begins.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from models.base import new_id
from models.blockers import Blocker
from models.inserts import placed
from planning.blockers import LIVE, Cause, Change, State
from readers.graphemes import size
from readers.sentences import titles
from readers.tables.plan_values import BlockerRow
from readers.tables.values import Blank
from services import blocker_history, imported_blocker_links, numbers
from services.imported_blocker_links import Links
from services.imported_rows import Known, Tally, money

SHEET = "blockers"
_NUMBERED = re.compile(r"B-([1-9][0-9]{0,8})", re.IGNORECASE)
_NEEDED = {"title": "title", "raised_by": "raised_by", "since": "since"}
Columns = dict[str, Any]


@dataclass
class Board:
    """All blockers of the workspace while an import goes on."""

    known: Known
    at: datetime
    by_code: dict[str, Blocker]  # casefolded
    by_number: dict[int, Blocker]
    links: Links

    def find(self, code: str) -> Blocker | None:
        """The blocker that a cell names: by the id that a file gave it, else as B-12."""
        match = _NUMBERED.fullmatch(code)
        return self.by_code.get(code.casefold()) or (self.by_number.get(int(match[1])) if match else None)


def load(known: Known, *, at: datetime) -> Board:
    found = list(known.session.scalars(select(Blocker).where(Blocker.workspace == known.workspace)))
    by_code = {one.code.casefold(): one for one in found if one.code}
    return Board(known, at, by_code, {one.number: one for one in found}, imported_blocker_links.load(known))


def change(board: Board, rows: tuple[BlockerRow, ...], tally: Tally) -> None:
    """Take over what the rows say. New ones are all there before what points to them is read."""
    known, met = board.known, list[tuple[BlockerRow, Blocker, Columns, bool]]()
    given = [int(match[1]) for row in rows if (match := _NUMBERED.fullmatch(row.id))]
    numbers.reach(known.session, known.workspace, "blockers", max(given, default=0))
    for row in rows:
        values = _values(known, row)
        held = board.find(row.id)
        if held is not None:
            if known.once(SHEET, row.row, "id", (held.id,)):
                met.append((row, held, values, False))
        elif not known.missing(values, SHEET, row.row, _NEEDED):
            made = _place(board, row, values)
            known.once(SHEET, row.row, "id", (made.id,))
            met.append((row, made, values, True))
    for row, blocker, values, new in met:
        tally.count(new=new, changed=_change(board, row, blocker, values, new=new))
    rows_of = {blocker.id: row.row for row, blocker, *_ in met}
    names = {one.id: one.code or f"B-{one.number}" for one in board.by_number.values()}
    imported_blocker_links.refuse_circles(board.links, rows_of, names)
    known.session.flush()
    if ownerless := [one for _, one, _, new in met if new and one.owner_id is None and State(one.state) in LIVE]:
        count = "one new blocker has" if len(ownerless) == 1 else f"{len(ownerless)} new blockers have"
        known.remarks.append(f"{SHEET}: {count} no owner; whoever acknowledges one in Slack becomes it")


def _place(board: Board, row: BlockerRow, values: Columns) -> Blocker:
    """A new blocker without what points to others, which may be new themselves."""
    known, match = board.known, _NUMBERED.fullmatch(row.id)
    given = {name: None if isinstance(value, Blank) else value for name, value in values.items()}
    columns = {
        "workspace": known.workspace,
        "id": new_id(),
        "number": int(match[1]) if match else numbers.take(known.session, known.workspace, "blockers"),
        "code": None if match else row.id,
        **given,
        "reported_by": given["raised_by"],
        "cause": given["cause"] or Cause.OTHER.value,
        "state": State.OPEN.value,
        "version": 1,
        "created_at": board.at,
        "updated_at": board.at,
    }
    made = placed(known.session, Blocker, columns)
    board.by_number[made.number] = made
    if made.code:
        board.by_code[made.code.casefold()] = made
    return made


def _change(board: Board, row: BlockerRow, blocker: Blocker, values: Columns, *, new: bool) -> bool:
    """Whether the row has brought anything."""
    known = board.known
    fields = {name: None if value is Blank.CLEAR else value for name, value in values.items()}
    fields = {name: value for name, value in fields.items() if value is not Blank.KEEP}
    if fields.get("cause", "") is None:
        fields["cause"] = Cause.OTHER.value
    fields |= _ending(board, row, blocker)
    if "needed_by" in fields and fields["needed_by"] != blocker.needed_by:
        fields["needed_at"] = None
    before, after = board.links.take_over(known, row, blocker, board.find)
    if not new:
        changed = any(getattr(blocker, name) != value for name, value in fields.items())
        if changed or after:
            blocker_history.write(
                known.session,
                blocker,
                Change.IMPORTED,
                by_id=None,
                at=board.at,
                fields=fields,
                before=before,
                after=after,
            )
        return changed or bool(after)
    for name, value in fields.items():
        setattr(blocker, name, value)
    told = {name: blocker_history.plain(value) for name, value in fields.items() if value is not None} | after
    blocker_history.line(known.session, blocker, Change.IMPORTED, by_id=None, at=board.at, before={}, after=told)
    return True


def _ending(board: Board, row: BlockerRow, blocker: Blocker) -> Columns:
    """The state with what belongs to it: when it was cleared, or of what it is a duplicate."""
    state = State(blocker.state) if isinstance(row.state, Blank) else State(row.state)
    cleared_at = blocker.cleared_at if isinstance(row.cleared_at, Blank) else row.cleared_at
    other = blocker.duplicate_of
    if isinstance(row.duplicate_of, str):
        found = board.find(row.duplicate_of)
        other = found.id if found is not None else None
        if found is None:
            wrong = f"there is no blocker “{row.duplicate_of[:60]}”"
            board.known.problem(SHEET, row.row, "duplicate_of", wrong, "add it to the sheet blockers")
        elif found is blocker:
            board.known.problem(SHEET, row.row, "duplicate_of", "it would be a duplicate of itself", "name another one")
    elif state is State.DUPLICATE and other is None:
        wrong = "it is empty, and a duplicate is one of something"
        board.known.problem(SHEET, row.row, "duplicate_of", wrong, "name the other blocker by its id")
    if state is State.DUPLICATE and other is not None:
        board.links.duplicates[blocker.id] = other
    else:
        board.links.duplicates.pop(blocker.id, None)
        _refuse_two_states(board.known, row, state)
    if state is not State.CLEARED:
        return {
            "state": state.value,
            "duplicate_of": other if state is State.DUPLICATE else None,
            "cleared_at": None,
            "cleared_with": None,
        }
    return {"state": state.value, "duplicate_of": None, "cleared_at": cleared_at or board.at}


def _refuse_two_states(known: Known, row: BlockerRow, state: State) -> None:
    """What the row says beside a state that is known from elsewhere, and cannot be true with it."""
    if isinstance(row.state, Blank):
        told = {"duplicate_of": (row.duplicate_of, State.DUPLICATE), "cleared_at": (row.cleared_at, State.CLEARED)}
        for column, (cell, needed) in told.items():
            if not isinstance(cell, Blank) and state is not needed:
                wrong = f"the blocker is {state.value}"
                known.problem(SHEET, row.row, column, wrong, f"write {needed.value} as its state, too")


def _values(known: Known, row: BlockerRow) -> Columns:
    title = row.title
    if isinstance(title, str) and size(title) > titles.LENGTH:
        wrong = f"the title has {size(title)} characters"
        known.problem(SHEET, row.row, "title", wrong, f"write at most {titles.LENGTH}")
    return {
        "title": title,
        "project_id": known.project_id(row.project, SHEET, row.row, "project"),
        "raised_by": known.person_id(row.raised_by, SHEET, row.row, "raised_by"),
        "owner_id": known.person_id(row.owner, SHEET, row.row, "owner"),
        "cause": row.cause,
        "since": row.since,
        "needed_by": row.needed_by,
        "hours_per_week": money(row.hours_per_week),
    }
