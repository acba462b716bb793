"""Who of the people that a sentence mentions is to help, and for whom is it said?"""

import re

from readers.escapes import Mention
from readers.sentences.sentence import Sentence, Span

_WAITS = r"(?:wait(?:s|ed|ing)?|stuck|blocked|hung\sup|depend(?:s|ed|ing|ent)?|rely|relying|held\sup)"
_WAITING = rf"{_WAITS}\s(?:on|for|by|with)"
_HELPERS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\w)(?:{_WAITING}|need(?:s|ed|ing)?(?:\shelp\s(?:from|of|by))?|ask(?:s|ed|ing)?|chas(?:ed|ing)|missing|^(?:on|by))"
        r"\s(\x01+)",
        r"(?<!\w)(?:from|by|with|of|on)\s(\x01+)",
        r"(?<!\x01)(\x01+)(?:['’]s)?\s(?:must|needs?\sto|has\sto|should|could|can|to|is|still|said|promised|please|review|answer|approval|"
        r"sign-off|decision|feedback|input|ok)(?!\w)",
    )
)
_AT_START = re.compile(
    r"^(?:(?:this\sis|filed|filing|raised|posting|reporting)\s)?(?:for|on\sbehalf\sof)\s(\x01+)[\s:,;.\-–—]*"
)
_ON_BEHALF = re.compile(r"[\s,(\-–—]{0,3}(?<!\w)(?:on\sbehalf\sof|filed\sfor|raised\sfor|asking\sfor)\s(\x01+)\)?")
_FOR = re.compile(r"[\s,(\-–—]{0,3}(?<!\w)for\s(\x01+)\)?(?=[\s.,;:!?)]*$)")
_NOT_BEHALF = re.compile(rf"(?:{_WAITS}|look(?:s|ing)?|ask(?:s|ed|ing)?|search(?:ing)?)\s*$")


def on_behalf_of(words: Sentence, low: str) -> tuple[Mention, Span] | None:
    """The person for whom it is filed ("for @Bo" at the start or the end), and the words that say so.

    low: the sentence in small letters, with what was understood already (dates, hours) replaced by spaces, so that the
    end of the sentence is the end of what is left.
    """
    low = low.rstrip()
    for pattern in (_AT_START, _ON_BEHALF, _FOR):
        for match in pattern.finditer(low):
            waits = pattern is _FOR and _NOT_BEHALF.search(low, max(0, match.start() - 12), match.start())
            mention = words.mention_at(match.start(1))
            if mention and not waits:
                return mention, match.span()
    return None


def helper(words: Sentence, not_this: Mention | None) -> str | None:
    """The user id of the one who is waited for, asked or needed; None when nobody mentioned is."""
    for pattern in _HELPERS:
        for match in pattern.finditer(words.low):
            mention = words.mention_at(match.start(1))
            if mention and (not_this is None or mention.user_id != not_this.user_id):
                return mention.user_id
    return None
