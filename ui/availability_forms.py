"""What do the forms for time off and for the working week ask, and what was filled in?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from planning.availability import Hours7
from readers.availability import Absence, Hours, Part
from ui.availability import SKILLS, WEEK
from ui.availability_words import amount
from ui.inputs import (
    Filled,
    asked,
    choice_input,
    choice_of,
    day_input,
    day_of,
    modal,
    number_input,
    number_of,
    text_of,
    words_input,
)
from ui.kit import View, actions, button, context

OFF_FORM = "availability.off"
WEEK_FORM = "availability.week"

# Block ids.
FIRST, LAST, PART, HOURS, REPEAT, UNTIL = "first", "last", "part", "hours", "repeat", "until"
WORKED, SHARE, SINCE = "worked", "share", "since"

PARTS = [("day", "The whole day"), ("am", "The morning"), ("pm", "The afternoon"), ("hours", "Some hours")]
_WEEKS: Mapping[str, int] = {"week": 1, "fortnight": 2}
REPEATS = [
    ("never", "It does not repeat"),
    ("week", "Every week"),
    ("fortnight", "Every second week"),
    ("month", "Every month, on the same weekday of it"),
]
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST = timedelta(days=3 * 366)
_NOT_SEVEN = "Please write seven numbers from 0 to 24, Monday to Sunday, such as 8 8 8 8 4 0 0."


def off_form(today: date | None) -> View:
    """Time off, once or again and again. `today` is None in the instant in which it opens."""
    first = asked(FIRST, "First day off", day_input(today), optional=False)
    blocks = [
        actions(button(WEEK, "Working week…", "form"), button(SKILLS, "Skills…", "form")),
        first,
        asked(LAST, "Last day off", day_input(), hint="Leave it empty for one day."),
        asked(PART, "How much of each day?", choice_input(PARTS, "day", placeholder="Choose"), optional=False),
        asked(HOURS, "How many hours?", number_input(high=24), hint="Only for “Some hours”."),
        asked(REPEAT, "Does it repeat?", choice_input(REPEATS, "never", placeholder="Choose"), optional=False),
        asked(UNTIL, "Until when does it repeat?", day_input(), hint="Leave it empty for “until I say so”."),
        context("No reason is asked for, and none is kept."),
    ]
    return modal("Time off", blocks, callback_id=OFF_FORM, submit="Note it")


def read_off(filled: Filled) -> Absence | dict[str, str]:
    """The absence, or a sentence for each input that cannot be so."""
    wrong: dict[str, str] = {}
    first = day_of(filled, FIRST)
    last = day_of(filled, LAST) or first
    if first is None or last is None:
        return {FIRST: "Please choose the first day off."}
    if last < first:
        wrong[LAST] = "This is before the first day off."
    elif last - first > LONGEST:
        wrong[LAST] = "That is longer than three years. Please choose an earlier day."
    part = _part(filled, wrong)
    rule = _rule(filled, first, last, wrong)
    return wrong or Absence(first, last, part, rule)


def _part(filled: Filled, wrong: dict[str, str]) -> Part:
    if choice_of(filled, PART) != "hours" and text_of(filled, HOURS):
        wrong[HOURS] = "Please choose “Some hours” above, or leave this empty."
    match choice_of(filled, PART):
        case "am":
            return "am"
        case "pm":
            return "pm"
        case "hours":
            return _hours(filled, wrong)
    return "day"


def _hours(filled: Filled, wrong: dict[str, str]) -> Part:
    try:
        number = number_of(filled, HOURS)
    except ValueError:
        number = None
    if number is None or not Decimal("0.01") <= number <= 24:
        wrong[HOURS] = "Please give the hours of each day, more than 0 and at most 24, such as 4 or 2.5."
        return "day"
    return Hours(number.quantize(Decimal("0.01")).normalize())


def _rule(filled: Filled, first: date, last: date, wrong: dict[str, str]) -> str | None:
    chosen, until = choice_of(filled, REPEAT), day_of(filled, UNTIL)
    if chosen not in {"week", "fortnight", "month"}:
        if until is not None:
            wrong[REPEAT] = "Please choose how it repeats, or leave the day below empty."
        return None
    if until is not None and until < first:
        wrong[UNTIL] = "This is before the first day off."
    weeks = _WEEKS.get(chosen, 4)
    if (last - first).days >= 7 * weeks:
        wrong[REPEAT] = "It would begin again before it is over. Please choose an earlier last day."
    ending = f";UNTIL={until:%Y%m%d}" if until else ""
    weekday = _CODES[first.weekday()]
    if chosen == "month":
        place = (first.day - 1) // 7 + 1
        return f"FREQ=MONTHLY;BYDAY={place if place < 5 else -1}{weekday}{ending}"
    return f"FREQ=WEEKLY;{f'INTERVAL={weeks};' if weeks > 1 else ''}BYDAY={weekday}{ending}"


@dataclass(frozen=True)
class WeekValues:
    """The working week and the part of it for projects (0 to 1) from `since` on, up to and with `until`."""

    week: Hours7
    share: Decimal
    since: date
    until: date | None = None


def week_form(values: WeekValues) -> View:
    """The working week and the share for projects, as they are."""
    worked = " ".join(amount(hours) for hours in values.week)
    example = "8 8 8 8 4 0 0"
    blocks = [
        asked(
            WORKED,
            "Hours from Monday to Sunday",
            words_input(worked, limit=100, multiline=False, placeholder=example, focus=True),
            optional=False,
            hint="Seven numbers, one for each day; 0 for a day on which you do not work.",
        ),
        asked(
            SHARE,
            "How much of it is for projects, in percent?",
            number_input(Decimal(amount(values.share * 100)), high=100),
            optional=False,
            hint="The rest is for meetings, support and all that is no project.",
        ),
        asked(SINCE, "From", day_input(values.since), optional=False),
        asked(UNTIL, "Until", day_input(values.until), hint="Leave it empty if it is to stay so."),
    ]
    return modal("Working week", blocks, callback_id=WEEK_FORM, submit="Note it")


def read_week(filled: Filled) -> WeekValues | dict[str, str]:
    """What the form holds, or a sentence for each input that cannot be so."""
    wrong: dict[str, str] = {}
    week = _hours7(text_of(filled, WORKED))
    if week is None:
        wrong[WORKED] = _NOT_SEVEN
    share = _percent(filled)
    if share is None:
        wrong[SHARE] = "Please give a number from 0 to 100."
    since, until = day_of(filled, SINCE), day_of(filled, UNTIL)
    if since is None:
        wrong[SINCE] = "Please choose the day from which it holds."
    elif until is not None and until < since:
        wrong[UNTIL] = "This is before the day from which it holds."
    if wrong or week is None or share is None or since is None:
        return wrong
    return WeekValues(week, share, since, until)


def _hours7(text: str) -> Hours7 | None:
    try:
        week = tuple(Decimal(one.replace(",", ".")) for one in text.replace(", ", " ").replace(";", " ").split())
    except InvalidOperation:
        return None
    fits = len(week) == 7 and all(one.is_finite() and 0 <= one <= 24 for one in week)
    return tuple(one.quantize(Decimal("0.01")) for one in week) if fits else None


def _percent(filled: Filled) -> Decimal | None:
    try:
        number = number_of(filled, SHARE)
    except ValueError:
        return None
    return number / 100 if number is not None and 0 <= number <= 100 else None
