"""Is a Home tab kept up to date for those who opened theirs, and for nobody else?"""

from models.outbox import Act, Sending
from models.people import Person
from notices import home
from planning.people import Standing
from services import attention
from tests.services.blocker_world import World


def opened(world: World, *names: str) -> None:
    for name in names:
        with world.store.write.begin() as session:
            home.publish(session, session.get_one(Person, (world.workspace, world.people[name])), world.occasion())


def drawn(world: World) -> dict[str, str]:
    """Whose Home is to be drawn, and what it will say."""
    return {
        world.name_of(row.target) or "": str(row.payload["view"])
        for row in world.outbox()
        if row.act == Act.PUBLISH and row.state == Sending.PENDING
    }


def test_a_change_draws_the_tabs_of_those_who_opened_theirs(world: World, apollo: str) -> None:
    opened(world, "Mia", "Cy")
    filed = world.report("Mia", "No licence", tell=True, project_id=apollo)
    home_of = drawn(world)
    assert set(home_of) == {"Mia", "Cy"}
    assert "No licence" in home_of["Mia"]
    assert "No licence" not in home_of["Cy"]
    opened(world, "Bo")
    world.hand_over("Bo", filed, "Cy", tell=True)
    home_of = drawn(world)
    assert "No licence" not in home_of["Bo"], "the former owner's too"
    assert "No licence" in home_of["Cy"]


def test_a_new_raiser_and_the_former_one_and_the_reporter(world: World) -> None:
    opened(world, "Mia", "Cy", "Dee")
    filed = world.report("Dee", "No licence", tell=True, raised_by=world.people["Mia"])
    assert "No licence" in drawn(world)["Dee"]
    world.edit("Dee", filed, title="No licence", raised_by=world.people["Cy"], tell=True)
    assert ["No licence" in drawn(world)[name] for name in ("Mia", "Cy", "Dee")] == [False, True, True]


def test_only_the_newest_drawing_is_sent(world: World) -> None:
    opened(world, "Mia")
    world.report("Mia", "One", tell=True)
    world.report("Mia", "Two", tell=True)
    rows = [row for row in world.outbox() if row.act == Act.PUBLISH]
    assert [row.state for row in rows] == [Sending.CANCELLED, Sending.CANCELLED, Sending.PENDING]


def test_a_tab_counts_what_the_bot_spent(world: World) -> None:
    with world.store.write.begin() as session:
        mia = session.get_one(Person, (world.workspace, world.people["Mia"]))
        for key in "ab":
            attention.spent(session, mia, kind="notice", key=key, at=world.clock.now())
    opened(world, "Mia")
    assert "*2 of at most 5*" in drawn(world)["Mia"]


def test_who_is_not_served_reads_a_sentence(world: World) -> None:
    world.change_person("Mia", standing=Standing.STRANGER)
    opened(world, "Mia")
    assert "works for members of this workspace" in drawn(world)["Mia"]


def test_long_lists_still_fit_a_view(world: World) -> None:
    for number in range(25):
        world.report("Ana", f"Number {number}", raised_by=world.people["Ana"])
    opened(world, "Ana")
    (row,) = (row for row in world.outbox() if row.act == Act.PUBLISH)
    assert len(row.payload["view"]["blocks"]) <= 100


def test_a_tab_counts_what_it_has_no_room_for(world: World) -> None:
    for number in range(25):
        world.report("Mia", f"Number {number}")
    opened(world, "Mia", "Ana")
    assert "25 blockers of yours are open" in drawn(world)["Mia"]
    assert "And 5 more." in drawn(world)["Mia"]
    assert "25 blockers wait for you" in drawn(world)["Ana"]
