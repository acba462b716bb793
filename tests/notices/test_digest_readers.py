"""Does each reader hear of a week once, late rather than never, and at a time that suits them?"""

from datetime import UTC, datetime, timedelta

import pytest

from models.outbox import Act, OutboxRow
from models.people import Person
from models.timers import Timer, TimerState
from notices import digest_readers
from planning.occurrences import Occurrence
from services.policies import AttentionPolicy, PmoPolicy, Policy
from tests.services.blocker_world import World

MONDAY = datetime(2026, 3, 9, 7, 0, tzinfo=UTC)  # 08:00 in Berlin
DUE = Occurrence(MONDAY, "2026-W10")
OTHER = "they do not ask for it any more"


@pytest.fixture
def week(world: World, apollo: str) -> World:
    """Something happened in the week before; Tess is an executive who asked for the digest."""
    world.policy = Policy(pmo=PmoPolicy(channel="C0PMO"))
    world.person("Tess", roles=["executive"], digest=True)
    for number in range(14):
        world.report("Mia", f"Number {number}", project_id=apollo)
    world.clock.at = MONDAY
    return world


def tell(world: World, reader: str = "channel", due: Occurrence = DUE) -> str | datetime | None:
    with world.store.write.begin() as session:
        who = world.people.get(reader, reader)
        return digest_readers.tell(session, world.workspace, who, due, world.occasion())


def said(world: World) -> list[OutboxRow]:
    return [row for row in world.outbox() if row.kind == "digest"]


def waits(world: World) -> set[tuple[str, str]]:
    found = [one for one in world.rows(Timer) if one.state == TimerState.WAITING]
    return {(world.name_of(one.series.partition(":")[2]) or "channel", one.occurrence) for one in found}


def test_to_the_channel_with_the_rest_in_its_thread_and_the_next_is_planned(week: World) -> None:
    assert tell(week) is None
    first, *rest = said(week)
    assert (first.target, first.act, first.in_thread) == ("C0PMO", Act.POST, False)
    assert first.payload["text"].startswith("Blockers from Mon 2 Mar to Sun 8 Mar. 14 open now, 14 reported")
    assert [(row.target, row.in_thread, row.card_id) for row in rest] == [("C0PMO", True, first.card_id)] * 2
    assert waits(week) == {("channel", "2026-W11")}
    assert tell(week) is None
    assert len(said(week)) == 3, "nothing is said twice"


def test_to_an_executive_who_asked_it_counts_and_can_be_stopped(week: World) -> None:
    assert tell(week, "Tess") is None
    assert {row.target for row in said(week)} == {"U0TESS"}
    assert said(week)[0].payload["blocks"][-1]["elements"][0]["value"] == "off"
    assert [(one.kind, week.name_of(one.person_id)) for one in week.prompts()] == [("digest", "Tess")]
    assert waits(week) == {("Tess", "2026-W11")}


def test_late_is_told_and_of_several_weeks_the_last(week: World) -> None:
    week.clock.at = MONDAY + timedelta(days=3)
    assert tell(week) is None
    week.clock.at = MONDAY + timedelta(days=15)
    assert tell(week, due=Occurrence(MONDAY + timedelta(days=7), "2026-W11")) == "passed over for 2026-W12"
    assert waits(week) == {("channel", "2026-W11"), ("channel", "2026-W12")}
    assert tell(week, due=Occurrence(MONDAY + timedelta(days=14), "2026-W12")) is None
    assert said(week)[-1].payload["text"].startswith("A quiet week: from Mon 16 Mar to Sun 22 Mar no blocker was")


def test_who_is_off_on_monday_gets_it_when_they_are_back(week: World) -> None:
    back = MONDAY + timedelta(days=1)
    week.change_person("Tess", away_from=MONDAY - timedelta(days=3), away_until=back - timedelta(hours=8))
    assert tell(week, "Tess") == back
    assert said(week) == []
    assert week.rows(Timer) == []
    week.clock.at = back
    assert tell(week, "Tess", Occurrence(back, "2026-W10")) is None
    assert len([row for row in said(week) if not row.in_thread]) == 1
    assert waits(week) >= {("Tess", "2026-W11")}


def test_who_is_away_until_the_next_one_gets_that(week: World) -> None:
    week.change_person("Tess", away_from=MONDAY, away_until=MONDAY + timedelta(days=9))
    assert tell(week, "Tess") == "its time ends before their quiet time does"
    assert waits(week) == {("Tess", "2026-W11")}


def test_a_week_that_is_used_up_puts_it_off(week: World) -> None:
    week.policy = Policy(attention=AttentionPolicy(weekly_budget=1))
    with week.store.write.begin() as session:
        tess = session.get_one(Person, (week.workspace, week.people["Tess"]))
        digest_readers.unasked.ledger.spent(session, tess, kind="x", key="x", at=MONDAY)
    assert tell(week, "Tess") == "its time ends before there is room in their week"


@pytest.mark.parametrize("columns", [{"digest": False}, {"roles": []}, {"slack_id": None}])
def test_who_does_not_ask_for_it_gets_none(week: World, columns: dict[str, object]) -> None:
    week.change_person("Tess", **columns)
    if "slack_id" in columns:
        assert tell(week, "Tess") is None
        assert said(week)[0].target == ""
    else:
        assert tell(week, "Tess") == OTHER
        assert waits(week) == set(), "and no further one is planned"


def test_nobody_of_that_id(week: World) -> None:
    assert tell(week, "0" * 32) == OTHER


def test_without_a_channel_it_is_left_out_and_tried_in_a_week(week: World) -> None:
    week.policy = Policy()
    assert tell(week) == "no channel of the PMO is known"
    assert waits(week) == {("channel", "2026-W11")}


def test_a_quiet_week_is_one_line(world: World) -> None:
    world.policy = Policy(pmo=PmoPolicy(channel="C0PMO"))
    world.clock.at = MONDAY
    assert tell(world) is None
    (row,) = said(world)
    assert row.payload["text"].startswith("A quiet week: from Mon 2 Mar to Sun 8 Mar no blocker was reported")
