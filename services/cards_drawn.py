"""Which living messages say something that only time has made untrue?

A card counts days ("3 days", "in 2 days") and offers an undo. Both change at midnight without anybody doing anything.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.blockers import Blocker
from models.inserts import insert_once
from models.workspaces import Counter
from planning.blockers import LIVE

_DRAWN = "cards.drawn"  # the last day for which all of a workspace's cards were drawn, as an ordinal
LOOKED_BACK = timedelta(days=3)  # an undo lasts a day, and a day's drawing may have been missed


def is_new_day(session: Session, workspace: str, today: date) -> bool:
    """Whether `today` is another day than the one for which the cards were drawn last; also after a clock set back."""
    return _drawn(session, workspace) != today.toordinal()


def note(session: Session, workspace: str, today: date) -> None:
    """They are drawn for this day."""
    row = {"workspace": workspace, "name": _DRAWN, "value": today.toordinal()}
    if not insert_once(session, Counter, row, ("workspace", "name")):
        session.get_one(Counter, (workspace, _DRAWN), with_for_update=True).value = today.toordinal()


def standing(
    session: Session, workspace: str, *, at: datetime, midnight: datetime, after: str = "", limit: int = 5
) -> Sequence[str]:
    """Ids of live and lately ended blockers, in the order of their ids, those behind `after`.

    What was changed since `midnight` was drawn then, and says the truth already.
    """
    lately = Blocker.updated_at > at - LOOKED_BACK
    drawn = (Blocker.updated_at >= midnight) & (Blocker.updated_at <= at)  # later: the clock was set back since
    return session.scalars(
        select(Blocker.id)
        .where(Blocker.workspace == workspace, Blocker.id > after, or_(Blocker.state.in_(LIVE), lately), ~drawn)
        .order_by(Blocker.id)
        .limit(limit)
    ).all()


def _drawn(session: Session, workspace: str) -> int | None:
    return session.scalar(select(Counter.value).where(Counter.workspace == workspace, Counter.name == _DRAWN))
