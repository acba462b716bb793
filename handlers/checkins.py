"""What happens when somebody answers a check-in, or says how often they want to be asked?"""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, BoltContext

from handlers import presses, windows
from handlers.answers import CLOSE
from handlers.windows import Asked
from models.store import Writer
from notices import blocker_receipts, blocker_values, checkin_words, receipts
from notices import blockers as blocker_notices
from notices import checkins as notices
from notices.occasions import Occasion
from planning.checkin_answers import Said
from services import blockers, checkin_answers, people, permissions
from ui import blocker_report_form as report_form
from ui import checkins as screen
from ui.kit import View

Body = Mapping[str, Any]


def all_clear(*, ack: Ack, context: BoltContext, action: Body, write: Writer, occasion: Occasion) -> None:
    """One press, where nothing was asked besides."""
    with write.begin() as session:
        actor = permissions.require(session, context)
        row = checkin_answers.find(session, presses.value(action), by=actor)
        checkin_answers.answer(session, row, Said.ALL_CLEAR, by=actor, at=occasion.at)
        notices.noted(session, row, context["delivery"], occasion, by=actor)
    ack()


@windows.opens
def open_words(asked: Asked) -> View:
    """All is clear, and the words for what was asked besides."""
    row = checkin_answers.look(asked.session, asked.value, by=asked.actor)
    return screen.words_form(checkin_words.facts(asked.session, row, asked.actor.person, asked.occasion))


def words(*, ack: Ack, context: BoltContext, view: Body, write: Writer, occasion: Occasion) -> None:
    """That form was sent."""
    with write.begin() as session:
        actor = permissions.require(session, context)
        row = checkin_answers.find(session, presses.subject(view), by=actor)
        told = screen.read_words(presses.filled(view))
        checkin_answers.answer(session, row, Said.ALL_CLEAR, by=actor, at=occasion.at, words=told)
        notices.noted(session, row, context["delivery"], occasion, by=actor)
    ack(response_action=CLOSE)


@windows.opens
def open_blocker(asked: Asked) -> View:
    """Something is in the way: the form to report it, with the projects of who presses first."""
    row = checkin_answers.look(asked.session, asked.value, by=asked.actor)
    values, projects = checkin_words.blocker_form(asked.session, row, asked.actor, asked.occasion)
    return report_form.form(values, projects, row.id, callback_id=screen.BLOCKER_FORM)


def blocker(*, ack: Ack, context: BoltContext, view: Body, write: Writer, occasion: Occasion) -> None:
    """That form was sent: a blocker like any other, and the answer to the check-in."""
    with write.begin() as session:
        actor = permissions.require(session, context)
        row = checkin_answers.find(session, presses.subject(view), by=actor)
        today = people.today_of(session, actor.person, at=occasion.at)
        values = presses.taken(report_form.read_form(presses.filled(view), today))
        draft = blocker_values.draft(session, values, by=actor, wall=occasion.wall)
        made = blockers.report(session, draft, by=actor, at=occasion.at, policy=occasion.policy)
        facts = blocker_notices.reported(session, made, occasion, by=actor)
        blocker_receipts.filed(session, made, facts, occasion, by=actor)
        checkin_answers.answer(session, row, Said.IN_MY_WAY, by=actor, at=occasion.at, blocker_id=made.id)
        notices.noted(session, row, context["delivery"], occasion, by=actor)
    ack(response_action=CLOSE)


def change(*, ack: Ack, context: BoltContext, action: Body, write: Writer, occasion: Occasion) -> None:
    """The message asks again; what was noted stays until something else is said."""
    with write.begin() as session:
        actor = permissions.require(session, context)
        row = checkin_answers.find(session, presses.value(action), by=actor)
        notices.open_again(session, row, context["delivery"], occasion, by=actor)
    ack()


def less_often(*, ack: Ack, context: BoltContext, action: Body, write: Writer, occasion: Occasion) -> None:
    """One step less often, and the way to every other choice."""
    with write.begin() as session:
        actor = permissions.require(session, context)
        checkin_answers.find(session, presses.value(action), by=actor)
        frequency = checkin_answers.ask_less(session, by=actor, at=occasion.at)
        message = notices.frequency(session, frequency, occasion, by=actor)
        receipts.note(session, context["delivery"], message)
    ack()


def choose(*, ack: Ack, context: BoltContext, action: Body, write: Writer, occasion: Occasion) -> None:
    """How often, chosen in the menu of the Home tab or of that answer."""
    with write.begin() as session:
        actor = permissions.require(session, context)
        wanted = checkin_answers.meant(presses.choice(action))
        frequency = checkin_answers.choose(session, wanted, by=actor, at=occasion.at)
        message = notices.frequency(session, frequency, occasion, by=actor)
        receipts.redraw(session, context["delivery"], message)
    ack()
