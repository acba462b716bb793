"""How long is a text, and where may it be cut so that nothing that is drawn as one character falls apart?"""

import re
import unicodedata

_EXTENDING = re.compile("[\u0e33\u0eb3\u200c\u200d\uff9e\uff9f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")


def size(text: str) -> int:
    """Length in UTF-16 units: the largest of the ways in which Slack may count, so a limit holds in any of them."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for character in text if character > "\uffff")


def border(text: str, place: int) -> int:
    """The last place at or before the given one where the text may be cut.

    A single drawn character longer than that (a letter under hundreds of accents) is cut all the same.
    """
    if place >= len(text):
        return len(text)
    at = place
    while at > 0 and _belongs_together(text, at):
        at -= 1
    return at or place


def _belongs_together(text: str, at: int) -> bool:
    """True when the characters on both sides of that place are drawn as one: accents, flags, families, syllables."""
    before, after = text[at - 1], text[at]
    if _extends(after) or before == "\u200d" or (before == "\r" and after == "\n"):
        return True
    if _is_flag_letter(before) and _is_flag_letter(after):
        run = at
        while run > 0 and _is_flag_letter(text[run - 1]):
            run -= 1
        return (at - run) % 2 == 1
    return _is_syllable(before, after)


def _extends(char: str) -> bool:
    return char >= "\u0300" and (_EXTENDING.match(char) is not None or unicodedata.category(char)[0] == "M")


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _is_syllable(before: str, after: str) -> bool:
    """Korean written in single letters: a leading consonant holds what follows, a vowel what may come after it."""
    if not "\u1100" <= after <= "\u11ff":
        return "\u1100" <= before <= "\u115f" and "\uac00" <= after <= "\ud7a3"
    if "\u1100" <= before <= "\u115f":
        return after <= "\u11a7"
    vowel_before = "\u1160" <= before <= "\u11a7" or "\uac00" <= before <= "\ud7a3"
    return after >= "\u1160" if vowel_before else "\u11a8" <= before <= "\u11ff" and after >= "\u11a8"
