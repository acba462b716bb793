"""What can happen to a blocker, and which chains of blockers make no sense?"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum


class State(StrEnum):
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "in_progress"
    CLEARED = "cleared"
    WITHDRAWN = "withdrawn"
    DUPLICATE = "duplicate"


class Cause(StrEnum):
    DECISION = "decision"
    PERSON = "person"
    TEAM = "team"
    ACCESS = "access"
    VENDOR = "vendor"
    ENVIRONMENT = "environment"
    LEGAL = "legal"
    OTHER = "other"


class Change(StrEnum):
    """One line of a blocker's history: what somebody did."""

    REPORTED = "reported"
    EDITED = "edited"
    ACKNOWLEDGED = "acknowledged"
    STARTED = "started"
    CLEARED = "cleared"
    WITHDRAWN = "withdrawn"
    HANDED_OVER = "handed_over"
    MERGED = "merged"  # marked as a duplicate of another
    ABSORBED = "absorbed"  # another was marked as a duplicate of this one
    COMMENTED = "commented"
    LINKED = "linked"
    UNDONE = "undone"
    IMPORTED = "imported"  # came, or was changed, by a file


LIVE = frozenset({State.OPEN, State.ACKNOWLEDGED, State.IN_PROGRESS})

# What each act leads to, and from where it may start. Undo goes back by the history, not by this table.
MOVES: Mapping[Change, tuple[frozenset[State], State]] = {
    Change.ACKNOWLEDGED: (frozenset({State.OPEN}), State.ACKNOWLEDGED),
    Change.STARTED: (frozenset({State.OPEN, State.ACKNOWLEDGED}), State.IN_PROGRESS),
    Change.CLEARED: (LIVE, State.CLEARED),
    Change.WITHDRAWN: (LIVE, State.WITHDRAWN),
    Change.MERGED: (LIVE, State.DUPLICATE),
}


def after(state: State, change: Change) -> State | None:
    """The state that `change` leads to from `state`; None where it cannot happen."""
    start, end = MOVES[change]
    return end if state in start else None


def circle(blocks: Mapping[str, Iterable[str]], source: str, target: str) -> list[str] | None:
    """The path target → … → source that a new edge source → target would close, or None.

    `blocks` maps a blocker to those it blocks. The path starts and ends with `source`, so it can be read out as it is.
    """
    if source == target:
        return [source, source]
    came_from: dict[str, str] = {target: source}
    frontier = [target]
    while frontier:
        here = frontier.pop()
        for there in blocks.get(here, ()):
            if there == source:
                path = [source, here]
                while path[-1] != source:
                    path.append(came_from[path[-1]])
                return path[::-1]
            if there not in came_from:
                came_from[there] = here
                frontier.append(there)
    return None


def age(since: date, today: date) -> int:
    """Whole days that a blocker has stood, never below 0."""
    return max(0, (today - since).days)
