"""What is true of a check-in right now, in the words that screens understand?"""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from models.blockers import Blocker
from models.checkins import Checkin
from models.people import Person
from notices import blocker_facts, blocker_values
from notices.occasions import Occasion
from planning.blockers import LIVE, Change, State
from planning.checkin_answers import Said
from planning.checkins import Frequency, Tie, Why
from services import blocker_history, checkin_answers, people, project_people
from services.permissions import Actor
from ui import checkins as screen
from ui.blocker_facts import FormValues
from ui.kit import Message

_ENDS = frozenset({Change.CLEARED, Change.WITHDRAWN, Change.MERGED})


def facts(session: Session, row: Checkin, person: Person, occasion: Occasion) -> screen.CheckinFacts:
    return _facts(session, row, person, checkin_answers.before(session, row), occasion)


def questions(session: Session, asked: Sequence[tuple[Checkin, Person]], occasion: Occasion) -> list[Message]:
    """What these people of one workspace are asked."""
    last = checkin_answers.before_each(session, [row for row, _ in asked])
    return [screen.question(_facts(session, row, person, last.get(row.id), occasion)) for row, person in asked]


def _facts(
    session: Session, row: Checkin, person: Person, last: Checkin | None, occasion: Occasion
) -> screen.CheckinFacts:
    """`last`: the latest one that they answered before it."""
    blocker = session.get(Blocker, (row.workspace, row.blocker_id)) if row.blocker_id else None
    return screen.CheckinFacts(
        id=row.id,
        day=row.day,
        today=people.today_of(session, person, at=occasion.at),
        why=Why(row.why),
        about=_about(session, row, person),
        quiet_days=row.quiet_days,
        questions=tuple(row.questions),
        said=Said(row.said) if row.said is not None else None,
        words=tuple(row.words),
        blocker=blocker_facts.ref(blocker) if blocker is not None else None,
        led_to=_led_to(session, last, person),
        may_ask_less=checkin_answers.frequency_of(person) is not Frequency.WHEN_NEEDED,
    )


def reminder(session: Session, facts: screen.CheckinFacts, blocker: Blocker | None) -> Message:
    """`blocker`: for which somebody waits."""
    if blocker is None:
        return screen.reminder(facts, None)
    raiser = people.by_id(session, blocker.workspace, blocker.raised_by)
    about = screen.About(blocker_facts.ref(blocker), Tie.OWNER, blocker.needed_by)
    return screen.reminder(replace(facts, about=about), blocker_facts.who(raiser) if raiser is not None else None)


def blocker_form(
    session: Session, row: Checkin, by: Actor, occasion: Occasion
) -> tuple[FormValues, list[tuple[str, str]]]:
    """What the form for a blocker begins with, and its projects: the person's own first. Where they have one only, or
    it is about one of theirs, that is filled in.
    """
    own = project_people.projects_of(session, by.person, at=occasion.at)
    about = [session.get(Blocker, (row.workspace, one)) for one in row.about]
    near = next((one.project_id for one in about if one is not None and one.project_id in own), None)
    offered = blocker_values.project_choices(session, row.workspace)
    first = sorted(offered, key=lambda choice: own.index(choice[0]) if choice[0] in own else len(own))
    return FormValues(project_id=near or (own[0] if len(own) == 1 else None)), first


def _about(session: Session, row: Checkin, person: Person) -> screen.About | None:
    """The most pressing of what it was about that is still open."""
    for blocker_id in row.about:
        blocker = session.get(Blocker, (row.workspace, blocker_id))
        if blocker is not None and State(blocker.state) in LIVE:
            near = blocker.needed_by if row.why == Why.NEEDED_BY else None
            return screen.About(blocker_facts.ref(blocker), _tie(blocker, person), near)
    return None


def _tie(blocker: Blocker, person: Person) -> Tie:
    if blocker.owner_id == person.id:
        return Tie.OWNER
    return Tie.RAISER if blocker.raised_by == person.id else Tie.TOUCHED


def _led_to(session: Session, last: Checkin | None, person: Person) -> screen.LedTo | None:
    blocker = session.get(Blocker, (last.workspace, last.blocker_id)) if last is not None and last.blocker_id else None
    if blocker is None:
        return None
    state, owner = State(blocker.state), people.by_id(session, blocker.workspace, blocker.owner_id)
    ended = None if state in LIVE else blocker_history.latest(session, blocker, _ENDS)
    zone = people.zone_of(session, person)
    return screen.LedTo(
        blocker_facts.ref(blocker),
        state,
        blocker_facts.who(owner) if owner is not None else None,
        ended.at.astimezone(zone).date() if ended is not None else None,
    )
