"""Since when does what a sentence complains about last, and by when is it needed?"""

import re
from dataclasses import dataclass

from readers import dates
from readers.days.values import DateWords, Distance, Lasting, Near, Period, Weekday
from readers.sentences.sentence import Sentence, Span

_DONE = (
    r"(?:up(?:\sand\srunning)?|done|fixed|solved|resolved|cleared|finished|back|ready|in\splace|live|answered|settled)"
)
_NEED = re.compile(
    r"(?<![^\s,;:.!?(–—\-])(?:(?:and|but|so)\s)?(?:(?:please|pls)\s)?"
    r"(?:(?:we|i|they|he|she|it|this|that|which|the\steam|everything|\x01{1,80})(?:['’](?:d|ll))?\s)?"
    r"(?:(?:really|urgently|badly|will|would|do|is|are)\s){0,2}"
    r"(?:(?:need(?:s|ed)?|want(?:s|ed)?|require[sd]?|expect(?:s|ed)?|wanted|should\shave|must\shave|like)\s"
    rf"(?:(?:it|this|that|them|one)\s)?(?:(?:to\s)?be\s\w{{1,20}}\s|(?:to\s)?have\s(?:it|this|that)\s|{_DONE}\s)?"
    rf"|(?:must|has\sto|have\sto|needs?\sto|should)\sbe\s\w{{1,20}}\s|due\s|deadline(?:\sis)?\s)(?:{_DONE}\s)?$"
)
_NEED_IN_CLAUSE = re.compile(
    r"(?<!\w)(?:need(?:s|ed)?|must|due|deadline|want(?:s|ed)?|require[sd]?|ha(?:s|ve)\sto|asap)(?!\w)[^.;!?\n]{0,80}$"
)
_CLAUSE_END = re.compile(r"\s?(?:$|[.,;:!?)\n–—])|\s(?:-|and|but|so|because|need|we\sneed)\b")
_REACH = 110


@dataclass(frozen=True, slots=True)
class Times:
    """What was understood, and the spans that say it; bare: the same without what leads in ("need it by")."""

    since: DateWords | None
    needed_by: DateWords | None
    spans: tuple[Span, ...]
    bare: tuple[Span, ...]


def times(words: Sentence) -> Times:
    """The first words that say since when, and the first that say by when."""
    found = dates.find(words.undated)
    needed = next((one for one in found if one.kind == "by" and not _is_past(one)), None)
    needed = needed or next((one for one in found if _is_needed(words.low, one)), None)
    others = [one for one in found if one is not needed]
    since = next((one for one in others if one.kind == "since"), None)
    since = since or next((one for one in others if _has_lasted(words.low, one)), None)
    since = since or next((one for one in others if _is_past_at_end(words.low, one)), None)
    spans = [(since.start, since.end)] if since else []
    bare = [*spans, (needed.start, needed.end)] if needed else spans
    whole = [*spans, (_need_start(words.low, needed.start), needed.end)] if needed else spans
    return Times(since, needed, tuple(whole), tuple(bare))


def _is_past(one: DateWords) -> bool:
    match one.value:
        case Near(days):
            return days < 0
        case Distance(amount, _):
            return amount < 0
        case Weekday(_, week, before):
            return before or (week or 0) < 0
        case Period(_, which, _):
            return which < 0
    return False


def _is_needed(low: str, one: DateWords) -> bool:
    """ "Need the keys tomorrow", "deadline is 24 Dec": a day that a need leads to, though no "by" does."""
    if one.kind not in {"on", "bare", "until"} or _is_past(one) or isinstance(one.value, Lasting):
        return False
    return one.said.startswith(("due", "deadline")) or _follows_need(low, one.start)


def _has_lasted(low: str, one: DateWords) -> bool:
    """ "Blocked for a week", not "need a designer for a week"."""
    return isinstance(one.value, Lasting) and not _follows_need(low, one.start)


def _is_past_at_end(low: str, one: DateWords) -> bool:
    """ "The build broke yesterday", not "yesterday the build was fine" or "what they said yesterday about …"."""
    return one.kind in {"ago", "bare", "on"} and _is_past(one) and _CLAUSE_END.match(low, one.end) is not None


def _follows_need(low: str, place: int) -> bool:
    return _NEED_IN_CLAUSE.search(low, max(0, place - _REACH), place) is not None


def _need_start(low: str, place: int) -> int:
    match = _NEED.search(low, max(0, place - _REACH), place)
    return match.start() if match else place
