"""Which numbers rule how a blocker climbs the ladder, and when it counts as severe?"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal, TypeVar


class Severity(StrEnum):
    """How much is stopped; from the least to the most."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Level(StrEnum):
    """Who is asked; from the first to the last."""

    OWNER = "owner"
    LEAD = "lead"  # the project's manager, else the lead of the owner's team
    PMO = "pmo"  # its channel
    SPONSOR = "sponsor"
    EXECUTIVES = "executives"


class Kind(StrEnum):
    """What kind of act would end it. Decisions climb further: only those above can take them."""

    WORK = "work"
    DECISION = "decision"


T = TypeVar("T")
Top = Literal["owner", "lead", "pmo", "sponsor", "executives"]
Hours3 = tuple[float, float, float]  # working hours for a low, a medium and a high severity
Days3 = tuple[int, int, int]
_SEVERITIES, _LEVELS = tuple(Severity), tuple(Level)


@dataclass(frozen=True)
class LadderPolicy:
    """Three values in a row are for a low, a medium and a high severity; hours are working hours of who is asked."""

    owner_hours: Hours3 = (24, 16, 4)  # how long a level is waited for before the next one is told
    lead_hours: Hours3 = (24, 16, 8)
    pmo_hours: Hours3 = (40, 24, 8)
    sponsor_hours: Hours3 = (40, 24, 16)
    executives_hours: Hours3 = (40, 40, 24)
    reach: tuple[Top, Top, Top] = ("pmo", "sponsor", "executives")  # the highest level that is told
    decisions_reach: tuple[Top, Top, Top] = ("sponsor", "executives", "executives")  # of what waits for a decision
    acknowledged_hours: Hours3 = (40, 24, 8)  # of the owner: how long an acknowledgement holds
    contract_hours: Hours3 = (8, 4, 2)  # of the raiser: from what they are shown to the first step upward
    away_days: Days3 = (10, 7, 4)  # whose wait would end later than in so many days is passed over
    quiet_days: int = 14  # for how long at most a hold, an acknowledgement or a promised date keeps it quiet
    repeats: int = 5  # how often it goes round again from the owner
    review_hours: float = 40  # of the PMO: when it is asked again what becomes of one whose ladder ended
    stale_days: int = 3  # whole working days of the owner without a word
    people: tuple[int, int] = (2, 5)  # from how many on a severity is medium, and from how many on high
    hours_per_week: tuple[float, float] = (8, 40)
    blockers: tuple[int, int] = (1, 3)
    needed_within_days: tuple[int, int] = (5, 2)

    def wait(self, level: Level, severity: Severity) -> Decimal:
        return hours(of(getattr(self, f"{level.value}_hours"), severity))

    def levels(self, severity: Severity, kind: Kind) -> tuple[Level, ...]:
        """Who may be told, from the owner to the highest."""
        top = of(self.decisions_reach if kind is Kind.DECISION else self.reach, severity)
        return _LEVELS[: _LEVELS.index(Level(top)) + 1]


def of(values: tuple[T, T, T], severity: Severity) -> T:
    return values[_SEVERITIES.index(severity)]


def hours(number: float) -> Decimal:
    """As it was written, so that 0.1 is a tenth."""
    return Decimal(str(number))
