"""How are the forms of a blocker opened, each at once and then with what the store knows?"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient
from sqlalchemy.orm import Session

from handlers import windows
from handlers.windows import Asked
from models.blockers import Blocker
from models.store import Reader, Writer
from notices import blocker_facts, blocker_messages, blocker_values, ladders
from notices.occasions import Occasion
from planning.blockers import Change
from services import blocker_links, blocker_lists, blocker_rights, blocker_sources, blocker_threads, permissions
from ui import blocker_forms as forms
from ui import blocker_parts as parts
from ui import blocker_report_form as report_form
from ui.blocker_details import details
from ui.blocker_facts import FormValues
from ui.kit import View

Body = Mapping[str, Any]
Draw = Callable[[Session, Blocker, permissions.Actor, Occasion], View]


@partial(windows.opens, waiting=report_form.form(None, None))
def open_report(asked: Asked) -> View:
    """The empty form; the projects follow by an update, because the trigger lives three seconds.

    A command names the channel that it was typed in, and so perhaps the project; the Home tab names none.
    """
    session, workspace = asked.session, asked.actor.workspace
    values = blocker_values.in_channel(session, workspace, FormValues(), asked.body.get("channel_id"))
    return report_form.form(values, blocker_values.project_choices(session, workspace))


def open_from_message(
    *, ack: Ack, context: BoltContext, shortcut: Body, client: WebClient, write: Writer, occasion: Occasion
) -> None:
    """The shortcut on a message: its words are the title, and its link and picture come along."""
    values = blocker_values.of_message(shortcut)

    def draw() -> View:
        with write.begin() as session:
            actor = permissions.require(session, context)
            source = blocker_sources.keep(session, actor.workspace, shortcut, wall=occasion.wall)
            channel = (shortcut.get("channel") or {}).get("id")
            known = blocker_values.in_channel(session, actor.workspace, values, channel)
            return report_form.form(known, blocker_values.project_choices(session, actor.workspace), source)

    windows.show(ack, client, shortcut, draw, report_form.form(values, None))


def open_on(draw: Draw, change: Change | None = None) -> Callable[..., None]:
    """The handler of a button that opens a form about one blocker: a waiting view at once, then the form.

    `change`: what the form asks for. Who may not make it reads so now, and not after they have written.
    """

    def form(asked: Asked) -> View:
        session, actor, occasion = asked.session, asked.actor, asked.occasion
        blocker = blocker_lists.see(session, actor.workspace, asked.value)
        if change is not None:
            _may(session, blocker, change, actor, occasion)
        elif draw is _comment and _on_its_card(session, blocker, asked.body):
            return forms.from_card(draw(session, blocker, actor, occasion))
        blocker_rights.must_see(session, blocker, by=actor, at=occasion.at)
        return draw(session, blocker, actor, occasion)

    form.__name__ = f"open_{draw.__name__.strip('_')}"
    form.__doc__ = draw.__doc__
    return windows.opens(form)


def _may(session: Session, blocker: Blocker, change: Change, actor: permissions.Actor, occasion: Occasion) -> None:
    blocker_rights.check(session, blocker, change, by=actor, at=occasion.at)
    blocker_links.must_be_live(session, blocker)


def _on_its_card(session: Session, blocker: Blocker, body: Body) -> bool:
    """Whether the button stands on the blocker's own card: whoever can press it there may read it."""
    pressed = body.get("container") or {}
    place = {"channel": str(pressed.get("channel_id")), "ts": str(pressed.get("message_ts"))}
    return blocker_threads.subject(session, blocker.workspace, blocker_messages.SUBJECT, **place) == blocker.id


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
    return forms.links_form(facts, blocker_values.others(session, blocker, by=actor, at=occasion.at))


def _duplicate(session: Session, blocker: Blocker, actor: permissions.Actor, occasion: Occasion) -> View:
    """Which other one is it the same as?"""
    facts = blocker_facts.facts(session, blocker, occasion, reader=actor.person)
    others = blocker_values.others(session, blocker, by=actor, at=occasion.at, alike_first=True)
    return forms.duplicate_form(facts, others)


def _history(session: Session, blocker: Blocker, actor: permissions.Actor, occasion: Occasion) -> View:
    """Everything that has happened to it."""
    facts = blocker_facts.facts(session, blocker, occasion, reader=actor.person)
    return forms.history(facts, ladders.history(session, blocker, facts.today))


def _show(session: Session, blocker: Blocker, actor: permissions.Actor, occasion: Occasion) -> View:
    """The blocker in a window, with its buttons."""
    return details(blocker_facts.facts(session, blocker, occasion, reader=actor.person))


open_edit, open_clear = open_on(_edit, Change.EDITED), open_on(_clear, Change.CLEARED)
open_hand_over, open_links = open_on(_hand_over, Change.HANDED_OVER), open_on(_links, Change.LINKED)
open_duplicate = open_on(_duplicate, Change.MERGED)
open_comment, open_history, open_show = open_on(_comment), open_on(_history), open_on(_show)


def open_numbered(
    *, ack: Ack, context: BoltContext, command: Body, client: WebClient, read: Reader, occasion: Occasion, number: int
) -> None:
    """The blocker that somebody calls B-12, in a window."""
    with read.begin() as session:
        actor = permissions.look(session, context)
        value = blocker_lists.numbered(session, actor.workspace, number).id
    open_show(ack=ack, context=context, body=command, client=client, read=read, occasion=occasion, value=value)


# What the ⋯ menu opens.
OPENERS: Mapping[str, Callable[..., None]] = {
    parts.EDIT: open_edit,
    parts.LINKS: open_links,
    parts.DUPLICATE: open_duplicate,
    parts.HISTORY: open_history,
}
