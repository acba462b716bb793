"""Who hears how the reading of a calendar goes? Its owner alone."""

from sqlalchemy.orm import Session

from models.people import Person
from notices import home
from notices.occasions import Occasion
from services import feeds, outbox, people
from ui import feeds as screen

KIND = "calendar"


def facts(session: Session, person: Person, occasion: Occasion) -> screen.FeedFacts | None:
    """How the reading of the person's calendar goes, for screens of their own; None where none is connected."""
    feed = feeds.of(session, person)
    if feed is None:
        return None
    zone = people.zone_of(session, person)
    return screen.FeedFacts(
        today=occasion.at.astimezone(zone).date(),
        read_on=feed.read_at.astimezone(zone).date() if feed.read_at else None,
        wrong=feed.wrong,
        commands=occasion.commands,
    )


def read_well(session: Session, person: Person, occasion: Occasion) -> None:
    """It said something new, or is read again: the person's Home shows it."""
    home.refresh(session, person.workspace, [person.id], occasion)


def broken(session: Session, person: Person, occasion: Occasion) -> None:
    """One quiet note. The service says when; the key keeps a second copy away."""
    feed, shown = feeds.of(session, person), facts(session, person, occasion)
    if feed is None or shown is None or shown.wrong is None or feed.wrong_since is None:
        return
    message = screen.broken(shown)
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
