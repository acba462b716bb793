"""How are amounts, units, weekdays and months spelled in English?"""

from typing import Literal

from readers.days.values import Unit

_AMOUNTS = {"": 1, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_AMOUNTS |= {"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "a couple of": 2}
AMOUNT = r"(?:[0-9]{1,3}\s?|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a\scouple\sof)\s)"

UNIT = (
    r"(?:min(?:ute)?s?|h(?:(?:ou)?rs?)?|(?:working\s|work\s|business\s|work)days?|d(?:ays?)?|w(?:ee)?ks?|w|fortnights?"
    r"|months?|quarters?|years?)"
)
_UNITS: tuple[tuple[str, Unit, int], ...] = (
    ("min", "minute", 1),
    ("month", "month", 1),
    ("h", "hour", 1),
    ("wo", "workday", 1),
    ("b", "workday", 1),
    ("w", "week", 1),
    ("d", "day", 1),
    ("f", "week", 2),
    ("q", "quarter", 1),
    ("y", "year", 1),
)

_DAYS = (
    ("monday", "mon"),
    ("tuesday", "tues", "tue"),
    ("wednesday", "weds", "wed"),
    ("thursday", "thurs", "thur", "thu"),
    ("friday", "fri"),
    ("saturday", "sat"),
    ("sunday", "sun"),
)
WEEKDAYS = {spelling: number for number, spellings in enumerate(_DAYS) for spelling in spellings}

_MONTHS = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTHS = {spelling: number for number, spellings in enumerate(_MONTHS, 1) for spelling in spellings}


def _longest_first(spellings: dict[str, int]) -> str:
    return "(?:" + "|".join(sorted(spellings, key=len, reverse=True)) + ")"


WEEKDAY = _longest_first(WEEKDAYS)
MONTH = _longest_first(MONTHS)


def amount(words: str) -> int:
    """The number that AMOUNT matched; nothing said ("for the last week") is one."""
    plain = " ".join(words.split())
    return int(plain) if plain.isdecimal() else _AMOUNTS[plain]


def unit(words: str) -> tuple[Unit, int]:
    """The unit that UNIT matched, and how many of it the word stands for (a fortnight is two weeks)."""
    return next((name, factor) for start, name, factor in _UNITS if words.startswith(start))


def period_unit(words: str) -> Literal["week", "month", "quarter", "year"]:
    """The unit of "end of week", "next quarter", or of the last letter in EOM."""
    names: dict[str, Literal["week", "month", "quarter", "year"]] = {
        "w": "week",
        "m": "month",
        "q": "quarter",
        "y": "year",
    }
    return names[words[0]]
