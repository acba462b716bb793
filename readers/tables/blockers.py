"""What stops which work, as a sheet says it?"""

from typing import get_args

from readers.tables import cells, plan_cells
from readers.tables.plan_values import BlockerRow, BlockerState, Cause
from readers.tables.sheets import Row
from readers.tables.values import Blank

COLUMNS: tuple[str, ...] = ("id", "title", "project", "raised_by", "owner", "cause", "since", "needed_by")
COLUMNS += ("hours_per_week", "people", "blocks", "state", "duplicate_of", "cleared_at")
KEYS = (("id",),)
MOST_HOURS = 100_000  # a week, of everybody whose work stands still
_STATES: tuple[BlockerState, ...] = get_args(BlockerState)
_CAUSES: tuple[Cause, ...] = get_args(Cause)
_state, _cause = plan_cells.choice("a state of a blocker", _STATES), plan_cells.choice("a cause", _CAUSES)


def blocker(row: Row) -> BlockerRow | None:
    """The blocker of a row; None where the row does not say which it is. Problems are noted in the row."""
    key = row.key("id", cells.code)
    if key is None:
        return None
    found = BlockerRow(
        row=row.number,
        id=key,
        title=row.cell("title", cells.line, clearable=False),
        project=row.cell("project", cells.code),
        raised_by=row.cell("raised_by", cells.person, clearable=False),
        owner=row.cell("owner", cells.person),
        cause=row.cell("cause", _cause),
        since=row.cell("since", cells.plan_day, clearable=False),
        needed_by=row.cell("needed_by", cells.plan_day),
        hours_per_week=row.cell("hours_per_week", cells.number(0, MOST_HOURS)),
        people=row.cell("people", plan_cells.people),
        blocks=row.cell("blocks", plan_cells.codes),
        state=row.cell("state", _state, clearable=False),
        duplicate_of=row.cell("duplicate_of", cells.code),
        cleared_at=row.cell("cleared_at", plan_cells.instant),
    )
    _check(row, found)
    return found


def blocker_keys(blocker: BlockerRow) -> list[tuple[str, str]]:
    """What names this blocker, as (column, text): no two rows of a sheet may share one."""
    return [("id", blocker.id.casefold())]


def _check(row: Row, found: BlockerRow) -> None:
    """Note what cannot be true of one blocker at the same time, as far as the row alone says it."""
    if isinstance(found.state, Blank):
        return
    if found.state != "duplicate" and not isinstance(found.duplicate_of, Blank):
        row.problem("duplicate_of", f"a blocker that is {found.state} is no duplicate", "write duplicate as its state")
    if found.state != "cleared" and not isinstance(found.cleared_at, Blank):
        row.problem("cleared_at", f"a blocker that is {found.state} is not cleared", "write cleared as its state")
