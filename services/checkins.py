"""Which check-ins does the policy hold?"""

from datetime import time

from planning.checkin_series import People, Project, Series, Team, Who
from services.policies import CheckinPolicy, CheckinSeriesPolicy

_DAYS = {day: number for number, day in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}


def series(policy: CheckinPolicy) -> tuple[Series, ...]:
    """In their order; the policy was checked when it was read."""
    return tuple(_series(one, policy.quiet_days) for one in policy.series)


def _series(one: CheckinSeriesPolicy, quiet_days: int) -> Series:
    return Series(
        name=one.name,
        who=_who(one),
        days=frozenset(_DAYS[day] for day in one.days),
        at=time.fromisoformat(one.time),
        until=time.fromisoformat(one.until),
        questions=one.questions,
        quiet_days=quiet_days,
    )


def _who(one: CheckinSeriesPolicy) -> Who:
    if one.team is not None:
        return Team(one.team)
    if one.project is not None:
        return Project(one.project)
    return People(frozenset(address.lower() for address in one.people))
