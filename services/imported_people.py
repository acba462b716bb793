"""Which people does an import add or change?

Slack knows best who its members are: once it has told somebody's name, zone or standing, a file does not change them.
"""

from models.base import new_id
from models.people import Person
from models.portfolio_changes import Subject
from planning.people import Standing
from planning.public_holidays import public_holidays
from planning.refusal import Refusal
from readers.tables import cells
from readers.tables.values import Blank, Cell, PersonRow
from services import people, snapshots
from services.imported_rows import Known, Tally, money, noted, put

SHEET = "people"


def meet(known: Known, rows: tuple[PersonRow, ...]) -> list[tuple[PersonRow, Person, bool]]:
    """Each row with its person, new ones made; teams are joined later, because they may be new themselves."""
    met = []
    for row in rows:
        person, new = _find(known, row)
        if person is not None:
            met.append((row, person, new))
    known.session.flush()
    return met


def change(known: Known, met: list[tuple[PersonRow, Person, bool]], tally: Tally) -> None:
    """Take over what the rows say."""
    for row, person, new in met:
        values: dict[str, object] = {
            "team_id": _team(known, row),
            "roles": _roles(row),
            "deputy_id": _deputy(known, row, person),
        }
        standing = Standing(person.standing)
        if person.refreshed_at is None:  # else Slack's own word stands
            standing = _standing(row, person)
            name = known.fitting(row.name, 255, SHEET, row.row, "name")
            values |= {"name": name, "zone": row.zone, "standing": standing}
        values |= {
            "week": row.week,
            "project_share": row.project_share,
            "holidays": _holidays(known, row),
            "cost_rate": money(row.cost_rate),
        }
        linked = _link(known, row, person)
        before = _calendar(person)
        notes = noted(person.notes, _unheard(row, standing), row.notes)
        changed = put(person, {**values, "notes": notes})
        tally.count(new=new, changed=bool(changed) or linked)
        if "team_id" in changed.after and not new:
            team = {"team_id": changed.before["team_id"]}, {"team_id": person.team_id}
            known.history.changed(Subject.PERSON, person.id, *team)
        if _calendar(person) != before:
            known.away.add(person.id)
    _refuse_circles(known, met)


def _find(known: Known, row: PersonRow) -> tuple[Person | None, bool]:
    slack_id = None if isinstance(row.slack_user_id, Blank) else row.slack_user_id
    by_slack, by_email = known.by_slack_id.get(slack_id or ""), known.by_email.get(row.email or "")
    if by_slack is not None and by_email is not None and by_slack is not by_email:
        wrong = f"“{row.email}” and the Slack user {slack_id} are known as two people"
        known.problem(SHEET, row.row, "slack_user_id", wrong, "name only one of them here")
        return None, False
    person = by_slack or by_email
    if person is not None:
        return person, False
    if row.email is not None and len(row.email) > 255:
        known.problem(SHEET, row.row, "email", "the address is too long", "write at most 255 characters")
        return None, False
    person = Person(
        workspace=known.workspace,
        id=new_id(),
        slack_id=slack_id,
        email=row.email,
        name="",
        standing=Standing.UNSEEN,
        roles=[],
        notes={},
        created_at=known.wall,
    )
    known.session.add(person)
    known.people[person.id] = person
    _index(known, person)
    return person, True


def _link(known: Known, row: PersonRow, person: Person) -> bool:
    """Give the person what a row knows of them and the store does not: their address or their Slack id."""
    values: dict[str, object] = {}
    if person.email is None and row.email is not None:
        values["email"] = row.email
    if not isinstance(row.slack_user_id, Blank) and person.slack_id != row.slack_user_id:
        if person.slack_id is None:
            values["slack_id"] = row.slack_user_id
        else:
            wrong = f"“{row.email}” is the Slack user {person.slack_id}, as Slack says"
            known.problem(SHEET, row.row, "slack_user_id", wrong, "write that id, or leave the cell empty")
    linked = bool(put(person, values))
    _index(known, person)
    return linked


def _index(known: Known, person: Person) -> None:
    if person.email:
        known.by_email.setdefault(person.email, person)
    if person.slack_id:
        known.by_slack_id[person.slack_id] = person


def _team(known: Known, row: PersonRow) -> object:
    if isinstance(row.team, Blank):
        return row.team
    team = known.teams.get(row.team.casefold())
    if team is None:
        known.problem(SHEET, row.row, "team", f"there is no team “{row.team[:60]}”", "add it to the sheet teams")
        return Blank.KEEP
    return team.id


def _calendar(person: Person) -> tuple[object, ...]:
    """What says which days this person works."""
    return person.week, person.holidays, person.zone


def _holidays(known: Known, row: PersonRow) -> object:
    """Whose public holidays; a region of which none are known is a problem, because everybody there would seem free."""
    if isinstance(row.holidays, Blank):
        return row.holidays
    if row.holidays == cells.NO_HOLIDAYS:
        return snapshots.NO_HOLIDAYS
    if isinstance(found := public_holidays(row.holidays, known.wall.year, halves=False), Refusal):
        known.refused(SHEET, row.row, "holidays", row.holidays, why=found)
        return Blank.KEEP
    return row.holidays


def _deputy(known: Known, row: PersonRow, person: Person) -> object:
    deputy_id = known.person_id(row.deputy, SHEET, row.row, "deputy")
    if deputy_id == person.id:
        known.problem(
            SHEET, row.row, "deputy", "nobody stands in for themselves", "name somebody else, or - for nobody"
        )
        return Blank.KEEP
    return deputy_id


def _refuse_circles(known: Known, met: list[tuple[PersonRow, Person, bool]]) -> None:
    """Deputies who stand in for each other in a circle help nobody when all of them are away. Each is named once."""
    told: set[str] = set()
    for row, person, _ in met:
        if isinstance(row.deputy, Blank) or person.id in told:
            continue
        path = list(people.deputies(known.session, person))
        if len(path) > 1 and path[-1].deputy_id == person.id:
            told |= {one.id for one in path}
            names = [one.email or str(one.slack_id) for one in (*path, person)]
            wrong = f"the deputies go round in a circle ({' → '.join(names)})"
            known.problem(SHEET, row.row, "deputy", wrong, "name somebody outside of it, or - for nobody")


def _roles(row: PersonRow) -> object:
    if isinstance(row.roles, Blank):
        return row.roles if row.roles is Blank.KEEP else []
    return list(row.roles)


def _unheard(row: PersonRow, standing: Standing) -> dict[str, Cell[bool]]:
    """What the file says of an account that stands otherwise; it is kept as a note."""
    stands = {"active": standing is not Standing.DEACTIVATED, "guest": standing is Standing.GUEST}
    told = {"active": row.active, "guest": row.guest}
    return {name: Blank.CLEAR if cell is stands[name] else cell for name, cell in told.items()}


def _standing(row: PersonRow, person: Person) -> Standing:
    """Of somebody whom Slack has not told us of: what the file says, else what was known."""
    before = Standing(person.standing)
    if row.active is False:
        return Standing.DEACTIVATED
    if row.active is True and before is Standing.DEACTIVATED:
        before = Standing.UNSEEN
    if row.guest is True and before is Standing.UNSEEN:
        return Standing.GUEST
    if row.guest is False and before is Standing.GUEST:
        return Standing.UNSEEN
    return before
