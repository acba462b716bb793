"""What do the people of the organisation do, day by day, and when something is said to them?"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from random import Random

from sqlalchemy import exists, select

from models.attention import Prompt
from models.blockers import Blocker
from models.checkins import Checkin
from models.climbs import BlockerStep
from models.outbox import Card
from models.projects import Project
from planning.blockers import State
from planning.ladder import Act as Did
from planning.occurrences import WEEKDAYS
from services.blocker_drafts import Draft
from tests.simulation.acts import Acts
from tests.simulation.organisation import Act, Organisation
from tests.simulation.people import CAUSES, HOURS_A_WEEK, Chances, Habits, Span

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
DAY_HOURS = 8.0
OFFICE = ("Ben Okafor", "Priya Raman")  # who reads the PMO's channel
TITLES = ("Test data", "Access to staging", "A decision on scope", "The contract", "The build machine", "A reviewer")


@dataclass
class Trouble:
    """Something that gets in somebody's way, whether anybody has heard of it or not."""

    key: str  # the same whatever the bot does
    name: str  # whose
    began: datetime
    told: datetime | None = None
    blocker: str = ""


class Life:
    """Everybody's acts, from the habits and the chances; what the bot says is looked at after each instant."""

    def __init__(self, here: Organisation, habits: Habits, seed: int) -> None:
        self.here, self.habits, self.chances = here, habits, Chances(seed)
        self.acts = Acts(here)
        self.troubles: list[Trouble] = []
        self._projects = sorted(here.rows(Project), key=lambda one: one.code)
        self._names = {id_: name for name, id_ in here.people.items()}
        self._seen: set[str] = set()  # what somebody has looked at already
        self._looked = here.clock.at

    def plan(self, until: datetime) -> None:
        """What comes over people by itself until then: troubles and days off."""
        for name in sorted(self.here.people):
            local = self.here.local(name)
            day = local.date()
            while (noon := datetime.combine(day, time(12), tzinfo=local.tzinfo)) < until:
                if day.weekday() in WEEKDAYS:
                    self._day(name, day, noon)
                day += DAY

    def look(self) -> None:
        """What was said since, and who does something about it."""
        since, self._looked = self._looked, self.here.clock.at
        with self.here.store.read.begin() as session:
            asked = session.scalars(select(Checkin).where(Checkin.asked_at >= since, Checkin.said.is_(None), _said()))
            steps = session.scalars(select(BlockerStep).where(BlockerStep.at >= since))
            prompts = session.scalars(select(Prompt).where(Prompt.at >= since, Prompt.kind == "stale"))
            found = [*asked, *steps, *prompts]
        for row in found:
            if row.id in self._seen:
                continue
            self._seen.add(row.id)
            match row:
                case Checkin():
                    self._asked(row)
                case BlockerStep():
                    self._climbed(row)
                case Prompt():
                    self._questioned(self._names[row.person_id])

    def _day(self, name: str, day: date, noon: datetime) -> None:
        key = f"{name}:{day}"
        if self.chances.is_so(self.habits.troubles, "trouble", key):
            began = noon + self.chances.within((-150, 270), "when", key) * MINUTE
            self.here.later(began, lambda: self._trouble(Trouble(key, name, began)))
        if self.chances.is_so(self.habits.days_off, "off", key) and "Gus" not in name:  # guests have no days off here
            last = day + (self.chances.of("how long", key).randint(*self.habits.off_days) - 1) * DAY
            self.here.later(noon - 2 * DAY, lambda: self.acts.take_off(name, day, last))

    def _trouble(self, one: Trouble) -> None:
        if not self._works(one.name):
            return
        self.troubles.append(one)
        if self.chances.is_so(self.habits.says_at_once, "at once", one.key):
            self.here.later(
                self.here.clock.at + self.chances.within((1, 60), "soon", one.key) * MINUTE, self._tells(one)
            )
        else:
            self._after(one.name, self._hours(self.habits.patience_days, "patience", one.key), self._tells(one))

    def _tells(self, one: Trouble) -> Act:
        def tell() -> None:
            if one.told is None:
                one.told = self.here.clock.at
                self._filed(one, self.acts.report(one.name, self._draft(one)))

        return tell

    def _draft(self, one: Trouble) -> Draft:
        chance, habits = self.chances.of("draft", one.key), self.habits
        others = [id_ for name, id_ in sorted(self.here.people.items()) if name != one.name]
        held = chance.sample(others, chance.randint(1, 4)) if chance.random() < habits.others_wait else ()
        needed = chance.uniform(*habits.needed_days) if chance.random() < habits.named_date else None
        hours = chance.choice(HOURS_A_WEEK)
        return Draft(
            title=chance.choice(TITLES),
            project_id=chance.choice(self._projects).id,
            cause=chance.choice(CAUSES),
            needed_by=(self.here.clock.at + needed * DAY).date() if needed is not None else None,
            hours_per_week=Decimal(hours) if hours is not None else None,
            people=tuple(held),
        )

    def _filed(self, one: Trouble, blocker_id: str) -> None:
        one.blocker = blocker_id
        if self.chances.is_so(self.habits.withdraws, "withdraws", one.key):
            hours = self._hours((0.5, 3), "withdraws when", one.key)
            self._after(one.name, hours, lambda: self.acts.withdraw(one.name, blocker_id))
        if self.chances.is_so(self.habits.asks_after, "asks after", one.key):
            self._after(one.name, DAY_HOURS, lambda: self._says(one.name, blocker_id, "How does it stand?"))
        if self.chances.is_so(self.habits.quick, "quick", one.key):
            owner = self._owner(blocker_id)
            hours = self.chances.within(self.habits.acknowledge_hours, "acknowledges", one.key)
            self._after(owner, hours, lambda: self._takes(owner, one))

    def _takes(self, name: str, one: Trouble) -> None:
        """They acknowledge it, or give it on to a colleague who does; and then it is cleared. Of what is in hand they say
        how it stands."""
        chance, habits = self.chances.of("takes", one.key, name), self.habits
        if self.here.blocker(one.blocker).state != State.OPEN:
            self._goes_on(name, one, chance)
            return
        colleagues = sorted(set(self.here.people) - {name, one.name, "Gus Peretti"})
        if chance.random() < habits.hands_over and self.acts.hand_over(
            name, one.blocker, to := chance.choice(colleagues)
        ):
            self._after(to, chance.uniform(*habits.acknowledge_hours), lambda: self._has(to, one, chance))
        else:
            self._has(name, one, chance)

    def _goes_on(self, name: str, one: Trouble, chance: Random) -> None:
        """What the buttons offer: it is in progress, or has a new date; whoever may not name one says a word."""
        if self.here.blocker(one.blocker).state == State.ACKNOWLEDGED:
            self.acts.start(name, one.blocker)
        elif self.acts.is_live(one.blocker):
            day = (self.here.local(name) + chance.uniform(*self.habits.promised_days) * DAY).date()
            if not self.acts.promise(name, one.blocker, day):
                self._says(name, one.blocker, "Still at it.")

    def _has(self, name: str, one: Trouble, chance: Random) -> None:
        if self.acts.acknowledge(name, one.blocker):
            hours = chance.uniform(*self.habits.clear_days) * DAY_HOURS
            if chance.random() < self.habits.says_word:
                self._after(name, hours / 2, lambda: self._says(name, one.blocker, "It is on its way."))
            self._after(name, hours, lambda: self.acts.clear(name, one.blocker))

    def _asked(self, row: Checkin) -> None:
        """They answer, or do not; what they have told nobody comes out now."""
        name = self._names[row.person_id]
        key = f"{name}:{row.day}"
        if self.chances.is_so(self.habits.answers, "answers", key):
            hours = self.chances.within(self.habits.answer_hours, "answers when", key)
            self._after(name, hours, lambda: self._answers(name, row.id, key))

    def _answers(self, name: str, checkin_id: str, key: str) -> None:
        hidden = next((one for one in self.troubles if one.name == name and one.told is None), None)
        if hidden is not None:
            hidden.told = self.here.clock.at
            self._filed(hidden, self.acts.in_my_way(name, checkin_id, self._draft(hidden)))
            return
        self.acts.all_clear(name, checkin_id)
        if self.chances.is_so(self.habits.asks_less, "asks less", key):
            self.acts.less_often(name)

    def _climbed(self, step: BlockerStep) -> None:
        one = next(each for each in self.troubles if each.blocker == step.blocker_id)
        key = f"{one.key}:{step.number}"
        if step.act == Did.CONTRACT:
            self._shown(one, key)
        elif step.level is not None and self.chances.is_so(self.habits.heeds, "heeds", key):
            told = sorted(self._names[id_] for id_ in step.told if id_ in self._names)
            who = self.chances.of("who", key).choice(told or OFFICE)
            hours = self.chances.within(self.habits.heed_hours, "heeds when", key)
            self._after(who, hours, lambda: self._takes(who, one))

    def _shown(self, one: Trouble, key: str) -> None:
        chance = self.chances.of("shown", key)
        does = chance.random()
        if does < self.habits.agrees:
            self._after(one.name, chance.uniform(0.1, 1.5), lambda: self.acts.agree(one.name, one.blocker))
        elif does < self.habits.agrees + self.habits.holds:
            day = (self.here.local(one.name) + 3 * DAY).date()
            self._after(one.name, chance.uniform(0.1, 1.5), lambda: self.acts.hold(one.name, one.blocker, day))

    def _questioned(self, name: str) -> None:
        """How does it stand? They say a word about what they have, or none."""
        for one in [each for each in self.troubles if each.blocker and self.acts.is_live(each.blocker)]:
            chance = self.chances.of("silence", one.key, self.here.clock.at)
            if self._owner(one.blocker) == name and chance.random() < self.habits.answers_silence:
                self._after(name, chance.uniform(*self.habits.heed_hours), partial(self._takes, name, one))

    def _says(self, name: str, blocker_id: str, words: str) -> None:
        if self.acts.is_live(blocker_id):
            self.acts.say(name, blocker_id, words)

    def _owner(self, blocker_id: str) -> str:
        with self.here.store.read.begin() as session:
            return self._names[str(session.get_one(Blocker, (self.here.workspace, blocker_id)).owner_id)]

    def _works(self, name: str) -> bool:
        soon = self.here.works_after(name, 0.01)
        return soon is not None and soon - self.here.clock.at < 2 * MINUTE

    def _hours(self, days: Span, *about: object) -> float:
        return self.chances.within(days, *about) * DAY_HOURS

    def _after(self, name: str, hours: float, act: Act) -> None:
        at = self.here.works_after(name, hours)
        if at is not None:
            self.here.later(at, act)


def _said() -> object:
    """That the question stands in a message of its own: what waits has been read by nobody."""
    return exists().where(Card.workspace == Checkin.workspace, Card.subject_id == Checkin.id)
