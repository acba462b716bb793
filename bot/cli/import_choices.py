"""What does an operator say of files that are not called and written as ours, and what were these taken for?"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.cli.endings import USAGE, EndingError

if TYPE_CHECKING:
    from readers.tables.choices import Choices, Remembered
    from readers.tables.values import Match


def register(parser: Any) -> None:
    parser.add_argument(
        "--map",
        metavar="SHEET:COLUMN=OURS",
        action="append",
        default=[],
        dest="columns",
        help='which of our columns one of the files is, such as "projects:Whole Life Cost (£m)=budget"; - for none: it '
        "is kept as a note. Remembered for the next time",
    )
    parser.add_argument(
        "--sheet",
        metavar="NAME=SHEET",
        action="append",
        default=[],
        dest="sheets",
        help='which of our sheets a file or sheet is, such as "Portfolio 2026.csv=projects"; - for none; notes where '
        "each of its rows is to be kept as a note of the project that it names",
    )
    parser.add_argument("--dates", choices=("day-first", "month-first"), help="what 03/04/2026 begins with")
    parser.add_argument("--decimal", choices=("point", "comma"), help="which mark stands before a fraction: 1.5 or 1,5")


def choices(args: argparse.Namespace) -> "Choices":
    """What the arguments say. Raises EndingError."""
    from readers.tables.choices import Choices, folded

    columns, sheets = {}, {}
    for text in args.columns:
        place, column = _halves(text, "--map", "projects:Owner=manager")
        sheet, colon, written = place.partition(":")
        if not colon or not written.strip():
            raise EndingError(f'“{text}” names no sheet: write such as --map "projects:Owner=manager".', USAGE)
        columns[sheet.strip().lower(), folded(written)] = column.lower()
    for text in args.sheets:
        name, sheet = _halves(text, "--sheet", "Portfolio.csv=projects")
        sheets[folded(name)] = sheet.lower()
    return Choices(columns, sheets, args.dates, args.decimal)


def with_memory(said: "Choices", remembered: "Remembered") -> "Choices":
    """What was said now, and what earlier imports took columns for."""
    return replace(said, remembered=remembered)


def _halves(text: str, option: str, example: str) -> tuple[str, str]:
    """Columns may have a "=" in their names, ours have none."""
    name, sign, ours = text.rpartition("=")
    if not sign or not name.strip() or not ours.strip():
        raise EndingError(f'“{text}” says nothing: write such as {option} "{example}".', USAGE)
    return name, ours.strip()


def mapping(matches: "Sequence[Match]") -> Iterator[str]:
    """A line for each column that is ours under another name."""
    from readers.tables.columns import DURATION
    from readers.tables.values import How

    how = {How.NEAR: "a near spelling", How.REMEMBERED: "as before", How.SAID: "as you said"}
    for match in matches:
        if match.how in {How.EXACT, How.NONE}:
            continue
        ours = match.column or "a note"
        counted = (str(match.unit) if match.unit else "", f"in {match.time}s" if match.column == DURATION else "")
        more = [one for one in (*counted, how.get(match.how, "")) if one and match.column]
        yield f"{match.sheet}: {match.written} → {', '.join([ours, *more])}"
