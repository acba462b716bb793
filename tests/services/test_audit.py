"""Does every change leave exactly one row that says who did what through which door?"""

from collections import Counter

import pytest

from services import audit, permissions
from services.permissions import Permission
from services.refusals import Refused
from tests.services.blocker_world import World


def test_each_line_of_history_has_its_row(world: World, apollo: str) -> None:
    filed, other = world.report("Mia", project_id=apollo), world.report("Dee", "The same")
    world.acknowledge("Bo", filed)
    world.edit("Mia", filed, title="Secret words in a title")
    world.comment("Cy", filed, "secret words in a comment")
    world.merge("Dee", other, filed)
    world.undo_last("Dee", other)
    world.hand_over("Bo", filed, "Cy", word="secret words to the next")
    world.clear("Cy", filed, "secret words of the end")
    lines = [*world.history(filed), *world.history(other)]
    rows = world.audits()
    assert Counter((row.subject_id, row.action, row.actor_id, row.details["version"]) for row in rows) == Counter(
        (line.blocker_id, f"blocker.{line.what}", line.by_id, line.seq) for line in lines
    )
    assert all(set(row.details) == {"number", "state", "version"} for row in rows)
    assert "secret" not in str([row.details for row in rows]).lower(), "free text stays in the history"
    assert {row.subject_kind for row in rows} == {"blocker"}
    assert all(row.seq is None and row.seal is None for row in rows), "sealed by a job, not here"


def test_a_refusal_leaves_no_row(world: World) -> None:
    filed = world.report("Mia")
    for name in ("Bo", "Cy"):
        with pytest.raises(Refused):
            world.withdraw(name, filed)
    assert [row.action for row in world.audits()] == ["blocker.reported"]


def test_the_door_is_named(world: World) -> None:
    with world.store.write.begin() as session:
        permissions.admit(
            session, {"delivery": world.delivery("Mia", door="blockers.clear"), "permission": Permission.HELP}
        )
        audit.record(session, world.workspace, actor_id=None, action="a", subject=("b", "c"), at=world.clock.now())
    with world.store.write.begin() as session:
        audit.record(session, world.workspace, actor_id=None, action="b", subject=("b", "c"), at=world.clock.now())
    assert {row.action: row.door for row in world.audits()} == {"a": "blockers.clear", "b": "clearway"}
