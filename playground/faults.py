"""Which call of Slack's Web API goes wrong, and how: the faults that tests inject."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Literal, cast, get_args

Kind = Literal[
    "late", "lost", "reset_before", "reset_after", "429", "500", "503", "html", "truncated", "internal_error", "refused"
]
KINDS: tuple[str, ...] = get_args(Kind)
NO_EFFECT = frozenset({"reset_before", "429"})
UNDECIDED = frozenset({"500", "503", "html", "internal_error"})  # Slack may or may not have done it: the seed decides
UNDECIDED_CODES = frozenset({"internal_error", "fatal_error", "request_timeout"})  # of "refused": the same


@dataclass(frozen=True)
class Fault:
    kind: Kind
    seconds: float  # of the delay (late) or of Retry-After (429)
    effect: bool  # whether the call is carried out although its answer goes wrong
    code: str  # Slack's, with which a call is refused


@dataclass
class Rule:
    method: str  # of the Web API, or "*"
    kind: Kind
    seconds: float = 1.0
    times: int | None = None  # how many calls it still spoils; None = without end
    share: float | None = None  # of the calls, 0 to 1; None = each
    effect: bool | None = None  # None = as the kind says, by chance where that is open
    seed: int = 0
    code: str = "service_unavailable"  # of "refused": any of Slack's, such as account_inactive
    chance: Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)


class Faults:
    def __init__(self) -> None:
        self.rules: list[Rule] = []

    def add(self, method: str, kind: str, **how: float | int | bool | str | None) -> Rule:
        """From now on calls of the method ("*": of any) fail so; how: seconds, times or share, effect, seed, code.

        Raises ValueError with a sentence for an unknown kind.
        """
        if kind not in KINDS:
            raise ValueError(f"There is no fault “{kind}”; choose one of {', '.join(KINDS)}.")
        rule = Rule(method, cast(Kind, kind), **how)  # type: ignore[arg-type]
        self.rules.append(rule)
        return rule

    def clear(self) -> None:
        """Let every call succeed again."""
        self.rules.clear()

    def next_for(self, method: str) -> Fault | None:
        """What goes wrong with the call that is being made now; uses up one of a rule's times."""
        for rule in self.rules:
            if rule.method not in ("*", method) or rule.times == 0:
                continue
            if rule.share is not None and rule.chance.random() >= rule.share:
                continue
            if rule.times is not None:
                rule.times -= 1
            return Fault(rule.kind, rule.seconds, self._effect(rule), rule.code)
        return None

    @staticmethod
    def _effect(rule: Rule) -> bool:
        if rule.kind in NO_EFFECT:
            return False
        if rule.effect is not None:
            return rule.effect
        if rule.kind in UNDECIDED or (rule.kind == "refused" and rule.code in UNDECIDED_CODES):
            return rule.chance.random() < 0.5
        return rule.kind != "refused"
