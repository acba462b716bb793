"""How does a test write down what a phrase about availability means?"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from readers.availability import (
    Availability,
    Back,
    CalendarFeed,
    Off,
    Share,
    Show,
    Skills,
    Unclear,
    Week,
    availability,
    resolve,
)

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))  # a Wednesday


def meaning(text: str, now: datetime = NOW) -> str:
    """What a phrase means, in one line; "?" and the question for what is unclear."""
    return written(resolve(availability(text), now))


def written(meant: Availability) -> str:
    """`off FIRST..LAST PART RULE | …`, `back DAY`, `share PERCENT FIRST..`, `week HOURS FIRST..`, and so on."""
    match meant:
        case Off(absences):
            return "off " + " | ".join(
                " ".join(
                    filter(
                        None,
                        (
                            f"{one.start}" + (f"..{one.finish}" if one.finish != one.start else ""),
                            "" if one.part == "day" else str(one.part),
                            one.rule,
                        ),
                    )
                )
                for one in absences
            )
        case Back(day, minute):
            return f"back {day}" + (f" {minute // 60:02}:{minute % 60:02}" if minute is not None else "")
        case Share(percent, start, finish):
            return f"share {percent} {_span(start, finish)}"
        case Week(hours, start, finish):
            if hours.days is not None:
                each = " ".join("=" if one is None else f"{one.normalize():f}" for one in hours.days)
            else:
                each = f"{hours.each} a day" if hours.each is not None else f"{hours.total} in all"
            return f"week {each} {_span(start, finish)}"
        case Skills(items):
            return "skills " + ", ".join(f"{one.name} {one.level or '-'}" for one in items)
        case CalendarFeed(address):
            return f"calendar {address}"
        case Show(what):
            return what
        case Unclear():
            return f"? {meant}"


def _span(start: date, finish: date | None) -> str:
    return f"{start}..{finish or ''}"
