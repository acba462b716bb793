"""How do many blockers fit on one screen?"""

from collections.abc import Sequence

from planning.blockers import LIVE
from ui import words as w
from ui.blocker_facts import RootFacts, Row
from ui.blocker_parts import SHOW, person, title
from ui.blocker_roots import HEADING, chain_words, cost_words
from ui.kit import Block, Element, Message, button, context, divider, section
from ui.ladder_words import severity_phrase
from ui.text import escape, read_out, sentence

LIST_ROWS = 20  # more would not fit the characters of a message, so no policy asks for more


def list_message(
    heading: str,
    rows: Sequence[Row],
    more: int = 0,
    empty: str = "There are none.",
    *,
    root: RootFacts | None = None,
) -> Message:
    """A private list: `heading` and `empty` are sentences of ours in mrkdwn, `more` how many are not among `rows`.

    The `root` blocker stands above the others, and so is none of `rows`.
    """
    if not rows and root is None:
        return Message(f"{sentence(heading)} {empty}", [section(f"*{heading}*\n{empty}")])
    room = LIST_ROWS if root is None else LIST_ROWS - 1
    shown, more = rows[:room], more + len(rows[room:])
    blocks = [section(f"*{heading}*")]
    aloud: list[str] = []
    if root is not None:
        blocks += [*root_blocks(root), *([divider()] if shown else [])]
        aloud.append(root_aloud(root))
    for row in shown:
        blocks.append(section(row_mrkdwn(row), accessory=show_button(row)))
    rest = f"And {more} more." if more else ""
    if rest:
        blocks.append(context(rest))
    count = w.plural(len(shown) + more + (root is not None), "blocker", "blockers")
    return Message(read_out([f"{sentence(heading)} {count}.", *aloud, *map(row_aloud, shown), rest]), blocks)


def root_blocks(root: RootFacts, owner: bool = True) -> list[Block]:
    """The root blocker with what waits for it and what a day costs; without its `owner` where nobody is to be named."""
    told = f"*{HEADING}* 🗝️\n{row_mrkdwn(root.row, owner)}"
    below = [words for words in (chain_words(root), cost_words(root)) if words]
    return [section(told, accessory=show_button(root.row)), context(*below)]


def root_aloud(root: RootFacts, owner: bool = True) -> str:
    parts = (f"{HEADING}.", row_aloud(root.row, owner), chain_words(root), cost_words(root))
    return " ".join(part for part in parts if part)


def row_words(row: Row, mentions: bool = True, owner: bool = True) -> str:
    """State, owner, severity, age, date and project on one line, in mrkdwn. One that has ended grows no older."""
    standing, project = w.STATES[row.state], escape(row.project_code or "", 40)
    if row.state not in LIVE:
        return " · ".join(part for part in (standing, project) if part)
    if owner and row.owner:
        standing += f", with {person(row.owner, mentions)}"
    due = w.due_phrase(row.needed_by, row.needed_at, row.today) if row.needed_by else ""
    parts = [standing, severity_phrase(row.judged), w.age_words(row.since, row.today), due, project]
    return " · ".join(part for part in parts if part)


def row_mrkdwn(row: Row, owner: bool = True) -> str:
    """A row on two lines; without its `owner` where that is the reader."""
    return f"*{w.label(row.number)}* {title(row.title, 120)}\n{row_words(row, owner=owner)}"


def row_aloud(row: Row, owner: bool = True) -> str:
    return sentence(f"{w.label(row.number)}, {title(row.title, 100)}: {row_words(row, mentions=False, owner=owner)}")


def show_button(row: Row) -> Element:
    return button(SHOW, "Show", row.id, says=f"Show {w.label(row.number)}")
