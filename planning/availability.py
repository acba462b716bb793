"""What is known of the time that one person can give?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planning.absences import Absence
from planning.people import Standing

Hours7 = tuple[Decimal, ...]  # hours from Monday to Sunday, seven numbers from 0 to 24

# Who works here. Imported people that Slack has not shown us yet do; guests, strangers, bots and leavers do not.
WORKING = frozenset({Standing.MEMBER, Standing.UNSEEN})


@dataclass(frozen=True, slots=True)
class Change:
    """From `since` on the working week, the share for projects, or both are these; None leaves what was."""

    since: date
    week: Hours7 | None = None
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Availability:
    """Decimals as people wrote them, so that nothing is rounded before the end. No order of `changes` or `absences`."""

    person: str  # id
    standing: Standing
    week: Hours7
    share: Decimal  # 0 to 1: the part of the day that projects may use
    changes: tuple[Change, ...] = ()
    absences: tuple[Absence, ...] = ()
    region: str | None = None  # whose public holidays are kept: `DE`, `DE-BY`; None: none


@dataclass(frozen=True, slots=True)
class Terms:
    """What is in force from a day on."""

    since: date
    week: Hours7
    share: Decimal


def terms(one: Availability) -> list[Terms]:
    """What has been in force and will be, in order; the first from ever. Not more often than it changes."""
    found = [Terms(date.min, one.week, one.share)]
    for change in sorted(one.changes, key=_order):
        week = found[-1].week if change.week is None else change.week
        share = found[-1].share if change.share is None else change.share
        found.append(Terms(change.since, week, share))
    return found


def in_force(steps: Iterable[Terms], day: date) -> Terms:
    """Of what `terms` gives, the last that has begun on that day."""
    return [step for step in steps if step.since <= day][-1]


def _order(change: Change) -> tuple[date, Hours7, Decimal]:
    """By date; the rest decides between two changes of one day, so that the order of rows never does."""
    return change.since, change.week or (), Decimal(-1) if change.share is None else change.share
