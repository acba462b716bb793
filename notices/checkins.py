"""Who is asked whether something is in their way, and what becomes of the message once they answer?"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from models.blockers import Blocker
from models.checkins import Checkin
from models.people import Person
from notices import checkin_words, home, posting, receipts, unasked
from notices.occasions import Occasion
from notices.unasked import Telling, Unasked
from planning.checkin_answers import Asked, NoReminder, reminder
from planning.checkin_plans import Left
from planning.checkin_series import Series, Window, window
from planning.checkins import Ask, Concern, Frequency, Skip, verdict
from planning.interruptions import Lapse, Urgency
from planning.occurrences import Occurrence
from services import (
    checkin_answers,
    checkin_concerns,
    checkin_facts,
    checkin_series,
    checkin_timers,
    interruptions,
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

# Of who was asked, the Home is drawn again if it was opened in this time: the others' are when they look at it, and
# those of ten thousand people would take Slack an hour and a half.
SEEN = timedelta(minutes=30)


def ring(session: Session, some: Sequence[Due], occasion: Occasion) -> dict[str, str | None]:
    """The hour of these people of one workspace has come: by the id of the timer None where they are asked, or why not.
    What comes next is planned with it.
    """
    groups, seen = defaultdict[tuple[str, int], list[Due]](list), Counter[str]()
    for due in some:
        seen[due.series] += 1
        groups[checkin_timers.parts(due.series)[0], seen[due.series]].append(due)  # nobody twice at once
    theirs = [checkin_timers.parts(due.series)[1] for due in some]
    interruptions.lock(session, some[0].workspace, theirs)  # in one order with whatever else is told to them now
    found: dict[str, str | None] = {}
    for (name, _), dues in groups.items():
        found |= _ring(session, name, dues, occasion)
    return found


@dataclass(frozen=True)
class _Call:
    """Somebody whose window is open, and what is known of them."""

    due: Due
    person: Person
    window: Window


def _ring(session: Session, name: str, dues: Sequence[Due], occasion: Occasion) -> dict[str, str | None]:
    """Of one series, each person once."""
    workspace = dues[0].workspace
    listed = checkin_series.named(session, workspace, name, occasion.policy.checkins)
    if listed is None:
        return dict.fromkeys((due.id for due in dues), Left.NO_SERIES.value)
    ids = [checkin_timers.parts(due.series)[1] for due in dues]
    who = {one.id: one for one in checkin_series.those_of(session, workspace, listed, ids, at=occasion.at)}
    calls = [
        _Call(due, who[id_], window(listed.series, date.fromisoformat(due.occurrence.key), _zone(session, who[id_])))
        for id_, due in zip(ids, dues, strict=True)
        if id_ in who
    ]
    for call in calls:
        checkin_timers.go_on(session, call.due, listed.series, _zone(session, call.person), at=occasion.at)
    reasons = _weigh(session, listed.series, calls, occasion) if calls else {}
    return {due.id: Left.NOT_ASKED.value for due in dues} | reasons


def _zone(session: Session, person: Person) -> ZoneInfo:
    return people.zone_of(session, person)


def _weigh(session: Session, series: Series, calls: Sequence[_Call], occasion: Occasion) -> dict[str, str | None]:
    known = checkin_facts.of(
        session,
        [call.person for call in calls],
        occasion.policy.availability,
        at=occasion.at,
        until=max(call.window.day for call in calls),
        since={call.person.id: checkin_timers.since(call.due) for call in calls},
    )
    reasons: dict[str, str | None] = {}
    asked: list[tuple[_Call, Checkin, Ask]] = []
    for call in calls:
        found = verdict(series, call.window, known[call.person.id], occasion.at)
        if isinstance(found, Skip):
            reasons[call.due.id] = found.value
        elif row := checkin_answers.begin(session, call.person, series, call.window, found, at=occasion.at):
            asked.append((call, row, found))
        else:
            reasons[call.due.id] = Skip.ASKED_TODAY.value
    return reasons | _ask(session, asked, occasion)


def _ask(session: Session, asked: Sequence[tuple[_Call, Checkin, Ask]], occasion: Occasion) -> dict[str, str | None]:
    messages = checkin_words.questions(session, [(row, call.person) for call, row, _ in asked], occasion)
    tellings = [
        Telling(call.person, _what(row, call.window), message)
        for (call, row, _), message in zip(asked, messages, strict=True)
    ]
    reasons: dict[str, str | None] = {}
    for (call, row, ask), decision in zip(asked, unasked.tell_each(session, tellings, occasion), strict=True):
        reasons[call.due.id] = decision.value if isinstance(decision, Lapse) else None
        if isinstance(decision, Lapse):
            checkin_answers.not_asked(session, row)
        else:
            _plan_reminder(session, row, call.window, ask, occasion)
    told = {call.person.id for call, _, _ in asked if reasons[call.due.id] is None}
    home.refresh(session, tellings[0].person.workspace, told, occasion, lately=SEEN) if told else None
    return reasons


def _what(row: Checkin, here: Window) -> Unasked:
    return Unasked(f"{checkin_facts.KEY}{row.id}", KIND, row.id, Urgency.TIMED, until=here.closes, living=True)


def _plan_reminder(session: Session, row: Checkin, here: Window, ask: Ask, occasion: Occasion) -> None:
    when = reminder(here, Asked(occasion.at, ask.about), occasion.at)
    if not isinstance(when, NoReminder):
        series_of = f"{checkin_timers.REMINDER}:{row.id}"
        timers.plan(session, row.workspace, series=series_of, occurrence=Occurrence(when, here.key))


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
    _spare_question(session, row, person, occasion)
    what = Unasked(
        f"{checkin_facts.KEY}{row.id}{checkin_facts.REMINDER}", KIND, row.id, Urgency.TIMED, until=row.closes_at
    )
    decision = unasked.tell(session, person, what, _reminder(session, row, person, concerns, occasion), occasion)
    return decision.value if isinstance(decision, Lapse) else None


def _spare_question(session: Session, row: Checkin, person: Person, occasion: Occasion) -> None:
    """Where it waits still, the reminder says the same."""
    interruptions.lock(session, row.workspace, [person.id])
    waits = [one for one in interruptions.waiting(session, person) if one.key == f"{checkin_facts.KEY}{row.id}"]
    interruptions.lapsed(session, waits, reason="its reminder says the same", at=occasion.at)


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
    posting.amend(session, row.workspace, f"{checkin_facts.KEY}{row.id}{checkin_facts.REMINDER}", message, occasion)
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
