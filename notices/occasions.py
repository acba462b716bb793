"""What does everything that is said in answer to one gesture have in common?"""

from dataclasses import dataclass, field
from datetime import datetime

from services.policies import Policy
from ui.words import Commands


@dataclass(frozen=True)
class Occasion:
    """One gesture or one run of a job: its business time, its wall-clock time, and the workspace's numbers."""

    at: datetime  # business now, read once so that all that follows agrees
    wall: datetime  # rules sending; the two are never compared
    policy: Policy = field(default_factory=Policy)
    commands: Commands = field(default_factory=Commands)
    calendars: frozenset[str] = frozenset()  # origins on this machine that may be read: the playground's, in the demo
