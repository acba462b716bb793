"""What comes next for a blocker on the ladder, when, and to whom, if nobody does anything?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from planning.ladder import Act, Climb, Phase, Step, Why, taken
from planning.ladder_policy import Level, hours, of
from planning.rungs import Hours, Ladder, Passed, above, waited

# Who hears first that a ladder ended.
_NEAREST = (Level.PMO, Level.LEAD, Level.OWNER, Level.SPONSOR, Level.EXECUTIVES)


@dataclass(frozen=True, slots=True)
class _Turn:
    """What is due if the raiser need not be shown anything before."""

    act: Act
    due: datetime
    why: Why
    shown: datetime  # when the raiser would be
    passed: tuple[Passed, ...] = ()


def next_step(climb: Climb, ladder: Ladder) -> Step | None:
    """What comes next; None only where it is closed. Never before `climb.since`; it may be in the past."""
    match climb.phase:
        case Phase.CLOSED:
            return None
        case Phase.ENDED:
            return _review(climb, ladder)
        case Phase.ACKNOWLEDGED:
            until = climb.until or climb.since
            return _consented(climb, ladder, _Turn(_round(climb, ladder), until, Why.EXPIRED, until))
        case Phase.WAITING | Phase.HELD:
            return _consented(climb, ladder, _upward(climb, ladder))


def outlook(climb: Climb, ladder: Ladder) -> tuple[Step, ...]:
    """Who will be told, and when, up to the top, if nobody says anything: what the raiser is shown."""
    return tuple(step for step in _round_of(climb, ladder) if step.act is not Act.CONTRACT)


def _round_of(climb: Climb, ladder: Ladder) -> Iterator[Step]:
    first = climb.number + 1
    while (step := next_step(climb, ladder)) is not None:
        if step.act in {Act.END, Act.REVIEW} or (step.act is Act.AGAIN and step.number > first):
            return
        yield step
        climb = taken(climb, step, step.at)


def _upward(climb: Climb, ladder: Ladder) -> _Turn:
    """From where it waits, or is held, to the next level; from the top round again."""
    due, end = waited(ladder, climb.level, climb.since)
    why = Why.SILENT if end is None else Why.PASSED
    notice = hours(of(ladder.policy.contract_hours, ladder.severity))
    early = max(ladder.wait(climb.level) - notice, Decimal(0))
    shown = min(due, ladder.after(climb.level, climb.since, early) or due)
    if climb.until is not None and climb.until > due:
        due, why = climb.until, Why.HELD
    if climb.until is not None:
        shown = max(shown, climb.until)
    further, passed = above(ladder, climb.level, due)
    here = (Passed(climb.level, end),) if end else ()
    if further is not None:
        return _Turn(Act.TELL, due, why, shown, here)
    return _Turn(_round(climb, ladder), due, why, shown, (*here, *passed))


def _round(climb: Climb, ladder: Ladder) -> Act:
    reachable = any(ladder.end(level) is None for level in ladder.levels)
    return Act.AGAIN if reachable and climb.repeats < ladder.policy.repeats else Act.END


def _consented(climb: Climb, ladder: Ladder, turn: _Turn) -> Step:
    """The turn itself, or before it the contract; who raised it has so many of their hours to answer."""
    at = turn.due
    level, _ = _target(climb, ladder, turn.act, at)
    if level not in {None, Level.OWNER} and not climb.agreed and ladder.raiser.hours is not None:
        if climb.shown is None:
            return Step(climb.number + 1, turn.shown, Act.CONTRACT, None, turn.why)
        at = _answered(ladder.raiser.hours, ladder, climb.shown, turn.due)
    level, passed = _target(climb, ladder, turn.act, at)
    return Step(climb.number + 1, at, turn.act, level, turn.why, tuple(dict.fromkeys((*turn.passed, *passed))))


def _answered(raiser: Hours, ladder: Ladder, shown: datetime, due: datetime) -> datetime:
    """When the raiser has had time to answer. Where they are away for too long they have seen it, and that is all."""
    answered = raiser.after(shown, hours(of(ladder.policy.contract_hours, ladder.severity)))
    if answered is None or answered > max(due, shown) + ladder.away():
        return max(due, shown)
    return max(due, answered)


def _target(climb: Climb, ladder: Ladder, act: Act, at: datetime) -> tuple[Level | None, tuple[Passed, ...]]:
    match act:
        case Act.TELL:
            return above(ladder, climb.level, at)
        case Act.AGAIN:
            return above(ladder, None, at)
    found = next((level for level in _NEAREST if ladder.rung(level).end is None), None)
    before = _NEAREST if found is None else _NEAREST[: _NEAREST.index(found)]
    return found, tuple(Passed(level, end) for level in before if (end := ladder.rung(level).end))


def _review(climb: Climb, ladder: Ladder) -> Step:
    """The PMO is asked again when so many of its hours have passed, or when what it has said holds no more."""
    level, passed = _target(climb, ladder, Act.REVIEW, climb.since)
    at, why = climb.until, Why.HELD
    if at is None:
        over = ladder.after(level or Level.PMO, climb.since, hours(ladder.policy.review_hours))
        at, why = ladder.soon(climb.since, over), Why.SILENT
    return Step(climb.number + 1, at, Act.REVIEW, level, why, passed)
