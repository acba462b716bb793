"""Who is told the weekly digest, and when next?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from models.people import Person
from models.timers import Timer, TimerState
from planning.digests import Weekly, told
from planning.occurrences import Occurrence
from planning.people import Role
from services import office, people, permissions, set_back, timers
from services.permissions import Permission
from services.policies import DAYS, DigestPolicy

SERIES = "digest"
CHANNEL = "channel"  # the reader that is no person: the PMO's


@dataclass(frozen=True)
class Change:
    """An occurrence that is to be put down, or, where it waits already, to be moved."""

    series: str
    occurrence: Occurrence
    moves: bool
    far: tuple[str, ...] = ()  # keys of what waits years ahead, from a clock that was wrong: left out


def series_of(person: Person | None) -> str:
    """The series of a reader; None is the PMO's channel."""
    return f"{SERIES}:{person.id if person is not None else CHANNEL}"


def rule(session: Session, workspace: str, person: Person | None, policy: DigestPolicy) -> Weekly:
    """By the reader's clock, the channel's being the workspace's."""
    zone = people.zone_of(session, person) if person is not None else people.workspace_zone(session, workspace)
    return Weekly(DAYS.index(policy.day), time.fromisoformat(policy.time), zone)


def wants(person: Person) -> bool:
    """Whether it is to come to them."""
    return bool(person.digest) and Permission.DIGEST_READ in permissions.grants_of(person)


def readers(session: Session, workspace: str) -> list[Person]:
    """The executives who asked for it."""
    return [one for one in office.holders(session, workspace, Role.EXECUTIVE) if wants(one)]


def changes(session: Session, workspace: str, policy: DigestPolicy, *, at: datetime) -> list[Change]:
    """What is to be put down or moved so that each reader has one that waits, at the hour that is theirs by now."""
    found = [_change(session, workspace, person, policy, at) for person in (None, *readers(session, workspace))]
    return [one for one in found if one is not None]


def settle(session: Session, workspace: str, found: Sequence[Change], *, at: datetime) -> None:
    """Do that. Repeating it changes nothing."""
    for one in found:
        for key in one.far:
            timers.leave_out(session, workspace, series=one.series, key=key, at=at, reason=set_back.WHY)
        if one.moves:
            timers.replan(session, workspace, series=one.series, occurrence=one.occurrence)
        else:
            timers.expect(session, workspace, series=one.series, occurrence=one.occurrence)


def _change(
    session: Session, workspace: str, person: Person | None, policy: DigestPolicy, at: datetime
) -> Change | None:
    series, known = series_of(person), rule(session, workspace, person, policy)
    mine = (Timer.workspace == workspace, Timer.series == series)
    following = known.first_after(at)
    waiting = session.scalars(select(Timer).where(*mine, Timer.state == TimerState.WAITING)).all()
    far = tuple(row.occurrence for row in waiting if told(row.occurrence) - told(following.key) > 1)
    waits = [row for row in waiting if row.occurrence not in far]
    if not waits:
        # Told already, where they are since in a zone further west: not told again.
        done = (*mine, Timer.occurrence == following.key, Timer.state == TimerState.DONE)
        was_told = session.scalar(select(exists().where(*done)))
        return Change(series, known.first_after(following.at) if was_told else following, moves=False, far=far)
    for one in (following, known.first_after(following.at)):
        if any(row.occurrence == one.key and row.due_at != one.at for row in waits):
            return Change(series, one, moves=True)
    return None
