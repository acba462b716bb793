"""Which requests for capacity does an import add or change?"""

from collections.abc import Collection

from sqlalchemy import select

from models.base import new_id
from models.capacity_requests import CapacityRequest
from models.portfolio_changes import Subject
from models.skills import PersonSkill
from planning.capacity_requests import RequestState
from readers.tables.plan_values import RequestRow
from readers.tables.values import Blank, Cell
from services import imported_skill_names as skill_names
from services.imported_history import told
from services.imported_rows import Known, Tally, put

SHEET = "requests"
_DEFAULTS = {"max_people": 1, "shift_weeks": 0}
_NEEDED = {"project_id": "project", "skill_id": "skill"}
_NEEDED |= {name: name for name in ("min_level", "hours_per_week", "start", "finish")}


def load(known: Known) -> None:
    """Those that are stored, for this sheet and for the allocations that name them."""
    found = known.session.scalars(select(CapacityRequest).where(CapacityRequest.workspace == known.workspace))
    known.requests = {one.code.casefold(): one for one in found}


def change(known: Known, rows: tuple[RequestRow, ...], tally: Tally) -> None:
    """Take over what the rows say; new requests are made, and are open where no state is given."""
    meant = [(row, _values(known, row)) for row in rows]
    known.session.flush()  # requests point to skills
    for row, values in meant:
        held = known.requests.get(row.id.casefold())
        if held is not None:
            changed = put(held, values)
            tally.count(new=False, changed=bool(changed))
            if changed:
                held.version += 1
                known.history.changed(Subject.REQUEST, held.id, changed.before, changed.after)
        elif not known.missing(values, SHEET, row.row, _NEEDED):
            held = _made(known, row, values)
            tally.count(new=True, changed=True)
        if held is not None and held.finish < held.start:
            wrong = f"{held.finish} would be before the start, {held.start}"
            known.problem(SHEET, row.row, "finish", wrong, "write both dates, the finish on or after the start")
    known.session.flush()


def drop(known: Known, rows: tuple[RequestRow, ...], tally: Tally, *, wanted: Collection[str]) -> None:
    """What stands in no row goes, but for what allocations name: `wanted` are the ids of those."""
    named = {row.id.casefold() for row in rows}
    for key in sorted(known.requests.keys() - named):
        held = known.requests[key]
        if held.id in wanted:
            known.remarks.append(f"{SHEET}: {held.code} stands in no row but stays, because an allocation names it")
            continue
        known.history.gone(Subject.REQUEST, held.id, told(held, Subject.REQUEST))
        known.session.delete(held)
        tally.gone.append(f"{held.code}, {known.codes[held.project_id]}, {held.start} to {held.finish}")
    known.session.flush()


def remark_what_nobody_can(known: Known, rows: tuple[RequestRow, ...]) -> None:
    """Name the skills that rows ask for and nobody has; that is no fault, and somebody should know."""
    held = set(
        known.session.scalars(select(PersonSkill.skill_id).where(PersonSkill.workspace == known.workspace).distinct())
    )
    told_of: set[str] = set()
    for row in rows:
        skill_id = _skill_id(known, row)
        if not isinstance(skill_id, Blank) and skill_id not in held | told_of:
            told_of.add(skill_id)
            known.remarks.append(f"{SHEET}:{row.row}:skill: nobody has the skill “{row.skill}” yet")


def _made(known: Known, row: RequestRow, values: dict[str, object]) -> CapacityRequest:
    given = {name: value for name, value in values.items() if not isinstance(value, Blank)}
    made = CapacityRequest(workspace=known.workspace, id=new_id(), code=row.id, version=1)
    put(made, {"state": RequestState.OPEN, **_DEFAULTS, **given})
    known.session.add(made)
    known.requests[row.id.casefold()] = made
    known.history.added(Subject.REQUEST, made.id, told(made, Subject.REQUEST))
    return made


def _values(known: Known, row: RequestRow) -> dict[str, object]:
    state = row.state if isinstance(row.state, Blank) else RequestState(row.state)
    counts = {"max_people": row.max_people, "shift_weeks": row.shift_weeks}
    return {
        "project_id": known.project_id(row.project, SHEET, row.row, "project"),
        "skill_id": _skill_id(known, row),
        "min_level": row.min_level,
        "hours_per_week": row.hours_per_week,
        "start": row.start,
        "finish": row.finish,
        **{name: _DEFAULTS[name] if cell is Blank.CLEAR else cell for name, cell in counts.items()},
        "state": state,
    }


def _skill_id(known: Known, row: RequestRow) -> Cell[str]:
    if isinstance(row.skill, Blank):
        return row.skill
    skill = skill_names.skill(known, row.skill, SHEET, row.row)
    return Blank.KEEP if skill is None else skill.id
