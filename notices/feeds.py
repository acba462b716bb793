"""Who hears how the reading of a calendar goes? Its owner alone."""

from sqlalchemy.orm import Session

from models.people import Person
from notices import availability_known, home, unasked
from notices.occasions import Occasion
from notices.unasked import Unasked
from planning.interruptions import Urgency
from services import feeds
from ui import feeds as screen
from ui.kit import Message

KIND = "calendar"


def read_well(session: Session, person: Person, occasion: Occasion) -> None:
    """It said something new, or is read again: the person's Home shows it."""
    home.refresh(session, person.workspace, [person.id], occasion)


def broken(session: Session, person: Person, occasion: Occasion) -> None:
    """One quiet note. The service says when; the key keeps a second copy away."""
    feed, shown = feeds.of(session, person), availability_known.calendar(session, person, occasion)
    if feed is None or shown is None or feed.wrong is None or feed.wrong_since is None:
        return
    key = f"{KIND}:{person.id}:{feed.wrong_since.isoformat()}"
    what = Unasked(key, KIND, person.id, Urgency.CALM)
    unasked.tell(session, person, what, screen.broken(shown.state), occasion)
    home.refresh(session, person.workspace, [person.id], occasion)


def drawn(session: Session, person: Person, _subject: str, occasion: Occasion) -> Message | None:
    """The note, while it is still true."""
    feed, shown = feeds.of(session, person), availability_known.calendar(session, person, occasion)
    return None if feed is None or shown is None or feed.wrong is None else screen.broken(shown.state)
