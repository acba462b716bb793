"""What is still to be said about a blocker to somebody for whom it had to wait?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy.orm import Session

from models.blockers import Blocker, BlockerChange
from models.people import Person
from notices import blocker_facts, blocker_messages
from notices import blockers as notices
from notices.occasions import Occasion
from notices.unasked import Draw
from planning.blockers import LIVE, Change, State
from services import blocker_history, blocker_lists, blocker_rights, people, permissions
from services.refusals import Refused
from ui import blockers as screens
from ui.blocker_facts import Reason
from ui.kit import Message


@dataclass(frozen=True)
class _While:
    """In which states it is still true, and which change it tells of: that one's author is named."""

    states: frozenset[State]
    change: Change


_TAKEN = frozenset({State.ACKNOWLEDGED, State.IN_PROGRESS})
_TRUE: Mapping[Reason, _While] = {
    Reason.HELP_WANTED: _While(LIVE, Change.EDITED),
    Reason.RAISED_FOR_YOU: _While(LIVE, Change.REPORTED),
    Reason.ACKNOWLEDGED: _While(_TAKEN, Change.ACKNOWLEDGED),
    Reason.HANDED_OVER: _While(LIVE, Change.HANDED_OVER),
    Reason.COMMENTED: _While(LIVE, Change.COMMENTED),
    Reason.CLEARED: _While(frozenset({State.CLEARED}), Change.CLEARED),
    Reason.FREED: _While(frozenset({State.CLEARED}), Change.CLEARED),
    Reason.REOPENED: _While(LIVE, Change.UNDONE),
    Reason.WITHDRAWN: _While(frozenset({State.WITHDRAWN}), Change.WITHDRAWN),
    Reason.MERGED: _While(frozenset({State.DUPLICATE}), Change.MERGED),
}


def _drawn(reason: Reason, session: Session, person: Person, blocker_id: str, occasion: Occasion) -> Message | None:
    """The message with what is known by now; None where it would tell of what is over, or the reader may not see it."""
    try:
        blocker = blocker_lists.see(session, person.workspace, blocker_id)
    except Refused:
        return None
    seen = blocker_rights.may_see(session, [blocker], by=permissions.actor(person), at=occasion.at)
    told = _change(session, blocker, reason, person)
    if not seen or told is None:
        return None
    facts = blocker_facts.facts(session, blocker, occasion, reader=person)
    if reason is Reason.HELP_WANTED:
        facts = blocker_facts.with_goal(session, facts, blocker)
    if reason is Reason.FREED:
        freed = notices.freed_by(session, blocker, occasion).get(person.id)
        if not freed:
            return None
        facts = replace(facts, blocks=tuple(freed))
    by = people.by_id(session, blocker.workspace, told.by_id)
    return screens.direct(facts, reason, blocker_facts.who(by) if by is not None else None)


def _change(session: Session, blocker: Blocker, reason: Reason, person: Person) -> BlockerChange | None:
    """What the message is about, where it still stands; of the reader's own act nobody is told."""
    true = _TRUE[reason]
    if State(blocker.state) not in true.states or (reason is Reason.HELP_WANTED and blocker.helper_id != person.id):
        return None
    found = blocker_history.latest(session, blocker, [true.change])
    if found is None and reason is Reason.HELP_WANTED:
        found = blocker_history.latest(session, blocker, [Change.REPORTED])
    return found if found is not None and found.by_id != person.id else None


DRAWN: Mapping[str, Draw] = {blocker_messages.kind_of(reason): partial(_drawn, reason) for reason in _TRUE}
