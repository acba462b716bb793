"""Is it still true who is away? Time passes, and nobody presses anything for it."""

from collections.abc import Sequence

from jobs.work import Effect, Work, nothing_more
from models.people import Person
from notices import home
from notices.occasions import Occasion
from services import absences
from services.timers import Due

SOME = 50  # people in one transaction


def settle(work: Work, due: Due) -> Effect:
    """Note for each whose time away is over when they are away next. Repeating it changes nothing."""
    last = ""
    while some := _settled(work, due.workspace, last):
        last = some[-1].id
    return nothing_more


def _settled(work: Work, workspace: str, after: str) -> Sequence[Person]:
    occasion = Occasion(at=work.now(), wall=work.wall(), policy=work.policy, commands=work.commands)
    with work.write.begin() as session:
        some = absences.unsettled(session, workspace, at=occasion.at, after=after, limit=SOME)
        for person in some:
            absences.lock(session, person)
            was = person.away_until
            absences.settle_away(session, person, at=occasion.at, policy=occasion.policy.availability)
            if was != person.away_until:
                home.refresh(session, workspace, {person.id}, occasion)
    return some
