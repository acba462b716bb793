"""What does `/pmo` do?"""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient
from sqlalchemy.orm import Session

from handlers import attention, blocker_forms, drops, people_pages, personal_data, settings
from handlers.answers import reply
from models.projects import Project
from models.store import Reader, Writer
from notices import blocker_receipts, checkin_series, goals, priorities, projects, teams, timers
from notices.occasions import Occasion
from readers import escapes, phrases
from services import blocker_drafts, permissions
from ui import notes, pmo
from ui.kit import Message

# What is asked for by the word alone, and comes in direct messages …
ASKED: Mapping[str, Callable[..., None]] = {
    "export-me": personal_data.export_me,
    "import": drops.how,
    "export": drops.export,
}
WINDOWS = ("people", *ASKED, "erase", "digest")  # answered with more than words
# What is told by the word alone …
Told = Callable[[Session, permissions.Actor, Occasion], Message]
LISTS: Mapping[str, Told] = {
    "checkins": checkin_series.listed,
    "goals": goals.overview,
    "teams": teams.listed,
    "settings": settings.show,
    "timers": timers.overview,
}
# … and what may be of one project.
OF_PROJECTS: Mapping[str, Callable[[Session, permissions.Actor, Occasion, Project | None], Message]] = {
    "blockers": blocker_receipts.everybodys,
    "priorities": priorities.overview,
    "projects": projects.overview,
}


def command(
    *,
    ack: Ack,
    context: BoltContext,
    command: Mapping[str, Any],
    client: WebClient,
    read: Reader,
    write: Writer,
    occasion: Occasion,
) -> None:
    """Lists, `/pmo B-12`, people, settings, and help for everything else."""
    text = command.get("text") or ""
    number = phrases.number(text)
    verb, rest = phrases.subcommand(text, WINDOWS)
    given: dict[str, Any] = {"ack": ack, "context": context, "occasion": occasion}
    inside: dict[str, Any] = {**given, "command": command, "client": client, "read": read}
    if number is not None:
        blocker_forms.open_numbered(**inside, number=number)
    elif verb == "people":
        people_pages.command(**inside, write=write, rest=rest)
    elif verb in ASKED:
        ASKED[verb](**given, write=write)
    elif verb == "erase":
        personal_data.open_erase(**inside, rest=rest)
    elif verb == "digest":
        attention.digest(**given, read=read, write=write, rest=rest)
    else:
        _say(ack=ack, context=context, command=command, read=read, occasion=occasion)


def _say(*, ack: Ack, context: BoltContext, command: Mapping[str, Any], read: Reader, occasion: Occasion) -> None:
    verb, rest = phrases.subcommand(command.get("text") or "", (*LISTS, *OF_PROJECTS, "help"))
    said = escapes.unescape(rest).text
    with read.begin() as session:
        actor = permissions.look(session, context)
        if verb in LISTS:
            message = LISTS[verb](session, actor, occasion)
        elif verb in OF_PROJECTS:
            message = _of_projects(session, actor, occasion, verb, said)
        else:
            message = pmo.help_message(occasion.commands, actor.grants, unknown="" if verb else said)
    ack(**reply(message))


def _of_projects(session: Session, actor: permissions.Actor, occasion: Occasion, verb: str, said: str) -> Message:
    """Of all projects, or where somebody said more, of the one that they named."""
    project = blocker_drafts.project_called(session, actor.workspace, said)
    if project is None and not escapes.is_blank(said):
        return notes.message(pmo.no_project(said))
    return OF_PROJECTS[verb](session, actor, occasion, project)
