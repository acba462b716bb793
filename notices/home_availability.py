"""What does the Home tab show of somebody's own time?"""

from sqlalchemy.orm import Session

from models.people import Person, Team
from notices import availability_known
from notices.occasions import Occasion
from services import availability, permissions
from services.permissions import Permission
from ui.availability_facts import HomeAvailability


def facts(session: Session, person: Person, occasion: Occasion) -> HomeAvailability | None:
    """None for somebody whose time is not planned here, such as a guest."""
    if Permission.AVAILABILITY_SET not in permissions.grants_of(person):
        return None
    team = session.get(Team, (person.workspace, person.team_id)) if person.team_id else None
    return HomeAvailability(
        weeks=availability.weeks_ahead(session, person, occasion.policy.availability, at=occasion.at),
        known=availability_known.known(session, person, occasion),
        roles=tuple(sorted(role.value for role in permissions.roles_of(person))),
        team=(team.name or team.code) if team is not None else None,
    )
