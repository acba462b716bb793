"""What do the cells of a sheet mean, in the forms in which people have them? Each is made what our own files have.

Dates become YYYY-MM-DD, amounts plain decimals in single units, percents what the column counts. What is no date and no
amount stays as it is: whoever reads the row says what is wrong with it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from readers.tables import days, durations
from readers.tables.choices import Choices, Dates
from readers.tables.columns import DURATION
from readers.tables.kinds import DATES
from readers.tables.money import settle_amounts
from readers.tables.sheets import Row, Sheet, more_cells, texts
from readers.tables.values import Match


def settle(sheet: Sheet, choices: Choices) -> tuple[str, ...]:
    """Make the cells of all rows what they mean, note questions in the rows, and say what was decided how."""
    matches = {one.column: one for one in sheet.matches if one.column}
    remarks = settle_dates(sheet.rows, [one for column, one in matches.items() if column in DATES], choices.dates)
    remarks += settle_amounts(sheet.rows, matches, choices.decimal)
    if {DURATION, "start"} <= set(matches) and "finish" not in matches:
        remarks += _settle_ends(sheet.rows, matches[DURATION])
    return tuple(remarks)


def settle_dates(rows: Sequence[Row], matches: Iterable[Match], said: Dates | None) -> list[str]:
    """Dates as YYYY-MM-DD. said: what comes first where nothing in the sheet tells."""
    found = {one.column: days.readings(texts(rows, one.column)) for one in matches}
    orders = {column: days.order(readings.values()) for column, readings in found.items()}
    elsewhere = {order for order in orders.values() if order}
    remarks = []
    for one in matches:
        column = one.column
        first = said or orders[column] or (next(iter(elsewhere)) if len(elsewhere) == 1 else None)
        settled, unclear = days.settled(found[column], first)
        remarks += _taken(one, found[column], settled) if first and not said else []
        asked: list[Row] = []
        for row in rows:
            text = row.cells.get(column, "").strip()
            if text in settled:
                row.cells[column] = settled[text]
            elif text in unclear:
                row.refused.add(column)
                asked.append(row)
        if asked:
            _ask_order(asked, column, unclear)
    return remarks


def _taken(one: Match, readings: Mapping[str, days.Reading], settled: Mapping[str, str]) -> list[str]:
    """How a date was read that could have been another one, had not the rest of the sheet told."""
    example = min((text for text, reading in readings.items() if reading.sure is None), default=None)
    if example is None:
        return []
    day = _long(date.fromisoformat(settled[example]))
    return [f"in “{one.written}”, {example} was taken for {day}, as other cells tell"]


def _ask_order(asked: Sequence[Row], column: str, unclear: Mapping[str, days.Reading]) -> None:
    text = asked[0].cells[column].strip()
    reading = unclear[text]
    one, two = reading.day_first, reading.month_first
    if one is None or two is None:
        return
    more = more_cells(len(asked) - 1)
    wrong = f"“{text}” may be {_long(one)} or {two:%B} {two.day}, {two.year}{more}"
    asked[0].refuse(column, wrong, "say --dates day-first or --dates month-first", asks="dates")


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _settle_ends(rows: Sequence[Row], match: Match) -> list[str]:
    """The last day of each row that says when it begins and how long it lasts."""
    made = 0
    for row in rows:
        start, lasting = row.cells.get("start", "").strip(), row.cells.get(DURATION, "").strip()
        if lasting in {"", "-"} or "start" in row.refused:
            continue
        begins = days.reading(start)
        ends = durations.finish(begins.sure, lasting, match.time or "day") if begins and begins.sure else None
        if ends is not None:
            row.cells["finish"] = ends.isoformat()
            made += 1
        elif begins is not None:
            row.refuse(
                DURATION, f"“{lasting[:60]}” is no length of time", "write such as 580 days, 12 weeks or 3 months"
            )
    if not made:
        return []
    counted = "" if match.time else " (bare numbers are days)"
    return [f"no column says when something ends: in {made} rows finish is start + “{match.written}” − 1 day{counted}"]
