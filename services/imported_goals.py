"""Which strategic goals does an import add or change?"""

from decimal import Decimal

from sqlalchemy import select

from models.base import new_id
from models.goals import Goal
from models.portfolio_changes import Subject
from readers.tables.plan_values import GoalRow
from services.imported_history import told
from services.imported_rows import Known, Tally, noted, put

SHEET = "goals"


def load(known: Known) -> None:
    """Those that are stored, for this sheet and for the alignment."""
    found = known.session.scalars(select(Goal).where(Goal.workspace == known.workspace))
    known.goals = {goal.code.casefold(): goal for goal in found}


def change(known: Known, rows: tuple[GoalRow, ...], tally: Tally) -> None:
    """Take over what the rows say; new goals are made, and weigh 1 where no weight is given."""
    for row in rows:
        goal = known.goals.get(row.code.casefold())
        new = goal is None
        if goal is None:
            goal = Goal(workspace=known.workspace, id=new_id(), code=row.code, name="", weight=Decimal(1), notes={})
            known.session.add(goal)
            known.goals[row.code.casefold()] = goal
        name = known.fitting(row.name, 255, SHEET, row.row, "name")
        changed = put(goal, {"name": name, "weight": row.weight, "notes": noted(goal.notes, {}, row.notes)})
        tally.count(new=new, changed=bool(changed))
        if new:
            known.history.added(Subject.GOAL, goal.id, told(goal, Subject.GOAL))
        elif changed:
            known.history.changed(Subject.GOAL, goal.id, changed.before, changed.after)
    known.session.flush()
