"""Which words name a time of the day, a part of it, an amount of hours, a percentage or a length?"""

import re
from collections.abc import Callable
from decimal import Decimal

from readers.availability_words.pieces import Amount, At, DaysPerWeek, Length, PartSaid, Percent, Piece, Times
from readers.availability_words.values import Between, Hours, Part
from readers.days.clocks import clocks
from readers.days.numbers import AMOUNT, MONTH, UNIT, WEEKDAY, amount, unit
from readers.days.values import Lasting

_FINEST = Decimal("0.01")  # of an hour
EVENING = Between(17 * 60, 24 * 60)
_HALF = r"(?P<{0}>\s?(?:[ap]m|h|hrs|o'clock|uhr))?"
_TIMES = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:[:h](?P<past>[0-5][0-9]))?"
    + _HALF.format("half")
    + r" (?:to|until) (?P<hour2>[0-9]{1,2})(?:[:h](?P<past2>[0-5][0-9]))?"
    + _HALF.format("half2")
    + rf"(?!\S)(?! (?:h|hours?|%|{MONTH}|days?|weeks?|per|a day|a week)\b)"
)
_ALONE = re.compile(r"(?P<hour>[0-9]{1,2})\s?(?:o'clock|uhr)(?!\S)")
_BARE = re.compile(rf"(?P<hour>[01]?[0-9])(?=$| (?:on|today|tomorrow|every|{WEEKDAY}|,|and|until|to|off|in the)(?!\S))")
_AT = re.compile(r"(?:^|\s)(?:at|until|before|from|after) $")
_NUMBER = r"(?P<number>[0-9]{1,4}(?:[.,][0-9]{1,2})?)"
_A_WEEK = r"(?:\s?/\s?(?:week|wk|w)|\s(?:a|per|every|in a|the)\s(?:work(?:ing)?\s)?week|\s?pw|\sweekly|\sweek)"
_A_DAY = r"(?:\s?/\s?(?:day|d)|\s(?:a|per|every)\s(?:work(?:ing)?\s)?day|\s?pd|\sdaily)"
_HOURS = re.compile(rf"{_NUMBER}\s?(?:h|hrs?|hours?|std)(?:(?P<week>{_A_WEEK})|(?P<day>{_A_DAY}))?(?!\S)")
_HALVES = re.compile(r"half an hour(?!\S)")
_PERCENT = re.compile(rf"{_NUMBER}%(?:\s(?:time|available|availability|capacity|work|part time|employed|fte))?(?!\S)")
_PER_WEEK = re.compile(rf"(?P<days>[1-7]|one|two|three|four|five|six)\s(?:days?(?:{_A_WEEK})|day\sweek)(?!\S)")
_LENGTH = re.compile(
    rf"(?P<now>(?:for\s)?(?:the\s)?(?:next|coming|following)\s|for\s)?(?:the\s)?(?P<amount>{AMOUNT})(?P<unit>{UNIT})(?:\slong)?(?!\S)"
)
_PARTS: tuple[tuple[str, Part], ...] = (
    (r"half (?:a )?days?|half the day", "pm"),
    (r"mornings?|am", "am"),
    (r"afternoons?|pm", "pm"),
    (r"evenings?|nights?|tonight", EVENING),
    (r"all day|whole days?|full days?|the whole day|all day long", "day"),
)
_PART = re.compile(
    "|".join(f"(?P<p{at}>(?:in |during )?(?:the |every )?(?:{words}))(?!\\S)" for at, (words, _) in enumerate(_PARTS))
)


def clocks_of(text: str) -> Callable[[str, int], tuple[Piece, int] | None]:
    """A reader of the times and ranges on the clock of that text."""
    single = {one.start: one for one in clocks(text)}

    def read(low: str, place: int) -> tuple[Piece, int] | None:
        if (match := _TIMES.match(low, place)) and (times := _times(match)):
            return times, match.end()
        if (match := _ALONE.match(low, place)) and int(match["hour"]) <= 24:
            return At(int(match["hour"]) * 60), match.end()
        if (match := _BARE.match(low, place)) and _AT.search(low, 0, place) and int(match["hour"]):
            return At(_in_the_day(int(match["hour"])) * 60), match.end()
        if one := single.get(place):
            return At(one.clock.hour * 60 + one.clock.minute if one.clock else 24 * 60), one.end
        return None

    return read


def _times(match: re.Match[str]) -> Times | None:
    half, half2 = (match["half"] or "").strip(), (match["half2"] or "").strip()
    finish = _minute(match["hour2"], match["past2"], half2)
    start = _minute(match["hour"], match["past"], half)
    if start is None or finish is None:
        return None
    if half2 in {"am", "pm"} and half not in {
        "am",
        "pm",
    }:  # 2-4pm begins at two in the afternoon, 11-2pm in the morning
        same = _minute(match["hour"], match["past"], half2)
        start = same if same is not None and same < finish else start
    sure = bool(half or half2 or match["past"] or match["past2"])
    if not sure:
        start, finish = _in_the_day(start // 60) * 60, _in_the_day(finish // 60) * 60
        finish += 12 * 60 if finish <= start <= 12 * 60 else 0  # 17 to 9 is the night, not four hours of the evening
    return Times(start, finish, sure) if start < finish else None


def _in_the_day(hour: int) -> int:
    """A bare hour from one to six is in the afternoon: nobody is off from three at night."""
    return hour + 12 if 1 <= hour <= 6 else hour


def _minute(hour: str, past: str | None, half: str) -> int | None:
    number, minutes = int(hour), int(past or 0)
    if half in {"am", "pm"}:
        return (number % 12 + 12 * (half == "pm")) * 60 + minutes if 0 < number <= 12 else None
    return number * 60 + minutes if number < 24 or (number, minutes) == (24, 0) else None


def hours(text: str, place: int) -> tuple[Piece, int] | None:
    """An amount of hours, a percentage, days a week, or a length of time."""
    if match := _PERCENT.match(text, place):
        return Percent(_decimal(match)), match.end()
    if match := _HOURS.match(text, place):
        return Amount(_decimal(match), "week" if match["week"] else "day" if match["day"] else ""), match.end()
    if match := _HALVES.match(text, place):
        return Amount(Decimal("0.5"), ""), match.end()
    if match := _PER_WEEK.match(text, place):
        return DaysPerWeek(amount(match["days"])), match.end()
    match = _LENGTH.match(text, place)
    if match is None:
        return None
    name, factor = unit(match["unit"])
    number = amount(match["amount"]) * factor
    if name in {"hour", "minute"}:
        said = Decimal(number) / (60 if name == "minute" else 1)
        return PartSaid(Hours(said.quantize(_FINEST))), match.end()
    return Length(Lasting(number, name), bool(match["now"])), match.end()


def part(text: str, place: int) -> tuple[Piece, int] | None:
    """A part of the day."""
    match = _PART.match(text, place)
    if match is None:
        return None
    said = next(value for at, (_, value) in enumerate(_PARTS) if match[f"p{at}"])
    return PartSaid(said, each=match[0].endswith("s") or "every" in match[0], half="half" in match[0]), match.end()


def _decimal(match: re.Match[str]) -> Decimal:
    return Decimal(match["number"].replace(",", "."))
