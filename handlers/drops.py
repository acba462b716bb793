"""What happens when somebody sends files to be imported, and when they press what they are asked then?"""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, BoltContext
from sqlalchemy.orm import Session

from handlers import presses
from handlers.answers import reply
from models.drops import Drop, DropState
from models.store import Writer
from notices import drops as notices
from notices.occasions import Occasion
from planning.people import Standing
from readers.tables.dropped import TAKEN
from services import drops, inbox, permissions
from services.permissions import Actor, Permission
from ui import drops as screen
from ui import files as words
from ui import notes

Body = Mapping[str, Any]
Sent = list[tuple[str, str]]  # Slack's id of each file, and its name
MOST_FILES = 20


def sent(*, ack: Ack, context: BoltContext, event: Body, write: Writer, occasion: Occasion) -> None:
    """Files in the direct conversation. Nothing is fetched here, and of most people nothing at all."""
    files = _files(event)
    if files:
        with write.begin() as session:
            actor = permissions.require(session, context)
            _take(session, actor, (str(event["channel"]), str(event["ts"])), files, occasion)
    ack()


def _take(session: Session, by: Actor, place: tuple[str, str], files: Sent, occasion: Occasion) -> None:
    tables = [one for one in files if one[1].lower().endswith((*TAKEN, ".zip"))]
    if by.person.standing != Standing.MEMBER:
        return
    if not by.may(Permission.PORTFOLIO_MANAGE):
        notices.left_alone(session, by.person, screen.not_yours(), place[1], occasion)
    elif not tables:
        names = [name for _, name in files]
        notices.left_alone(session, by.person, screen.strange(names), place[1], occasion)
    elif (drop := drops.begin(session, by.person, place, tables[:MOST_FILES], wall=occasion.wall)) is not None:
        notices.begun(session, drop, occasion)


def apply(*, ack: Ack, context: BoltContext, action: Body, write: Writer, occasion: Occasion) -> None:
    """A job imports it: that may take longer than anybody waits for a button."""

    def press(session: Session, drop: Drop) -> None:
        drops.work_again(drop, DropState.APPLYING, wall=occasion.wall)
        notices.applying(session, drop, occasion)

    _pressed(context, action, write, press)
    ack()


def discard(*, ack: Ack, context: BoltContext, action: Body, write: Writer, occasion: Occasion) -> None:
    def press(session: Session, drop: Drop) -> None:
        drops.settle(session, drop, DropState.DISCARDED, drop.found, wall=occasion.wall)
        notices.discarded(session, drop, occasion)

    _pressed(context, action, write, press)
    ack()


def answer(*, ack: Ack, context: BoltContext, action: Body, write: Writer, occasion: Occasion) -> None:
    """What a date or a number begins with: it is read and tried anew."""
    name, said = screen.ANSWERS[str(action.get("action_id"))]

    def press(session: Session, drop: Drop) -> None:
        drops.work_again(drop, DropState.READING, wall=occasion.wall, choices={name: said})
        notices.begun(session, drop, occasion)

    _pressed(context, action, write, press)
    ack()


def how(*, ack: Ack, context: BoltContext, write: Writer, occasion: Occasion) -> None:
    """`/pmo import`."""
    with write.begin() as session:
        permissions.must(permissions.require(session, context), Permission.PORTFOLIO_MANAGE)
        answered = reply(words.help_message(occasion.commands))
        inbox.answer(session, context["delivery"], answered)
    ack(**answered)


def export(*, ack: Ack, context: BoltContext, write: Writer, occasion: Occasion) -> None:
    """`/pmo export`."""
    with write.begin() as session:
        actor = permissions.require(session, context)
        permissions.must(actor, Permission.PORTFOLIO_MANAGE)
        notices.export(session, actor.person, occasion, key=context["delivery"].keys[0])
        answered = reply(notes.message(words.exporting()))
        inbox.answer(session, context["delivery"], answered)
    ack(**answered)


def _pressed(context: BoltContext, action: Body, write: Writer, press: Callable[[Session, Drop], None]) -> None:
    """Done once, whoever presses what and how often."""
    with write.begin() as session:
        actor = permissions.require(session, context)
        press(session, drops.pressed(session, presses.value(action), actor))


def _files(event: Body) -> Sent:
    """What somebody sent just now: neither edits, nor what the bot says itself, nor what others share by an app."""
    told = event.get("files")
    ours = event.get("subtype") == "file_share" and event.get("channel_type") == "im" and not event.get("bot_id")
    if not ours or not isinstance(told, list) or not all(isinstance(event.get(one), str) for one in ("channel", "ts")):
        return []
    named = [(one.get("id"), one.get("name")) for one in told if isinstance(one, Mapping)]
    return [(id_, name) for id_, name in named if isinstance(id_, str) and isinstance(name, str)]
