"""How does a view get onto the screen within the three seconds that its trigger lives?"""

import copy
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from models.deadlines import DeadlinePassed, remaining
from models.store import StoreBusy
from services.refusals import Refused
from ui import notes
from ui.notes import BUSY

log = logging.getLogger(__name__)

# The person closed it, or something newer is there: nothing to mend.
_HARMLESS = frozenset({"not_found", "hash_conflict", "view_not_found"})
# How a call of Slack fails: refused, no way there, or an answer that breaks off in the middle.
TROUBLE = (SlackClientError, OSError, HTTPException)
LAST_WORD_SECONDS = 0.5  # after the deadline, for Slack to take a view; what Slack waits for goes out after it


@dataclass(frozen=True)
class Opened:
    view_id: str
    hash: str


def open_now(client: WebClient, body: Mapping[str, Any], view: Mapping[str, Any]) -> Opened:
    """Open a view from what is at hand, before anything is asked of the store; on top of the window it came from.

    Raises one of TROUBLE: SlackApiError when it is too late, OSError when Slack does not answer.
    """
    in_modal = (body.get("view") or {}).get("type") == "modal"
    slack = _hurried(client)
    show = slack.views_push if in_modal else slack.views_open
    shown = show(trigger_id=str(body.get("trigger_id") or ""), view=dict(view))["view"]
    return Opened(shown["id"], shown["hash"])


def redraw(client: WebClient, body: Mapping[str, Any], view: Mapping[str, Any]) -> None:
    """Bring the window up to date in which a button was pressed; without one there is nothing to do.

    Never raises for Slack's sake: what was pressed is done, and nobody may be told that it failed.
    """
    pressed = body.get("view") or {}
    if pressed.get("type") != "modal":
        return
    try:
        update(client, Opened(str(pressed.get("id")), str(pressed.get("hash"))), view)
    except TROUBLE as error:
        log.warning("a window still shows how it was: %s", code(error))


def update(client: WebClient, opened: Opened, view: Mapping[str, Any]) -> None:
    """Fill the opened view. One that was closed meanwhile is no error."""
    try:
        _hurried(client).views_update(view_id=opened.view_id, hash=opened.hash, view=dict(view))
    except SlackApiError as error:
        if code(error) not in _HARMLESS:
            raise
        log.info("a view was not filled: %s", code(error))
    except TimeoutError:  # Slack has it and is slow: it will fill the window, so nobody is told that it failed
        log.warning("Slack did not say in time whether a view was filled")


def fill(client: WebClient, opened: Opened, draw: Callable[[], Mapping[str, Any]]) -> None:
    """Fill the opened view with what `draw` makes, or with the sentence why it may not be shown."""
    try:
        view = draw()
    except Refused as refusal:
        view = notes.modal(str(refusal))
    except (StoreBusy, DeadlinePassed):
        view = notes.modal(BUSY)
    update(client, opened, view)


def _hurried(client: WebClient) -> WebClient:
    """The client with the patience that is left: the acknowledgement leaves only when the handler is through."""
    hurried = copy.copy(client)
    left: Any = min(client.timeout, max(0.1, remaining(client.timeout) + LAST_WORD_SECONDS))
    hurried.timeout = left  # the SDK says int, and hands it to a socket that takes parts of a second
    return hurried


def code(error: Exception) -> str:
    """What Slack called its refusal, or the kind of the failure on the way there."""
    answer: Any = error.response if isinstance(error, SlackApiError) else {}
    told = answer.get("error") if hasattr(answer, "get") else None
    return str(told or type(error).__name__)
