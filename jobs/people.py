"""Who is who in Slack? Asked regularly, and at once for somebody who was only mentioned so far."""

import logging
from collections.abc import Iterator
from functools import partial
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from jobs.delivery.classify import CALL_ERRORS, trouble_of
from jobs.work import Effect, Work, workspaces
from notices import leavers
from services import people
from services import workspaces as workspaces_of
from services.timers import Due

log = logging.getLogger(__name__)

PAGE = 200  # people in one answer of Slack, and in one transaction
AT_ONCE = 10  # strangers asked about in one go


def refresh(work: Work, due: Due) -> Effect:
    """Read all members page by page, and take over what Slack says of each."""
    known = 0
    for page in _pages(work.client_of(due.workspace)):
        with work.write.begin() as session:
            for user in page:
                leavers.learn(session, due.workspace, user, work.occasion())
        known += len(page)
    log.info("%d people of %s are up to date", known, due.workspace)
    return partial(workspaces_of.settle_zone, workspace_id=due.workspace)


def meet(work: Work) -> None:
    """Ask about people who were named before Slack told us of them."""
    for workspace in workspaces(work):
        with work.read.begin() as session:
            unseen = [str(person.slack_id) for person in people.unseen(session, workspace, AT_ONCE)]
        for slack_id in unseen:
            try:
                _meet(work, workspace, slack_id)
            except CALL_ERRORS as error:
                log.warning("Slack could not be asked about a person: %s", trouble_of(error).code)
                break


def _meet(work: Work, workspace: str, slack_id: str) -> None:
    try:
        user = work.client_of(workspace).users_info(user=slack_id)["user"]
    except SlackApiError as error:
        if error.response["error"] not in people.UNKNOWN_TO_SLACK:
            raise
        user = people.stranger(slack_id)
    with work.write.begin() as session:
        leavers.learn(session, workspace, user, work.occasion())


def _pages(client: WebClient) -> Iterator[list[dict[str, Any]]]:
    cursor = ""
    while True:
        answer = client.users_list(limit=PAGE, cursor=cursor)
        yield answer["members"]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
