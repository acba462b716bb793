"""What is said when somebody is booked on a project by name, and when that changes?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planning.load import WeekLoad
from planning.weeks import Week
from ui import availability_words as w
from ui.blocker_facts import Who
from ui.blocker_parts import person
from ui.kit import Message, actions, button, context, section
from ui.text import day, escape, one_line, read_out
from ui.why import Why, why_line
from ui.words import Commands, hours_words, listed, plural

UNDO = "bookings.undo"  # value: the id of the act

RUNS = 4  # lines about weeks in one answer
LINES = 6  # bookings in one sentence


@dataclass(frozen=True)
class Line:
    """One booking: days inclusive, hours a week."""

    start: date
    finish: date
    hours: Decimal
    tentative: bool


@dataclass(frozen=True)
class BookingFacts:
    """What is true of somebody on a project now. `by`: who said so; `today`: the reader's."""

    who: Who
    code: str
    lines: tuple[Line, ...]
    today: date
    why: Why
    by: Who | None = None
    until: date | None = None  # the project's own finish


@dataclass(frozen=True)
class Over:
    """So many weeks in a row in which more is promised than somebody has; minutes of the worst of them."""

    first: Week
    count: int
    worst: WeekLoad


def answer(
    facts: BookingFacts,
    loads: Sequence[WeekLoad],
    told: Sequence[Who],
    *,
    undo: str | None = None,
    taken_back: bool = False,
) -> Message:
    """To who did it: what holds now, whether it fits, who will hear of it, and the way back."""
    said = [*(["Taken back."] if taken_back else []), f"{_holds(facts, person(facts.who, mentions=True))}."]
    fit = fits(loads, facts.today)
    hear = f"{listed([person(one, mentions=True) for one in told])} will hear of it." if told else ""
    beyond = _beyond(facts)
    blocks = [section(" ".join(said))]
    blocks += [section("\n".join(f"• {line}" for line in fit))] if fit else []
    blocks += [context(" ".join(part for part in (beyond, hear) if part))] if beyond or hear else []
    blocks += [actions(button(UNDO, "Undo", undo, says="Undo this change"))] if undo else []
    return Message(read_out([*said, *(f"{line}." for line in fit), beyond, hear]), blocks)


def told(facts: BookingFacts, reader_is_booked: bool) -> Message:
    """To the one who is booked, or to who leads them or manages the project."""
    whom = "You" if reader_is_booked else person(facts.who, mentions=True)
    by = f" {person(facts.by, mentions=True)} said so." if facts.by else ""
    said = f"{_holds(facts, whom)}.{by}"
    part = f"{'your' if reader_is_booked else 'their'} {_hours(facts.lines)}" if facts.lines else ""
    line = f"What for: {why_line(facts.why, part)}" if part else ""
    ask = f"If that cannot be, tell {person(facts.by, mentions=True)}." if facts.by and facts.lines else ""
    blocks = [section(said)]
    blocks += [context(line)] if line else []
    blocks += [context(ask)] if ask else []
    return Message(read_out([said, f"{line}." if line else "", ask]), blocks)


def fits(loads: Sequence[WeekLoad], today: date) -> list[str]:
    """Whether what is promised is there, as lines; `loads` are the weeks that were changed."""
    if not loads:
        return []
    found = overs(loads)
    if not found:
        least = min(loads, key=lambda one: one.free)
        many = "in that week" if len(loads) == 1 else f"in each of the {len(loads)} weeks"
        return [f"It fits: at least {w.hours(least.free)} stay free {many}"]
    lines = [_over(one, today) for one in found[:RUNS]]
    rest = sum(one.count for one in found[RUNS:])
    return lines + ([f"And {plural(rest, 'more week', 'more weeks')} in which it does not fit"] if rest else [])


def overs(loads: Sequence[WeekLoad]) -> list[Over]:
    """The runs of weeks in which more is promised than there is."""
    found: list[Over] = []
    for one in loads:
        if _promised(one) <= one.capacity:
            continue
        last = found[-1] if found else None
        if last is not None and last.first + last.count == one.week:
            worst = max(last.worst, one, key=lambda load: _promised(load) - load.capacity)
            found[-1] = Over(last.first, last.count + 1, worst)
        else:
            found.append(Over(one.week, 1, one))
    return found


def _over(one: Over, today: date) -> str:
    short = _promised(one.worst) - one.worst.capacity
    sums = f"{w.hours(_promised(one.worst))} promised, {w.hours(one.worst.capacity)} there, {w.hours(short)} short"
    monday = day(one.first.monday, today)
    if one.count == 1:
        return f"Week of {monday}: {sums}"
    return f"{one.count} weeks from {monday} on, at worst in that of {day(one.worst.week.monday, today)}: {sums}"


def _promised(one: WeekLoad) -> int:
    return one.committed + one.tentative


def _holds(facts: BookingFacts, whom: str) -> str:
    """ "Ana is on APOLLO with 20 h a week from 1 Dec to 28 Feb", or is not any more."""
    verb = "are" if whom == "You" else "is"
    code = escape(one_line(facts.code), 80)
    if not facts.lines:
        return f"{whom} {verb} not on {code} any more"
    shown = [_line(one, facts.today) for one in facts.lines[:LINES]]
    more = len(facts.lines) - LINES
    return f"{whom} {verb} on {code} with {listed([*shown, *([f'{more} more'] if more > 0 else [])])}"


def _line(one: Line, today: date) -> str:
    maybe = ", tentative" if one.tentative else ""
    return f"{hours_words(one.hours)} from {day(one.start, today)} to {day(one.finish, today)}{maybe}"


def _hours(lines: Sequence[Line]) -> str:
    most = max(one.hours for one in lines)
    return hours_words(most) if len({one.hours for one in lines}) == 1 else f"up to {hours_words(most)}"


def _beyond(facts: BookingFacts) -> str:
    last = max((one.finish for one in facts.lines), default=None)
    if last is None or facts.until is None or last <= facts.until:
        return ""
    return f"{escape(one_line(facts.code), 80)} itself is planned until {day(facts.until, facts.today)}."


def unread(commands: Commands) -> str:
    """To who wrote something that is no booking; in plain words."""
    return (
        f"I could not read that as a booking. Like this: {commands.capacity} @Ana 20 h on APOLLO until March. "
        f"{commands.capacity} help shows more."
    )
