"""What happens when somebody asks for what is stored about them, or an admin has somebody erased?"""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from handlers import presses, windows
from handlers.answers import reply
from models.store import Reader, Writer
from notices import personal_data as notices
from notices.occasions import Occasion
from readers import escapes
from services import erasure, inbox, people_details, people_lists, permissions
from services.permissions import Permission
from services.refusals import Refused
from ui import notes
from ui import people as people_screens
from ui import personal_data as screen
from ui.kit import View

Body = Mapping[str, Any]


def export_me(*, ack: Ack, context: BoltContext, write: Writer, occasion: Occasion) -> None:
    """`/pmo export-me`."""
    with write.begin() as session:
        actor = permissions.require(session, context)
        permissions.must(actor, Permission.DATA_EXPORT)
        count = notices.export(session, actor.person, occasion, key=context["delivery"].keys)
        answer = reply(notes.message(screen.sent(count)))
        inbox.answer(session, context["delivery"], answer)
    ack(**answer)


def open_erase(
    *, ack: Ack, context: BoltContext, command: Body, client: WebClient, read: Reader, occasion: Occasion, rest: str
) -> None:
    """`/pmo erase @person`: first what would go."""
    with read.begin() as session:
        actor = permissions.look(session, context)
        permissions.must(actor, Permission.DATA_ERASE)
        said = escapes.unescape(rest)
        found = people_lists.called(session, actor.workspace, said, 2)
        if len(found) != 1:
            raise Refused(people_screens.nobody(said.text) if not found else "More than one person is called that.")

    def draw() -> View:
        with read.begin() as session:
            person = people_details.find(session, actor.workspace, found[0].id)
            return notices.erase_form(session, person, occasion)

    windows.show(ack, client, command, draw)


def erase(*, ack: Ack, context: BoltContext, view: Body, write: Writer, occasion: Occasion) -> None:
    with write.begin() as session:
        actor = permissions.require(session, context)
        presses.taken(screen.read_erase(presses.filled(view)))
        person = people_details.find(session, actor.workspace, presses.subject(view))
        done = erasure.erase(session, person, occasion.policy, by=actor, at=occasion.at, wall=occasion.wall)
        notices.erased(session, done, occasion, by=actor)
    ack(response_action="update", view=notes.modal(screen.erased(len(done.handed_over))))
