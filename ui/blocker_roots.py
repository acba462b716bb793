"""How is it said which blocker frees most, what waits behind it, and what a day of waiting costs?"""

from decimal import Decimal

from ui import words as w
from ui.blocker_facts import RootFacts
from ui.blocker_parts import title
from ui.text import sentence

HEADING = "The root blocker: clearing it frees the most"
_TITLES = 60  # characters of each title in a chain: its number is what leads to it


def chain_words(root: RootFacts) -> str:
    """What waits for it: “B-9 → B-12 Review → B-14 Go-live. 2 more wait behind it.”; "" where nothing does."""
    if not root.behind:
        return ""
    first, *rest = root.chain
    steps = [w.label(first.number), *(f"{w.label(one.number)} {title(one.title, _TITLES)}" for one in rest)]
    unnamed = root.behind - len(rest)
    more = f" {unnamed} more {'waits' if unnamed == 1 else 'wait'} behind it." if unnamed > 0 else ""
    return f"{sentence(' → '.join(steps))}{more}"


def cost_words(root: RootFacts) -> str:
    """What a working day costs, with how that comes about."""
    if not root.hours_per_week:
        return "Nobody has said how many hours stand still because of it."
    people = w.plural(root.people, "person", "people")
    sum_ = (
        f"{_hours(root.hours_per_week)} a week of {people}, over {w.plural(root.days, 'working day', 'working days')}"
    )
    words = f"Each working day of waiting costs {_hours(root.hours_per_day)} of work: {sum_}."
    if root.money_per_day is not None:
        words += f" That is about {root.money_per_day:,.0f} a day at the mean cost rate of these people."
    return f"{words}{_unsaid(root)}"


def _unsaid(root: RootFacts) -> str:
    """So that nobody takes the sum for more than it is."""
    if not root.unsaid:
        return ""
    return f" Of {root.unsaid} of these {root.behind + 1} blockers the hours are not known."


def _hours(hours: Decimal) -> str:
    return f"{hours.normalize():,f} h"
