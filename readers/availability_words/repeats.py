"""Which words say that something repeats, and on which days?"""

import re

from readers.availability_words.pieces import Every, Piece, Repeat
from readers.availability_words.values import Rule
from readers.days.numbers import WEEKDAY, WEEKDAYS

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_COUNTS = {
    "other": 2,
    "second": 2,
    "2nd": 2,
    "alternate": 2,
    "two": 2,
    "2": 2,
    "third": 3,
    "3rd": 3,
    "three": 3,
    "3": 3,
}
_COUNTS |= {"fourth": 4, "4th": 4, "four": 4, "4": 4, "single": 1}
_PLACES = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}
_COUNT = rf"(?P<count>{'|'.join(_COUNTS)})"
_PLACE = rf"(?:{'|'.join(_PLACES)})"
_NAME = rf"(?:{WEEKDAY})"
_AND = r"(?: ,)?(?: and| &| or)? "
_LIST = rf"(?P<days>{_NAME}s?(?:{_AND}(?:on |every )?{_NAME}s?)*)"
_FULL = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_PLURALS = rf"(?P<days>{_FULL}s(?:{_AND}(?:on )?{_NAME}s?)*)"
_A_MONTH = r"(?:(?:of|in) (?:the|a|every|each|any) months?|every months?|a month|monthly)"
_IN_MONTH = re.compile(
    rf"(?:(?:every|the|monthly|every month|on|,) )*(?P<places>{_PLACE}(?:{_AND}(?:the )?{_PLACE})*) (?P<day>{_NAME})s?"
    rf"(?P<month>(?: , )? {_A_MONTH})?(?!\S)"
)
_NTH = r"[0-3]?[0-9](?:st|nd|rd|th)"
_DAYS_OF_MONTH = re.compile(
    rf"(?:(?:every|the|on) )*(?P<days>[0-3]?[0-9](?:st|nd|rd|th)(?:{_AND}(?:the )?[0-3]?[0-9](?:st|nd|rd|th))*) "
    rf"{_A_MONTH}(?!\S)"
    r"|(?:every month|monthly) (?:on )?(?:the )?(?P<days2>[0-3]?[0-9](?:st|nd|rd|th))(?!\S)"
    rf"|every (?P<days3>{_NTH}(?:{_AND}(?:the |every )?{_NTH})*)(?= off| ,| from| until| in| starting| since|$)"
    rf"|(?:the )?(?P<last>last) (?:work)?day {_A_MONTH}(?!\S)"
)
_EVERY_DAYS = re.compile(rf"(?:every|on alternate|alternate) (?:{_COUNT} )?{_LIST}(?!\S)")
_PLURAL = re.compile(rf"{_PLURALS}(?!\S)|(?<!to )(?P<day>{_NAME})(?= (?:mornings|afternoons|evenings)(?!\S))")
_EVERY = re.compile(
    rf"every (?:{_COUNT} )?weeks?(?!\S)|every fortnight(?!\S)"
    r"|(?P<two>biweekly|bi weekly|fortnightly|alternate weeks|alternating weeks)(?!\S)|weekly(?= on)"
)


def repeat(text: str, place: int) -> tuple[Piece, int] | None:
    """The repetition that begins at that place, and where its words end."""
    if (match := _IN_MONTH.match(text, place)) and _is_of_month(match):
        code = _CODES[WEEKDAYS[match["day"]]]
        places = [_PLACES[one] for one in re.findall(_PLACE, match["places"])]
        return Repeat(Rule("MONTHLY", days=tuple(f"{one}{code}" for one in places))), match.end()
    if match := _DAYS_OF_MONTH.match(text, place):
        named = match["days"] or match["days2"] or match["days3"] or ""
        numbers = [-1] if match["last"] else [int(one) for one in re.findall("[0-9]+", named)]
        fits = all(-1 <= one <= 31 and one for one in numbers) and "workday" not in match[0]
        return (Repeat(Rule("MONTHLY", month_days=tuple(numbers))), match.end()) if fits else None
    if match := _EVERY_DAYS.match(text, place):
        alternate = "alternate" in match[0].split()[:2]
        return _weekly(match["days"], 2 if alternate else _COUNTS.get(match["count"] or "single", 1)), match.end()
    if match := _PLURAL.match(text, place):
        return _weekly(match["days"] or match["day"], 1), match.end()
    if match := _EVERY.match(text, place):
        two = match["two"] or match[0] == "every fortnight"
        return Every(2 if two else _COUNTS.get(match["count"] or "single", 1)), match.end()
    return None


def _is_of_month(match: re.Match[str]) -> bool:
    """ "Every second Friday" is every other one; "every first Friday" and "… of the month" are monthly."""
    if match["month"]:
        return True
    words = match[0].split()
    return "monthly" in words or "month" in words or ("every" in words and words[-2] in {"first", "1st", "last"})


def _weekly(days: str, weeks: int) -> Repeat:
    names = [WEEKDAYS[one] for one in re.findall(rf"\b({WEEKDAY})s?\b", days)]
    return Repeat(Rule("WEEKLY", weeks, tuple(_CODES[one] for one in sorted(set(names)))))


def through(rule: Rule, last: int) -> Rule | None:
    """The rule for "every Monday to Thursday": on its one day and on all until the last; None where it has more."""
    if rule.freq != "WEEKLY" or len(rule.days) != 1:
        return None
    return weekday_rule(weekdays(_CODES.index(rule.days[0]), last), rule.interval)


def weekdays(first: int, last: int) -> list[int]:
    """From one day of the week to the next such one, both included; Monday is 0."""
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def weekday_rule(numbers: list[int], weeks: int, more: Rule | None = None) -> Rule:
    """A rule every so many weeks on these days of the week (Monday 0), and on those of another rule as well."""
    codes = {_CODES[one] for one in numbers} | set(more.days if more else ())
    return Rule("WEEKLY", weeks, tuple(sorted(codes, key=_CODES.index)))
