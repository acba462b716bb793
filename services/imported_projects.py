"""Which projects does an import add or change?"""

from models.base import new_id
from models.portfolio_changes import Subject
from models.projects import Project
from planning.projects import ProjectStatus
from readers.tables.values import Blank, ProjectRow
from services.imported_history import told
from services.imported_rows import Known, Tally, money, noted, put

SHEET = "projects"


def change(known: Known, rows: tuple[ProjectRow, ...], tally: Tally) -> None:
    """Take over what the rows say; new projects are made."""
    for row in rows:
        project = known.projects.get(row.code.casefold())
        new = project is None
        if project is None:
            project = Project(workspace=known.workspace, id=new_id(), code=row.code, name="", notes={})
            project.status = ProjectStatus.ACTIVE
            known.session.add(project)
            known.projects[row.code.casefold()] = project
            known.codes[project.id] = project.code
        changed = put(project, _values(known, row, project))
        if project.start and project.finish and project.finish < project.start:
            wrong = f"{project.finish} would be before the start, {project.start}"
            known.problem(SHEET, row.row, "finish", wrong, "write both dates, the finish on or after the start")
        tally.count(new=new, changed=bool(changed))
        if new:
            known.history.added(Subject.PROJECT, project.id, told(project, Subject.PROJECT))
        elif changed:
            known.history.changed(Subject.PROJECT, project.id, changed.before, changed.after)
    known.session.flush()


def _values(known: Known, row: ProjectRow, project: Project) -> dict[str, object]:
    status = row.status if isinstance(row.status, Blank) else ProjectStatus(row.status)
    return {
        "name": known.fitting(row.name, 255, SHEET, row.row, "name"),
        "sponsor_id": known.person_id(row.sponsor, SHEET, row.row, "sponsor"),
        "manager_id": known.person_id(row.manager, SHEET, row.row, "manager"),
        "status": status,
        "start": row.start,
        "finish": row.finish,
        "budget": money(row.budget),
        "benefit": money(row.benefit),
        "confidence": row.confidence,
        "cost_of_delay": money(row.cost_of_delay),
        "channel": known.fitting(row.channel, 64, SHEET, row.row, "channel"),
        "description": row.description,
        "notes": noted(project.notes, {}, row.notes),
    }
