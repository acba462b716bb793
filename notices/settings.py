"""What was set up here, as a screen shows it?"""

from sqlalchemy.orm import Session

from models.people import Person
from notices import blocker_facts
from notices.occasions import Occasion
from services import permissions, settings
from services.permissions import Actor, Permission
from ui.settings import SettingsFacts


def facts(session: Session, reader: Actor, occasion: Occasion) -> SettingsFacts:
    return _facts(settings.of(session, reader.workspace, occasion.policy), reader)


def to_set_up(session: Session, person: Person, occasion: Occasion) -> SettingsFacts | None:
    """The steps for the Home tab of an admin, as long as not all of them are done."""
    reader = permissions.actor(person)
    if not reader.may(Permission.SETTINGS_CHANGE):
        return None
    found = settings.of(session, person.workspace, occasion.policy)
    return None if found.set_up else _facts(found, reader)


def _facts(found: settings.Settings, reader: Actor) -> SettingsFacts:
    return SettingsFacts(
        channel=found.channel,
        week=found.week,
        holidays=found.holidays,
        calendar_is_set=found.own_calendar,
        members=tuple(blocker_facts.who(one) for one in found.members),
        may_change=reader.may(Permission.SETTINGS_CHANGE),
    )
