"""Who may do what? Everything is denied that is not granted here."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from models.people import Person
from planning.people import Role, Standing
from services import inbox, people
from services.refusals import NotAllowed


class Permission(StrEnum):
    """What a route may ask for. Whom or what somebody may change is decided with the person or blocker at hand."""

    NOBODY = "nobody"  # of routes for events that no person sends on purpose
    HELP = "help"
    BLOCKERS_REPORT = "blockers.report"
    BLOCKERS_READ = "blockers.read"  # of which a guest sees those that concern them: blocker_rights.may_see
    BLOCKERS_READ_ALL = "blockers.read_all"
    BLOCKERS_WORK = "blockers.work"  # the owner's and the raiser's own
    BLOCKERS_MANAGE = "blockers.manage"  # everybody's
    CHECKINS_ANSWER = "checkins.answer"  # one's own, and how often one is asked
    CHECKINS_LEAD = "checkins.lead"  # those of the teams that one leads
    CHECKINS_MANAGE = "checkins.manage"  # everybody's
    AVAILABILITY_SET = "availability.set"  # one's own; guests have no capacity here
    ATTENTION_CHOOSE = "attention.choose"  # when one's own messages come that could wait
    DIGEST_READ = "digest.read"  # the weekly one, sent to oneself
    PORTFOLIO_READ = "portfolio.read"  # projects, goals and their order; nothing of money
    PRIORITIES_EXPLAIN = "priorities.explain"  # what each criterion adds, of everybody's projects
    MONEY_READ = "money.read"  # budget and benefit of everybody's projects: project_rights
    TIMERS_READ = "timers.read"
    DATA_EXPORT = "data.export"  # what is stored about oneself
    PEOPLE_LEAD = "people.lead"  # those of the teams that one leads: people_rights
    PEOPLE_READ = "people.read"  # everybody's role, hours and skills
    PEOPLE_MANAGE = "people.manage"  # teams, deputies, holidays
    PORTFOLIO_PLAN = "portfolio.plan"  # of the projects that one manages: project_rights
    PORTFOLIO_MANAGE = "portfolio.manage"  # all of it
    SKILLS_MERGE = "skills.merge"
    SETTINGS_READ = "settings.read"
    SETTINGS_CHANGE = "settings.change"
    ROLES_GIVE = "roles.give"
    DATA_ERASE = "data.erase"


_May = Permission
GUESTS = frozenset(
    {
        _May.HELP,
        _May.BLOCKERS_REPORT,
        _May.BLOCKERS_READ,
        _May.BLOCKERS_WORK,
        _May.CHECKINS_ANSWER,
        _May.ATTENTION_CHOOSE,
        _May.DATA_EXPORT,
    }
)
MEMBERS = GUESTS | {
    _May.BLOCKERS_READ_ALL,
    _May.AVAILABILITY_SET,
    _May.PEOPLE_LEAD,
    _May.CHECKINS_LEAD,
    _May.PORTFOLIO_READ,
    _May.PORTFOLIO_PLAN,
}
MONEY = frozenset({_May.PRIORITIES_EXPLAIN, _May.MONEY_READ})
PEOPLE = frozenset({_May.PEOPLE_READ, _May.PEOPLE_MANAGE, _May.SETTINGS_READ, _May.TIMERS_READ})

# Slack's word comes first: whoever is not listed may nothing, and no role helps them.
OF_STANDING: Mapping[str, frozenset[Permission]] = {
    Standing.MEMBER: MEMBERS,
    Standing.GUEST: GUESTS,
    Standing.UNSEEN: GUESTS,
}
# What a role adds to that, for members only. Roles stand in the store and nowhere else.
OF_ROLE: Mapping[str, frozenset[Permission]] = {
    Role.MEMBER: frozenset(),
    Role.PM: frozenset({_May.PRIORITIES_EXPLAIN}),
    Role.LEAD: frozenset({_May.PRIORITIES_EXPLAIN}),
    Role.EXECUTIVE: MONEY | {_May.DIGEST_READ},
    Role.PMO: PEOPLE | MONEY | {_May.BLOCKERS_MANAGE, _May.CHECKINS_MANAGE, _May.SKILLS_MERGE, _May.PORTFOLIO_MANAGE},
    Role.ADMIN: PEOPLE | {_May.SETTINGS_CHANGE, _May.ROLES_GIVE, _May.DATA_ERASE},
}

_SENTENCES: Mapping[str, str] = {
    Standing.STRANGER: "Clearway works for members of this workspace. Please ask somebody here to raise it for you.",
    Standing.BOT: "Clearway answers people, not apps.",
    Standing.DEACTIVATED: "This account is deactivated, so nothing was changed.",
    Standing.GUEST: "That is for members of this workspace, so nothing was changed.",
    Standing.UNSEEN: "Clearway does not know you yet, so nothing was changed. Please try again in a minute.",
}
_ADMINS = "That is for Clearway's admins, so nothing was changed."
_EXECUTIVES = "The weekly digest comes to the PMO's channel, and to executives who ask for it. Nothing was changed."
_OFFICE = "That is for the project management office, so nothing was changed."


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


def roles_of(person: Person) -> frozenset[Role]:
    """What a member is here. Of nobody else do roles count, whatever an import says."""
    if person.standing != Standing.MEMBER:
        return frozenset()
    return frozenset({Role.MEMBER, *(role for role in Role if role in person.roles)})


def grants_of(person: Person) -> frozenset[Permission]:
    """What the person may do. Unseen people may what a guest may."""
    grants = OF_STANDING.get(person.standing, frozenset())
    return grants.union(*(OF_ROLE[role] for role in roles_of(person)))


def actor(person: Person) -> Actor:
    """The person with what they may do, where they stand at no door."""
    return Actor(person, grants_of(person))


def require(session: Session, context: Mapping[str, Any]) -> Actor:
    """Claim the delivery in `context`, load the person behind it and check what the route asks for.

    Raises inbox.AlreadyHandled for a second copy and NotAllowed with a sentence for the person.
    """
    admit(session, context)
    return look(session, context)


def look(session: Session, context: Mapping[str, Any]) -> Actor:
    """The same for a door that only shows something: nothing is claimed, so a read transaction does."""
    person = _person(session, context["delivery"])
    found = actor(person)
    must(found, context["permission"])
    return found


def must(by: Actor, permission: Permission) -> None:
    """Raises NotAllowed with a sentence where the person may not do this."""
    if not by.may(permission):
        usual = _OFFICE if permission in OF_ROLE[Role.PMO] else _ADMINS
        usual = _EXECUTIVES if permission in OF_ROLE[Role.EXECUTIVE] else usual
        raise NotAllowed(_SENTENCES.get(by.person.standing, usual))


def admit(session: Session, context: Mapping[str, Any]) -> inbox.Delivery:
    """Claim a delivery that Slack itself sent, such as a changed profile: nobody acts, so nobody is authorised."""
    delivery: inbox.Delivery = context["delivery"]
    session.info["door"] = delivery.door
    inbox.claim(session, delivery)
    return delivery


def _person(session: Session, delivery: inbox.Delivery) -> Person:
    person = people.by_slack_id(session, delivery.workspace, delivery.slack_user)
    if person is None:  # in front of every door people are stored at first sight: erased a moment ago, or never named
        unnamed = "Slack did not say who this was, so nothing was changed."
        raise NotAllowed(_SENTENCES[Standing.UNSEEN] if delivery.slack_user else unnamed)
    return person
