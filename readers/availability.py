"""What does somebody say about their availability: off, back, a share, a week, skills, a calendar?"""

import re
from collections.abc import Set as AbstractSet

from readers.availability_words import numeric, offs, spoken, weeks
from readers.availability_words.meant import Absence, Availability, Back, Off, Share, Week
from readers.availability_words.pieces import (
    Amount,
    At,
    DaysPerWeek,
    Head,
    Percent,
    Piece,
    Repeat,
    Times,
    Unknown,
)
from readers.availability_words.reading import Reader
from readers.availability_words.resolving import resolve
from readers.availability_words.skills import skills
from readers.availability_words.spelling import spelled
from readers.availability_words.spoken import phrase
from readers.availability_words.tokens import pieces
from readers.availability_words.values import (
    AvailabilityWords,
    BackWords,
    Between,
    CalendarFeed,
    Hourly,
    Hours,
    OffWords,
    Part,
    ShareWords,
    Show,
    Skills,
    SkillSaid,
    Unclear,
    WeekWords,
)
from readers.days.numbers import WEEKDAY, WEEKDAYS
from readers.sentences.sentence import Sentence, sentence

__all__ = [
    "Absence", "Availability", "AvailabilityWords", "Back", "BackWords", "Between", "CalendarFeed", "Hourly", "Hours",
    "Off", "OffWords", "Part", "Share", "ShareWords", "Show", "SkillSaid", "Skills", "Unclear", "Week", "WeekWords",
    "availability", "phrase", "resolve",
]  # fmt: skip

LONGEST = 300  # characters of a phrase that are read; a list of skills or an address may be longer
_WORD = re.compile(r"\s*(?:my\s)?(?P<word>[^\W\d_]+)(?P<rest>.*)", re.DOTALL)
_ADDRESS = re.compile(r"(?:https?|webcals?)://[^\s<>|\"]{1,2000}", re.IGNORECASE)
_SOMEBODY = re.compile(r"(?<![\w.])@\w")
_SHOWN = re.compile(
    r"[\s.!?]*(?:(?P<list>show(?: me)?(?: the| my)?(?: list)?|(?:my )?list|status|what do you know(?: about me)?"
    r"|(?:when )?am i (?:off|out|away)|when (?:i am|i'm) (?:off|out|away)|what(?: is|'s) noted)"
    r"|help(?: me)?|(?:skills?|calendar) help|how|commands)[\s.!?]*",
    re.IGNORECASE,
)
_APOSTROPHE = re.compile(rf"\b({WEEKDAY})'s(?!\S)")  # "Friday's off" is said of one and of all
_LESS = re.compile(r"\s*[-+\u2010-\u2015\u2212]\s?(?P<number>[0-9]{1,3}(?:[.,][0-9]{1,2})?\s?%)")  # by, or to?
_OTHERS = re.compile(r"(?:\S+ ){1,3}(?:is|are|will|has|have|was|were|takes|take)(?!\S)")  # "Bo is off tomorrow"
_ME = re.compile(r"(?<!\S)(?:i|i'm|i'll|i've|i'd|me|my|myself)(?!\S)")
_THEIRS = "Everybody says this for themselves. Write only what is so for you, without names."


def availability(text: str) -> AvailabilityWords:
    """Read a phrase as Slack delivers it (escaped). Never raises and never refuses; any length, any characters.

    Dates stay relative: resolve() gives them. A reason is understood as being off, and neither kept nor returned.
    """
    words = sentence(text)
    if not words.text.strip(" .!?,;:-"):
        return Show("help" if "?" in words.text else "form")
    if shown := _SHOWN.fullmatch(words.text):
        return Show("list" if shown["list"] else "help")
    first = _WORD.match(words.text)
    name, rest = (first["word"].lower(), first["rest"]) if first else ("", "")
    if name in {"skill", "skills"}:
        return skills(rest)
    if name in {"calendar", "calender", "calandar", "ics", "ical", "feed"} or _address(words, text):
        return _calendar(words, text, rest)
    if words.mentions or _SOMEBODY.search(words.text):
        return Unclear("", _THEIRS)
    if len(words.text) > LONGEST:
        return Unclear("", "That is a lot at once. Which days are you off, or which hours do you work?")
    return _phrase(words.low)


def _phrase(low: str) -> AvailabilityWords:
    if changed := _LESS.match(low):
        said = changed["number"].replace(" ", "").replace(",", ".")
        return Unclear(said, "Is that how much of your time is for projects from now on?", (said,))
    low = spelled(low)
    if sloppy := _APOSTROPHE.search(low):
        name = spoken.DAYS[WEEKDAYS[sloppy[1]]]
        return Unclear(name, "This one, or every one?", (f"off {name}", f"off every {name}"))
    order = numeric.order(low)
    if not numeric.is_ambiguous(low):
        return _read(pieces(numeric.dotted(low, order or "day")), low)
    either = [_read(pieces(numeric.dotted(low, one)), low) for one in ("day", "month")]
    clear = [one for one in either if isinstance(one, OffWords | BackWords | ShareWords | WeekWords)]
    if len(clear) == 2 or not clear:
        choices = tuple(phrase(one) for one in clear)
        return Unclear("", "Which number is the day, and which is the month?", choices)
    return clear[0]


def _read(found: list[Piece], low: str) -> AvailabilityWords:
    kinds = {one.kind for one in found if isinstance(one, Head)}
    repeats = any(isinstance(one, Repeat) for one in found)
    heads = [one.kind for one in found if isinstance(one, Head)]
    if found and isinstance(found[0], Unknown) and _OTHERS.match(low) and not _ME.search(low):
        return Unclear("", _THEIRS)
    if question := _not_now(found, kinds, repeats):
        return question
    if heads and heads[0] == "back" and not _back_to_hours(found, kinds):
        return _back(found)
    if "off" in kinds:
        return weeks.work_or_off(found) or offs.off(found)
    if any(isinstance(one, Percent) for one in found):
        return weeks.share(found)
    if _speaks_of_hours(found, kinds):
        return weeks.once(found, low) or weeks.week(found)
    return offs.off(found) if repeats else _bare(found)


def _speaks_of_hours(found: list[Piece], kinds: AbstractSet[str]) -> bool:
    hours = any(isinstance(one, Amount | DaysPerWeek) for one in found)
    return hours or bool(kinds & {"working", "part time", "full time"})


def _back_to_hours(found: list[Piece], kinds: AbstractSet[str]) -> bool:
    """ "Back to full time from May", "back to 100%": a week or a share, and no end of an absence."""
    said = any(isinstance(one, Percent | DaysPerWeek) or (isinstance(one, Amount) and one.per) for one in found)
    return said or bool(kinds & {"part time", "full time"})


def _bare(found: list[Piece]) -> OffWords | Unclear:
    """Days and nothing else: what is said here about days is mostly that one is off. With other words it is asked."""
    read = offs.off(found)
    if isinstance(read, OffWords) and any(isinstance(one, Times | At) for one in found):
        return Unclear(
            phrase(read).removeprefix("off "), "Are you off then, or is that when you work?", (phrase(read),)
        )
    known = found and not any(isinstance(one, Unknown) for one in found)
    if known and (isinstance(read, OffWords) or read.understood != "off"):
        return read
    if isinstance(read, OffWords):
        return Unclear(phrase(read).removeprefix("off "), "Are you off?", (phrase(read),))
    return Unclear("", "Are you off, and when? Like this: off 24 Dec to 2 Jan")


def _not_now(found: list[Piece], kinds: AbstractSet[str], repeats: bool) -> Unclear | None:
    """What is no absence at all, or not one yet."""
    if "take back" in kinds:
        return Unclear("", "To take something back, open the list: it is undone there.", ("list",))
    if "home" in kinds:
        return Unclear("", "Working from home is working, so there is nothing to note. Are you off as well?")
    if kinds & {"unsure", "except", "vague"} or ("not" in kinds and not repeats):
        rest = [one for one in found if not (isinstance(one, Head) and one.kind in {"unsure", "vague"})]
        read = offs.off(rest) if "off" in kinds else None
        if isinstance(read, OffWords) and not kinds & {"not", "except"}:
            if "vague" in kinds:
                return Unclear(phrase(read), "When exactly?")
            return Unclear(phrase(read), "Is it certain? Then say it without the maybe.", (phrase(read),))
        if "vague" in kinds:
            return Unclear("", "When exactly are you off?")
        return Unclear("", "I read only what is certain, without exceptions. On which days are you off?")
    return None


def _back(found: list[Piece]) -> BackWords | Unclear:
    """ "Back on Monday": one day, perhaps with a time."""
    reader = Reader().read([one for one in found if not isinstance(one, Head)])
    draft = reader.drafts[0]
    minute = draft.first.start if isinstance(draft.first, Between) else None
    too_much = len(reader.drafts) > 1 or draft.finish or draft.rule or draft.length or draft.weeks or draft.last
    if too_much or any(isinstance(one, Percent | Amount) for one in found):
        return Unclear("back", "From which day? One day is enough.", ("back", "back tomorrow"))
    if any(isinstance(one, Unknown) for one in found) and draft.start is None:
        return Unclear("back", "From which day?", ("back", "back tomorrow"))
    if draft.part == "pm":
        minute = 12 * 60
    return BackWords(draft.start, minute)


def _address(words: Sentence, text: str) -> str | None:
    """The first address: of a link as it arrived, or as it was written where nothing made a link of it."""
    if words.links:
        return words.links[0]
    match = _ADDRESS.search(words.text)
    return match[0] if match else None


def _calendar(words: Sentence, text: str, rest: str) -> AvailabilityWords:
    address = _address(words, text)
    if address is None:
        if re.fullmatch(r"[\s:]*(?:off|none|no|stop|remove|delete|disconnect|forget)[\s.!]*", rest, re.IGNORECASE):
            return CalendarFeed(None)
        return Unclear("calendar", "Which address? It begins with https:// and ends, mostly, with .ics")
    if len(words.links) > 1:
        return Unclear("calendar", "There is more than one address. Which one is it?")
    if not address.lower().startswith(("https://", "webcal://", "webcals://")):
        return Unclear("calendar", "The address has to begin with https://. Is there one?")
    return CalendarFeed(address)
