"""Which open blocker frees most when it goes, as the store has it now?"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.blockers import Blocker
from planning.roots import CostPerDay, Root, cost_per_day, root
from services import snapshots
from services.policies import AvailabilityPolicy

SPELLED = 5  # blockers of a chain; of a longer one nobody reads more


@dataclass(frozen=True)
class RootBlocker:
    """The root blocker, with the rows of the beginning of its chain: its own is the first."""

    root: Root
    chain: Sequence[Blocker]
    cost: CostPerDay
    days: int  # on which the workspace works in a week


def find(session: Session, workspace: str, policy: AvailabilityPolicy) -> RootBlocker | None:
    """The root blocker of the workspace, in at most six statements; None where nothing waits for anything."""
    found = root(snapshots.open_blockers(session, workspace))
    if found is None:
        return None
    wanted = found.chain[:SPELLED]
    rows = session.scalars(select(Blocker).where(Blocker.workspace == workspace, Blocker.id.in_(wanted)))
    by_id = {one.id: one for one in rows}
    days = len(snapshots.capacity_policy(session, workspace, policy).workdays)
    cost = cost_per_day(found, snapshots.cost_rates(session, workspace), days)
    return RootBlocker(found, [by_id[one] for one in wanted], cost, days)
