"""How is one parcel handed to Slack, once?"""

import json
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient

from jobs.delivery.classify import CALL_ERRORS, Malformed, Passing, trouble_of
from models.outbox import Act
from services.outbox_claims import Parcel
from ui import kit

EVENT_TYPE = "clearway_out"
PICTURE_TRIES = 5  # of a Home whose picture Slack does not take yet: it may still be looking at the file
VIEW_REFUSED = "invalid_arguments"  # what views.publish says of blocks that it does not take
SECOND_COPY = "A second copy of this is possible: Slack did not confirm the first."


@dataclass(frozen=True)
class Receipt:
    """Where Slack put it; nothing for a Home or an answer."""

    channel: str | None = None
    ts: str | None = None


def client_for(token: str, base_url: str, timeout: float) -> WebClient:
    """A client that tries once: one that repeats by itself says things twice. The outbox knows when to repeat."""
    return WebClient(token=token, base_url=base_url, timeout=int(timeout), retry_handlers=[])


def attempt(client: WebClient, parcel: Parcel, timeout: float) -> Receipt:
    """Make the one call. Raises a SlackTrouble that says what became of it.

    What Slack refuses for its picture (it may not have looked at the file yet) goes once more without. A Home, which
    is harmless to draw again, is then tried with it a few times more.
    """
    blocks = _blocks(parcel)
    try:
        return _call(client, parcel, blocks, timeout)
    except CALL_ERRORS as error:
        trouble = trouble_of(error)
    if has_picture(blocks) and (isinstance(trouble, Malformed) or trouble.code == VIEW_REFUSED):
        try:
            receipt = _call(client, parcel, without_pictures(blocks), timeout)
        except CALL_ERRORS as error:
            raise trouble_of(error) from None
        if parcel.act is Act.PUBLISH and parcel.attempt < PICTURE_TRIES:
            raise Passing("its picture is not ready")
        return receipt
    raise trouble


def has_picture(blocks: Sequence[dict[str, Any]]) -> bool:
    return any("slack_file" in block or "slack_file" in block.get("accessory", {}) for block in blocks)


def without_pictures(blocks: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks with every picture that Slack holds left out."""
    kept = [block for block in blocks if "slack_file" not in block]
    return [
        {name: part for name, part in block.items() if name != "accessory" or "slack_file" not in part}
        for block in kept
    ]


def _blocks(parcel: Parcel) -> list[dict[str, Any]]:
    if parcel.act is Act.PUBLISH:
        return list(parcel.payload["view"]["blocks"])
    blocks = list(parcel.payload.get("blocks", []))
    return [*blocks[:49], kit.context(SECOND_COPY)] if parcel.again else blocks


def _call(client: WebClient, parcel: Parcel, blocks: list[dict[str, Any]], timeout: float) -> Receipt:
    text = parcel.payload.get("text", "")
    match parcel.act:
        case Act.POST:
            return _post(client, parcel, text, blocks)
        case Act.UPDATE:
            channel, ts = str(parcel.channel), str(parcel.ts)
            answer = client.chat_update(channel=channel, ts=ts, text=text, blocks=blocks, parse="none")
            return Receipt(answer.get("channel"), answer.get("ts"))
        case Act.PUBLISH:
            client.views_publish(user_id=parcel.target, view={**parcel.payload["view"], "blocks": blocks})
        case Act.RESPOND:
            _respond(parcel, blocks, timeout)
    return Receipt()


def _post(client: WebClient, parcel: Parcel, text: str, blocks: list[dict[str, Any]]) -> Receipt:
    answer = client.chat_postMessage(
        channel=(parcel.channel or parcel.target) if parcel.in_thread else parcel.target,
        text=f"{text}\n{SECOND_COPY}" if parcel.again else text,
        blocks=blocks or None,
        thread_ts=parcel.thread_ts,
        metadata={"event_type": EVENT_TYPE, "event_payload": {"k": parcel.nonce}},
        unfurl_links=False,
        unfurl_media=False,
        parse="none",
    )
    return Receipt(answer.get("channel"), answer.get("ts"))


def _respond(parcel: Parcel, blocks: list[dict[str, Any]], timeout: float) -> None:
    body = {
        "response_type": "ephemeral",
        "replace_original": bool(parcel.payload.get("replace_original")),
        "text": parcel.payload.get("text", ""),
        "blocks": blocks,
    }
    request = urllib.request.Request(  # noqa: S310  (the address came in a request that Slack signed)
        parcel.target, data=json.dumps(body).encode(), headers={"Content-Type": "application/json"}, method="POST"
    )
    with urllib.request.urlopen(request, timeout=timeout) as answer:  # noqa: S310
        answer.read(10_000)
