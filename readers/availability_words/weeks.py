"""Which share of the day is for projects, or which hours are worked, from when until when?"""

from collections.abc import Sequence
from decimal import Decimal

from readers.availability_words import offs, spoken
from readers.availability_words.pieces import Amount, Day, DaysPerWeek, Head, Link, Percent, Piece, Repeat, Unknown
from readers.availability_words.reading import Reader
from readers.availability_words.values import Hourly, OffWords, ShareWords, Stretch, Unclear, Week7, WeekWords
from readers.days.values import Weekday

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ONE = "I understand one thing at a time. From when until when does it hold?"
_MOST_A_DAY = 24
_MOST_A_WEEK = 168
_SURELY_A_WEEK = 13  # hours: nobody means them for one day


def share(pieces: Sequence[Piece]) -> ShareWords | Unclear:
    """Read "60% from 1 Feb"."""
    said = [one.value for one in pieces if isinstance(one, Percent)]
    percent = f"{said[0].normalize():f}%"
    if len(said) > 1:
        return Unclear(percent, "There is more than one share. Which one holds, from when until when?")
    if said[0] > 100:
        return Unclear(percent, "How much of your time is for projects? 100% is all of it.", ("100%",))
    if any(isinstance(one, Head) and one.kind in {"part time", "full time"} for one in pieces):
        return Unclear(
            f"part time, {percent}",
            "How many hours a week is that? Or is it the share of your day that is for projects?",
            (percent,),
        )
    when = _when([one for one in pieces if not isinstance(one, Percent)], percent)
    return when if isinstance(when, Unclear) else ShareWords(said[0], when)


def week(pieces: Sequence[Piece]) -> WeekWords | Unclear:
    """Read "Mon-Thu 6h, Fri 4h from next month", "20h a week", "6h a day", "only Mon-Wed until June"."""
    hours, rest = _hours(pieces)
    days = next((one.days for one in pieces if isinstance(one, DaysPerWeek)), None)
    if isinstance(hours, Unclear):
        return hours
    if hours is None:
        return _which_days(days, rest) if days else _how_many(pieces, rest)
    when = _when(rest, spoken.week(hours))
    return when if isinstance(when, Unclear) else WeekWords(hours, when)


def once(pieces: Sequence[Piece], low: str) -> Unclear | None:
    """What is asked where one day is named of which nobody can tell whether it is every week: "working Saturday"."""
    numbers = [number for one in pieces for number in _numbers(one)]
    if len(numbers) != 1 or "only" in low.split():
        return None
    day = spoken.DAYS[numbers[0]]
    amounts = [one.hours for one in pieces if isinstance(one, Amount)]
    if not amounts and any(isinstance(one, Head) and one.kind == "working" for one in pieces):
        return Unclear(day, f"How many hours, and this week or every week? Like this: {day} 4h this week")
    if len(amounts) == 1 and f"this {day.lower()}"[: len("this ") + 3] in low:
        said = f"{day} {amounts[0].normalize():f}h"
        return Unclear(said, "Only this week, or every week?", (f"{said} this week", said))
    return None


def work_or_off(pieces: Sequence[Piece]) -> Unclear | None:
    """What is asked for "Mon-Wed 8h, Thu 4h, Fri off": are those the hours of work, or of being away?"""
    at = next((at for at, one in enumerate(pieces) if isinstance(one, Head) and one.kind == "off"), 0)
    before, after = pieces[:at], pieces[at + 1 :]
    if not any(isinstance(one, Amount) for one in before) or isinstance(before[-1], Amount):
        return None
    if not all(_numbers(one) for one in pieces if isinstance(one, Day)):
        return None
    rest = [*before, *after[:1], Amount(Decimal(0), ""), *after[1:]]
    worked, away = week(rest), offs.off(pieces)
    if not isinstance(worked, WeekWords) or not isinstance(away, OffWords):
        return None
    choices = spoken.phrase(worked), spoken.phrase(away)
    return Unclear("", "Are these the hours that you work, or those that you are off?", choices)


def _which_days(days: int, rest: Sequence[Piece]) -> Unclear:
    said = f"{days} days a week" if days > 1 else "one day a week"
    when = _when([one for one in rest if not isinstance(one, DaysPerWeek)], said)
    if isinstance(when, Unclear):
        return when
    choices = [(first, first + days) for first in (0, 1) if first + days <= 5]
    return Unclear(
        f"{said} {spoken.stretch(when)}".strip(),
        "Which days?",
        tuple(
            spoken.phrase(WeekWords(Hourly(tuple(None if a <= at < b else Decimal(0) for at in range(7))), when))
            for a, b in choices
        ),
    )


def _how_many(pieces: Sequence[Piece], rest: Sequence[Piece]) -> Unclear:
    said = next((one.kind for one in pieces if isinstance(one, Head) and one.kind in {"part time", "full time"}), "")
    when = _when(rest, said)
    if not said:
        understood = "" if isinstance(when, Unclear) else spoken.stretch(when)
        return Unclear(understood, "Are you off, or which hours do you work?")
    if isinstance(when, Unclear):
        return when
    choices = [
        f"{hours}h a week {spoken.stretch(when)}".strip() for hours in ((20, 30) if said == "part time" else (40,))
    ]
    return Unclear(f"{said} {spoken.stretch(when)}".strip(), "How many hours a week?", tuple(choices))


def _when(pieces: Sequence[Piece], understood: str) -> Stretch | Unclear:
    """From when until when; nothing else may be in it."""
    if any(isinstance(one, Unknown) for one in pieces):
        return Unclear(understood, "There is more in it that I cannot read. From when until when does it hold?")
    reader = Reader().read([one for one in pieces if not isinstance(one, Head)])
    said = reader.drafts[0].stretch()
    if reader.trouble in {"from when", "until when"}:
        return Unclear(understood, "From when?" if reader.trouble == "from when" else "Until when?")
    if reader.trouble or len(reader.drafts) > 1 or said.rule or said.part != "day" or said.first or said.last:
        return Unclear(understood, _ONE)
    return said


def _hours(pieces: Sequence[Piece]) -> tuple[Hourly | Unclear | None, list[Piece]]:
    """The hours of the week, and the pieces that say when."""
    amounts = [one for one in pieces if isinstance(one, Amount)]
    named, rest = _named(pieces)
    part_time = any(isinstance(one, Head) and one.kind == "part time" for one in pieces)
    if any(one.hours > (_MOST_A_WEEK if one.per == "week" or not named else _MOST_A_DAY) for one in amounts):
        return Unclear("", "How many hours? A day has 24, a week has 168."), rest
    if named is not None:
        return Hourly(days=named), rest
    if len(amounts) != 1:
        return (Unclear("", "Which hours on which days? Like this: Mon-Thu 6h, Fri 4h") if amounts else None), rest
    hours, per = amounts[0].hours, amounts[0].per
    if per == "week" or (not per and (part_time or hours >= _SURELY_A_WEEK)):
        return Hourly(total=hours), rest
    if per == "day":
        if hours > _MOST_A_DAY:
            return Unclear("", "How many hours? A day has 24."), rest
        return Hourly(each=hours), rest
    number = f"{hours.normalize():f}h"
    when = _when(rest, number)
    since = "" if isinstance(when, Unclear) else spoken.stretch(when)
    choices = tuple(f"{number} a {per} {since}".strip() for per in ("day", "week"))
    return Unclear(f"{number} {since}".strip(), "A day, or a week?", choices), rest


class _Run:
    """Weekdays that stand together, and the hours said before or after them."""

    def __init__(self) -> None:
        self.days: list[int] = []
        self.pieces: list[Piece] = []
        self.hours: Decimal | None = None

    def add(self, number: int, ranged: bool) -> None:
        if ranged and self.days:
            last = self.days[-1]
            self.days += [(last + step) % 7 for step in range(1, (number - last) % 7 + 1)]
        else:
            self.days.append(number)


def _named(pieces: Sequence[Piece]) -> tuple[Week7 | None, list[Piece]]:
    """The hours of the weekdays that are named with them (None: as they are now), and the pieces that are left."""
    rest, runs = _runs(pieces)
    only = any(isinstance(one, Head) and one.kind == "working" for one in pieces)
    amounts = any(isinstance(one, Amount) for one in pieces)
    if not runs or (amounts and any(run.hours is None for run in runs)) or not (amounts or only):
        return None, [one for one in pieces if not isinstance(one, Amount)]
    days: list[Decimal | None] = [Decimal(0)] * 7
    if len({number for run in runs for number in run.days}) == 1 and amounts:
        days = [None] * 7
    for run in runs:
        for number in run.days:
            days[number] = run.hours
    return tuple(days), rest


def _runs(pieces: Sequence[Piece]) -> tuple[list[Piece], list[_Run]]:
    rest: list[Piece] = []
    runs: list[_Run] = []
    links: list[Link] = []
    run, hours = _Run(), None
    for piece in pieces:
        numbers = _numbers(piece)
        bound = [one.kind for one in links if one.kind not in {"and", "pause"}]
        if numbers and (not bound or (bound == ["to"] and run.days)):
            if not run.days:
                runs.append(run)
                run.hours, hours = hours, None
            for number in numbers:
                run.add(number, ranged=bound == ["to"])
            links = []
        elif isinstance(piece, Link):
            links.append(piece)
        elif isinstance(piece, Amount):
            links = []
            if run.days and run.hours is None:
                run.hours, run = piece.hours, _Run()
            else:
                hours, run = piece.hours, _Run()
        else:
            rest, links = [*rest, *links, piece], []
    return [*rest, *links], runs


def _numbers(piece: Piece) -> list[int]:
    match piece:
        case Day(Weekday(number, None, False), None):
            return [number]
        case Repeat(rule) if rule.freq == "WEEKLY" and rule.interval == 1:
            return [_CODES.index(code) for code in rule.days]
    return []
