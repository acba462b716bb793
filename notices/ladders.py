"""Who hears what when a blocker climbs its ladder?

Its raiser is shown first who will be told. Who is told then reads about the work, and of nobody's silence. Above
somebody's budget a step is said in the name of the PMO's lead, who answers for the ladder.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from models.blockers import Blocker
from models.climbs import BlockerStep
from models.people import Person
from notices import blocker_facts, posting, unasked
from notices.occasions import Occasion
from notices.unasked import Unasked
from planning.blockers import LIVE, State
from planning.interruptions import Urgency
from planning.ladder import Act, Climb, Step, Why
from planning.ladder_policy import Level
from planning.ladder_steps import next_step, outlook
from planning.rungs import DeadEnd, Ladder, Passed
from services import blocker_lists, interruptions, ladder_rungs, ladders, office, people
from ui import ladder as screen
from ui.blocker_facts import Facts, HistoryLine
from ui.kit import Message
from ui.ladder_words import passed_words, step_words
from ui.text import plain_words

STEP = "escalation"
CONTRACT = "contract"


@dataclass(frozen=True)
class Turn:
    """A step that is due, on the ladder as it holds now."""

    blocker: Blocker
    ladder: Ladder
    climb: Climb
    step: Step


def take(session: Session, turn: Turn, occasion: Occasion) -> Climb:
    """Note that it is taken and say what it says. Where the blocker stands then."""
    after, step_id = ladders.take(session, turn.blocker, turn.climb, turn.step, at=occasion.at)
    level = turn.step.level
    if turn.step.act is Act.CONTRACT:
        whom = _show(session, replace(turn, climb=after), step_id, occasion)
    elif level is not None and (channel := turn.ladder.rung(level).channel) is not None:
        whom = _post(session, turn, channel, occasion)
    else:
        whom = _tell(session, turn, step_id, occasion)
    ladders.told(session, turn.blocker.workspace, step_id, whom)
    return after


def history(session: Session, blocker: Blocker, today: date) -> list[HistoryLine]:
    """What people did with a blocker and what its ladder did, oldest first."""
    steps = (_line(one) for one in ladders.steps(session, blocker))
    return sorted([*blocker_facts.history(session, blocker, today), *steps], key=lambda line: line.at)


def _line(step: BlockerStep) -> HistoryLine:
    did = step_words(Act(step.act), Level(step.level) if step.level else None)
    return HistoryLine(step.at, None, None, passed_words(_passed(step)) or None, did=did)


def _passed(step: BlockerStep) -> tuple[Passed, ...]:
    return tuple(Passed(Level(level), DeadEnd(why)) for level, why in step.passed)


def went_on(session: Session, blocker: Blocker, facts: Facts, occasion: Occasion) -> None:
    """There is news of it: what was said last at each level, and the contract, asks for nothing any more."""
    last = {(step.act == Act.CONTRACT, step.level): step for step in ladders.steps(session, blocker)}
    message = screen.went_on(facts)
    for step in last.values():
        said = f"{ladders.SERIES}:{blocker.id}:{step.number}"
        for key in (said, *(f"{said}:{one}" for one in step.told)):  # a channel is told under the first
            posting.amend(session, blocker.workspace, key, message, occasion)


def agreed(session: Session, blocker: Blocker, occasion: Occasion, *, by: Person) -> Message:
    """The contract as it stands once its raiser found it fine, with what comes."""
    here = _Standing(
        ladder_rungs.ladder(session, blocker, occasion.policy, at=occasion.at),
        ladders.start(session, blocker, at=occasion.at),
    )
    return screen.contract(_coming_to(session, blocker, here, by, occasion), agreed=True)


def held(session: Session, blocker: Blocker, until: datetime, occasion: Occasion, *, by: Person) -> None:
    """The contract, where one was shown, says until when."""
    shown = [one for one in ladders.steps(session, blocker) if one.act == Act.CONTRACT][-1:]
    message = screen.held(blocker_facts.facts(session, blocker, occasion, reader=by), until)
    for step in shown:
        for person_id in step.told:
            key = f"{ladders.SERIES}:{blocker.id}:{step.number}:{person_id}"
            posting.amend(session, blocker.workspace, key, message, occasion)


def answers(session: Session, workspace: str, occasion: Occasion) -> str | None:
    """Id of who answers for what is said above somebody's budget: never one of those whom the blocker is about."""
    lead = office.pmo(session, workspace, occasion.policy.pmo.lead)
    return lead.id if lead is not None else None


def drawn_step(session: Session, person: Person, subject: str, occasion: Occasion) -> Message | None:
    """A step that had to wait, where its blocker is open still."""
    row = ladders.step_of(session, person.workspace, subject)
    blocker = blocker_lists.see(session, person.workspace, row.blocker_id) if row is not None else None
    if row is None or blocker is None or State(blocker.state) not in LIVE or row.level is None:
        return None
    facts = blocker_facts.facts(session, blocker, occasion, reader=person)
    return screen.step(screen.StepFacts(facts, Act(row.act), Level(row.level), Why(row.why), _passed(row)))


def drawn_contract(session: Session, person: Person, subject: str, occasion: Occasion) -> Message | None:
    """What comes, where it was to be shown and nothing has happened since."""
    row = ladders.step_of(session, person.workspace, subject)
    blocker = blocker_lists.see(session, person.workspace, row.blocker_id) if row is not None else None
    climb = ladders.climb_of(session, blocker) if blocker is not None else None
    if row is None or blocker is None or climb is None or climb.number != row.number or climb.shown is None:
        return None
    ladder = ladder_rungs.ladder(session, blocker, occasion.policy, at=occasion.at)
    return _contract(session, blocker, _Standing(ladder, climb), person, occasion)


@dataclass(frozen=True)
class _Standing:
    ladder: Ladder
    climb: Climb


def _show(session: Session, turn: Turn, step_id: str, occasion: Occasion) -> list[str]:
    """Not in their quiet time: their answer is waited for in their own working hours anyway."""
    blocker = turn.blocker
    raiser = people.by_id(session, blocker.workspace, blocker.raised_by)
    if raiser is None:
        return []
    message = _contract(session, blocker, _Standing(turn.ladder, turn.climb), raiser, occasion)
    key = f"{ladders.SERIES}:{blocker.id}:{turn.step.number}:{raiser.id}"
    what = Unasked(key, CONTRACT, step_id, Urgency.TIMED, named=answers(session, blocker.workspace, occasion))
    unasked.tell(session, raiser, what, message, occasion)
    return [raiser.id]


def _contract(session: Session, blocker: Blocker, here: _Standing, reader: Person, occasion: Occasion) -> Message:
    return screen.contract(_coming_to(session, blocker, here, reader, occasion))


def _coming_to(
    session: Session, blocker: Blocker, here: _Standing, reader: Person, occasion: Occasion
) -> screen.ContractFacts:
    """What comes from where the blocker stands once the reader has been shown it."""
    facts = blocker_facts.facts(session, blocker, occasion, reader=reader)
    first = next_step(here.climb, here.ladder)
    steps = outlook(here.climb, here.ladder) or ((first,) if first is not None else ())
    coming = tuple(_coming(session, blocker, here.ladder, one) for one in steps if one.level is not None)
    upward = next((one for one in steps if one.level not in {None, Level.OWNER}), first)
    reading = plain_words(screen.step(_facts(facts, upward)).text) if upward is not None else ""
    return screen.ContractFacts(facts, coming, reading)


def _coming(session: Session, blocker: Blocker, ladder: Ladder, step: Step) -> screen.Coming:
    assert step.level is not None  # noqa: S101 - for the type checker: the caller looked
    rung = ladder.rung(step.level)
    known = people.many(session, blocker.workspace, rung.people)
    who = tuple(blocker_facts.who(known[one]) for one in rung.people if one in known)
    return screen.Coming(step.level, step.at, who, rung.channel, step.passed)


def _post(session: Session, turn: Turn, channel: str, occasion: Occasion) -> list[str]:
    blocker = turn.blocker
    message = screen.step(_facts(blocker_facts.facts(session, blocker, occasion), turn.step))
    key = f"{ladders.SERIES}:{blocker.id}:{turn.step.number}"
    posting.post(session, blocker.workspace, message, occasion, target=channel, key=key, kind=STEP)
    return [channel]


def _tell(session: Session, turn: Turn, step_id: str, occasion: Occasion) -> list[str]:
    """Each of those at the level, by a message of their own; nobody where nobody can be reached."""
    blocker, level = turn.blocker, turn.step.level
    whom = turn.ladder.rung(level).people if level is not None else ()
    known = people.many(session, blocker.workspace, whom)
    interruptions.lock(session, blocker.workspace, list(known))  # in one order with whatever else is told to them now
    for person in known.values():
        message = screen.step(_facts(blocker_facts.facts(session, blocker, occasion, reader=person), turn.step))
        key = f"{ladders.SERIES}:{blocker.id}:{turn.step.number}:{person.id}"
        what = Unasked(key, STEP, step_id, Urgency.URGENT, named=answers(session, blocker.workspace, occasion))
        unasked.tell(session, person, what, message, occasion)
    return sorted(known)


def _facts(facts: Facts, step: Step) -> screen.StepFacts:
    return screen.StepFacts(facts, step.act, step.level or Level.PMO, step.why, step.passed)
