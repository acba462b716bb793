"""What may be said of a person besides what Slack says: who stands in for them, and whose holidays they keep?"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.people import Person
from models.skills import PersonSkill, Skill
from models.workspaces import Workspace
from services import absences, audit, ids, people, people_rights, settings
from services.permissions import Actor
from services.policies import AvailabilityPolicy
from services.refusals import Refused, Stale
from services.snapshots import NO_HOLIDAYS


def find(session: Session, workspace: str, person_id: str) -> Person:
    """The person with this id. Raises Refused where there is none."""
    person = people.by_id(session, workspace, person_id) if ids.plausible(person_id) else None
    if person is None:
        raise Refused("That person is not known here any more, so nothing was changed.")
    return person


def change(
    session: Session,
    person: Person,
    *,
    deputy: Person | None,
    holidays: str | None,
    by: Actor,
    at: datetime,
    policy: AvailabilityPolicy,
) -> bool:
    """Say who stands in (None: nobody) and whose public holidays count (`DE-BY`, `-`: none, None: the workspace's).

    Returns whether anything is different now. Raises Refused with a sentence.
    """
    people_rights.must_change(session, person, by=by)
    kept = NO_HOLIDAYS if holidays == NO_HOLIDAYS else settings.region(holidays, at=at)
    told: dict[str, object] = {}
    if (deputy.id if deputy is not None else None) != person.deputy_id:
        if deputy is not None:
            _must_stand_in(session, person, deputy)
        person.deputy_id = deputy.id if deputy is not None else None
        told["deputy_id"] = person.deputy_id
    if kept != person.holidays:
        person.holidays = told["holidays"] = kept
        absences.settle_away(session, person, at=at, policy=policy)  # a holiday may join two absences
    if told:
        subject = ("person", person.id)
        audit.record(
            session, person.workspace, actor_id=by.id, action="people.changed", subject=subject, at=at, details=told
        )
        session.flush()
    return bool(told)


def _must_stand_in(session: Session, person: Person, deputy: Person) -> None:
    # Two who name each other at the same moment would each see no circle; the workspace's row makes one wait.
    session.execute(select(Workspace.id).where(Workspace.id == person.workspace).with_for_update())
    if deputy.id == person.id:
        raise Refused("Nobody stands in for themselves. Please choose somebody else.")
    if people.is_gone(deputy):
        raise Refused(f"{deputy.name or 'That account'} cannot be asked. Please choose a member of this workspace.")
    path = list(people.deputies(session, deputy))
    if any(one.id == person.id for one in path):
        names = " → ".join(one.name or "somebody" for one in path)
        raise Refused(f"They would stand in for each other in a circle: {names}. Please choose somebody outside of it.")


def skills(session: Session, person: Person) -> list[tuple[Skill, PersonSkill]]:
    """What the person says they can do, the highest level first."""
    mine = (
        select(Skill, PersonSkill)
        .join(PersonSkill, (PersonSkill.workspace == Skill.workspace) & (PersonSkill.skill_id == Skill.id))
        .where(PersonSkill.workspace == person.workspace, PersonSkill.person_id == person.id)
        .order_by(PersonSkill.level.desc(), Skill.key)
    )
    return [(skill, own) for skill, own in session.execute(mine).all()]


def confirm_skill(
    session: Session, person: Person, skill_id: str, level: int, *, by: Actor, at: datetime
) -> PersonSkill:
    """Say as the lead of their team that the person has this level. Raises Stale where it is another one by now."""
    people_rights.must_confirm(session, person, by=by)
    own = session.get(PersonSkill, (person.workspace, person.id, skill_id)) if ids.plausible(skill_id) else None
    if own is None or own.level != level:
        raise Stale("That level was changed meanwhile, so nothing was confirmed.")
    if own.confirmed_by_id is None:
        own.confirmed_by_id, own.confirmed_at = by.id, at
        details = {"skill_id": skill_id, "level": level}
        subject = ("person", person.id)
        audit.record(
            session, person.workspace, actor_id=by.id, action="skills.confirmed", subject=subject, at=at,
            details=details,
        )  # fmt: skip
        session.flush()
    return own
