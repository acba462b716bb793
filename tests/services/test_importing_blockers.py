"""Do blockers get into the store as the sheet says, with their history, and without a word to anybody?"""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bot.clock import FixedClock
from models.blockers import Blocker, BlockerChange, BlockerLink, BlockerPerson
from models.climbs import BlockerClimb
from models.outbox import Card, OutboxRow
from models.store import Store
from models.timers import Timer
from planning.weeks import week_of
from services import blocker_history, blocker_lists, digests, ladders
from tests.services.blocker_world import World
from tests.services.import_desk import Desk

ANA, BO, MIA = "ana@fernwood.example", "bo@fernwood.example", "mia@fernwood.example"
HEADER = "id,title,project,raised_by,owner,cause,since,needed_by,hours_per_week,people,blocks,state,duplicate_of,cleared_at\n"
SHORT = "id,title,raised_by,since\n"


def line(code: str, **cells: str) -> str:
    given = {"title": "No access", "raised_by": ANA, "since": "2026-02-20"} | cells
    return ",".join([code, *(f'"{given.get(name, "")}"' for name in HEADER.strip().split(",")[1:])]) + "\n"


def test_every_column_goes_where_it_belongs(desk: Desk) -> None:
    desk.bring(projects="code\nAPOLLO\n")
    full = line(
        "RISK-7", project="apollo", owner="U0BO", cause="Vendor", needed_by="2026-03-20", hours_per_week="12.50"
    )
    full += line("B-40", people=f"{BO}, U0ANA", blocks="risk-7;R8", state="in progress")
    full += line("R8", state="cleared", cleared_at="2026-02-27") + line("R9", state="duplicate", duplicate_of="b-40")
    assert desk.counts(blockers=HEADER + full) == (4, 0, 0, 0)
    assert desk.counts(blockers=HEADER + full) == (0, 0, 4, 0)
    ids = dict(desk.rows(Blocker, "number", "id"))
    assert sorted(
        desk.rows(Blocker, "number", "code", "state", "cause", "owner_id", "needed_by", "hours_per_week")
    ) == [
        (40, None, "in_progress", "other", None, None, None),
        (41, "RISK-7", "open", "vendor", desk.person(BO).id, date(2026, 3, 20), Decimal("12.50")),
        (42, "R8", "cleared", "other", None, None, None),
        (43, "R9", "duplicate", "other", None, None, None),
    ]
    assert desk.rows(BlockerPerson, "blocker_id", "person_id") == [(ids[40], desk.person(BO).id)]
    assert desk.rows(BlockerLink, "blocker_id", "blocks_id") == sorted([(ids[40], ids[41]), (ids[40], ids[42])])
    assert [one for one in desk.rows(Blocker, "duplicate_of") if one[0]] == [(ids[40],)]
    assert (datetime(2026, 2, 27, 12, tzinfo=UTC),) in desk.rows(Blocker, "cleared_at")
    assert {what for (what,) in desk.rows(BlockerChange, "what")} == {"imported"}


def test_a_known_one_changes_as_the_row_says_and_keeps_the_rest(desk: Desk) -> None:
    desk.bring(blockers=HEADER + line("R1", owner=BO, people=BO, needed_by="2026-03-20") + line("R2"))
    desk.bring(blockers="id,title,owner,people,blocks,needed_by\nr1,Still no access,-,-,R2,\n")
    (first, second) = desk.rows(Blocker, "code", "title", "owner_id", "needed_by", "version")
    assert first == ("R1", "Still no access", None, date(2026, 3, 20), 2)
    assert second[-1] == 1
    assert desk.rows(BlockerPerson, "person_id") == []
    found = [one for one in desk.rows(BlockerChange, "seq", "before", "after") if one[0] == 2]
    assert found[0][1]["people"] == [desk.person(BO).id]
    assert set(found[0][2]) == {"title", "owner_id", "people", "blocks"}
    desk.bring(blockers="id,state\nR1,cleared\n")
    desk.bring(blockers="id,state\nR1,open\n")
    assert desk.rows(Blocker, "code", "state", "cleared_at")[0] == ("R1", "open", None)


def test_numbers_go_on_after_those_that_files_bring(desk: Desk) -> None:
    desk.bring(blockers=SHORT + f"B-12,A,{ANA},2026-02-20\nX,B,{ANA},2026-02-20\nB-3,C,{ANA},2026-02-20\n")
    desk.bring(blockers=SHORT + f"Y,D,{ANA},2026-02-20\nB-2,E,{ANA},2026-02-20\n")
    assert sorted(desk.rows(Blocker, "number", "code"))[1:] == [(3, None), (12, None), (13, "X"), (14, "Y")]
    assert desk.counts(blockers="id,title\nb-13,B now\n") == (0, 1, 0, 0)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("R1,,{ana},2026-02-20\n", "blockers:2:title: it is empty, and nothing is known yet, write a value"),
        ("R1,A,x@x.example,2026-02-20\n", "blockers:2:raised_by: nobody is known as “x@x.example”"),
        (
            "R1," + "x" * 501 + ",{ana},2026-02-20\n",
            "blockers:2:title: the title has 501 characters, write at most 500",
        ),
        ("B-1,A,{ana},2026-02-20\nB-1x,A,,2026-02-20\n", "blockers:3:raised_by: it is empty"),
    ],
)
def test_what_a_new_one_needs(sqlite_desk: Desk, rows: str, said: str) -> None:
    assert sqlite_desk.refused(blockers=SHORT + rows.replace("{ana}", ANA))[0].startswith(said)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (line("R1", blocks="R9"), "blockers:2:blocks: there is no blocker “R9”, add it to the sheet blockers"),
        (line("R1", blocks="R1"), "blockers:2:blocks: it would block itself, name other blockers only"),
        (line("R1", state="duplicate"), "blockers:2:duplicate_of: it is empty, and a duplicate is one of something"),
        (
            line("R1", state="duplicate", duplicate_of="R1"),
            "blockers:2:duplicate_of: it would be a duplicate of itself",
        ),
        (line("R1", state="duplicate", duplicate_of="R9"), "blockers:2:duplicate_of: there is no blocker “R9”"),
        (
            line("R1", duplicate_of="R2") + line("R2"),
            "blockers:2:duplicate_of: the blocker is open, write duplicate as",
        ),
        (line("R1", cleared_at="2026-02-21"), "blockers:2:cleared_at: the blocker is open, write cleared as its state"),
        (
            line("R1", blocks="R2") + line("B-9", blocks="R1") + line("R2", blocks="b-9"),
            "blockers:4:blocks: this goes round in a circle (B-9 blocks R1 blocks R2 blocks B-9), leave one of these out",
        ),
        (
            line("R1", state="duplicate", duplicate_of="R2") + line("R2", state="duplicate", duplicate_of="R1"),
            "blockers:3:duplicate_of: this goes round in a circle (R1 is a duplicate of R2 is a duplicate of R1)",
        ),
    ],
)
def test_what_cannot_be_is_said_with_what_would_be_right(sqlite_desk: Desk, rows: str, said: str) -> None:
    assert sqlite_desk.refused(blockers=HEADER + rows)[0].startswith(said)


def test_nobody_hears_of_an_import_until_somebody_touches_one(store: Store, clock: FixedClock, world: World) -> None:
    world.project("APOLLO", manager="Bo", channel="C0APOLLO")
    desk = Desk(store, world.workspace, clock)
    given = {"project": "APOLLO", "owner": BO, "raised_by": MIA}
    desk.bring(blockers=HEADER + line("R1", **given) + line("R2", blocks="R1", **given) + line("R3", **given))
    desk.bring(blockers="id,title\nR1,Still no access\n")
    ids = dict(desk.rows(Blocker, "code", "id"))
    with store.read.begin() as session:
        assert ladders.unbegun(session, limit=9) == []
        assert (session.query(OutboxRow).count(), session.query(Timer).count()) == (0, 0)
        first = blocker_lists.see(session, world.workspace, ids["R1"])
        assert blocker_history.offer(session, first, at=clock.now(), undo_hours=24) is None
    world.comment("Mia", ids["R2"], tell=True)
    assert climbs(store) == [ids["R2"]], "what waits for the one that was touched still rests"
    assert len(cards(store)) == 1
    world.clear("Bo", ids["R2"], tell=True)
    assert len(cards(store)) == 1
    world.acknowledge("Bo", ids["R1"], tell=True)
    assert climbs(store) == sorted([ids["R1"], ids["R2"]])
    assert len(cards(store)) == 2
    assert world.whats(ids["R1"]) == ["imported", "imported", "acknowledged"]


def test_one_that_a_file_cleared_can_be_read_and_commented(store: Store, clock: FixedClock, world: World) -> None:
    world.project("APOLLO", manager="Bo", channel="C0APOLLO")
    desk = Desk(store, world.workspace, clock)
    desk.bring(blockers=HEADER + line("R1", project="APOLLO", raised_by=MIA, state="cleared", cleared_at="2026-02-27"))
    ((blocker_id,),) = desk.rows(Blocker, "id")
    world.comment("Mia", blocker_id, "Thank you", tell=True)
    assert len(cards(store)) == 1
    assert climbs(store) == []


def test_what_slack_reported_begins_its_ladder_though_a_file_changed_it_at_once(
    store: Store, clock: FixedClock, world: World
) -> None:
    blocker_id = world.report("Mia")
    Desk(store, world.workspace, clock).bring(blockers="id,title\nB-1,Another title\n")
    assert world.whats(blocker_id) == ["reported", "imported"]
    with store.read.begin() as session:
        assert ladders.unbegun(session, limit=9) == [(world.workspace, blocker_id)]


def test_the_digest_counts_what_a_file_brought_as_open_but_not_as_reported_that_week(
    store: Store, clock: FixedClock, world: World
) -> None:
    reported = world.report("Mia")
    Desk(store, world.workspace, clock).bring(blockers=HEADER + line("R1", raised_by=MIA))
    with store.read.begin() as session:
        week = week_of(clock.now().date())
        found = digests.blockers_of(session, world.workspace, week, ZoneInfo("UTC"), world.policy.availability)
    assert (found.open, [one.id for one in found.reported]) == (2, [reported])


def cards(store: Store) -> list[Card]:
    with store.read.begin() as session:
        return [one for one in session.query(Card) if one.target == "C0APOLLO"]


def climbs(store: Store) -> list[str]:
    with store.read.begin() as session:
        return sorted(one.blocker_id for one in session.query(BlockerClimb))
