"""Did Slack take the message of which it never told us? Its own history knows, by the nonce in the message."""

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse
from sqlalchemy.orm import Session

from jobs.delivery.classify import CALL_ERRORS, Gone, Refused, SlackTrouble, Throttled, trouble_of
from jobs.delivery.send import EVENT_TYPE
from models.outbox import Sending
from models.store import Writer
from services import outbox_doubts
from services.outbox import DeliveryPolicy
from services.outbox_doubts import Doubt

log = logging.getLogger(__name__)

MARGIN = timedelta(seconds=60)  # our clock may run ahead of Slack's
PAGE = 200
AGAIN = timedelta(seconds=5)  # after Slack could not be asked

Place = tuple[str, str, str]  # workspace, channel or person, thread
Take = Callable[[str, str, str], None]  # waits until the pace allows a call: workspace, method, channel


@dataclass(frozen=True)
class Sightings:
    """Messages of ours by nonce, oldest first. `complete`: what is not here is not in Slack."""

    channel: str
    by_nonce: dict[str, list[str]]
    complete: bool


def by_place(doubts: Sequence[Doubt]) -> dict[Place, list[Doubt]]:
    """One reading of a channel or thread serves all that is unsure there."""
    places: dict[Place, list[Doubt]] = defaultdict(list)
    for doubt in doubts:
        places[doubt.workspace, doubt.channel or doubt.target, doubt.thread_ts or ""].append(doubt)
    return dict(places)


def resolve(
    write: Writer, client: WebClient, doubts: Sequence[Doubt], *, policy: DeliveryPolicy, wall: datetime, take: Take
) -> None:
    """Find out about the doubts of one place, and write down what is so."""
    try:
        seen = look(client, doubts, policy.history_pages, take)
        for doubt in doubts:
            _remove_extras(client, doubt, seen, take)
    except CALL_ERRORS as error:
        _not_seen(write, doubts, trouble_of(error), policy, wall)
        return
    except SlackTrouble as trouble:
        _not_seen(write, doubts, trouble, policy, wall)
        return
    for doubt in doubts:
        with write.begin() as session:
            _settle(session, doubt, seen, policy, wall)


def look(client: WebClient, doubts: Sequence[Doubt], pages: int, take: Take) -> Sightings:
    """Read the history of the doubts' place since the oldest of them, as far as `pages` go."""
    first = doubts[0]
    channel = first.channel or _open(client, first, take)
    oldest = f"{(min(doubt.since for doubt in doubts) - MARGIN).timestamp():.6f}"
    by_nonce: dict[str, list[str]] = defaultdict(list)
    cursor: str | None = None
    for _ in range(pages):
        answer = _page(client, first, channel, {"oldest": oldest, "cursor": cursor}, take)
        for message in answer.get("messages") or []:
            if nonce := _nonce(message, first.bot_id):
                by_nonce[nonce].append(message["ts"])
        cursor = (answer.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            break
    return Sightings(channel, {nonce: sorted(found, key=float) for nonce, found in by_nonce.items()}, not cursor)


def _settle(session: Session, doubt: Doubt, seen: Sightings, policy: DeliveryPolicy, wall: datetime) -> None:
    copies = seen.by_nonce.get(doubt.nonce)
    if doubt.state == Sending.SENT:
        outbox_doubts.looked_twice(session, doubt)
    elif copies:
        outbox_doubts.found(session, doubt, channel=seen.channel, ts=copies[0], wall=wall)
    elif seen.complete:
        outbox_doubts.not_there(session, doubt, policy, wall=wall)
    else:
        outbox_doubts.cannot_know(session, doubt, policy, wall=wall)


def _not_seen(
    write: Writer, doubts: Sequence[Doubt], trouble: SlackTrouble, policy: DeliveryPolicy, wall: datetime
) -> None:
    """Where Slack cannot be asked now, wait; where it never lets us look, go by the kind of the message."""
    never = isinstance(trouble, Refused | Gone) or trouble.code == "missing_scope"
    pause = timedelta(seconds=trouble.seconds) if isinstance(trouble, Throttled) else AGAIN
    log.info("the history of a channel was not read: %s", trouble.code)
    for doubt in doubts:
        with write.begin() as session:
            if not never:
                outbox_doubts.wait(session, doubt, until=wall + pause)
            elif doubt.state == Sending.SENT:
                outbox_doubts.looked_twice(session, doubt)
            else:
                outbox_doubts.cannot_know(session, doubt, policy, wall=wall)


def _remove_extras(client: WebClient, doubt: Doubt, seen: Sightings, take: Take) -> None:
    """Delete all copies but one: the one that is known, else the oldest."""
    copies = seen.by_nonce.get(doubt.nonce, [])
    keep = doubt.ts if doubt.state == Sending.SENT else next(iter(copies), None)
    for ts in copies:
        if ts == keep:
            continue
        log.warning("a second copy of a message is deleted")
        take(doubt.workspace, "chat.delete", "")
        try:
            client.chat_delete(channel=seen.channel, ts=ts)
        except CALL_ERRORS as error:
            if not isinstance(trouble_of(error), Refused | Gone):  # those two: it is not there, or not ours to delete
                raise


def _open(client: WebClient, doubt: Doubt, take: Take) -> str:
    """The channel of a direct message to somebody to whom none was ever confirmed."""
    if not doubt.target.startswith(("U", "W")):
        return doubt.target
    take(doubt.workspace, "conversations.open", "")
    return str(client.conversations_open(users=doubt.target)["channel"]["id"])


def _page(client: WebClient, doubt: Doubt, channel: str, window: Mapping[str, Any], take: Take) -> SlackResponse:
    if doubt.thread_ts:
        take(doubt.workspace, "conversations.replies", "")
        return client.conversations_replies(
            channel=channel, ts=doubt.thread_ts, limit=PAGE, include_all_metadata=True, **window
        )
    take(doubt.workspace, "conversations.history", "")
    return client.conversations_history(channel=channel, limit=PAGE, include_all_metadata=True, **window)


def _nonce(message: Mapping[str, Any], bot_id: str) -> str | None:
    """Of a message of ours; another app that copied one out of a message of ours is not believed."""
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE or (bot_id and message.get("bot_id") != bot_id):
        return None
    return str((metadata.get("event_payload") or {}).get("k") or "") or None
