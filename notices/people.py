"""What do the lists and windows about people say, and to whom?"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from models.people import Person, Team
from notices import blocker_facts
from notices.occasions import Occasion
from services import looks, people, people_details, people_lists, people_rights, permissions
from services.permissions import Actor, Permission
from ui import people as screen
from ui.kit import Message, View

DETAILS = "details"  # as services.looks keeps it
MATCHES = 10


def listed(session: Session, by: Actor, occasion: Occasion) -> Message | None:
    """The list of those whom the reader may see, by team; None for who sees only themselves."""
    if by.may(Permission.PEOPLE_READ):
        teams: list[Team | None] = [*people_lists.teams(session, by.workspace), None]
    else:
        teams = [*people_rights.led(session, by)]
    if not teams:
        return None
    groups: list[tuple[str, tuple[screen.PersonRow, ...]]] = []
    sizes, left = people_lists.sizes(session, by.workspace), screen.SHOWN
    for team in teams:
        team_id = team.id if team is not None else None
        room = left if len(groups) < screen.GROUPS else 0
        shown = people_lists.members(session, by.workspace, team_id, room) if room else ()
        left -= len(shown)
        if shown:
            name = (team.name or team.code) if team is not None else "No team"
            groups.append((name, _rows(session, by.workspace, shown, occasion)))
    total = sum(sizes.get(team.id if team is not None else None, 0) for team in teams)
    may_merge = by.may(Permission.SKILLS_MERGE)
    more = total - (screen.SHOWN - left)
    return screen.people(screen.PeopleFacts(tuple(groups), more, may_merge, occasion.commands))


def matches(session: Session, by: Actor, found: Sequence[Person], said: str, occasion: Occasion) -> Message:
    return screen.found(_rows(session, by.workspace, found, occasion), said)


def opened(session: Session, person: Person, by: Actor, occasion: Occasion) -> View:
    """One person's details, and the note that they were looked at. Raises NotAllowed."""
    people_rights.must_see(session, person, by=by)
    looks.looked(session, reader=by.person, about=person, what=DETAILS, at=occasion.at)
    return details(session, person, by, occasion)


def details(session: Session, person: Person, by: Actor, occasion: Occasion) -> View:
    """The same for who looks on already."""
    people_rights.must_see(session, person, by=by)
    usual = people_lists.usual_hours(session, person.workspace, [person], occasion.policy.availability, at=occasion.at)[
        person.id
    ]
    team = session.get(Team, (person.workspace, person.team_id)) if person.team_id else None
    deputy = people.by_id(session, person.workspace, person.deputy_id)
    own = permissions.actor(person)
    return screen.details(
        screen.PersonFacts(
            id=person.id,
            who=blocker_facts.who(person),
            is_reader=person.id == by.id,
            roles=tuple(person.roles),
            team=(team.name or team.code) if team is not None else None,
            leads=tuple(one.name or one.code for one in people_rights.led(session, own)),
            week=usual.week,
            share=usual.share,
            zone=str(people.zone_of(session, person)),
            holidays=person.holidays,
            deputy=blocker_facts.who(deputy) if deputy is not None else None,
            state=_state(session, person, occasion),
            skills=tuple(
                screen.SkillLine(skill.id, skill.name, own_.level, own_.confirmed_by_id is not None)
                for skill, own_ in people_details.skills(session, person)
            ),
            may_give_roles=by.may(Permission.ROLES_GIVE),
            may_change=people_rights.may_change(session, person, by=by),
            may_confirm=person.id != by.id and people_rights.leads(session, by, person),
        )
    )


def _rows(session: Session, workspace: str, some: Sequence[Person], occasion: Occasion) -> tuple[screen.PersonRow, ...]:
    usual = people_lists.usual_hours(session, workspace, some, occasion.policy.availability, at=occasion.at)
    return tuple(
        screen.PersonRow(
            one.id,
            blocker_facts.who(one),
            tuple(one.roles),
            sum(usual[one.id].week, Decimal(0)),
            _state(session, one, occasion),
        )
        for one in some
    )


def _state(session: Session, person: Person, occasion: Occasion) -> str:
    today = people.today_of(session, person, at=occasion.at)
    last: date | None = None
    if people.is_away(person, at=occasion.at) and person.away_until is not None:
        last = person.away_until.astimezone(people.zone_of(session, person)).date() - timedelta(days=1)
    return screen.state_words(person.standing, last, today)
