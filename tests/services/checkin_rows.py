"""How do tests put down that somebody was asked?"""

from datetime import timedelta
from typing import Any

from models.base import new_id
from models.checkins import Checkin, CheckinSeries
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


def series(world: World, by: str, **columns: Any) -> CheckinSeries:
    """Made in Slack by that person: Monday to Friday, half past nine to five; any column may be given."""
    row = CheckinSeries(
        **{
            "workspace": world.workspace,
            "id": new_id(),
            "name": "mornings",
            "people": [],
            "days": [0, 1, 2, 3, 4],
            "opens": "09:30",
            "closes": "17:00",
            "questions": [],
            "by_id": world.people[by],
            "created_at": world.clock.now(),
            **columns,
        }
    )
    with world.store.write.begin() as session:
        session.add(row)
    return row
