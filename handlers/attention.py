"""What happens when somebody chooses when, and of what, Clearway tells them?"""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, BoltContext

from handlers import presses
from handlers.answers import reply
from models.store import Reader, Writer
from notices import digest_readers, home, receipts
from notices.occasions import Occasion
from services import attention_choices, inbox, permissions
from services.permissions import Permission
from ui import attention as screen
from ui import notes


def choose_hour(
    *, ack: Ack, context: BoltContext, action: Mapping[str, Any], write: Writer, occasion: Occasion
) -> None:
    """The menu on Home."""
    hour = screen.hour_of(presses.choice(action))
    with write.begin() as session:
        actor = permissions.require(session, context)
        attention_choices.choose_hour(session, hour, occasion.policy, by=actor, at=occasion.at)
        home.refresh(session, actor.workspace, {actor.id}, occasion)
    ack()


def choose_digest(
    *, ack: Ack, context: BoltContext, action: Mapping[str, Any], write: Writer, occasion: Occasion
) -> None:
    """The button on Home, under the digest and under `/pmo digest`."""
    with write.begin() as session:
        actor = permissions.require(session, context)
        said = digest_readers.choose(session, actor, occasion, wanted=presses.value(action) == screen.ON)
        receipts.note(session, context["delivery"], notes.message(said))
    ack()


def digest(*, ack: Ack, context: BoltContext, read: Reader, write: Writer, occasion: Occasion, rest: str) -> None:
    """`/pmo digest` says whether it comes to who asks, `/pmo digest on` and `off` change it."""
    wanted = {screen.ON: True, screen.OFF: False}.get(rest.strip().lower())
    if wanted is None:
        with read.begin() as session:
            actor = permissions.look(session, context)
            permissions.must(actor, Permission.DIGEST_READ)
            answer = reply(digest_readers.look(session, actor, occasion))
    else:
        with write.begin() as session:
            actor = permissions.require(session, context)
            answer = reply(notes.message(digest_readers.choose(session, actor, occasion, wanted=wanted)))
            inbox.answer(session, context["delivery"], answer)
    ack(**answer)
