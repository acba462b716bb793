"""What has somebody chosen about when and of what Clearway tells them?"""

from datetime import datetime, time

from sqlalchemy.orm import Session

from models.people import Person
from services import audit, interruptions
from services.permissions import Actor, Permission, must
from services.policies import Policy
from services.refusals import Refused


def choose_hour(session: Session, hour: str | None, policy: Policy, *, by: Actor, at: datetime) -> None:
    """When what could wait is to be said to them, HH:MM by their own clock; None: as the policy has it.

    What waits already comes then, too. Raises Refused for what is no time.
    """
    must(by, Permission.ATTENTION_CHOOSE)
    if hour is not None and not _is_time(hour):
        raise Refused("That is not a time of day, so nothing was changed.")
    if hour == by.person.merged_at:
        return
    by.person.merged_at = hour
    session.flush()
    interruptions.move(session, by.person, policy, at=at)
    _note(session, by.person, "attention.hour", {"hour": hour}, by=by, at=at)


def choose_digest(session: Session, *, wanted: bool, by: Actor, at: datetime) -> bool:
    """Whether the weekly digest is to come to them as well. Returns whether that is new."""
    must(by, Permission.DIGEST_READ)
    if bool(by.person.digest) is wanted:
        return False
    by.person.digest = wanted
    session.flush()
    _note(session, by.person, "attention.digest", {"wanted": wanted}, by=by, at=at)
    return True


def _note(
    session: Session, person: Person, action: str, details: dict[str, object], *, by: Actor, at: datetime
) -> None:
    subject = ("person", person.id)
    audit.record(session, person.workspace, actor_id=by.id, action=action, subject=subject, at=at, details=details)


def _is_time(hour: str) -> bool:
    try:
        return time.fromisoformat(hour).strftime("%H:%M") == hour
    except ValueError:
        return False
