"""What do the rows say that cells are merged over, below the header?

A reader sees the text in each of these rows, so each gets it. An amount is no text: nobody knows whether it is meant
for each of the rows or for all of them together.
"""

from collections.abc import Sequence

from readers.tables.csv_files import Span, Table
from readers.tables.headers import Header
from readers.tables.kinds import AMOUNTS
from readers.tables.values import Problem

_SHOWN = 5


def filled(
    found: Table, head: Header, sheet: str
) -> tuple[Sequence[Sequence[str]], tuple[str, ...], tuple[Problem, ...]]:
    """The records with what is merged in each row that it is merged over; what was done so, and what cannot be."""
    below = [span for span in found.merged if span.bottom > span.top > head.row and _text(found, span)]
    if not below:
        return found.records, (), ()
    problems = tuple(
        Problem(sheet, span.top, column, f"{span.where} are merged", "write in each row what is its own")
        for span in below
        if (column := _name(head, span)) in AMOUNTS
    )
    records = [list(record) for record in found.records]
    for span in below:
        for record in records[span.top : span.bottom]:
            record.extend([""] * (span.left - len(record)))
            record[span.left - 1] = _text(found, span)
    shown = ", ".join(span.where for span in below[:_SHOWN]) + (", …" if len(below) > _SHOWN else "")
    return records, (f"merged cells ({shown}) were read as if their text stood in each row",), problems


def _text(found: Table, span: Span) -> str:
    record = found.records[span.top - 1] if span.top <= len(found.records) else []
    return record[span.left - 1].strip() if span.left <= len(record) else ""


def _name(head: Header, span: Span) -> str:
    return head.matches[span.left - 1].column if span.left <= len(head.matches) else ""
