"""What becomes of files that somebody sent? Fetched, read and tried, with no transaction open; imported in one."""

import logging
import time
from collections.abc import Callable

from sqlalchemy.orm import Session

from jobs.fetching import Unfetched, fetch
from jobs.work import Tables, Work
from models.drops import Drop, DropState
from models.rehearsal import rehearsing
from models.store import StoreBusy
from notices import drops as notices
from readers.tables.choices import Choices
from readers.tables.dropped import Interrupted
from readers.tables.values import Portfolio
from services import drops, import_mappings, importing
from services.drops import Claim, Worker
from services.importing import Imported, ImportRefusedError
from ui.drops import Found

log = logging.getLogger(__name__)

GIVEN_UP = "It went wrong again and again, and the reason is in Clearway's log."
SAID_EVERY = 4.0  # seconds between two words on how far it is


def take_in(work: Work) -> None:
    """Work on what was sent, one message after the other."""
    while work.tables is not None and not work.stopping.is_set():
        claim = _claimed(work)
        if claim is None:
            return
        try:
            _work_on(work, work.tables, claim)
        except Unfetched as why:
            _unfetched(work, claim, why)
        except (Interrupted, StoreBusy):
            _again(work, claim)


def forget(work: Work) -> None:
    """Let go of what waited for a day in vain."""
    with work.read.begin() as session:
        waiting = drops.any_forgotten(session, wall=work.wall(), served=work.served)
    if waiting:
        with work.write.begin() as session:
            for drop in drops.forgotten(session, wall=work.wall(), served=work.served):
                drops.settle(session, drop, DropState.EXPIRED, drop.found, wall=work.wall())
                notices.expired(session, drop, work.occasion())


def worker(work: Work) -> Worker:
    return Worker(work.owner, alone=not work.write.postgres, served=work.served)


def _claimed(work: Work) -> Claim | None:
    with work.read.begin() as session:
        if not drops.is_due(session, worker(work), wall=work.wall()):
            return None
    with work.write.begin() as session:
        return drops.claim_due(session, worker(work), wall=work.wall())


def _work_on(work: Work, tables: Tables, claim: Claim) -> None:
    """Raises Unfetched, Interrupted, StoreBusy."""
    if claim.attempt > drops.TRIES:
        raise Unfetched(GIVEN_UP)
    files = [(name, _fetched(work, claim, place, file, data)) for place, file, name, data in claim.files]
    read = tables.read(files, _choices(work, claim))
    if not isinstance(read, Portfolio):
        found: Found | None = notices.of_problems(read)
    elif claim.state == DropState.APPLYING:
        found = _applied(work, claim, read)
    else:
        found = _tried(work, claim, read)
    if found is not None:
        _answer(work, claim, found)


def _fetched(work: Work, claim: Claim, place: int, slack_file: str, data: bytes | None) -> bytes:
    """What is in the file, kept before anything else happens."""
    if data is None:
        data = fetch(work.client_of(claim.workspace), slack_file, work.stopping)
        with work.write.begin() as session:
            drops.keep(session, claim, place, data)
    return data


def _choices(work: Work, claim: Claim) -> Choices:
    with work.read.begin() as session:
        remembered = import_mappings.remembered(session, claim.workspace)
    return Choices(dates=claim.choices.get("dates"), decimal=claim.choices.get("decimal"), remembered=remembered)


def _tried(work: Work, claim: Claim, portfolio: Portfolio) -> Found:
    """What an import would do, or what is wrong with it."""
    said = _says_how_far(work, claim, portfolio)
    with rehearsing(work.write) as session:
        try:
            return notices.of_import(_import(work, session, claim, portfolio, said), portfolio.matches)
        except ImportRefusedError as refused:
            return notices.of_problems(refused.problems)


def _applied(work: Work, claim: Claim, portfolio: Portfolio) -> Found | None:
    """Import it and say so in one transaction; or what is wrong with it by now."""
    try:
        with work.write.begin() as session:
            if (drop := drops.still(session, claim)) is not None:
                session.info["door"] = "drops.apply"
                found = notices.of_import(_import(work, session, claim, portfolio), portfolio.matches)
                drops.settle(session, drop, DropState.APPLIED, notices.kept(found), wall=work.wall())
                notices.applied(session, drop, found, work.occasion())
    except ImportRefusedError as refused:
        return notices.of_problems(refused.problems)
    return None


def _import(
    work: Work, session: Session, claim: Claim, portfolio: Portfolio, passed: Callable[[int], None] | None = None
) -> Imported:
    """Raises ImportRefusedError."""
    now, wall, policy = work.now(), work.wall(), work.policy.availability
    return importing.apply(
        session, claim.workspace, portfolio, at=now, wall=wall, policy=policy, passed=passed, by_id=claim.by_id
    )


def _answer(work: Work, claim: Claim, found: Found) -> None:
    """Say what was found; it waits where there is something to press."""
    with work.write.begin() as session:
        if (drop := drops.still(session, claim)) is None:
            return
        if found.questions or found.would_change:
            drops.asks(drop, notices.kept(found))
        else:
            state = DropState.REFUSED if found.wrong else DropState.DISCARDED
            drops.settle(session, drop, state, notices.kept(found), wall=work.wall())
        notices.answered(session, drop, found, work.occasion())


def _says_how_far(work: Work, claim: Claim, portfolio: Portfolio) -> Callable[[int], None]:
    """A word now and then: most are done before the first."""
    total = sum(len(getattr(portfolio, name)) for name in portfolio.sheets)
    done, spoken = 0, time.monotonic()

    def passed(count: int) -> None:
        nonlocal done, spoken
        done += count
        if time.monotonic() - spoken > SAID_EVERY:
            spoken = time.monotonic()
            with work.write.begin() as session:
                if (drop := drops.still(session, claim)) is not None:
                    notices.begun(session, drop, work.occasion(), share=min(1.0, done / max(1, total)))

    return passed


def _unfetched(work: Work, claim: Claim, why: Unfetched) -> None:
    log.info("files of %s were not taken in: %s", claim.workspace, "not now" if why.passing else "not as they are")
    with work.write.begin() as session:
        drop = drops.still(session, claim)
        if drop is None or (why.passing and _later(work, drop, claim)):
            return
        drops.settle(session, drop, DropState.REFUSED, {}, wall=work.wall())
        notices.refused(session, drop, str(why), work.occasion())


def _again(work: Work, claim: Claim) -> None:
    with work.write.begin() as session:
        if (drop := drops.still(session, claim)) is not None:
            _later(work, drop, claim)


def _later(work: Work, drop: Drop, claim: Claim) -> bool:
    return drops.later(drop, claim, wall=work.wall(), counts=not work.stopping.is_set())
