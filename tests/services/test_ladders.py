"""What does each act change on a ladder, who may decide about it, and what has climbed?"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.clock import FixedClock
from models.base import new_id
from models.climbs import BlockerClimb, BlockerStep
from models.inserts import insert_row
from models.store import Store
from models.timers import Timer
from planning.ladder import Act, Climb, Phase
from planning.ladder_policy import Level, Severity
from planning.severity import Fact
from services import blocker_lists, blocker_severity, ladder_acts, ladders
from services.refusals import NotAllowed, Refused, Stale
from tests.services.ladder_world import Tower

HOUR = timedelta(hours=1)


@pytest.fixture
def tower(store: Store, clock: FixedClock) -> Tower:
    return Tower(store, clock)


@pytest.fixture
def filed(tower: Tower) -> str:
    return tower.filed()


def test_what_is_handed_over_begins_with_its_new_owner(tower: Tower, filed: str) -> None:
    assert tower.climb(filed) == Climb(Phase.WAITING, Level.OWNER, tower.clock.now())
    (timer,) = tower.waiting()
    assert (timer.series, timer.occurrence, timer.due_at) == (f"ladder:{filed}", "1", tower.clock.now())


def test_an_acknowledgement_holds_for_hours_of_the_owner_and_a_start_counts_anew(tower: Tower, filed: str) -> None:
    tower.acknowledge("Cy", filed, tell=True)
    found = tower.climb(filed)
    assert (found.phase, found.until) == (Phase.ACKNOWLEDGED, datetime(2026, 3, 9, 9, tzinfo=UTC))  # 40 hours
    tower.clock.add(hours=24)
    tower.start("Cy", filed, tell=True)
    assert tower.climb(filed).until == datetime(2026, 3, 10, 9, tzinfo=UTC)


@pytest.mark.parametrize("name", ["Cy", "Bo"])
def test_a_word_of_who_should_act_resets_the_wait(tower: Tower, filed: str, name: str) -> None:
    tower.clock.add(hours=1)
    tower.comment(name, filed, tell=True)
    assert tower.climb(filed).since == tower.clock.now()


@pytest.mark.parametrize("name", ["Mia", "Dee", "Ana"])
def test_the_raiser_asking_how_it_goes_gives_nobody_more_time(tower: Tower, filed: str, name: str) -> None:
    before = tower.climb(filed)
    tower.clock.add(hours=1)
    tower.comment(name, filed, tell=True)
    assert tower.climb(filed) == before


def test_the_pmo_counts_as_who_should_act_from_its_level_on(tower: Tower, filed: str) -> None:
    tower.put(filed, Climb(Phase.WAITING, Level.PMO, tower.clock.now(), number=3))
    tower.clock.add(hours=1)
    tower.comment("Ana", filed, tell=True)
    assert tower.climb(filed).since == tower.clock.now()


def test_any_act_of_who_should_act_begins_an_ended_ladder_anew(tower: Tower, filed: str) -> None:
    tower.put(filed, Climb(Phase.ENDED, Level.PMO, tower.clock.now(), repeats=5, number=20))
    tower.clock.add(hours=1)
    tower.comment("Ana", filed, tell=True)
    found = tower.climb(filed)
    assert (found.phase, found.level, found.repeats, found.number) == (Phase.WAITING, Level.OWNER, 0, 20)


def test_a_date_that_the_owner_names_holds_and_the_raisers_wish_does_not(tower: Tower, filed: str) -> None:
    tower.edit("Mia", filed, needed_by=date(2026, 3, 12), tell=True)
    tower.acknowledge("Cy", filed, tell=True)
    assert tower.climb(filed).until == datetime(2026, 3, 9, 9, tzinfo=UTC)
    tower.edit("Cy", filed, needed_by=date(2026, 3, 11), tell=True)
    assert tower.climb(filed).until == datetime(2026, 3, 11, 23, tzinfo=UTC), "the end of that day in Berlin"
    tower.start("Cy", filed, tell=True)
    assert tower.climb(filed).until == datetime(2026, 3, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    "end",
    [
        lambda tower, filed: tower.clear("Cy", filed, tell=True),
        lambda tower, filed: tower.withdraw("Mia", filed, tell=True),
        lambda tower, filed: tower.merge("Mia", filed, tower.filed(begun=False), tell=True),
    ],
    ids=["cleared", "withdrawn", "merged"],
)
def test_what_has_ended_climbs_no_more_until_it_is_open_again(
    tower: Tower, filed: str, end: Callable[[Tower, str], None]
) -> None:
    tower.acknowledge("Cy", filed, tell=True)
    tower.clock.add(hours=1)
    end(tower, filed)
    assert tower.climb(filed).phase is Phase.CLOSED
    change = next(one for one in reversed(tower.history(filed)) if one.what in {"cleared", "withdrawn", "merged"})
    tower.undo({"cleared": "Cy", "withdrawn": "Mia", "merged": "Mia"}[change.what], change.id, tell=True)
    found = tower.climb(filed)
    assert (found.phase, found.since) == (Phase.ACKNOWLEDGED, tower.clock.now()), "it was in hand"
    assert [one.due_at for one in tower.waiting() if one.series == f"ladder:{filed}"] == [tower.clock.now()]


def test_an_undone_acknowledgement_waits_again(tower: Tower, filed: str) -> None:
    tower.acknowledge("Cy", filed, tell=True)
    tower.undo_last("Cy", filed, tell=True)
    assert tower.climb(filed).phase is Phase.WAITING


def test_the_timer_of_a_step_that_was_left_out_waits_again(tower: Tower, filed: str) -> None:
    with tower.store.write.begin() as session:
        timer = session.scalars(select(Timer)).one()
        timer.state, timer.reason, timer.done_at = "skipped", "it is cleared", tower.clock.now()
    tower.clock.add(hours=1)
    tower.comment("Cy", filed, tell=True)
    (timer,) = tower.waiting()
    assert (timer.due_at, timer.reason, timer.done_at) == (tower.clock.now(), None, None)


def test_only_the_raiser_and_the_pmo_decide_and_only_of_what_is_open(tower: Tower, filed: str) -> None:
    friday = tower.clock.now() + timedelta(days=4)
    for name in ("Cy", "Bo", "Dee"):
        with pytest.raises(NotAllowed, match="the person who raised it or the project management office"):
            tower.agree(name, filed)
        with pytest.raises(NotAllowed):
            tower.hold(name, filed, friday)
    tower.agree("Mia", filed)
    assert tower.climb(filed).agreed
    assert tower.hold("Ana", filed, friday) == datetime(2026, 3, 5, 23, tzinfo=UTC)
    found = tower.climb(filed)
    assert (found.phase, found.agreed, found.until) == (Phase.HELD, False, datetime(2026, 3, 5, 23, tzinfo=UTC))
    assert {(row.action, tower.name_of(row.actor_id)) for row in tower.audits() if "ladder" in row.action} == {
        ("ladder.agreed", "Mia"),
        ("ladder.held", "Ana"),
    }
    with pytest.raises(Refused, match="still to come"):
        tower.hold("Mia", filed, tower.clock.now())
    tower.clear("Cy", filed)
    with pytest.raises(Stale):
        tower.agree("Mia", filed)


def test_a_hold_ends_after_two_weeks_whatever_day_is_named(tower: Tower, filed: str) -> None:
    assert tower.hold("Mia", filed, tower.clock.now() + timedelta(days=90)) == tower.clock.now() + timedelta(days=14)


def test_what_was_reported_before_there_were_ladders_begins_now_and_counts_as_taken_where_it_is(tower: Tower) -> None:
    old, held = tower.filed(begun=False), tower.filed(begun=False)
    tower.acknowledge("Bo", held)
    with tower.store.read.begin() as session:
        assert {id_ for _, id_ in ladders.unbegun(session, limit=10)} == {old, held}
    tower.clock.add(days=30)
    with tower.store.write.begin() as session:
        for one in (old, held):
            blocker = blocker_lists.find(session, tower.workspace, one)
            ladder_acts.begin(session, blocker, at=tower.clock.now(), policy=tower.policy)
    assert tower.climb(old) == Climb(Phase.WAITING, Level.OWNER, tower.clock.now())
    assert tower.climb(held).phase is Phase.ACKNOWLEDGED
    with tower.store.read.begin() as session:
        assert ladders.unbegun(session, limit=10) == []
    assert len(tower.rows(BlockerClimb)) == 2


def test_just_reported_it_begins_with_its_report(tower: Tower) -> None:
    made = tower.filed(begun=False)
    at = tower.clock.now()
    tower.clock.add(hours=3)
    with tower.store.write.begin() as session:
        ladder_acts.begin(session, blocker_lists.find(session, tower.workspace, made), at=tower.clock.now(),
                          policy=tower.policy)  # fmt: skip
    assert tower.climb(made).since == at


def climbed(tower: Tower, blocker: str, number: int, act: Act, level: Level | None, *told: str) -> None:
    row = {
        "workspace": tower.workspace,
        "id": new_id(),
        "blocker_id": blocker,
        "number": number,
        "at": tower.clock.now() + number * HOUR,
        "act": act.value,
        "level": level.value if level else None,
        "why": "silent",
        "passed": [],
        "told": [tower.people[name] for name in told],
    }
    with tower.store.write.begin() as session:
        insert_row(session, BlockerStep, row)


def test_who_was_told_may_act_and_what_climbed_is_told_with_its_highest_level(tower: Tower, filed: str) -> None:
    other, gone = tower.filed(), tower.filed()
    with pytest.raises(NotAllowed):
        tower.acknowledge("Sue", filed)
    climbed(tower, filed, 1, Act.CONTRACT, None, "Mia")
    climbed(tower, filed, 2, Act.TELL, Level.SPONSOR, "Sue")
    climbed(tower, filed, 3, Act.TELL, Level.LEAD, "Bo")
    climbed(tower, other, 1, Act.AGAIN, Level.OWNER, "Dee")
    climbed(tower, gone, 1, Act.TELL, Level.LEAD, "Bo")
    tower.withdraw("Mia", gone)
    start, end = tower.clock.now(), tower.clock.now() + 9 * HOUR
    with tower.store.read.begin() as session:
        found = ladders.climbed(session, tower.workspace, start, end)
        assert [(one.id, level) for one, level in found] == [(filed, Level.SPONSOR)]
        assert ladders.climbed(session, tower.workspace, start + 4 * HOUR, end) == []
        assert ladders.climbed(session, tower.workspace, start, start + HOUR) == []
    with pytest.raises(NotAllowed):  # asked in place of the owner once is no right for ever
        tower.acknowledge("Dee", other)
    tower.acknowledge("Sue", filed)


def test_severity_is_judged_by_what_is_blocked_and_rises_as_the_day_comes_nearer(tower: Tower, filed: str) -> None:
    one, two, three = (tower.filed() for _ in range(3))
    tower.link("Mia", filed, one, people=("Dee",))
    tower.link("Mia", one, two)
    tower.link("Mia", two, three)
    tower.withdraw("Mia", three)
    tower.edit("Mia", filed, needed_by=date(2026, 3, 9), people=(tower.people["Dee"],))
    with tower.store.read.begin() as session:
        blocker = blocker_lists.see(session, tower.workspace, filed)
        found = blocker_severity.judge(session, blocker, tower.policy.ladder, at=tower.clock.now())
        assert found.severity is Severity.MEDIUM
        assert [(reason.fact, reason.amount) for reason in found.reasons] == [(Fact.PEOPLE, 2), (Fact.BLOCKERS, 2)]
        rises = blocker_severity.rises_at(session, blocker, tower.policy.ladder, at=tower.clock.now())
    assert rises == datetime(2026, 3, 6, 23, tzinfo=UTC), "two days before, as that day begins in Berlin"
