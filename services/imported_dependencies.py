"""Which projects need which others after an import? Never in a circle."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from sqlalchemy import select

from models.portfolio_changes import Subject
from models.projects import Dependency
from planning.dependencies import circles
from readers.tables.plan_values import DependencyRow
from readers.tables.values import Blank
from services.imported_rows import Known, Tally, put

SHEET = "dependencies"
Key = tuple[str, str]  # ids of a project and of what it needs


def change(known: Known, rows: tuple[DependencyRow, ...], tally: Tally, *, replace: bool) -> None:
    """Take over what the rows say; with `replace`, what stands in none of them goes."""
    found = known.session.scalars(select(Dependency).where(Dependency.workspace == known.workspace))
    stored = {(one.project_id, one.needs_id): one for one in found}
    named: dict[Key, int] = {}
    for row in rows:
        project_id = known.project_id(row.project, SHEET, row.row, "project")
        needs_id = known.project_id(row.needs, SHEET, row.row, "needs")
        if not isinstance(project_id, Blank) and not isinstance(needs_id, Blank):
            named[project_id, needs_id] = row.row
            _change(known, row, (project_id, needs_id), stored.get((project_id, needs_id)), tally)
    unmet = {key for key in stored if replace and key not in named}
    for key in sorted(unmet, key=lambda key: (known.codes[key[0]], known.codes[key[1]])):
        known.history.gone(Subject.DEPENDENCY, "/".join(key), {"lag_weeks": stored[key].lag_weeks})
        known.session.delete(stored[key])
        tally.gone.append(f"{known.codes[key[0]]} needs {known.codes[key[1]]}")
    if rows:
        _refuse_circles(known, (stored.keys() | named.keys()) - unmet, named)
    known.session.flush()


def _change(known: Known, row: DependencyRow, key: Key, held: Dependency | None, tally: Tally) -> None:
    subject, lag = "/".join(key), 0 if row.lag_weeks is Blank.CLEAR else row.lag_weeks
    if held is not None:
        changed = put(held, {"lag_weeks": lag})
        if changed:
            known.history.changed(Subject.DEPENDENCY, subject, changed.before, changed.after)
        tally.count(new=False, changed=bool(changed))
        return
    weeks = 0 if isinstance(lag, Blank) else lag
    made = {"workspace": known.workspace, "project_id": key[0], "needs_id": key[1]}
    known.session.add(Dependency(**made, lag_weeks=weeks))
    known.history.added(Subject.DEPENDENCY, subject, {"lag_weeks": weeks})
    tally.count(new=True, changed=True)


def _refuse_circles(known: Known, edges: Iterable[Key], named: dict[Key, int]) -> None:
    """Each circle is told once, at the last of its rows: the others may have been there before."""
    codes, needs = known.codes, defaultdict[str, list[str]](list)
    ids = {code: id_ for id_, code in codes.items()}
    for project_id, needs_id in edges:
        needs[codes[project_id]].append(codes[needs_id])
    for path in circles(needs):
        pairs = [(ids[one], ids[other]) for one, other in pairwise(path)]
        row = max(named.get(pair, 0) for pair in pairs)
        wrong = f"no project of a circle could ever begin ({' needs '.join(path)})"
        known.problem(SHEET, row, "needs", wrong, "leave one of these out, or use --replace dependencies")
