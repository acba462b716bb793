"""Which goals do projects serve after an import, and how much?"""

from sqlalchemy import select

from models.goals import Alignment
from models.portfolio_changes import Subject
from readers.tables.plan_values import AlignmentRow
from readers.tables.values import Blank, Cell
from services.imported_rows import Known, Tally

SHEET = "alignment"
Key = tuple[str, str]  # ids of project and goal


def change(known: Known, rows: tuple[AlignmentRow, ...], tally: Tally, *, replace: bool) -> None:
    """Take over what the rows say; with `replace`, what stands in none of them goes."""
    found = known.session.scalars(select(Alignment).where(Alignment.workspace == known.workspace))
    stored = {(one.project_id, one.goal_id): one for one in found}
    named: set[Key] = set()
    for row in rows:
        project_id, goal_id = known.project_id(row.project, SHEET, row.row, "project"), _goal_id(known, row)
        if isinstance(project_id, Blank) or isinstance(goal_id, Blank):
            continue
        named.add((project_id, goal_id))
        _change(known, row, (project_id, goal_id), stored, tally)
    goals = {goal.id: goal.code for goal in known.goals.values()}
    gone = ((known.codes[key[0]], goals[key[1]], key) for key in (stored.keys() - named if replace else ()))
    for project, goal, key in sorted(gone):
        _drop(known, stored[key])
        tally.gone.append(f"{project}, {goal}")
    known.session.flush()


def _change(known: Known, row: AlignmentRow, key: Key, stored: dict[Key, Alignment], tally: Tally) -> None:
    held, percent, subject = stored.get(key), row.percent, f"{key[0]}/{key[1]}"
    if isinstance(percent, Blank):
        if percent is Blank.KEEP and held is None:
            known.problem(SHEET, row.row, "percent", "it is empty, and none is known", "write a number from 0 to 100")
        if percent is Blank.CLEAR and held is not None:
            _drop(known, held)
        tally.count(new=False, changed=percent is Blank.CLEAR and held is not None)
    elif held is None:
        made = {"workspace": known.workspace, "project_id": key[0], "goal_id": key[1]}
        known.session.add(Alignment(**made, percent=percent))
        known.history.added(Subject.ALIGNMENT, subject, {"percent": percent})
        tally.count(new=True, changed=True)
    else:
        tally.count(new=False, changed=held.percent != percent)
        if held.percent != percent:
            known.history.changed(Subject.ALIGNMENT, subject, {"percent": held.percent}, {"percent": percent})
            held.percent = percent


def _drop(known: Known, held: Alignment) -> None:
    known.history.gone(Subject.ALIGNMENT, f"{held.project_id}/{held.goal_id}", {"percent": held.percent})
    known.session.delete(held)


def _goal_id(known: Known, row: AlignmentRow) -> Cell[str]:
    goal = known.goals.get(row.goal.casefold())
    if goal is None:
        known.problem(SHEET, row.row, "goal", f"there is no goal “{row.goal[:60]}”", "add it to the sheet goals")
        return Blank.KEEP
    return goal.id
