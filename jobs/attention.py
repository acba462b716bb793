"""When does somebody hear what could wait, and when does Slack say that they want to hear nothing?"""

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from jobs.delivery.classify import CALL_ERRORS, trouble_of
from jobs.work import Work, workspaces
from models.store import StoreBusy
from notices import waiting
from planning.quiet_times import Span
from services import disturbances, interruptions, people

log = logging.getLogger(__name__)


def say(work: Work) -> None:
    """To each for whom something has waited until its time: one message, in a transaction of its own."""
    with work.read.begin() as session:
        due = interruptions.due(session, now=work.now(), served=work.served)
    for workspace, person_id in due:
        try:
            _say(work, workspace, person_id)
        except StoreBusy:
            raise  # for the others as well
        except Exception as error:  # what waits for one must not keep the others from theirs
            log.error("what waits for %s of %s was not said", person_id, workspace, exc_info=error)


def _say(work: Work, workspace: str, person_id: str) -> None:
    with work.write.begin() as session:
        person = people.by_id(session, workspace, person_id)
        if person is not None:
            waiting.say(session, person, work.occasion())


def heed(work: Work) -> None:
    """Ask Slack when those are not to be disturbed to whom something may be said next: some of them each time.

    The scope is optional. Where it was declined they are taken for people who may be disturbed.
    """
    for workspace in workspaces(work):
        with work.read.begin() as session:
            asked = disturbances.to_ask(session, workspace, at=work.now())
        if asked:
            told = _told(work, workspace, asked)
            with work.write.begin() as session:
                disturbances.note(session, workspace, asked, told, at=work.now())


def _told(work: Work, workspace: str, asked: Sequence[str]) -> Mapping[str, Span]:
    try:
        answer = work.client_of(workspace).dnd_teamInfo(users=list(asked))
    except CALL_ERRORS as error:
        log.info("Slack did not say who is not to be disturbed: %s", trouble_of(error).code)
        return {}
    found = {str(one): _span(said) for one, said in (answer.get("users") or {}).items()}
    return {one: span for one, span in found.items() if span is not None}


def _span(said: Mapping[str, Any]) -> Span | None:
    """The stretch that is on or comes next. Slack says 1 where there is none."""
    start, end = (said.get(f"next_dnd_{which}_ts") or 0 for which in ("start", "end"))
    if not said.get("dnd_enabled") or not 1 < start < end:
        return None
    return Span(datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC))
