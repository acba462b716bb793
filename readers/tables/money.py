"""Which plain number does each cell of money, of a part of something, or of hours stand for?"""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from readers.tables import amounts
from readers.tables.amounts import Amount
from readers.tables.choices import Decimals
from readers.tables.kinds import AMOUNTS, MONEY, PERCENTS, SHARES
from readers.tables.sheets import Row, more_cells, texts
from readers.tables.values import Match

_HOURS = re.compile(r"(?<=[0-9])\s*(?:h|hrs?|hours?|std\.?)(?:\s*(?:/|per|a)\s*(?:w|wk|week))?$", re.IGNORECASE)
_FTE = re.compile(r"\bfte\b", re.IGNORECASE)
_HUNDRED = Decimal(100)


def settle_amounts(rows: Sequence[Row], matches: Mapping[str, Match], said: Decimals | None) -> list[str]:
    """Amounts as plain decimals. said: the mark before the fraction where nothing in the sheet tells."""
    wanted = [one for column, one in matches.items() if column in AMOUNTS]
    found = {one.column: amounts.amounts(map(_without_hours, texts(rows, one.column))) for one in wanted}
    marks = {column: amounts.decimal_mark(each.values()) for column, each in found.items()}
    elsewhere = {mark for mark in marks.values() if mark}
    remarks = _settle_currency(rows, [one for one in wanted if one.column in MONEY], found)
    for one in wanted:
        mark = said or marks[one.column] or (next(iter(elsewhere)) if len(elsewhere) == 1 else None)
        if one.column in MONEY:
            _settle_money(rows, one, found[one.column], mark)
        elif one.column == "hours_per_week" and _FTE.search(one.written):
            right = "multiply them by the hours of a full week, such as 40"
            _refuse_all(rows, one.column, "full-time equivalents are no hours", right)
        else:
            remarks += _settle_numbers(rows, one, found[one.column], mark)
    return remarks


def _settle_currency(
    rows: Sequence[Row], wanted: Sequence[Match], found: Mapping[str, Mapping[str, Amount]]
) -> list[str]:
    """All money of a sheet is of one currency, which nobody converts: the first one that is named."""
    named = [one.unit.currency for one in wanted if one.unit is not None and one.unit.currency]
    seen = named[0] if named else ""
    for one in wanted:
        if one.unit is not None and one.unit.currency not in {"", seen}:
            _refuse_all(
                rows, one.column, f"this column is in {one.unit.currency}, others in {seen}", _one_currency(seen)
            )
    for row in rows:
        for one in wanted:
            amount = found[one.column].get(row.cells.get(one.column, "").strip())
            currency = amount.unit.currency if amount is not None and amount.unit is not None else ""
            seen = seen or currency
            if currency not in {"", seen}:
                text = row.cells[one.column].strip()
                row.refuse(one.column, f"“{text}” is in {currency}, other amounts in {seen}", _one_currency(seen))
    return [f"its amounts are in {seen}; Clearway keeps the numbers only"] if seen else []


def _one_currency(seen: str) -> str:
    return f"write it in {seen}, since nothing is converted"


def _settle_money(rows: Sequence[Row], one: Match, found: Mapping[str, Amount], mark: Decimals | None) -> None:
    per = MONEY[one.column]
    if one.unit is not None and (one.unit.percent or one.unit.per not in {"", per}):
        counts = "percent" if one.unit.percent else f"money per {one.unit.per}"
        _refuse_all(rows, one.column, f"this column counts {counts}", f"write money{per and f' per {per}'}")
        return

    def meant(amount: Amount) -> Decimal | None:
        return amounts.value(amount, mark, one.unit)

    def fits(amount: Amount) -> bool:
        return amount.unit is None or not (amount.unit.percent or amount.unit.per not in {"", per})

    plain = one.unit is None or one.unit.scale == 1
    _settle(rows, one.column, {text: each for text, each in found.items() if fits(each)}, meant, plain=plain)


def _settle_numbers(rows: Sequence[Row], one: Match, found: Mapping[str, Amount], mark: Decimals | None) -> list[str]:
    numbers = {text: each for text, each in found.items() if each.unit is None or each.unit.percent}
    bare = [amounts.value(each, mark or each.either, None) or 0 for each in numbers.values() if each.unit is None]
    small = bool(bare) and max(bare) <= 1
    percent = one.unit is not None and one.unit.percent

    def meant(amount: Amount) -> Decimal | None:
        number = amounts.value(amount, mark or ("point" if amount.either == "point" else None), None)
        hundredths = amount.unit is not None or (percent and not small)
        return number / _HUNDRED if number is not None and hundredths and one.column in SHARES else number

    _settle(rows, one.column, numbers, meant, plain=not percent)
    if one.column in PERCENTS and small and any(each not in {0, 1} for each in bare):
        return [f"no number in “{one.written}” is above 1; they were taken for percents (write 80 or 80 % for most)"]
    if one.column in SHARES and percent and small:
        return [f"no number in “{one.written}” is above 1, so they were taken for parts of 1, not for percents"]
    return []


def _settle(
    rows: Sequence[Row],
    column: str,
    found: Mapping[str, Amount],
    meant: Callable[[Amount], Decimal | None],
    *,
    plain: bool,
) -> None:
    """Write the number that each cell means; ask once where some cells have two. plain: plain decimals are right."""
    asked: list[Row] = []
    numbers = {text: meant(each) for text, each in found.items()}
    for row in rows:
        text = _without_hours(row.cells.get(column, "").strip())
        if text not in numbers or column in row.refused or (plain and amounts.is_plain(text)):
            continue
        number = numbers[text]
        if number is None:
            asked.append(row)
            row.refused.add(column)
        else:
            row.cells[column] = amounts.written(number)
    if asked:
        text = asked[0].cells[column].strip()
        fraction = found[_without_hours(text)].digits
        more = more_cells(len(asked) - 1)
        wrong = f"“{text}” may be {fraction.replace('.', '')} or {amounts.written(Decimal(fraction))}{more}"
        right = "say --decimal point or --decimal comma: which mark stands before the fraction"
        asked[0].refuse(column, wrong, right, asks="decimal")


def _without_hours(text: str) -> str:
    return _HOURS.sub("", text)


def _refuse_all(rows: Sequence[Row], column: str, wrong: str, right: str) -> None:
    """What is wrong with a whole column is said once, in its first row."""
    filled = [row for row in rows if row.cells.get(column, "").strip() not in {"", "-"}]
    for row in filled[:1]:
        row.refuse(column, wrong, right)
    for row in filled[1:]:
        row.refused.add(column)
