"""What stands at a calendar's address now, if anything changed since it was last read?"""

import re
import ssl
from dataclasses import dataclass
from urllib.parse import urljoin

import httpcore

from jobs.feeds.dial import SLOW, Deadline, Pinned, Ways
from readers.calendars.places import Place, place
from readers.calendars.values import Unreadable

SILENT = "The calendar's host does not answer."
_MOVED = frozenset({301, 302, 303, 307, 308})
_SENTENCES = {
    401: "The calendar's host asks for a password; a feed needs an address that opens without one.",
    403: "The calendar's host does not let Clearway in; the address may have been withdrawn.",
    404: "There is no calendar at the address any more.",
    410: "There is no calendar at the address any more.",
    429: "The calendar's host asks for patience.",
}
_STAMP = re.compile(r"[\x20-\x7e]{1,200}\Z")


@dataclass(frozen=True)
class Limits:
    """How much a fetch may take: seconds in all, bytes of the calendar, redirects.

    None is followed unless that is asked for: those who give out calendars give out the address that holds them.
    """

    seconds: float = 10.0
    size: int = 1_000_000
    redirects: int = 0


@dataclass(frozen=True)
class Stamp:
    """How a host tells one state of a calendar from another; what it said last, empty where it said nothing."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True)
class Fetched:
    """A calendar's bytes, or None where nothing changed since the stamp; and the stamp to send next time."""

    data: bytes | None
    stamp: Stamp


@dataclass(frozen=True)
class _Moved:
    to: str


def fetch(address: str, ways: Ways, stamp: Stamp | None = None, limits: Limits | None = None) -> Fetched:
    """What stands at the address. Unreadable with a sentence for its owner, who alone may read the address.

    Waits for at most `limits.seconds`. No cookies, no proxy, no name and password, and never the same question twice.
    """
    limits = limits or Limits()
    deadline = Deadline(ways, limits.seconds)
    where, allowed = place(address, ways.allowed), ways.allowed
    for _ in range(limits.redirects + 1):
        answer = _ask(where, ways, deadline, stamp or Stamp(), limits.size)
        if isinstance(answer, Fetched):
            return answer
        # From the internet no redirect leads to a place on this machine, allowed or not.
        allowed = allowed if where.local else frozenset()
        where = place(_joined(where, answer.to), allowed)
    raise Unreadable(
        "The calendar's address leads on to another too many times."
        if limits.redirects
        else "The calendar's address leads on to another one, where Clearway does not follow. Name that one instead."
    )


def _joined(where: Place, to: str) -> str:
    try:
        return urljoin(where.origin + where.target, to)
    except ValueError:
        raise Unreadable("The calendar's address leads on to something that is no address.") from None


def _ask(where: Place, ways: Ways, deadline: Deadline, stamp: Stamp, size: int) -> Fetched | _Moved:
    backend = Pinned(where, ways, deadline)
    try:
        with (
            httpcore.ConnectionPool(ways.tls, max_connections=1, network_backend=backend) as pool,
            pool.stream("GET", _url(where), headers=_headers(where, stamp)) as response,
        ):
            return _answer(response, stamp, size)
    except httpcore.TimeoutException:
        raise Unreadable(SLOW, passing=True) from None
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise _unheard(error) from None


def _unheard(error: Exception) -> Unreadable:
    if isinstance(error.__cause__ or error.__context__, ssl.SSLError):
        return Unreadable("The calendar's host cannot prove that it is who it says it is (its certificate).")
    if isinstance(error, httpcore.ProtocolError):
        return Unreadable("The calendar's host gives an answer that cannot be understood.", passing=True)
    return Unreadable(SILENT, passing=True)


def _url(where: Place) -> httpcore.URL:
    return httpcore.URL(
        scheme=where.scheme.encode(), host=where.host.encode(), port=where.port, target=where.target.encode()
    )


def _headers(where: Place, stamp: Stamp) -> list[tuple[str, str]]:
    headers = [
        ("Host", where.authority),
        ("User-Agent", "Clearway"),
        ("Accept", "text/calendar, */*;q=0.1"),
        ("Accept-Encoding", "identity"),  # what is not unpacked cannot swell
        ("Connection", "close"),
    ]
    asked = (("If-None-Match", stamp.etag), ("If-Modified-Since", stamp.modified))
    return [*headers, *((name, value) for name, value in asked if _STAMP.match(value))]


def _answer(response: httpcore.Response, stamp: Stamp, size: int) -> Fetched | _Moved:
    said = {name.lower(): value.decode("utf-8", "replace") for name, value in reversed(response.headers)}
    if response.status in _MOVED:
        return _Moved(said.get(b"location", ""))
    if response.status == 304 and stamp != Stamp():
        return Fetched(None, stamp)
    if response.status != 200:
        raise _refused(response.status)
    if said.get(b"content-encoding", "identity").lower() != "identity":
        raise Unreadable("The calendar's host sends it packed, although it was asked not to.")
    return Fetched(_body(response, said.get(b"content-length", ""), size), _stamp(said))


def _refused(status: int) -> Unreadable:
    passing = status == 429 or status >= 500
    usual = f"The calendar's host answers with an error ({status})."
    return Unreadable(_SENTENCES.get(status, usual), passing=passing)


def _body(response: httpcore.Response, length: str, size: int) -> bytes:
    too_large = f"The calendar is larger than {size / 1e6:.0f} MB."
    if length.isdigit() and int(length) > size:
        raise Unreadable(too_large)
    read = bytearray()
    for piece in response.iter_stream():
        read += piece
        if len(read) > size:
            raise Unreadable(too_large)
    return bytes(read)


def _stamp(said: dict[bytes, str]) -> Stamp:
    """What the host said of this state of its calendar, as far as it can be said back to it."""
    given = (said.get(b"etag", ""), said.get(b"last-modified", ""))
    return Stamp(*(value if _STAMP.match(value) else "" for value in given))
