"""Who may do what? Everything is denied that is not granted here."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from models.people import Person
from planning.people import Standing
from services import inbox, people
from services.refusals import NotAllowed


class Permission(StrEnum):
    """What a route may ask for. Which blocker somebody may change is decided with the blocker at hand."""

    NOBODY = "nobody"  # of routes for events that no person sends on purpose
    HELP = "help"
    BLOCKERS_REPORT = "blockers.report"
    BLOCKERS_READ = "blockers.read"  # of which a guest sees those that concern them: blocker_rights.may_see
    BLOCKERS_READ_ALL = "blockers.read_all"
    BLOCKERS_WORK = "blockers.work"  # the owner's and the raiser's own
    BLOCKERS_MANAGE = "blockers.manage"  # everybody's
    AVAILABILITY_SET = "availability.set"  # one's own; guests have no capacity here


EVERYBODY = frozenset({Permission.HELP, Permission.BLOCKERS_REPORT, Permission.BLOCKERS_READ, Permission.BLOCKERS_WORK})
MEMBERS = EVERYBODY | {Permission.BLOCKERS_READ_ALL, Permission.AVAILABILITY_SET}
PMO = MEMBERS | {Permission.BLOCKERS_MANAGE}

_SENTENCES: Mapping[str, str] = {
    Standing.STRANGER: "Clearway works for members of this workspace. Please ask somebody here to raise it for you.",
    Standing.BOT: "Clearway answers people, not apps.",
    Standing.DEACTIVATED: "This account is deactivated, so nothing was changed.",
}


@dataclass(frozen=True)
class Actor:
    """A person at a door, with what they may do right now."""

    person: Person
    grants: frozenset[Permission]

    @property
    def id(self) -> str:
        return self.person.id

    @property
    def workspace(self) -> str:
        return self.person.workspace

    def may(self, permission: Permission) -> bool:
        return permission in self.grants


def grants_of(person: Person, lead: str | None = None) -> frozenset[Permission]:
    """What the person may do. Until roles exist, workspace admins and the policy's lead (an e-mail) are the PMO.

    Unseen people may what a guest may.
    """
    if person.standing in {Standing.STRANGER, Standing.BOT, Standing.DEACTIVATED}:
        return frozenset()
    leads = lead is not None and person.email == lead.strip().lower()
    if person.standing != Standing.MEMBER:
        return EVERYBODY
    return PMO if person.is_admin or leads else MEMBERS


def actor(person: Person, lead: str | None = None) -> Actor:
    """The person with what they may do, where they stand at no door."""
    return Actor(person, grants_of(person, lead))


def require(session: Session, context: Mapping[str, Any]) -> Actor:
    """Claim the delivery in `context`, load the person behind it and check what the route asks for.

    Raises inbox.AlreadyHandled for a second copy and NotAllowed with a sentence for the person.
    """
    admit(session, context)
    return look(session, context)


def look(session: Session, context: Mapping[str, Any]) -> Actor:
    """The same for a door that only shows something: nothing is claimed, so a read transaction does."""
    person = _person(session, context["delivery"])
    grants = grants_of(person, context.get("lead"))
    if context["permission"] not in grants:
        raise NotAllowed(
            _SENTENCES.get(person.standing, "That is for the project management office, so nothing was changed.")
        )
    return Actor(person, grants)


def admit(session: Session, context: Mapping[str, Any]) -> inbox.Delivery:
    """Claim a delivery that Slack itself sent, such as a changed profile: nobody acts, so nobody is authorised."""
    delivery: inbox.Delivery = context["delivery"]
    session.info["door"] = delivery.door
    inbox.claim(session, delivery)
    return delivery


def _person(session: Session, delivery: inbox.Delivery) -> Person:
    person = people.by_slack_id(session, delivery.workspace, delivery.slack_user)
    if person is None:  # the guard in front of every door stores people at first sight, so Slack named nobody
        raise NotAllowed("Slack did not say who this was, so nothing was changed.")
    return person
