"""What does an act of somebody change on a blocker's ladder?"""

from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from models.blockers import Blocker, BlockerChange
from planning import ladder as climbing
from planning.blockers import LIVE, Change, State
from planning.ladder import Climb, Phase
from planning.ladder_policy import Level
from planning.occurrences import resolve
from services import audit, blocker_history, blocker_links, blocker_rights, ladder_rungs, ladders, people
from services.permissions import Actor
from services.policies import Policy
from services.refusals import NotAllowed, Refused

_IN_HAND = frozenset({State.ACKNOWLEDGED, State.IN_PROGRESS})
_ACTING = frozenset({"owner", "deputy", "manager", "helper", "told"})
_LAST = date(9990, 1, 1)  # what calendars can say ends soon after
_NOT_YOURS = "Nothing was changed: the person who raised it or the project management office decides about its ladder."


def begin(session: Session, blocker: Blocker, *, at: datetime, policy: Policy) -> None:
    """Let a live blocker of which nothing is kept begin its ladder; one in hand from before counts as just taken."""
    climb = ladders.start(session, blocker, at=at)
    if State(blocker.state) in _IN_HAND and not climb.number and climb.phase is Phase.WAITING:
        climb = climbing.acknowledge(climb, ladder_rungs.ladder(session, blocker, policy, at=at), at)
        ladders.keep(session, blocker, climb)
    ladders.look(session, blocker, climb, at=at)


def follow(session: Session, blocker: Blocker, line: BlockerChange, *, by: Actor, at: datetime, policy: Policy) -> None:
    """Take over what a line of history, just written, means; what comes next is thought about at once."""
    live = State(blocker.state) in LIVE
    climb = ladders.climb_of(session, blocker)
    if climb is None and not live:
        return
    climb = climb if climb is not None else ladders.start(session, blocker, at=at)
    after = _after(session, blocker, line, climb, by=by, at=at, policy=policy) if live else climbing.close(climb, at)
    if after != climb:
        ladders.keep(session, blocker, after)
    if after != climb or line.what != Change.COMMENTED:
        ladders.look(session, blocker, after, at=at)


def look_again(session: Session, blocker: Blocker, *, at: datetime) -> None:
    """What it blocks has changed by an act on another one."""
    climb = ladders.climb_of(session, blocker)
    if climb is not None and climb.phase is not Phase.CLOSED:
        ladders.look(session, blocker, climb, at=at)


def agree(session: Session, blocker: Blocker, *, by: Actor, at: datetime) -> None:
    """The raiser finds it fine that it climbs. Raises NotAllowed, Stale."""
    must_decide(session, blocker, by=by, at=at)
    climb = ladders.start(session, blocker, at=at)
    _decided(session, blocker, climbing.agree(climb), "agreed", by=by, at=at)


def hold(session: Session, blocker: Blocker, day: date, *, by: Actor, at: datetime, policy: Policy) -> datetime:
    """Nobody further is told before that day begins where `by` is, or as late as the policy allows. Until when, then.

    Raises NotAllowed, Stale, and Refused for a day that is not to come.
    """
    must_decide(session, blocker, by=by, at=at)
    until = resolve(day, time(), people.zone_of(session, by.person))
    if until <= at:
        raise Refused("Please choose a day that is still to come.")
    ladder = ladder_rungs.ladder(session, blocker, policy, at=at)
    after = climbing.hold(ladders.start(session, blocker, at=at), ladder, at, until)
    _decided(session, blocker, after, "held", by=by, at=at)
    return ladder.soon(at, until)


def must_decide(session: Session, blocker: Blocker, *, by: Actor, at: datetime) -> None:
    """Raises NotAllowed for anybody but the raiser and the PMO, Stale where the blocker has ended."""
    if not blocker_rights.manages(by) and "raiser" not in blocker_rights.parts(session, blocker, by=by, at=at):
        raise NotAllowed(_NOT_YOURS)
    blocker_links.must_be_live(session, blocker)


def _after(
    session: Session, blocker: Blocker, line: BlockerChange, climb: Climb, *, by: Actor, at: datetime, policy: Policy
) -> Climb:
    ladder, state = ladder_rungs.ladder(session, blocker, policy, at=at), State(blocker.state)
    if "owner_id" in line.after or (line.what == Change.UNDONE and "state" in line.after):
        climb = climbing.restart(climb, at)
        return climbing.acknowledge(climb, ladder, at) if state in _IN_HAND else climb
    if line.what in {Change.ACKNOWLEDGED, Change.STARTED}:
        return climbing.acknowledge(climb, ladder, at, _promised(session, blocker))
    if not _acts(session, blocker, climb, by=by, at=at):
        return climb
    if line.what == Change.EDITED and "needed_by" in line.after and state in _IN_HAND:
        return climbing.acknowledge(climb, ladder, at, _promised(session, blocker))
    return climbing.moved(climb, ladder, at)


def _acts(session: Session, blocker: Blocker, climb: Climb, *, by: Actor, at: datetime) -> bool:
    """Whether this is somebody who should act: not who waits and asks how it goes."""
    parts = blocker_rights.parts(session, blocker, by=by, at=at)
    if parts & _ACTING:
        return True
    levels = tuple(Level)
    office_asked = climb.phase is Phase.ENDED or levels.index(climb.level) >= levels.index(Level.PMO)
    return "raiser" not in parts and office_asked and blocker_rights.manages(by)


def promised_day(session: Session, blocker: Blocker) -> date | None:
    """The day that it is needed by, where somebody but its raiser named it last: theirs is a wish, and no promise."""
    for line in reversed(blocker_history.lines(session, blocker, limit=None)):
        if "needed_by" in line.after and line.undone_at is None and line.what == Change.EDITED:
            wished = line.by_id in {blocker.raised_by, blocker.reported_by} and line.by_id != blocker.owner_id
            return None if wished or blocker.needed_by is None else min(blocker.needed_by, _LAST)
    return None


def _promised(session: Session, blocker: Blocker) -> datetime | None:
    """The end of that day, where its owner is."""
    day = promised_day(session, blocker)
    if day is None:
        return None
    return resolve(day + timedelta(days=1), time(), people.zone_for(session, blocker.workspace, blocker.owner_id))


def _decided(session: Session, blocker: Blocker, climb: Climb, what: str, *, by: Actor, at: datetime) -> None:
    ladders.keep(session, blocker, climb)
    ladders.look(session, blocker, climb, at=at)
    details = {"until": climb.until.isoformat()} if what == "held" and climb.until is not None else {}
    audit.record(
        session,
        blocker.workspace,
        actor_id=by.id,
        action=f"{ladders.SERIES}.{what}",
        subject=("blocker", blocker.id),
        at=at,
        details=details,
    )
