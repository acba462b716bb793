"""How do tests put down that somebody was asked?"""

from datetime import timedelta
from typing import Any

from models.base import new_id
from models.checkins import Checkin
from tests.services.blocker_world import World


def checkin(world: World, name: str, **columns: Any) -> Checkin:
    """Asked now, until eight hours from now; any column may be given."""
    at = world.clock.now()
    row = Checkin(
        **{
            "workspace": world.workspace,
            "id": new_id(),
            "person_id": world.people[name],
            "series": "daily",
            "day": at.date(),
            "opens_at": at,
            "closes_at": at + timedelta(hours=8),
            "asked_at": at,
            "why": "quiet",
            "about": [],
            "quiet_days": 5,
            "questions": [],
            "words": [],
            **columns,
        }
    )
    with world.store.write.begin() as session:
        session.add(row)
    return row
