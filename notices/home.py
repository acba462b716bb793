"""What does a person's Home tab show, and who gets theirs drawn again?"""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy.orm import Session

from models.people import Person
from notices import (
    blocker_rows,
    home_attention,
    home_availability,
    home_checkins,
    looks,
    pictures,
    settings,
)
from notices.occasions import Occasion
from services import blocker_lists, outbox, people, permissions
from ui import home as screen
from ui.kit import View


def view(session: Session, person: Person, occasion: Occasion) -> View:
    """The Home tab of a person, as it stands now. For somebody Clearway does not serve, a sentence that says so."""
    if permissions.Permission.BLOCKERS_READ not in permissions.grants_of(person):
        return screen.closed()
    raised = blocker_lists.raised_by(session, person.workspace, person.id, screen.ROWS)
    owned = blocker_lists.owned_by(session, person.workspace, person.id, screen.ROWS)
    all_raised, all_owned = blocker_lists.counts(session, person.workspace, person.id)
    time = home_availability.facts(session, person, occasion)
    return screen.home(
        screen.HomeFacts(
            name=person.name,
            zone=str(people.zone_of(session, person)),
            email=person.email,
            raised=blocker_rows.rows(session, raised, occasion, reader=person),
            owned=blocker_rows.rows(session, owned, occasion, reader=person),
            attention=home_attention.facts(session, person, occasion),
            more_raised=all_raised - len(raised),
            more_owned=all_owned - len(owned),
            commands=occasion.commands,
            set_up=settings.to_set_up(session, person, occasion),
            looks=looks.recent(session, person, occasion),
            time=time,
            asked=home_checkins.facts(session, person, occasion),
            picture=pictures.home_picture(session, person, time.weeks, occasion) if time is not None else None,
        )
    )


def publish(session: Session, person: Person, occasion: Occasion) -> None:
    """Have the person's Home tab drawn, and drawn again from now on whenever something on it changes."""
    if person.slack_id is None:
        return
    person.home_opened_at = occasion.at
    outbox.publish(
        session, person.workspace, slack_user=person.slack_id, view=view(session, person, occasion), wall=occasion.wall
    )


def refresh(
    session: Session,
    workspace: str,
    person_ids: Iterable[str | None],
    occasion: Occasion,
    *,
    lately: timedelta | None = None,
) -> None:
    """Draw again the Home tabs of those among the people who have ever opened theirs, or `lately`."""
    for person in people.many(session, workspace, {one for one in person_ids if one}).values():
        seen = person.home_opened_at is not None and (lately is None or person.home_opened_at > occasion.at - lately)
        if seen and person.slack_id is not None:
            drawn = view(session, person, occasion)
            outbox.publish(session, workspace, slack_user=person.slack_id, view=drawn, wall=occasion.wall)
