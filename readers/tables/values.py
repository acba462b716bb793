"""What can a row of the portfolio's files say, and what can be wrong with it?"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

if TYPE_CHECKING:
    from readers.tables import plan_values as plan

from readers.tables.units import Unit

Value = TypeVar("Value")


class Blank(Enum):
    """A cell without a value: KEEP (empty, or no such column) or CLEAR (a single "-": empty what is stored)."""

    KEEP = "keep"
    CLEAR = "clear"


Cell: TypeAlias = Value | Blank
Role = Literal["member", "pm", "lead", "pmo", "executive", "admin"]
Status = Literal["proposed", "active", "on_hold", "done", "cancelled"]
Notes = tuple[tuple[str, str], ...]  # cells of unknown columns: (column as written, text)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file. row counts from 1 with the header; 0 and column "" where the whole file is meant.

    asks: dates or decimal, where nothing is wrong but what Choices would answer under that name; else "".
    """

    sheet: str
    row: int
    column: str
    wrong: str
    right: str
    asks: Literal["dates", "decimal", ""] = ""

    def __str__(self) -> str:
        return f"{self.sheet}:{self.row}:{self.column}: {self.wrong}, {self.right}"


class How(StrEnum):
    """How it is known which of our columns one of a file means; NONE where it is none of them."""

    SAID = "said"
    EXACT = "exact"
    REMEMBERED = "remembered"
    SYNONYM = "synonym"
    NEAR = "near"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Match:
    """What a column of a file is taken for.

    written: its header; column: ours, or "" for one that is none of ours; unit and time (day, week, …, or ""): what the
    header says that it counts; beaten: the column of ours that it would mean, were there no better one.
    """

    sheet: str
    written: str
    column: str
    how: How
    unit: Unit | None = None
    time: str = ""
    beaten: str = ""


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person as a sheet names one: by e-mail (small letters) or by Slack user id; exactly one of them is there."""

    email: str | None
    slack_user_id: str | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person. At least one of email and slack_user_id is there. week: hours Monday to Sunday."""

    row: int
    email: str | None
    slack_user_id: Cell[str]
    name: Cell[str]
    team: Cell[str]
    zone: Cell[str]
    week: Cell[tuple[Decimal, ...]]
    project_share: Cell[Decimal]
    holidays: Cell[str]
    roles: Cell[tuple[Role, ...]]
    cost_rate: Cell[Decimal]
    active: Cell[bool]
    guest: Cell[bool]
    deputy: Cell[PersonRef]
    notes: Notes


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team. channel: a Slack channel id, or a name without the "#"."""

    row: int
    team: str
    name: Cell[str]
    lead: Cell[PersonRef]
    channel: Cell[str]
    notes: Notes


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project. start and finish inclusive; money plain; cost_of_delay per week; confidence 0 to 1."""

    row: int
    code: str
    name: Cell[str]
    sponsor: Cell[PersonRef]
    manager: Cell[PersonRef]
    status: Cell[Status]
    start: Cell[date]
    finish: Cell[date]
    budget: Cell[Decimal]
    benefit: Cell[Decimal]
    cost_of_delay: Cell[Decimal]
    confidence: Cell[Decimal]
    channel: Cell[str]
    description: Cell[str]
    notes: Notes


@dataclass(frozen=True, slots=True)
class PatternRow:
    """From a day on the working week, the share for projects, or both. week: hours Monday to Sunday; share 0 to 1."""

    row: int
    person: PersonRef
    since: date
    week: Cell[tuple[Decimal, ...]]
    project_share: Cell[Decimal]


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A skill of a person; level 1 to 5."""

    row: int
    person: PersonRef
    skill: str
    level: Cell[int]


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """Away from start to finish (inclusive). part and rule are as written: what they mean is known elsewhere."""

    row: int
    person: PersonRef
    start: date
    part: str
    finish: Cell[date]
    rule: Cell[str]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The rows of the files that were there.

    sheets: the names of those files; unknown_columns: (sheet, column) that no sheet has; unread_files: names of CSV
    files in the folder, or of sheets in the workbook, that are none of these; matches: what each column was taken for;
    remarks: what else was understood, made of it or found missing, in sentences without their full stop.
    """

    people: tuple[PersonRow, ...]
    teams: tuple[TeamRow, ...]
    patterns: tuple[PatternRow, ...]
    skills: tuple[SkillRow, ...]
    absences: tuple[AbsenceRow, ...]
    goals: "tuple[plan.GoalRow, ...]"
    projects: tuple[ProjectRow, ...]
    alignment: "tuple[plan.AlignmentRow, ...]"
    dependencies: "tuple[plan.DependencyRow, ...]"
    allocations: "tuple[plan.AllocationRow, ...]"
    requests: "tuple[plan.RequestRow, ...]"
    blockers: "tuple[plan.BlockerRow, ...]"
    sheets: frozenset[str]
    unknown_columns: tuple[tuple[str, str], ...]
    unread_files: tuple[str, ...]
    matches: tuple[Match, ...] = ()
    remarks: tuple[str, ...] = ()
