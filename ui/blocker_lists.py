"""How do many blockers fit on one screen?"""

from collections.abc import Sequence

from planning.blockers import LIVE
from ui import words as w
from ui.blocker_facts import Row
from ui.blocker_parts import SHOW, person, title
from ui.kit import Element, Message, button, context, section
from ui.text import escape, read_out, sentence

LIST_ROWS = 20  # more would not fit the characters of a message, so no policy asks for more


def list_message(heading: str, rows: Sequence[Row], more: int = 0, empty: str = "There are none.") -> Message:
    """A private list: `heading` and `empty` are sentences of ours in mrkdwn, `more` how many are not among `rows`."""
    if not rows:
        return Message(f"{sentence(heading)} {empty}", [section(f"*{heading}*\n{empty}")])
    shown, more = rows[:LIST_ROWS], more + len(rows[LIST_ROWS:])
    blocks = [section(f"*{heading}*")]
    for row in shown:
        blocks.append(section(row_mrkdwn(row), accessory=show_button(row)))
    rest = f"And {more} more." if more else ""
    if rest:
        blocks.append(context(rest))
    count = w.plural(len(shown) + more, "blocker", "blockers")
    return Message(read_out([f"{sentence(heading)} {count}.", *map(row_aloud, shown), rest]), blocks)


def row_words(row: Row, mentions: bool = True, owner: bool = True) -> str:
    """State, owner, age, date and project on one line, in mrkdwn."""
    standing = w.STATES[row.state]
    if owner and row.state in LIVE and row.owner:
        standing += f", with {person(row.owner, mentions)}"
    due = w.due_phrase(row.needed_by, row.needed_at, row.today) if row.needed_by else ""
    parts = [standing, w.age_words(row.since, row.today), due, escape(row.project_code or "", 40)]
    return " · ".join(part for part in parts if part)


def row_mrkdwn(row: Row, owner: bool = True) -> str:
    """A row on two lines; without its `owner` where that is the reader."""
    return f"*{w.label(row.number)}* {title(row.title, 120)}\n{row_words(row, owner=owner)}"


def row_aloud(row: Row) -> str:
    return sentence(f"{w.label(row.number)}, {title(row.title, 100)}: {row_words(row, mentions=False)}")


def show_button(row: Row) -> Element:
    return button(SHOW, "Show", row.id, says=f"Show {w.label(row.number)}")
