"""May something that nobody asked for be said to somebody now, or when? Attention is a budget that is kept.

So many messages a week are theirs to be spent. What is not urgent waits and is merged into one message at the hour that
the person chose. Above the budget nothing is sent but in the name of a human, and then it says so. What is left over
from an earlier week keeps one message of this one free, so that nothing waits for ever.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from planning.quiet_times import Times, hour, next_monday, opening


class Urgency(StrEnum):
    REPLY = "reply"  # to what the person just did: at once, and it does not count
    URGENT = "urgent"  # cannot wait for the morning, such as a step of the ladder
    TIMED = "timed"  # has its own hour, such as a check-in, its reminder or a digest
    CALM = "calm"  # waits and is merged
    MERGED = "merged"  # the message that says at once what waited; it counts as one


@dataclass(frozen=True)
class Message:
    urgency: Urgency
    since: datetime  # aware UTC: when it was first to be said; of a merged one, its oldest part
    until: datetime | None = None  # from then on it is not to be said any more
    named: str | None = None  # id of the human who answers for it where the budget is spent


@dataclass(frozen=True)
class Ledger:
    """What a person's week has seen so far; the week is the one of `now`, by the person's clock."""

    budget: int  # messages a week, at least one
    spent: int  # within the budget: overruns and replies left out
    carried: bool = False  # whether something waits since before this week


@dataclass(frozen=True)
class Send:
    """Now. `counts`: it is to be entered as one message of this week."""

    counts: bool


@dataclass(frozen=True)
class OverBudget:
    """Now, above the budget, and the message says in whose name."""

    by: str


@dataclass(frozen=True)
class WaitUntil:
    """Not now: asked again then, on its own."""

    at: datetime


@dataclass(frozen=True)
class MergeAt:
    """Put to what waits, which is said in one message then; that one is decided on again when its time comes."""

    at: datetime


class Lapse(StrEnum):
    """Why it is never said: its time ends before it may be. The reason is kept."""

    TOO_LATE = "its time was over"
    QUIET = "its time ends before their quiet time does"
    BUDGET = "its time ends before there is room in their week"


Decision = Send | OverBudget | WaitUntil | MergeAt | Lapse


def decide(message: Message, times: Times, ledger: Ledger, now: datetime) -> Decision:
    """What becomes of a message at `now` (aware UTC). Only what is urgent, and replies, are said in quiet times."""
    if _is_over(message, now):
        return Lapse.TOO_LATE
    if message.urgency is Urgency.REPLY:
        return Send(counts=False)
    if message.urgency is Urgency.CALM:
        at = _merged_at(message, times, ledger, now)
        if not _is_over(message, at):
            return MergeAt(at)
    if message.urgency is not Urgency.URGENT:
        at = opening(times, now, message.since)
        if at > now:
            return Lapse.QUIET if _is_over(message, at) else WaitUntil(at)
    return _spend(message, times, ledger, now)


def _spend(message: Message, times: Times, ledger: Ledger, now: datetime) -> Decision:
    """It may be said at this hour: is there room, or somebody who answers for it?"""
    kept = 1 if ledger.carried and message.urgency is not Urgency.MERGED else 0
    if ledger.spent + kept < ledger.budget:
        return Send(counts=True)
    if message.named is not None:
        return OverBudget(message.named)
    at = _merged_at(message, times, ledger, now)
    return Lapse.BUDGET if _is_over(message, at) else MergeAt(at)


def _merged_at(message: Message, times: Times, ledger: Ledger, now: datetime) -> datetime:
    """Their next hour; where it lies in a week that is spent already, the first of the week after."""
    at = hour(times, now, message.since)
    monday = next_monday(times.zone, now)
    return at if at >= monday or ledger.spent < ledger.budget else hour(times, monday, message.since)


def _is_over(message: Message, at: datetime) -> bool:
    return message.until is not None and at >= message.until
