"""Who said something under a card?"""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, BoltContext

from models.store import Reader, Writer
from notices import blockers as notices
from notices.occasions import Occasion
from planning.blockers import Change
from readers.escapes import unescape
from services import blocker_lists, blockers, cards, people, permissions

# What a person wrote; edits, joins and the bot's own words come on the same subscription.
SPOKEN = (None, "file_share", "thread_broadcast")


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
    """The blocker under whose card it was said. Most threads are not ours, and must not wait for a turn to write."""
    with read.begin() as session:
        card = cards.at(session, workspace, event["channel"], event["thread_ts"])
        return card.subject_id if card is not None and card.subject_kind == notices.SUBJECT else None
