"""What do the calendars say now? Read one after the other as they fall due, with no transaction open meanwhile."""

import logging
import threading
from collections.abc import Callable

from jobs.feeds.fetch import Fetched, Stamp, fetch
from jobs.work import Feeds, Work
from notices import feeds as notices
from readers.calendars.values import Unreadable
from services import feeds
from services.feeds import Claim, Reading

log = logging.getLogger(__name__)


def read(work: Work) -> None:
    """Read what is due. As many processes and ticks as there are may do so: a feed is claimed by one of them only."""
    while work.feeds is not None and not work.stopping.is_set():
        claim = _claimed(work)
        if claim is None:
            return
        try:
            found = _looked(work, work.feeds, claim)
        except Unreadable as refusal:
            _refused(work, claim, refusal)
        else:
            if found is not None:
                _said(work, claim, found)


def _claimed(work: Work) -> Claim | None:
    with work.read.begin() as session:
        if not feeds.is_due(session, wall=work.wall(), served=work.served):
            return None
    with work.write.begin() as session:
        return feeds.claim_due(session, at=work.now(), wall=work.wall(), served=work.served)


def _looked(work: Work, outside: Feeds, claim: Claim) -> Reading | None:
    """What the feed says; None where the process is to stop. Raises Unreadable."""
    stamp = Stamp(claim.etag, claim.modified)
    got = _unless_stopped(lambda: fetch(claim.address, outside.ways, stamp), work.stopping)
    if got is None:
        return None
    spans = None if got.data is None else outside.read(got.data, claim.window, claim.zone)
    return None if work.stopping.is_set() else Reading(spans, got.stamp.etag, got.stamp.modified)


def _unless_stopped(ask: Callable[[], Fetched], stopping: threading.Event) -> Fetched | None:
    """The answer; None where the process is to stop before it came. A fetch changes nothing and may be left alone."""
    answers: list[Fetched | Exception] = []

    def asking() -> None:
        try:
            answers.append(ask())
        except Exception as error:  # noqa: BLE001  (raised again by whoever waits)
            answers.append(error)

    thread = threading.Thread(target=asking, name="calendar-fetch", daemon=True)
    thread.start()
    while thread.is_alive() and not stopping.is_set():
        thread.join(0.1)
    if not answers:
        return None
    if isinstance(answers[0], Exception):
        raise answers[0]
    return answers[0]


def _said(work: Work, claim: Claim, reading: Reading) -> None:
    with work.write.begin() as session:
        occasion = work.occasion()
        person = feeds.read_well(
            session, claim, reading, at=occasion.at, wall=occasion.wall, policy=work.policy.availability
        )
        if person is not None:
            notices.read_well(session, person, occasion)


def _refused(work: Work, claim: Claim, refusal: Unreadable) -> None:
    if work.stopping.is_set():  # a child that was ended with us says nothing about the feed
        return
    # The sentence is for its owner alone: it may name the day of an event.
    log.info("a calendar of %s cannot be read %s", claim.workspace, "just now" if refusal.passing else "as it is")
    with work.write.begin() as session:
        occasion = work.occasion()
        person = feeds.went_wrong(session, claim, refusal, at=occasion.at, wall=occasion.wall)
        if person is not None:
            notices.broken(session, person, occasion)
