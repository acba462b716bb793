"""How do people behave who are asked and held up? Drawn from chance, with all odds on this page.

They are assumptions, not measurements: docs/simulation.md lists them beside what came of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from random import Random

from planning.blockers import Cause

Span = tuple[float, float]  # anything between the two is as likely
CAUSES = (Cause.OTHER, Cause.OTHER, Cause.DECISION, Cause.ACCESS, Cause.PERSON, Cause.VENDOR)
HOURS_A_WEEK = (None, 4, 8, 16, 40)  # that stand still, where somebody says so


@dataclass(frozen=True)
class Habits:
    """Hours and days are working ones of whoever acts; a part is a part of 1."""

    troubles: float = 0.1
    says_at_once: float = 0.6
    patience_days: Span = (3, 10)
    named_date: float = 0.4
    needed_days: Span = (2, 15)
    others_wait: float = 0.3
    quick: float = 0.8
    acknowledge_hours: Span = (0.5, 6)
    heeds: float = 0.7
    heed_hours: Span = (0.5, 6)
    clear_days: Span = (0.5, 8)
    promised_days: Span = (1, 5)
    hands_over: float = 0.1
    says_word: float = 0.4
    asks_after: float = 0.25
    withdraws: float = 0.05
    answers: float = 0.75
    answer_hours: Span = (0.1, 3)
    answers_silence: float = 0.6
    agrees: float = 0.3
    holds: float = 0.1
    asks_less: float = 0.03
    days_off: float = 0.02
    off_days: tuple[int, int] = (1, 5)


TOLD: Mapping[str, str] = {
    "troubles": "something gets in somebody's way, each working day and person",
    "says_at_once": "of that is reported within the hour; the rest only when somebody asks, or when patience ends",
    "patience_days": "days until somebody whom nobody asks reports it all the same",
    "named_date": "of the reports name a date by which it is needed",
    "needed_days": "calendar days until that date",
    "others_wait": "of the reports name others who wait as well, one to four of them",
    "quick": "of the owners acknowledge by themselves; the rest say nothing until the ladder reaches somebody",
    "acknowledge_hours": "hours until those who do",
    "heeds": "of those to whom a blocker climbs take it in hand; the PMO does so for its channel",
    "heed_hours": "hours until those do",
    "clear_days": "days from the acknowledgement until it is cleared",
    "promised_days": "calendar days ahead is the date that they name when they are asked again, first saying that it is in progress",
    "hands_over": "of the owners who take it hand it to a colleague instead",
    "says_word": "of the owners who have it in hand say a word about it half way",
    "asks_after": "of the raisers ask after it, a day later",
    "withdraws": "of the reports are withdrawn within three days, because they settled themselves",
    "answers": "of the check-ins are answered",
    "answer_hours": "hours until they are",
    "answers_silence": "of the owners who are asked how it stands say so",
    "agrees": "of the raisers who are shown who will be told press *Fine*",
    "holds": "of them hold it for three days; the others say nothing, which is consent",
    "asks_less": "of those who answer a check-in ask to be asked less often",
    "days_off": "of the working days begin days off that were said two days before",
    "off_days": "days off in a row",
}


def listed(habits: Habits) -> list[str]:
    """One line an assumption, such as `**0.75** of the check-ins are answered`."""
    return [f"**{_plain(getattr(habits, field.name))}** {TOLD[field.name]}" for field in fields(habits)]


def _plain(value: float | Span) -> str:
    return f"{value[0]:g} to {value[1]:g}" if isinstance(value, tuple) else f"{value:g}"


@dataclass(frozen=True)
class Chances:
    """Each question has a chance of its own, so that the same people do the same whatever the bot does otherwise."""

    seed: int

    def of(self, *about: object) -> Random:
        return Random(":".join(str(one) for one in (self.seed, *about)))

    def is_so(self, part: float, *about: object) -> bool:
        return self.of(*about).random() < part

    def within(self, span: Span, *about: object) -> float:
        return self.of(*about).uniform(*span)
