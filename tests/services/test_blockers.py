"""Can everything be done with a blocker that should, and is everything else refused in a sentence?"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from planning.blockers import Cause, Change, State
from planning.people import Standing
from services.policies import PmoPolicy, Policy
from services.refusals import NotAllowed, Refused, Stale
from tests.services.blocker_world import World

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_a_report_keeps_everything_that_was_said(world: World, apollo: str) -> None:
    filed = world.report(
        "Mia",
        "Security review is missing",
        project_id=apollo,
        helper_id=world.people["Cy"],
        cause=Cause.LEGAL,
        since=date(2026, 2, 27),
        needed_by=date(2026, 3, 6),
        needed_at=datetime(2026, 3, 6, 16, 0, tzinfo=UTC),
        hours_per_week=Decimal("7.5"),
        people=(world.people["Dee"], world.people["Mia"]),
        source_link="https://fernwood.example/p1",
        picture="F1",
    )
    kept = world.blocker(filed)
    assert (kept.number, kept.state, kept.version) == (1, State.OPEN, 1)
    assert (kept.raised_by, kept.reported_by) == (world.people["Mia"], world.people["Mia"])
    assert (kept.owner_id, kept.helper_id, kept.cause) == (world.people["Bo"], world.people["Cy"], Cause.LEGAL)
    assert (kept.since, kept.needed_by) == (date(2026, 2, 27), date(2026, 3, 6))
    assert kept.needed_at == datetime(2026, 3, 6, 16, 0, tzinfo=UTC)
    assert kept.hours_per_week == Decimal("7.5")
    assert (kept.source_link, kept.picture, kept.created_at) == ("https://fernwood.example/p1", "F1", NOW)
    assert world.held(filed) == {"Dee"}, "the raiser is not held up a second time"
    (line,) = world.history(filed)
    assert (line.what, line.by_id, line.before) == (Change.REPORTED, world.people["Mia"], {})
    assert line.after["needed_by"] == "2026-03-06"


def test_the_day_it_began_is_the_reporters_own(world: World) -> None:
    world.clock.at = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)  # already Tuesday in Berlin, still Monday in Denver
    world.person("Den", zone="America/Denver")
    assert world.blocker(world.report("Mia")).since == date(2026, 3, 3)
    assert world.blocker(world.report("Den")).since == date(2026, 3, 2)


def test_reported_for_somebody_else(world: World) -> None:
    kept = world.blocker(world.report("Mia", raised_by=world.people["Cy"]))
    assert (kept.raised_by, kept.reported_by) == (world.people["Cy"], world.people["Mia"])


@pytest.mark.parametrize(
    ("manager", "lead", "admins", "owner"),
    [
        ("Mona", "lena@fernwood.example", ("Zed",), "Mona"),
        ("Gone", "lena@fernwood.example", ("Zed",), "Lena"),
        (None, "LENA@fernwood.example", ("Zed",), "Lena"),
        (None, "gone@fernwood.example", ("Zed", "abe"), "abe"),
        (None, None, ("Zed", "abe"), "abe"),
        (None, "nobody@fernwood.example", (), None),
        (None, None, (), None),
    ],
)
def test_who_is_to_clear_it(store, clock, manager, lead, admins, owner) -> None:  # type: ignore[no-untyped-def]
    world = World(store, clock, Policy(pmo=PmoPolicy(lead=lead)))
    world.everybody("Mia", "Mona", "Lena")
    world.person("Gone", standing=Standing.DEACTIVATED, is_admin=True)
    for name in admins:  # of the workspace; then of Clearway, then of its PMO, and each goes before the last
        world.person(name, is_admin=True)
    project = world.project("APOLLO", manager=manager)
    kept = world.blocker(world.report("Mia", project_id=project))
    assert world.name_of(kept.owner_id) == owner


def test_from_open_to_cleared(world: World, apollo: str) -> None:
    filed = world.report("Mia", project_id=apollo)
    world.acknowledge("Bo", filed)
    world.start("Bo", filed)
    world.clock.add(hours=2)
    world.clear("Bo", filed, "  The firewall was opened  ")
    kept = world.blocker(filed)
    assert (kept.state, kept.cleared_with, kept.cleared_at) == (
        State.CLEARED,
        "The firewall was opened",
        NOW + timedelta(hours=2),
    )
    assert (kept.version, kept.updated_at) == (4, world.clock.now())
    assert world.whats(filed) == ["reported", "acknowledged", "started", "cleared"]
    ended = world.history(filed)[-1]
    assert ended.before == {"state": "in_progress", "cleared_at": None, "cleared_with": None}
    assert ended.after == {
        "state": "cleared",
        "cleared_at": "2026-03-02T11:00:00+00:00",
        "cleared_with": "The firewall was opened",
    }


def test_clearing_without_a_word(world: World) -> None:
    filed = world.report("Mia")
    world.clear("Mia", filed, "   ")
    assert world.blocker(filed).cleared_with is None


@pytest.mark.parametrize(
    ("first", "then", "sentence"),
    [
        (Change.ACKNOWLEDGED, Change.ACKNOWLEDGED, "has been acknowledged already by Bo"),
        (Change.STARTED, Change.STARTED, "is being worked on already by Bo"),
        (Change.STARTED, Change.ACKNOWLEDGED, "is being worked on already by Bo"),
        (Change.CLEARED, Change.CLEARED, "was cleared in the meantime by Bo"),
        (Change.CLEARED, Change.WITHDRAWN, "was cleared in the meantime by Bo"),
        (Change.CLEARED, Change.EDITED, "was cleared in the meantime by Bo"),
        (Change.CLEARED, Change.HANDED_OVER, "was cleared in the meantime by Bo"),
        (Change.CLEARED, Change.LINKED, "was cleared in the meantime by Bo"),
        (Change.MERGED, Change.CLEARED, "was merged with another one in the meantime by Bo"),
        (Change.MERGED, Change.MERGED, "was merged with another one in the meantime by Bo"),
    ],
)
def test_who_comes_second_hears_who_was_first(
    world: World, apollo: str, first: Change, then: Change, sentence: str
) -> None:
    filed, other = world.report("Mia", project_id=apollo), world.report("Mia", "Another")
    how = {"people": [], "blocks": [], "into": other, "to": world.people["Cy"]}
    world.do("Bo", filed, world.verb(first, **how))
    if first in {Change.ACKNOWLEDGED, Change.STARTED}:
        world.edit("Mia", filed, title="Edited since")  # must not be taken for who was first
    world.comment("Cy", filed)
    before = world.blocker(filed).version
    if then is Change.EDITED:
        how = {"title": "Too late"}
    with pytest.raises(Stale) as refusal:
        world.do("Ana", filed, world.verb(then, **how))
    assert str(refusal.value) == f"B-1 {sentence}, so nothing was changed."
    assert world.blocker(filed).version == before


def test_withdrawn_by_its_raiser_alone(world: World, apollo: str) -> None:
    filed = world.report("Mia", project_id=apollo)
    with pytest.raises(NotAllowed, match="the person who raised it or the project management office can withdraw it"):
        world.withdraw("Bo", filed)
    world.withdraw("Mia", filed)
    assert world.blocker(filed).state == State.WITHDRAWN


def test_a_blocker_that_waits_for_another_cannot_be_cleared_first(world: World) -> None:
    first, second, third = (world.report("Mia", title) for title in ("Password", "Server", "Licence"))
    world.link("Mia", first, second)
    world.link("Mia", third, second)
    with pytest.raises(Refused, match=r"B-2 still waits for B-1, B-3\. Clear that first"):
        world.clear("Mia", second)
    assert world.blocker(second).state == State.OPEN
    with pytest.raises(NotAllowed):
        world.clear("Cy", second)  # who may not hears that, not what it waits for
    world.clear("Mia", first)
    world.withdraw("Mia", third)
    world.clear("Mia", second)
    world.comment("Mia", second, "And that was that")


def test_hand_over_and_back(world: World, apollo: str) -> None:
    filed = world.report("Mia", project_id=apollo)
    world.acknowledge("Bo", filed)
    world.hand_over("Bo", filed, "Cy", word="You know the vendor")
    kept = world.blocker(filed)
    assert (kept.owner_id, kept.state) == (world.people["Cy"], State.OPEN)
    line = world.history(filed)[-1]
    assert line.before == {"owner_id": world.people["Bo"], "state": "acknowledged"}
    assert line.after == {"owner_id": world.people["Cy"], "state": "open"}
    assert line.text == "You know the vendor"
    with pytest.raises(Stale, match="B-1 is with Cy already"):
        world.hand_over("Cy", filed, "Cy")
    world.hand_over("Cy", filed, "Bo")
    assert world.blocker(filed).owner_id == world.people["Bo"]
    with pytest.raises(NotAllowed, match="its owner or the project management office can hand it over"):
        world.hand_over("Cy", filed, "Cy")


@pytest.mark.parametrize("standing", [Standing.DEACTIVATED, Standing.BOT, Standing.STRANGER])
def test_nobody_who_cannot_be_asked_takes_one_over(world: World, standing: Standing) -> None:
    world.person("Xi", standing=standing)
    filed = world.report("Mia")
    with pytest.raises(Refused, match="choose a member of this workspace"):
        world.hand_over("Ana", filed, "Xi")
    with pytest.raises(Refused, match="choose a member of this workspace"):
        world.do("Ana", filed, world.verb(Change.HANDED_OVER, to="0" * 32))


def test_comments_are_kept_in_every_state_but_empty_ones(world: World) -> None:
    filed = world.report("Mia")
    world.comment("Cy", filed, "  I know somebody there ")
    world.withdraw("Mia", filed)
    world.comment("Cy", filed, "x" * 5000)
    assert [one.text for one in world.history(filed) if one.text] == ["I know somebody there", "x" * 3000]
    with pytest.raises(Refused, match="empty"):
        world.comment("Cy", filed, " \n ")


def test_whoever_takes_one_without_an_owner_becomes_it(store, clock) -> None:  # type: ignore[no-untyped-def]
    world = World(store, clock)
    world.everybody("Mia", "Bo", "Cy")
    seen, begun, given = (world.report("Mia") for _ in range(3))
    world.acknowledge("Bo", seen)
    world.start("Bo", begun)
    world.hand_over("Bo", given, "Cy")
    owners = [world.name_of(world.blocker(one).owner_id) for one in (seen, begun, given)]
    assert owners == ["Bo", "Bo", "Cy"]
    world.undo_last("Bo", seen)
    assert world.blocker(seen).owner_id is None


def test_the_deputy_of_an_owner_who_is_away_acts_and_only_then(world: World, apollo: str) -> None:
    filed = world.report("Mia", project_id=apollo)
    world.change_person("Bo", deputy_id=world.people["Cy"])
    with pytest.raises(NotAllowed):
        world.acknowledge("Cy", filed)
    world.change_person("Bo", away_from=NOW, away_until=NOW + timedelta(days=7))
    world.acknowledge("Cy", filed)
    kept = world.blocker(filed)
    assert (kept.state, kept.owner_id) == (State.ACKNOWLEDGED, world.people["Bo"]), "it stays with its owner"
    assert world.history(filed)[-1].by_id == world.people["Cy"]
    world.clock.add(days=7)
    with pytest.raises(NotAllowed):
        world.start("Cy", filed)
