"""What happens when the PMO says that two skills are the same?"""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from handlers import presses, views
from models.store import Reader, Writer
from notices import skill_merges as notices
from notices.occasions import Occasion
from services import permissions, skill_merges
from ui import notes
from ui import skill_merges as screen
from ui.kit import View

Body = Mapping[str, Any]


def open_form(*, ack: Ack, context: BoltContext, body: Body, client: WebClient, read: Reader) -> None:
    """The names in use."""
    opened = views.open_now(client, body, notes.loading())
    ack()

    def draw() -> View:
        with read.begin() as session:
            return notices.form(session, permissions.look(session, context).workspace)

    views.fill(client, opened, draw)


def choose(*, ack: Ack, context: BoltContext, view: Body, read: Reader) -> None:
    """First what would happen."""
    with read.begin() as session:
        actor = permissions.look(session, context)
        goes, into = presses.taken(screen.read(presses.filled(view)))
        question = screen.question(notices.facts(skill_merges.plan(session, actor.workspace, goes, into)))
    ack(response_action="update", view=question)


def merge(*, ack: Ack, context: BoltContext, view: Body, write: Writer, occasion: Occasion) -> None:
    with write.begin() as session:
        actor = permissions.require(session, context)
        goes, into = screen.pair(presses.subject(view))
        done = skill_merges.merge(session, goes, into, by=actor, at=occasion.at)
        said = screen.merged(notices.facts(done))
    ack(response_action="update", view=notes.modal(said))
