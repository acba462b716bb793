"""Who looked at a person's details, as their Home tab shows it?"""

from sqlalchemy.orm import Session

from models.people import Person
from notices import blocker_facts
from notices.occasions import Occasion
from services import looks
from ui.home_looks import LookLine, LooksFacts

SHOWN = 5


def recent(session: Session, person: Person, occasion: Occasion) -> LooksFacts:
    found = looks.recent(session, person, SHOWN, at=occasion.at)
    lines = [LookLine(blocker_facts.who(one.reader) if one.reader else None, one.what, one.at) for one in found.newest]
    return LooksFacts(tuple(lines), found.more_this_month)
