"""How does a text read in small letters, with every character at the same place?"""


def lowered(text: str) -> str:
    """The text in lower case and of the same length, so that a span found in it is a span of the original.

    str.lower() alone makes two characters of the Turkish İ and would shift every span after it; re.IGNORECASE lets
    ı and ſ pass for i and s, which then miss in every table of words.
    """
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(one if len(one) == 1 else char for char, one in ((char, char.lower()) for char in text))


def is_capital(text: str, at: int) -> bool:
    """True when the character at that place is an upper-case letter."""
    return text[at : at + 1].isupper()
