"""What happens when somebody looks at the teams, or changes one?"""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from handlers import presses, views
from models.store import Reader, Writer
from notices import teams as notices
from notices.occasions import Occasion
from services import permissions, teams
from ui import notes
from ui import teams as screen
from ui.kit import View

Body = Mapping[str, Any]


def open_form(*, ack: Ack, context: BoltContext, body: Body, client: WebClient, read: Reader) -> None:
    """A team, or a new one."""
    opened = views.open_now(client, body, notes.loading())
    ack()
    value = presses.value(presses.first(body))

    def draw() -> View:
        with read.begin() as session:
            actor = permissions.look(session, context)
            team = None if value == screen.NEW else teams.find(session, actor.workspace, value)
            return notices.form(session, team, actor)

    views.fill(client, opened, draw)


def save(*, ack: Ack, context: BoltContext, view: Body, write: Writer, occasion: Occasion) -> None:
    with write.begin() as session:
        actor = permissions.require(session, context)
        subject = presses.subject(view)
        saved = presses.taken(screen.read(presses.filled(view)))
        team = None if subject == screen.NEW else teams.find(session, actor.workspace, subject)
        draft = notices.draft(session, saved, team, by=actor, wall=occasion.wall)
        if team is None:
            teams.make(session, draft, by=actor, at=occasion.at)
        else:
            teams.change(session, team, draft, by=actor, at=occasion.at)
    ack(response_action="update", view=notes.modal(screen.saved(saved.name, occasion.commands)))
