"""How does somebody get everything that is stored about them, and how is somebody erased?"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from readers.graphemes import size
from ui import words as w
from ui.blocker_facts import Who
from ui.blocker_parts import person
from ui.inputs import Filled, asked, modal, text_of, words_input
from ui.kit import Message, View, code, context, section
from ui.text import escape, one_line

ERASE = "people.erase"  # of the form
WORD = "word"
CONFIRM_WITH = "erase"
PART_CHARACTERS = 2400  # UTF-16 units of the file in one message
# What turns the direction of what follows, is not shown at all, or could be taken for a mention: written as JSON may
# write any character.
_HIDDEN = re.compile(
    "<(?=[!@#/\\w])|[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_KINDS: Mapping[str, tuple[str, str]] = {
    "absences": ("absence", "absences"),
    "patterns": ("change of their week", "changes of their week"),
    "availability_changes": ("earlier change of availability", "earlier changes of availability"),
    "person_skills": ("skill", "skills"),
    "calendar_feeds": ("calendar", "calendars"),
    "looks": ("look at their details", "looks at their details"),
    "attention": ("message that was counted", "messages that were counted"),
    "attention_held": ("message that waits or waited", "messages that wait or waited"),
}


@dataclass(frozen=True)
class EraseFacts:
    """`goes`: rows by table."""

    id: str
    who: Who
    goes: Mapping[str, int]
    open_blockers: int
    heir: Who | None
    blockers: int
    lines: int


def parts(data: Mapping[str, Any]) -> list[Message]:
    """The file in as many messages as it takes. Put together, what stands in their boxes is one JSON document."""
    pieces = list(_pieces(as_json(data)))
    return [_part(number, len(pieces), piece) for number, piece in enumerate(pieces, 1)]


def as_json(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return _HIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def sent(count: int) -> str:
    """The answer to the command."""
    messages = w.plural(count, "direct message", "direct messages")
    return f"Everything that Clearway has stored about you comes in {messages}."


def erase_form(facts: EraseFacts) -> View:
    """What would go and what stays, before anything happens."""
    name = person(facts.who, mentions=True)
    goes = [w.plural(count, *_KINDS.get(table, (f"row of {table}",) * 2)) for table, count in facts.goes.items()]
    lines = ["their name, address, time zone, roles, team and deputy", *goes]
    history = [
        f"{w.plural(facts.blockers, 'blocker', 'blockers')} that concerned them" if facts.blockers else "",
        f"{w.plural(facts.lines, 'line', 'lines')} of history" if facts.lines else "",
    ]
    stays = [
        *([f"{' and '.join(filter(None, history))}, of an “erased person”"] if any(history) else []),
        "rows of the audit, which hold ids and no names",
        "what other people wrote, also where it names them: in titles and comments, and in Slack",
    ]
    blocks = [section(f"*Erase {name}?* This cannot be undone."), section(_bullets("*This goes*", lines))]
    blocks.append(section(_bullets("*This stays*", stays)))
    if facts.open_blockers:
        heir = f"go to {person(facts.heir, mentions=True)}" if facts.heir else "have no owner then"
        blocks.append(section(f"Open blockers that they are to clear ({facts.open_blockers}) {heir}."))
    blocks.append(context("While their Slack account is open, Clearway meets them anew, as somebody without a past."))
    ask = words_input(limit=20, multiline=False, placeholder=CONFIRM_WITH)
    blocks.append(asked(WORD, f"Write “{CONFIRM_WITH}” to confirm", ask, optional=False))
    return modal("Erase a person", blocks, callback_id=ERASE, submit="Erase", private=facts.id)


def read_erase(filled: Filled) -> str | dict[str, str]:
    """The word, where it was written as asked."""
    word = one_line(text_of(filled, WORD)).casefold()
    return word if word == CONFIRM_WITH else {WORD: f"Please write “{CONFIRM_WITH}”, or cancel."}


def erased(handed_over: int) -> str:
    given = f" {w.plural(handed_over, 'open blocker has', 'open blockers have')} another owner." if handed_over else ""
    return f"They are erased. What they did stays, without their name.{given}"


def _pieces(text: str) -> Iterator[str]:
    """Cut at ends of lines where there are any, so that a person can read on."""
    while size(text) > PART_CHARACTERS:
        most = len(text.encode("utf-16-le")[: 2 * PART_CHARACTERS].decode("utf-16-le", "ignore"))
        cut = text.rfind("\n", 1, most) + 1 or most
        yield text[:cut]
        text = text[cut:]
    yield text


def _part(number: int, count: int, piece: str) -> Message:
    title = f"What Clearway has stored about you, part {number} of {count}."
    return Message(f"{title} {escape(piece, 3700)}", [section(title), code(piece)])


def _bullets(title: str, lines: list[str]) -> str:
    return "\n".join([title, *(f"• {line}" for line in lines)])
