"""Which projects does one need before it can begin, and could it ever begin then?"""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.projects import Dependency, Project
from planning.dependencies import circles
from services import ids, portfolio_history
from services.portfolio_history import Act
from services.refusals import Circle, Refused


def change(session: Session, doing: Act, project: Project, wanted: Collection[str]) -> bool:
    """Let it need these projects (ids) and no others; whether anything is different now.

    What was needed already keeps its weeks between. Raises Circle with the path, and Refused for a project that is
    not there any more.
    """
    theirs = (Dependency.workspace == project.workspace, Dependency.project_id == project.id)
    held = {one.needs_id: one for one in session.scalars(select(Dependency).where(*theirs))}
    for gone in sorted(held.keys() - set(wanted)):
        portfolio_history.remove(session, doing, held[gone])
    for come in sorted(set(wanted) - held.keys()):
        if not ids.plausible(come) or session.get(Project, (project.workspace, come)) is None:
            raise Refused("One of those projects is not there any more, so nothing was changed.")
        given = {"project_id": project.id, "needs_id": come}
        portfolio_history.add(session, doing, Dependency(workspace=project.workspace, **given, lag_weeks=0))
    _must_not_be_a_circle(session, project)
    return held.keys() != set(wanted)


def _must_not_be_a_circle(session: Session, project: Project) -> None:
    ours = select(Project.id, Project.code).where(Project.workspace == project.workspace)
    codes = {row.id: row.code for row in session.execute(ours)}
    needs: dict[str, list[str]] = {}
    rows = select(Dependency.project_id, Dependency.needs_id).where(Dependency.workspace == project.workspace)
    for one, needed in session.execute(rows):
        needs.setdefault(codes[one], []).append(codes[needed])
    for path in circles(needs):
        if project.code in path:
            raise Circle(f"None of them could ever begin: {' needs '.join(path)}. Nothing was changed.")
