"""Which bookings of people does an import add or change?

There may be tens of thousands, so no object is made of a row: columns are read, compared, and written many at once.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select, update

from models.allocations import Allocation
from models.base import new_id
from models.inserts import insert_rows
from models.portfolio_changes import Subject
from planning.allocations import AllocationState
from readers.tables.plan_values import AllocationRow
from readers.tables.values import Blank, Cell
from services import imported_skill_names as skill_names
from services.imported_rows import Known, Tally, compared

SHEET = "allocations"
COLUMNS = ("project_id", "person_id", "start", "finish", "hours_per_week", "state", "skill_id", "request_id")
_NEEDED = {"project_id": "project", "person_id": "email"}
_NEEDED |= {name: name for name in ("start", "finish", "hours_per_week")}
_AT_ONCE = 500  # ids in one statement
Columns = dict[str, Any]


@dataclass
class Book:
    """All allocations of the workspace while an import goes on: what is stored, and what becomes of it."""

    known: Known
    stored: dict[str, Columns] = field(default_factory=dict)  # by casefolded code
    rows: dict[str, int] = field(default_factory=dict)  # those that a file names, with the row
    added: list[Columns] = field(default_factory=list)
    changed: dict[str, Columns] = field(default_factory=dict)  # by id
    gone: list[str] = field(default_factory=list)  # ids
    _times: Counter[tuple[object, ...]] = field(default_factory=Counter)

    def wanted(self) -> set[str]:
        """The ids of the requests that allocations name."""
        return {one["request_id"] for one in self.stored.values() if one["request_id"] is not None}

    def code(self, row: AllocationRow, values: Columns) -> str:
        """What names the allocation: what the file gives, or project/person/start/number, counted in the file."""
        if not isinstance(row.id, Blank):
            return row.id
        key = values["project_id"], values["person_id"], row.start
        self._times[key] += 1
        person = self.known.people[values["person_id"]]
        codes = [
            f"{self.known.codes[values['project_id']]}/{name}/{row.start}/{self._times[key]}"
            for name in (person.email, person.slack_id, person.id)
            if name
        ]
        return next((code for code in codes if code.casefold() in self.stored), codes[0])


def load(known: Known) -> Book:
    columns = [getattr(Allocation, name) for name in ("id", "code", "version", *COLUMNS)]
    chosen = select(*columns).where(Allocation.workspace == known.workspace)
    rows = known.session.execute(chosen.execution_options(yield_per=1000)).mappings()
    return Book(known, {row["code"].casefold(): dict(row) for row in rows})


def change(book: Book, rows: tuple[AllocationRow, ...], tally: Tally, *, replace: bool) -> None:
    """Take over what the rows say; with `replace`, what stands in none of them goes."""
    for row in rows:
        values = _values(book.known, row)
        if isinstance(row.id, Blank) and Blank.KEEP in (values["project_id"], values["person_id"]):
            continue  # a problem is noted: nobody can say which allocation is meant
        code = book.code(row, values)
        if book.known.once(SHEET, row.row, "id", (code.casefold(),)):
            book.rows[code.casefold()] = row.row
            _change(book, row, code, values, tally=tally)
    if replace:
        _drop(book, tally)


def write(book: Book) -> None:
    """Refuse what cannot be, and write the rest."""
    _refuse_strangers(book)
    if book.known.problems:
        return
    session, here = book.known.session, Allocation.workspace == book.known.workspace
    session.flush()  # what they point to
    for start in range(0, len(book.gone), _AT_ONCE):
        session.execute(delete(Allocation).where(here, Allocation.id.in_(book.gone[start : start + _AT_ONCE])))
    insert_rows(session, Allocation, book.added)
    if book.changed:
        session.execute(update(Allocation), list(book.changed.values()))


def _change(book: Book, row: AllocationRow, code: str, values: Columns, *, tally: Tally) -> None:
    known, held = book.known, book.stored.get(code.casefold())
    if held is None:
        if known.missing(values, SHEET, row.row, _NEEDED):
            return
        given = {name: None if isinstance(value, Blank) else value for name, value in values.items()}
        made: Columns = {"workspace": known.workspace, "id": new_id(), "code": code, **given, "version": 1}
        made["state"] = given["state"] or AllocationState.COMMITTED
        book.added.append(made)
        book.stored[code.casefold()] = held = made
        known.history.added(Subject.ALLOCATION, made["id"], _told(made))
        tally.count(new=True, changed=True)
    else:
        changed = compared(held, values)
        tally.count(new=False, changed=bool(changed))
        if changed:
            held.update(changed.after, version=held["version"] + 1)
            written = {name: held[name] for name in ("id", "version", *COLUMNS)}
            book.changed[held["id"]] = {"workspace": known.workspace, **written}
            known.history.changed(Subject.ALLOCATION, held["id"], changed.before, changed.after)
    if held["finish"] < held["start"]:
        wrong = f"{held['finish']} would be before the start, {held['start']}"
        known.problem(SHEET, row.row, "finish", wrong, "write both dates, the finish on or after the start")


def _told(columns: Columns) -> Columns:
    """Never the code, which may have somebody's address in it."""
    return {name: columns[name] for name in COLUMNS}


def _drop(book: Book, tally: Tally) -> None:
    """What no row has met goes."""
    known = book.known
    for code in sorted(book.stored.keys() - book.rows.keys()):
        held = book.stored.pop(code)
        book.gone.append(held["id"])
        known.history.gone(Subject.ALLOCATION, held["id"], _told(held))
        who, span = known.named(held["person_id"]), f"{held['start']} to {held['finish']}"
        tally.gone.append(f"{known.codes[held['project_id']]}, {who}, {span}")


def _values(known: Known, row: AllocationRow) -> Columns:
    return {
        "project_id": known.project_id(row.project, SHEET, row.row, "project"),
        "person_id": known.person_id(row.person, SHEET, row.row, "email"),
        "start": row.start,
        "finish": row.finish,
        "hours_per_week": row.hours_per_week,
        "state": row.state if isinstance(row.state, Blank) else AllocationState(row.state),
        "skill_id": _skill_id(known, row),
        "request_id": _request_id(known, row),
    }


def _skill_id(known: Known, row: AllocationRow) -> Cell[str]:
    if isinstance(row.skill, Blank):
        return row.skill
    skill = skill_names.skill(known, row.skill, SHEET, row.row)
    return Blank.KEEP if skill is None else skill.id


def _request_id(known: Known, row: AllocationRow) -> Cell[str]:
    if isinstance(row.request, Blank):
        return row.request
    request = known.requests.get(row.request.casefold())
    if request is None:
        wrong = f"there is no request “{row.request[:60]}”"
        known.problem(SHEET, row.row, "request", wrong, "add it to the sheet requests, or leave the cell empty")
        return Blank.KEEP
    return request.id


def _refuse_strangers(book: Book) -> None:
    """An allocation fills a request of its own project only, whichever of the two the files have changed."""
    known = book.known
    requests: Mapping[str, Any] = {one.id: one for one in known.requests.values()}
    for code, held in book.stored.items():
        request = requests.get(held["request_id"])
        if request is None or request.project_id == held["project_id"]:
            continue
        wrong = f"request {request.code} is of {known.codes[request.project_id]}"
        wrong += f", and this allocation of {known.codes[held['project_id']]}"
        if code in book.rows:
            known.problem(SHEET, book.rows[code], "request", wrong, "name a request of the same project, or - for none")
        else:
            wrong = wrong.replace("this allocation", f"allocation {held['code']}, which fills it,")
            known.problem("requests", 0, "project", wrong, f"keep it with {known.codes[held['project_id']]}")
