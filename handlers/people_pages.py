"""What happens when somebody asks who is here, opens a person's details or changes them?"""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient
from sqlalchemy.orm import Session

from handlers import presses, views, windows
from handlers.answers import CLOSE, reply
from models.people import Person
from models.store import Reader, Writer
from notices import home
from notices import people as notices
from notices.occasions import Occasion
from readers import escapes
from services import people, people_details, people_lists, people_rights, permissions, roles
from services.permissions import Actor
from ui import notes
from ui import people as screen
from ui.kit import Message, View

Body = Mapping[str, Any]


def command(
    *,
    ack: Ack,
    context: BoltContext,
    command: Body,
    client: WebClient,
    read: Reader,
    write: Writer,
    occasion: Occasion,
    rest: str,
) -> None:
    """`/pmo people`: the list, somebody's details, or one's own for who sees nobody else."""
    with read.begin() as session:
        actor = permissions.look(session, context)
        permissions.must(actor, permissions.Permission.PEOPLE_LEAD)
        answer = _answer(session, actor, occasion, escapes.unescape(rest))
    if isinstance(answer, Message):
        ack(**reply(answer))
    else:
        _open(ack, context, command, client, (write, occasion, answer))


def show(
    *, ack: Ack, context: BoltContext, body: Body, client: WebClient, read: Reader, write: Writer, occasion: Occasion
) -> None:
    """Somebody chosen in the menu under the list, or opened from among a few."""
    action = presses.first(body)
    chosen, value = presses.person(action), presses.value(action)
    with read.begin() as session:
        actor = permissions.look(session, context)
        person = people.by_slack_id(session, actor.workspace, chosen) if chosen else None
        person = person or people_details.find(session, actor.workspace, value)
        people_rights.must_see(session, person, by=actor)
    _open(ack, context, body, client, (write, occasion, person.id))


def save(*, ack: Ack, context: BoltContext, view: Body, write: Writer, occasion: Occasion) -> None:
    with write.begin() as session:
        actor = permissions.require(session, context)
        saved = screen.read_details(presses.filled(view))
        person = people_details.find(session, actor.workspace, presses.subject(view))
        deputy = people.meet(session, actor.workspace, saved.deputy, wall=occasion.wall) if saved.deputy else None
        if deputy is None and _is_unknown_to_slack(session, person):  # whom the form could not show
            deputy = people.by_id(session, actor.workspace, person.deputy_id)
        people_details.change(
            session, person, deputy=deputy, holidays=saved.holidays, by=actor, at=occasion.at,
            policy=occasion.policy.availability,
        )  # fmt: skip
        if saved.roles is not None:
            roles.change(session, person, roles.kept_member(person, saved.roles), by=actor, at=occasion.at)
        home.refresh(session, actor.workspace, {person.id}, occasion)
    ack(response_action=CLOSE)


def confirm(
    *, ack: Ack, context: BoltContext, body: Body, client: WebClient, write: Writer, occasion: Occasion
) -> None:
    """The lead of a team says that somebody has the level that they gave."""
    person_id, skill_id, level = screen.read_confirm(presses.value(presses.first(body)))
    with write.begin() as session:
        actor = permissions.require(session, context)
        person = people_details.find(session, actor.workspace, person_id)
        people_details.confirm_skill(session, person, skill_id, level, by=actor, at=occasion.at)
        home.refresh(session, actor.workspace, {person.id}, occasion)
        view = notices.details(session, person, actor, occasion)
    ack()
    views.redraw(client, body, view)


def _answer(session: Session, actor: Actor, occasion: Occasion, said: escapes.Arrived) -> Message | str:
    """The message, or the id of the person whose window is to be opened."""
    if escapes.is_blank(said.text):
        return notices.listed(session, actor, occasion) or actor.id
    found = people_lists.called(session, actor.workspace, said, notices.MATCHES)
    seen = [one for one in found if people_rights.may_see(session, one, by=actor)]
    if found and not seen:
        people_rights.must_see(session, found[0], by=actor)
    if not seen:
        return notes.message(screen.nobody(said.text))
    return seen[0].id if len(seen) == 1 else notices.matches(session, actor, seen, said.text, occasion)


def _open(ack: Ack, context: BoltContext, body: Body, client: WebClient, what: tuple[Writer, Occasion, str]) -> None:
    """A waiting window at once, then the person; that it was opened is noted with what is shown."""
    write, occasion, person_id = what

    def draw() -> View:
        with write.begin() as session:
            actor = permissions.look(session, context)
            person = people_details.find(session, actor.workspace, person_id)
            view = notices.opened(session, person, actor, occasion)
            if person.id != actor.id:
                home.refresh(session, actor.workspace, {person.id}, occasion)
            return view

    windows.show(ack, client, body, draw)


def _is_unknown_to_slack(session: Session, person: Person) -> bool:
    deputy = people.by_id(session, person.workspace, person.deputy_id)
    return deputy is not None and deputy.slack_id is None
