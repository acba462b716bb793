"""How many hours can everybody give in each week, and how many of them have projects?"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.people import Person
from planning.availability import WORKING
from planning.capacity import capacity
from planning.commitments import Taken
from planning.refusal import Refusal
from planning.weeks import Weeks
from services import commitments, snapshots
from services.policies import AvailabilityPolicy


@dataclass(frozen=True, slots=True)
class Load:
    """One person's minutes, one number a week."""

    name: str  # their e-mail address, else their Slack user id
    capacity: tuple[int, ...]
    committed: tuple[int, ...]
    tentative: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Loads:
    """Those who work here, by name; and by name why somebody's public holidays are not known."""

    people: tuple[Load, ...]
    refusals: Mapping[str, Refusal]


def of_everybody(session: Session, workspace: str, policy: AvailabilityPolicy, weeks: Weeks) -> Loads:
    """The load of everybody who works here; guests, strangers, bots and leavers do not."""
    chosen = select(Person.id, Person.email, Person.slack_id)
    here = Person.workspace == workspace, Person.standing.in_(WORKING)
    names = {id_: email or slack_id or id_ for id_, email, slack_id in session.execute(chosen.where(*here))}
    everybody = snapshots.availabilities(session, workspace, policy, weeks)
    ground = snapshots.capacity_policy(session, workspace, policy)
    found = capacity(everybody, weeks, ground)
    taken, nothing = commitments.of(session, workspace, weeks, ground.workdays), Taken(*[(0,) * len(weeks)] * 2)
    people = sorted((name, id_) for id_, name in names.items())
    refusals = {names[id_]: why for id_, why in found.refusals.items() if id_ in names}
    return Loads(tuple(_load(name, found.minutes[id_], taken.get(id_, nothing)) for name, id_ in people), refusals)


def _load(name: str, minutes: tuple[int, ...], taken: Taken) -> Load:
    return Load(name, minutes, taken.committed, taken.tentative)
