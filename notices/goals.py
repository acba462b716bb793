"""What is somebody told of the goals?"""

from decimal import Decimal

from sqlalchemy.orm import Session

from models.goals import Goal
from notices.occasions import Occasion
from services import permissions, portfolio_snapshots, priorities
from services.permissions import Actor, Permission
from ui import goals as screen
from ui.kit import Message


def overview(session: Session, by: Actor, occasion: Occasion) -> Message:
    """`/pmo goals`. Raises NotAllowed for guests."""
    permissions.must(by, Permission.PORTFOLIO_READ)
    goals = priorities.goals(session, by.workspace)
    serves = portfolio_snapshots.servings(session, by.workspace)
    served: dict[str, list[tuple[str, Decimal]]] = {}
    none = []
    for code, project in sorted(priorities.projects(session, by.workspace).items()):
        theirs = [one for one in serves.get(project.id, ()) if one.percent > 0]
        for one in theirs:
            served.setdefault(one.goal, []).append((code, one.percent))
        if not theirs:
            none.append(code)
    whole = sum((one.weight for one in goals), Decimal(0))
    lines = tuple(_line(one, whole, served.get(one.code, [])) for one in goals)
    return screen.overview(screen.GoalsFacts(lines, tuple(none)), occasion.commands)


def _line(goal: Goal, whole: Decimal, served: list[tuple[str, Decimal]]) -> screen.GoalLine:
    percent = round(100 * goal.weight / whole) if whole else None
    served_by = tuple(sorted(served, key=lambda pair: (-pair[1], pair[0])))
    return screen.GoalLine(goal.code, goal.name, goal.weight, percent, served_by)
