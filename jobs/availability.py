"""Is it still true who is away? Time passes, and nobody presses anything for it."""

from collections.abc import Sequence

from jobs.work import Effect, Work, nothing_more
from models.people import Person
from notices import home
from planning.public_holidays import public_holidays
from services import absences, snapshots
from services.timers import Due

SOME = 50  # people in one transaction
YEARS = 3  # this one and those that plans reach into


def settle(work: Work, due: Due) -> Effect:
    """Note for each whose time away is over when they are away next. Repeating it changes nothing."""
    last = ""
    while some := _settled(work, due.workspace, last):
        last = some[-1].id
    return nothing_more


def prepare(work: Work) -> None:
    """Have the public holidays that are kept here ready, before somebody's transaction would have to wait for them.

    The first country of a process takes up to a second, in which nobody else could write.
    """
    halves = work.policy.availability.half_holidays
    with work.read.begin() as session:
        regions = snapshots.regions(session, work.served)
    for region in sorted(regions):
        for year in range(work.now().year, work.now().year + YEARS):
            public_holidays(region, year, halves=halves)


def _settled(work: Work, workspace: str, after: str) -> Sequence[Person]:
    occasion = work.occasion()
    with work.write.begin() as session:
        some = absences.unsettled(session, workspace, at=occasion.at, after=after, limit=SOME)
        for person in some:
            absences.lock(session, person)
            was = person.away_until
            absences.settle_away(session, person, at=occasion.at, policy=occasion.policy.availability)
            if was != person.away_until:
                home.refresh(session, workspace, {person.id}, occasion)
    return some
