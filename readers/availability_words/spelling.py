"""How does a sloppily written phrase read, once its dashes, short forms and clear slips are put right?"""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from readers.days.numbers import MONTH, WEEKDAY

_DASHES = re.compile(
    "[\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d]|->|→|(?<=[0-9])(?:\\.{2,3}|…)(?=[0-9])|\\s~\\s"
)
_QUOTES = re.compile("[’‘`´ʼ]")
_ENDS = (
    rf"(?:[0-9](?:st|nd|rd|th|h|\.)?|\b(?:{MONTH}|{WEEKDAY})\.?|[ap]\.?m\.?|noon|today|tomorrow|now|morning|afternoon)"
)
_BEGINS = rf"(?:[0-9]|(?:the|end|{MONTH}|{WEEKDAY}|today|tomorrow|noon|midnight)\b)"
_ONWARDS = re.compile(r"(?<!from )\b([0-9]{1,2}(?::[0-9]{2})?\s?(?:[ap]m)?) onwards?\b")
_BETWEEN = re.compile(r"\bbetween ([^,]{1,40}?) and ")
_ISO = re.compile(r"(?<![0-9])([12][0-9]{3})\s?-\s?([01]?[0-9])\s?-\s?([0-3]?[0-9])(?![0-9])")
_RANGE = re.compile(rf"({_ENDS})\s?--?\s?(?={_BEGINS})")
_APART = re.compile(r"\s-+\s")
_NO_PAUSE = re.compile(r"[;\n()\[\]\"“”„!?*_…]|:(?![0-9])|\.{2,}|(?<![0-9])\.(?=\s|$)")
_GAPS = re.compile(r"\s+")
_COMMA = re.compile(r"\s*,(?![0-9])\s*")
_YEAR = re.compile(r"([0-9](?:st|nd|rd|th)?),\s?(20[0-9]{2})(?![0-9])")
_TWELVE = re.compile(r"(?<=[0-9\s])([ap])\.\s?m\b\.?")
_WORD = re.compile(r"[^\W\d_][^\W\d_']*")

# Short forms and slips that the distance below cannot or may not see.
_SAME = {
    **dict.fromkeys(("tmr", "tmrw", "tmw", "tmrow", "2moro", "tomoz", "tomorow", "tommorow", "tommorrow"), "tomorrow"),
    **dict.fromkeys(("til", "till", "untill", "unti"), "until"),
    **dict.fromkeys(("thru", "trough"), "through"),
    **dict.fromkeys(("evry", "eveyr", "each", "ever"), "every"),
    **dict.fromkeys(("nxt", "upcoming"), "next"),
    **dict.fromkeys(("wk",), "week"),
    **dict.fromkeys(("wks",), "weeks"),
    **dict.fromkeys(
        ("hol", "hols", "holday", "holidays", "holliday", "vacations", "vacay", "vac", "vacation"), "holiday"
    ),
    **dict.fromkeys(("mornin",), "morning"),
    **dict.fromkeys(("arvo", "aft"), "afternoon"),
    **dict.fromkeys(("fr", "frid"), "fri"),
    **dict.fromkeys(("mo",), "mon"),
    **dict.fromkeys(("wedn", "wensday", "wendsday"), "wednesday"),
    **dict.fromkeys(("feburary", "febuary"), "february"),
    **dict.fromkeys(("bak", "bck"), "back"),
    **dict.fromkeys(("im", "iam"), "i'm"),
    **dict.fromkeys(("dont",), "don't"),
    **dict.fromkeys(("wont",), "won't"),
    **dict.fromkeys(("percent", "pct", "percents"), "%"),
}
# Words that a slip may be put right to. Short ones and those one letter away from another word are not among them.
_VOCABULARY = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "january", "february", "april", "august"),
    *(
        "september",
        "october",
        "november",
        "december",
        "tomorrow",
        "yesterday",
        "today",
        "afternoon",
        "morning",
        "afternoons",
        "mornings",
    ),
    *("until", "through", "holiday", "every", "second", "percent", "starting", "biweekly", "fortnight", "fortnightly"),
)
_NO_SLIPS = frozenset(
    re.findall(r"\w+", "mourning fry fridge evening days month months events seconds until'ls untie holidaying stating")
)


def spelled(low: str) -> str:
    """The phrase in small letters with one space between words, " to " for the dash of a range, ", " for a pause."""
    text = _QUOTES.sub("'", _DASHES.sub("-", low))
    text = _TWELVE.sub(r"\1m", text)
    text = _NO_PAUSE.sub(" , ", text)
    text = _GAPS.sub(" ", _WORD.sub(lambda match: word(match[0]), text))
    text = re.sub(r"\bi am\b", "i'm", text)
    text = re.sub(r"\bw ?/ ?[cb]\b", "week of", text).replace("until further notice", "")
    text = re.sub(r"\bafter lunch(?:time)?\b", "in the afternoon", text)
    text = re.sub(r"\b(?:before|until) lunch(?:time)?\b", "in the morning", text)
    text = _ONWARDS.sub(r"from \1", text)
    text = _BETWEEN.sub(r"\1 to ", text)
    text = re.sub(r"\btomorrow and (?:the )?day after(?! tomorrow)", "tomorrow and the day after tomorrow", text)
    text = _ISO.sub(lambda match: f"{match[1]}\x00{int(match[2]):02}\x00{int(match[3]):02}", text)
    text = _RANGE.sub(r"\1 to ", text)
    text = _APART.sub(" , ", text).replace("-", " ").replace("\x00", "-")
    text = _YEAR.sub(r"\1 \2", text)
    text = re.sub(r"%\s?", "% ", re.sub(r"\s%", "%", text))
    return _GAPS.sub(" ", _COMMA.sub(" , ", text)).strip(" ,.")


@lru_cache(maxsize=2048)
def word(said: str) -> str:
    """The word that was meant: a short form written out, a clear slip put right; any other as it is.

    A slip is clear where one known word is one letter away (two for long words) and begins with the same letter.
    """
    if said in _SAME:
        return _SAME[said]
    if not 5 <= len(said) <= 12 or said in _NO_SLIPS or said in _VOCABULARY:
        return said
    most = 2 if len(said) >= 7 else 1
    near = [
        (distance, known)
        for known in _VOCABULARY
        if known[0] == said[0] and (distance := OSA.distance(said, known, score_cutoff=most)) <= most
    ]
    if not near:
        return said
    best = min(distance for distance, _ in near)
    nearest = [known for distance, known in near if distance == best]
    return nearest[0] if len(nearest) == 1 else said
