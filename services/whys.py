"""Which goal is a project for, in the words of the organisation?"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.goals import Alignment, Goal
from models.projects import Project
from planning.why import Serving, why


def goal_of(session: Session, project: Project) -> Goal | None:
    """The goal with the largest weight × percent; None where the project serves none."""
    of_goal = (Goal.workspace == Alignment.workspace) & (Goal.id == Alignment.goal_id)
    theirs = (Alignment.workspace == project.workspace, Alignment.project_id == project.id)
    rows = session.execute(select(Goal, Alignment.percent).join(Alignment, of_goal).where(*theirs)).all()
    goals = {goal.code: goal for goal, _ in rows}
    chosen = why(
        (Serving(goal.code, percent) for goal, percent in rows), {code: one.weight for code, one in goals.items()}
    )
    return goals[chosen] if chosen is not None else None
