"""A town that is served by a thread of this process, so that its clock can be any: Slack's limits on virtual time."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from slack_sdk import WebClient

from playground.clock import Clock
from playground.sample import load
from playground.server import create_server
from playground.serving import Server, listen
from playground.town import Playground
from playground.world import JSON, User
from tests.house import SMALL
from tests.soak.virtual_time import VirtualTime
from tests.town import HISTORY, SCOPES, TOKEN

AWAY = 0.2  # seconds that a call takes, there and back


@contextmanager
def near_town(time: VirtualTime, members: Iterable[str] = ()) -> Iterator[Playground]:
    """The small organisation with these members besides (Slack's ids), under Slack's limits."""
    bound = listen("127.0.0.1", 0)
    clock = Clock(wall=lambda: time.now().timestamp())
    town = Playground(
        load(SMALL / "organisation.json", clock.wall()), clock, f"http://127.0.0.1:{bound.getsockname()[1]}"
    )
    town.world.scopes = [*SCOPES, *HISTORY]
    town.world.users |= {one: User(one, one.lower(), one) for one in members}
    ready = threading.Event()
    server = Server(create_server(town), ready.set, town.close)
    serving = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    serving.start()
    assert ready.wait(20), "the town was not there in time"
    try:
        yield town
    finally:
        server.should_exit = True
        serving.join(20)


class Distant(WebClient):
    """A call takes its while on the virtual clock."""

    def __init__(self, town: Playground, pause: Callable[[threading.Event, float], bool]) -> None:
        super().__init__(TOKEN, base_url=f"{town.base_url}/api/", retry_handlers=[])
        self._pause, self._never = pause, threading.Event()

    def api_call(self, *arguments: object, **more: object) -> object:  # type: ignore[override]
        self._pause(self._never, AWAY)
        return super().api_call(*arguments, **more)  # type: ignore[arg-type]


def entries(town: Playground, kind: str) -> list[JSON]:
    """What the town's journal has of a kind."""
    return [entry for entry in town.journal.since() if entry["kind"] == kind]
