"""Who is asked how a blocker stands of which nobody has said anything?"""

from sqlalchemy.orm import Session

from models.blockers import Blocker
from models.people import Person
from notices import blocker_facts, posting, unasked
from notices.occasions import Occasion
from notices.unasked import Unasked
from planning.blockers import LIVE, State
from planning.interruptions import Urgency
from services import blocker_lists, blocker_silence, outbox
from ui import ladder as screen
from ui.blocker_facts import Facts
from ui.kit import Message

KIND = "stale"


def ask(session: Session, blocker: Blocker, person: Person, spell: str, occasion: Occasion) -> None:
    """Once in each silence, which `spell` names."""
    what = Unasked(f"{KIND}:{spell}", KIND, blocker.id, Urgency.TIMED)
    unasked.tell(session, person, what, _message(session, blocker, person, occasion), occasion)
    blocker_silence.asked(session, blocker, at=occasion.at)


def ended(session: Session, blocker: Blocker, facts: Facts, occasion: Occasion) -> None:
    """There is news of it: the question that was asked last is answered, whoever answered it, and says so."""
    if blocker_silence.asked_at(session, blocker) is None:
        return
    key = outbox.last_key(session, blocker.workspace, KIND, f"{KIND}:{blocker.id}:")
    if key is not None:
        posting.amend(session, blocker.workspace, key, screen.no_longer_stale(facts), occasion)


def drawn(session: Session, person: Person, subject: str, occasion: Occasion) -> Message | None:
    """The question that had to wait, where nobody has said anything since."""
    blocker = blocker_lists.see(session, person.workspace, subject)
    asked = blocker_silence.asked_at(session, blocker)
    if State(blocker.state) not in LIVE or asked is None or asked < blocker.updated_at:
        return None
    return _message(session, blocker, person, occasion)


def _message(session: Session, blocker: Blocker, person: Person, occasion: Occasion) -> Message:
    facts = blocker_facts.facts(session, blocker, occasion, reader=person)
    return screen.stale(facts, occasion.policy.ladder.stale_days)
