"""When does what was chosen from a calendar take place, repetitions and their exceptions worked out?"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from readers.calendars.lines import Line, Part
from readers.calendars.rules import parts
from readers.calendars.spans import Stretch, local, midnight, of_days, of_times
from readers.calendars.values import Unreadable, Window

MOST_ZONES = 100  # with the changes of their clocks
_FREE = frozenset({"FREE", "TENTATIVE", "WORKINGELSEWHERE"})
_NAMED = ("TZID", "VALUE", "RANGE")  # the parameters that mean something


def stretches(groups: list[list[Part]], calendars: list[Part], window: Window, zone: ZoneInfo) -> Iterator[Stretch]:
    """What each busy occurrence of whole days, or out of office, takes of the person's days.

    Imports the calendar libraries, a third of a second. ValueError and its like where they cannot go on.
    """
    import icalendar
    import recurring_ical_events

    calendar = icalendar.Calendar.from_ical(_text(groups, calendars))
    query = recurring_ical_events.of(calendar)
    for event in query.between(window.first - timedelta(days=2), window.last + timedelta(days=3)):
        if _busy(event) and (found := _stretch(event, zone)):
            yield found


def _text(groups: list[list[Part]], calendars: list[Part]) -> str:
    """A calendar of only what was chosen. Names of events are replaced by numbers, as nobody's words are needed."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Clearway//EN"]
    for part in _zones(groups, calendars):
        lines += _written(part)
    for number, group in enumerate(groups):
        for event in group:
            lines += ["BEGIN:VEVENT", f"UID:{number}"]
            lines += [_line(line) for line in event.lines if line.name != "UID"]
            lines.append("END:VEVENT")
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _zones(groups: list[list[Part]], calendars: list[Part]) -> Iterator[Part]:
    """The zones that the chosen events name, each once, as the calendar itself describes them."""
    named = {line.parameters.get("TZID") for group in groups for event in group for line in event.lines}
    taken = 0
    for calendar in calendars:
        for part in calendar.parts:
            line = part.first("TZID")
            if part.kind == "VTIMEZONE" and line and line.value in named:
                named.discard(line.value)
                taken += len(part.parts)
                _check_zone(part, taken)
                yield part


def _check_zone(zone: Part, taken: int) -> None:
    rules = [parts(line.value) for change in zone.parts for line in change.all("RRULE")]
    dates = sum(1 + line.value.count(",") for change in zone.parts for line in change.all("RDATE"))
    if taken > MOST_ZONES or dates > MOST_ZONES * 10 or any(rule.get("FREQ") != "YEARLY" for rule in rules):
        raise Unreadable("The calendar describes clocks that change more often than any clock does.")


def _written(part: Part) -> Iterator[str]:
    yield f"BEGIN:{part.kind}"
    yield from map(_line, part.lines)
    for inner in part.parts:
        yield from _written(inner)
    yield f"END:{part.kind}"


def _line(line: Line) -> str:
    given = "".join(f';{name}="{line.parameters[name]}"' for name in _NAMED if line.parameters.get(name))
    return f"{line.name}{given}:{line.value}"


def _busy(event: Any) -> bool:
    """Whether its owner counts on being away: not cancelled, not undecided, not marked as free."""
    status, shown = _word(event, "STATUS"), _word(event, "X-MICROSOFT-CDO-BUSYSTATUS")
    if status in {"CANCELLED", "TENTATIVE"} or shown in _FREE:
        return False
    return shown == "OOF" or _word(event, "TRANSP") != "TRANSPARENT"


def _stretch(event: Any, zone: ZoneInfo) -> Stretch | None:
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    if not isinstance(start, datetime):
        return of_days(start, end.date() if isinstance(end, datetime) else end)
    if _word(event, "X-MICROSOFT-CDO-ALLDAYEVENT") == "TRUE":
        return of_days(*_days(start, end, zone))
    theirs = [] if _universal(start) else [(start, end)]
    for first, last in (*theirs, (local(start, zone), local(end, zone))):
        if first < last and midnight(first) and midnight(last):
            return of_days(first.date(), last.date())
    return of_times(start, end, zone) if _word(event, "X-MICROSOFT-CDO-BUSYSTATUS") == "OOF" else None


def _days(start: datetime, end: datetime, zone: ZoneInfo) -> tuple[date, date]:
    """The days of something that is marked as whole days but was written with times."""
    if _universal(start):
        start, end = local(start, zone), local(end, zone)
    return start.date(), end.date() if midnight(end) else end.date() + timedelta(days=1)


def _universal(moment: datetime) -> bool:
    """Whether it was written in UTC, which says nothing of where its midnights are meant."""
    return moment.tzname() == "UTC"


def _word(event: Any, name: str) -> str:
    value = event.get(name, "")
    first = value[0] if isinstance(value, list) else value
    return str(first).strip().upper()
