"""What happens when an admin sets Clearway up, or changes it later?"""

import copy
import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient
from sqlalchemy.orm import Session

from handlers import presses, views, windows
from handlers.answers import CLOSE
from handlers.windows import Asked
from models.store import Reader, Writer
from notices import home
from notices import settings as notices
from notices.occasions import Occasion
from planning.people import Role
from services import office, people, permissions, settings
from services.permissions import Actor
from services.refusals import Refused, Unfilled
from ui import settings as screen
from ui.kit import Message, View

log = logging.getLogger(__name__)

SECONDS = 1  # for Slack to say what a channel is: the person waits before an open form
Body = Mapping[str, Any]
Draw = Callable[[screen.SettingsFacts], View]


def open_form(draw: Draw) -> Callable[..., None]:
    """The handler of a button that opens one step."""

    def form(asked: Asked) -> View:
        return draw(notices.facts(asked.session, asked.actor, asked.occasion))

    form.__name__ = f"open_{draw.__name__}"
    form.__doc__ = f"Open the form of a step of the set-up: {draw.__name__}."
    return windows.opens(form)


open_channel, open_calendar = open_form(screen.channel_form), open_form(screen.calendar_form)
open_office = open_form(screen.office_form)


def show(session: Session, actor: permissions.Actor, occasion: Occasion) -> Message:
    """`/pmo settings`."""
    permissions.must(actor, permissions.Permission.SETTINGS_READ)
    return screen.message(notices.facts(session, actor, occasion))


def save_channel(
    *, ack: Ack, context: BoltContext, view: Body, client: WebClient, read: Reader, write: Writer, occasion: Occasion
) -> None:
    with read.begin() as session:  # who may not is not told what a channel is
        permissions.look(session, context)
    channel = presses.taken(screen.read_channel(presses.filled(view)))
    _check_channel(client, channel)
    with write.begin() as session:
        actor = permissions.require(session, context)
        settings.choose_channel(session, channel, occasion.policy, by=actor, at=occasion.at)
        _draw_again(session, actor, occasion)
    ack(response_action=CLOSE)


def save_calendar(*, ack: Ack, context: BoltContext, view: Body, write: Writer, occasion: Occasion) -> None:
    with write.begin() as session:
        actor = permissions.require(session, context)
        week, region = presses.taken(screen.read_calendar(presses.filled(view)))
        try:
            region = settings.region(region, at=occasion.at)
        except Refused as unknown:
            raise Unfilled({screen.HOLIDAYS: str(unknown)}) from None
        settings.set_calendar(session, week, region, occasion.policy, by=actor, at=occasion.at)
        _draw_again(session, actor, occasion)
    ack(response_action=CLOSE)


def save_office(*, ack: Ack, context: BoltContext, view: Body, write: Writer, occasion: Occasion) -> None:
    with write.begin() as session:
        actor = permissions.require(session, context)
        chosen = presses.taken(screen.read_office(presses.filled(view)))
        members = [people.meet(session, actor.workspace, one, wall=occasion.wall) for one in chosen]
        changed = settings.make_office(session, members, occasion.policy, by=actor, at=occasion.at)
        _draw_again(session, actor, occasion, changed)
    ack(response_action=CLOSE)


def _draw_again(session: Session, actor: Actor, occasion: Occasion, others: Iterable[str] = ()) -> None:
    """The Home tabs of all who go through the set-up, and of whom it changed."""
    admins = {one.id for one in office.holders(session, actor.workspace, Role.ADMIN)}
    home.refresh(session, actor.workspace, {actor.id, *admins, *others}, occasion)


def _check_channel(client: WebClient, channel: str) -> None:
    """Raises Unfilled with a sentence where the PMO's matters could be read by others, or not be written there."""
    hurried = copy.copy(client)
    hurried.timeout = SECONDS
    try:
        told: Mapping[str, Any] = hurried.conversations_info(channel=channel).get("channel") or {}
    except views.TROUBLE as error:
        log.warning("Slack did not say what a channel is: %s", views.code(error))
        told = {} if views.code(error) == "channel_not_found" else {"unknown": True}
    if wrong := screen.wrong_channel(told):
        raise Unfilled({screen.WHERE: wrong})
