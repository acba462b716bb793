"""What happens when somebody looks at the check-ins there are, or changes one?"""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, BoltContext

from handlers import presses, windows
from handlers.windows import Asked
from models.store import Writer
from notices import checkin_series as notices
from notices import receipts
from notices.occasions import Occasion
from services import checkin_series_changes as changes
from services import permissions
from ui import checkin_series as screen
from ui import notes
from ui.kit import View

Body = Mapping[str, Any]


@windows.opens
def open_form(asked: Asked) -> View:
    """A check-in, or a new one."""
    session, actor = asked.session, asked.actor
    row = None if asked.value == screen.NEW else changes.find(session, actor.workspace, asked.value)
    return notices.form(session, row, actor)


def save(*, ack: Ack, context: BoltContext, view: Body, write: Writer, occasion: Occasion) -> None:
    with write.begin() as session:
        actor = permissions.require(session, context)
        subject = presses.subject(view)
        row = None if subject == screen.NEW else changes.find(session, actor.workspace, subject)
        changes.must_change(session, row, by=actor)
        saved = presses.taken(screen.read(presses.filled(view)))
        draft = notices.draft(session, saved, by=actor, wall=occasion.wall)
        if row is None:
            changes.make(session, draft, by=actor, at=occasion.at, policy=occasion.policy)
        else:
            changes.change(session, row, draft, by=actor, at=occasion.at, policy=occasion.policy)
    ack(response_action="update", view=notes.modal(screen.saved(saved.name, occasion.commands)))


def remove(*, ack: Ack, context: BoltContext, action: Body, write: Writer, occasion: Occasion) -> None:
    """The list is drawn anew without it."""
    with write.begin() as session:
        actor = permissions.require(session, context)
        row = changes.find(session, actor.workspace, presses.value(action))
        changes.remove(session, row, by=actor, at=occasion.at)
        message = notices.listed(session, actor, occasion)
        receipts.note(session, context["delivery"], message, replace=True)
    ack()
