"""Which character is meant by :a_name: in a message?"""

from __future__ import annotations

import re
from functools import lru_cache

import emoji

NAME = r":[a-z0-9_+'\-]+:(?::skin-tone-[2-6]:)?"
_COLOURS = ("orange", "yellow", "green", "blue", "purple", "brown")
# Slack's names that the emoji package writes otherwise.
_OTHERWISE = {
    **{f"large_{colour}_circle": f"{colour}_circle" for colour in _COLOURS},
    **{f"large_{colour}_square": f"{colour}_square" for colour in ("red", *_COLOURS)},
    "large_red_circle": "red_circle",
    "thumbsup_all": "thumbsup",
    "simple_smile": "slightly_smiling_face",
    "hourglass_with_flowing_sand": "hourglass_flowing_sand",
}
_TONE = re.compile(r"^(?P<name>.+?):(?::skin-tone-(?P<tone>[2-6]))?:?$")


@lru_cache(maxsize=4096)
def character(name: str) -> str | None:
    """The character of a name with or without its colons (`:tada:`, `+1::skin-tone-3`), None for an unknown one."""
    found = _TONE.match(name.strip(":") + ":")
    if found is None:
        return None
    plain = _OTHERWISE.get(found["name"], found["name"])
    drawn = emoji.emojize(f":{plain}:", language="alias")
    if drawn == f":{plain}:":
        return None
    return drawn + chr(0x1F3F9 + int(found["tone"])) if found["tone"] else drawn
