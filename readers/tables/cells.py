"""What does the text of one cell mean, and what would be right where it means nothing?"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from zoneinfo import available_timezones

from rapidfuzz import fuzz, process

from readers.escapes import clean, is_blank
from readers.tables.values import PersonRef

LONGEST = 4000  # characters of a text cell
NO_HOLIDAYS = "none"  # who keeps no public holidays, whatever the workspace does
_GUARDED = re.compile(r"'+(?:[=+\-@\t\r]|$)", re.DOTALL)
_TO_GUARD = re.compile(r"'*(?:[=+\-@\t\r]|$)", re.DOTALL)
_EMAIL = re.compile(r"[^\s@<>,;\"]{1,64}@[^\s@<>,;\"]{1,190}\.[^\s@<>,;\".]{2,60}")
_USER_ID = re.compile(r"[UW][A-Z0-9]{2,30}")
_CODE = re.compile(r"\w[\w.\-]{0,39}")
_CHANNEL = re.compile(r"#?([^\s#@<>,;]{1,80})")
_NUMBER = re.compile(r"[+\-]?[0-9]{1,15}(?:\.[0-9]{1,9})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EARLIEST, _LATEST = date(1970, 1, 1), date(2199, 12, 31)
_COUNTRY = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")


class WrongCell(Exception):
    """A cell that means nothing: what is wrong with it, and what would be right."""

    def __init__(self, wrong: str, right: str) -> None:
        super().__init__(wrong, right)
        self.wrong, self.right = wrong, right


def unguard(text: str) -> str:
    """The text of a cell that an export made harmless for spreadsheets; the opposite of guard."""
    return text[1:] if _GUARDED.match(text) and len(text) > 1 else text


def guard(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula and no import for "clear this"; unguard undoes it."""
    return "'" + text if text and _TO_GUARD.match(text) else text


def text(cell: str) -> str:
    """Any text; controls and characters that turn the direction are left out."""
    cleaned = clean(unguard(cell)).strip()
    if is_blank(cleaned):
        raise WrongCell("there is nothing to be seen in this text", "write a text, or leave the cell empty")
    if len(cleaned) > LONGEST:
        raise WrongCell(f"the text has {len(cleaned)} characters", f"at most {LONGEST}")
    return cleaned


def line(cell: str) -> str:
    """A text on one line, with single spaces."""
    return " ".join(text(cell).split())


def email(cell: str) -> str:
    """An e-mail address, in small letters."""
    if not _EMAIL.fullmatch(unguard(cell)):
        raise WrongCell(f"{_shown(cell)} is not an e-mail address", "write one such as ana@example.com")
    return unguard(cell).lower()


def user_id(cell: str) -> str:
    """A Slack user id."""
    if not _USER_ID.fullmatch(cell):
        raise WrongCell(f"{_shown(cell)} is not a Slack user id", "write one such as U012AB3CD")
    return cell


def person(cell: str) -> PersonRef:
    """A person by e-mail or Slack user id."""
    if _USER_ID.fullmatch(cell):
        return PersonRef(None, cell)
    if not _EMAIL.fullmatch(unguard(cell)):
        raise WrongCell(
            f"{_shown(cell)} is neither an e-mail address nor a Slack user id", "write ana@example.com or U012AB3CD"
        )
    return PersonRef(email(cell), None)


def code(cell: str) -> str:
    """A short key: letters, digits, and - _ . inside."""
    if not _CODE.fullmatch(unguard(cell)):
        raise WrongCell(f"{_shown(cell)} is not a code", "write up to 40 letters and digits, such as APOLLO")
    return unguard(cell)


def channel(cell: str) -> str:
    """A Slack channel, by id or by name without the "#"."""
    match = _CHANNEL.fullmatch(unguard(cell))
    if not match:
        raise WrongCell(f"{_shown(cell)} is not a channel", "write its name such as #apollo, or its id")
    return match[1]


def yes_no(cell: str) -> bool:
    """yes or no."""
    if cell.lower() not in {"yes", "no"}:
        raise WrongCell(f"{_shown(cell)} is neither yes nor no", "write yes or no")
    return cell.lower() == "yes"


def day(cell: str) -> date:
    """A date written YYYY-MM-DD."""
    try:
        if _DAY.fullmatch(cell):
            return date.fromisoformat(cell)
    except ValueError:
        raise WrongCell(f"{_shown(cell)} is a day that does not exist", "write one of the calendar") from None
    raise WrongCell(f"{_shown(cell)} is not a date", "write YYYY-MM-DD, such as 2026-12-24")


def plan_day(cell: str) -> date:
    """A date for which somebody may plan. Others are slips of the hand, and the last days of all have no next one."""
    found = day(cell)
    if not _EARLIEST <= found <= _LATEST:
        raise WrongCell(f"{_shown(cell)} is too far away", f"write a day from {_EARLIEST} to {_LATEST}")
    return found


def level(cell: str) -> int:
    """A level of a skill."""
    if cell not in {"1", "2", "3", "4", "5"}:
        raise WrongCell(f"{_shown(cell)} is not a level", "write a whole number from 1 to 5")
    return int(cell)


def number(least: int, most: int | None = None) -> Callable[[str], Decimal]:
    """A reader of plain decimals between least and most (inclusive)."""
    wanted = f"from {least} to {most}" if most is not None else f"of {least} or more"

    def read(cell: str) -> Decimal:
        plain = unguard(cell)
        try:
            value = Decimal(plain) if _NUMBER.fullmatch(plain) else None
        except InvalidOperation:
            value = None
        if value is None:
            raise WrongCell(f"{_shown(cell)} is not a number", f"write a plain decimal {wanted}, such as {most or 40}")
        if value < least or (most is not None and value > most):
            raise WrongCell(f"{_shown(cell)} is out of range", f"write a number {wanted}")
        return value + 0  # -0 is 0

    return read


@lru_cache(maxsize=1024)  # most people share a few weeks
def week(cell: str) -> tuple[Decimal, ...]:
    """Hours from Monday to Sunday, seven numbers from 0 to 24."""
    parts = cell.split()
    right = "write seven numbers of hours, Monday to Sunday, such as 8 8 8 8 8 0 0"
    if len(parts) != 7:
        raise WrongCell(f"{_shown(cell)} has {len(parts)} numbers", right)
    try:
        return tuple(number(0, 24)(part) for part in parts)
    except WrongCell as error:
        raise WrongCell(error.wrong, right) from None


def zone(cell: str) -> str:
    """An IANA time zone."""
    if cell in _zones():
        return cell
    raise WrongCell(f"{_shown(cell)} is not a time zone", f"write one such as {_nearest_zone(cell)}")


@lru_cache(maxsize=256)  # a sheet repeats its slips, and one comparison with all zones takes a millisecond
def _nearest_zone(cell: str) -> str:
    near = process.extractOne(cell[:60], sorted(_zones()), scorer=fuzz.WRatio, score_cutoff=80)
    return near[0] if near else "Europe/Berlin"


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def holidays(cell: str) -> str:
    """A country (ISO 3166), one of its parts such as DE-BY, or NO_HOLIDAYS. Whether it is known is not asked here."""
    if cell.lower() == NO_HOLIDAYS:
        return NO_HOLIDAYS
    if not _COUNTRY.fullmatch(cell):
        raise WrongCell(
            f"{_shown(cell)} is not a country", "write an ISO 3166 code such as DE, DE-BY for a part of it, or none"
        )
    return cell


def _shown(cell: str) -> str:
    shown = clean(cell).replace("\n", " ")
    return f"“{shown[:60]}…”" if len(shown) > 60 else f"“{shown}”"
