"""What does help say?"""

from collections.abc import Collection, Sequence

from ui import availability
from ui.kit import Message, context, header, said, section
from ui.text import cut, escape, one_line, read_out
from ui.words import Commands

_Line = tuple[str, str]  # what to write, and what it does


def help_message(commands: Commands, permissions: Collection[str], *, unknown: str = "") -> Message:
    """`/pmo help`: everything that the reader may do, and nothing that they may not.

    `permissions` holds the names of services.permissions.Permission; `unknown` is what they wrote that is no command.
    """
    lines = []
    if "blockers.report" in permissions:
        lines += _reporting(commands)
    if "blockers.read" in permissions:
        lines += _reading(commands)
        all_of_them = "blockers.read_all" in permissions
        every = "every open blocker: the root blocker, which frees the most, then the most urgent first"
        which = every if all_of_them else "the open blockers that concern you, the most urgent first"
        lines.append((f"{commands.pmo} blockers", f"lists {which}"))
        if all_of_them:
            lines.append((f"{commands.pmo} blockers APOLLO", "lists those of a project, by its code or name"))
    if "portfolio.read" in permissions:
        lines.append((f"{commands.pmo} projects", "lists the projects: who is on them, what they wait for"))
        lines.append((f"{commands.pmo} projects APOLLO", "shows one of them; who plans it changes it there"))
        lines.append(
            (f"{commands.pmo} priorities", "shows the order of projects, its reasons, and what would change it")
        )
        lines.append((f"{commands.pmo} goals", "shows the goals, how much they weigh and which projects serve them"))
    lines += _office(commands, permissions)
    if "availability.set" in permissions:
        lines.append((f"{commands.availability} off 24 Dec to 2 Jan", "says when you are off; alone it opens a form"))
        lines.append((f"{commands.availability} help", "shows what else it understands"))
    if "portfolio.plan" in permissions:
        lines.append((f"{commands.capacity} @Ana 20 h on APOLLO until March", "books somebody, on a project of yours"))
        lines.append((f"{commands.capacity} help", "shows how a booking is extended, cut and ended"))
    lines.append((f"{commands.pmo} help", "shows this"))
    opening = "Clearway gets what blocks your work to the person who can clear it."
    closing = "Every answer is for you alone, unless a button says otherwise."
    word = one_line(unknown).partition(" ")[0]
    doubt = f"I don't know “{cut(word, 40)}”." if word else ""
    return _message("What Clearway can do", opening, lines, closing, above=doubt)


def _office(commands: Commands, permissions: Collection[str]) -> list[_Line]:
    """What concerns people, and how Clearway is set up here."""
    lines = []
    if "people.read" in permissions:
        lines.append((f"{commands.pmo} people", "lists everybody by team, with role, hours and state"))
        lines.append((f"{commands.pmo} people Ana", "opens somebody's details"))
        lines.append((f"{commands.pmo} teams", "shows and changes teams: who leads them, who is in them"))
    elif "people.lead" in permissions:
        lines.append((f"{commands.pmo} people", "opens your own details, and for a lead lists the team"))
    if "checkins.manage" in permissions:
        lines.append((f"{commands.pmo} checkins", "shows and changes who is asked when if something is in their way"))
    if "settings.change" in permissions:
        lines.append(
            (f"{commands.pmo} settings", "shows and changes the PMO's channel, the calendar and who is the PMO")
        )
    elif "settings.read" in permissions:
        lines.append((f"{commands.pmo} settings", "shows the PMO's channel, the calendar and who is the PMO"))
    if "digest.read" in permissions:
        lines.append((f"{commands.pmo} digest on", "sends you the weekly digest; off stops it"))
    if "timers.read" in permissions:
        lines.append((f"{commands.pmo} timers", "shows what is due, what is late, and what was left out and why"))
    if "portfolio.manage" in permissions:
        lines.append((f"{commands.pmo} import", "says how you send a portfolio as a workbook or CSV files"))
        lines.append((f"{commands.pmo} export", "sends you the whole portfolio as a workbook"))
    if "data.export" in permissions:
        lines.append((f"{commands.pmo} export-me", "sends you everything that Clearway has stored about you"))
    if "data.erase" in permissions:
        lines.append((f"{commands.pmo} erase @Bo", "shows what would go, then erases who somebody was"))
    return lines


def no_project(name: str) -> str:
    """To who asked for the blockers of a project that is not there, in plain words."""
    return f"I know no project “{cut(one_line(name), 80)}”. Its code or its name finds it."


def blocked_help(commands: Commands) -> Message:
    """`/blocked help`."""
    lines = [*_reporting(commands), *_reading(commands), (f"{commands.blocked} help", "shows this")]
    opening = "Stuck on something that somebody else can solve? Say it in one sentence, and its owner is asked."
    closing = (
        "It reads the project, the people you mention, “since Monday”, “by Friday 5 pm” and what you wait for. What it "
        "does not understand stays in the title, and *Edit* puts things right. Every change can be undone for a while."
    )
    return _message("How to report a blocker", opening, lines, closing)


def availability_help(commands: Commands) -> Message:
    """`/availability help`."""
    lines = [*availability.lines_of_help(commands), (f"{commands.availability} help", "shows this")]
    opening = "Say when you are off and how much you can work, and plans are made with it. In words, or by the form."
    closing = (
        "Reasons are neither asked nor kept. Every answer shows what it does to your hours; time off, working week and "
        "skills can be undone for a while. Nothing that you are booked for is changed by it."
    )
    return _message("How to say when you can work", opening, lines, closing)


def capacity_help(commands: Commands) -> Message:
    """`/capacity help`."""
    capacity = commands.capacity
    lines = [
        (f"{capacity} @Ana 20 h on APOLLO until March", "books Ana from today; half time and 50% work as well"),
        (f"{capacity} @Ana 20 h on APOLLO tentatively from 1 Dec to 31 Jan", "holds a place for her"),
        (f"{capacity} extend @Ana on APOLLO until 30 April", "lets it go on; “by 3 weeks” works as well"),
        (f"{capacity} cut @Ana on APOLLO to 10 h from 5 Jan", "changes the hours from a day on"),
        (f"{capacity} end @Ana on APOLLO on Friday", "lets it end with that day"),
        (f"{capacity} help", "shows this"),
    ]
    opening = "Book somebody on a project that you manage, in one line. A name works as well as a mention."
    closing = (
        "Every answer says whether it fits into their hours week by week. Who is booked, who leads their team and who "
        "manages the project hear of it. All of it can be undone for a while."
    )
    return _message("How to book somebody", opening, lines, closing)


def _reporting(commands: Commands) -> list[_Line]:
    return [
        (commands.blocked, "opens a short form to report a blocker"),
        (f"{commands.blocked} waiting on the security review, need it by Friday", "reports it at once"),
        (f"{commands.blocked} no access to the test system, for @Bo", "reports it for somebody else"),
        ("Report as blocker", "in the menu of any message makes a blocker of it"),
    ]


def _reading(commands: Commands) -> list[_Line]:
    return [
        (f"{commands.blocked} list", "lists what you raised and what you are to clear"),
        (f"{commands.blocked} B-12", "shows that blocker"),
    ]


def _message(title: str, opening: str, lines: Sequence[_Line], closing: str, *, above: str = "") -> Message:
    """`above` is said first, in words that Slack does not parse."""
    rows = "\n".join(f"• {_shown(what)} {does}" for what, does in lines)
    blocks = [header(title), section(opening), section(rows), context(closing)]
    if above:
        blocks.insert(0, said(above, 200))
    aloud = [f"“{what}” {does}." for what, does in lines]
    return Message(read_out([escape(above), opening, *aloud, closing]), blocks)


def _shown(what: str) -> str:
    return f"`{what}`" if what.startswith("/") else f"*{what}*"
