"""When does something end that begins on a day and lasts so and so long?"""

import re
from calendar import monthrange
from datetime import date, timedelta

_LASTING = re.compile(r"([0-9]{1,5})(?:[.,]0+)?\s*(?:calendar\s)?([a-z]*)\.?", re.I)
_UNITS = {
    **dict.fromkeys(("d", "day", "days"), "day"),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), "week"),
    **dict.fromkeys(("m", "mo", "mon", "mos", "month", "months"), "month"),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years"), "year"),
}


def finish(start: date, lasting: str, unit: str) -> date | None:
    """The last day of what lasts "580 days", "94" or "3 months" from its first day on; None where it says no length.

    unit: day, week, month or year, which a bare number counts. One day ends on the day on which it begins; three
    months from the 31st of January on end on the 29th or 30th of April: before the day that would be the next first.
    """
    found = _LASTING.fullmatch(lasting.strip())
    counted = _UNITS.get(found[2].lower()) if found and found[2] else unit
    if found is None or counted is None:
        return None
    many = int(found[1])
    if many == 0:  # a milestone
        return start
    try:
        if counted in {"day", "week"}:
            return start + timedelta(days=many * (7 if counted == "week" else 1) - 1)
        return _months_later(start, many * (12 if counted == "year" else 1)) - timedelta(days=1)
    except (OverflowError, ValueError):
        return None


def _months_later(start: date, months: int) -> date:
    """The same day so many months later, or the last one of its month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
