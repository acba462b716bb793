"""Whom do we know, from Slack and from import, and who stands in for whom?"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key

from models.base import new_id
from models.inserts import insert_once
from models.people import Person
from models.workspaces import Workspace
from planning.people import Standing
from readers import escapes
from services import people_joined

# What Slack says of somebody whom this workspace may not see, such as a member of an organisation beside it.
UNKNOWN_TO_SLACK = frozenset({"user_not_found", "user_not_visible"})


# With the workspace, whose zone is asked for with nearly everybody: one look into the store instead of two.
_BY_SLACK_ID = (
    select(Person, Workspace)
    .outerjoin(Workspace, Workspace.id == Person.workspace)
    .where(Person.workspace == bindparam("of"), Person.slack_id == bindparam("slack"))
)


def stranger(slack_id: str) -> Mapping[str, Any]:
    """The `user` object of somebody whom Slack does not show us: not one of ours, until Slack says otherwise."""
    return {"id": slack_id, "is_stranger": True}


def by_slack_id(session: Session, workspace: str, slack_id: str | None) -> Person | None:
    """The person whom Slack calls `slack_id`, or None."""
    if not slack_id:
        return None
    found = session.execute(_BY_SLACK_ID, {"of": workspace, "slack": slack_id}).first()
    return found[0] if found is not None else None


def by_email(session: Session, workspace: str, email: str | None) -> Person | None:
    """The person with this address, or None; capitals do not matter."""
    if not email:
        return None
    return session.scalars(
        select(Person).where(Person.workspace == workspace, Person.email == email.strip().lower()).order_by(Person.id)
    ).first()


def by_id(session: Session, workspace: str, person_id: str | None) -> Person | None:
    return session.get(Person, (workspace, person_id)) if person_id else None


def many(session: Session, workspace: str, person_ids: Iterable[str]) -> dict[str, Person]:
    """Persons by id, for the ids that exist. Only those that the session has not read yet are asked for."""
    wanted = set(person_ids)
    read = {one: session.identity_map.get(identity_key(Person, (workspace, one))) for one in wanted}
    found = {one: person for one, person in read.items() if person is not None}
    if missing := wanted - set(found):
        rows = session.scalars(select(Person).where(Person.workspace == workspace, Person.id.in_(missing)))
        found |= {person.id: person for person in rows}
    return found


def meet(session: Session, workspace: str, slack_id: str, *, wall: datetime) -> Person:
    """The person with this Slack id, made as unseen when nobody knows them yet: a job asks Slack who they are."""
    person = by_slack_id(session, workspace, slack_id)
    return person if person is not None else _made(session, workspace, slack_id, wall)


def learn(session: Session, workspace: str, user: Mapping[str, Any], *, wall: datetime) -> Person:
    """Take over what Slack says of a member (a `user` object); an imported person with that e-mail becomes this one.

    Where both were known already, the two rows become one.
    """
    profile = user.get("profile") or {}
    found = standing(user, workspace)
    ours = found not in {Standing.STRANGER, Standing.BOT}  # who else has an address is nobody's word but theirs
    email = escapes.clean(str(profile.get("email") or "")).strip().lower()[:255] or None if ours else None
    person, twin = by_slack_id(session, workspace, user["id"]), _imported(session, workspace, email)
    if person is not None and twin is not None:
        people_joined.join(session, person, twin)
    person = person or twin or _made(session, workspace, user["id"], wall)
    named = str(profile.get("real_name") or user.get("real_name") or user.get("name") or person.name or "")
    person.slack_id = user["id"]
    person.name = escapes.clean(named)[:255]
    person.email = email or person.email
    person.zone = _zone(user.get("tz")) or person.zone
    person.standing = found
    person.is_admin = bool(user.get("is_admin") or user.get("is_owner")) and person.standing == Standing.MEMBER
    person.refreshed_at = wall
    session.flush()
    return person


def concerns_us(session: Session, workspace: str, user: Mapping[str, Any]) -> bool:
    """Whether anything is to be kept of this `user` object: nothing of who left before anybody here knew them.

    Else somebody who was erased would be back with the next list of members.
    """
    if not user.get("deleted") or by_slack_id(session, workspace, user["id"]) is not None:
        return True
    email = str((user.get("profile") or {}).get("email") or "").strip().lower()
    return _imported(session, workspace, email or None) is not None


def _made(session: Session, workspace: str, slack_id: str, wall: datetime) -> Person:
    """A new row, or the one that somebody else is writing at this moment: two first gestures may come together."""
    values = {
        "workspace": workspace,
        "id": new_id(),
        "slack_id": slack_id,
        "name": "",
        "standing": Standing.UNSEEN.value,
        "is_admin": False,
        "roles": [],
        "notes": {},
        "created_at": wall,
    }
    insert_once(session, Person, values, ("workspace", "slack_id"))
    return session.scalars(select(Person).where(Person.workspace == workspace, Person.slack_id == slack_id)).one()


def standing(user: Mapping[str, Any], workspace: str) -> Standing:
    """What Slack's `user` object makes of somebody; the strictest word counts."""
    if user.get("deleted"):
        return Standing.DEACTIVATED
    if user.get("is_bot") or user.get("id") == "USLACKBOT":
        return Standing.BOT
    if user.get("is_stranger") or (user.get("team_id") and user["team_id"] != workspace):
        return Standing.STRANGER
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return Standing.GUEST
    return Standing.MEMBER


def _imported(session: Session, workspace: str, email: str | None) -> Person | None:
    """Whom an import named by this address and nobody has met in Slack."""
    if email is None:
        return None
    named = select(Person).where(Person.workspace == workspace, Person.email == email, Person.slack_id.is_(None))
    return session.scalars(named.order_by(Person.id)).first()


def _zone(name: Any) -> str | None:
    """A zone that this machine's data knows, else None: an unknown one must not break every date of that person."""
    try:
        return str(ZoneInfo(name).key) if name else None
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):  # "Europe" is a folder, a long name no file
        return None


def zone_of(session: Session, person: Person) -> ZoneInfo:
    """The person's zone, else the workspace's."""
    if person.zone:
        return ZoneInfo(person.zone)
    return workspace_zone(session, person.workspace)


def workspace_zone(session: Session, workspace: str) -> ZoneInfo:
    row = session.get(Workspace, workspace)
    return ZoneInfo(row.zone if row else "UTC")


def zone_for(session: Session, workspace: str, person_id: str | None) -> ZoneInfo:
    """The zone of the person with that id, else the workspace's."""
    person = by_id(session, workspace, person_id)
    return zone_of(session, person) if person is not None else workspace_zone(session, workspace)


def today_of(session: Session, person: Person, *, at: datetime) -> date:
    """The local date on which `at` falls for this person."""
    return at.astimezone(zone_of(session, person)).date()


def read_names(session: Session, workspace: str, said: escapes.Arrived) -> str:
    """What arrived from Slack, with names where it mentions people whom we know."""
    ids = [token.user_id for token in said.tokens if isinstance(token, escapes.Mention)]
    return escapes.named(said.text, names_of(session, workspace, ids))


def names_of(session: Session, workspace: str, slack_ids: Collection[str]) -> dict[str, str]:
    """Names by Slack id, of those whose name we know."""
    if not slack_ids:
        return {}
    ours = (Person.workspace == workspace, Person.slack_id.in_(set(slack_ids)), Person.name != "")
    return {str(row.slack_id): row.name for row in session.execute(select(Person.slack_id, Person.name).where(*ours))}


def is_gone(person: Person) -> bool:
    """Whether nothing can be asked of this account: deactivated, an app, or of another organisation."""
    return person.standing in {Standing.DEACTIVATED, Standing.BOT, Standing.STRANGER}


def is_away(person: Person, *, at: datetime) -> bool:
    """Whether the person is away at this instant, or gone for good."""
    if is_gone(person):
        return True
    return bool(person.away_from and person.away_from <= at and (person.away_until is None or at < person.away_until))


def stand_in(session: Session, person: Person, *, at: datetime) -> Person | None:
    """Who acts for `person` at this instant: they, their deputy, the deputy's deputy …; None where all are away."""
    return next((one for one in deputies(session, person) if not is_away(one, at=at)), None)


def successor(session: Session, person: Person) -> Person | None:
    """Whom something is given to that was to be `person`'s: they, or the first deputy whose account is still open."""
    return next((one for one in deputies(session, person) if not is_gone(one)), None)


def deputies(session: Session, person: Person) -> Iterator[Person]:
    """The person, their deputy, the deputy's deputy …; each once, also where they stand in for each other."""
    seen: set[str] = set()
    here: Person | None = person
    while here is not None and here.id not in seen:
        yield here
        seen.add(here.id)
        here = by_id(session, here.workspace, here.deputy_id)


def unseen(session: Session, workspace: str, limit: int) -> Sequence[Person]:
    """People with a Slack id of whom Slack has not been asked yet."""
    return session.scalars(
        select(Person)
        .where(Person.workspace == workspace, Person.slack_id.is_not(None), Person.refreshed_at.is_(None))
        .limit(limit)
    ).all()
