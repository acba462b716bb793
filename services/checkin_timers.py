"""When is each person of each check-in asked next? One waiting timer a person and series, and a reason where none."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.people import Person
from models.timers import Timer, TimerState
from planning import checkin_plans
from planning.checkin_plans import Left, Replan, Times
from planning.checkin_series import Series
from planning.occurrences import Occurrence
from services import checkin_series, people, timers
from services.policies import CheckinPolicy
from services.timers import Due

SERIES = "checkin"
REMINDER = "checkin.remind"
SINCE = "since"  # in the payload: from when on the person is to be asked, carried on from one timer to the next


@dataclass(frozen=True)
class Step:
    """What is to be done about one timer."""

    series: str  # of the timer
    do: Replan
    why: Left | None = None  # of what is dropped


def series_of(name: str, person_id: str) -> str:
    """The series of the timers of one person and check-in."""
    return f"{SERIES}:{name}:{person_id}"


def parts(series: str) -> tuple[str, str]:
    """(the check-in's name, the person's id) of such a series."""
    name, _, person_id = series.partition(":")[2].rpartition(":")
    return name, person_id


def needed(session: Session, workspace: str, policy: CheckinPolicy, *, at: datetime) -> list[Step]:
    """What is to be done so that each who is to be asked has one timer that waits, at the right time."""
    waiting = _waiting(session, workspace)
    steps: list[Step] = []
    for listed in checkin_series.every(session, workspace, policy):
        usual, known = people.workspace_zone(session, workspace), dict[str, Times]()
        for person_id, zone in checkin_series.zones(session, workspace, listed, at=at):
            here = ZoneInfo(zone) if zone else usual
            if here.key not in known:
                known[here.key] = checkin_plans.times(listed.series, here, at)
            series = series_of(listed.name, person_id)
            waits = waiting.pop(series, None)
            if (do := checkin_plans.replanned(listed.series, here, waits, known[here.key])) is not None:
                steps.append(Step(series, do, Left.OTHER_DAYS))
    names = {one.name for one in checkin_series.every(session, workspace, policy)} if waiting else set()
    for series, waits in waiting.items():
        why = Left.NOT_ASKED if parts(series)[0] in names else Left.NO_SERIES
        steps.append(Step(series, Replan(drop=waits.key), why))
    return _unused(session, workspace, steps)


def take(session: Session, workspace: str, step: Step, *, at: datetime) -> None:
    """Do it. Repeating it changes nothing."""
    if step.do.drop is not None and step.why is not None:
        timers.leave_out(session, workspace, series=step.series, key=step.do.drop, at=at, reason=step.why)
    if step.do.move is not None:
        timers.replan(session, workspace, series=step.series, occurrence=step.do.move)
    for one in step.do.plan:
        payload = {SINCE: at.isoformat()}
        if timers.plan(session, workspace, series=step.series, occurrence=one, payload=payload):
            break
        if timers.take_up(session, workspace, series=step.series, occurrence=one, reasons=list(Left)):
            break


def go_on(session: Session, due: Due, series: Series, zone: ZoneInfo, *, at: datetime) -> None:
    """Plan what comes after one that has rung."""
    after, missed = checkin_plans.following(series, zone, due.occurrence, at)
    timers.plan(
        session, due.workspace, series=due.series, occurrence=after, payload=due.payload, missed=due.missed + missed
    )


def since(due: Due) -> datetime:
    """From when on the person was to be asked."""
    told = due.payload.get(SINCE)
    return datetime.fromisoformat(told) if isinstance(told, str) else due.occurrence.at


def sinces(session: Session, workspace: str, name: str, persons: Collection[Person]) -> dict[str, datetime]:
    """The same by person's id, of those who have a timer that waits."""
    series = {series_of(name, one.id): one.id for one in persons}
    rows = select(Timer.series, Timer.payload).where(
        Timer.workspace == workspace, Timer.series.in_(series), Timer.state == TimerState.WAITING
    )
    found = {series[row.series]: row.payload.get(SINCE) for row in session.execute(rows)}
    return {person_id: datetime.fromisoformat(told) for person_id, told in found.items() if told}


def _waiting(session: Session, workspace: str) -> dict[str, Occurrence]:
    """By series. Of two that wait, which no door lets come about, the earlier."""
    mine = (Timer.workspace == workspace, Timer.state == TimerState.WAITING)
    rows = select(Timer.series, Timer.occurrence, Timer.due_at).where(*mine, Timer.series.startswith(f"{SERIES}:"))
    found = defaultdict[str, list[Occurrence]](list)
    for series, key, due_at in session.execute(rows):
        found[series].append(Occurrence(due_at, key))
    return {series: min(waits) for series, waits in found.items()}


def _unused(session: Session, workspace: str, steps: list[Step]) -> list[Step]:
    """Without those that would plan anew a day that was asked on."""
    early = {step.series: step.do.plan[0].key for step in steps if step.do.drop and step.why and len(step.do.plan) == 1}
    left_out = (Timer.state == TimerState.SKIPPED) & Timer.reason.in_(list(Left))
    mine = (Timer.workspace == workspace, Timer.series.in_(early), ~left_out)
    rows = select(Timer.series, Timer.occurrence).where(*mine)
    used = {(series, key) for series, key in session.execute(rows)} if early else set()
    return [step for step in steps if (step.series, early.get(step.series)) not in used]
