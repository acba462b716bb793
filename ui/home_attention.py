"""How much of the reader's attention was spent this week, on what, and what waits to be said?"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ui import attention as screen
from ui import words as w
from ui.blocker_facts import Who
from ui.blocker_parts import person
from ui.kit import Block, actions, context, header, section
from ui.text import moment

# What a message was about, by its kind or by what stands before the point of it.
ABOUT: Mapping[str, str] = {
    "blocker": "news of blockers",
    "blocker.asked": "blockers to clear",
    "blocker.handed_over_to_you": "blockers to clear",
    "blocker.deputy": "blockers to clear",
    "blocker.help_wanted": "help with blockers",
    "booking": "what you are booked for",
    "calendar": "your calendar",
    "checkin": "check-ins",
    "contract": "who hears of your blockers next",
    "digest": "the weekly digest",
    "escalation": "blockers that need somebody",
    "failures": "messages that did not arrive",
    "leaver": "what somebody left behind",
    "project": "projects that rest or end",
    "priorities": "the order of projects",
    "stale": "how a blocker of yours stands",
    "waited": "what could wait",
}


@dataclass(frozen=True)
class Overrun:
    kind: str
    by: Who | None  # who answers for it; None: somebody who was erased since


@dataclass(frozen=True)
class Waits:
    kind: str
    until: datetime  # when it comes, as far as is known now


@dataclass(frozen=True)
class AttentionFacts:
    """Of one person's week. `spent`: the kinds of the messages within the budget, one for each."""

    budget: int
    hour: str  # HH:MM by their own clock
    usual_hour: str
    spent: tuple[str, ...] = ()
    over: tuple[Overrun, ...] = ()
    waits: tuple[Waits, ...] = ()
    chosen: bool = False  # whether they said so themselves
    digest: bool | None = None  # whether it comes to them; None: to who may not have it


def attention(facts: AttentionFacts) -> Iterator[Block]:
    """The section of the Home tab."""
    yield header("Your attention")
    hour = screen.hour_menu(facts.hour, chosen=facts.chosen, usual=facts.usual_hour)
    yield section("\n".join([_spent(facts), *_over(facts), *_waits(facts)]), accessory=hour)
    yield context(
        f"What could wait comes in one message at {facts.hour} by your clock: choose your own hour above. At night, on "
        "days off and holidays, and while you are not to be disturbed, only what is urgent comes at once, and the rest "
        "once that is over."
    )
    if facts.digest is not None:
        yield actions(screen.digest_button(wanted=facts.digest))


def about(kind: str) -> str:
    """Plain words for a kind of message."""
    return ABOUT.get(kind) or ABOUT.get(kind.partition(".")[0]) or "other things"


def _spent(facts: AttentionFacts) -> str:
    of = f"Messages this week that you did not ask for: *{len(facts.spent)} of at most {facts.budget}*"
    return f"{of} ({_counted(facts.spent)})." if facts.spent else f"{of}."


def _over(facts: AttentionFacts) -> Iterator[str]:
    by_whom = Counter(one.by for one in facts.over)
    for by, count in by_whom.items():
        who = person(by, mentions=True, nobody="Somebody who was erased since")
        yield f"*{count} more* above that, for which {who} answers."


def _waits(facts: AttentionFacts) -> Iterator[str]:
    if facts.waits:
        when = moment(min(one.until for one in facts.waits))
        yield f"Waiting until {when}: {_counted([one.kind for one in facts.waits])}."


def _counted(kinds: Sequence[str]) -> str:
    found = Counter(about(kind) for kind in kinds)
    return w.listed([f"{words} ({count})" if count > 1 else words for words, count in found.most_common()])
