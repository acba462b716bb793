"""Where on the ladder does a blocker stand, and what does each act change?

It begins with its owner, who has been told. Whoever says nothing for so many of their working hours lets it climb to
the next level. From the top, and from an acknowledgement that has expired, it goes round again from the owner, at most
so often; then the PMO is told that the ladder ended, and asked from time to time what becomes of it. Before the first
step to anybody above the owner the raiser is shown who will be told, and when. What is open always has a next step:
planning.ladder_steps says which.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from planning.ladder_policy import Level, hours, of
from planning.rungs import Ladder, Passed


class Phase(StrEnum):
    WAITING = "waiting"
    ACKNOWLEDGED = "acknowledged"
    HELD = "held"  # by the raiser or the PMO
    ENDED = "ended"  # the PMO has been told; it is the PMO's now
    CLOSED = "closed"  # cleared, withdrawn or a duplicate


class Act(StrEnum):
    """What a step does."""

    CONTRACT = "contract"  # the raiser is shown what comes
    TELL = "tell"  # a higher level is told
    AGAIN = "again"  # it goes round again, from the owner or the lowest who can be reached
    END = "end"  # the PMO is told that the ladder ended
    REVIEW = "review"  # the PMO is asked what becomes of it


class Why(StrEnum):
    SILENT = "silent"  # nobody has said anything for as long as is waited
    PASSED = "passed"  # the level where it stood cannot be waited for any more
    EXPIRED = "expired"  # the acknowledgement
    HELD = "held"  # until then


@dataclass(frozen=True, slots=True)
class Climb:
    """What is kept of one blocker. Instants are aware UTC."""

    phase: Phase
    level: Level  # the highest that was told in this round
    since: datetime  # the last step or activity: from here its wait counts
    until: datetime | None = None  # of an acknowledgement or a hold
    shown: datetime | None = None  # when the raiser saw what comes
    agreed: bool = False  # the raiser said that it is fine, or somebody above the owner was told already
    repeats: int = 0
    number: int = 0  # of steps that were taken


@dataclass(frozen=True, slots=True)
class Step:
    """What is due. `number` is the key under which it is done once."""

    number: int
    at: datetime
    act: Act
    level: Level | None  # who is told; None: nobody can be, which only `doctor` and the lists can show
    why: Why
    passed: tuple[Passed, ...] = ()  # levels that were passed over on the way, to be noted


def begin(at: datetime) -> Climb:
    """Its owner is told as it is reported."""
    return Climb(Phase.WAITING, Level.OWNER, at)


def taken(climb: Climb, step: Step, at: datetime) -> Climb:
    """The step was taken at `at`. One that had been taken before changes nothing."""
    if step.number != climb.number + 1:
        return climb
    after = replace(climb, number=step.number)
    match step.act:
        case Act.CONTRACT:
            return replace(after, shown=at)
        case Act.REVIEW:
            return replace(after, since=at, until=None)
        case Act.END:
            agreed = climb.agreed or step.level not in {None, Level.OWNER}
            return replace(after, phase=Phase.ENDED, since=at, until=None, agreed=agreed)
    level = step.level or climb.level
    again = step.act is Act.AGAIN
    return replace(
        after,
        phase=Phase.WAITING,
        level=level,
        since=at,
        until=None,
        agreed=climb.agreed or level is not Level.OWNER,
        repeats=climb.repeats + again,
    )


def moved(climb: Climb, ladder: Ladder, at: datetime) -> Climb:
    """Somebody who should act did: a word, a date, a change. The wait, or the acknowledgement, counts from now.

    Not for the raiser asking how it goes: that must not give anybody more time.
    """
    match climb.phase:
        case Phase.WAITING | Phase.HELD:
            return replace(climb, since=max(climb.since, at))
        case Phase.ACKNOWLEDGED:
            return replace(climb, until=max(climb.until or at, _kept(ladder, at, None)))
        case Phase.ENDED:
            return replace(begin(at), agreed=climb.agreed, number=climb.number)
    return climb


def acknowledge(climb: Climb, ladder: Ladder, at: datetime, promised: datetime | None = None) -> Climb:
    """The owner, or somebody for them, has it in hand: until it expires, or a promised date if that is later.

    Neither keeps it quiet for longer than the policy's `quiet_days`. Once the ladder has ended the rounds are counted
    anew.
    """
    if climb.phase is Phase.CLOSED:
        return climb
    until = _kept(ladder, at, promised)
    if climb.phase is Phase.HELD and climb.until is not None:
        until = max(until, climb.until)
    repeats = 0 if climb.phase is Phase.ENDED else climb.repeats
    return replace(climb, phase=Phase.ACKNOWLEDGED, since=at, until=until, repeats=repeats)


def hold(climb: Climb, ladder: Ladder, at: datetime, until: datetime) -> Climb:
    """Nobody further is told before `until`, at most `quiet_days` from `at`; then the raiser sees again what comes."""
    if climb.phase is Phase.CLOSED or until <= at:
        return climb
    until = ladder.soon(at, until)
    if climb.phase is Phase.ENDED:
        return replace(climb, until=until)
    if climb.phase is Phase.ACKNOWLEDGED:
        return replace(climb, until=max(until, climb.until or until))
    return replace(climb, phase=Phase.HELD, until=until, shown=None, agreed=False)


def agree(climb: Climb) -> Climb:
    """The raiser finds it fine: the step upward comes as it was shown, and is not waited with for their answer."""
    return climb if climb.phase is Phase.CLOSED else replace(climb, agreed=True)


def restart(climb: Climb, at: datetime) -> Climb:
    """It has a new owner, who has been told, or is open again. A hold stays; rounds are counted anew."""
    fresh = replace(begin(at), agreed=climb.agreed, shown=climb.shown, number=climb.number)
    return replace(fresh, phase=climb.phase, until=climb.until) if climb.phase is Phase.HELD else fresh


def righted(climb: Climb, at: datetime) -> Climb:
    """What was noted by a clock that was far ahead is as if it had been noted at `at`; nothing is held for longer."""
    shown = min(climb.shown, at) if climb.shown is not None else None
    until = at if climb.until is not None else None
    return replace(climb, since=min(climb.since, at), until=until, shown=shown)


def close(climb: Climb, at: datetime) -> Climb:
    """It is cleared, withdrawn or a duplicate: nothing comes any more."""
    return replace(climb, phase=Phase.CLOSED, since=at, until=None)


def _kept(ladder: Ladder, at: datetime, promised: datetime | None) -> datetime:
    """Until when an acknowledgement given now holds, in the hours of the owner."""
    wait = hours(of(ladder.policy.acknowledged_hours, ladder.severity))
    until = ladder.soon(at, ladder.after(Level.OWNER, at, wait))
    return until if promised is None else max(until, ladder.soon(at, promised))
