"""How are goals, alignment, dependencies, bookings and requests written as sheets?"""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.allocations import Allocation
from models.capacity_requests import CapacityRequest
from models.goals import Alignment, Goal
from models.projects import Dependency
from models.skills import Skill
from readers.tables import alignment, allocations, cells, dependencies, goals, plan_cells, requests
from services.exported_rows import Line, Named, Names, amount, cell, every, line, noted


def skill_names(skills: Iterable[Skill]) -> dict[str | None, str]:
    """What each is called; of one that was merged, what it goes on in. "" for a name that nobody could read."""
    by_id = {skill.id: skill for skill in skills}
    found: dict[str | None, str] = {}
    for skill in by_id.values():
        end, seen = skill, {skill.id}
        while end.merged_into_id is not None and end.merged_into_id not in seen:
            seen.add(end.merged_into_id)
            end = by_id[end.merged_into_id]
        found[skill.id] = line(end.name)
    return found


def plan_sheets(session: Session, workspace: str, names: Names) -> dict[str, list[Line]]:
    """All of these but the goals themselves, which stand before the projects."""
    asked = every(session, CapacityRequest, workspace)
    called: dict[str | None, str] = {
        one.id: cell(cells.code, one.code)
        for one in asked
        if names.projects.get(one.project_id) and names.skills.get(one.skill_id)
    }
    return {
        "alignment": [alignment.COLUMNS, *_alignment(session, workspace, names)],
        "dependencies": [dependencies.COLUMNS, *_dependencies(session, workspace, names)],
        "allocations": [allocations.COLUMNS, *_allocations(session, workspace, names, called)],
        "requests": [requests.COLUMNS, *_requests(asked, names, called)],
    }


def goal_sheet(found: Sequence[Goal]) -> list[Line]:
    rows: list[tuple[Mapping[str, str], Mapping[str, object]]] = [
        (
            {"code": cell(cells.code, one.code), "name": cell(cells.text, one.name), "weight": amount(one.weight)},
            one.notes,
        )
        for one in found
    ]
    return noted(goals.COLUMNS, rows)


def _alignment(session: Session, workspace: str, names: Names) -> list[Line]:
    return sorted(
        (names.projects[one.project_id], names.goals[one.goal_id], amount(one.percent))
        for one in every(session, Alignment, workspace)
        if names.projects.get(one.project_id) and names.goals.get(one.goal_id)
    )


def _dependencies(session: Session, workspace: str, names: Names) -> list[Line]:
    return sorted(
        (names.projects[one.project_id], names.projects[one.needs_id], str(one.lag_weeks))
        for one in every(session, Dependency, workspace)
        if names.projects.get(one.project_id) and names.projects.get(one.needs_id)
    )


def _allocations(session: Session, workspace: str, names: Names, requested: Named) -> list[Line]:
    """Columns, not objects: there may be tens of thousands."""
    table = Allocation
    columns = (table.code, table.project_id, table.person_id, table.start, table.finish, table.hours_per_week)
    chosen = select(*columns, table.state, table.skill_id, table.request_id).where(table.workspace == workspace)
    return sorted(
        (
            cell(plan_cells.identifier, code),
            names.projects[project_id],
            names.people[person_id],
            str(start),
            str(finish),
            amount(hours),
            state,
            names.skills.get(skill_id, ""),
            requested.get(request_id, ""),
        )
        for code, project_id, person_id, start, finish, hours, state, skill_id, request_id in session.execute(
            chosen.execution_options(yield_per=1000)
        )
        if names.projects.get(project_id) and names.people.get(person_id)
    )


def _requests(asked: Sequence[CapacityRequest], names: Names, called: Named) -> list[Line]:
    return sorted(
        (
            called[one.id],
            names.projects[one.project_id],
            names.skills[one.skill_id],
            str(one.min_level),
            amount(one.hours_per_week),
            str(one.start),
            str(one.finish),
            str(one.max_people),
            str(one.shift_weeks),
            one.state,
        )
        for one in asked
        if called.get(one.id)
    )
