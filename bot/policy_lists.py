"""What may stand in the lists of clearway.yaml, and what would contradict itself?"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import time
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from planning.checkin_series import unheard
from services.policies import DAYS, AttentionPolicy, CheckinSeriesPolicy, Policy

# What each item of a list is like, and how many there may be.
ITEMS: Mapping[str, tuple[str, str]] = {
    "checkins.series.days": ("|".join(DAYS), f"one of {', '.join(DAYS)}"),
    "checkins.series.people": (r"[^@\s]+@[^@\s]+", "an e-mail address"),
    "checkins.series.questions": (r"(?s)\s*\S.{0,149}", "a question of at most 150 characters"),
}
LENGTHS: Mapping[str, tuple[int, int]] = {
    "checkins.series.days": (1, 7),
    "checkins.series.questions": (0, 2),
}

# Of two numbers, where a medium severity begins and where a high one does: another order would leave out the medium.
RISING = frozenset({"ladder.people", "ladder.hours_per_week", "ladder.blockers"})
FALLING = frozenset({"ladder.needed_within_days"})


def formed(form: str, right: str) -> Callable[[str | None], str | None]:
    """A check that a text, where there is one, has this form; `right` says what it must be."""

    def check(value: str | None) -> str | None:
        if value is not None and not re.fullmatch(form, value):
            raise ValueError(f"must be {right}")
        return value

    return check


def placed(kind: Any, key: str) -> Any:
    """What checks a list of so many numbers, each in its place."""

    def check(values: tuple[float, ...]) -> tuple[float, ...]:
        if key in RISING and values[0] > values[1]:
            raise ValueError("must not fall: high begins where medium does or above")
        if key in FALLING and values[0] < values[1]:
            raise ValueError("must not rise: high begins where medium does or nearer")
        return values

    return Annotated[kind, Field(strict=False), AfterValidator(check)]


def listed(kind: Any, key: str, items: Any) -> Any:
    """What checks a list. `items`: the model of each where they hold keys, else None. YAML knows lists only."""
    least, most = LENGTHS.get(key, (0, None))
    length = Field(strict=False, min_length=least, max_length=most)
    if items is not None:
        checked = Annotated[items, AfterValidator(_whole(key))]
        return Annotated[tuple[checked, ...], length]
    if key in ITEMS:
        return Annotated[tuple[Annotated[str, AfterValidator(formed(*ITEMS[key]))], ...], length]
    return Annotated[kind, length]


def contradictions(policy: Policy) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What is right by itself and not together: where it stands, and what would be right."""
    names: set[str] = set()
    for number, series in enumerate(policy.checkins.series):
        here = ("checkins", "series", number)
        if series.name in names:
            yield (*here, "name"), f"{series.name!r} is there already, it must be a name of its own"
        names.add(series.name)
        if _unheard(series, policy.attention):
            quiet = f"the quiet hours from {policy.attention.quiet_from} to {policy.attention.quiet_until}"
            yield (
                (*here, "time"),
                f"nobody would be asked between {series.time} and {series.until}, as all of it lies in {quiet}; "
                "it must reach out of them, or attention.quiet_from and quiet_until must leave room",
            )
    if not any(policy.priorities.weights.values()):
        yield ("priorities",), "all five weights are 0, at least one must be more, or nothing can be put in order"


def _whole(key: str) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if key == "checkins.series" and sum(map(bool, (value.team, value.project, value.people))) != 1:
            raise ValueError("must name one of team, project and people")
        return value

    return check


def _unheard(series: CheckinSeriesPolicy, attention: AttentionPolicy) -> bool:
    """Whether the quiet hours swallow the whole window."""
    clocks = (series.time, series.until, attention.quiet_from, attention.quiet_until)
    return unheard(*map(time.fromisoformat, clocks))
