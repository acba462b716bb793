"""What happens when somebody looks at the teams, or changes one?"""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, BoltContext

from handlers import presses, windows
from handlers.windows import Asked
from models.store import Writer
from notices import teams as notices
from notices.occasions import Occasion
from services import permissions, teams
from ui import notes
from ui import teams as screen
from ui.kit import View

Body = Mapping[str, Any]


@windows.opens
def open_form(asked: Asked) -> View:
    """A team, or a new one."""
    session, actor = asked.session, asked.actor
    team = None if asked.value == screen.NEW else teams.find(session, actor.workspace, asked.value)
    return notices.form(session, team, actor)


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
