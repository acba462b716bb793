"""Which capacity do the projects of a sheet ask for?"""

from typing import get_args

from readers.tables import cells, plan_cells
from readers.tables.plan_days import in_order
from readers.tables.plan_values import RequestRow, RequestState
from readers.tables.sheets import Row

COLUMNS: tuple[str, ...] = ("id", "project", "skill", "min_level", "hours_per_week", "start", "finish", "max_people")
COLUMNS += ("shift_weeks", "state")
KEYS = (("id",),)
MOST_HOURS, MOST_PEOPLE, MOST_WEEKS = 100_000, 1000, 520
_STATES: tuple[RequestState, ...] = get_args(RequestState)
_state = plan_cells.choice("a state of a request", _STATES)


def request(row: Row) -> RequestRow | None:
    """The request of a row; None where the row does not say which it is. Problems are noted in the row."""
    key = row.key("id", cells.code)
    start, finish = in_order(row)
    if key is None:
        return None
    return RequestRow(
        row=row.number,
        id=key,
        project=row.cell("project", cells.code, clearable=False),
        skill=row.cell("skill", cells.line, clearable=False),
        min_level=row.cell("min_level", cells.level, clearable=False),
        hours_per_week=row.cell("hours_per_week", cells.number(0, MOST_HOURS), clearable=False),
        start=start,
        finish=finish,
        max_people=row.cell("max_people", plan_cells.whole(1, MOST_PEOPLE)),
        shift_weeks=row.cell("shift_weeks", plan_cells.whole(0, MOST_WEEKS)),
        state=row.cell("state", _state, clearable=False),
    )


def request_keys(request: RequestRow) -> list[tuple[str, str]]:
    """What names this request, as (column, text): no two rows of a sheet may share one."""
    return [("id", request.id.casefold())]
