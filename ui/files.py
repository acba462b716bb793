"""How does a portfolio come in and go out as files, in words?"""

from ui.kit import Message, context, section
from ui.text import escape, one_line, read_out
from ui.words import Commands


def help_message(commands: Commands) -> Message:
    """`/pmo import`."""
    opening = "*Send the files in our direct messages*: attach them there, or drop them onto the conversation."
    lines = [
        "One workbook (.xlsx) with a sheet for each of these, or CSV files of these names, several in one message:",
        "`people` `teams` `patterns` `skills` `absences` `goals` `projects` `alignment` `dependencies` `allocations` "
        "`requests` `blockers`. What you do not have may be missing.",
        "Columns need not be called as ours: “Project ID”, “Owner” or “Whole Life Cost (£m)” are understood, and what "
        "each was taken for is shown. Dates and amounts may be written as in any country.",
        "You see everything that would change first, or every problem with its row. Then *Apply* or *Discard*.",
        f"`{commands.pmo} export` sends the whole portfolio as a workbook, which serves as a template, too.",
    ]
    small = "At most 5 MB and 20,000 rows of 100 columns. What you send is kept until you decide, a day at most."
    blocks = [section(opening), section("\n".join(f"• {one}" for one in lines)), context(small)]
    return Message(read_out([opening, *lines, small]), blocks)


def exporting() -> str:
    """The answer to `/pmo export`."""
    where = "The whole portfolio comes as a workbook in our direct messages, in a moment."
    return f"{where} It is for your eyes: it has what people cost."


def export_says() -> str:
    return "The whole portfolio, as it is stored now. Change what you like and send it back here to import it."


def refused(name: str, reason: str) -> Message:
    text = f"Slack did not take *{escape(one_line(name), 80)}* from me: {escape(one_line(reason), 200)}."
    return Message(text, [section(text)])
