"""For what is it? Goal → project → your part, wherever somebody is asked for something."""

from dataclasses import dataclass

from ui.text import escape, one_line

_CHARACTERS = 120  # of a name in the line


@dataclass(frozen=True)
class Why:
    """goal None: the project serves none, as far as is known. Names are raw."""

    goal: str | None
    project: str


def why_line(why: Why, part: str = "") -> str:
    """One line of markup; `part`: what the reader does in it, such as “your 20 h a week”."""
    steps = [escape(one_line(step), _CHARACTERS) for step in (why.goal, why.project) if step]
    return " → ".join([*steps, *([part] if part else [])])
