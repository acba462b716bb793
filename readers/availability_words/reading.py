"""Which stretches of days does a row of pieces describe?"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from readers.availability_words.drafts import DAY_END, Draft
from readers.availability_words.pieces import (
    At,
    Day,
    Every,
    Head,
    Length,
    Link,
    PartSaid,
    Piece,
    Repeat,
    Times,
    Unknown,
)
from readers.availability_words.repeats import through, weekday_rule
from readers.availability_words.values import Between, Days, Part, Rule
from readers.days.values import Calendar, Lasting, Month, MonthDay, Period, Weekday

Trouble = Literal["from when", "until when", "which days", "which time", "conflict", "unread"]
_BOUND = frozenset({"from", "until", "to", "through", "before", "after"})


class Reader:
    """Reads pieces one after the other into drafts. trouble: the first thing that was not to be understood."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = [Draft()]
        self.bound: Link | None = None
        self.joined: Literal["and", "pause", ""] = ""
        self.trouble: Trouble | None = None

    def read(self, pieces: Sequence[Piece]) -> "Reader":
        """Read them all, and look at the result."""
        for piece in pieces:
            self._take(piece)
        self._unbound()
        for draft in self.drafts:  # "every week from Monday to Thursday": a run of days, not an end
            if draft.weeks is not None and draft.finish is not None and (numbers := draft.weekdays()):
                draft.rule, draft.start, draft.finish = weekday_rule(numbers, draft.weeks), None, None
        return self

    @property
    def _draft(self) -> Draft:
        return self.drafts[-1]

    def _fail(self, trouble: Trouble) -> None:
        self.trouble = self.trouble or trouble

    def _take(self, piece: Piece) -> None:
        match piece:
            case Link():
                self._link(piece)
            case Day(value, part):
                self._day(value, part)
            case At(minute):
                self._at(minute)
            case Times(start, finish, _):
                self._part(Between(start, finish), each=True)
            case PartSaid(part, each, half):
                self._part(part, each, half)
            case Repeat(rule):
                self._repeat(rule)
            case Every(weeks):
                self._every(weeks)
            case Length(value, now):
                self._length(value, now)
            case Head(kind, more):
                self._head(kind, more)
            case Unknown():
                self._unbound()
            case _:
                self._fail("conflict")

    def _link(self, link: Link) -> None:
        if link.kind in _BOUND:
            self._unbound(link)
            self.bound = link
            self._draft.past |= link.since
        else:
            self.joined = "and" if link.kind == "and" else "pause"

    def _unbound(self, by: Link | None = None) -> None:
        """A "from" or "until" after which no day came; "to the lake" and "after lunch" say nothing."""
        if self.bound and self.bound.kind == "from" and not (by and by.kind in {"after", "before"}):
            self._fail("from when")
        if self.bound and self.bound.kind in {"until", "through", "before"}:
            self._fail("until when")
        self.bound = None

    def _taken(self) -> tuple[str | None, str]:
        bound, joined = self.bound, self.joined
        self.bound, self.joined = None, ""
        return (bound.kind if bound else None), joined

    def _day(self, value: Days, part: Part | None) -> None:
        bound, joined = self._taken()
        if isinstance(value, Weekday) and value.week is not None and (joined or bound == "to"):
            self._all_in_week(value.week)
        draft = self._draft
        if draft.weeks is not None and isinstance(value, Weekday) and bound is None and (joined or not draft.rule):
            draft.rule, draft.part = weekday_rule([value.number], draft.weeks, draft.rule), part or draft.part
        elif bound in {"until", "to", "through", "before"}:
            self._finish(value, part, bound)
        elif bound == "after":
            self._fail("from when")
        elif bound == "from":
            if draft.start is not None or (draft.finish is not None and joined):
                self._again(bool(joined))
            self._start(value, part, opens=True)
        elif draft.start is None:
            if draft.finish is not None and not joined:
                self._fail("conflict")
            self._start(value, part, opens=False)
        elif joined and draft.rule is not None and isinstance(value, Month) and isinstance(draft.start, Month):
            draft.finish = value  # "Fridays in July and August"
        elif not self._same_day(value, part):
            self._again(bool(joined), weekday=isinstance(value, Weekday))
            self._start(value, part, opens=False)

    def _again(self, joined: bool, weekday: bool = False) -> None:
        """Another stretch begins; without an "and" or a comma two days contradict each other, but "Mon Tue Wed" not."""
        if not joined and not (weekday and isinstance(self._draft.start, Weekday) and self._draft.finish is None):
            self._fail("conflict")
        self.drafts.append(Draft(past=self._draft.past))

    def _start(self, value: Days, part: Part | None, opens: bool) -> None:
        draft = self._draft
        if isinstance(value, Month | Period) and draft.rule is None and part is None and draft.start is None:
            draft.loose = False
        draft.start, draft.opens = value, opens
        if part is not None:
            draft.part, draft.loose = part, True

    def _finish(self, value: Days, part: Part | None, bound: str) -> None:
        draft = self._draft
        if bound == "to" and isinstance(value, Weekday) and draft.rule and draft.start is None and not draft.finish:
            draft.rule, draft.part = through(draft.rule, value.number) or draft.rule, part or draft.part
            return
        if draft.finish is not None or draft.length is not None:
            self._fail("conflict")
        draft.finish, draft.last = value, part or draft.last
        draft.ending = (
            "before" if bound == "before" else "until" if bound == "until" or draft.start is None else "through"
        )
        if draft.loose and draft.part is not None:
            draft.first, draft.part, draft.loose = draft.part, None, False

    def _same_day(self, value: Days, part: Part | None) -> bool:
        """ "Friday, 24 Dec" and "Mon, Wed and Fri next week": words that only say more of the days before them."""
        draft = self._draft
        if isinstance(draft.start, Weekday) and isinstance(value, Calendar | MonthDay) and draft.finish is None:
            draft.start, draft.part = value, part or draft.part
            return True
        if isinstance(draft.start, Weekday) and isinstance(value, Period) and value.unit == "week":
            self._all_in_week(value.which)
            return True
        if isinstance(draft.start, Period) and draft.start.unit == "week" and isinstance(value, Weekday):
            draft.start, draft.part = replace(value, week=draft.start.which), part or draft.part
            return True
        return False

    def _all_in_week(self, which: int) -> None:
        """ "Mon, Wed and Fri next week": the week holds for the days before it, too."""
        for one in self.drafts:
            one.start, one.finish = self._in_week(one.start, which), self._in_week(one.finish, which)

    @staticmethod
    def _in_week(value: Days | None, which: int) -> Days | None:
        return replace(value, week=which) if isinstance(value, Weekday) and value.week is None else value

    def _at(self, minute: int) -> None:
        bound, _ = self._taken()
        draft = self._draft
        if bound in {"from", "after"}:
            if draft.finish is not None and draft.start is not None:
                draft.part = Between(minute, DAY_END)
            else:
                draft.first = Between(minute, DAY_END)
        elif bound is not None or (draft.finish is not None and draft.last is None):
            draft.last = Between(0, minute)
        elif draft.first is None:
            draft.first, draft.bare = Between(minute, DAY_END), True
        else:
            self._fail("which time")
        if isinstance(draft.first, Between) and draft.finish is None and isinstance(draft.last, Between):
            draft.bare = False
            if draft.first.start >= draft.last.finish:
                self._fail("which time")

    def _part(self, part: Part, each: bool, half: bool = False) -> None:
        if self.bound and self.bound.kind in {"until", "through", "before", "to"}:
            self._fail("which time")
        _, joined = self._taken()
        draft = self._draft
        if draft.part is not None and draft.half and part in {"am", "pm"}:
            draft.part, draft.half = part, False  # "half a day tomorrow, in the morning"
        elif draft.part is not None:
            if not joined:
                self._fail("conflict")
            self.drafts.append(replace(draft, part=part))
        elif joined == "and" and (draft.start is not None or draft.rule is not None):
            self.drafts.append(Draft(part=part, past=draft.past))  # "off tomorrow, and mornings on Friday"
        elif draft.finish is not None and not each and part in {"am", "pm"} and draft.start is not None:
            draft.last = part
        else:
            draft.part, draft.half, draft.loose = part, half, not each and draft.start is not None

    def _repeat(self, rule: Rule) -> None:
        _, joined = self._taken()
        if self._draft.rule is not None or (joined and not self._draft.is_empty() and self._draft.weeks is None):
            self._again(bool(joined))
        weeks = self._draft.weeks
        self._draft.rule = replace(rule, interval=weeks) if weeks and rule.freq == "WEEKLY" else rule

    def _every(self, weeks: int) -> None:
        self._taken()
        draft = self._draft
        if draft.rule is not None and draft.rule.freq == "WEEKLY":
            draft.rule = replace(draft.rule, interval=weeks)
        elif numbers := [number for one in self.drafts for number in one.weekdays()]:
            if not all(
                one.weekdays() for one in self.drafts
            ):  # "Thursday and Friday every other week" is one repetition
                self._fail("conflict")
            self.drafts = [Draft(rule=weekday_rule(numbers, weeks), part=draft.part, past=draft.past)]
        else:
            draft.weeks = weeks

    def _length(self, value: Lasting, now: bool) -> None:
        self._taken()
        if self._draft.finish is not None or self._draft.length is not None:
            self._fail("conflict")
        self._draft.length, self._draft.now = value, now

    def _head(self, kind: str, more: Literal["from", "until"] | None) -> None:
        if kind == "back":
            self._unbound()
            self.bound = Link("before")
        elif kind == "was":
            self._draft.past = True
        elif more:
            self.bound = Link(more)
