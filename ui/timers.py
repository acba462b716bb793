"""What does the PMO read about what is due: late, left out, and why?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ui import words as w
from ui.kit import Block, Message, context, header, section
from ui.text import escape, moment, read_out, sentence

# What each series does, in words that follow “What is due”. One that is not here is called by its name.
SERIES: Mapping[str, str] = {
    "availability.settle": "Who is away next",
    "cards.draw": "Cards on a new day",
    "checkin": "Check-ins",
    "checkin.remind": "Reminders of check-ins",
    "digest": "Weekly digests",
    "housekeeping.tidy": "Tidying up",
    "ladder": "Ladders of blockers",
    "people.refresh": "Who is in Slack",
    "stale": "How quiet blockers stand",
}
REASONS = 4  # of each series


@dataclass(frozen=True)
class SeriesFacts:
    """`left_out`: how many by reason, the most frequent first; all but the first four numbers are of the last week."""

    name: str
    waiting: int
    following: datetime | None
    late: int
    tried: int
    done: int
    missed: int
    left_out: tuple[tuple[str, int], ...]


def overview(found: Sequence[SeriesFacts]) -> Message:
    """`/pmo timers`: a paragraph for each series, those that are late first. Nobody is named in it."""
    heading = "What is due"
    if not found:
        return Message(f"{heading}: nothing yet.", [section(f"*{heading}*: nothing yet.")])
    rows = sorted(found, key=lambda one: (-one.late, -one.tried, _called(one)))
    late = sum(one.late for one in rows)
    opening = f"{w.plural(late, 'is', 'are')} late." if late else "Nothing is late."
    small = "Counted for everybody together; what was done and left out, of the last seven days."
    shown: list[Block] = [section("\n".join([f"*{_called(one)}*", *_lines(one)])) for one in rows]
    aloud = [f"{heading}.", opening, *(sentence(f"{_called(one)}: {'. '.join(_lines(one))}") for one in rows)]
    return Message(read_out([*aloud, small]), [header(heading), section(opening), *shown[:45], context(small)])


def _called(one: SeriesFacts) -> str:
    return SERIES.get(one.name) or escape(one.name, 60)


def _lines(one: SeriesFacts) -> Iterator[str]:
    if one.waiting and one.following is not None:
        yield f"{w.plural(one.waiting, 'waits', 'wait')}, the next for {moment(one.following)}"
    else:
        yield "None waits"
    if one.late:
        yield f"{one.late} late by more than a minute"
    if one.tried:
        yield f"{one.tried} went wrong and {'is' if one.tried == 1 else 'are'} tried again"
    if one.done:
        yield f"{one.done} done"
    if one.missed:
        yield f"{one.missed} passed over in one go, because nobody was there"
    for reason, count in one.left_out[:REASONS]:
        yield f"{count} left out: {escape(reason, 200)}"
    if rest := sum(count for _, count in one.left_out[REASONS:]):
        yield f"{rest} left out for other reasons"
