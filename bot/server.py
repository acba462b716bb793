"""How is the site served on a port, and how does it end without cutting off an answer?"""

import threading
import time
from typing import Any

from waitress import wasyncore
from waitress.server import create_server

THREADS = 40  # more than the intake takes, so that /healthz and "busy" are answered when it is full


class PortTakenError(Exception):
    """The message says which port and what to do."""


class Server:
    """waitress in a thread of its own. The port is bound, and so known to be free, once this is made."""

    def __init__(self, application: Any, host: str, port: int) -> None:
        self._map: dict[int, Any] = {}
        self._stopping = threading.Event()
        try:
            self._server: Any = create_server(
                application,
                map=self._map,
                host=host,
                port=port,
                threads=THREADS,
                ident="clearway",
                max_request_body_size=9_000_000,  # the site itself refuses from a little less on, in words
                channel_timeout=30,
                connection_limit=500,
                clear_untrusted_proxy_headers=True,
            )
        except OSError as error:
            raise PortTakenError(
                f"The HTTP server could not listen on {host} port {port} ({error.strerror or error}). "
                "Set CLEARWAY_HTTP_PORT to another port, or to 0 for any free one."
            ) from error
        self._thread = threading.Thread(target=self._loop, name="http", daemon=True)

    @property
    def port(self) -> int:
        if hasattr(self._server, "effective_listen"):  # a name such as localhost may stand for two addresses
            return int(self._server.effective_listen[0][1])
        return int(self._server.effective_port)

    def start(self) -> None:
        self._thread.start()

    def stop(self, seconds: float = 5.0) -> None:
        """Send out the answers that are under way, for at most so many seconds, then close the port."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(seconds + 1)
        self._server.task_dispatcher.shutdown(cancel_pending=True, timeout=1)
        wasyncore.close_all(self._map)

    def _loop(self) -> None:
        while not self._stopping.is_set():
            wasyncore.loop(timeout=0.25, map=self._map, count=1)
        until = time.monotonic() + 5
        while time.monotonic() < until and any(_busy(channel) for channel in list(self._map.values())):
            wasyncore.loop(timeout=0.05, map=self._map, count=1)


def _busy(channel: Any) -> bool:
    return bool(getattr(channel, "requests", None) or getattr(channel, "total_outbufs_len", 0))
