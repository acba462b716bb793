"""What is left of a calendar feed once it was read, and what is said when it cannot be?"""

from dataclasses import dataclass
from datetime import date, timedelta

MIDNIGHT = 24 * 60  # minutes
LONGEST_WINDOW = 400  # days


class Unreadable(Exception):
    """A feed that is not taken. The message is a sentence for its owner; it names no event and no address.

    `passing` is True where the same feed may well be read an hour later, without anybody doing anything.
    """

    def __init__(self, sentence: str, *, passing: bool = False) -> None:
        super().__init__(sentence)
        self.passing = passing


@dataclass(frozen=True, slots=True)
class Window:
    """So many days from `first` on, 1 to 400; what lies outside is not looked at."""

    first: date
    days: int

    def __post_init__(self) -> None:
        if not 1 <= self.days <= LONGEST_WINDOW:
            raise ValueError(f"a window of {self.days} days; 1 to {LONGEST_WINDOW} are possible")

    @property
    def last(self) -> date:
        return self.first + timedelta(days=self.days - 1)


@dataclass(frozen=True, slots=True, order=True)
class Busy:
    """Away from minute `begin` to minute `end` (after midnight, 0 to 1440) of each day from start to finish, inclusive.

    Dates and minutes are those of the person's own zone. Spans of one reading never overlap.
    """

    start: date
    finish: date
    begin: int = 0
    end: int = MIDNIGHT

    @property
    def whole(self) -> bool:
        """Whether it takes whole days."""
        return (self.begin, self.end) == (0, MIDNIGHT)
