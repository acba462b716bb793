"""Which week and which day does a question about the plan mean?"""

import argparse
from typing import TYPE_CHECKING

from bot.cli.endings import USAGE, EndingError

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from planning.weeks import Week

FIRST_YEAR, LAST_YEAR = 1970, 2199


def add_arguments(question: argparse.ArgumentParser) -> None:
    """What every question takes."""
    question.add_argument("--as-of", metavar="DATE", help="the day that counts as today, such as 2026-11-23")
    question.add_argument("--workspace", metavar="ID", help="Slack's id of the workspace, where the store has several")


def week(label: str | None) -> "Week | None":
    """The week of `--from`; None where none is given. Raises EndingError for what is none."""
    from planning.refusal import Refusal
    from planning.weeks import read_week

    if label is None:
        return None
    found = read_week(label)
    if isinstance(found, Refusal):
        raise EndingError(f"--from is {label}. {found.sentence}", USAGE)
    _refuse_far(label, found.monday.year)
    return found


def day(text: str | None) -> "date | None":
    """The same of `--as-of`."""
    from readers.tables import cells

    if text is None:
        return None
    try:
        found = cells.day(text)
    except cells.WrongCell as wrong:
        raise EndingError(f"--as-of: {wrong.wrong}; {wrong.right}.", USAGE) from None
    _refuse_far(text, found.year)
    return found


def _refuse_far(text: str, year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise EndingError(f"{text} is too far away; plans lie between {FIRST_YEAR} and {LAST_YEAR}.", USAGE)


def today(session: "Session", workspace: str) -> "date":
    """Where most people of the workspace live."""
    from bot.clock import SystemClock
    from services import people

    return SystemClock().now().astimezone(people.workspace_zone(session, workspace)).date()
