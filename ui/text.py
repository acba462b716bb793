"""How does text that somebody else wrote get onto a screen without acting there?"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from urllib.parse import quote, urlsplit

from readers.graphemes import border, size

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Control characters, halves of surrogate pairs, non-characters, and what turns the reading direction of the text
# around it (a name could otherwise make “approved” out of a sentence that says the opposite).
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_TOWERS = re.compile("([\u0300-\u036f]{4})[\u0300-\u036f]+")  # marks piled up over the lines above
# Marks of formatting are replaced by their twins: no parser takes these for a mark, and a single stray one cannot pair
# up with one of ours. Slack formats only where a mark touches the border of a word, so names_like_this stay.
_TWINS = {"`": "ˋ", "*": "∗", "_": "ˍ", "~": "∼"}
_FORMATTING = re.compile(r"`|(?<![^\W_])[*_~]|[*_~](?![^\W_])")
_QUOTE_AT_START = re.compile(r"^(?=(?:&gt;)+)", re.MULTILINE)
_SHOUT = re.compile(r"@(?=(?:channel|here|everyone)\b)", re.IGNORECASE)
_TOKEN_START = re.compile(r"<(?=[!@#/\w])")
_ELLIPSIS = "…"


def clean(text: str) -> str:
    """The text without characters that act or hide; "" where nothing visible is left."""
    if text.isascii() and text.isprintable():  # nearly all there is: nothing in it to be taken out
        return text.strip()
    text = _BREAKS.sub("\n", text).replace("\t", " ")
    text = _TOWERS.sub(r"\1", _UNWANTED.sub("", text))
    text = re.sub(r"\n[ \n]*\n", "\n\n", text).strip()
    return text if any(unicodedata.category(character)[0] not in "CZM" for character in text) else ""


def one_line(text: str) -> str:
    """The cleaned text with every run of white space as one blank."""
    return " ".join(clean(text).split())


def cut(text: str, limit: int) -> str:
    """`text` cleaned and, where it is longer than `limit` (UTF-16 units), ended at a grapheme border with “…”."""
    return _fit(clean(text), limit, size)


def inert(text: str, limit: int = 3000) -> str:
    """Somebody's text for plain_text and rich_text, cleaned, at most `limit` units.

    Slack does not parse these; broken up like this, even a client that does finds no mention and no link.
    """
    text = _fit(clean(text), limit, lambda part: size(part) + part.count("<"))
    return _TOKEN_START.sub("<\u2060", text)


def escape(text: str, limit: int = 3000) -> str:
    """Somebody's text for mrkdwn: no mention, link, date or formatting of theirs survives. At most `limit` units.

    It is cut before it is escaped, so that no entity is cut in two.
    """
    text = _fit(clean(text), limit, _escaped_size)
    text = _FORMATTING.sub(lambda mark: _TWINS[mark.group()], text)
    text = _SHOUT.sub("@\u2060", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _QUOTE_AT_START.sub("\u200b", text)


def _escaped_size(part: str) -> int:
    """At most: what the part may grow to."""
    return size(part) + 5 * (part.count("&") + part.count("<") + part.count(">")) + part.count("@")


def _fit(text: str, limit: int, cost: Callable[[str], int]) -> str:
    """`text`, cut where its `cost`, of which each character has its own, would exceed the limit."""
    if cost(text) <= limit:
        return text
    used, end = 0, 0
    for index, character in enumerate(text):
        used += cost(character)
        if used <= limit - 1:
            end = index + 1
        if used > limit:
            return text[: border(text, end)].rstrip() + _ELLIPSIS
    return text


def mention(slack_id: str) -> str:
    """A person as a Slack mention, or "" for what is not the id of one."""
    return f"<@{slack_id}>" if re.fullmatch(r"[UW][A-Z0-9]{1,30}", slack_id) else ""


def channel(slack_id: str) -> str:
    """A channel as a link that Slack names for the reader, or "" for what is not the id of one."""
    return f"<#{slack_id}>" if re.fullmatch(r"[CGD][A-Z0-9]{1,30}", slack_id) else ""


def link(url: str, words: str) -> str:
    """An http(s) address behind `words` (ours or escaped), or "" where the address is not one."""
    url = _UNWANTED.sub("", url)
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc or len(url) > 2000:
        return ""
    return f"<{quote(url, safe=':/?#@!$&()+,;=%~-._')}|{words}>".replace("&", "&amp;")


def day(value: date, today: date) -> str:
    """A calendar date in words: “Fri 27 Nov”, with its year where that is not this year.

    Never a Slack date token: those are instants, and would show the day before to readers further west.
    """
    words = f"{_DAYS[value.weekday()]} {value.day} {_MONTHS[value.month - 1]}"
    return words if value.year == today.year else f"{words} {value.year}"


DATE_AND_TIME = "{date_short_pretty} at {time}"


def moment(instant: datetime, form: str = DATE_AND_TIME) -> str:
    """An aware instant as a Slack date token, shown in the zone of the reader's device."""
    return f"<!date^{int(instant.timestamp())}^{form}|{moment_words(instant)}>"


def moment_words(instant: datetime) -> str:
    """An aware instant in words and in UTC, for where no token is understood."""
    utc = instant.astimezone(UTC)
    return f"{_DAYS[utc.weekday()]} {utc.day} {_MONTHS[utc.month - 1]} {utc.year}, {utc:%H:%M} UTC"


_TOKEN = re.compile(r"<!date\^[^<>|]*\|([^<>|]*)>|<[^<>|]*\|([^<>|]*)>|<[^<>]*>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def plain_words(text: str) -> str:
    """Our mrkdwn as it reads: of dates and links their words, to be quoted where Slack parses nothing."""
    text = _TOKEN.sub(lambda token: token[1] or token[2] or "", text)
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return text


def sentence(text: str) -> str:
    """`text` with a full stop where it has no end of its own."""
    return text if text.endswith((".", "!", "?", "…", ".”", "?”", "!”", "…”")) else f"{text}."


def read_out(parts: Iterable[str | None], limit: int = 3900) -> str:
    """The parts as one text of at most `limit` units: those that still fit, whole, in order of their weight."""
    text = ""
    for part in parts:
        longer = f"{text} {part}" if text else part
        if part and longer and size(longer) <= limit:
            text = longer
    return text
