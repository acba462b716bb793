"""What becomes of somebody's planned working weeks and shares when another one is said, perhaps with an end?"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from planning.availability import Availability, Change, Hours7, Terms, in_force, terms

DAY = timedelta(days=1)


def planned(
    one: Availability, start: date, finish: date | None, *, week: Hours7 | None = None, share: Decimal | None = None
) -> dict[date, Change]:
    """The changes by their date, once this week, share or both hold from `start` on, up to and with `finish`.

    On the day after `finish` what would have held then is back. Without an end what is planned for later stays planned.
    """
    changes = {change.since: change for change in one.changes}
    here = changes.get(start, Change(start))
    if finish is not None:
        after = in_force(terms(one), finish + DAY)
        for since, inside in list(changes.items()):
            if start < since <= finish:
                changes[since] = _without(inside, week=week is not None, share=share is not None)
        back = changes.get(finish + DAY, Change(finish + DAY))
        changes[finish + DAY] = replace(
            back,
            week=after.week if week is not None else back.week,
            share=after.share if share is not None else back.share,
        )
    changes[start] = replace(
        here, week=here.week if week is None else week, share=here.share if share is None else share
    )
    return {since: change for since, change in changes.items() if change != Change(since)}


def _without(change: Change, *, week: bool, share: bool) -> Change:
    return replace(change, week=None if week else change.week, share=None if share else change.share)


def same(one: Availability, changes: Mapping[date, Change]) -> bool:
    """Whether these changes come to the same as those that somebody has."""
    return _steps(one) == _steps(replace(one, changes=tuple(changes.values())))


def _steps(one: Availability) -> list[Terms]:
    """Terms in order, without those that change nothing."""
    steps = terms(one)
    return [
        step
        for step, before in zip(steps, [None, *steps], strict=False)
        if before is None or (step.week, step.share) != (before.week, before.share)
    ]


def differing(old: Mapping[date, Change], new: Mapping[date, Change]) -> tuple[Collection[date], Collection[date]]:
    """The dates whose change goes, and those whose change comes; one that is different now is among both."""
    gone = [since for since, change in old.items() if new.get(since) != change]
    come = [since for since, change in new.items() if old.get(since) != change]
    return gone, come
