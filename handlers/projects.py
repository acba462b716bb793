"""What happens when somebody looks at projects, makes or changes one, puts it on hold or closes it?"""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, BoltContext

from handlers import presses, windows
from handlers.windows import Asked
from models.store import Writer
from notices import project_forms, receipts
from notices import projects as notices
from notices.occasions import Occasion
from services import permissions, portfolio_history, projects
from ui import project_forms as forms
from ui import projects as screen
from ui.kit import View

Body = Mapping[str, Any]


def show(*, ack: Ack, context: BoltContext, action: Body, write: Writer, occasion: Occasion) -> None:
    """The card of one, below the list. Only the note is written, and that once, so nothing is claimed."""
    with write.begin() as session:
        actor = permissions.look(session, context)
        project = projects.find(session, actor.workspace, presses.value(action))
        receipts.note(session, context["delivery"], notices.card(session, project, actor, occasion))
    ack()


@windows.opens
def open_form(asked: Asked) -> View:
    """A project, or a new one."""
    session, actor = asked.session, asked.actor
    project = None if asked.value == screen.NEW else projects.find(session, actor.workspace, asked.value)
    return project_forms.form(session, project, actor)


@windows.opens
def open_turn(asked: Asked) -> View:
    """What hangs on a project, and what is to become of it."""
    project = projects.find(asked.session, asked.actor.workspace, asked.value)
    return project_forms.turn_form(asked.session, project, asked.actor, asked.occasion)


def save(*, ack: Ack, context: BoltContext, view: Body, write: Writer, occasion: Occasion) -> None:
    with write.begin() as session:
        actor = permissions.require(session, context)
        subject, saved = presses.subject(view), presses.taken(forms.read(presses.filled(view)))
        project = None if subject == screen.NEW else projects.find(session, actor.workspace, subject)
        draft = project_forms.draft(session, saved, project, by=actor, occasion=occasion)
        act_id: str | None
        if project is None:
            project, act_id = projects.make(session, saved.code, draft, by=actor, at=occasion.at)
        else:
            act_id = projects.change(session, project, draft, by=actor, at=occasion.at)
        said = screen.saved(project.code)
        message = notices.card(session, project, actor, occasion, said=said, undo=act_id or "")
        receipts.answered(session, message, context["delivery"], occasion, to=actor.person)
    ack()


def turn(*, ack: Ack, context: BoltContext, view: Body, write: Writer, occasion: Occasion) -> None:
    with write.begin() as session:
        actor = permissions.require(session, context)
        status = presses.taken(forms.read_turn(presses.filled(view)))
        project = projects.find(session, actor.workspace, presses.subject(view))
        done = projects.turn(session, project, status, by=actor, at=occasion.at)
        message = notices.turned(session, done, occasion, by=actor)
        receipts.answered(session, message, context["delivery"], occasion, to=actor.person)
    ack()


def undo(*, ack: Ack, context: BoltContext, action: Body, write: Writer, occasion: Occasion) -> None:
    """All of what one form did, or nothing of it."""
    act_id, hours = presses.value(action), occasion.policy.portfolio.undo_hours
    with write.begin() as session:
        actor = permissions.require(session, context)
        changes = portfolio_history.undo(session, act_id, by=actor, at=occasion.at, undo_hours=hours)
        message = notices.taken_back(session, changes, actor, occasion)
        receipts.note(session, context["delivery"], message, replace=True)
    ack()
