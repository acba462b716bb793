"""Which lines of a feed matter here? All others, titles and descriptions among them, are passed over unread."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from readers.calendars.values import Unreadable

DEEPEST = 8  # calendar, event and alarm make three
MOST_LINES = 1_000_000
MOST_EVENTS = 40_000  # of all kinds; a long working life of appointments
LONGEST_NAME = 2_000  # characters before the value, parameters included
LONGEST_VALUE = 20_000
_EVENT = frozenset(
    {
        *("UID", "SEQUENCE", "RECURRENCE-ID", "DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE"),
        *("STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS", "X-MICROSOFT-CDO-ALLDAYEVENT"),
    }
)
_ZONE = frozenset({"TZID", "DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"})
_KEPT = {
    "VEVENT": _EVENT,
    "VTIMEZONE": _ZONE,
    "STANDARD": _ZONE,
    "DAYLIGHT": _ZONE,
    "VCALENDAR": frozenset({"CALSCALE"}),
}
_NAME = re.compile(r"[A-Za-z0-9-]{1,60}(?=[;:])")


@dataclass(frozen=True, slots=True)
class Line:
    """One property: `parameters` by upper-case name, quotes taken off; `value` as it stands."""

    name: str
    parameters: dict[str, str]
    value: str


@dataclass(slots=True)
class Part:
    """A component: its kind, the lines of it that matter, the components in it."""

    kind: str
    lines: list[Line] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)

    def first(self, name: str) -> Line | None:
        return next((line for line in self.lines if line.name == name), None)

    def all(self, name: str) -> list[Line]:
        return [line for line in self.lines if line.name == name]

    def word(self, name: str) -> str:
        """The first value of that name in upper case; empty without one."""
        line = self.first(name)
        return line.value.strip().upper() if line else ""


def calendars(data: bytes) -> list[Part]:
    """The calendars in these bytes, at least one. Unreadable, unless all of them begin and end in order."""
    top = Part("")
    stack = [top]
    for text in _unfolded(data):
        if (found := _NAME.match(text)) is None:
            continue
        name = found[0].upper()
        if name == "BEGIN":
            _begin(stack, _kind(text))
        elif name == "END":
            _end(stack, _kind(text))
        elif name in _KEPT.get(stack[-1].kind, ()):
            stack[-1].lines.append(_line(text))
    if len(stack) > 1:
        raise Unreadable("The calendar breaks off in the middle.", passing=True)
    for calendar in top.parts:
        if calendar.word("CALSCALE") not in {"", "GREGORIAN"}:
            raise Unreadable("The calendar counts its days by another calendar than the Gregorian one.")
    return top.parts


def _unfolded(data: bytes) -> Iterator[str]:
    """Lines put together again. In bytes, because a line may be folded in the middle of a character."""
    plain = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    begin = plain.lstrip()[:400].upper()
    if not begin:
        raise Unreadable("The address leads to an empty page.", passing=True)
    if not begin.startswith(b"BEGIN:VCALENDAR"):
        page = begin.startswith(b"<")
        raise Unreadable(f"The address leads to {'a web page' if page else 'something else'}, not to a calendar.")
    if plain.count(b"\n") > MOST_LINES:
        raise Unreadable(f"The calendar has more than {MOST_LINES:,} lines.")
    if plain.count(b"BEGIN:VEVENT") > MOST_EVENTS:
        raise Unreadable(f"The calendar has more than {MOST_EVENTS:,} events.")
    try:
        text = plain.replace(b"\n ", b"").replace(b"\n\t", b"").decode("utf-8")
    except UnicodeDecodeError:
        raise Unreadable("The calendar is not written in UTF-8, as calendars are.") from None
    if "\0" in text:
        raise Unreadable("The calendar holds characters that belong to no text.")
    return iter(text.lstrip().split("\n"))


def _kind(text: str) -> str:
    return text.partition(":")[2].strip().upper()[:60]


def _begin(stack: list[Part], kind: str) -> None:
    if len(stack) > DEEPEST:
        raise Unreadable(f"The parts of the calendar are nested more than {DEEPEST} deep.")
    if kind == "VCALENDAR" and len(stack) > 1:
        raise Unreadable("The calendar breaks off, or another calendar is nested in it.")
    if kind == "VEVENT" and stack[-1].kind != "VCALENDAR":
        raise Unreadable("An event of the calendar is nested in something else.")
    part = Part(kind)
    stack[-1].parts.append(part)
    stack.append(part)


def _end(stack: list[Part], kind: str) -> None:
    if stack[-1].kind != kind or len(stack) == 1:
        raise Unreadable("The parts of the calendar do not begin and end in order.")
    if stack.pop().kind not in _KEPT:  # alarms, tasks, journals: a large feed holds many, and nothing in them matters
        stack[-1].parts.pop()


def _line(text: str) -> Line:
    head, value = _cut(text)
    name, *pairs = _split(head)
    if len(value) > LONGEST_VALUE:
        raise Unreadable("The calendar has a line that is far too long to be a date.")
    parameters = {}
    for pair in pairs:
        key, _, given = pair.partition("=")
        parameters[key.strip().upper()] = given.strip().strip('"')
    return Line(name.upper(), parameters, value.strip())


def _cut(text: str) -> tuple[str, str]:
    """Name with parameters, and value: parted at the first colon outside quotes."""
    quoted = False
    for place, letter in enumerate(text[:LONGEST_NAME]):
        if letter == '"':
            quoted = not quoted
        elif letter == ":" and not quoted:
            return text[:place], text[place + 1 :]
    if len(text) < LONGEST_NAME:
        raise Unreadable("The calendar has a line that breaks off.", passing=True)
    raise Unreadable("The calendar has a line with far too many parameters.")


def _split(head: str) -> list[str]:
    return re.findall(r'(?:"[^"]*"|[^";])+', head)
