"""What does an admin set up: on their Home tab the first time, in `/pmo settings` ever after?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from readers.tables import cells
from ui import words as w
from ui.blocker_facts import Who
from ui.inputs import Filled, asked, channel_input, channel_of, modal, people_input, people_of, text_of, words_input
from ui.kit import Block, Element, Message, View, button, context, header, section
from ui.text import channel as channel_link
from ui.text import escape, one_line, read_out
from ui.words import Commands

# Of the buttons, and of the forms that they open.
CHANNEL = "settings.channel"
CALENDAR = "settings.calendar"
OFFICE = "settings.office"

WHERE = "channel"
WEEK = "week"
HOLIDAYS = "holidays"
PEOPLE = "people"
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class SettingsFacts:
    channel: str | None  # Slack's id
    week: tuple[Decimal, ...]
    holidays: str | None
    calendar_is_set: bool  # whether an admin said so here; else it is as the policy has it
    members: tuple[Who, ...]  # of the PMO
    may_change: bool


@dataclass(frozen=True)
class _Step:
    action: str
    title: str
    value: str  # mrkdwn; "" where there is none
    aloud: str  # the same in plain words
    done: bool
    why: str


def message(facts: SettingsFacts) -> Message:
    """`/pmo settings`."""
    steps = _steps(facts)
    opening = "This is how Clearway is set up here."
    closing = "An admin can change it." if not facts.may_change else "What you change counts at once."
    aloud = [f"{step.title}: {step.aloud or 'not chosen yet'}." for step in steps]
    blocks = [header("Settings"), *(_row(step, facts.may_change) for step in steps), context(closing)]
    return Message(read_out([opening, *aloud, closing]), blocks)


def set_up(facts: SettingsFacts, commands: Commands) -> Iterator[Block]:
    """The three steps at the top of an admin's Home tab, until each is done."""
    steps = _steps(facts)
    left = sum(not step.done for step in steps)
    yield header("Set up Clearway")
    yield section(
        f"You are its admin here. {w.plural(left, 'step is', 'steps are')} left; each is kept as soon as you save it."
    )
    for number, step in enumerate(steps, 1):
        yield _row(step, True, f":white_check_mark: *{number}. " if step.done else f"*{number}. ")
    yield context(f"All of it can be changed later with `{commands.pmo} settings`.")


def _steps(facts: SettingsFacts) -> list[_Step]:
    names = [escape(one_line(who.name), 80) or "somebody" for who in facts.members]
    off = f"public holidays of {facts.holidays}" if facts.holidays else "no public holidays"
    calendar = f"{week_words(facts.week)}; {off}"
    shown = channel_link(facts.channel or "") or escape(facts.channel or "", 80)
    aloud = f"channel {escape(facts.channel, 80)}" if facts.channel else ""
    return [
        _Step(CHANNEL, "The PMO's channel", shown, aloud, bool(shown), "A private one, with Clearway in it."),
        _Step(
            CALENDAR, "The working calendar", calendar, calendar, facts.calendar_is_set,
            "The usual week of everybody who has named none of their own.",
        ),
        _Step(
            OFFICE, "The project management office", w.listed(names, 12), w.listed(names, 12), bool(names),
            "They see conflicts first, and may change what others own.",
        ),
    ]  # fmt: skip


def _row(step: _Step, may_change: bool, lead: str = "*") -> Block:
    words = f"{lead}{step.title}*\n{step.value or step.why}"
    return section(words, accessory=_open(step) if may_change else None)


def _open(step: _Step) -> Element:
    label = "Change…" if step.done else "Choose…"
    return button(step.action, label, "settings", style=None if step.done else "primary", says=f"{label} {step.title}")


def channel_form(facts: SettingsFacts) -> View:
    hint = "Invite Clearway there first: /invite @Clearway. Only private channels are offered."
    ask = asked(WHERE, "The PMO's private channel", channel_input(facts.channel), optional=False, hint=hint)
    return modal("The PMO's channel", [ask], callback_id=CHANNEL, submit="Save")


def read_channel(filled: Filled) -> str | dict[str, str]:
    """Slack's id of the channel."""
    return channel_of(filled, WHERE) or {WHERE: "Please choose a channel."}


def wrong_channel(told: Mapping[str, Any]) -> str | None:
    """What Slack's `channel` object makes unfit for the PMO, in a sentence; {}: the bot does not see the channel."""
    if told.get("unknown"):
        return "Slack did not say in time what that channel is. Please save once more."
    if not told:
        return "Clearway cannot see that channel. Invite it there with /invite @Clearway, then save once more."
    if not told.get("is_private") or told.get("is_im") or told.get("is_mpim"):
        return (
            "That is no private channel, and what the PMO weighs up is not meant for everybody. Choose a private one."
        )
    if told.get("is_archived"):
        return "That channel is archived. Choose another one."
    if not told.get("is_member"):
        return "Clearway is not in that channel yet. Invite it there with /invite @Clearway, then save once more."
    return None


def calendar_form(facts: SettingsFacts) -> View:
    week = " ".join(_hours(hours) for hours in facts.week)
    hint = "Seven numbers. Anybody may name another week of their own."
    blocks = [
        asked(
            WEEK, "Hours from Monday to Sunday", words_input(week, limit=60, multiline=False), optional=False, hint=hint
        ),
        asked(
            HOLIDAYS,
            "Public holidays of",
            words_input(facts.holidays or "", limit=16, multiline=False, placeholder="DE, or DE-BY for a part of it"),
            hint="A country with its two letters, or a part of one. Empty: no public holidays are reckoned with.",
        ),
    ]
    return modal("The working calendar", blocks, callback_id=CALENDAR, submit="Save")


def read_calendar(filled: Filled) -> tuple[tuple[Decimal, ...], str | None] | dict[str, str]:
    """(hours Monday to Sunday, the region as it was written or None)."""
    try:
        week = cells.week(text_of(filled, WEEK).replace(",", " "))
    except cells.WrongCell as wrong:
        return {WEEK: f"{wrong.wrong}: {wrong.right}."}
    return week, text_of(filled, HOLIDAYS) or None


def office_form(facts: SettingsFacts) -> View:
    chosen = people_input([who.slack_id for who in facts.members if who.slack_id])
    hint = "They get the role pmo; whoever you take out loses it."
    ask = asked(PEOPLE, "Who is the project management office?", chosen, optional=False, hint=hint)
    return modal("The PMO", [ask], callback_id=OFFICE, submit="Save")


def read_office(filled: Filled) -> tuple[str, ...] | dict[str, str]:
    """Slack ids."""
    return people_of(filled, PEOPLE) or {PEOPLE: "Please choose at least one person."}


def week_words(week: Sequence[Decimal]) -> str:
    """“Mon to Thu 8 h, Fri 6 h”: days with the same hours that follow each other are one span."""
    spans: list[tuple[int, int, Decimal]] = []
    for day, hours in enumerate(week):
        if spans and spans[-1][2] == hours and spans[-1][1] == day - 1:
            spans[-1] = (spans[-1][0], day, hours)
        elif hours:
            spans.append((day, day, hours))
    return ", ".join(f"{_span(first, last)} {_hours(hours)} h" for first, last, hours in spans) or "no hours"


def _span(first: int, last: int) -> str:
    return _DAYS[first] if first == last else f"{_DAYS[first]} {'and' if last == first + 1 else 'to'} {_DAYS[last]}"


def _hours(hours: Decimal) -> str:
    return f"{hours.normalize():f}"
