"""When is somebody off, as their phrase says it, or what has to be asked?"""

import re
from collections.abc import Sequence
from dataclasses import replace

from readers.availability_words import spoken
from readers.availability_words.drafts import Draft
from readers.availability_words.pieces import Amount, Day, DaysPerWeek, Head, PartSaid, Percent, Piece, Times, Unknown
from readers.availability_words.reading import Reader, Trouble
from readers.availability_words.values import Between, Hours, OffWords, Rule, Stretch, Unclear
from readers.days.values import Distance, Lasting, MonthDay, Near

_QUESTIONS: dict[Trouble, str] = {
    "from when": "From when?",
    "until when": "Until when?",
    "which days": "Which days?",
    "which time": "From what time until what time?",
    "conflict": "Which days, and which part of them? One thing at a time, please.",
    "unread": "There is more in it that I cannot read. Could you say it in other words?",
}
_LENGTHS = (Lasting(1, "week"), Lasting(2, "week"))
_NEAREST = ("off today", "off tomorrow", "off next week")
_SIGNS = re.compile(r"[0-9<>@#/%=+]")
_CHANGES = re.compile(
    r"every|first|second|third|fourth|last|half|quarter|weekends?|odd|even|fortnight|biweek|month|hours?|years?|"
    r"he|she|they|we|everyone|everybody|team"
)


def off(pieces: Sequence[Piece]) -> OffWords | Unclear:
    """Read the pieces of a phrase that says "off", whatever the reason."""
    if question := _not_hours_off(pieces):
        return question
    if question := _bare_numbers(pieces):
        return question
    reader = Reader().read([_as_part(piece) for piece in pieces])
    if any(isinstance(one, Unknown) and (_CHANGES.fullmatch(one.word) or _SIGNS.search(one.word)) for one in pieces):
        reader.trouble = reader.trouble or "unread"
    drafts = [one for one in reader.drafts if not one.is_empty()]
    for draft in drafts:
        reader.trouble = reader.trouble or _missing(draft, alone=len(drafts) == 1)
    if not drafts:
        alone = reader.trouble is None and not any(isinstance(one, Unknown) for one in pieces)
        return Unclear("off", _QUESTIONS[reader.trouble or "which days"], _NEAREST if alone else ())
    words = OffWords(tuple(_whole(one) for one in drafts))
    if reader.trouble:
        return _asked(words, reader.trouble)
    return words


def _as_part(piece: Piece) -> Piece:
    """ "4h off tomorrow", "2h a day off next week": an amount of hours is a part of each day."""
    return PartSaid(Hours(piece.hours), each=True) if isinstance(piece, Amount) else piece


def _whole(draft: Draft) -> Stretch:
    if draft.weeks is not None and draft.rule is None:
        draft.rule = Rule("WEEKLY", draft.weeks)
    return draft.stretch()


def _missing(draft: Draft, alone: bool) -> Trouble | None:
    """What a stretch lacks."""
    nothing = draft.start is None and draft.finish is None and draft.rule is None and draft.weeks is None
    if nothing and draft.length is None:
        timed = isinstance(draft.part, Between) or draft.first or draft.last
        bare = draft.bare and not isinstance(draft.part, Hours)
        return None if timed and alone and not bare else "which days"
    if draft.first is not None and draft.start is None and draft.finish is not None and draft.rule is None:
        return "which days"
    if draft.length is not None and draft.start is None and not draft.now:
        return "from when"
    if draft.length is not None and draft.finish is not None:
        return "conflict"
    if draft.opens and draft.finish is None and draft.length is None and draft.rule is None and draft.weeks is None:
        return "until when"
    if draft.bare and draft.finish is None and not isinstance(draft.part, Hours):
        return "which time"
    vague = isinstance(draft.start, Distance) and draft.start.unit not in {"day", "workday"}
    return "which days" if vague and draft.finish is None and draft.length is None else None


def _asked(words: OffWords, trouble: Trouble) -> Unclear:
    """The question, with what was understood."""
    choices: tuple[str, ...] = ()
    if trouble == "until when" and len(words.stretches) == 1:
        first = words.stretches[0]
        if first.past and first.opens:
            choices = (spoken.phrase(OffWords((replace(first, finish=Near(0)),))),)
        elif first.start is not None and first.finish is None and first.part == "day":
            choices = tuple(
                spoken.phrase(OffWords((one,)))
                for one in (replace(first, opens=False), *(replace(first, finish=length) for length in _LENGTHS))
            )
    return Unclear(spoken.phrase(words), _QUESTIONS[trouble], choices)


def _not_hours_off(pieces: Sequence[Piece]) -> Unclear | None:
    for piece in pieces:
        match piece:
            case Percent(value):
                return Unclear(
                    f"{value.normalize():f}%",
                    "Is that how much of your time is for projects, or are you off?",
                    (f"{value.normalize():f}%",) if value <= 100 else (),
                )
            case DaysPerWeek(days):
                return Unclear(f"off {days} days a week" if days > 1 else "off one day a week", "Which days?")
            case Amount(hours, "week"):
                return Unclear(f"off {Hours(hours)}h a week", "On which days?")
            case Amount(hours, _) if not 0 < hours <= 24:
                return Unclear("off", "How many hours? A day has 24.")
    return None


def _bare_numbers(pieces: Sequence[Piece]) -> Unclear | None:
    """ "Off 9 to 12": hours or days? With a day beside it they are hours."""
    dated = any(isinstance(one, Day) for one in pieces) or any(isinstance(one, Head) and one.more for one in pieces)
    for piece in pieces:
        if isinstance(piece, Times) and not piece.sure and not dated:
            hours = (piece.start // 60, piece.finish // 60)
            today = Stretch(Near(0), part=Between(piece.start, piece.finish))
            days = Stretch(MonthDay(max(1, hours[0])), MonthDay(hours[1]))
            choices = tuple(spoken.phrase(OffWords((one,))) for one in (today, days))
            return Unclear(f"{hours[0]} to {hours[1]}", "Are these hours or days?", choices)
    return None
