"""What does somebody read and fill in about their own skills?"""

from collections.abc import Sequence
from dataclasses import dataclass

from readers.availability import Skills, Unclear, availability
from ui import availability_words as w
from ui.availability import SKILLS, UNDO, list_button
from ui.availability_facts import SkillFacts
from ui.inputs import Filled, asked, choice_input, choice_of, modal, shown, text_of, words_input
from ui.kit import Block, Message, View, actions, button, context, said
from ui.text import cut, escape, inert, one_line, read_out
from ui.words import listed, plural

SKILLS_FORM = "availability.skills"
SKILL_IS = "availability.skill_is"  # value: level and the id of the skill that was meant
SKILL_NEW = "availability.skill_new"  # value: level and the name as it was written

MORE = "more"  # block id; those of the skills are their ids behind SKILL
SKILL = "skill_"
NONE = "none"  # the choice that takes a skill out
SHOWN = 40  # skills in the form
MORE_CHARACTERS = 1000
QUESTIONS = 8  # in one answer
_CHOICES = frozenset({*map(str, w.LEVELS), NONE})


@dataclass(frozen=True)
class Near:
    """A name (somebody's words) that is not in use, and the skill that may be meant."""

    name: str
    level: int
    skill_id: str
    skill_name: str


@dataclass(frozen=True)
class SkillsAnswer:
    """What came of saying one's skills. Names are somebody's words."""

    noted: tuple[tuple[str, int], ...] = ()
    removed: tuple[str, ...] = ()
    near: tuple[Near, ...] = ()
    unlevelled: tuple[str, ...] = ()
    undo: str | None = None
    undone: bool = False


def answer(facts: SkillsAnswer) -> Message:
    """What was noted, which other names may be meant, and for which a level is missing."""
    opening = _opening(facts)
    undo = [button(UNDO, "Undo", facts.undo, says="Undo this change of your skills")] if facts.undo else []
    blocks: list[Block] = [said(opening, 1500), actions(*undo, button(SKILLS, "Skills…", "form"), list_button())]
    asks = []
    for near in facts.near[:QUESTIONS]:
        ask = f"Did you mean {cut(one_line(near.skill_name), 70)} when you wrote “{cut(one_line(near.name), 70)}”?"
        asks.append(ask)
        yes, no = inert(one_line(near.skill_name), 60), inert(one_line(near.name), 55)
        same = button(SKILL_IS, f"Yes, {yes} {near.level}", pair(near.level, near.skill_id), style="primary")
        other = button(SKILL_NEW, f"No, {no} is new", pair(near.level, near.name))
        blocks += [said(ask, 300), actions(same, other)]
    if rest := len(facts.near) - QUESTIONS:
        blocks += [context(f"And {plural(rest, 'more name', 'more names')} to ask about.")] if rest > 0 else []
    if facts.unlevelled:
        names = listed([cut(one_line(one), 60) for one in facts.unlevelled], 10)
        asks.append(f"Which level has {names}? From 1, a first look, to 5, teaches it.")
        value = cut(", ".join(facts.unlevelled), MORE_CHARACTERS) or "form"
        blocks += [said(asks[-1], 1500), actions(button(SKILLS, "Choose levels…", value))]
    return Message(read_out([escape(one) for one in [opening, *asks]]), blocks)


def _opening(facts: SkillsAnswer) -> str:
    if facts.undone:
        return "Taken back. Your skills are as they were."
    parts = []
    if facts.noted:
        noted = listed([f"{cut(one_line(name), 70)} {level}" for name, level in facts.noted], 20)
        parts.append(f"Noted: {noted}.")
    if facts.removed:
        parts.append(f"Taken out: {listed([cut(one_line(one), 70) for one in facts.removed], 20)}.")
    if not parts and not facts.near and not facts.unlevelled:
        parts.append("That is noted already, so nothing was changed.")
    return " ".join(parts) or "Nothing is noted yet."


def pair(level: int, rest: str) -> str:
    """The value of a button about one skill."""
    return cut(f"{level}:{rest}", 2000)


def paired(value: str) -> tuple[int, str]:
    """Of such a value: (level 1 to 5, the id or the name). (0, "") for what is none."""
    level, _, rest = value.partition(":")
    return (int(level), rest) if level in {"1", "2", "3", "4", "5"} and rest.strip() else (0, "")


def form(skills: Sequence[SkillFacts], more: str = "") -> View:
    """The levels of the reader's skills, and room for more. `more`: names for which a level is missing."""
    choices = [*w.level_choices(), (NONE, "Take it out")]
    blocks = [
        asked(
            SKILL + one.id,
            inert(one_line(one.name), 70) or "–",
            choice_input(choices, str(one.level), placeholder="Choose a level"),
            hint="Confirmed by your lead; another level is confirmed anew." if one.confirmed else None,
        )
        for one in skills[:SHOWN]
    ]
    if rest := len(skills) - SHOWN:
        blocks += [context(f"And {plural(rest, 'more skill', 'more skills')}.")] if rest > 0 else []
    placeholder = "Python 4, Kubernetes 3"
    ask = words_input(more, limit=MORE_CHARACTERS, multiline=False, placeholder=placeholder, focus=not skills)
    hint = "Each with a level from 1, a first look, to 5, teaches it; commas between them."
    blocks.append(asked(MORE, "More skills" if skills else "Your skills", ask, hint=hint))
    return modal("Your skills", blocks, callback_id=SKILLS_FORM, submit="Note it")


@dataclass(frozen=True)
class Filling:
    """What the form holds: levels by id (None takes a skill out), and what was said about more of them."""

    levels: dict[str, int | None]
    more: tuple[tuple[str, int], ...]


def read_form(filled: Filled) -> Filling | dict[str, str]:
    """What the form holds, or a sentence for the input that cannot be so."""
    ids = [one.removeprefix(SKILL) for one in filled if one.startswith(SKILL)] if isinstance(filled, dict) else []
    chosen = {one: choice_of(filled, SKILL + one) for one in ids if shown(filled, SKILL + one)}
    levels = {one: _level(level) for one, level in chosen.items() if level in _CHOICES}
    text = text_of(filled, MORE)
    if not text:
        return Filling(levels, ()) if ids else {MORE: "Please name a skill with its level, such as Python 4."}
    words = availability(f"skills {text}")
    if isinstance(words, Unclear):
        return {MORE: words.question}
    items = words.items if isinstance(words, Skills) else ()
    missing = [one.name for one in items if one.level is None]
    if missing:
        return {MORE: f"Which level has {listed([cut(one, 40) for one in missing], 3)}? Write it behind, from 1 to 5."}
    return Filling(levels, tuple((one.name, one.level or 0) for one in items))


def _level(value: str | None) -> int | None:
    return None if value is None or value == NONE else int(value)
