"""How full is one person's week?"""

from dataclasses import dataclass

from planning.weeks import Week


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """Minutes of one week: what can be given to projects, and what of it they have."""

    week: Week
    capacity: int
    committed: int = 0
    tentative: int = 0

    @property
    def free(self) -> int:
        """What is left, never below 0: who is overbooked has nothing left."""
        return max(0, self.capacity - self.committed - self.tentative)
