"""What does `/pmo` do?"""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient
from sqlalchemy.orm import Session

from handlers import blocker_forms, settings
from handlers.answers import reply
from models.store import Reader
from notices import blocker_receipts
from notices.occasions import Occasion
from readers import escapes, phrases
from services import blocker_drafts, permissions
from ui import notes, pmo
from ui.kit import Message


def command(
    *,
    ack: Ack,
    context: BoltContext,
    command: Mapping[str, Any],
    client: WebClient,
    read: Reader,
    occasion: Occasion,
) -> None:
    """`/pmo blockers`, perhaps of one project, `/pmo B-12`, and help for everything else."""
    number = phrases.number(command.get("text") or "")
    if number is not None:
        blocker_forms.open_numbered(
            ack=ack, context=context, command=command, client=client, read=read, occasion=occasion, number=number
        )
    else:
        _say(ack=ack, context=context, command=command, read=read, occasion=occasion)


def _say(*, ack: Ack, context: BoltContext, command: Mapping[str, Any], read: Reader, occasion: Occasion) -> None:
    verb, rest = phrases.subcommand(command.get("text") or "", ("blockers", "settings", "help"))
    with read.begin() as session:
        actor = permissions.look(session, context)
        if verb == "blockers":
            message = _blockers(session, actor, occasion, escapes.unescape(rest).text)
        elif verb == "settings":
            message = settings.show(session, actor, occasion)
        else:
            unknown = escapes.unescape(rest).text if not verb else ""
            message = pmo.help_message(occasion.commands, actor.grants, unknown=unknown)
    ack(**reply(message))


def _blockers(session: Session, actor: permissions.Actor, occasion: Occasion, said: str) -> Message:
    """Every open blocker, or where somebody said more, those of the project that they named."""
    project = blocker_drafts.project_called(session, actor.workspace, said)
    if project is None and not escapes.is_blank(said):
        return notes.message(pmo.no_project(said))
    return blocker_receipts.everybodys(session, actor, occasion, project)
