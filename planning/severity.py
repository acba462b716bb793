"""How severe is a blocker? Judged by what it blocks and by nothing else, so that the same facts say the same."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from planning.blockers import Cause
from planning.ladder_policy import Kind, LadderPolicy, Severity, hours


class Fact(StrEnum):
    PEOPLE = "people"  # whose work stands still
    HOURS = "hours"  # of work a week that stand still
    BLOCKERS = "blockers"  # that cannot be cleared before it
    NEEDED = "needed"  # days until it is needed; below 0 it is late


@dataclass(frozen=True, slots=True)
class Stakes:
    """What a blocker blocks."""

    people: int = 1  # the raiser included
    hours_per_week: Decimal | None = None  # None: nobody has said
    blockers: int = 0  # those behind it, and those behind these
    needed_by: date | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact that makes it severe, and how severe it would be by that alone."""

    fact: Fact
    amount: Decimal
    severity: Severity


@dataclass(frozen=True, slots=True)
class Judgement:
    severity: Severity
    reasons: tuple[Reason, ...]  # the heaviest first; none where nothing makes it more than low


def severity(stakes: Stakes, today: date, policy: LadderPolicy) -> Judgement:
    """The heaviest of what each fact says on its own. `today` is the owner's day."""
    found = [
        _from(Fact.PEOPLE, Decimal(stakes.people), policy.people),
        _from(Fact.HOURS, stakes.hours_per_week or Decimal(0), policy.hours_per_week),
        _from(Fact.BLOCKERS, Decimal(stakes.blockers), policy.blockers),
        _needed(stakes.needed_by, today, policy.needed_within_days),
    ]
    order = tuple(Severity)
    reasons = sorted((one for one in found if one), key=lambda one: -order.index(one.severity))
    return Judgement(reasons[0].severity if reasons else Severity.LOW, tuple(reasons))


def rises_on(stakes: Stakes, today: date, policy: LadderPolicy) -> date | None:
    """The next day on which it becomes more severe because the day it is needed comes nearer; None if it never does."""
    if stakes.needed_by is None:
        return None
    order = tuple(Severity)
    now = order.index(severity(stakes, today, policy).severity)
    days = sorted(stakes.needed_by - timedelta(days=within) for within in policy.needed_within_days)
    later = (day for day in days if day > today)
    return next((day for day in later if order.index(severity(stakes, day, policy).severity) > now), None)


def kind_of(cause: Cause) -> Kind:
    return Kind.DECISION if cause is Cause.DECISION else Kind.WORK


def _from(fact: Fact, amount: Decimal, starts: tuple[float, float]) -> Reason | None:
    medium, high = (hours(start) for start in starts)
    if amount >= high:
        return Reason(fact, amount, Severity.HIGH)
    return Reason(fact, amount, Severity.MEDIUM) if amount >= medium else None


def _needed(needed_by: date | None, today: date, within: tuple[int, int]) -> Reason | None:
    if needed_by is None:
        return None
    days = (needed_by - today).days
    medium, high = within
    if days <= high:
        return Reason(Fact.NEEDED, Decimal(days), Severity.HIGH)
    return Reason(Fact.NEEDED, Decimal(days), Severity.MEDIUM) if days <= medium else None
