"""How does a sentence read as a title once the parts that were understood are taken out?"""

import re

from readers.escapes import cut, is_blank
from readers.sentences.sentence import Span

LENGTH = 500  # UTF-16 units of a title, the ellipsis included; the form to edit it takes as many

_GAP = re.compile(r"\s+")
_SPACE_BEFORE = re.compile(r" ([,.;:!?)])")
_DOUBLED = re.compile(r"(?<![,;:])(?<![,;:] )[,;:](?: ?[,;:])* ?(?=[,;:.!?)]|$)")
_EMPTY = re.compile(r"\( ?\)|\[ ?\]")
_LONE_STOPS = re.compile(r"(?<=\.)(?: +[.,;:])+")  # of sentences that were taken out whole
_HANGING = re.compile(r"(?:[\s,;:–—\-]|(?<!\w)(?:and|but|so|or|because|then|please|which|since|by)(?=[\s,;:–—\-]*$))+$")
_LEADING = re.compile(r"^(?:[\s,;:–—\-•·>.!?]|(?:and|but|so|then)\s)+")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*(?=[,.;:!?)]*(?:\s|$))")
_HALF = re.compile(r"^(?:by|on|because)\s", re.IGNORECASE)


def title(text: str, out: tuple[Span, ...]) -> str:
    """The text without the spans, tidied; "" when nothing is left that could be read.

    A sentence that goes on from the command ("/blocked by the build") gets the word back that it goes on from.
    """
    kept, last = [], 0
    for start, end in sorted(out):
        kept.append(text[last : max(start, last)])
        last = max(end, last)
    left = _tidied(" ".join([*kept, text[last:]]))
    if is_blank(left) or not any(char.isalnum() or ord(char) > 0x2000 for char in left):
        return ""
    if _HALF.match(left):
        left = "Blocked " + left[0].lower() + left[1:]
    return cut(_capital(left), LENGTH)


def _tidied(text: str) -> str:
    text = _EMPTY.sub(" ", _GAP.sub(" ", text))
    text = _LONE_STOPS.sub("", _GAP.sub(" ", text))
    text = _SPACE_BEFORE.sub(r"\1", text)
    text = _LEADING.sub("", _DOUBLED.sub("", text))
    return _trimmed(text.strip())


def _trimmed(text: str) -> str:
    """Without the conjunctions and commas that hang at the end, and without a full stop after a single sentence."""
    end = text[-40:]
    left = text[: len(text) - len(end)] + _HANGING.sub("", end)
    if left.endswith(".") and not left.endswith("..") and ". " not in left:
        left = left[:-1]
    return left.rstrip()


def _capital(text: str) -> str:
    """With a capital at the start, unless the first word is spelled in its own way (iOS, e2e, https://…, `code`)."""
    word = _WORD.match(text)
    first = text[0].upper()
    return first + text[1:] if word and word[0].islower() and len(first) == 1 else text
