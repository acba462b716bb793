"""Which words stand for the states, causes, dates and amounts of planning, and how are the commands called here?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from planning.blockers import Cause, Change, State, age
from ui.text import day, moment

STATES: dict[State, str] = {
    State.OPEN: "Open",
    State.ACKNOWLEDGED: "Acknowledged",
    State.IN_PROGRESS: "In progress",
    State.CLEARED: "Cleared",
    State.WITHDRAWN: "Withdrawn",
    State.DUPLICATE: "Same as another",
}
# Each stands after words that say the same, never alone.
SIGNS: dict[State, str] = {
    State.OPEN: "🚧",
    State.ACKNOWLEDGED: "👀",
    State.IN_PROGRESS: "🔧",
    State.CLEARED: "✅",
    State.WITHDRAWN: "↩️",
    State.DUPLICATE: "🔗",
}
CAUSES: dict[Cause, str] = {
    Cause.DECISION: "A decision",
    Cause.PERSON: "A person or a skill",
    Cause.TEAM: "Another team",
    Cause.ACCESS: "Access",
    Cause.VENDOR: "A vendor",
    Cause.ENVIRONMENT: "An environment",
    Cause.LEGAL: "Legal advice",
    Cause.OTHER: "Something else",
}
CHANGES: dict[Change, str] = {
    Change.REPORTED: "reported it",
    Change.EDITED: "edited it",
    Change.ACKNOWLEDGED: "acknowledged it",
    Change.STARTED: "started on it",
    Change.CLEARED: "cleared it",
    Change.WITHDRAWN: "withdrew it",
    Change.HANDED_OVER: "handed it over",
    Change.MERGED: "marked it as the same as another",
    Change.ABSORBED: "joined another one with it",
    Change.COMMENTED: "commented",
    Change.LINKED: "changed what it blocks",
    Change.UNDONE: "took the last change back",
    Change.IMPORTED: "took it from a file",
}


@dataclass(frozen=True)
class Commands:
    """How the slash commands are called in this workspace, where another app may own the plain word."""

    prefix: str = ""

    def named(self, command: str) -> str:
        """How a command of the routes, such as `/blocked`, is called here."""
        return f"/{self.prefix}{command.removeprefix('/')}"

    @property
    def blocked(self) -> str:
        return f"/{self.prefix}blocked"

    @property
    def availability(self) -> str:
        return f"/{self.prefix}availability"

    @property
    def capacity(self) -> str:
        return f"/{self.prefix}capacity"

    @property
    def pmo(self) -> str:
        return f"/{self.prefix}pmo"


def label(number: int) -> str:
    """B-12."""
    return f"B-{number}"


def days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def age_words(since: date, today: date, *, dated: bool = False) -> str:
    """“3 days, since Mon 16 Nov”; of today “since today”, `dated` with the date as well."""
    if since > today:
        return f"from {day(since, today)}"
    count = age(since, today)
    if not count:
        return f"since today, {day(since, today)}" if dated else "since today"
    return f"{days(count)}, since {day(since, today)}"


def distance(value: date, today: date) -> str:
    """How far away a date is."""
    away = (value - today).days
    if away in (-1, 0, 1):
        return {-1: "yesterday", 0: "today", 1: "tomorrow"}[away]
    return f"in {days(away)}" if away > 0 else f"{days(-away)} ago"


def due_words(needed_by: date, needed_at: datetime | None, today: date) -> str:
    """“Fri 27 Nov, in 2 days”, with a time of day as a Slack date token. What has passed is stated, not scolded."""
    when = f"{'was due ' if needed_by < today else ''}{distance(needed_by, today)}"
    if needed_at is None:
        return f"{day(needed_by, today)}, {when}"
    # Slack's own token says “yesterday”, “today” and “tomorrow” already.
    return moment(needed_at) if abs((needed_by - today).days) <= 1 else f"{moment(needed_at)}, {when}"


def due_phrase(needed_by: date, needed_at: datetime | None, today: date) -> str:
    """The same inside a line: “needed by Fri 27 Nov, in 2 days”, “was due Fri 20 Nov, 3 days ago”."""
    if needed_by < today:
        return f"was due {day(needed_by, today)}, {distance(needed_by, today)}"
    return f"needed by {due_words(needed_by, needed_at, today)}"


def hours_words(hours: Decimal) -> str:
    return f"{hours.normalize():f} h a week"


def listed(items: Sequence[str], limit: int = 5) -> str:
    """“Ana, Bo and 2 more”."""
    shown = list(items[:limit])
    if rest := len(items) - len(shown):
        return f"{', '.join(shown)} and {rest} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def plural(count: int, one: str, many: str) -> str:
    return f"1 {one}" if count == 1 else f"{count} {many}"


def is_far(day: date | None) -> bool:
    """Whether nobody can mean that day: whoever types the year 9999 means never."""
    return day is not None and not date(1900, 1, 1) <= day < date(2200, 1, 1)
