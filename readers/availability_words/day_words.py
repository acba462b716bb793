"""Which words name the days of an absence, a share or a week?"""

import re

from readers.availability_words.hour_words import EVENING
from readers.availability_words.pieces import Day, Piece
from readers.availability_words.values import Days, IsoWeek, Part, WeeksOf, WeekWith
from readers.days.calendar_forms import CALENDAR_FORMS, SHORT_FORMS
from readers.days.numbers import AMOUNT, MONTH, MONTHS, amount, period_unit
from readers.days.relative_forms import RELATIVE_FORMS
from readers.days.values import Calendar, Lasting, Month, MonthDay, Near, Period

_WEEK = re.compile(
    r"(?:(?:calendar )?week|kw|cw|w) ?(?P<number>[0-5]?[0-9])(?:(?: of| in| /)? ?(?P<year>20[0-9]{2}))?(?!\S)"
)
_WEEK_WITH = re.compile(r"(?:the )?week (?:of|beginning|commencing|starting|with)(?: on)? ")
_WEEKS_OF = re.compile(
    rf"(?:the )?(?P<which>first|second|third|fourth|last|1st|2nd|3rd|4th) (?:(?P<count>{AMOUNT}))?weeks? (?:of|in) "
    rf"(?:(?P<month>{MONTH})|(?P<period>this|next|the) month)(?!\S)"
)
_WHICH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 0}
_REST = re.compile(
    r"(?:the )?(?:rest|remainder) of (?:the |this )?(?P<unit>day|week|month|quarter|year|morning|afternoon)(?!\S)"
)
_ALL_OF = re.compile(r"(?:all|(?:the|this) (?:whole|entire|full)) (?P<unit>week|month|quarter|year)(?!\S| of)")
_NTH = re.compile(r"(?:the )?(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)(?!\S)")
_NOW = re.compile(r"(?:right )?now(?!\S)|immediately(?!\S)|straight away(?!\S)")
_WHOLE_MONTH = re.compile(
    rf"(?:(?:all|whole|entire) (?:of )?)?(?P<month>{MONTH})(?:\.|(?: (?P<year>20[0-9]{{2}})))?(?!\S)"
)
_SAID_PART: tuple[tuple[str, Part], ...] = (
    ("morning", "am"), ("afternoon", "pm"), ("evening", EVENING), ("night", EVENING),
)  # fmt: skip
_FORMS = (*CALENDAR_FORMS, *RELATIVE_FORMS, *SHORT_FORMS)


def days(text: str, place: int) -> tuple[Piece, int] | None:
    """The days that begin at that place, and where their words end."""
    if own := _own(text, place):
        return own
    for form in _FORMS:
        if (match := form.pattern.match(text, place)) and (reading := form.read(match)):
            if reading.clock is not None or isinstance(reading.value, Lasting):
                return None
            return Day(reading.value, _part(match[0])), match.end()
    return None


def _own(text: str, place: int) -> tuple[Piece, int] | None:
    """What only somebody says who speaks of time off: week 32, the first two weeks of August, the rest of the week."""
    value: Days | None = None
    if match := _WEEK_WITH.match(text, place):
        day = days(text, match.end())
        if day and isinstance(day[0], Day) and isinstance(day[0].value, Calendar):
            return Day(WeekWith(day[0].value)), day[1]
    if (match := _WEEK.match(text, place)) and 1 <= int(match["number"]) <= 53:
        value = IsoWeek(int(match["number"]), int(match["year"]) if match["year"] else None)
    elif match := _WEEKS_OF.match(text, place):
        month = (
            Month(MONTHS[match["month"]], "whole")
            if match["month"]
            else Period("month", int(match["period"] == "next"), "whole")
        )
        value = WeeksOf(_WHICH[match["which"]], amount(match["count"] or "one"), month)
    elif match := _ALL_OF.match(text, place):
        value = Period(period_unit(match["unit"]), 0, "whole")
    elif match := _REST.match(text, place):
        if match["unit"] in {"day", "morning", "afternoon"}:
            return Day(Near(0), {"morning": "am", "afternoon": "pm"}.get(match["unit"])), match.end()  # type: ignore[arg-type]
        value = Period(period_unit(match["unit"]), 0, "whole")
    elif (
        (match := _NTH.match(text, place))
        and 1 <= int(match["day"]) <= 31
        and not re.match(rf"(?: of)? {MONTH}\b", text[match.end() :])
    ):
        value = MonthDay(int(match["day"]))
    elif match := _NOW.match(text, place):
        value = Near(0)
    return (Day(value), match.end()) if value and match else None


def _part(said: str) -> Part | None:
    return next((part for word, part in _SAID_PART if said.endswith(word)), EVENING if said == "tonight" else None)
