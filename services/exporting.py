"""What do the files of a portfolio say, so that an import elsewhere makes an equal one?

Left out is what belongs to this installation or to nobody else: addresses of calendars, when somebody is away by their
absences, bots, and strangers of shared channels. Reasons of absences are known nowhere.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.amounts import plain
from models.availability import Absence, Pattern
from models.people import Person, Team
from models.projects import Project
from models.skills import PersonSkill, Skill
from planning.people import Standing
from readers.escapes import clean
from readers.tables import absences, cells, patterns, people, projects, skills, teams
from readers.tables.values import Role
from services.snapshots import NO_HOLIDAYS

Line = tuple[str, ...]
Told = Mapping[str, str]  # column → cell
_LEFT_OUT = frozenset({Standing.BOT, Standing.STRANGER})
_ROLES: tuple[str, ...] = get_args(Role)


@dataclass(frozen=True)
class _Names:
    """How the cells of any sheet call people and teams; "" for who is left out."""

    people: Mapping[str | None, str]
    teams: Mapping[str | None, str]


def sheets(session: Session, workspace: str) -> dict[str, list[Line]]:
    """The rows of each sheet as texts, its header first, always in the same order. To be read in one transaction."""
    members = [one for one in _all(session, Person, workspace) if one.standing not in _LEFT_OUT]
    found_teams = sorted(_all(session, Team, workspace), key=lambda team: team.code)
    names = _Names(_named(members), {team.id: _cell(cells.text, team.code) for team in found_teams})
    found_teams = [team for team in found_teams if names.teams[team.id]]
    named = sorted((one for one in members if names.people.get(one.id)), key=lambda one: names.people[one.id])
    found_projects = [one for one in _all(session, Project, workspace) if _cell(cells.code, one.code)]
    found_projects.sort(key=lambda project: project.code)
    return {
        "people": _noted(people.COLUMNS, [(_person(one, names), one.notes) for one in named]),
        "teams": _noted(teams.COLUMNS, [(_team(one, names), one.notes) for one in found_teams]),
        "projects": _noted(projects.COLUMNS, [(_project(one, names), one.notes) for one in found_projects]),
        "patterns": [patterns.COLUMNS, *_patterns(session, workspace, names)],
        "skills": [skills.COLUMNS, *_skills(session, workspace, names)],
        "absences": [absences.COLUMNS, *_absences(session, workspace, names)],
    }


def _all(session: Session, table: Any, workspace: str) -> Sequence[Any]:
    return session.scalars(select(table).where(table.workspace == workspace)).all()


def _named(members: Iterable[Person]) -> dict[str | None, str]:
    """Each by their address; who has none, or shares it with somebody, by their Slack id."""
    found: dict[str | None, str] = {}
    taken: set[str] = set()
    for one in sorted(members, key=lambda one: one.id):
        email = _cell(cells.email, one.email)
        known = email if email and email not in taken else _cell(cells.user_id, one.slack_id)
        if known:
            found[one.id] = known
            taken.add(known)
    return found


def _person(one: Person, names: _Names) -> Told:
    deactivated, guest = one.standing == Standing.DEACTIVATED, one.standing == Standing.GUEST
    holidays = cells.NO_HOLIDAYS if one.holidays == NO_HOLIDAYS else one.holidays
    return {
        "email": names.people[one.id],
        "slack_user_id": _cell(cells.user_id, one.slack_id),
        "name": _cell(cells.text, one.name),
        "team": names.teams.get(one.team_id, ""),
        "zone": _cell(cells.zone, one.zone),
        "week": _amounts(one.week),
        "project_share": _amount(one.project_share),
        "holidays": _cell(cells.holidays, holidays),
        "roles": " ".join(role for role in _ROLES if role in one.roles),
        "cost_rate": _amount(one.cost_rate),
        "active": "no" if deactivated else "yes",
        "guest": "yes" if guest or (deactivated and one.notes.get("guest") == "yes") else "no",
        "deputy": names.people.get(one.deputy_id, ""),
    }


def _team(one: Team, names: _Names) -> Told:
    return {
        "team": names.teams[one.id],
        "name": _cell(cells.text, one.name),
        "lead": names.people.get(one.lead_id, ""),
        "channel": _cell(cells.channel, one.channel),
    }


def _project(one: Project, names: _Names) -> Told:
    return {
        "code": _cell(cells.code, one.code),
        "name": _cell(cells.text, one.name),
        "sponsor": names.people.get(one.sponsor_id, ""),
        "manager": names.people.get(one.manager_id, ""),
        "status": one.status,
        "start": str(one.start or ""),
        "finish": str(one.finish or ""),
        "budget": _amount(one.budget),
        "benefit": _amount(one.benefit),
        "cost_of_delay": _amount(one.cost_of_delay),
        "confidence": _amount(one.confidence),
        "channel": _cell(cells.channel, one.channel),
        "description": _cell(cells.text, one.description),
    }


def _patterns(session: Session, workspace: str, names: _Names) -> list[Line]:
    return sorted(
        (names.people[one.person_id], str(one.since), _amounts(one.week), _amount(one.project_share))
        for one in _all(session, Pattern, workspace)
        if one.person_id in names.people
    )


def _skills(session: Session, workspace: str, names: _Names) -> list[Line]:
    called = {one.id: _cell(cells.line, " ".join(clean(one.name).split())) for one in _all(session, Skill, workspace)}
    return sorted(
        (names.people[one.person_id], called[one.skill_id], str(one.level))
        for one in _all(session, PersonSkill, workspace)
        if one.person_id in names.people and called[one.skill_id]
    )


def _absences(session: Session, workspace: str, names: _Names) -> list[Line]:
    """Each once: of those that differ in their end only, the longest holds the others."""
    longest: dict[Line, str] = {}
    for one in _all(session, Absence, workspace):
        if one.person_id in names.people:
            key = names.people[one.person_id], str(one.start), one.part, one.rule or ""
            longest[key] = max(longest.get(key, ""), str(one.finish))
    return sorted((who, start, part, finish, rule) for (who, start, part, rule), finish in longest.items())


def _noted(columns: tuple[str, ...], rows: Iterable[tuple[Told, Mapping[str, Any]]]) -> list[Line]:
    """The rows under their columns, and the notes of unknown columns under the names that they came with."""
    told = [(row, _notes(notes, columns)) for row, notes in rows]
    others = sorted({name for _, notes in told for name in notes})
    found: list[Line] = [(*columns, *others)]
    for row, notes in told:
        found.append((*(row[name] for name in columns), *(notes.get(name, "") for name in others)))
    return found


def _notes(notes: Mapping[str, Any], columns: tuple[str, ...]) -> Told:
    written = {_text(name): _text(value) for name, value in notes.items()}
    return {
        name: value
        for name, value in written.items()
        if name and value and name.lower().replace(" ", "_") not in columns
    }


def _cell(read: Callable[[str], object], held: str | None) -> str:
    """A text as a cell that an import takes; empty where it would not, so that one odd name holds up nothing else."""
    if not held:
        return ""
    written = _text(held)
    try:
        read(written)
    except cells.WrongCell:
        return ""
    return written


def _text(held: object) -> str:
    return cells.guard(clean(str(held)).strip())


def _amount(value: Any) -> str:
    return "" if value is None else plain(value)


def _amounts(values: Iterable[Any] | None) -> str:
    return "" if values is None else " ".join(plain(value) for value in values)
