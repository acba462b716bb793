"""What is somebody of the PMO told of what is due?"""

from datetime import timedelta

from sqlalchemy.orm import Session

from notices.occasions import Occasion
from services import permissions, timer_lists
from services.permissions import Actor, Permission
from ui import timers as screen
from ui.kit import Message

BACK = timedelta(days=7)  # how far what is over is counted


def overview(session: Session, actor: Actor, occasion: Occasion) -> Message:
    """`/pmo timers`."""
    permissions.must(actor, Permission.TIMERS_READ)
    found = timer_lists.by_series(session, actor.workspace, now=occasion.at, since=occasion.at - BACK)
    return screen.overview(
        [
            screen.SeriesFacts(
                name=name,
                waiting=one.waiting,
                following=one.following,
                late=one.late,
                tried=one.tried,
                done=one.done,
                missed=one.missed,
                left_out=tuple(one.left_out.most_common()),
            )
            for name, one in found.items()
        ]
    )
