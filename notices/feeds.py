"""Who hears how the reading of a calendar goes? Its owner alone."""

from sqlalchemy.orm import Session

from models.people import Person
from notices import availability_known, home
from notices.occasions import Occasion
from services import feeds, outbox
from ui import feeds as screen

KIND = "calendar"


def read_well(session: Session, person: Person, occasion: Occasion) -> None:
    """It said something new, or is read again: the person's Home shows it."""
    home.refresh(session, person.workspace, [person.id], occasion)


def broken(session: Session, person: Person, occasion: Occasion) -> None:
    """One quiet note. The service says when; the key keeps a second copy away."""
    feed, shown = feeds.of(session, person), availability_known.calendar(session, person, occasion)
    if feed is None or shown is None or feed.wrong is None or feed.wrong_since is None:
        return
    message = screen.broken(shown.state)
    outbox.prompt(
        session,
        person,
        text=message.text,
        blocks=message.blocks,
        key=f"{KIND}:{person.id}:{feed.wrong_since.isoformat()}",
        kind=KIND,
        at=occasion.at,
        wall=occasion.wall,
    )
    home.refresh(session, person.workspace, [person.id], occasion)
