"""Who is asked when whether something is in their way, and how is that changed?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time

from planning.checkin_series import QUESTIONS
from ui import words as w
from ui.blocker_facts import Who
from ui.inputs import (
    Choice,
    Filled,
    asked,
    choices_input,
    choices_of,
    modal,
    people_input,
    people_of,
    text_of,
    time_input,
    time_of,
    words_input,
)
from ui.kit import Block, Message, View, actions, button, confirm, context, header, section
from ui.text import cut, escape, inert, one_line, read_out
from ui.words import Commands

OPEN = "checkins.series_open"  # the value is the id of the series, or NEW
SAVE = "checkins.series_save"
REMOVE = "checkins.series_remove"
NEW = "new"

NAME, TEAM, PROJECT, PEOPLE, DAYS = "name", "team", "project", "people", "days"
FROM, UNTIL = "from", "until"
QUESTION = "question_{}"  # from 0
NAME_CHARACTERS, QUESTION_CHARACTERS = 60, 150
SHOWN = 20
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAYS = frozenset(range(5))


@dataclass(frozen=True)
class SeriesRow:
    """One line of the list. Names are somebody's words."""

    name: str
    who: str  # of a team or project, its name; of people "" and `people`
    days: frozenset[int]
    opens: time
    closes: time
    people: int  # how many it is for
    asked: int | None  # of these, how many it would ask this week; None: not counted
    questions: int = 0
    id: str | None = None  # None: it stands in the policy file
    may_change: bool = False
    is_shadowed: bool = False  # the policy file got one of the same name since


def saved(name: str, commands: Commands) -> str:
    """The answer to the form, in plain words: a list above it shows what was before."""
    return f"{name} is saved. {commands.pmo} checkins lists all of them."


@dataclass(frozen=True)
class FormFacts:
    """What the form begins with and offers; projects and people only to who may choose them."""

    id: str = NEW
    name: str = ""
    team: str | None = None
    project: str | None = None
    people: tuple[Who, ...] = ()
    days: frozenset[int] = WEEKDAYS
    opens: time = time(9, 30)
    closes: time = time(17)
    questions: tuple[str, ...] = ()
    teams: Sequence[Choice] = ()
    projects: Sequence[Choice] = ()
    may_choose_all: bool = True


def listing(rows: Sequence[SeriesRow], *, may_add: bool) -> Message:
    """`/pmo checkins`."""
    opening = f"{w.plural(len(rows), 'check-in', 'check-ins')}." if rows else "Nobody is asked by a check-in yet."
    why = "Only those are asked whose answer could change something, on days that they work."
    blocks = [header("Check-ins"), section(f"{opening} {why}")]
    for row in rows[:SHOWN]:
        blocks.append(section(f"*{escape(one_line(row.name), 80)}*\n{_about(row)}"))
        blocks += _buttons(row)
    if (more := len(rows) - SHOWN) > 0:
        blocks.append(context(f"And {more} more."))
    if may_add:
        blocks.append(actions(button(OPEN, "Add…", NEW, style="primary", says="Add a check-in")))
    aloud = [f"{escape(one_line(row.name), 80)}: {_about(row)}" for row in rows]
    return Message(read_out([opening, why, *aloud]), blocks)


def _about(row: SeriesRow) -> str:
    who = escape(one_line(row.who), 80) or w.plural(row.people, "person", "people")
    after = "" if row.opens < row.closes else " the next day"
    when = f"{days_words(row.days)}, {row.opens:%H:%M} to {row.closes:%H:%M}{after} by each person’s own clock"
    questions = f", with {w.plural(row.questions, 'question', 'questions')}" if row.questions else ""
    return f"For {who}, {when}{questions}. {_counted(row)}{_where(row)}"


def _counted(row: SeriesRow) -> str:
    if row.is_shadowed:
        return "It asks nobody, because the policy file has one of the same name. Another name lets it ask again."
    of = w.plural(row.people, "person", "people")
    return f"It is for {of}." if row.asked is None else f"It would ask {row.asked} of {of} this week."


def _where(row: SeriesRow) -> str:
    return " It stands in the policy file, `clearway.yaml`, and is changed there." if row.id is None else ""


def days_words(days: frozenset[int]) -> str:
    """“Monday to Friday”, “Mondays and Thursdays”."""
    if days == frozenset(range(7)):
        return "every day"
    ordered = sorted(days)
    if len(ordered) > 2 and ordered == list(range(ordered[0], ordered[-1] + 1)):
        return f"{DAY_NAMES[ordered[0]]} to {DAY_NAMES[ordered[-1]]}"
    return w.listed([f"{DAY_NAMES[one]}s" for one in ordered], 7)


def _buttons(row: SeriesRow) -> list[Block]:
    if row.id is None or not row.may_change:
        return []
    name = inert(one_line(row.name), 60)
    sure = confirm(
        "Remove this check-in?",
        f"{name} asks nobody any more. What was answered stays.",
        yes="Remove it",
    )
    return [
        actions(
            button(OPEN, "Edit…", row.id, says=f"Edit {name}"),
            button(REMOVE, "Remove", row.id, confirm=sure, says=f"Remove {name}"),
        )
    ]


def form(facts: FormFacts) -> View:
    blocks = [asked(NAME, "Name", words_input(facts.name, limit=NAME_CHARACTERS, multiline=False), optional=False)]
    if facts.teams:
        chosen = choices_input(facts.teams, [facts.team or ""], placeholder="Choose a team", most=1)
        blocks.append(asked(TEAM, "For a team", chosen, optional=facts.may_choose_all))
    if facts.may_choose_all and facts.projects:
        chosen = choices_input(facts.projects, [facts.project or ""], placeholder="Choose a project", most=1)
        blocks.append(asked(PROJECT, "Or for a project", chosen, hint="Its manager, and whom blockers of it touch."))
    if facts.may_choose_all:
        known = [who.slack_id for who in facts.people if who.slack_id]
        blocks.append(asked(PEOPLE, "Or for people", people_input(known)))
    days = [(str(number), name) for number, name in enumerate(DAY_NAMES)]
    here = [str(one) for one in sorted(facts.days)]
    blocks.append(asked(DAYS, "On", choices_input(days, here, placeholder="Choose days"), optional=False))
    clock = "By each person’s own clock."
    blocks.append(asked(FROM, "From", time_input(facts.opens), optional=False, hint=clock))
    blocks.append(
        asked(
            UNTIL,
            "Until",
            time_input(facts.closes),
            optional=False,
            hint="Nobody is asked later. A time before the first is of the next day.",
        )
    )
    for number in range(QUESTIONS):
        words = facts.questions[number] if number < len(facts.questions) else ""
        element = words_input(words, limit=QUESTION_CHARACTERS, multiline=False)
        blocks.append(asked(QUESTION.format(number), "One more question" if number else "A question besides", element))
    title = "New check-in" if facts.id == NEW else "Check-in"
    return modal(title, blocks, callback_id=SAVE, submit="Save", private=facts.id)


@dataclass(frozen=True)
class Saved:
    """What the form says; Slack ids of people."""

    name: str
    opens: time
    closes: time
    team: str | None = None
    project: str | None = None
    people: tuple[str, ...] = ()
    days: frozenset[int] = field(default_factory=frozenset)
    questions: tuple[str, ...] = ()


def read(filled: Filled) -> Saved | dict[str, str]:
    name = cut(one_line(text_of(filled, NAME)), NAME_CHARACTERS)
    opens, closes = time_of(filled, FROM), time_of(filled, UNTIL)
    days = frozenset(int(one) for one in choices_of(filled, DAYS) if one in {str(day) for day in range(7)})
    team, project = (next(iter(choices_of(filled, block)), None) for block in (TEAM, PROJECT))
    people = people_of(filled, PEOPLE)
    for_whom = next((block for block in (TEAM, PEOPLE) if block in filled), NAME)
    one = [bool(team), bool(project), bool(people)].count(True) == 1
    wrong = {
        for_whom: "" if one else "Please choose a team, a project or people: one of these.",
        NAME: "" if name else "Please write a name.",
        DAYS: "" if days else "Please choose at least one day.",
        FROM: "" if opens else "Please choose a time.",
        UNTIL: "" if closes else "Please choose a time.",
    }
    told = {block: sentence for block, sentence in wrong.items() if sentence}
    if told or opens is None or closes is None:
        return told
    said = (one_line(text_of(filled, QUESTION.format(number))) for number in range(QUESTIONS))
    questions = tuple(cut(words, QUESTION_CHARACTERS) for words in said if words)
    return Saved(name, opens, closes, team, project, people, days, questions)
