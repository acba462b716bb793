"""Who hears that a changed weight moved projects of theirs?"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from sqlalchemy.orm import Session

from models.people import Person
from notices import unasked
from notices.occasions import Occasion
from notices.unasked import Telling, Unasked
from planning.interruptions import Urgency
from planning.priority_policy import Criterion
from services import interruptions as attention
from services import people, permissions, priorities, project_rights, weighings
from services.permissions import Permission
from services.weighings import Moved, Weights
from ui import priorities as screen
from ui.kit import Message
from ui.priorities import Move, NewWeight

KIND = "priorities"


def changed(session: Session, workspace: str, number: int, occasion: Occasion) -> None:
    """Tell managers and sponsors of what the weights with that number moved, with what else waits for them."""
    told = _moved(session, workspace, number, occasion)
    if told is None:
        return
    weights, moves = told
    rows = priorities.projects(session, workspace)
    theirs: dict[str, list[Moved]] = {}
    for one in moves:
        answering = {rows[one.code].manager_id, rows[one.code].sponsor_id} - {None}
        for person_id in answering:
            theirs.setdefault(str(person_id), []).append(one)
    known = people.many(session, workspace, theirs)
    tellings = [
        Telling(person, _about(person, number), _message(weights, theirs[person.id], occasion))
        for person in sorted(known.values(), key=lambda one: one.id)
        if Permission.PORTFOLIO_READ in permissions.grants_of(person)
    ]
    unasked.tell_each(session, tellings, occasion)


def drawn(session: Session, person: Person, subject: str, occasion: Occasion) -> Message | None:
    """What moved of the projects that are theirs now; None where nothing did.

    The newest of several changes tells of all of them: from what held before the first that they have not heard of.
    """
    unsaid = [int(one.subject) for one in attention.unsaid(session, person, KIND)]
    told = _moved(session, person.workspace, min(unsaid), occasion) if int(subject) == max(unsaid) else None
    if told is None:
        return None
    weights, moves = told
    rows, by = priorities.projects(session, person.workspace), permissions.actor(person)
    mine = [one for one in moves if project_rights.is_theirs(rows[one.code], by)]
    return _message(weights, mine, occasion) if mine and by.may(Permission.PORTFOLIO_READ) else None


def _about(person: Person, number: int) -> Unasked:
    return Unasked(f"{KIND}:{number}:{person.id}", KIND, str(number), Urgency.CALM)


def _message(weights: Sequence[NewWeight], moves: Sequence[Moved], occasion: Occasion) -> Message:
    """The largest steps first."""
    largest = sorted(moves, key=lambda one: (-abs(one.after - one.before), one.after))
    return screen.changed(weights, [Move(one.code, one.before, one.after) for one in largest], occasion.commands)


def _moved(
    session: Session, workspace: str, number: int, occasion: Occasion
) -> tuple[list[NewWeight], list[Moved]] | None:
    """Which weights are others than before that number, and what that moved; None where they are as they were."""
    now = weighings.current(session, workspace, occasion.policy)
    then = weighings.before(session, workspace, number, now)
    if then is None or then == now:
        return None
    names = {one.code: one.name or one.code for one in priorities.goals(session, workspace)}
    return _new(then, now, names), weighings.moved(session, workspace, then, now)


def _new(then: Weights, now: Weights, names: Mapping[str, str]) -> list[NewWeight]:
    criteria = [NewWeight(one.value, False, then.criteria[one], now.criteria[one]) for one in Criterion]
    codes = sorted({*then.goals, *now.goals})
    goals = [NewWeight(names.get(code, code), True, then.goals.get(code), now.goals.get(code)) for code in codes]
    return [one for one in (*criteria, *goals) if _weight(one.before) != _weight(one.after)]


def _weight(given: Fraction | None) -> Fraction:
    """A goal that is not there weighs nothing."""
    return given or Fraction()
