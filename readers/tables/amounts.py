"""Which amount does each cell of a column mean: with units, signs of currencies, and separators of any country?

1,200 may be 1200 or 1.2. What the mark means is worked out from the other cells of the column, and where they do not
tell, from the other columns of the sheet; where nothing tells, it is asked. Amounts are exact decimals.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from readers.tables.choices import Decimals
from readers.tables.units import Unit, unit

_PLAIN = re.compile(r"[+\-]?[0-9]{1,15}(?:\.[0-9]{1,2}|\.[0-9]{4,9})?")
_SPLIT = re.compile(r"([^0-9]*?)([+\-−]?)\s*([0-9][0-9.,'’\s\u00a0\u202f]*?)([^0-9]*)")
_SPACES = re.compile(r"(?<=[0-9])['’\s\u00a0\u202f](?=[0-9]{3}(?![0-9]))")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:[.,][0-9]{3})+|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}")  # or as in India
_LONGEST = 60
OTHER: Mapping[Decimals, Decimals] = {"point": "comma", "comma": "point"}
_MARKS: Mapping[str, Decimals] = {".": "point", ",": "comma"}


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as written: its digits with at most one mark before the fraction.

    decimal: the mark that must be the one before the fraction, by this cell alone; None where it has none.
    either: digits whose only mark may be both; then they stand as with a fraction.
    """

    digits: str
    decimal: Decimals | None
    either: Decimals | None
    unit: Unit | None


def amount(cell: str) -> Amount | None:
    """What one cell says as an amount; None where it is none."""
    if len(cell) > _LONGEST:
        return None
    if is_plain(cell):  # as nearly all are
        return Amount(cell, "point" if "." in cell else None, None, None)
    text = cell.strip()
    negative = text.startswith("(") and text.endswith(")")  # as accountants write it
    found = _SPLIT.fullmatch(text[1:-1] if negative else text)
    if found is None:
        return None
    before, sign, digits, after = found.groups()
    if before.rstrip().endswith(("-", "−")):
        before, sign = before.rstrip()[:-1], "-"
    said = _unit(before, after)
    if said is None and (before.strip() or after.strip()):
        return None
    number = _number(_SPACES.sub("", digits.strip()))
    if number is None:
        return None
    minus = "-" if negative or sign in {"-", "−"} else ""
    return replace(number, digits=minus + number.digits, unit=said)


def _unit(before: str, after: str) -> Unit | None:
    """The unit around a number: "€ … m", "GBP …k", "… %"."""
    text = f"{before.strip()} {after.strip()}".strip()
    return unit(text) if text else None


def _number(digits: str) -> Amount | None:
    if re.search(r"[^0-9.,]", digits):
        return None
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        last = "." if digits.rfind(".") > digits.rfind(",") else ","
        other = "," if last == "." else "."
        whole, _, fraction = digits.rpartition(last)
        if last in whole or not _GROUPED.fullmatch(whole) or not fraction:
            return None
        return Amount(f"{whole.replace(other, '')}.{fraction}", _MARKS[last], None, None)
    mark = "." if points else ","
    if points + commas > 1:
        return Amount(digits.replace(mark, ""), OTHER[_MARKS[mark]], None, None) if _GROUPED.fullmatch(digits) else None
    if points + commas == 0:
        return Amount(digits, None, None, None)
    plain = digits.replace(mark, ".")
    if not plain.rpartition(".")[2] or plain.startswith("."):
        return None
    if _GROUPED.fullmatch(digits):
        return Amount(plain, None, _MARKS[mark], None)
    return Amount(plain, _MARKS[mark], None, None)


def amounts(texts: Iterable[str]) -> dict[str, Amount]:
    """The cells of a column that are amounts, each once. What is none is left out."""
    return {text: found for text in set(texts) if (found := amount(text)) is not None}


def decimal_mark(found: Iterable[Amount]) -> Decimals | None:
    """The mark before the fraction in all cells that tell; None where none does, or where they differ."""
    told = {one.decimal for one in found if one.decimal is not None}
    return told.pop() if len(told) == 1 else None


def value(one: Amount, mark: Decimals | None, header: Unit | None) -> Decimal | None:
    """The amount in single units; None where its mark may mean both. The cell's own scale goes before the header's."""
    if one.either is not None and mark is None:
        return None
    digits = one.digits.replace(".", "") if one.either is not None and one.either != mark else one.digits
    scale = one.unit.scale if one.unit is not None and one.unit.scale != 1 else header.scale if header else Decimal(1)
    return Decimal(digits) * scale


def is_plain(text: str) -> bool:
    """Whether the text is a plain decimal that has one meaning everywhere."""
    return _PLAIN.fullmatch(text) is not None


def written(number: Decimal) -> str:
    """An amount as a plain decimal: exact, without an exponent."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
