"""Which word leads in to a day or a time: since, by, until, on?"""

import re
from dataclasses import dataclass

from readers.days.values import Kind

_REACH = 40  # characters looked back; the longest lead is shorter
_LEAD = re.compile(
    r"(?<![\w@#\-'’])(?:(?P<since>(?:ever\s)?since|as\sof)"
    r"|(?P<by>due(?:\s(?:on|by|date(?:\sis)?))?|deadline(?:\sis|:)?(?:\son)?|(?:no|not)\slater\sthan"
    r"|(?:at\sthe\s)?latest(?:\s(?:by|on|at))?|on\sor\sbefore|by|before|within)"
    r"|(?P<until>until|till|til)|(?P<start>from|starting|after)|(?P<on>on|at|in|for))"
    r"\s{1,3}(?:(?:about|around|approximately|at|on|the)\s)?$"
)
_COMPANION = re.compile(
    r"(?<!\w)(?:wait(?:s|ed|ing)?|depend(?:s|ed|ing|ent)?|rel(?:y|ies|ying)|count(?:s|ing)?|based|built|build|runs?|running"
    r"|stuck|hold(?:s|ing)?|held|hangs?|blocked|reviewed|approved|written|owned|works?|working|look(?:s|ing)?|ask(?:s|ed|ing)?"
    r"|python|node|java|version|postgres|django|upgrade(?:d|s)?)"
    r"\s{1,3}$"
)
_PEOPLE = frozenset({"thu", "april", "may", "june", "august"})  # Thu is Vietnamese
_COMPANION_LEAD = re.compile(r"(?:on|for|by|from|in)\s")


@dataclass(frozen=True, slots=True)
class Lead:
    """Where the lead begins, and what it makes of the day after it."""

    start: int
    kind: Kind


def lead(low: str, start: int) -> Lead | None:
    """The lead that ends right before that place of a text in small letters."""
    match = _LEAD.search(low, max(0, start - _REACH), start)
    if match is None:
        return None
    kinds: tuple[tuple[str, Kind], ...] = (("since", "since"), ("by", "by"), ("until", "until"), ("start", "from"))
    return Lead(match.start(), next((kind for group, kind in kinds if match[group]), "on"))


def is_companion(low: str, led: Lead, name: str | None) -> bool:
    """True for "waiting on" and "depends on": what follows is rather somebody or something than a day.

    name: the weekday or month that follows, as spelled. "Approved by" leads to a day, unless its name is a person's.
    """
    if not _COMPANION_LEAD.match(low, led.start) or (led.kind == "by" and name not in _PEOPLE):
        return False
    return _COMPANION.search(low, max(0, led.start - 20), led.start) is not None
