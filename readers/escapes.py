"""What did a person write in the text that Slack delivered: which characters, whom, which channel, which link?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from readers.graphemes import border, size


@dataclass(frozen=True, slots=True)
class Mention:
    """A person, `<@U123|name>`; start and end are places in the readable text."""

    start: int
    end: int
    user_id: str
    name: str | None


@dataclass(frozen=True, slots=True)
class ChannelMention:
    """A channel, `<#C1|name>`; the name of a private channel does not arrive."""

    start: int
    end: int
    channel_id: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A call to many: `here`, `channel`, `everyone`, or the id of a user group."""

    start: int
    end: int
    audience: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link, `<https://x|label>`; url is raw, label None when only the address was sent."""

    start: int
    end: int
    url: str
    label: str | None


Token = Mention | ChannelMention | Broadcast | Link


@dataclass(frozen=True, slots=True)
class Arrived:
    """A delivered text made readable and raw (never to be shown without escaping it), with what it pointed to."""

    text: str
    tokens: tuple[Token, ...]

    def first(self, length: int) -> "Arrived":
        """The same, no longer than that many characters; a token that would be cut through is left out."""
        if len(self.text) <= length:
            return self
        text = self.text[: border(self.text, length)]
        return Arrived(text, tuple(token for token in self.tokens if token.end <= len(text)))


_ANGLE = re.compile(r"<([^<>\n]*)>")
_ENTITY = re.compile(r"&(amp|lt|gt);")
_RAW = {"amp": "&", "lt": "<", "gt": ">"}
_USER = re.compile(r"@([UWB][A-Z0-9]{1,30})(?:\|(.*))?")
_CHANNEL = re.compile(r"#([CGD][A-Z0-9]{1,30})(?:\|(.*))?")
_GROUP = re.compile(r"!subteam\^(S[A-Z0-9]{1,30})(?:\|(.*))?")
_CALL = re.compile(r"!(here|channel|everyone)(?:\|.*)?")
_DATE = re.compile(r"!date\^[^|]*\|(.*)")
_LINK = re.compile(r"((?:https?|mailto|tel|slack):[^|\s]+)(?:\|(.*))?")
_BARE_USER = re.compile(r"(?<![\w@])@([UWB][A-Z0-9]{2,30})(?!\w)")

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# NUL and the other controls (PostgreSQL refuses NUL, terminals obey the rest), characters that turn the direction of
# what follows (they can make a title read as its opposite), and marks that are only meant for a file's start.
_HARMFUL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NEVER_CHARACTERS = re.compile(
    "[\ufdd0-\ufdef" + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF)) + "]"
)
# Letters, joiners and selectors that count as printable and are drawn as nothing.
_INKLESS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0") | frozenset(
    map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
)


def clean(text: str) -> str:
    """The text without what could break a store or deceive a reader; nothing is refused.

    Line ends become a newline; controls and characters that override the direction go; halves of surrogate pairs are
    joined where both are there and become U+FFFD where not.
    """
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _NEVER_CHARACTERS.sub("\ufffd", _HARMFUL.sub("", _BREAKS.sub("\n", text)))


def is_blank(text: str) -> bool:
    """True when nobody would see anything: only spaces, joiners and the letters that are drawn as nothing."""
    return not any(char.isprintable() and not char.isspace() and char not in _INKLESS for char in text)


def unescape(text: str) -> Arrived:
    """Read a text as Slack delivers it (message text, command text): entities, mentions, channels, links.

    A mention reads as `@name`, or `@U123` where no name came (see `named`); a link as its label. Text that only looks
    like a token stays as it is. What a person typed as `<@U1>` arrives as entities and is no mention.
    """
    text = clean(text)
    parts: list[str] = []
    tokens: list[Token] = []
    place = last = 0
    for match in _ANGLE.finditer(text):
        before = _raw(text[last : match.start()])
        place += len(before)
        shown, token = _read(match[1], place)
        parts += [before, shown]
        tokens += [token] if token else []
        place += len(shown)
        last = match.end()
    parts.append(_raw(text[last:]))
    return Arrived("".join(parts), tuple(tokens))


def named(text: str, names: Mapping[str, str]) -> str:
    """The text with `@U123` replaced by `@` and that person's name where names (user id to name) knows it."""
    return _BARE_USER.sub(lambda match: "@" + names[match[1]] if match[1] in names else match[0], text)


def _raw(text: str) -> str:
    return _ENTITY.sub(lambda match: _RAW[match[1]], text)


def _read(inside: str, start: int) -> tuple[str, Token | None]:
    """What stands between `<` and `>`: how it reads, and what it points to."""
    if match := _USER.fullmatch(inside):
        name = _raw(match[2] or "").strip().removeprefix("@") or None
        shown = "@" + (name or match[1])
        return shown, Mention(start, start + len(shown), match[1], name)
    if match := _CHANNEL.fullmatch(inside):
        name = _raw(match[2] or "").strip().removeprefix("#") or None
        shown = "#" + (name or match[1])
        return shown, ChannelMention(start, start + len(shown), match[1], name)
    if match := _GROUP.fullmatch(inside):
        shown = "@" + (_raw(match[2] or "").strip().removeprefix("@") or match[1])
        return shown, Broadcast(start, start + len(shown), match[1])
    if match := _CALL.fullmatch(inside):
        shown = "@" + match[1]
        return shown, Broadcast(start, start + len(shown), match[1])
    if match := _DATE.fullmatch(inside):
        return _raw(match[1]), None
    if match := _LINK.fullmatch(inside):
        label = _raw(match[2] or "").strip() or None
        shown = label or _raw(match[1])
        return shown, Link(start, start + len(shown), _raw(match[1]), label)
    return _raw(f"<{inside}>"), None


def cut(text: str, length: int, ending: str = "…") -> str:
    """The text in at most that many UTF-16 units, the ending included, never through what is seen as one character."""
    if size(text) <= length:
        return text
    room = length - size(ending)
    if room < 0:
        return text[: border(text, _place(text, length))]
    return text[: border(text, _place(text, room))].rstrip() + ending


def _place(text: str, units: int) -> int:
    """The last place up to which the text holds no more than that many UTF-16 units."""
    used = 0
    for place, char in enumerate(text):
        used += size(char)
        if used > units:
            return place
    return len(text)
