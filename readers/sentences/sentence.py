"""What of a delivered sentence is words, and what are pointers and code that must not be read as words?"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from readers.casing import lowered
from readers.escapes import Arrived, ChannelMention, Link, Mention, clean, unescape

ARRIVING = 16_000  # escaped characters looked at: five times READ, as "&" arrives as five
READ = 3_000  # characters understood: a sentence, not a log file
MENTION = "\x01"  # stand-ins that cannot be in a cleaned text
POINTER = "\x02"
Span = tuple[int, int]

_GAPS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")
_BARE_LINK = re.compile(r"(?<!\w)https?://[^\s<>\x01\x02]{1,2000}")
_EMAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}@[\w\-]{1,64}\.[\w.\-]{1,120}")
_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
_PUNCTUATION_END = ".,;:!?)]}'\"’”"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A readable text and the same text, of the same length, for reading on: a span in one is a span in all.

    masked: people are runs of \\x01, everything else that points somewhere runs of \\x02; low: that in small letters;
    undated: masked, with code between backticks gone too (a log line's time stamp is not when the blocker began).
    """

    text: str
    masked: str
    low: str
    undated: str
    mentions: tuple[Mention, ...]
    channels: tuple[str, ...]
    links: tuple[str, ...]

    def mention_at(self, place: int) -> Mention | None:
        """The person whose mention covers that place."""
        at = bisect_right(self.mentions, place, key=lambda one: one.start) - 1
        return self.mentions[at] if at >= 0 and place < self.mentions[at].end else None


def sentence(text: str) -> Sentence:
    """Read text as Slack delivers it, with runs of white space made one; at most the first 3,000 characters."""
    squeezed = _LINES.sub("\n", _GAPS.sub(" ", clean(text[:ARRIVING]))).strip()
    arrived = unescape(squeezed).first(READ)
    spans = [(one.start, one.end) for one in arrived.tokens if not isinstance(one, Mention)]
    people = tuple(one for one in arrived.tokens if isinstance(one, Mention))
    masked = blanked(arrived.text, [(one.start, one.end) for one in people], MENTION)
    masked = blanked(masked, spans, POINTER)
    bare = [_link_span(match) for match in _BARE_LINK.finditer(masked)]
    masked = blanked(masked, bare, POINTER)
    masked = blanked(masked, [match.span() for match in _EMAIL.finditer(masked)], POINTER)
    code = [match.span() for match in _CODE.finditer(masked)]
    return Sentence(
        text=arrived.text,
        masked=masked,
        low=lowered(masked),
        undated=blanked(masked, code, POINTER),
        mentions=people,
        channels=_once(one.channel_id for one in arrived.tokens if isinstance(one, ChannelMention)),
        links=_once(_links(arrived, bare)),
    )


def blanked(text: str, spans: list[Span], stand_in: str) -> str:
    """The text with every character of the spans replaced by a stand-in of one character."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = stand_in * (end - start)
    return "".join(chars)


def _link_span(match: re.Match[str]) -> Span:
    return match.start(), match.start() + len(match[0].rstrip(_PUNCTUATION_END))


def _links(arrived: Arrived, bare: list[Span]) -> list[str]:
    found = [(one.start, one.url) for one in arrived.tokens if isinstance(one, Link)]
    found += [(start, arrived.text[start:end]) for start, end in bare]
    return [url for _, url in sorted(found)]


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
