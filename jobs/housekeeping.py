"""What may be forgotten, and when, and what must never be changed again?"""

import logging
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy.orm import Session

from jobs import pictures
from jobs.work import Effect, Work, nothing_more
from notices import personal_data
from services import (
    audit_seals,
    blocker_sources,
    checkin_answers,
    drops,
    files,
    inbox,
    interruptions,
    outbox_rows,
    timers,
)
from services.timers import Due

log = logging.getLogger(__name__)

COPIES_KEPT = timedelta(days=2)  # of all that is stored about somebody, once they have got it


def tidy(work: Work, due: Due) -> Effect:
    """Deliveries after a day, forms never sent in, pictures after five weeks; settled messages, closed timers and what
    waited and was said after the policy's days.

    A little at a time: nobody who presses a button waits for it.
    """
    wall, kept = work.wall(), timedelta(days=work.policy.delivery.kept_days)
    _until_none(work, lambda session: outbox_rows.forget(session, before=wall - kept))
    _until_none(work, lambda session: outbox_rows.forget(session, before=wall - COPIES_KEPT, kind=personal_data.KIND))
    with work.write.begin() as session:
        inbox.forget(session, wall=wall)
    with work.write.begin() as session:
        blocker_sources.forget(session, wall=wall)
    with work.write.begin() as session:
        timers.forget(session, before=work.now() - kept)
    with work.write.begin() as session:
        checkin_answers.forget_unsaid(session, before=work.now() - kept)
        interruptions.forget(session, before=work.now() - kept)
    with work.write.begin() as session:
        drops.forget(session, wall=wall)
        files.forget(session, wall=wall)
    pictures.forget(work)
    return nothing_more


def seal(work: Work) -> None:
    """Seal what was written to the audit since the last time. Not in the transaction that wrote it: a chain would make
    every writer wait for the one before."""
    with work.read.begin() as session:
        found = audit_seals.waiting(session)
    for workspace in found:
        count = 1
        while count:
            with work.write.begin() as session:
                count, head = audit_seals.seal_some(session, workspace, wall=work.wall())
        log.info("the audit of %s is sealed up to %d:%s", workspace, head.place, head.seal)


def _until_none(work: Work, forget: Callable[[Session], int]) -> None:
    while True:
        with work.write.begin() as session:
            if not forget(session):
                return
