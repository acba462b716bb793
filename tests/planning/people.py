"""How do the tests of capacity write down a person, in the words of the sheets?"""

from datetime import date
from decimal import Decimal

from planning.absences import Absence, read_part
from planning.availability import Availability, Change, Hours7
from planning.people import Standing
from planning.recurrence import Rule, read_rule
from planning.refusal import Refusal
from planning.weeks import Week, Weeks, read_week

FULL = "8 8 8 8 8 0 0"


def hours7(week: str) -> Hours7:
    return tuple(Decimal(hours) for hours in week.split())


def person(
    *absences: Absence,
    week: str = FULL,
    share: str = "0.8",
    region: str | None = None,
    changes: tuple[Change, ...] = (),
    standing: Standing = Standing.MEMBER,
    name: str = "ana",
) -> Availability:
    return Availability(name, standing, hours7(week), Decimal(share), changes, absences, region)


def off(start: str, finish: str = "", part: str = "day", rule: str = "") -> Absence:
    """Away from `start` to `finish` (the same day when empty), both `YYYY-MM-DD`."""
    first = date.fromisoformat(start)
    read = read_part(part)
    assert not isinstance(read, Refusal)
    return Absence(first, date.fromisoformat(finish) if finish else first, read, repeated(rule) if rule else None)


def repeated(text: str) -> Rule:
    rule = read_rule(text)
    assert isinstance(rule, Rule), rule
    return rule


def since(day: str, week: str | None = None, share: str | None = None) -> Change:
    return Change(date.fromisoformat(day), hours7(week) if week else None, Decimal(share) if share else None)


def at_week(label: str) -> Week:
    week = read_week(label)
    assert isinstance(week, Week), week
    return week


def weeks_from(label: str, count: int = 1) -> Weeks:
    return Weeks(at_week(label), count)
