"""What does somebody see who sends a portfolio as files: what is wrong with it, or what it would change?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ui import words as w
from ui.kit import Block, Element, Message, actions, button, code, confirm, context, section
from ui.text import cut, escape, inert, one_line, read_out, sentence

APPLY, DISCARD = "drops.apply", "drops.discard"  # value of each: the drop's id
# What a question may be answered with: the button, its words, and what it says of the files.
DAY_FIRST, MONTH_FIRST, POINT, COMMA = "drops.day_first", "drops.month_first", "drops.point", "drops.comma"
ANSWERS: Mapping[str, tuple[str, str]] = {
    DAY_FIRST: ("dates", "day-first"),
    MONTH_FIRST: ("dates", "month-first"),
    POINT: ("decimal", "point"),
    COMMA: ("decimal", "comma"),
}
_QUESTIONS: Mapping[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "dates": (
        "What do dates such as 03/04/2026 begin with?",
        ((DAY_FIRST, "The day: 3 April"), (MONTH_FIRST, "The month: March 4")),
    ),
    "decimal": (
        "Which mark stands before the fraction of a number?",
        ((POINT, "The point: 1.5"), (COMMA, "The comma: 1,5")),
    ),
}
_COMMAND_LINE = re.compile(r"(?:^|; )(?:or )?(?:say|leave)\b[^;]*?--(?:map|sheet|dates|decimal)\b.*$")
_HINT = re.compile(r" \(--sheet says what it is\)")

SHOWN = 15  # problems in the message; all of them are in the file beside it
MAPPED, REMARKS = 20, 8


@dataclass(frozen=True)
class Wrong:
    """A problem: where, what is wrong, what would be right. asks: dates or decimal, where it is a question."""

    sheet: str
    row: int
    column: str
    wrong: str
    right: str
    asks: str = ""


@dataclass(frozen=True)
class Change:
    """How many rows of a sheet are new, changed and as before."""

    sheet: str
    added: int
    changed: int
    unchanged: int


@dataclass(frozen=True)
class Column:
    """That a column of a sheet was taken for ours of another name; "" stands for a note."""

    sheet: str
    written: str
    ours: str


@dataclass(frozen=True)
class Found:
    """What became of reading and trying; `wrong` is empty where it may be applied."""

    wrong: tuple[Wrong, ...] = ()
    changes: tuple[Change, ...] = ()
    columns: tuple[Column, ...] = ()
    remarks: tuple[str, ...] = field(default=())

    @property
    def would_change(self) -> bool:
        return any(one.added or one.changed for one in self.changes)

    @property
    def questions(self) -> list[str]:
        return [one for one in _QUESTIONS if any(each.asks == one for each in self.wrong)]


def reading(names: Sequence[str], share: float | None = None) -> Message:
    """While it is fetched and read, and while so large a share of its rows was compared with what is stored."""
    if share is None:
        return _plain(f"I have {_named(names)} and read it now. Nothing is changed before you say so.")
    return _plain(f"I have read {_named(names)} and compare it with what is stored: {share:.0%}.")


def applying(names: Sequence[str]) -> Message:
    return _plain(f"I import {_named(names)} now: all of it, or nothing. A large one takes a minute.")


def refused(names: Sequence[str], why: str) -> Message:
    """Where nothing could be read at all."""
    return _plain(f"I could not read {_named(names)}: {escape(why, 600)} Nothing was changed.")


def problems(names: Sequence[str], found: Found, drop_id: str) -> Message:
    """What must be put right, or answered, first."""
    plain, questions = [one for one in found.wrong if not one.asks], found.questions
    opening = _opening(names, len(plain), len(questions))
    blocks = [section(opening)]
    for one in questions:
        blocks += _question(one, found, drop_id)
    if plain:
        blocks.append(code("\n".join(line(one) for one in plain[:SHOWN])))
    rest = f"All {len(plain)} are in the file below." if len(plain) > SHOWN else ""
    how = "Mend them and send the file again." if plain and not questions else ""
    if rest or how:
        blocks.append(context(" ".join(part for part in (rest, how) if part)))
    aloud = [opening, *(_QUESTIONS[one][0] for one in questions), *(escape(line(one)) + "." for one in plain[:SHOWN])]
    return Message(read_out([*aloud, rest, how]), blocks)


def proposed(names: Sequence[str], found: Found, drop_id: str) -> Message:
    """What an import would do, with the buttons."""
    if not found.would_change:
        return _report(f"{_named(names)} says what is stored already: there is nothing to import.", found)
    said = _report(f"{_named(names)} can be imported. Nothing is changed yet.", found)
    told = (
        "Nobody is told of it. It cannot be taken back by a button; an import of older files sets back what they say."
    )
    sure = confirm("Import it?", f"{_total(found)}. All of it, or nothing.", yes="Apply", no="Not yet")
    buttons: list[Element] = [
        button(APPLY, "Apply", drop_id, style="primary", confirm=sure, says="Apply this import"),
        button(DISCARD, "Discard", drop_id, says="Discard this import"),
    ]
    return Message(read_out([said.text, told]), [*said.blocks, context(told), actions(*buttons)])


def applied(names: Sequence[str], found: Found, who: str) -> Message:
    """`who`: a mention of who applied it."""
    return _report(f"{who} imported {_named(names)}.", found)


def discarded(names: Sequence[str]) -> Message:
    return _plain(f"{_named(names)} is discarded. Nothing was changed.")


def expired(names: Sequence[str]) -> Message:
    return _plain(
        f"I kept {_named(names)} for a day and let go of it now. Nothing was changed. Send it again any time."
    )


def not_yours() -> Message:
    """To somebody who is not of the PMO."""
    return _plain("Thank you! Files are read here for the project management office only, so I left this one unopened.")


def strange(names: Sequence[str]) -> Message:
    """Files of which none can be read as a table."""
    right = "I read workbooks (.xlsx) and CSV files, several CSV files in one message."
    return _plain(f"I left {_named(names)} unopened. {right}")


def line(one: Wrong) -> str:
    """A problem as one line of plain text."""
    place = f"{one.sheet}:{one.row or ''}:{one.column}: " if one.sheet else ""
    right = _COMMAND_LINE.sub("", one.right) or ("" if one.asks else "leave one of them out")
    return cut(one_line(f"{place}{one.wrong}{', ' if right else ''}{right}"), 180)


def listing(found: Found) -> str:
    """All problems as the text of a file."""
    return "\n".join(line(one) for one in found.wrong) + "\n"


def listing_says(count: int) -> str:
    return f"All {w.plural(count, 'problem', 'problems')}, a line each."


def _plain(text: str) -> Message:
    return Message(text, [section(text)])


def _named(names: Sequence[str]) -> str:
    return w.listed([f"*{escape(one_line(name), 80)}*" for name in names], 4)


def _opening(names: Sequence[str], wrong: int, questions: int) -> str:
    if not wrong:
        asked = "one question" if questions == 1 else "two questions"
        return f"Before I can read {_named(names)}: {asked}. Nothing was changed."
    things = "One thing has" if wrong == 1 else f"{wrong} things have"
    first = f"{things} to be put right in {_named(names)}"
    return f"{first}. Nothing was changed." if not questions else f"{first}, and something to say. Nothing was changed."


def _question(which: str, found: Found, drop_id: str) -> Iterator[Block]:
    words, answers = _QUESTIONS[which]
    asked = next(one for one in found.wrong if one.asks == which)
    yield section(f"*{words}* In {escape(asked.sheet, 60)}, row {asked.row}, {escape(one_line(asked.wrong), 300)}.")
    yield actions(*(button(action, label, drop_id, says=f"{words} {label}"[:75]) for action, label in answers))


def _report(opening: str, found: Found) -> Message:
    rows = [_changed(one) for one in found.changes]
    columns = [f"{inert(one.written, 60)} → {one.ours or 'a note'}" for one in found.columns[:MAPPED]]
    remarks = [sentence(escape(one_line(_HINT.sub("", one)), 240)) for one in found.remarks[:REMARKS]]
    more = len(found.remarks) - REMARKS
    remarks += [f"And {w.plural(more, 'remark', 'remarks')} more."] if more > 0 else []
    blocks = [section(opening), section("\n".join(f"• {row}" for row in rows) or "• no rows")]
    if columns:
        rest = [f"and {len(found.columns) - MAPPED} more"] if len(found.columns) > MAPPED else []
        blocks += [section("*What columns were taken for*"), code("\n".join([*columns, *rest]))]
    blocks += [context("\n".join(remarks))] if remarks else []
    taken = f"Columns: {escape('; '.join(columns), 600)}." if columns else ""
    return Message(read_out([opening, *(f"{row}." for row in rows), taken, *remarks]), blocks)


def _changed(one: Change) -> str:
    return f"*{one.sheet}*: {one.added} new, {one.changed} changed, {one.unchanged} as before"


def _total(found: Found) -> str:
    added, changed = (sum(getattr(one, name) for one in found.changes) for name in ("added", "changed"))
    return f"{w.plural(added, 'row is', 'rows are')} new and {w.plural(changed, 'row changes', 'rows change')}"
