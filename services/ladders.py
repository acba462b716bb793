"""Where does a blocker stand on its ladder, and when is it looked at again?"""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, literal, select
from sqlalchemy.orm import Session

from models.base import new_id
from models.blockers import STATE_IS_LIVE, Blocker
from models.climbs import BlockerClimb, BlockerStep
from models.inserts import insert_once, insert_row, known
from models.people import Person
from planning.blockers import LIVE, State
from planning.ladder import Act, Climb, Phase, Step, begin, righted, taken
from planning.ladder_policy import Level
from planning.occurrences import Occurrence
from services import audit, timers
from services.blocker_history import rests
from services.set_back import AHEAD
from services.tenancy import Served, among

SERIES = "ladder"
_FIELDS = tuple(field.name for field in fields(Climb))
_OLD = timedelta(days=1)  # what was reported before ladders were climbed begins its own when it is found
_COUNTED = (*LIVE, State.CLEARED)


def climb_of(session: Session, blocker: Blocker) -> Climb | None:
    """Where it stands; None where it has not begun."""
    row = session.get(BlockerClimb, (blocker.workspace, blocker.id))
    if row is None:
        return None
    kept = {name: getattr(row, name) for name in _FIELDS}
    return Climb(**kept | {"phase": Phase(row.phase), "level": Level(row.level)})


def start(session: Session, blocker: Blocker, *, at: datetime) -> Climb:
    """Where it stands, once it has begun: with its report, or now where that is long ago. A step that was taken while
    the clock was far ahead counts as taken now."""
    found = climb_of(session, blocker)
    if found is None:
        climb = begin(blocker.created_at if at - blocker.created_at < _OLD else at)
        row = {"workspace": blocker.workspace, "blocker_id": blocker.id, "asked_at": None, **_plain(climb)}
        if insert_once(session, BlockerClimb, row, ("workspace", "blocker_id")):
            known(session, BlockerClimb, row)
        found = climb_of(session, blocker)
    assert found is not None  # noqa: S101 - for the type checker: it was just written, here or by another
    if found.since > at + AHEAD:
        found = righted(found, at)
        keep(session, blocker, found)
    return found


def keep(session: Session, blocker: Blocker, climb: Climb) -> None:
    row = session.get_one(BlockerClimb, (blocker.workspace, blocker.id))
    for name, value in _plain(climb).items():
        setattr(row, name, value)


def unbegun(session: Session, *, limit: int, served: Served = None) -> Sequence[tuple[str, str]]:
    """(workspace, id) of live blockers of which nothing is kept yet: just reported, or from before ladders.

    Not of those that a file brought: an import would set everybody's ladder going at once. Each begins its own when
    somebody touches it.
    """
    climbs = exists().where(BlockerClimb.workspace == Blocker.workspace, BlockerClimb.blocker_id == Blocker.id)
    wanted = select(Blocker.workspace, Blocker.id).where(
        among(Blocker.workspace, served), STATE_IS_LIVE, ~climbs, ~rests()
    )
    return [(workspace, id_) for workspace, id_ in session.execute(wanted.limit(limit))]


def look(session: Session, blocker: Blocker, climb: Climb, *, at: datetime) -> None:
    """Have its next step thought about at that time. A step that was taken is not taken again."""
    occurrence = Occurrence(at, str(climb.number + 1))
    timers.expect(session, blocker.workspace, series=f"{SERIES}:{blocker.id}", occurrence=occurrence)


def look_at_those_of(session: Session, person: Person, *, at: datetime) -> None:
    """The person is there at other times now, or not any more: what they are to clear is thought about at once."""
    live = (Blocker.workspace == person.workspace, Blocker.owner_id == person.id, Blocker.state.in_(LIVE))
    theirs = select(literal(f"{SERIES}:") + Blocker.id).where(*live)
    timers.hasten(session, person.workspace, theirs, to=at)


def take(session: Session, blocker: Blocker, climb: Climb, step: Step, *, at: datetime) -> tuple[Climb, str]:
    """Note that the step is taken. Where it stands then, and the id of the step, under which `tell` says who heard."""
    after, id_ = taken(climb, step, at), new_id()
    keep(session, blocker, after)
    row = {
        "workspace": blocker.workspace,
        "id": id_,
        "blocker_id": blocker.id,
        "number": step.number,
        "at": at,
        "act": step.act.value,
        "level": step.level.value if step.level is not None else None,
        "why": step.why.value,
        "passed": [[one.level.value, one.why.value] for one in step.passed],
        "told": [],
    }
    insert_row(session, BlockerStep, row)
    audit.record(
        session,
        blocker.workspace,
        actor_id=None,
        action=f"{SERIES}.{step.act}",
        subject=("blocker", blocker.id),
        at=at,
        details={name: row[name] for name in ("number", "level", "why", "passed")},
    )
    return after, id_


def told(session: Session, workspace: str, step_id: str, whom: Sequence[str]) -> None:
    """Keep who was told by a step: ids of people, or Slack's id of the channel."""
    session.get_one(BlockerStep, (workspace, step_id)).told = list(whom)


def step_of(session: Session, workspace: str, step_id: str) -> BlockerStep | None:
    return session.get(BlockerStep, (workspace, step_id))


def steps(session: Session, blocker: Blocker) -> Sequence[BlockerStep]:
    """Those that it took, the oldest first."""
    mine = (BlockerStep.workspace == blocker.workspace, BlockerStep.blocker_id == blocker.id)
    return session.scalars(select(BlockerStep).where(*mine).order_by(BlockerStep.number)).all()


def was_told(session: Session, blocker: Blocker, person_id: str) -> bool:
    """Whether the blocker ever climbed to this person, above its owner."""
    here = (BlockerStep.workspace == blocker.workspace, BlockerStep.blocker_id == blocker.id)
    upward = (BlockerStep.level.is_not(None), BlockerStep.level != Level.OWNER)
    return any(person_id in one for one in session.scalars(select(BlockerStep.told).where(*here, *upward)))


def climbed(session: Session, workspace: str, start: datetime, end: datetime) -> Sequence[tuple[Blocker, Level]]:
    """What went up the ladder from `start` to before `end`, each with the highest level that was told, by number.

    Not what was withdrawn since, nor what goes on in another one.
    """
    found: dict[str, Level] = {}
    order = tuple(Level)
    wanted = select(BlockerStep.blocker_id, BlockerStep.level).where(
        BlockerStep.workspace == workspace,
        BlockerStep.at >= start,
        BlockerStep.at < end,
        BlockerStep.act.in_([Act.TELL, Act.AGAIN, Act.END]),
        BlockerStep.level.is_not(None),
        BlockerStep.level != Level.OWNER,
    )
    for row in session.execute(wanted):
        found[row.blocker_id] = max(found.get(row.blocker_id, Level.OWNER), Level(row.level), key=order.index)
    rows = select(Blocker).where(Blocker.workspace == workspace, Blocker.id.in_(found), Blocker.state.in_(_COUNTED))
    return [(one, found[one.id]) for one in session.scalars(rows.order_by(Blocker.number))]


def _plain(climb: Climb) -> Mapping[str, Any]:
    values = {name: getattr(climb, name) for name in _FIELDS}
    return values | {"phase": climb.phase.value, "level": climb.level.value}
