"""Does nothing that is open ever fall off the ladder, whatever people do and whoever comes and goes?"""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from planning.ladder import (
    Act,
    Climb,
    Phase,
    Step,
    acknowledge,
    agree,
    begin,
    close,
    hold,
    moved,
    restart,
    taken,
)
from planning.ladder_policy import Kind, LadderPolicy, Level, Severity
from planning.ladder_steps import next_step, outlook
from planning.rungs import DeadEnd, Ladder, Raiser, Rung
from tests.planning.ladders import START, Always, Never, rung

ABOVE = frozenset(Level) - {Level.OWNER}


# Both ends of what a policy file may say.
HASTY = LadderPolicy(
    owner_hours=(1, 1, 1), lead_hours=(1, 1, 1), pmo_hours=(1, 1, 1), sponsor_hours=(1, 1, 1),
    executives_hours=(1, 1, 1), acknowledged_hours=(1, 1, 1), contract_hours=(40, 40, 40), away_days=(1, 1, 1),
    quiet_days=1, repeats=0,
)  # fmt: skip
SLOW = LadderPolicy(
    owner_hours=(400, 400, 400), lead_hours=(400, 400, 400), acknowledged_hours=(400, 400, 400),
    contract_hours=(0.5, 0.5, 0.5), away_days=(60, 60, 60), quiet_days=60, review_hours=400,
)  # fmt: skip


class Days:
    """Works eight hours from nine on, on weekdays; time of day in UTC. A small model of what working time says."""

    def after(self, instant: datetime, hours: Decimal) -> datetime | None:
        weeks = max(0, int(hours) // 40 - 1)
        instant += timedelta(weeks=weeks)
        left = timedelta(hours=float(hours) - 40 * weeks)
        day = instant.replace(hour=0, minute=0, second=0, microsecond=0)
        while left > timedelta():
            begin, end = max(day.replace(hour=9), instant), day.replace(hour=17)
            if day.weekday() < 5 and end > begin:
                if end - begin >= left:
                    return begin + left
                left -= end - begin
            day += timedelta(days=1)
        return instant


workers = st.sampled_from([Days(), Days(), Always(), Always(START + timedelta(days=12)), Never()])
lengths = st.integers(0, 40 * 24 * 4).map(lambda quarters: timedelta(minutes=15 * quarters))
short = st.integers(1, 200).map(lambda quarters: timedelta(minutes=15 * quarters))


@st.composite
def rungs(draw: st.DrawFn, level: Level) -> Rung:
    ends: list[DeadEnd | None] = [None] * 5 + [DeadEnd.DEACTIVATED, DeadEnd.ARCHIVED, DeadEnd.NOBODY]
    match draw(st.sampled_from(ends)):
        case None:
            who = rung(level)
            return replace(who, hours=(draw(workers),), people=draw(st.sampled_from([who.people, ("owner",)])))
        case DeadEnd.NOBODY:
            return Rung()
        case why:
            return Rung(people=("gone",), dead=why)


ladders = st.builds(
    Ladder,
    st.sampled_from(Severity),
    st.sampled_from(Kind),
    st.fixed_dictionaries({level: rungs(level) for level in Level}),
    st.builds(Raiser, st.sampled_from(["raiser", "owner", "lead"]), st.one_of(st.none(), workers)),
    st.sampled_from([LadderPolicy(), LadderPolicy(repeats=1, quiet_days=5), HASTY, SLOW]),
)


class OneBlocker(RuleBasedStateMachine):
    """People act, time passes, whoever is asked comes and goes; what was done is kept beside it."""

    @initialize(ladder=ladders)
    def report(self, ladder: Ladder) -> None:
        self.now = START
        self.ladder = ladder
        self.climb = begin(START)
        self.taken: list[Step] = []
        self.again = 0  # rounds since somebody began it anew
        self.seen = False  # what the raiser knows

    def step(self) -> Step:
        step = next_step(self.climb, self.ladder)
        assert step is not None
        return step

    @rule(late=st.sampled_from([timedelta(), timedelta(), timedelta(minutes=1), timedelta(days=3)]))
    @precondition(lambda self: self.climb.phase is not Phase.CLOSED)
    def come_to_the_next_step(self, late: timedelta) -> None:
        step = self.step()
        self.now = max(self.now, step.at) + late
        before = self.climb
        self.climb = taken(before, step, self.now)
        assert taken(self.climb, step, self.now + late) == self.climb, "a step was taken twice"
        self.note(before, step)

    def note(self, before: Climb, step: Step) -> None:
        if step.act is Act.CONTRACT:
            assert not self.seen, "shown twice without a hold between"
            self.seen = True
        elif step.level in ABOVE and step.act is not Act.REVIEW:
            gone = self.ladder.raiser.hours is None
            assert self.seen or before.agreed or gone, "told upward before the raiser saw it"
            self.seen = True
        if step.act is Act.AGAIN:
            self.again += 1
        if step.act is Act.END:
            assert self.climb.phase is Phase.ENDED
        if step.act is Act.TELL:
            assert step.level is not None
            assert list(Level).index(step.level) > list(Level).index(before.level)
            assert step.level in self.ladder.levels
        if step.level is not None:
            assert self.ladder.rung(step.level).end is None, "somebody who cannot be asked was"
        self.taken.append(step)

    @rule(passes=short)
    @precondition(lambda self: self.climb.phase is not Phase.CLOSED)
    def time_passes_to_no_step(self, passes: timedelta) -> None:
        self.now = max(self.now, min(self.now + passes, self.step().at))

    @rule(promised=st.one_of(st.none(), lengths))
    @precondition(lambda self: self.climb.phase is not Phase.CLOSED)
    def somebody_acknowledges(self, promised: timedelta | None) -> None:
        self.again = 0 if self.climb.phase is Phase.ENDED else self.again
        until = None if promised is None else self.now + promised
        self.climb = acknowledge(self.climb, self.ladder, self.now, until)
        back = self.step()
        assert self.climb.until is not None
        assert back.act in {Act.AGAIN, Act.END, Act.CONTRACT}, "an acknowledged one does not return"
        assert self.climb.until <= back.at <= self.climb.until + self.ladder.away()

    @rule()
    @precondition(lambda self: self.climb.phase is not Phase.CLOSED)
    def somebody_does_something(self) -> None:
        self.again = 0 if self.climb.phase is Phase.ENDED else self.again
        self.climb = moved(self.climb, self.ladder, self.now)
        assert self.step().at >= self.now, "activity gave nobody more time"

    @rule(length=lengths)
    @precondition(lambda self: self.climb.phase is not Phase.CLOSED)
    def somebody_holds_it(self, length: timedelta) -> None:
        before, until = self.climb, self.now + length
        self.climb = hold(before, self.ladder, self.now, until)
        if self.climb.phase is Phase.HELD and length:
            self.seen = False
        if length and self.climb.phase is not Phase.ENDED:
            assert self.step().at >= min(until, self.now + timedelta(days=self.ladder.policy.quiet_days))

    @rule()
    def the_raiser_agrees(self) -> None:
        self.climb = agree(self.climb)

    @rule()
    @precondition(lambda self: self.climb.phase is not Phase.CLOSED and len(self.taken) > 3)
    def it_is_cleared(self) -> None:
        self.climb = close(self.climb, self.now)
        assert next_step(self.climb, self.ladder) is None

    @rule()
    def it_has_a_new_owner_or_is_open_again(self) -> None:
        self.climb = restart(self.climb, self.now)
        self.again = 0

    @rule(ladder=ladders)
    def people_come_and_go(self, ladder: Ladder) -> None:
        self.ladder = replace(ladder, policy=self.ladder.policy)

    @invariant()
    def what_is_open_has_a_next_step_not_far_from_now(self) -> None:
        if self.climb.phase is Phase.CLOSED:
            return
        step = self.step()
        assert step.at >= self.climb.since or step.act is not Act.REVIEW
        latest = max(self.now, self.climb.since, self.climb.shown or START)
        far = timedelta(days=self.ladder.policy.quiet_days) + self.ladder.away()
        assert step.at <= latest + far, "its next step lies too far away"
        assert step.number == self.climb.number + 1

    @invariant()
    def no_step_has_the_number_of_another(self) -> None:
        numbers = [step.number for step in self.taken]
        assert numbers == sorted(set(numbers))

    @invariant()
    def it_goes_round_no_more_often_than_the_policy_says(self) -> None:
        assert self.climb.repeats == self.again <= self.ladder.policy.repeats

    @invariant()
    def what_is_shown_leads_upward_and_onward(self) -> None:
        shown = outlook(self.climb, self.ladder)
        assert [step.at for step in shown] == sorted(step.at for step in shown)
        levels = [list(Level).index(step.level) for step in shown if step.level is not None]
        assert levels == sorted(set(levels))
        assert len(levels) == len(shown)


OneBlocker.TestCase.settings = settings(max_examples=50, stateful_step_count=40, deadline=None)
TestOneBlocker = OneBlocker.TestCase


@settings(deadline=None, max_examples=150)
@given(ladders)
def test_left_alone_it_ends_after_so_many_rounds_and_is_asked_about_for_ever(ladder: Ladder) -> None:
    climb, now, acts = begin(START), START, []
    while climb.phase is not Phase.ENDED:
        step = next_step(climb, ladder)
        assert step is not None
        assert step.at >= now
        now = step.at
        climb = taken(climb, step, now)
        acts.append(step.act)
        assert len(acts) < 60
    reachable = any(ladder.end(level) is None for level in ladder.levels)
    assert acts.count(Act.AGAIN) == (ladder.policy.repeats if reachable else 0)
    assert acts.count(Act.CONTRACT) <= 1
    assert acts.count(Act.END) == 1
    for _ in range(5):
        review = next_step(climb, ladder)
        assert review is not None
        assert review.act is Act.REVIEW
        assert review.at > now
        now = review.at
        climb = taken(climb, review, now)
