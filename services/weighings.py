"""Have the weights changed by which projects are put in order, and what did that move?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.inserts import insert_once
from models.weighings import Weighing
from planning.priorities import ranked
from planning.priority_policy import Criterion
from services import portfolio_snapshots
from services.policies import Policy


@dataclass(frozen=True)
class Weights:
    """Of criteria by their names and of goals by their codes."""

    criteria: Mapping[Criterion, Fraction]
    goals: Mapping[str, Fraction]


@dataclass(frozen=True)
class Moved:
    """A project, by its code, that has another place by the new weights; places count from 1."""

    code: str
    before: int
    after: int


def current(session: Session, workspace: str, policy: Policy) -> Weights:
    """Those of the policy and of the goals as they are now."""
    goals = portfolio_snapshots.goal_weights(session, workspace)
    return Weights(policy.priorities.weights, {code: Fraction(weight) for code, weight in goals.items()})


def noted(session: Session, workspace: str, number: int | None = None) -> tuple[int, Weights] | None:
    """Those with that number, else the newest that were noted, with their number."""
    theirs = select(Weighing).where(Weighing.workspace == workspace)
    chosen = theirs if number is None else theirs.where(Weighing.number == number)
    row = session.scalars(chosen.order_by(Weighing.number.desc()).limit(1)).first()
    if row is None:
        return None
    criteria = {one: Fraction(row.criteria[one.value]) for one in Criterion}
    return row.number, Weights(criteria, {code: Fraction(weight) for code, weight in row.goals.items()})


def have_changed(session: Session, workspace: str, policy: Policy) -> bool:
    """Whether they are others than the newest that were noted."""
    newest = noted(session, workspace)
    return newest is None or newest[1] != current(session, workspace, policy)


def note(session: Session, workspace: str, policy: Policy, *, at: datetime) -> int | None:
    """Note those that hold now, and return their number; None where there is nothing to tell of.

    That is: where they are noted already, here or by another process just now, and where they are the first.
    """
    newest, now = noted(session, workspace), current(session, workspace, policy)
    if newest is not None and newest[1] == now:
        return None
    number = newest[0] + 1 if newest is not None else 1
    values = {
        "workspace": workspace,
        "number": number,
        "criteria": {one.value: str(weight) for one, weight in now.criteria.items()},
        "goals": {code: str(weight) for code, weight in now.goals.items()},
        "at": at,
    }
    written = insert_once(session, Weighing, values, ("workspace", "number"))
    return number if written and newest is not None else None


def before(session: Session, workspace: str, number: int, now: Weights) -> Weights | None:
    """What held before the weights with that number. Goals that came where there were none are not told of."""
    found = noted(session, workspace, number - 1)
    if found is None:
        return None
    return found[1] if any(found[1].goals.values()) else Weights(found[1].criteria, now.goals)


def moved(session: Session, workspace: str, then: Weights, now: Weights) -> list[Moved]:
    """What these weights and those alone moved: projects as they are today by both, in their order now."""
    some = portfolio_snapshots.candidates(session, workspace)
    was, order = (ranked(some, _goals(weights), weights.criteria) for weights in (then, now))
    places = {one.code: one.rank for one in was}
    return [Moved(one.code, places[one.code], one.rank) for one in order if places[one.code] != one.rank]


def _goals(weights: Weights) -> dict[str, Decimal]:
    """Exact: goals' weights are decimals when they come in."""
    return {code: Decimal(one.numerator) / Decimal(one.denominator) for code, one in weights.goals.items()}
