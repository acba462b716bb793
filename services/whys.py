"""Which goal is a project for, in the words of the organisation?"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.goals import Alignment, Goal
from models.projects import Project
from planning.why import Serving, why


def goal_of(session: Session, project: Project) -> str | None:
    """The name, or else the code, of the goal with the largest weight × percent; None where the project serves none."""
    of_goal = (Goal.workspace == Alignment.workspace) & (Goal.id == Alignment.goal_id)
    theirs = (Alignment.workspace == project.workspace, Alignment.project_id == project.id)
    columns = select(Goal.code, Goal.name, Goal.weight, Alignment.percent).join(Alignment, of_goal)
    rows = session.execute(columns.where(*theirs)).all()
    chosen = why([Serving(row.code, row.percent) for row in rows], {row.code: row.weight for row in rows})
    return next((row.name or row.code for row in rows if row.code == chosen), None)
