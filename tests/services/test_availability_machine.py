"""Does an undo give back exactly what was, whatever two people say about their time in whatever order?"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from sqlalchemy import func, select

from bot.clock import FixedClock
from models.audit import AuditRow
from models.availability import Absence
from models.people import Person
from planning.weeks import Weeks, week_of
from readers.calendars.values import Busy
from services import absences as noted
from services import availability as hours
from services.refusals import Refused
from tests.machines import Machine, dice, stroll, walk
from tests.services.availability_world import Unresolved, remove, say, undo, whole_state
from tests.services.blocker_world import World

PEOPLE = ("Mia", "Bo")
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WHOLE, DAY = 40 * 60, timedelta(days=1)
WORDS = (
    *("off {a}", "off {a} to {b}", "off {a} morning", "off {a} from 14:00", "off 3h {a}", "off every Friday"),
    *("off every second Monday until {b}", "first Friday of the month off", "off mornings from {a} to {b}"),
    *("back", "back {a}", "back {a} at 14:00", "60% from {a}", "50% from {a} to {b}", "100%", "0% from {a} to {b}"),
    *("Mon to Thu 6h from {a}", "20h a week from {a} to {b}", "only Mon and Tue from {a}", "7h a day from {b}"),
)


class Availabilities(Machine):
    """Mia and Bo say what comes to their minds, take it back, take lines out; a calendar talks as well."""

    @initialize()
    def begin(self) -> None:
        self.clock = FixedClock(NOW)
        self.world = World(self.store, self.clock)  # type: ignore[arg-type]
        self.world.everybody(*PEOPLE)
        self.done: dict[str, list[tuple[str, datetime, Any, Any]]] = {name: [] for name in PEOPLE}
        self.audited = 0

    def day(self, number: int) -> date:
        return self.clock.now().date() + timedelta(days=number % 60)

    def keep(self, name: str, change: Any, before: Any) -> None:
        """A change, with what was before it and after; None: nothing was different."""
        after = whole_state(self.world, name)
        if change is None:
            assert after == before
            return
        self.audited += 1
        self.done[name].append((change.id, self.clock.now(), before, after))
        del self.done[name][:-20]

    @rule(first=dice, length=dice, who=st.sampled_from(PEOPLE), words=st.sampled_from(WORDS))
    def speak(self, first: int, length: int, who: str, words: str) -> None:
        start = self.day(first)
        before = whole_state(self.world, who)
        text = words.format(a=start, b=start + timedelta(days=length % 14))
        try:
            effect = say(self.world, who, text)
        except (Refused, Unresolved):
            assert whole_state(self.world, who) == before
            return
        assert all(then >= 0 and 0 <= now <= WHOLE and then != now for _, then, now in effect.weeks)
        self.keep(who, effect.change, before)

    @rule(number=dice, who=st.sampled_from(PEOPLE))
    def take_out(self, number: int, who: str) -> None:
        mine = sorted(
            row.id
            for row in self.world.rows(Absence)
            if row.person_id == self.world.people[who] and row.origin != "feed"
        )
        if mine:
            before = whole_state(self.world, who)
            self.keep(who, remove(self.world, who, mine[number % len(mine)]).change, before)

    @rule(who=st.sampled_from(PEOPLE))
    def take_back_the_last(self, who: str) -> None:
        if not self.done[who]:
            return
        id_, at, before, after = self.done[who].pop()
        young = self.clock.now() < at + timedelta(hours=24)
        untouched = whole_state(self.world, who)[0] == after[0]
        if not young:
            with pytest.raises(Refused):
                undo(self.world, who, id_)
            return
        if untouched:
            undo(self.world, who, id_)
            self.audited += 1
            assert whole_state(self.world, who)[0] == before[0], "exactly"
            with pytest.raises(Refused):
                undo(self.world, who, id_)

    @rule(number=dice, who=st.sampled_from(PEOPLE))
    def take_back_another(self, number: int, who: str) -> None:
        """One that others came after: it either goes alone, or not at all."""
        if not self.done[who]:
            return
        id_, *_ = self.done[who].pop(number % len(self.done[who]))
        before = whole_state(self.world, who)
        try:
            undo(self.world, who, id_)
            self.audited += 1
        except Refused:
            assert whole_state(self.world, who) == before

    @rule(first=dice, length=dice, who=st.sampled_from(PEOPLE))
    def calendar(self, first: int, length: int, who: str) -> None:
        spans = [] if first % 3 == 0 else [Busy(self.day(first), self.day(first) + timedelta(days=length % 9))]
        with self.store.begin() as session:
            person = session.get_one(Person, (self.world.workspace, self.world.people[who]))
            noted.replace_from_feed(session, person, spans, at=self.clock.now())

    @rule(number=st.sampled_from([1, 12, 25, 80]))
    def time_goes_by(self, number: int) -> None:
        self.clock.add(hours=number)

    @invariant()
    def capacity_is_between_nothing_and_the_whole_week(self) -> None:
        if not hasattr(self, "world"):
            return
        weeks = Weeks(week_of(self.clock.now().date() - 7 * DAY), 5)
        with self.store.begin() as session:
            for name in PEOPLE:
                person = session.get_one(Person, (self.world.workspace, self.world.people[name]))
                minutes = hours.minutes_of(session, person, self.world.policy.availability, weeks)
                assert all(0 <= one <= WHOLE for one in minutes)
                assert (person.away_from is None) == (person.away_until is None)
                assert person.away_from is None or person.away_from < person.away_until  # type: ignore[operator]
            assert session.scalar(select(func.count()).select_from(AuditRow)) == self.audited


def test_an_undo_gives_back_what_was_on_short_ways(migrated_sqlite: Path) -> None:
    stroll(Availabilities, migrated_sqlite)


@pytest.mark.timeout(300)
def test_an_undo_gives_back_what_was_on_long_ways(migrated_sqlite: Path) -> None:
    walk(Availabilities, migrated_sqlite, steps=500, examples=1)  # each looks at the weeks of both, too
