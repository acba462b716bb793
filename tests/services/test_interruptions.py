"""Is the budget of a person's week kept in the store, also by two at once, and does what waits stay until it is said?"""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.clock import wall
from models.people import Person
from models.workspaces import Workspace
from planning.interruptions import Decision, Ledger, MergeAt, Message, OverBudget, Send, Urgency, WaitUntil
from planning.quiet_times import Span
from services import interruptions, outbox
from services.policies import AttentionPolicy, Policy
from tests.services.blocker_world import World
from tests.services.test_blockers_together import at_once

TWO = Policy(attention=AttentionPolicy(weekly_budget=2))
DAY = timedelta(days=1)
NEXT_MONDAY = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)  # 09:00 in Berlin


def acting(world: World, name: str, act: Callable[[Session, Person], Any]) -> Any:
    with world.store.write.begin() as session:
        return act(session, session.get_one(Person, (world.workspace, world.people[name])))


def say(
    world: World,
    name: str,
    key: str,
    urgency: Urgency = Urgency.URGENT,
    named: str | None = None,
    decided: Callable[[], None] = lambda: None,
) -> Decision:
    """Decide on a message and do it, as a job would; `decided` is called between the two."""
    now = world.clock.now()

    def act(session: Session, person: Person) -> Decision:
        message = Message(urgency, now, named=world.people[named] if named else None)
        becomes = interruptions.decide(session, person, message, TWO, at=now)
        decided()
        match becomes:
            case Send() | OverBudget():
                over_by = becomes.by if isinstance(becomes, OverBudget) else None
                outbox.prompt(
                    session, person, text="t", blocks=[], key=key, kind="notice", at=now, wall=wall(), over_by=over_by
                )
            case MergeAt(at):
                interruptions.hold(session, person, key=key, kind="notice", subject="b1", due=at, at=now)
        return becomes

    return acting(world, name, act)


def ledger(world: World, name: str) -> Ledger:
    with world.store.read.begin() as session:  # a look, such as Home's, locks nobody
        person = session.get_one(Person, (world.workspace, world.people[name]))
        return interruptions.ledgers(session, [person], TWO.attention, at=world.clock.now())[person.id]


def waiting(world: World, name: str) -> list[str]:
    return acting(world, name, lambda session, person: [one.key for one in interruptions.waiting(session, person)])


def due(world: World, **limits: Any) -> list[str | None]:
    with world.store.read.begin() as session:
        found = interruptions.due(session, now=world.clock.now(), **limits)
    return [world.name_of(person) for _, person in found]


def test_a_week_is_spent_and_then_a_human_answers_or_it_waits(world: World) -> None:
    assert [say(world, "Mia", key) for key in "ab"] == [Send(counts=True)] * 2
    assert say(world, "Mia", "c") == MergeAt(NEXT_MONDAY)
    assert say(world, "Mia", "d", named="Bo") == OverBudget(world.people["Bo"])
    assert say(world, "Bo", "e") == Send(counts=True)
    assert [(one.over_by and world.name_of(one.over_by)) for one in world.prompts()].count("Bo") == 1
    assert ledger(world, "Mia") == Ledger(2, spent=2, carried=False)  # the overrun is Bo's
    assert waiting(world, "Mia") == ["c"]
    world.clock.add(days=7)
    assert ledger(world, "Mia") == Ledger(2, spent=0, carried=True)
    assert [say(world, "Mia", key) for key in "fg"] == [Send(counts=True), MergeAt(NEXT_MONDAY + DAY)]  # one is kept


def test_two_at_once_do_not_both_get_the_last_one(world: World) -> None:
    """Each waits for the other to have decided too, which it has not while the first one's transaction is open."""
    say(world, "Mia", "first")
    both = threading.Barrier(2)

    def meet() -> None:
        with suppress(threading.BrokenBarrierError):
            both.wait(0.5)

    at_once(*(lambda key=key: say(world, "Mia", key, decided=meet) for key in "ab"))
    assert both.broken
    assert len(world.prompts()) == 2
    assert len(waiting(world, "Mia")) == 1


def test_what_waits_is_said_together_once_and_stays_known(world: World) -> None:
    keys = ["b", "a", "c"]
    for key in keys:
        assert say(world, "Mia", key, Urgency.CALM) == MergeAt(NEXT_MONDAY - 6 * DAY)
        world.clock.add(minutes=1)
    say(world, "Mia", "a", Urgency.CALM)  # the same occasion again
    assert waiting(world, "Mia") == keys
    assert due(world) == []
    world.clock.at = NEXT_MONDAY - 6 * DAY
    assert due(world) == ["Mia"]
    assert due(world, served=["another"]) == []

    def settle(session: Session, person: Person) -> None:
        held = interruptions.waiting(session, person)
        interruptions.said(session, held[:2], outbox_id="o1", at=world.clock.now())
        interruptions.lapsed(session, held[2:], reason="it was cleared meanwhile", at=world.clock.now())
        interruptions.said(session, held, outbox_id="o2", at=world.clock.now())  # again: they were settled

    acting(world, "Mia", settle)
    assert due(world) == waiting(world, "Mia") == []
    say(world, "Mia", "a", Urgency.CALM)
    assert waiting(world, "Mia") == []

    def settled() -> set[tuple[str, str | None, str | None]]:
        return {(one.key, one.outbox_id, one.reason) for one in world.rows(interruptions.Held)}

    assert settled() == {("b", "o1", None), ("a", "o1", None), ("c", None, "it was cleared meanwhile")}
    with world.store.write.begin() as session:
        assert interruptions.forget(session, before=world.clock.now()) == 0
        assert interruptions.forget(session, before=world.clock.now() + DAY) == 3


def test_what_may_not_be_said_yet_is_put_off_all_together(world: World) -> None:
    at = world.clock.now()

    def let_wait(name: str, key: str, hours: int) -> bool:
        later = at + timedelta(hours=hours)
        return acting(
            world,
            name,
            lambda session, person: interruptions.hold(
                session, person, key=key, kind="k", subject="s", due=later, at=at
            ),
        )

    assert all([let_wait("Mia", "a", 1), let_wait("Mia", "b", 30), let_wait("Bo", "c", 2)])
    assert not let_wait("Mia", "a", 1)
    world.clock.add(hours=3)
    assert due(world) == ["Mia", "Bo"]
    assert due(world, limit=1) == ["Mia"]
    until = world.clock.now() + timedelta(hours=5)
    assert acting(world, "Mia", lambda session, person: interruptions.put_off(session, person, until=until)) == 1
    assert due(world) == ["Bo"]


@pytest.mark.parametrize(
    ("columns", "workdays"),
    [
        ({}, {0, 1, 2, 3, 4}),
        ({"week": tuple(map(Decimal, [0, 8, 8, 8, 0, 0, 8]))}, {1, 2, 3, 6}),
        ({"week": (Decimal(0),) * 7}, {0, 1, 2, 3, 4}),  # who works no hours may still be told something
    ],
)
def test_quiet_days_are_those_of_the_person_s_own_week(world: World, columns: Any, workdays: set[int]) -> None:
    world.person("Pat", zone="Asia/Tokyo", **columns)
    at = world.clock.now()
    away = Span(at + DAY, at + 3 * DAY)
    world.change_person("Pat", away_from=away.start, away_until=away.end)
    snooze = Span(at, at + timedelta(hours=2))
    world.change_person("Pat", merged_at="15:00", dnd_from=snooze.start, dnd_until=snooze.end)
    found = acting(world, "Pat", lambda session, person: interruptions.times(session, person, Policy(), at=at))
    assert (found.zone.key, found.workdays, found.merged_at) == ("Asia/Tokyo", workdays, time(15))
    assert (found.quiet_from, found.quiet_until) == (time(18), time(8))
    assert (found.away, found.do_not_disturb) == (away, snooze)


def test_a_holiday_is_as_quiet_as_a_day_off(world: World) -> None:
    world.clock.at = datetime(2026, 12, 24, 20, 0, tzinfo=UTC)
    with world.store.write.begin() as session:
        session.get_one(Workspace, world.workspace).holidays = "DE-BY"
    boxing_day_is_a_saturday = datetime(2026, 12, 28, 7, 0, tzinfo=UTC)
    assert say(world, "Mia", "a", Urgency.TIMED) == WaitUntil(boxing_day_is_a_saturday)
    world.change_person("Bo", holidays="-")
    assert say(world, "Bo", "b", Urgency.TIMED) == WaitUntil(datetime(2026, 12, 25, 7, 0, tzinfo=UTC))


def test_what_waits_comes_at_the_hour_that_was_chosen_meanwhile(world: World) -> None:
    say(world, "Mia", "a", Urgency.CALM)
    world.change_person("Mia", merged_at="16:00")
    acting(world, "Mia", lambda session, person: interruptions.move(session, person, TWO, at=world.clock.now()))
    assert [one.due_at for one in world.rows(interruptions.Held)] == [datetime(2026, 3, 2, 15, 0, tzinfo=UTC)]


def test_a_message_in_the_night_waits_for_the_person_s_morning(world: World) -> None:
    with world.store.write.begin() as session:
        session.get_one(Workspace, world.workspace).zone = "America/Denver"
    assert say(world, "Mia", "a", Urgency.TIMED) == WaitUntil(datetime(2026, 3, 2, 15, 0, tzinfo=UTC))
    assert world.prompts() == []
