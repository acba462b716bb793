"""What is to be said in Slack? Written here in the transaction that decided it, and sent by the courier after it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from models.base import new_id
from models.outbox import Act, Card, Sending
from models.people import Person
from services import attention
from services.cards import amend, begun, post_key, show
from services.outbox_failures import failures_untold, told
from services.outbox_rows import is_known, last_key, supersede, write

__all__ = [
    "DeliveryPolicy", "Living", "amend", "answers_to", "failures_untold", "is_known", "last_key", "post", "prompt",
    "publish", "respond", "show", "to_person", "told",
]  # fmt: skip

Blocks = Sequence[Mapping[str, Any]]
Living = tuple[str, str]  # the kind and id of what a living message is about

ANSWER_LIVES = timedelta(minutes=29)  # Slack takes answers to a response_url for half an hour


@dataclass(frozen=True)
class DeliveryPolicy:
    """How patiently things are said in Slack. Seconds of the wall clock."""

    lease_seconds: float = 30.0  # how long one attempt may take before another process looks into it
    quiet_seconds: float = 30.0  # how long to wait before asking Slack whether an unconfirmed message arrived
    second_look_seconds: float = 600.0  # after a repeated post: when to look for a late copy of the first
    edit_gap_seconds: float = 2.0  # a message is edited at most once in this time
    timeout_seconds: float = 10.0  # of one call
    first_backoff_seconds: float = 1.0  # doubles with every attempt …
    longest_backoff_seconds: float = 30.0  # … up to this: a minute after Slack is back, all is to be said
    refused_rest_seconds: float = 60.0  # how long a workspace rests after Slack refused its token
    give_up_seconds: float = 259_200.0  # three days: then it fails with the reason, and somebody is told
    history_pages: int = 5  # of 200 messages, read to find an unconfirmed one
    kept_days: int = 35  # how long settled rows stay
    threads: int = 8  # that send at the same time
    paced: bool = True  # keep below Slack's limits; off only against a Slack that has none
    never_twice: tuple[str, ...] = (
        "checkin",
        "digest",
    )  # kinds that are rather lost than said twice, where Slack cannot be asked


def post(  # noqa: PLR0913  (what a screen needs, each by name)
    session: Session,
    workspace: str,
    *,
    target: str,
    text: str,
    blocks: Blocks,
    key: str,
    kind: str,
    wall: datetime,
    thread_of: Card | None = None,
    thread_ts: str | None = None,
    expires_at: datetime | None = None,
) -> str | None:
    """Say something once in a channel or to a person (`target` is Slack's id). None when `key` was said before.

    `thread_of`: as a reply under that living message, as soon as it stands. Gives the id of its row.
    """
    return write(
        session,
        workspace,
        wall,
        act=Act.POST,
        kind=kind,
        lane=target,
        target=target,
        card_id=thread_of.id if thread_of else None,
        in_thread=thread_of is not None or thread_ts is not None,
        thread_ts=thread_ts,
        dedupe_key=key,
        payload={"text": text, "blocks": list(blocks)},
        expires_at=expires_at,
    )


def prompt(  # noqa: PLR0913  (what a screen needs, each by name)
    session: Session,
    person: Person,
    *,
    text: str,
    blocks: Blocks,
    key: str,
    kind: str,
    at: datetime,
    wall: datetime,
    expires_at: datetime | None = None,
    over_by: str | None = None,
    living: Living | None = None,
) -> str | None:
    """A direct message that nobody asked for, counted against the person's attention. None when `key` was said before.

    Somebody whom Slack does not know yet gets nothing; the row says so. `over_by`: id of the human who answers for it
    above the person's budget; the message itself has to say so. `living`: it is edited later, by `show`; what it is
    about then is its key.
    """
    row: dict[str, Any] = {"act": Act.POST, "dedupe_key": key, "payload": {"text": text, "blocks": list(blocks)}}
    row |= {"kind": kind, "expires_at": expires_at}
    if person.slack_id is None:
        return write(session, person.workspace, wall, **row, **_nowhere(person, wall))
    if living is not None:
        card = _begun(session, person, living)
        if card is None:
            return None
        row |= {"card_id": card.id, "version": card.version, "dedupe_key": post_key(card.id)}
    written = write(session, person.workspace, wall, lane=person.slack_id, target=person.slack_id, **row)
    if written is not None:
        attention.spent(session, person, kind=kind, key=written, at=at, over_by=over_by)
    return written


def _nowhere(person: Person, wall: datetime) -> dict[str, Any]:
    """What a row says of a message that has failed already, because Slack does not know for whom it is."""
    return {
        "lane": f"person:{person.id}",
        "target": "",
        "state": Sending.FAILED,
        "reason": "this person is not known in Slack yet",
        "settled_at": wall,
    }


def _begun(session: Session, person: Person, living: Living) -> Card | None:
    kind, subject = living
    return begun(
        session,
        person.workspace,
        subject_kind=kind,
        subject_id=subject,
        place=to_person(person),
        target=person.slack_id or "",
    )


def to_person(person: Person) -> str:
    """The place of a living message that one person gets."""
    return f"to:{person.id}"


def publish(session: Session, workspace: str, *, slack_user: str, view: Mapping[str, Any], wall: datetime) -> None:
    """Draw somebody's Home. Older drawings that still wait are not sent any more."""
    lane = f"home:{slack_user}"
    supersede(session, workspace, lane, wall)
    write(
        session,
        workspace,
        wall,
        act=Act.PUBLISH,
        kind="home",
        lane=lane,
        target=slack_user,
        dedupe_key=f"{lane}:{new_id()}",
        payload={"view": dict(view)},
    )


def respond(  # noqa: PLR0913  (what an answer needs, each by name)
    session: Session,
    workspace: str,
    *,
    url: str,
    text: str,
    blocks: Blocks,
    replace: bool = True,
    key: str,
    wall: datetime,
    to: str = "",
) -> None:
    """Answer through a response_url: `replace` the message that was pressed, or add one that only this person sees.

    `to`: Slack's id of that person, by which it is found again when they are erased.
    """
    write(
        session,
        workspace,
        wall,
        act=Act.RESPOND,
        kind="receipt",
        lane=answers_to(to) + hashlib.sha256(url.encode()).hexdigest()[:32],
        target=url,
        dedupe_key=key,
        payload={"text": text, "blocks": list(blocks), "replace_original": replace},
        expires_at=wall + ANSWER_LIVES,
    )


def answers_to(slack_user: str) -> str:
    """How the lanes of what was answered to somebody begin."""
    return f"answer:{slack_user[:24]}:"
