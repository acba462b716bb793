"""What happens when somebody says something about their own time, and when they press what was answered?"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient
from sqlalchemy.orm import Session

from handlers import availability_forms, availability_skills, presses
from handlers.answers import reply
from models.store import Reader, Writer
from notices import availability as notices
from notices import availability_skills as skill_notices
from notices import receipts
from notices.occasions import Occasion
from readers.availability import AvailabilityWords, CalendarFeed, Show, Skills, Unclear, availability, resolve
from services import availability as hours
from services import availability_back, availability_said, feeds, inbox, people, permissions
from services.availability_changes import Kind
from services.permissions import Actor
from services.refusals import Refused
from ui import availability as screens
from ui import pmo
from ui.kit import Message

Body = Mapping[str, Any]
ANSWERED_WITHIN = timedelta(hours=24)  # after that “tomorrow” in a question is another day than it seems


def command(
    *, ack: Ack, context: BoltContext, command: Body, client: WebClient, write: Writer, read: Reader, occasion: Occasion
) -> None:
    """`/availability`: the form, a phrase that is noted at once, the list, skills, a calendar, help."""
    words = availability(command.get("text") or "")
    match words:
        case Show("form"):
            availability_forms.open_off(
                ack=ack, context=context, body=command, client=client, read=read, occasion=occasion
            )
        case Show("help"):
            ack(**reply(pmo.availability_help(occasion.commands)))
        case Skills(()):
            availability_forms.open_skills(
                ack=ack, context=context, body=command, client=client, read=read, occasion=occasion
            )
        case _:
            _say(words, ack=ack, context=context, write=write, occasion=occasion)


def _say(words: AvailabilityWords, *, ack: Ack, context: BoltContext, write: Writer, occasion: Occasion) -> None:
    with write.begin() as session:
        actor = permissions.require(session, context)
        answer = reply(_answer(session, words, actor, occasion, occasion.at))
        inbox.answer(session, context["delivery"], answer)
    ack(**answer)


def _answer(session: Session, words: AvailabilityWords, by: Actor, occasion: Occasion, said_at: datetime) -> Message:
    """Do what the words say, and tell. `said_at`: the instant from which “tomorrow” is counted."""
    if isinstance(words, Skills):
        return availability_skills.say(session, words.items, by, occasion)
    if isinstance(words, Show):
        return notices.listing(session, occasion, by=by)
    if isinstance(words, CalendarFeed):
        return _calendar(session, words.address, by, occasion)
    meant = resolve(words, said_at.astimezone(people.zone_of(session, by.person)))
    if isinstance(meant, availability_said.Meant):
        effect = availability_said.apply(session, meant, by=by, at=occasion.at, policy=occasion.policy.availability)
        return notices.noted(session, effect, meant, occasion, by=by)
    question = meant if isinstance(meant, Unclear) else Unclear("", "Which days do you mean?")
    return screens.unclear(question, int(occasion.at.timestamp()))


def _calendar(session: Session, address: str | None, by: Actor, occasion: Occasion) -> Message:
    """Read that calendar from now on, or none any more. The address is said back to nobody."""
    if address is None:
        effect = hours.without_calendar(session, by=by, at=occasion.at, policy=occasion.policy.availability)
        return notices.calendar_left(session, effect, occasion, by=by)
    feeds.connect(session, by.person, address, at=occasion.at, wall=occasion.wall, allowed=occasion.calendars)
    return notices.calendar_taken(session, occasion, by=by)


def choose(*, ack: Ack, context: BoltContext, action: Body, write: Writer, occasion: Occasion) -> None:
    """One of the answers that a question offered."""
    seconds, phrase = screens.asked(presses.value(action))
    words, asked_at = availability(phrase), datetime.fromtimestamp(seconds, UTC)
    if not timedelta(0) <= occasion.at - asked_at < ANSWERED_WITHIN:
        raise Refused("That question is from another day, so nothing was changed. Please say it once more.")
    with write.begin() as session:
        actor = permissions.require(session, context)
        message = _answer(session, words, actor, occasion, asked_at)
        receipts.note(session, context["delivery"], message, replace=True)
    ack()


def show(*, ack: Ack, context: BoltContext, write: Writer, occasion: Occasion) -> None:
    """The list, below what was pressed. Only the note is written, and that once, so nothing is claimed."""
    with write.begin() as session:
        actor = permissions.look(session, context)
        receipts.note(session, context["delivery"], notices.listing(session, occasion, by=actor))
    ack()


def remove(*, ack: Ack, context: BoltContext, action: Body, write: Writer, occasion: Occasion) -> None:
    with write.begin() as session:
        actor = permissions.require(session, context)
        effect = availability_said.remove(
            session, presses.value(action), by=actor, at=occasion.at, policy=occasion.policy.availability
        )
        message = notices.removed(session, effect, occasion, by=actor)
        receipts.note(session, context["delivery"], message, replace=True)
    ack()


def im_back(*, ack: Ack, context: BoltContext, write: Writer, occasion: Occasion) -> None:
    """From the list or the Home tab, which is drawn anew."""
    with write.begin() as session:
        actor = permissions.require(session, context)
        policy = occasion.policy.availability
        effect = availability_back.im_back(session, by=actor, at=occasion.at, policy=policy)
        message = notices.back(session, effect, occasion, by=actor)
        receipts.note(session, context["delivery"], message, replace=True)
    ack()


def undo(*, ack: Ack, context: BoltContext, action: Body, write: Writer, occasion: Occasion) -> None:
    with write.begin() as session:
        actor = permissions.require(session, context)
        effect = hours.undo(
            session, presses.value(action), by=actor, at=occasion.at, policy=occasion.policy.availability
        )
        if effect.change is not None and effect.change.kind == Kind.SKILLS:
            message = skill_notices.undone(session, occasion, by=actor)
        else:
            message = notices.undone(session, effect, occasion, by=actor)
        receipts.note(session, context["delivery"], message, replace=True)
    ack()
