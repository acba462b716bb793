"""How does a person hear a sentence, whichever way they came?"""

import logging
import time
from typing import Any

from slack_bolt import Args, BoltResponse

from handlers import views
from models.deadlines import DeadlinePassed, deadline
from models.store import StoreBusy
from notices import receipts
from ui import notes

log = logging.getLogger(__name__)

CLOSE = "clear"  # a form with every window below, which would show how it was before
AGAIN = 503  # of an event that was not taken in: the doors let Slack deliver it once more
NOTE_SECONDS = 0.4  # of what a deadline leaves of Slack's three seconds


def refuse(args: Args, sentence: str, *, busy: bool = False) -> None:
    """Say why nothing was changed: in the command's answer, in the form, or under the message that was pressed.

    A form stays open with what was typed: those words are its writer's. `busy`: the store is not to be bothered with
    the answer.
    """
    kind = args.body.get("type")
    if args.body.get("command"):
        args.ack(**reply(notes.message(sentence)))
    elif kind == "view_submission":
        _in_the_form(args, sentence)
    elif kind in {"block_actions", "message_action", "shortcut"}:
        args.ack()
        if busy or not _privately(args, sentence):
            _in_a_modal(args, sentence)
    elif busy:  # nobody hears a sentence about an event: acknowledged, it would be lost
        args.ack.response = BoltResponse(status=AGAIN)
    else:
        args.ack()


def reply(message: Any) -> dict[str, Any]:
    """A message as the ephemeral answer to a command."""
    return {"response_type": "ephemeral", "text": message.text, "blocks": message.blocks}


def _in_the_form(args: Args, sentence: str) -> None:
    blocks = (args.body.get("view") or {}).get("blocks") or ()
    inputs = [one.get("block_id") for one in blocks if isinstance(one, dict) and one.get("type") == "input"]
    if inputs and inputs[0]:
        args.ack(response_action="errors", errors={str(inputs[0]): sentence})
    else:
        args.ack(response_action="update", view=notes.modal(sentence))


def _privately(args: Args, sentence: str) -> bool:
    """Whether the sentence will be said under what was pressed. A window has no place for it."""
    delivery, write = args.context.get("delivery"), args.context.get("write")
    if delivery is None or write is None or delivery.response_url is None:
        return False
    try:
        with deadline(time.monotonic() + NOTE_SECONDS), write.begin() as session:
            receipts.note(session, delivery, notes.message(sentence))
    except (StoreBusy, DeadlinePassed):
        log.warning("%s: the refusal could not be kept, the store is busy", delivery.door)
        return False
    return True


def _in_a_modal(args: Args, sentence: str) -> None:
    """The trigger works once and for three seconds; where it is spent, this is all that can be done."""
    try:
        views.open_now(args.client, args.body, notes.modal(sentence))
    except views.TROUBLE as error:
        log.warning("the refusal could not be shown: %s", views.code(error))
