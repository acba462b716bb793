"""How does somebody choose when and of what Clearway tells them, and what do they hear then?"""

from collections.abc import Sequence

from ui.kit import Element, Message, actions, button, menu, section
from ui.text import read_out
from ui.words import Commands

HOUR = "attention.hour"  # a choice: HH:MM, or USUAL
DIGEST = "attention.digest"  # the value is ON or OFF
USUAL = "usual"
ON, OFF = "on", "off"
_HOURS = [f"{hour:02}:00" for hour in range(6, 22)]


def hour_menu(hour: str, *, chosen: bool, usual: str) -> Element:
    """The hour for what could wait. `chosen`: whether the person said so; `usual`: that of everybody else."""
    hours = sorted({*_HOURS, *([hour] if chosen else [])})
    choices = [(f"{usual}, as usual here", USUAL), *((one, one) for one in hours)]
    return menu(HOUR, "Choose an hour", choices, hour if chosen else USUAL)


def hour_of(value: str) -> str | None:
    """What was chosen in it; None: as usual."""
    return None if value == USUAL else value


def digest_button(*, wanted: bool) -> Element:
    """What would change it."""
    if wanted:
        return button(DIGEST, "Stop the weekly digest", OFF)
    return button(DIGEST, "Send me the weekly digest", ON)


def digest_state(commands: Commands, when: Sequence[str], *, wanted: bool) -> Message:
    """`/pmo digest`. `when` is the day and time at which it comes, such as (“Mondays”, “08:00”)."""
    day, hour = when
    you = "It comes to you as well, by your own clock." if wanted else "It does not come to you."
    told = f"The weekly digest goes to the PMO's channel on {day} at {hour} by the workspace's clock. {you}"
    how = f"`{commands.pmo} digest {OFF if wanted else ON}` changes that."
    return Message(read_out([told, how]), [section(told), actions(digest_button(wanted=wanted))])


def digest_chosen(when: Sequence[str], *, wanted: bool, new: bool) -> str:
    """The answer to who chose, in plain words."""
    day, hour = when
    if not new:
        return "So it was already, and nothing was changed."
    if not wanted:
        return "The weekly digest does not come to you any more."
    return f"The weekly digest comes to you on {day} at {hour} by your clock, from the next one on."
