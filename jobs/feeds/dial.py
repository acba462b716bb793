"""How is a place reached at exactly the address that was checked, and never for longer than there is time?"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpcore

from readers.calendars.places import INSIDE, Place, public
from readers.calendars.values import Unreadable

TRIES = 3  # addresses of one host
UNKNOWN = "The calendar's host cannot be found."
SLOW = "The calendar's host takes too long to answer."

Resolve = Callable[[str, int, float], Sequence[str]]  # (host, port, seconds) → its IP addresses
Dial = Callable[[str, int, float], httpcore.NetworkStream]  # (IP address, port, seconds) → a connection


def resolved(host: str, port: int, seconds: float) -> Sequence[str]:
    """The addresses of a host, each once, in the system's order; Unreadable where there are none in time."""
    found: list[str] = []

    def look() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(dict.fromkeys(str(row[4][0]) for row in rows))

    # The system's resolver knows no limit of time, so it is left alone with the question once the time is up.
    asking = threading.Thread(target=look, name="calendar-host", daemon=True)
    asking.start()
    asking.join(seconds)
    if asking.is_alive() or not found:
        raise Unreadable(SLOW if asking.is_alive() else UNKNOWN, passing=True)
    return tuple(found)


def dialled(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=seconds)


@dataclass(frozen=True)
class Ways:
    """Everything of the outside that a fetch uses.

    allowed: origins on this machine that are let pass, such as the playground's http://127.0.0.1:3999.
    """

    resolve: Resolve = resolved
    dial: Dial = dialled
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    seconds: Callable[[], float] = time.monotonic
    allowed: frozenset[str] = frozenset()


class Deadline:
    """The instant, on the clock of `ways`, at which a fetch is over."""

    def __init__(self, ways: Ways, seconds: float) -> None:
        self._now = ways.seconds
        self._until = ways.seconds() + seconds

    def left(self) -> float:
        """Seconds, more than none; httpcore.ReadTimeout when the time is up."""
        left = self._until - self._now()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left


class Timed(httpcore.NetworkStream):
    """A connection of which each step gets only the time that is left: dripping byte by byte gains nothing."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return Timed(self._stream.start_tls(ssl_context, server_hostname, self._deadline.left()), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Pinned(httpcore.NetworkBackend):
    """Connects to the place it was made for, resolved once and checked; what it is asked for does not matter."""

    def __init__(self, place: Place, ways: Ways, deadline: Deadline) -> None:
        self._place = place
        self._ways = ways
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = _checked(self._place, self._ways, self._deadline)[:TRIES]
        for address in addresses[:-1]:
            try:
                return self._dialled(address)
            except httpcore.ConnectError:
                continue  # a host with several addresses may be reached by another
        return self._dialled(addresses[-1])

    def _dialled(self, address: str) -> httpcore.NetworkStream:
        return Timed(self._ways.dial(address, self._place.port, self._deadline.left()), self._deadline)


def _checked(place: Place, ways: Ways, deadline: Deadline) -> Sequence[str]:
    if place.local:
        return (place.host,)
    addresses = ways.resolve(place.host, place.port, deadline.left())
    # One private address among public ones is no mistake of a calendar's host: it is how others try the door.
    if not all(map(public, addresses)):
        raise Unreadable(INSIDE)
    if not addresses:
        raise Unreadable(UNKNOWN, passing=True)
    return addresses
