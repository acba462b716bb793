"""What can a row about goals, bookings, requests and blockers say?"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from readers.tables.values import Cell, Notes, PersonRef

AllocationState = Literal["tentative", "committed"]
RequestState = Literal["draft", "open", "proposed", "filled", "declined", "withdrawn"]
BlockerState = Literal["open", "acknowledged", "in_progress", "cleared", "withdrawn", "duplicate"]
Cause = Literal["decision", "person", "team", "access", "vendor", "environment", "legal", "other"]


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal; its weight stands beside those of the other goals."""

    row: int
    code: str
    name: Cell[str]
    weight: Cell[Decimal]
    notes: Notes


@dataclass(frozen=True, slots=True)
class AlignmentRow:
    """A project, by code, serves a goal, by code, to so many percent, 0 to 100."""

    row: int
    project: str
    goal: str
    percent: Cell[Decimal]


@dataclass(frozen=True, slots=True)
class DependencyRow:
    """A project needs another one, both by code, and so many weeks more."""

    row: int
    project: str
    needs: str
    lag_weeks: Cell[int]


@dataclass(frozen=True, slots=True)
class AllocationRow:
    """Somebody works on a project. id: KEEP where the file gives none."""

    row: int
    id: Cell[str]
    project: Cell[str]
    person: Cell[PersonRef]
    start: Cell[date]
    finish: Cell[date]
    hours_per_week: Cell[Decimal]
    state: Cell[AllocationState]
    skill: Cell[str]
    request: Cell[str]


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A project asks for hours a week of people with a skill, whoever they are."""

    row: int
    id: str
    project: Cell[str]
    skill: Cell[str]
    min_level: Cell[int]
    hours_per_week: Cell[Decimal]
    start: Cell[date]
    finish: Cell[date]
    max_people: Cell[int]
    shift_weeks: Cell[int]
    state: Cell[RequestState]


@dataclass(frozen=True, slots=True)
class BlockerRow:
    """Something that stops work. blocks and duplicate_of are ids of blockers; cleared_at: an aware instant."""

    row: int
    id: str
    title: Cell[str]
    project: Cell[str]
    raised_by: Cell[PersonRef]
    owner: Cell[PersonRef]
    cause: Cell[Cause]
    since: Cell[date]
    needed_by: Cell[date]
    hours_per_week: Cell[Decimal]
    people: Cell[tuple[PersonRef, ...]]
    blocks: Cell[tuple[str, ...]]
    state: Cell[BlockerState]
    duplicate_of: Cell[str]
    cleared_at: Cell[datetime]
