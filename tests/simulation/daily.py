"""What would a bot do that asks everybody on each day that they work, whether it matters or not? For the comparison."""

from datetime import date

from sqlalchemy.orm import Session

from jobs.work import Effect, Work
from notices import checkin_words, unasked
from notices.checkins import KIND
from notices.occasions import Occasion
from notices.unasked import Unasked
from planning.checkin_series import window
from planning.checkins import Ask, Skip, Why, verdict
from planning.interruptions import Lapse, Urgency
from services import checkin_answers, checkin_facts, checkin_series, checkin_timers, people
from services.timers import Due
from ui import checkins as screen

MATTERS_NOT = frozenset({Skip.NOTHING_DEPENDS, Skip.NOTHING_NEW, Skip.LESS_OFTEN})


def ring(work: Work, due: Due) -> Effect:
    """In place of jobs.checkins.ring."""
    return lambda session: _ring(session, due, work.occasion())


def _ring(session: Session, due: Due, occasion: Occasion) -> str | None:
    name, person_id = checkin_timers.parts(due.series)
    listed = checkin_series.named(session, due.workspace, name, occasion.policy.checkins)
    person = people.by_id(session, due.workspace, person_id)
    assert listed is not None
    assert person is not None
    zone = people.zone_of(session, person)
    checkin_timers.go_on(session, due, listed.series, zone, at=occasion.at)
    here = window(listed.series, date.fromisoformat(due.occurrence.key), zone)
    since, policy = {person.id: checkin_timers.since(due)}, occasion.policy.availability
    facts = checkin_facts.of(session, [person], policy, at=occasion.at, until=here.day, since=since)
    found = verdict(listed.series, here, facts[person.id], occasion.at)
    if isinstance(found, Skip) and found not in MATTERS_NOT:
        return found.value
    ask = found if isinstance(found, Ask) else Ask(Why.QUIET, (), 0)
    row = checkin_answers.begin(session, person, listed.series, here, ask, at=occasion.at)
    assert row is not None
    message = screen.question(checkin_words.facts(session, row, person, occasion))
    what = Unasked(f"{checkin_facts.KEY}{row.id}", KIND, row.id, Urgency.TIMED, until=here.closes, living=True)
    told = unasked.tell(session, person, what, message, occasion)
    return told.value if isinstance(told, Lapse) else None
