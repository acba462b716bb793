"""What do the files of a portfolio say, so that an import elsewhere makes an equal one?

Left out is what belongs to this installation or to nobody else: addresses of calendars, when somebody is away by their
absences, bots, and strangers of shared channels. Reasons of absences are known nowhere.
"""

from collections.abc import Iterable, Sequence
from typing import get_args

from sqlalchemy.orm import Session

from models.availability import Absence, Pattern
from models.goals import Goal
from models.people import Person, Team
from models.projects import Project
from models.skills import PersonSkill, Skill
from planning.people import Standing
from readers.tables import absences, cells, patterns, people, projects, skills, teams
from readers.tables.values import Role
from services import exported_blockers, exported_plan
from services.exported_rows import Line, Names, Told, amount, amounts, cell, every, noted
from services.snapshots import NO_HOLIDAYS

_LEFT_OUT = frozenset({Standing.BOT, Standing.STRANGER})
_ROLES: tuple[str, ...] = get_args(Role)


def sheets(session: Session, workspace: str) -> dict[str, list[Line]]:
    """The rows of each sheet as texts, its header first, always in the same order. To be read in one transaction."""
    members = [one for one in every(session, Person, workspace) if one.standing not in _LEFT_OUT]
    names = _names(session, workspace, members)
    named = sorted((one for one in members if names.people.get(one.id)), key=lambda one: names.people[one.id])
    there = {
        table: sorted((one for one in every(session, table, workspace) if called[one.id]), key=lambda one: one.code)
        for table, called in ((Team, names.teams), (Goal, names.goals), (Project, names.projects))
    }
    return {
        "people": noted(people.COLUMNS, [(_person(one, names), one.notes) for one in named]),
        "teams": noted(teams.COLUMNS, [(_team(one, names), one.notes) for one in there[Team]]),
        "patterns": [patterns.COLUMNS, *_patterns(session, workspace, names)],
        "skills": [skills.COLUMNS, *_skills(session, workspace, names)],
        "absences": [absences.COLUMNS, *_absences(session, workspace, names)],
        "goals": exported_plan.goal_sheet(there[Goal]),
        "projects": noted(projects.COLUMNS, [(_project(one, names), one.notes) for one in there[Project]]),
        **exported_plan.plan_sheets(session, workspace, names),
        "blockers": exported_blockers.blocker_sheet(session, workspace, names),
    }


def _names(session: Session, workspace: str, members: Sequence[Person]) -> Names:
    return Names(
        people=_named(members),
        teams={team.id: cell(cells.text, team.code) for team in every(session, Team, workspace)},
        projects={project.id: cell(cells.code, project.code) for project in every(session, Project, workspace)},
        goals={goal.id: cell(cells.code, goal.code) for goal in every(session, Goal, workspace)},
        skills=exported_plan.skill_names(every(session, Skill, workspace)),
    )


def _named(members: Iterable[Person]) -> dict[str | None, str]:
    """Each by their address; who has none, or shares it with somebody, by their Slack id."""
    found: dict[str | None, str] = {}
    taken: set[str] = set()
    for one in sorted(members, key=lambda one: one.id):
        email = cell(cells.email, one.email)
        known = email if email and email not in taken else cell(cells.user_id, one.slack_id)
        if known:
            found[one.id] = known
            taken.add(known)
    return found


def _person(one: Person, names: Names) -> Told:
    deactivated, guest = one.standing == Standing.DEACTIVATED, one.standing == Standing.GUEST
    holidays = cells.NO_HOLIDAYS if one.holidays == NO_HOLIDAYS else one.holidays
    return {
        "email": names.people[one.id],
        "slack_user_id": cell(cells.user_id, one.slack_id),
        "name": cell(cells.text, one.name),
        "team": names.teams.get(one.team_id, ""),
        "zone": cell(cells.zone, one.zone),
        "week": amounts(one.week),
        "project_share": amount(one.project_share),
        "holidays": cell(cells.holidays, holidays),
        "roles": " ".join(role for role in _ROLES if role in one.roles),
        "cost_rate": amount(one.cost_rate),
        "active": "no" if deactivated else "yes",
        "guest": "yes" if guest or (deactivated and one.notes.get("guest") == "yes") else "no",
        "deputy": names.people.get(one.deputy_id, ""),
    }


def _team(one: Team, names: Names) -> Told:
    return {
        "team": names.teams[one.id],
        "name": cell(cells.text, one.name),
        "lead": names.people.get(one.lead_id, ""),
        "channel": cell(cells.channel, one.channel),
    }


def _project(one: Project, names: Names) -> Told:
    return {
        "code": cell(cells.code, one.code),
        "name": cell(cells.text, one.name),
        "sponsor": names.people.get(one.sponsor_id, ""),
        "manager": names.people.get(one.manager_id, ""),
        "status": one.status,
        "start": str(one.start or ""),
        "finish": str(one.finish or ""),
        "budget": amount(one.budget),
        "benefit": amount(one.benefit),
        "cost_of_delay": amount(one.cost_of_delay),
        "confidence": amount(one.confidence),
        "channel": cell(cells.channel, one.channel),
        "description": cell(cells.text, one.description),
    }


def _patterns(session: Session, workspace: str, names: Names) -> list[Line]:
    return sorted(
        (names.people[one.person_id], str(one.since), amounts(one.week), amount(one.project_share))
        for one in every(session, Pattern, workspace)
        if one.person_id in names.people
    )


def _skills(session: Session, workspace: str, names: Names) -> list[Line]:
    return sorted(
        (names.people[one.person_id], names.skills[one.skill_id], str(one.level))
        for one in every(session, PersonSkill, workspace)
        if one.person_id in names.people and names.skills[one.skill_id]
    )


def _absences(session: Session, workspace: str, names: Names) -> list[Line]:
    """Each once: of those that differ in their end only, the longest holds the others."""
    longest: dict[Line, str] = {}
    for one in every(session, Absence, workspace):
        if one.person_id in names.people:
            key = names.people[one.person_id], str(one.start), one.part, one.rule or ""
            longest[key] = max(longest.get(key, ""), str(one.finish))
    return sorted((who, start, part, finish, rule) for (who, start, part, rule), finish in longest.items())
