"""What was said so far about one stretch of days?"""

from dataclasses import dataclass

from readers.availability_words.repeats import weekdays
from readers.availability_words.values import Between, Days, Ending, Hours, Part, Rule, Stretch
from readers.days.values import Lasting, Near, Weekday

DAY_END = 24 * 60


@dataclass(slots=True)
class Draft:
    """A stretch that is being read; from and until hold minutes of the day."""

    start: Days | None = None
    finish: Days | None = None
    opens: bool = False
    ending: Ending = "through"
    part: Part | None = None
    loose: bool = False  # the part was said of the day before it, so it is the first day's once an end follows
    half: bool = False
    first: Part | None = None
    last: Part | None = None
    bare: bool = False  # a time without "from" or "until"
    rule: Rule | None = None
    weeks: int | None = None
    length: Lasting | None = None
    now: bool = False
    past: bool = False

    def is_empty(self) -> bool:
        """True while nothing was said in it."""
        return self == Draft(past=self.past)

    def weekdays(self) -> list[int]:
        """The days of the week (Monday 0) that were said and nothing else: "Tuesday", "Monday to Thursday"."""
        if not isinstance(self.start, Weekday) or self.first or self.last or self.rule:
            return []
        if self.finish is None:
            return [self.start.number]
        return weekdays(self.start.number, self.finish.number) if isinstance(self.finish, Weekday) else []

    def stretch(self) -> Stretch:
        """The stretch as far as it was said."""
        part, first, last = self.part, self.first, self.last
        finish = self.length or self.finish
        if isinstance(part, Hours) and isinstance(first, Between) and finish is None:
            part, first = Between(first.start, min(first.start + int(part.amount * 60), DAY_END)), None
        if (finish is None or self.rule) and (first or last) and part is None:
            part = Between(
                first.start if isinstance(first, Between) else 0, last.finish if isinstance(last, Between) else DAY_END
            )
            first = last = None
        today = self.start is None and finish is None and self.rule is None and isinstance(part, Between)
        start = Near(0) if today else self.start
        return Stretch(start, finish, self.opens, self.ending, part or "day", first, last, self.rule, self.past)
