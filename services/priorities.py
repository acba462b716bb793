"""In which order do the projects of a workspace stand, and what would change it?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.goals import Goal
from models.projects import Project
from planning.order_changes import Swap, smallest, swaps
from planning.priorities import Ranked, ranked
from planning.priority_policy import Weights
from planning.projects import LIVE_STATUSES
from planning.robustness import robustness
from planning.weeks import week_of
from services import portfolio_snapshots, snapshots
from services.policies import Policy


@dataclass(frozen=True)
class Priorities:
    """`kept`: of each but the last, the share of draws in which it stands before the next. `swaps`: of each but the
    last, the smallest change of one weight that puts the next before it.
    """

    order: tuple[Ranked, ...]
    kept: tuple[float, ...]
    swaps: tuple[Swap | None, ...]
    weights: Weights

    @property
    def easiest(self) -> Swap | None:
        """What changes this order with the smallest change of one weight."""
        return smallest(self.swaps)

    def swap_with_next(self, place: int) -> Swap | None:
        """`place` from 0 on."""
        return self.swaps[place] if place < len(self.swaps) else None

    def kept_before_next(self, place: int) -> float | None:
        """`place` from 0 on; None of the last."""
        return self.kept[place] if place < len(self.kept) else None


def priorities(session: Session, workspace: str, policy: Policy, *, today: date) -> Priorities:
    """Of the projects that are proposed or active. What is left to do counts from the week of `today` on."""
    workdays = snapshots.capacity_policy(session, workspace, policy.availability).workdays
    left = portfolio_snapshots.minutes_left(session, workspace, week_of(today), workdays)
    some = portfolio_snapshots.candidates(session, workspace, left)
    weights = policy.priorities.weights
    order = ranked(some, portfolio_snapshots.goal_weights(session, workspace), weights)
    return Priorities(order, robustness(order, weights), swaps(order, weights), weights)


def projects(session: Session, workspace: str) -> dict[str, Project]:
    """Those that are put in order, by code."""
    live = (Project.workspace == workspace, Project.status.in_(LIVE_STATUSES))
    return {one.code: one for one in session.scalars(select(Project).where(*live))}


def goals(session: Session, workspace: str) -> list[Goal]:
    """All of them, those that weigh most first."""
    found = session.scalars(select(Goal).where(Goal.workspace == workspace))
    return sorted(found, key=lambda one: (-one.weight, one.code))
