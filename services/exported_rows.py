"""How is what is stored written as cells, which any import takes and no spreadsheet for a formula?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.amounts import plain
from readers.escapes import clean
from readers.tables import cells

Line = tuple[str, ...]
Told = Mapping[str, str]  # column → cell
Named = Mapping[str | None, str]  # id → how cells call it; "" for what is left out


@dataclass(frozen=True)
class Names:
    """How the cells of any sheet call people, teams, projects, goals and skills."""

    people: Named
    teams: Named
    projects: Named
    goals: Named
    skills: Named


def every(session: Session, table: Any, workspace: str) -> Sequence[Any]:
    return session.scalars(select(table).where(table.workspace == workspace)).all()


def noted(columns: tuple[str, ...], rows: Iterable[tuple[Told, Mapping[str, Any]]]) -> list[Line]:
    """The rows under their columns, and the notes of unknown columns under the names that they came with."""
    told = [(row, _notes(notes, columns)) for row, notes in rows]
    others = sorted({name for _, notes in told for name in notes})
    found: list[Line] = [(*columns, *others)]
    for row, notes in told:
        found.append((*(row[name] for name in columns), *(notes.get(name, "") for name in others)))
    return found


def _notes(notes: Mapping[str, Any], columns: tuple[str, ...]) -> Told:
    written = {text(name): text(value) for name, value in notes.items()}
    return {
        name: value
        for name, value in written.items()
        if name and value and name.lower().replace(" ", "_") not in columns
    }


def cell(read: Callable[[str], object], held: str | None) -> str:
    """A text as a cell that an import takes; empty where it would not, so that one odd name holds up nothing else."""
    if not held:
        return ""
    written = text(held)
    try:
        read(written)
    except cells.WrongCell:
        return ""
    return written


def line(held: str | None) -> str:
    """The same of a text that an import takes on one line."""
    return cell(cells.line, " ".join(clean(held).split()) if held else None)


def text(held: object) -> str:
    return cells.guard(clean(str(held)).strip())


def amount(value: Any) -> str:
    return "" if value is None else plain(value)


def amounts(values: Iterable[Any] | None) -> str:
    return "" if values is None else " ".join(plain(value) for value in values)
