"""Which timers are due, and what happens at them?"""

import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta
from http.client import HTTPException

from slack_sdk.errors import SlackClientError
from sqlalchemy.orm import Session

from jobs.delivery.classify import trouble_of
from jobs.work import Effect, Effects, Later, Series, Work, workspaces
from models.store import StoreBusy
from planning.occurrences import Occurrence, Rule, catch_up
from services import set_back, timer_crowds, timers
from services.timers import ALL, Choice, Due

log = logging.getLogger(__name__)

AT_ONCE = 50  # occurrences that are claimed together
TOGETHER = 25  # of those that may share a transaction: nobody who presses a button waits for more
LEASE_SECONDS = 60.0


def ensure(work: Work, series: Mapping[str, Series]) -> None:
    """Each series has an occurrence that waits, in each workspace: the current one, or where that is done the next."""
    for workspace in workspaces(work):
        for name, entry in series.items():
            if entry.rule is None:
                continue
            following = entry.rule.first_after(work.now())
            with work.read.begin() as session:
                if timers.is_planned(session, workspace, name, until=following.at):
                    continue
            with work.write.begin() as session:
                _ensure(session, work, workspace, name, entry.rule)


def _ensure(session: Session, work: Work, workspace: str, name: str, rule: Rule) -> None:
    now = work.now()
    current, following = rule.last_until(now), rule.first_after(now)
    if set_back.leave_far(session, workspace, series=name, following=following, at=now):
        return
    if not timers.plan(session, workspace, series=name, occurrence=current):
        timers.expect(session, workspace, series=name, occurrence=following)


def ring(work: Work, series: Mapping[str, Series], choice: Choice = ALL, lease_seconds: float = LEASE_SECONDS) -> None:
    """Run all that is due, each on its own: one that fails is tried again later and holds up no other.

    `lease_seconds`: after which another process takes over what this one claimed and did not finish.
    """
    while not work.stopping.is_set() and _due(work, choice):
        end = work.wall() + timedelta(seconds=lease_seconds / 2)  # what began by then may take as long again
        with work.write.begin() as session:
            claimed = _claim(work, session, choice, lease_seconds)
        parts = _parts(claimed, series)
        for number, (entry, some) in enumerate(parts):
            if number and (work.stopping.is_set() or work.wall() > end):
                _give_back(work, [due for _, rest in parts[number:] for due in rest])
                break
            _try_some(work, entry, some)
        if len(claimed) < AT_ONCE:
            return


def _parts(claimed: Sequence[Due], series: Mapping[str, Series]) -> list[tuple[Series | None, list[Due]]]:
    """Those that go together, in one part; of all others each is one. The longest due first."""
    found: list[tuple[Series | None, list[Due]]] = []
    last: tuple[str, str] | None = None
    for due in claimed:
        name = due.series.partition(":")[0]
        entry, here = series.get(name), (due.workspace, name)
        joins = entry is not None and entry.together is not None and here == last and len(found[-1][1]) < TOGETHER
        if joins:
            found[-1][1].append(due)
        else:
            found.append((entry, [due]))
        last = here
    return found


def _due(work: Work, choice: Choice) -> bool:
    with work.read.begin() as session:
        return timers.any_due(session, now=work.now(), wall=work.wall(), choice=choice, served=work.served)


def _claim(work: Work, session: Session, choice: Choice, lease_seconds: float) -> list[Due]:
    return timers.claim_due(
        session,
        owner=work.owner,
        now=work.now(),
        wall=work.wall(),
        limit=AT_ONCE,
        lease_seconds=lease_seconds,
        choice=choice,
        served=work.served,
    )


def _give_back(work: Work, claimed: Sequence[Due]) -> None:
    with work.write.begin() as session:
        timers.release(session, claimed)


def _try_some(work: Work, entry: Series | None, some: Sequence[Due]) -> None:
    if entry is not None and entry.together is not None and len(some) > 1:
        try:
            _settle_some(work, some, entry.together(work, some))
        except Exception as error:  # noqa: BLE001  (one of them must not keep the others from their time)
            log.warning("%d of %s are tried one by one: %s", len(some), some[0].series, type(error).__name__)
        else:
            return
    for due in some:
        _try(work, entry, due)


def _settle_some(work: Work, some: Sequence[Due], effects: Effects) -> None:
    with work.write.begin() as session:
        if not timer_crowds.close(session, some, effects(session), at=work.now()):
            raise OvertakenError


def _try(work: Work, entry: Series | None, due: Due) -> None:
    try:
        _run(work, entry, due)
    except OvertakenError:
        log.warning("%s of %s was taken over by another process", due.series, due.occurrence.key)
    except Exception as error:  # noqa: BLE001  (one timer's defect must not keep the others from their time)
        _note_failure(work, due, error)


def _note_failure(work: Work, due: Due, error: Exception) -> None:
    expected = isinstance(error, SlackClientError | OSError | HTTPException | StoreBusy)
    # Slack's own words for an error may hold all of an answer: names and addresses of everybody.
    why = trouble_of(error).code if expected and not isinstance(error, StoreBusy) else error
    log.error("%s of %s failed: %s", due.series, due.occurrence.key, why, exc_info=None if expected else error)
    with work.write.begin() as session:
        timers.fail(session, due, wall=work.wall(), reason=f"attempt {due.attempt}: {type(error).__name__}")


def _run(work: Work, entry: Series | None, due: Due) -> None:
    now = work.now()
    if entry is None:
        with work.write.begin() as session:
            timers.skip(session, due, at=now, reason="there is no such series any more")
        return
    following = None
    if entry.rule is not None:
        current, missed = catch_up(entry.rule, due.occurrence, now)
        if missed:
            with work.write.begin() as session:
                timers.jump(session, due, at=now, to=current, missed=missed)
            return
        following = entry.rule.first_after(due.occurrence.at)
    _settle(work, due, entry.run(work, due), following)


def _settle(work: Work, due: Due, effect: Effect, following: Occurrence | None) -> None:
    """The effect and the note that it happened, or was left out, in one transaction."""
    with work.write.begin() as session:
        match effect(session):
            case None:
                closed = timers.done(session, due, at=work.now(), following=following)
            case Later(at):
                closed = timers.put_off(session, due, to=at)
            case reason:
                closed = timers.skip(session, due, at=work.now(), reason=reason, following=following)
        if not closed:
            raise OvertakenError  # and with it all of the effect is taken back: it is the other's to do


class OvertakenError(Exception):
    """The lease ran out meanwhile, and another process has taken the occurrence over."""
