"""Who said something under a card?"""

import time
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, BoltContext

from models.outbox import Sending
from models.store import Reader, Writer
from notices import blockers as notices
from notices.occasions import Occasion
from planning.blockers import Change
from readers.escapes import unescape
from services import blocker_lists, blocker_threads, blockers, people, permissions
from services.refusals import NotYet

# What a person wrote; edits, joins and the bot's own words come on the same subscription.
SPOKEN = (None, "file_share", "thread_broadcast")
# Seconds between looks for a card that Slack shows already and whose place is being recorded; within the deadline.
PAUSES = (0.0, 0.05, 0.1, 0.2, 0.4, 0.8)


def said(
    *, ack: Ack, context: BoltContext, event: Mapping[str, Any], write: Writer, read: Reader, occasion: Occasion
) -> None:
    """A reply in a card's thread is a comment, where the bot may read the channel."""
    blocker_id = _under(event, context["delivery"].workspace, read) if _is_reply(event) else None
    if blocker_id is not None:
        with write.begin() as session:
            actor = permissions.require(session, context)
            blocker = blocker_lists.find(session, actor.workspace, blocker_id)
            text = people.read_names(session, actor.workspace, unescape(event["text"]))
            blockers.comment(session, blocker, text, by=actor, at=occasion.at)
            notices.changed(session, blocker, Change.COMMENTED, occasion, by=actor)
    ack()


def _is_reply(event: Mapping[str, Any]) -> bool:
    return bool(
        event.get("subtype") in SPOKEN
        and not event.get("bot_id")
        and event.get("user")
        and all(isinstance(event.get(name), str) for name in ("text", "channel", "thread_ts"))
        and event["text"].strip()
        and event["thread_ts"] != event.get("ts")
    )


def _under(event: Mapping[str, Any], workspace: str, read: Reader) -> str | None:
    """The blocker under whose card it was said. Most threads are not ours, and must not wait for a turn to write.

    Raises NotYet while nobody can say: acknowledged then, a comment under a card whose place is in doubt would be lost.
    """
    place = {"channel": event["channel"], "ts": event["thread_ts"]}
    for pause in PAUSES:
        time.sleep(pause)
        with read.begin() as session:
            found = blocker_threads.subject(session, workspace, notices.SUBJECT, **place)
            coming = blocker_threads.arriving(session, workspace, event["channel"])
        if found is not None or not coming:
            return found
        if Sending.SENDING not in coming:  # a doubt is resolved in seconds or minutes, and no door waits that long
            break
    raise NotYet
