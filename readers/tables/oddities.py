"""What is missing in a sheet, or written in more than one way, that is taken all the same?"""

import re
from collections import Counter, defaultdict
from decimal import Decimal

from readers.tables import days
from readers.tables.kinds import DATES
from readers.tables.sheets import Sheet

_NUMBER = re.compile(
    r"[(\-−]?\s?[£€$]?[0-9][0-9.,]{0,20}\)?\s?(?:%|[a-zA-Z]{0,8})"
)  # perhaps with a unit, as in -29 days
_MOSTLY = Decimal("0.9")  # of the cells of a column: then it is one of dates, or of numbers


def oddities(sheet: Sheet) -> tuple[str, ...]:
    """Gaps, forms of dates and numbers below zero, each with its count. To be asked before the cells are settled."""
    columns: dict[str, list[str]] = {one.written: [] for one in sheet.matches}
    dated = {one.written for one in sheet.matches if one.column in DATES}
    for row in sheet.rows:
        notes = dict(row.notes)
        for one in sheet.matches:
            text = row.cells.get(one.column, "") if one.column else notes.get(one.written, "")
            columns[one.written].append(text.strip())
    return (*_gaps(columns, len(sheet.rows)), *_forms(columns, dated), *_below_zero(sheet, columns))


def _gaps(columns: dict[str, list[str]], rows: int) -> list[str]:
    """Columns with cells that are empty, by how many are; those that are empty throughout say nothing here."""
    by_count: defaultdict[int, list[str]] = defaultdict(list)
    for written, texts in columns.items():
        by_count[texts.count("")].append(written)
    return [
        f"in {count} of {rows} rows there is nothing for {_listed(by_count[count])}"
        for count in sorted(by_count, reverse=True)
        if 0 < count < rows
    ]


def _forms(columns: dict[str, list[str]], dated: set[str]) -> list[str]:
    """How dates are written, where it is in several ways."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    examples: dict[str, str] = {}
    for written, texts in columns.items():
        said = Counter(text for text in texts if text)
        found = {text: each for text, each in days.readings(said).items() if written in dated or each.form != "46081"}
        many = sum(said[text] for text in found)
        if many and (written in dated or many >= _MOSTLY * said.total()):
            for text, each in found.items():
                forms[each.form][written] += said[text]
                examples.setdefault(each.form, min(found, key=lambda one: (found[one].form != each.form, one)))
    if len(forms) < 2:
        return []
    told = (f"such as {examples[form]} ({_counted(columns_of)})" for form, columns_of in sorted(forms.items()))
    return [f"dates are written in {len(forms)} forms: {'; '.join(told)}"]


def _below_zero(sheet: Sheet, columns: dict[str, list[str]]) -> list[str]:
    """Notes that are numbers and below zero in places: a delay of −3 days is right, and perhaps a slip."""
    below: Counter[str] = Counter()
    for one in sheet.matches:
        texts = [text for text in columns[one.written] if text] if not one.column else []
        numbers = [text for text in texts if _NUMBER.fullmatch(text)]
        if texts and len(numbers) >= _MOSTLY * len(texts):
            below[one.written] = sum(text.startswith(("-", "−", "(")) for text in numbers)
    below += Counter()  # without zeros
    return [f"numbers below zero were kept as they are: {_counted(below)}"] if below else []


def _counted(columns: Counter[str]) -> str:
    return ", ".join(
        f"“{written}” in {'1 row' if count == 1 else f'{count} rows'}" for written, count in columns.items()
    )


def _listed(written: list[str]) -> str:
    return ", ".join(f"“{one}”" for one in written)
