"""When is somebody asked whether something is in their way?"""

from collections.abc import Sequence

from jobs.work import Effect, Effects, Work, workspaces
from notices import checkins
from services import checkin_timers
from services.timers import Due

SOME = 100  # timers in one transaction: nobody who presses a button waits for all of them


def ensure(work: Work) -> None:
    """Each who is to be asked has a timer that waits, at the right time by their clock. A look first: most find
    nothing to do. Repeating it changes nothing."""
    for workspace in workspaces(work):
        with work.read.begin() as session:
            steps = checkin_timers.needed(session, workspace, work.policy.checkins, at=work.now())
        for start in range(0, len(steps), SOME):
            with work.write.begin() as session:
                for step in steps[start : start + SOME]:
                    checkin_timers.take(session, workspace, step, at=work.now())


def ring(work: Work, due: Due) -> Effect:
    """Somebody's window opens."""
    return lambda session: checkins.ring(session, [due], work.occasion())[due.id]


def ring_together(work: Work, some: Sequence[Due]) -> Effects:
    """The windows of some people of one workspace open."""
    return lambda session: checkins.ring(session, some, work.occasion())


def remind(work: Work, due: Due) -> Effect:
    """Most of the window is over, and somebody waits for the answer."""
    return lambda session: checkins.remind(session, due, work.occasion())
