"""How does the playground run: a socket, uvicorn on it, a line when it is ready, and a clean end on a signal."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable

import uvicorn
from starlette.applications import Starlette

from playground.drop import DroppableProtocol

LAST_CALL = 0.3  # seconds for answers that are under way at the end; then open pages are cut off
GRACE = 5  # seconds after which whatever still runs is given up


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address (port 0: any free one). Raises OSError when the port is busy."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except OSError:
        bound.close()
        raise
    return bound


class Server(uvicorn.Server):
    """uvicorn's server, which tells when it is ready and when it ends."""

    def __init__(self, app: Starlette, ready: Callable[[], None], ending: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=DroppableProtocol,
                log_level="warning",
                access_log=False,
                timeout_graceful_shutdown=GRACE,
            )
        )
        self._ready = ready
        self._ending = ending

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen, then say so."""
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End: a page keeps its connection open for good, so it is not waited for."""
        self._ending()
        asyncio.get_running_loop().call_later(LAST_CALL, self._cut)
        await super().shutdown(sockets)

    def _cut(self) -> None:
        for connection in list(self.server_state.connections):
            connection.transport.abort()


async def serve(app: Starlette, bound: socket.socket, ready: Callable[[], None], ending: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM; `ready` is called when it serves, `ending` when it begins to stop."""
    for number in (signal.SIGINT, signal.SIGTERM):
        # uvicorn raises the signal again when it is done; without this the process would end as if it had been killed
        signal.signal(number, lambda *_: None)
    await Server(app, ready, ending).serve([bound])
