"""Which open blocker frees most when it goes, as the store has it now?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.blockers import STATE_IS_LIVE, Blocker, BlockerLink, BlockerPerson
from models.people import Person
from planning.minutes import HOUR, whole
from planning.roots import CostPerDay, OpenBlocker, Root, cost_per_day, root
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
    found = root(_open(session, workspace))
    if found is None:
        return None
    wanted = found.chain[:SPELLED]
    rows = session.scalars(select(Blocker).where(Blocker.workspace == workspace, Blocker.id.in_(wanted)))
    by_id = {one.id: one for one in rows}
    days = len(snapshots.capacity_policy(session, workspace, policy).workdays)
    cost = cost_per_day(found, _rates(session, workspace), days)
    return RootBlocker(found, [by_id[one] for one in wanted], cost, days)


def _open(session: Session, workspace: str) -> list[OpenBlocker]:
    """Every live blocker with what waits for it: whose work besides the raiser's, and which others."""
    live = select(Blocker.id).where(Blocker.workspace == workspace, STATE_IS_LIVE)
    links = select(BlockerLink.blocker_id, BlockerLink.blocks_id).where(
        BlockerLink.workspace == workspace, BlockerLink.blocker_id.in_(live)
    )
    people = select(BlockerPerson.blocker_id, BlockerPerson.person_id).where(
        BlockerPerson.workspace == workspace, BlockerPerson.blocker_id.in_(live)
    )
    blocks: dict[str, list[str]] = {}
    for one, blocked in session.execute(links):
        blocks.setdefault(one, []).append(blocked)
    held: dict[str, list[str]] = {}
    for one, person in session.execute(people):
        held.setdefault(one, []).append(person)
    columns = (Blocker.id, Blocker.number, Blocker.since, Blocker.hours_per_week, Blocker.raised_by)
    return [
        OpenBlocker(
            id=row.id,
            number=row.number,
            since=row.since,
            minutes=None if row.hours_per_week is None else whole(row.hours_per_week * HOUR),
            people=frozenset((row.raised_by, *held.get(row.id, ()))),
            blocks=tuple(blocks.get(row.id, ())),
        )
        for row in session.execute(select(*columns).where(Blocker.workspace == workspace, STATE_IS_LIVE))
    ]


def _rates(session: Session, workspace: str) -> dict[str, Decimal]:
    """Money per hour by person, of those who have a rate."""
    known = select(Person.id, Person.cost_rate).where(Person.workspace == workspace, Person.cost_rate.is_not(None))
    return {row.id: row.cost_rate for row in session.execute(known)}
