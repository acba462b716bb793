"""Who is asked whether something is in their way, and what becomes of the message once they answer?"""

from datetime import date

from sqlalchemy.orm import Session

from models.blockers import Blocker
from models.checkins import Checkin
from models.people import Person
from notices import checkin_words, home, posting, receipts, unasked
from notices.occasions import Occasion
from notices.unasked import Unasked
from planning.checkin_answers import Asked, NoReminder, reminder
from planning.checkin_plans import Left
from planning.checkin_series import window
from planning.checkins import Ask, Concern, Frequency, Skip, verdict
from planning.interruptions import Lapse, Urgency
from planning.occurrences import Occurrence
from services import (
    checkin_answers,
    checkin_concerns,
    checkin_facts,
    checkin_series,
    checkin_timers,
    outbox,
    people,
    timers,
)
from services.inbox import Delivery
from services.permissions import Actor
from services.timers import Due
from ui import checkins as screen
from ui.kit import Message

KIND = "checkin"  # of all that is said of one; services.outbox rather loses such a message than says it twice


def ring(session: Session, due: Due, occasion: Occasion) -> str | None:
    """Somebody's hour has come: they are asked, or why not. What comes next is planned with it."""
    name, person_id = checkin_timers.parts(due.series)
    listed = checkin_series.named(session, due.workspace, name, occasion.policy.checkins)
    person = people.by_id(session, due.workspace, person_id)
    if listed is None:
        return Left.NO_SERIES
    if person is None or not checkin_series.asks(session, person, listed, at=occasion.at):
        return Left.NOT_ASKED
    zone = people.zone_of(session, person)
    checkin_timers.go_on(session, due, listed.series, zone, at=occasion.at)
    here = window(listed.series, date.fromisoformat(due.occurrence.key), zone)
    known = checkin_facts.of(
        session,
        [person],
        occasion.policy.availability,
        at=occasion.at,
        until=here.day,
        since={person.id: checkin_timers.since(due)},
    )
    found = verdict(listed.series, here, known[person.id], occasion.at)
    if isinstance(found, Skip):
        return found.value
    row = checkin_answers.begin(session, person, listed.series, here, found, at=occasion.at)
    return _ask(session, person, row, found, occasion) if row is not None else Skip.ASKED_TODAY.value


def _ask(session: Session, person: Person, row: Checkin, ask: Ask, occasion: Occasion) -> str | None:
    here = checkin_answers.window_of(row)
    message = screen.question(checkin_words.facts(session, row, person, occasion))
    what = Unasked(f"{checkin_facts.KEY}{row.id}", KIND, row.id, Urgency.TIMED, until=here.closes, living=True)
    decision = unasked.tell(session, person, what, message, occasion)
    if isinstance(decision, Lapse):
        checkin_answers.not_asked(session, row)
        return decision.value
    when = reminder(here, Asked(occasion.at, ask.about), occasion.at)
    if not isinstance(when, NoReminder):
        series_of = f"{checkin_timers.REMINDER}:{row.id}"
        timers.plan(session, row.workspace, series=series_of, occurrence=Occurrence(when, here.key))
    home.refresh(session, person.workspace, {person.id}, occasion)
    return None


def remind(session: Session, due: Due, occasion: Occasion) -> str | None:
    """The one reminder is due: it is said, or why not."""
    row = checkin_answers.of_id(session, due.workspace, due.series.rpartition(":")[2])
    person = people.by_id(session, due.workspace, row.person_id) if row is not None else None
    if row is None or person is None:
        return "there is no such check-in any more"
    concerns = _about(session, row)
    asked = Asked(
        at=row.asked_at,
        about=concerns,
        answered=row.said is not None,
        reminded=row.reminded_at is not None,
        away=people.is_away(person, at=occasion.at),
    )
    found = reminder(checkin_answers.window_of(row), asked, occasion.at)
    if isinstance(found, NoReminder):
        return found.value
    row.reminded_at = occasion.at
    what = Unasked(f"{checkin_facts.KEY}{row.id}:reminder", KIND, row.id, Urgency.TIMED, until=row.closes_at)
    decision = unasked.tell(session, person, what, _reminder(session, row, person, concerns, occasion), occasion)
    return decision.value if isinstance(decision, Lapse) else None


def drawn(session: Session, person: Person, subject: str, occasion: Occasion) -> Message | None:
    """What waited for a better time, while it is unanswered and still about something."""
    row = checkin_answers.of_id(session, person.workspace, subject)
    if row is None or row.said is not None:
        return None
    concerns = _about(session, row)
    if row.about and not concerns:
        return None
    if row.reminded_at is not None:
        return _reminder(session, row, person, concerns, occasion)
    return screen.question(checkin_words.facts(session, row, person, occasion))


def noted(session: Session, row: Checkin, delivery: Delivery, occasion: Occasion, *, by: Actor) -> None:
    """The message says what was noted, wherever it stands."""
    message = screen.answered(checkin_words.facts(session, row, by.person, occasion))
    _redraw(session, row, message, delivery, occasion, by=by)
    home.refresh(session, row.workspace, {by.id}, occasion)


def open_again(session: Session, row: Checkin, delivery: Delivery, occasion: Occasion, *, by: Actor) -> None:
    """The message asks once more, beside what was noted so far."""
    message = screen.question(checkin_words.facts(session, row, by.person, occasion))
    _redraw(session, row, message, delivery, occasion, by=by)


def frequency(session: Session, chosen: Frequency, occasion: Occasion, *, by: Actor) -> Message:
    """The answer to who said how often they want to be asked."""
    home.refresh(session, by.workspace, {by.id}, occasion)
    return screen.less_often(chosen)


def _redraw(
    session: Session, row: Checkin, message: Message, delivery: Delivery, occasion: Occasion, *, by: Actor
) -> None:
    place, target = outbox.to_person(by.person), by.person.slack_id or ""
    about = (KIND, row.id)
    card = posting.show(
        session, row.workspace, message, occasion, about=about, place=place, target=target, create=False
    )
    if card is None:  # it came in one message with other things, which keeps standing as it is
        receipts.answered(session, message, delivery, occasion, to=by.person)


def _about(session: Session, row: Checkin) -> list[Concern]:
    """What it was about, as far as that is still open and theirs."""
    mine = checkin_concerns.of(session, row.workspace, [row.person_id]).get(row.person_id, [])
    return [one for one in mine if one.subject in row.about]


def _reminder(session: Session, row: Checkin, person: Person, concerns: list[Concern], occasion: Occasion) -> Message:
    facts = checkin_words.facts(session, row, person, occasion)
    waited = next((one.subject for one in concerns if one.awaited), None)
    blocker = session.get(Blocker, (row.workspace, waited)) if waited else None
    return checkin_words.reminder(session, facts, blocker)
