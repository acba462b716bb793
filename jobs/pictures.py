"""Which pictures are to be handed to Slack, and which may it forget? Drawn here, with no transaction open."""

import logging
from datetime import timedelta

from jobs.delivery.classify import CALL_ERRORS, Passing, Throttled, Unsure, trouble_of
from jobs.work import Work
from notices import home
from services import pictures
from services.pictures import Order
from ui import charts

log = logging.getLogger(__name__)

AT_ONCE = 20  # Homes drawn again in one transaction


def upload(work: Work) -> None:
    """Hand over what is wanted, one after the other, and draw the Homes of those who wait for it again."""
    while not work.stopping.is_set():
        order = _claimed(work)
        if order is None:
            return
        try:
            file = _hand_over(work, order)
        except CALL_ERRORS as error:
            _failed(work, order, error)
        else:
            _ready(work, order, file)


def forget(work: Work) -> None:
    """Have Slack delete what is older than five weeks, and forget it; what Slack does not delete stays with it."""
    while not work.stopping.is_set():
        with work.read.begin() as session:
            found = pictures.old(session, wall=work.wall(), served=work.served)
        for one in found:
            if one.slack_file is not None:
                try:
                    work.client_of(one.workspace).files_delete(file=one.slack_file)
                except CALL_ERRORS as error:
                    log.info("an old picture stays with Slack: %s", trouble_of(error).code)
            with work.write.begin() as session:
                pictures.forget(session, one)
        if not found:
            return


def _claimed(work: Work) -> Order | None:
    with work.read.begin() as session:
        if not pictures.is_due(session, wall=work.wall(), served=work.served):
            return None
    with work.write.begin() as session:
        return pictures.claim_due(session, wall=work.wall(), served=work.served)


def _hand_over(work: Work, order: Order) -> str:
    """Slack's id of the file, which without a channel nobody but the app can open. Repeating it leaves a spare one."""
    drawn = charts.draw(order.kind, order.facts)
    client = work.client_of(order.workspace)
    told = client.files_upload_v2(content=drawn, filename=f"{order.kind}.png", title="Clearway")
    return str(told["files"][0]["id"])


def _ready(work: Work, order: Order, file: str) -> None:
    with work.write.begin() as session:
        waited = pictures.handed_over(session, order, file)
    for first in range(0, len(waited), AT_ONCE):
        with work.write.begin() as session:
            home.refresh(session, order.workspace, waited[first : first + AT_ONCE], work.occasion())


def _failed(work: Work, order: Order, error: Exception) -> None:
    trouble = trouble_of(error)
    log.info("a picture was not handed over: %s", trouble.code)
    with work.write.begin() as session:
        if isinstance(trouble, Throttled):
            after = timedelta(seconds=trouble.seconds)
            pictures.later(session, order, trouble.code, wall=work.wall(), after=after)
        elif isinstance(trouble, Passing | Unsure):
            pictures.later(session, order, trouble.code, wall=work.wall())
        else:
            pictures.refused(session, order, trouble.code, wall=work.wall())
