"""Is the world the same after a restart, and does a broken file do no harm?"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from playground import state, views
from playground.sample import DEFAULT, load
from playground.town import Playground
from playground.world import File, Message, World


def town() -> Playground:
    return Playground(load(DEFAULT, 1_700_000_000.0))


def full(town: Playground) -> None:
    town.world.files["F0A"] = File("F0A", "ä.png", content=bytes(range(256)), complete=True)
    message = town.post(Message("C0APOLLO", "", "U0MIA", "Grüße <&> \u2028", [{"type": "divider"}], files=["F0A"]))
    message.reactions = {"eyes": ["U0BEN"]}
    town.direct("U0MIA")
    views.publish(town, "U0MIA", {"type": "home", "blocks": [{"type": "divider"}]})
    views.open_modal(town, "U0BEN", {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": []})
    town.clock.skip(3_600)


def told(world: World) -> dict[str, object]:
    return {name: value for name, value in vars(world).items() if not name.startswith("_") and name != "base_url"}


def test_a_saved_world_comes_back(tmp_path: Path) -> None:
    before, after = town(), town()
    full(before)
    asyncio.run(state.Keeper(before, tmp_path / "deep" / "world.json").save())
    assert state.restore(after.world, tmp_path / "deep" / "world.json") == pytest.approx(3_600)
    assert told(after.world) == told(before.world)


def test_changes_are_saved_soon_and_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "world.json"

    async def story() -> None:
        place = town()
        keeping = asyncio.create_task(state.Keeper(place, path).run())
        await asyncio.sleep(0.05)
        place.post(Message("C0PMO", "", "U0BEN", "soon"))
        while not path.exists():
            await asyncio.sleep(0.02)
        assert "soon" in path.read_text()
        place.post(Message("C0PMO", "", "U0BEN", "at the end"))
        keeping.cancel()
        with pytest.raises(asyncio.CancelledError):
            await keeping

    asyncio.run(story())
    assert "at the end" in path.read_text()


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"version": 99}', '{"version": 1, "users": {"U": {"id": "U"}}}', "\x00"]
)
def test_a_broken_file_leaves_the_world_alone(tmp_path: Path, content: str) -> None:
    path = tmp_path / "world.json"
    path.write_text(content)
    place = town()
    before = json.dumps(told(place.world), default=vars)
    with pytest.raises(state.BrokenStateError, match="cannot be used"):
        state.restore(place.world, path)
    assert json.dumps(told(place.world), default=vars) == before
    assert state.move_aside(path).read_text() == content
    path.write_text("again")
    assert state.move_aside(path).name == "world.json.broken-2"
