"""Do the cards still tell the truth on a new day?"""

from datetime import datetime
from functools import partial

from jobs.work import Effect, Work, nothing_more
from notices import blockers as notices
from services import blocker_lists, cards_drawn, people
from services.timers import Due


def draw(work: Work, due: Due) -> Effect:
    """On a new day of the workspace, edit every living message once; an edit rings no bell.

    A few blockers in each transaction, so that nobody who presses a button waits for it. Repeating it changes nothing.
    """
    occasion = work.occasion()
    with work.read.begin() as session:
        now = occasion.at.astimezone(people.workspace_zone(session, due.workspace))
        today, midnight = now.date(), now.replace(hour=0, minute=0, second=0, microsecond=0)
        if not cards_drawn.is_new_day(session, due.workspace, today):
            return nothing_more
    last = ""
    while some := _next(work, due.workspace, occasion.at, midnight, last):
        with work.write.begin() as session:
            for blocker in blocker_lists.find_both(session, due.workspace, *some):
                notices.redraw(session, blocker, occasion)
        last = some[-1]
    return partial(cards_drawn.note, workspace=due.workspace, today=today)


def _next(work: Work, workspace: str, at: datetime, midnight: datetime, last: str) -> list[str]:
    with work.read.begin() as session:
        return list(cards_drawn.standing(session, workspace, at=at, midnight=midnight, after=last))
