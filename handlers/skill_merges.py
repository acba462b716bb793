"""What happens when the PMO says that two skills are the same?"""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, BoltContext

from handlers import presses, windows
from handlers.windows import Asked
from models.store import Reader, Writer
from notices import skill_merges as notices
from notices.occasions import Occasion
from services import permissions, skill_merges
from ui import notes
from ui import skill_merges as screen
from ui.kit import View

Body = Mapping[str, Any]


@windows.opens
def open_form(asked: Asked) -> View:
    """The names in use."""
    return notices.form(asked.session, asked.actor.workspace)


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
