"""Which states can a project be in?"""

from enum import StrEnum


class ProjectStatus(StrEnum):
    PROPOSED = "proposed"
    ACTIVE = "active"
    ON_HOLD = "on_hold"
    DONE = "done"
    CANCELLED = "cancelled"


LIVE_STATUSES = frozenset({ProjectStatus.PROPOSED, ProjectStatus.ACTIVE})
