"""What becomes of the absences that are noted when another one is said, or when somebody is back?

Absences come as id → absence, so that whoever keeps them knows which ones are meant.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from planning.absences import Absence, DayPart, Hours, Part, Range
from planning.recurrence import Rule, beginnings, read_rule
from planning.weeks import Weeks, week_of

DAY = timedelta(days=1)
_NEXT_DAYS = 5 * 366  # within which the next occurrence of a rule is looked for

Noted = Mapping[str, Absence]


def added(noted: Noted, new: Absence) -> tuple[frozenset[str], Absence | None]:
    """The ids that `new` takes the place of, and what is to be noted; (none, None) where all of it is known.

    What overlaps for the same part of the day becomes one absence, so that the same day is not noted twice.
    """
    if any(covers(one, new) for one in noted.values()):
        return frozenset(), None
    gone: set[str] = set()
    grown = True
    while grown:
        fresh = {id_ for id_, one in noted.items() if id_ not in gone and (covers(new, one) or _overlaps(one, new))}
        for id_ in fresh:
            if _overlaps(noted[id_], new):
                new = replace(new, start=min(new.start, noted[id_].start), finish=max(new.finish, noted[id_].finish))
        gone |= fresh
        grown = bool(fresh)
    return frozenset(gone), new


def _overlaps(one: Absence, other: Absence) -> bool:
    """Whether the two can be said as one."""
    plain = one.rule is None and other.rule is None and one.part == other.part
    return plain and one.start <= other.finish and other.start <= one.finish


def covers(one: Absence, other: Absence) -> bool:
    """Whether who is absent as `one` says is so as `other` says, too."""
    if one.part is not DayPart.DAY and one.part != other.part:
        return False
    if other.rule is None:
        first, last = week_of(other.start), week_of(other.finish)
        weeks = Weeks(first, last - first + 1)
        return set(other.days(weeks)) <= set(one.days(weeks))
    if one.rule is None:
        until = other.rule.until
        return until is not None and one.start <= other.start and until + (other.finish - other.start) <= one.finish
    return _goes_on(one, one.rule, other, other.rule)


def _goes_on(one: Absence, rule: Rule, other: Absence, repeated: Rule) -> bool:
    """Whether `other` repeats what `one` repeats, on the same days and not for longer."""
    if (rule.parts, one.finish - one.start) != (repeated.parts, other.finish - other.start) or rule.counted:
        return False
    day = other.start.toordinal()
    joins = bool(beginnings(rule, one.start, day, day))
    return joins and (rule.until is None or (repeated.until is not None and repeated.until <= rule.until))


def ended(noted: Noted, day: date, minute: int | None, middle: int) -> dict[str, tuple[Absence, ...]]:
    """What is left of the absences that end because somebody is back on that day, or from that minute of it.

    Of a repeated one only the occurrence of that day ends. What goes on without a gap from an absence that would have
    lasted longer ends with it. `middle`: the minute at which mornings end and afternoons begin.
    """
    left: dict[str, tuple[Absence, ...]] = {}
    reach = day
    for id_, one in noted.items():
        rest = _split(one, day, minute, middle) if one.rule else _cut(one, day, minute, middle)
        if rest != (one,):
            left[id_] = rest
            reach = reach if one.rule else max(reach, one.finish)
    if reach > day:
        left |= dict.fromkeys(_chain(noted, day, reach), ())
    return left


def _chain(noted: Noted, day: date, reach: date) -> Iterator[str]:
    for id_, one in sorted(noted.items(), key=lambda item: item[1].start):
        if one.rule is None and day < one.start <= reach + DAY and _begins_the_day(one.part):
            reach = max(reach, one.finish)
            yield id_


def _begins_the_day(part: Part) -> bool:
    """Whether it goes on from the day before: an hour at the dentist's does not."""
    return part in {DayPart.DAY, DayPart.MORNING} or (isinstance(part, Range) and part.begin == 0)


def _cut(one: Absence, day: date, minute: int | None, middle: int) -> tuple[Absence, ...]:
    """One absence that is not repeated, as it is when it ends on that day."""
    if not one.start <= day <= one.finish:
        return (one,)
    part = None if minute is None else _until(one.part, minute, middle)
    if part == one.part:
        return (replace(one, finish=day),)
    before = () if one.start == day else (replace(one, finish=day - DAY),)
    return before if part is None else (*before, Absence(day, day, part))


def _until(part: Part, minute: int, middle: int) -> Part | None:
    """What of a part of the day is over when that minute comes; hours at no particular time stay."""
    if isinstance(part, Hours):
        return part
    begin, end = _bounds(part, middle)
    if minute <= begin:
        return None
    return part if minute >= end else Range(begin, minute)


def _bounds(part: DayPart | Range, middle: int) -> tuple[int, int]:
    match part:
        case DayPart.MORNING:
            return 0, middle
        case DayPart.AFTERNOON:
            return middle, 24 * 60
        case DayPart.DAY:
            return 0, 24 * 60
        case Range(begin, end):
            return begin, end


def _split(one: Absence, day: date, minute: int | None, middle: int) -> tuple[Absence, ...]:
    """A repeated absence without the occurrence of that day: until then, what is left of it, and from the next on."""
    rule, length = one.rule, (one.finish - one.start).days
    assert rule is not None  # noqa: S101 - for the type checker: the caller looked
    here = beginnings(rule, one.start, day.toordinal() - length, day.toordinal())
    if not here:
        return (one,)
    begun = date.fromordinal(here[-1])
    once = Absence(begun, begun + timedelta(days=length), one.part)
    rest = _cut(once, day, minute, middle)
    if rest == (once,):
        return (one,)
    before = beginnings(rule, one.start, one.start.toordinal(), here[-1] - 1)
    after = beginnings(rule, one.start, here[-1] + 1, here[-1] + _NEXT_DAYS)
    parts = [replace(one, rule=_ending(rule, begun - DAY))] if before else []
    if after:
        start = date.fromordinal(after[0])
        goes_on = _shorter(rule, len(before) + 1)
        rest = (*rest, Absence(start, start + timedelta(days=length), one.part, goes_on))
    return (*parts, *rest)


def _ending(rule: Rule, until: date) -> Rule:
    named = [part for part in rule.parts.split(";") if not part.startswith("COUNT=")]
    return _read(f"{';'.join(named)};UNTIL={until:%Y%m%d}")


def _shorter(rule: Rule, passed: int) -> Rule:
    """The rule where so many of its occurrences are over; only one that counts them changes."""
    parts = str(rule).split(";")
    return _read(";".join(f"COUNT={int(one[6:]) - passed}" if one.startswith("COUNT=") else one for one in parts))


def _read(text: str) -> Rule:
    rule = read_rule(text)
    if not isinstance(rule, Rule):
        raise TypeError(f"a rule that was accepted is refused after a change of its end: {rule}")
    return rule
