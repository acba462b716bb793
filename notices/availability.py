"""What does somebody hear about their own availability? Nobody else is told anything: absences are nobody's news."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from models.availability import Origin
from models.people import Person
from notices import availability_known, home, posting
from notices.occasions import Occasion
from planning.absences import Absence
from planning.availability import Change
from planning.weeks import Weeks, week_of
from readers.availability import Back, Off, Share, Week
from services import absences, availability_said, people
from services.availability import Effect
from services.availability_changes import rows_of
from services.availability_said import value_of
from services.permissions import Actor
from ui import availability as screens
from ui import availability_words as w
from ui.availability_facts import Answer
from ui.kit import Message
from ui.text import day
from ui.words import listed

_SHOWN = 6  # absences in one sentence


@dataclass(frozen=True)
class Terms:
    """Another working week, share, or both, between these dates; from a phrase or a form."""

    start: date
    finish: date | None


Understood = Off | Back | Terms | Share | Week


def noted(session: Session, effect: Effect, what: Understood, occasion: Occasion, *, by: Actor) -> Message:
    """The answer to what somebody said: what was understood, what it does to their hours, and the way back."""
    today = people.today_of(session, by.person, at=occasion.at)
    if effect.change is None:
        return screens.answer(Answer((_nothing(session, what, by.person, today),), today, changed=False))
    home.refresh(session, by.workspace, {by.id}, occasion)
    before, after = _absences(effect.change.before, today), _absences(effect.change.after, today)
    match what:
        case Off():
            said = [f"Noted: you are off {after}.", f"That takes the place of: {before}." if before else ""]
        case Back(back, minute):
            clock = f", {minute // 60:02}:{minute % 60:02}," if minute else ""
            left = f"What is left of it: {after}." if after else ""
            said = [f"Noted: you are back from {day(back, today)}{clock} on.", f"This ends: {before}.", left]
        case Terms(start, finish) | Share(_, start, finish) | Week(_, start, finish):
            said = list(_terms(session, by.person, start, finish, occasion))
    return screens.answer(Answer(tuple(said), today, effect.weeks, effect.last, effect.change.id))


def back(session: Session, effect: Effect, occasion: Occasion, *, by: Actor) -> Message:
    """The answer to *I'm back*."""
    if effect.change is not None:
        today = people.today_of(session, by.person, at=occasion.at)
        return noted(session, effect, Back(today, None), occasion, by=by)
    home.refresh(session, by.workspace, {by.id}, occasion)
    today = people.today_of(session, by.person, at=occasion.at)
    said = "Noted: you are back today. Your calendar still says that you are away, so from tomorrow on that counts."
    return screens.answer(Answer((said,), today, changed=False))


def _terms(session: Session, person: Person, start: date, finish: date | None, occasion: Occasion) -> Iterator[str]:
    """What holds from that day on, as it is stored now, and what follows."""
    today = people.today_of(session, person, at=occasion.at)
    policy = occasion.policy.availability

    def on(here: date) -> str:
        week, share = availability_said.terms_now(session, person, policy, here)
        return w.terms(Change(here, week, share))

    if finish is not None:
        yield f"Noted: from {day(start, today)} to {day(finish, today)} you work {on(start)}."
        after = finish + timedelta(days=1)
        yield f"From {day(after, today)} on: {on(after)}."
        return
    yield f"Noted: from {day(start, today)} on you work {on(start)}."
    later = next((one.since for one in availability_said.patterns(session, person) if one.since > start), None)
    if later is not None:
        yield f"What is planned from {day(later, today)} on stays planned."


def _nothing(session: Session, what: Understood, person: Person, today: date) -> str:
    if not isinstance(what, Back):
        return "That is noted already, so nothing was changed."
    here = Weeks(week_of(what.day), 1)
    fed = [value_of(row) for row in absences.of(session, person) if row.origin == Origin.FEED]
    if any(what.day.toordinal() in set(one.days(here)) for one in fed):
        return f"On {day(what.day, today)} you are away by your calendar. Only the calendar itself can change that."
    return f"No time off is noted for {day(what.day, today)}, so nothing was changed."


def undone(session: Session, effect: Effect, occasion: Occasion, *, by: Actor) -> Message:
    """The same answer after it was taken back."""
    today = people.today_of(session, by.person, at=occasion.at)
    home.refresh(session, by.workspace, {by.id}, occasion)
    sentences = ["Taken back."]
    if effect.change is not None and (there := _absences(effect.change.before, today)):
        sentences.append(f"Noted again: {there}.")
    return screens.answer(Answer(tuple(sentences), today, effect.weeks, effect.last))


def listing(session: Session, occasion: Occasion, *, by: Actor) -> Message:
    """Everything that is noted, for the person alone."""
    return screens.known_message(availability_known.known(session, by.person, occasion))


def removed(session: Session, effect: Effect, occasion: Occasion, *, by: Actor) -> Message:
    """The list again, after one of its lines was taken out."""
    home.refresh(session, by.workspace, {by.id}, occasion)
    facts = availability_known.known(session, by.person, occasion)
    if effect.change is None:
        return screens.known_message(facts)
    gone = _absences(effect.change.before, facts.today) or _changes(effect.change.before, facts.today)
    told = Answer((), facts.today, effect.weeks, effect.last)
    lines = [f"{line}." for line in screens.effects(told)]
    return screens.known_message(facts, [f"Removed: {gone}.", *lines], effect.change.id)


def calendar_taken(session: Session, occasion: Occasion, *, by: Actor) -> Message:
    """After a calendar was connected; whether it can be read is not known yet."""
    home.refresh(session, by.workspace, {by.id}, occasion)
    return screens.calendar(availability_known.known(session, by.person, occasion), connected=True)


def calendar_left(session: Session, effect: Effect | None, occasion: Occasion, *, by: Actor) -> Message:
    """After it was let go; None: there was none."""
    home.refresh(session, by.workspace, {by.id}, occasion)
    facts = availability_known.known(session, by.person, occasion)
    if effect is None:
        return screens.calendar(facts, connected=False, changed=False)
    told = Answer((), facts.today, effect.weeks, effect.last)
    return screens.calendar(facts, connected=False, lines=screens.effects(told))


def sent(session: Session, message: Message, key: str, occasion: Occasion, *, by: Actor) -> None:
    """An answer to a form, which has none of its own: as a direct message, asked for by the sender. `key` names it."""
    posting.answer(session, by.person, message, occasion, key=f"availability:{key}")


def _absences(kept: Mapping[str, Any], today: date) -> str:
    """The absences among the rows of a change; "" where there are none."""
    rows = rows_of(kept).get("absences", ())
    found = sorted((_value(row) for row in rows), key=lambda one: (one.start, one.finish))
    return listed([w.absence(one, today) for one in found], _SHOWN)


def _changes(kept: Mapping[str, Any], today: date) -> str:
    rows = [Change(row["since"], row["week"], row["project_share"]) for row in rows_of(kept).get("patterns", ())]
    return listed([f"from {day(one.since, today)} on {w.terms(one)}" for one in rows], _SHOWN)


def _value(row: Mapping[str, Any]) -> Absence:
    return availability_said.absence_of(row["start"], row["finish"], row["part"], row["rule"])
