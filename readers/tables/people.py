"""Which people does a sheet name, and what does it say about them?"""

from typing import get_args

from readers.tables import cells
from readers.tables.sheets import Row
from readers.tables.values import Blank, PersonRow, Role

COLUMNS: tuple[str, ...] = (
    "email",
    "slack_user_id",
    "name",
    "team",
    "zone",
    "week",
    "project_share",
    "holidays",
    "roles",
)
COLUMNS += ("cost_rate", "active", "guest", "deputy")
KEYS = (("email", "slack_user_id"),)
_ROLES: tuple[Role, ...] = get_args(Role)


def person(row: Row) -> PersonRow | None:
    """The person of a row; None where the row does not say who it is. Problems are noted in the row."""
    user = row.cell("slack_user_id", cells.user_id)
    given = row.cell("email", cells.person, clearable=False)
    email = None
    if not isinstance(given, Blank):
        email = given.email
        if given.slack_user_id and user not in {given.slack_user_id, Blank.KEEP}:
            row.problem("email", "two different Slack users are named in one row", "write the e-mail address here")
        user = given.slack_user_id or user
    if email is None and isinstance(user, Blank):
        if not row.problems:
            row.problem("email", "it is empty, but it says who is meant", "write an e-mail address or a Slack user id")
        return None
    return PersonRow(
        row=row.number,
        email=email,
        slack_user_id=user,
        name=row.cell("name", cells.text, clearable=False),
        team=row.cell("team", cells.text),
        zone=row.cell("zone", cells.zone),
        week=row.cell("week", cells.week),
        project_share=row.cell("project_share", cells.number(0, 1)),
        holidays=row.cell("holidays", cells.holidays),
        roles=row.cell("roles", roles),
        cost_rate=row.cell("cost_rate", cells.number(0, 1_000_000)),
        active=row.cell("active", cells.yes_no),
        guest=row.cell("guest", cells.yes_no),
        deputy=row.cell("deputy", cells.person),
        notes=row.notes,
    )


def roles(cell: str) -> tuple[Role, ...]:
    """Roles separated by spaces, each once, in the order of the policy. Raises WrongCell."""
    words = cell.replace(",", " ").lower().split()
    unknown = [word for word in words if word not in _ROLES]
    if unknown or not words:
        raise cells.WrongCell(f"“{(unknown or [cell])[0][:60]}” is not a role", f"write some of: {' '.join(_ROLES)}")
    return tuple(role for role in _ROLES if role in words)


def person_keys(person: PersonRow) -> list[tuple[str, str]]:
    """What names this person, as (column, text): no two rows of a sheet may share one."""
    keys = [("email", person.email)] if person.email else []
    return keys + ([("slack_user_id", person.slack_user_id)] if isinstance(person.slack_user_id, str) else [])
