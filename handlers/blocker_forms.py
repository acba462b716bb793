"""How are the forms of a blocker opened, each at once and then with what the store knows?"""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient
from sqlalchemy.orm import Session

from handlers import presses, views
from models.blockers import Blocker
from models.store import Reader, Writer
from notices import blocker_facts, blocker_values
from notices.occasions import Occasion
from services import blocker_lists, blocker_sources, permissions
from ui import blocker_forms as forms
from ui import blocker_parts as parts
from ui import blocker_report_form as report_form
from ui import notes
from ui.blocker_details import details
from ui.kit import View

Body = Mapping[str, Any]
Draw = Callable[[Session, Blocker, permissions.Actor, Occasion], View]


def open_report(
    *, ack: Ack, context: BoltContext, body: Body, client: WebClient, read: Reader, occasion: Occasion
) -> None:
    """The empty form; the projects follow by an update, because the trigger lives three seconds."""
    opened = views.open_now(client, body, report_form.form(None, None))
    ack()

    def draw() -> View:
        with read.begin() as session:
            actor = permissions.look(session, context)
            return report_form.form(None, blocker_values.project_choices(session, actor.workspace))

    views.fill(client, opened, draw)


def open_from_message(
    *, ack: Ack, context: BoltContext, shortcut: Body, client: WebClient, write: Writer, occasion: Occasion
) -> None:
    """The shortcut on a message: its words are the title, and its link and picture come along."""
    values = blocker_values.of_message(shortcut)
    opened = views.open_now(client, shortcut, report_form.form(values, None))
    ack()

    def draw() -> View:
        with write.begin() as session:
            actor = permissions.require(session, context)
            source = blocker_sources.keep(session, actor.workspace, shortcut, wall=occasion.wall)
            return report_form.form(values, blocker_values.project_choices(session, actor.workspace), source)

    views.fill(client, opened, draw)


def open_on(draw: Draw) -> Callable[..., None]:
    """The handler of a button that opens a form about one blocker: a waiting view at once, then the form."""

    def handler(
        *,
        ack: Ack,
        context: BoltContext,
        body: Body,
        client: WebClient,
        read: Reader,
        occasion: Occasion,
        value: str | None = None,
    ) -> None:
        opened = views.open_now(client, body, notes.loading())
        ack()
        views.fill(
            client, opened, lambda: _draw(context, read, occasion, value or presses.value(presses.first(body)), draw)
        )

    handler.__name__ = f"open_{draw.__name__.strip('_')}"
    handler.__doc__ = draw.__doc__
    return handler


def _draw(context: BoltContext, read: Reader, occasion: Occasion, blocker_id: str, draw: Draw) -> View:
    with read.begin() as session:
        actor = permissions.look(session, context)
        blocker = blocker_lists.see(session, actor.workspace, blocker_id)
        return draw(session, blocker, actor, occasion)


def _edit(session: Session, blocker: Blocker, actor: permissions.Actor, occasion: Occasion) -> View:
    """The form with what is known, to put it right."""
    values = blocker_values.of_blocker(session, blocker)
    projects = blocker_values.project_choices(session, blocker.workspace)
    return report_form.form(values, projects, blocker.id, number=blocker.number)


def _clear(session: Session, blocker: Blocker, actor: permissions.Actor, occasion: Occasion) -> View:
    """What cleared it?"""
    return forms.clear_form(blocker_facts.facts(session, blocker, occasion, reader=actor.person))


def _comment(session: Session, blocker: Blocker, actor: permissions.Actor, occasion: Occasion) -> View:
    """A word on it."""
    return forms.comment_form(blocker_facts.facts(session, blocker, occasion, reader=actor.person))


def _hand_over(session: Session, blocker: Blocker, actor: permissions.Actor, occasion: Occasion) -> View:
    """Who is to clear it from now on?"""
    return forms.hand_over_form(blocker_facts.facts(session, blocker, occasion, reader=actor.person))


def _links(session: Session, blocker: Blocker, actor: permissions.Actor, occasion: Occasion) -> View:
    """Whom and which blockers does it hold up?"""
    facts = blocker_facts.facts(session, blocker, occasion, reader=actor.person)
    return forms.links_form(facts, blocker_values.others(session, blocker))


def _duplicate(session: Session, blocker: Blocker, actor: permissions.Actor, occasion: Occasion) -> View:
    """Which other one is it the same as?"""
    facts = blocker_facts.facts(session, blocker, occasion, reader=actor.person)
    return forms.duplicate_form(facts, blocker_values.others(session, blocker, alike_first=True))


def _history(session: Session, blocker: Blocker, actor: permissions.Actor, occasion: Occasion) -> View:
    """Everything that has happened to it."""
    facts = blocker_facts.facts(session, blocker, occasion, reader=actor.person)
    return forms.history(facts, blocker_facts.history(session, blocker))


def _show(session: Session, blocker: Blocker, actor: permissions.Actor, occasion: Occasion) -> View:
    """The blocker in a window, with its buttons."""
    return details(blocker_facts.facts(session, blocker, occasion, reader=actor.person))


open_edit, open_clear, open_comment = open_on(_edit), open_on(_clear), open_on(_comment)
open_hand_over, open_links, open_duplicate = open_on(_hand_over), open_on(_links), open_on(_duplicate)
open_history, open_show = open_on(_history), open_on(_show)

# What the ⋯ menu opens.
OPENERS: Mapping[str, Callable[..., None]] = {
    parts.EDIT: open_edit,
    parts.LINKS: open_links,
    parts.DUPLICATE: open_duplicate,
    parts.HISTORY: open_history,
}
