"""What does a person find on their Home tab?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from planning.blockers import State
from ui import home_availability, home_checkins
from ui import words as w
from ui.availability_facts import HomeAvailability
from ui.blocker_facts import Row
from ui.blocker_lists import row_mrkdwn, show_button
from ui.blocker_parts import ACKNOWLEDGE, CLEAR, COMMENT, REPORT, START
from ui.home_attention import AttentionFacts, attention
from ui.home_checkins import AskedFacts
from ui.home_looks import LooksFacts, looks
from ui.inputs import home_tab
from ui.kit import Block, View, actions, button, context, divider, header, section
from ui.settings import SettingsFacts, set_up
from ui.text import escape, one_line
from ui.words import Commands

ROWS = 20  # of each list; with two blocks a row the tab stays below Slack's hundred


@dataclass(frozen=True)
class HomeFacts:
    """What the tab shows to one person. The rows are the most urgent ones, dates in the person's own zone."""

    name: str
    zone: str
    email: str | None
    raised: tuple[Row, ...]
    owned: tuple[Row, ...]
    attention: AttentionFacts
    commands: Commands = field(default_factory=Commands)
    more_raised: int = 0  # how many are not among the rows
    more_owned: int = 0
    set_up: SettingsFacts | None = None  # of an admin who has not been through it
    looks: LooksFacts = field(default_factory=LooksFacts)
    time: HomeAvailability | None = None  # of whose time is planned here
    picture: Block | None = None  # of the weeks ahead
    asked: AskedFacts | None = None  # of whom check-ins ask


def home(facts: HomeFacts) -> View:
    """The whole tab: what is asked of the reader first, then what they wait for, then what the bot knows of them."""
    report = button(REPORT, "Report a blocker", "home", style="primary")
    return home_tab(
        [
            section(_greeting(facts)),
            *(set_up(facts.set_up, facts.commands) if facts.set_up else ()),
            actions(report),
            header("Blockers you are to clear"),
            *_owned(facts.owned, facts.more_owned),
            header("Blockers you raised"),
            *_raised(facts.raised, facts.more_raised, facts.commands),
            *(home_availability.sections(facts.time, facts.picture) if facts.time else ()),
            *(home_checkins.sections(facts.asked) if facts.asked else ()),
            *attention(facts.attention),
            divider(),
            *looks(facts.looks),
            *_about(facts),
        ]
    )


def _greeting(facts: HomeFacts) -> str:
    name = escape(one_line(facts.name), 80) or "there"
    asked, waiting = len(facts.owned) + facts.more_owned, len(facts.raised) + facts.more_raised
    if not asked and not waiting:
        return f"Hello {name}, nothing is in your way and nothing waits for you."
    parts = [f"{w.plural(asked, 'blocker waits', 'blockers wait')} for you"] if asked else []
    parts += (
        [f"{w.plural(waiting, 'blocker', 'blockers')} of yours {'is' if waiting == 1 else 'are'} open"]
        if waiting
        else []
    )
    return f"Hello {name}, {' and '.join(parts)}."


def _owned(rows: Sequence[Row], more: int) -> Iterator[Block]:
    if not rows:
        yield section("Nobody waits for you to clear anything.")
    for row in rows[:ROWS]:
        number = w.label(row.number)
        step = {
            State.OPEN: [button(ACKNOWLEDGE, "Acknowledge", row.id, says=f"Acknowledge {number}")],
            State.ACKNOWLEDGED: [button(START, "Start", row.id, says=f"Start on {number}")],
        }.get(row.state, [])
        yield section(row_mrkdwn(row, owner=False), accessory=show_button(row))
        yield actions(
            *step,
            button(CLEAR, "Clear…", row.id, says=f"Clear {number}"),
            button(COMMENT, "Comment", row.id, says=f"Comment on {number}"),
        )
    yield from _more(rows, more)


def _raised(rows: Sequence[Row], more: int, commands: Commands) -> Iterator[Block]:
    if not rows:
        yield section(
            f"Stuck on something that somebody else can solve? Write `{commands.blocked}` and what it is, in any "
            "channel. Clearway finds who can clear it and asks them."
        )
    for row in rows[:ROWS]:
        yield section(row_mrkdwn(row), accessory=show_button(row))
    yield from _more(rows, more)


def _more(rows: Sequence[Row], more: int) -> Iterator[Block]:
    if rest := len(rows[ROWS:]) + more:
        yield context(f"And {rest} more.")


def _about(facts: HomeFacts) -> Iterator[Block]:
    known = [
        f"your name ({escape(one_line(facts.name), 80) or 'none'})",
        f"your time zone ({escape(one_line(facts.zone), 80)})",
        f"your e-mail address ({escape(one_line(facts.email), 120)})" if facts.email else "no e-mail address",
    ]
    known += home_availability.knows(facts.time) if facts.time else ()
    known += ["your check-ins: how often you want them, and your answers"] if facts.asked else []
    yield context(f"*What Clearway knows of you*: {w.listed(known, len(known))}.")
    yield context(f"`{facts.commands.pmo} help` shows everything that it can do.")


def erased() -> View:
    """For somebody whose data was erased: nothing of theirs is left to be shown."""
    return home_tab([section("Clearway keeps nothing about you any more.")])


def closed() -> View:
    """For somebody whom Clearway does not serve, such as a member of another organisation."""
    words = "Clearway works for members of this workspace. Somebody here can report a blocker for you."
    return home_tab([section(words)])
