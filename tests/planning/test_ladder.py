"""Does a blocker climb as the policy says, past whoever cannot be asked, and come back from where it was left?"""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from planning.capacity import CapacityPolicy
from planning.ladder import (
    Act,
    Climb,
    Phase,
    Step,
    Why,
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
from planning.rungs import DeadEnd, Ladder, Passed, Raiser, Rung, dead_ends
from planning.working_time import WorkingTime
from tests.planning.ladders import START, Always, Never, dead, hours, ladder, rung
from tests.planning.people import off, person

OWNER, LEAD, PMO, SPONSOR, EXECUTIVES = Level
HIGH = ladder()  # waits of 4, 8, 8, 16 and 24 hours; 2 for the raiser


def step_of(climb: Climb, here: Ladder = HIGH) -> Step:
    step = next_step(climb, here)
    assert step is not None
    return step


def walk(climb: Climb, here: Ladder, *, most: int = 200) -> list[Step]:
    """Every step in its time, up to the first review."""
    steps: list[Step] = []
    while len(steps) < most:
        step = step_of(climb, here)
        if step.act is Act.REVIEW:
            return steps
        steps.append(step)
        climb = taken(climb, step, step.at)
    raise AssertionError("the ladder has no end")


def brief(steps: list[Step]) -> list[tuple[float, Act, Level | None]]:
    return [((step.at - START) / timedelta(hours=1), step.act, step.level) for step in steps]


def test_a_round_of_high_severity_by_hand() -> None:
    steps = walk(begin(START), HIGH)
    assert brief(steps[:7]) == [
        (2, Act.CONTRACT, None),  # two of the owner's four hours before the first step
        (4, Act.TELL, LEAD),
        (12, Act.TELL, PMO),
        (20, Act.TELL, SPONSOR),
        (36, Act.TELL, EXECUTIVES),
        (60, Act.AGAIN, OWNER),
        (64, Act.TELL, LEAD),  # the raiser has seen it
    ]
    assert all(step.why is Why.SILENT for step in steps)
    assert brief(steps)[-1] == (6 * 60, Act.END, PMO)
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))


@pytest.mark.parametrize(
    ("severity", "kind", "top"),
    [
        (Severity.LOW, Kind.WORK, PMO),
        (Severity.MEDIUM, Kind.WORK, SPONSOR),
        (Severity.HIGH, Kind.WORK, EXECUTIVES),
        (Severity.LOW, Kind.DECISION, SPONSOR),
        (Severity.MEDIUM, Kind.DECISION, EXECUTIVES),
        (Severity.HIGH, Kind.DECISION, EXECUTIVES),
    ],
)
def test_how_far_up_each_goes_and_how_long_each_is_waited_for(severity: Severity, kind: Kind, top: Level) -> None:
    here = ladder(severity, kind)
    at, told = START, [OWNER]
    for step in outlook(begin(START), here):
        at += timedelta(hours=float(here.policy.wait(told[-1], severity)))
        assert step.at == at
        assert step.level is not None
        told.append(step.level)
    assert told == list(Level)[: list(Level).index(top) + 1]


ALIVE = list(product([True, False], repeat=len(Level)))


@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("why", [DeadEnd.NOBODY, DeadEnd.DEACTIVATED, DeadEnd.ARCHIVED])
def test_every_mixture_of_dead_ends_is_climbed_past_with_a_note(severity: Severity, kind: Kind, why: DeadEnd) -> None:
    for alive in ALIVE:
        there = dict(zip(Level, alive, strict=True))
        here = ladder(severity, kind, **{level.value: dead(why) for level in Level if not there[level]})
        reach = here.levels
        live = [level for level in reach if there[level]]
        steps = walk(begin(START), here)
        rounds = 0 if not live else here.policy.repeats
        upward = [level for level in live if level is not OWNER]
        expected = [(Act.TELL, level) for level in upward]
        if live:
            expected += [(Act.AGAIN, live[0]), *((Act.TELL, level) for level in live[1:])] * rounds
        told = [(step.act, step.level) for step in steps if step.act is not Act.CONTRACT]
        assert told[:-1] == expected
        last = next((level for level in (PMO, LEAD, OWNER, SPONSOR, EXECUTIVES) if there[level]), None)
        assert told[-1] == (Act.END, last)
        noted = {passed.level for step in steps for passed in step.passed if passed.why is why}
        assert noted >= {level for level in reach if not there[level]}
        assert dead_ends(here) == tuple(Passed(level, why) for level in reach if not there[level])
        contracts = [step for step in steps if step.act is Act.CONTRACT]
        assert len(contracts) == (1 if upward or last not in {OWNER, None} else 0)


def test_a_deactivated_owner_is_climbed_past_at_once_after_the_raiser_has_seen_it() -> None:
    here = ladder(owner=dead())
    steps = walk(begin(START), here)
    assert brief(steps[:2]) == [(0, Act.CONTRACT, None), (2, Act.TELL, LEAD)]
    assert steps[1].passed == (Passed(OWNER, DeadEnd.DEACTIVATED),)
    assert steps[1].why is Why.PASSED


def test_who_is_asked_already_is_not_told_upward() -> None:
    both = replace(rung(LEAD), people=("owner",))
    steps = walk(begin(START), ladder(lead=both, sponsor=replace(rung(SPONSOR), people=("raiser",))))
    assert [step.level for step in steps[1:3]] == [PMO, EXECUTIVES]
    assert steps[1].passed == (Passed(LEAD, DeadEnd.SAME),)
    assert steps[2].passed == (Passed(SPONSOR, DeadEnd.SAME),)


def test_somebody_who_cannot_be_reached_as_the_owner_may_be_at_another_level() -> None:
    steps = walk(begin(START), ladder(owner=Rung(people=("lead",), dead=DeadEnd.DEACTIVATED)))
    assert (steps[1].level, steps[1].passed) == (LEAD, (Passed(OWNER, DeadEnd.DEACTIVATED),))


def test_who_is_away_for_long_is_passed_over_unless_all_are() -> None:
    later = Always(START + timedelta(days=20))
    one = ladder(owner=rung(OWNER, later), pmo=rung(PMO, later))
    steps = walk(begin(START), one)
    assert brief(steps[:3]) == [(0, Act.CONTRACT, None), (2, Act.TELL, LEAD), (10, Act.TELL, SPONSOR)]
    assert steps[1].passed == (Passed(OWNER, DeadEnd.AWAY),)
    assert steps[2].passed == (Passed(PMO, DeadEnd.AWAY),)
    some = ladder(lead=dead(), **{level.value: rung(level, later) for level in (PMO, SPONSOR, EXECUTIVES)})
    lowest = step_of(agree(begin(START)), some)
    assert (lowest.level, lowest.passed) == (PMO, (Passed(LEAD, DeadEnd.DEACTIVATED),))
    everybody = ladder(**{level.value: rung(level, later) for level in Level})
    quiet = timedelta(days=everybody.policy.quiet_days)
    assert step_of(agree(begin(START)), everybody).at == START + quiet  # nothing keeps it quiet for longer


def test_a_raiser_in_another_zone_gets_their_hours_before_anybody_further_is_told() -> None:
    asleep = Raiser("raiser", Always(hours(10)))
    steps = walk(begin(START), ladder(raiser=asleep))
    assert brief(steps[:3]) == [(2, Act.CONTRACT, None), (12, Act.TELL, LEAD), (20, Act.TELL, PMO)]
    away = ladder(raiser=Raiser("raiser", Always(hours(20 * 24))))
    assert brief(walk(begin(START), away)[:2]) == [(2, Act.CONTRACT, None), (4, Act.TELL, LEAD)]  # not waited for
    late = taken(begin(START), step_of(begin(START), away), hours(6))
    assert step_of(late, away).at == hours(6)
    agreed = agree(taken(begin(START), steps[0], hours(2)))
    assert step_of(agreed, ladder(raiser=asleep)).at == hours(4)


def test_a_raiser_who_cannot_be_asked_holds_nothing_up() -> None:
    never = walk(begin(START), ladder(raiser=Raiser("raiser", Never())))
    assert brief(never[:2]) == [(2, Act.CONTRACT, None), (4, Act.TELL, LEAD)]
    up = step_of(begin(START), ladder(raiser=Raiser("raiser", None)))
    assert brief([up]) == [(4, Act.TELL, LEAD)]
    back = step_of(taken(begin(START), up, up.at), HIGH)
    assert brief([back]) == [(12, Act.TELL, PMO)]  # once it has been told upward there is nothing left to ask them


def test_a_hold_puts_it_off_and_the_raiser_sees_it_again() -> None:
    shown = taken(begin(START), step_of(begin(START)), hours(2))
    held = hold(shown, HIGH, hours(3), hours(50))
    again = step_of(held)
    assert (again.at, again.act, again.why) == (hours(50), Act.CONTRACT, Why.HELD)
    up = step_of(taken(held, again, hours(50)))
    assert (up.at, up.act, up.level) == (hours(52), Act.TELL, LEAD)
    assert hold(shown, HIGH, hours(3), hours(9000)).until == hours(3) + timedelta(days=14)
    assert hold(shown, HIGH, hours(3), hours(3)) == shown  # to now is no hold


def test_whoever_said_fine_and_then_holds_it_sees_it_again() -> None:
    held = hold(agree(begin(START)), HIGH, hours(1), hours(50))
    assert (step_of(held).act, step_of(held).at) == (Act.CONTRACT, hours(50))


def test_an_acknowledgement_lasts_no_shorter_than_the_hold_before_it() -> None:
    kept = acknowledge(hold(begin(START), HIGH, START, hours(50)), HIGH, hours(1))
    assert (kept.phase, kept.until) == (Phase.ACKNOWLEDGED, hours(50))


def test_what_the_owner_does_while_it_is_held_counts() -> None:
    held = moved(hold(begin(START), HIGH, hours(1), hours(10)), HIGH, hours(9))
    assert (step_of(agree(held)).at, step_of(agree(held)).act) == (hours(13), Act.TELL)


def test_activity_begins_the_wait_again_at_the_same_level() -> None:
    at_lead = taken(agree(begin(START)), step_of(agree(begin(START))), hours(4))
    later = step_of(moved(at_lead, HIGH, hours(10)))
    assert (later.at, later.level) == (hours(18), PMO)


def test_an_acknowledgement_expires_and_begins_with_the_owner_again() -> None:
    at_pmo = agree(begin(START))
    for _ in range(2):
        step = step_of(at_pmo)
        at_pmo = taken(at_pmo, step, step.at)
    assert at_pmo.level is PMO
    kept = acknowledge(at_pmo, HIGH, hours(13))
    again = step_of(kept)
    assert (again.at, again.act, again.level, again.why) == (hours(21), Act.AGAIN, OWNER, Why.EXPIRED)
    assert moved(kept, HIGH, hours(20)).until == hours(28)
    assert acknowledge(at_pmo, HIGH, hours(13), promised=hours(100)).until == hours(100)
    assert acknowledge(at_pmo, HIGH, hours(13), promised=hours(14)).until == hours(21)
    assert acknowledge(at_pmo, HIGH, hours(13), promised=hours(9000)).until == hours(13) + timedelta(days=14)


def test_one_that_is_acknowledged_again_and_again_without_a_word_ends() -> None:
    climb, acts = begin(START), []
    while climb.phase is not Phase.ENDED:
        climb = acknowledge(climb, HIGH, climb.since)
        step = step_of(climb)
        climb = taken(climb, step, step.at)
        acts.append(step.act)
    assert acts == [Act.AGAIN] * 5 + [Act.CONTRACT, Act.END]
    assert step_of(climb).at == climb.since + timedelta(hours=40)


def test_after_its_end_the_pmo_is_asked_until_somebody_does_something() -> None:
    ended = begin(START)
    for step in walk(begin(START), HIGH):
        ended = taken(ended, step, step.at)
    assert ended.phase is Phase.ENDED
    first = step_of(ended)
    assert (first.act, first.level, first.at - ended.since) == (Act.REVIEW, PMO, timedelta(hours=40))
    second = step_of(taken(ended, first, first.at))
    assert (second.act, second.at - first.at) == (Act.REVIEW, timedelta(hours=40))
    lived_with = hold(ended, HIGH, ended.since, ended.since + timedelta(days=9))
    assert step_of(lived_with).at == ended.since + timedelta(days=9)
    asked = taken(lived_with, step_of(lived_with), step_of(lived_with).at)
    assert step_of(asked).at == asked.since + timedelta(hours=40)
    fresh = moved(ended, HIGH, first.at)
    assert (fresh.phase, fresh.level, fresh.repeats) == (Phase.WAITING, OWNER, 0)
    assert step_of(fresh).level is LEAD  # the raiser knows
    assert acknowledge(ended, HIGH, first.at).repeats == 0


def test_with_nobody_anywhere_it_still_has_a_next_date() -> None:
    empty = ladder(raiser=Raiser("raiser", None), **{level.value: Rung() for level in Level})
    (end,) = walk(begin(START), empty)
    assert (end.at, end.act, end.level) == (START, Act.END, None)
    review = step_of(taken(begin(START), end, START), empty)
    assert (review.level, review.at) == (None, START + timedelta(days=14))


def test_a_new_owner_begins_anew_and_a_hold_stays() -> None:
    at_lead = taken(agree(begin(START)), step_of(agree(begin(START))), hours(4))
    fresh = restart(at_lead, hours(6))
    assert (fresh.level, fresh.since, fresh.number) == (OWNER, hours(6), 1)
    assert step_of(fresh).at == hours(10)
    held = restart(hold(begin(START), HIGH, START, hours(30)), hours(6))
    assert (held.phase, held.until) == (Phase.HELD, hours(30))
    assert restart(close(at_lead, hours(5)), hours(6)).phase is Phase.WAITING


@pytest.mark.parametrize("act", [agree, lambda climb: hold(climb, HIGH, START, hours(9)), lambda climb: moved(climb, HIGH, hours(1)), lambda climb: acknowledge(climb, HIGH, hours(1))])  # fmt: skip
def test_what_is_closed_stays_closed(act) -> None:
    closed = close(begin(START), START)
    assert act(closed) == closed
    assert next_step(closed, HIGH) is None
    assert outlook(closed, HIGH) == ()


def test_a_step_is_taken_once() -> None:
    step = step_of(agree(begin(START)))
    once = taken(agree(begin(START)), step, hours(4))
    assert taken(once, step, hours(5)) == once


def test_a_late_step_makes_nobody_further_up_hear_sooner() -> None:
    after_an_outage = taken(agree(begin(START)), step_of(agree(begin(START))), hours(100))
    assert step_of(after_an_outage).at == hours(108)


def test_a_lower_severity_does_not_climb_on_from_where_it_stood() -> None:
    at_sponsor = Climb(Phase.WAITING, SPONSOR, START, agreed=True)
    again = step_of(at_sponsor, ladder(Severity.LOW))
    assert (again.act, again.level, again.at) == (Act.AGAIN, OWNER, hours(40))


def test_what_is_shown_of_an_acknowledged_one_begins_with_its_return() -> None:
    kept = acknowledge(agree(begin(START)), HIGH, START)
    assert [(step.act, step.level) for step in outlook(kept, HIGH)] == [
        (Act.AGAIN, OWNER), (Act.TELL, LEAD), (Act.TELL, PMO), (Act.TELL, SPONSOR), (Act.TELL, EXECUTIVES),
    ]  # fmt: skip


def test_in_working_hours_over_a_weekend_and_in_two_zones() -> None:
    """The owner in Berlin is off on Monday morning, the lead works in New York; all from a Friday noon on."""
    berlin = WorkingTime(person(off("2026-11-30", part="am")), ZoneInfo("Europe/Berlin"), CapacityPolicy(time(9)))
    york = WorkingTime(person(), ZoneInfo("America/New_York"), CapacityPolicy(time(9)))
    friday = datetime(2026, 11, 27, 14, tzinfo=UTC)  # 15:00 in Berlin
    here = ladder(
        Severity.HIGH,
        raiser=Raiser("raiser", berlin),
        owner=Rung(people=("ana",), hours=(berlin,)),
        lead=Rung(people=("lee",), hours=(york,)),
        pmo=Rung(channel="C0PMO", hours=(berlin, york)),
    )
    steps = walk(begin(friday), here)
    assert [(step.at, step.level) for step in steps[:4]] == [
        (datetime(2026, 11, 27, 16, tzinfo=UTC), None),  # the raiser sees it at the end of Friday, two hours in
        (datetime(2026, 11, 30, 14, tzinfo=UTC), LEAD),  # two more on Monday from 13:00 in Berlin on
        (datetime(2026, 11, 30, 22, tzinfo=UTC), PMO),  # a whole day in New York
        (datetime(2026, 12, 1, 16, tzinfo=UTC), SPONSOR),  # Berlin has had its eight hours first
    ]


def test_the_policy_may_forbid_rounds() -> None:
    here = ladder(policy=LadderPolicy(repeats=0))
    assert [step.act for step in walk(begin(START), here)][-2:] == [Act.TELL, Act.END]
