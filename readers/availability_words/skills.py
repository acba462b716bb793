"""Which skills, at which level, does somebody say they have?"""

import re

from readers.availability_words.values import Skills, SkillSaid, Unclear
from readers.escapes import is_blank

MOST = 40  # skills in one phrase
LONGEST = 60  # characters of a name
_ENDING = re.compile(
    r"^(?P<name>.*?\S)(?:\s*[:=]\s*|\s+[-–—]\s+|\s+)[(\[]?(?:level|lvl|l)?\s*"
    r"(?P<level>[0-9]{1,4})(?:\s?(?:/|of|out of)\s?5)?[)\]]?$",
    re.IGNORECASE,
)
_ASKED = re.compile(r"(?:list|show|edit|change|form|open|mine|my skills|all)[\s.!?]*", re.IGNORECASE)
_LEADS = re.compile(r"(?:add|set|update|new|plus|i know|i can|i have)(?::|\s)\s*(?=\S)|\+\s*", re.IGNORECASE)
_NO_MORE = re.compile(r"(?:no|not|none|remove|delete|without|forget|drop)(?!\w)", re.IGNORECASE)
_ITEMS = re.compile(r"\s*[,;\n•]\s*")
_AND = re.compile(r"(?<=\s[1-5])\s+(?:and|&)\s+", re.IGNORECASE)


def skills(said: str) -> Skills | Unclear:
    """Read what follows the word "skills": "Python 4, k8s 3"; a name without a number has no level."""
    said = re.sub(r"^\s*[:=\-–—]\s*", "", said).strip()
    said = _LEADS.sub("", said, count=1) if _LEADS.match(said) else said
    if _ASKED.fullmatch(said):
        return Skills()
    if _NO_MORE.match(said):
        return Unclear("skills", "Which skills do you have? Those to leave out are taken out in the list.")
    found: dict[str, SkillSaid] = {}
    parts = [one.strip().rstrip(".") for one in _ITEMS.split(_AND.sub(", ", said))]
    for part in parts:
        if is_blank(part):
            continue
        match = _ENDING.match(part)
        name, level = (match["name"], int(match["level"])) if match else (part.strip(), None)
        name = name.strip(" :=*_`\"'“”")
        if level is not None and not 1 <= level <= 5:
            return Unclear(_listed(found), "Levels go from 1 to 5, from a first look to teaching it. Which one is it?")
        if len(name) > LONGEST or not any(char.isalnum() for char in name):
            return Unclear(_listed(found), "Which skills? Like this: skills Python 4, Kubernetes 3")
        found.pop(name.casefold(), None)  # what is said last holds
        found[name.casefold()] = SkillSaid(name, level)
    if len(found) > MOST:
        return Unclear("", f"That is more than {MOST} skills. Which ones do you use most?")
    return Skills(tuple(found.values()))


def _listed(found: dict[str, SkillSaid]) -> str:
    return "skills " + ", ".join(f"{one.name} {one.level or ''}".strip() for one in found.values()) if found else ""
