"""How are the bytes of a file fetched that somebody sent? From Slack alone, and never more than there is room for."""

import threading
import time
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from slack_sdk import WebClient

from jobs.delivery.classify import CALL_ERRORS, Refused, trouble_of
from readers.tables.room import ROOM

SECONDS = 60.0  # for one file
SILENCE = 10.0  # seconds in which nothing comes
REDIRECTS = 3
PIECE = 65_536
_HOME = "slack.com"
_MOVED = frozenset({301, 302, 303, 307, 308})

GONE = "It is not there any more."
ELSEWHERE = "Slack only has a link to it. Download it and send the file itself."
TOO_LARGE = f"It is larger than {ROOM.packed // 10**6} MB. Leave out what is not needed, or send it in parts."
NOT_LET = (
    "Slack does not let me read files here. Whoever set Clearway up can add the scope files:read and install it again."
)


class Unfetched(Exception):
    """A sentence for whoever sent it. passing: it may work in a moment."""

    def __init__(self, sentence: str, *, passing: bool = False) -> None:
        super().__init__(sentence)
        self.passing = passing


def fetch(client: WebClient, slack_file: str, stopping: threading.Event) -> bytes:
    """What stands in the file. Raises Unfetched."""
    told = _told(client, slack_file)
    if told.get("is_external") or told.get("mode") == "external":
        raise Unfetched(ELSEWHERE)
    if int(told.get("size") or 0) > ROOM.packed:
        raise Unfetched(TOO_LARGE)
    address = told.get("url_private_download") or told.get("url_private")
    if not isinstance(address, str):
        raise Unfetched(GONE)
    until = time.monotonic() + SECONDS
    for _ in range(REDIRECTS + 1):
        where = urlsplit(address)
        if not is_slacks(where, urlsplit(client.base_url)):
            raise Unfetched("Slack keeps it somewhere else than its other files, where I do not follow.")
        found = _asked(where, str(client.token), until, stopping)
        if isinstance(found, bytes):
            return found
        address = urljoin(address, found)
    raise Unfetched("Slack leads on from one address to another.", passing=True)


def is_slacks(where: SplitResult, api: SplitResult) -> bool:
    """Whether our token may be shown there: a place of Slack's, or the very one whose API we were told to use."""
    if where.username is not None or where.password is not None:
        return False
    if _is_home(api.hostname):
        return where.scheme == "https" and _is_home(where.hostname) and where.port in {None, 443}
    return (where.scheme, where.hostname, where.port) == (api.scheme, api.hostname, api.port)


def _is_home(host: str | None) -> bool:
    return host is not None and (host == _HOME or host.endswith(f".{_HOME}"))


def _told(client: WebClient, slack_file: str) -> Mapping[str, Any]:
    try:
        told: Mapping[str, Any] = client.files_info(file=slack_file)["file"]
    except CALL_ERRORS as error:
        trouble = trouble_of(error)
        if trouble.code == "missing_scope":
            raise Unfetched(NOT_LET) from None
        raise Unfetched(GONE, passing=not isinstance(trouble, Refused)) from None
    return told


def _asked(where: SplitResult, token: str, until: float, stopping: threading.Event) -> bytes | str:
    """The bytes, or the address that it leads on to."""
    make = HTTPSConnection if where.scheme == "https" else HTTPConnection
    connection = make(str(where.hostname), where.port, timeout=SILENCE)
    target = f"{where.path or '/'}?{where.query}" if where.query else where.path or "/"
    headers = {"Authorization": f"Bearer {token}", "User-Agent": "Clearway", "Accept-Encoding": "identity"}
    try:
        connection.request("GET", target, headers=headers)
        answer = connection.getresponse()
        if answer.status in _MOVED:
            return answer.headers.get("Location", "")
        _look_at(answer)
        return _body(answer, until, stopping)
    except (OSError, HTTPException):
        raise Unfetched("Slack did not hand it over.", passing=True) from None
    finally:
        connection.close()


def _look_at(answer: HTTPResponse) -> None:
    """Raises Unfetched where this is not the file."""
    if answer.status == 429 or answer.status >= 500:
        raise Unfetched("Slack did not hand it over.", passing=True)
    if answer.status in {404, 410}:
        raise Unfetched(GONE)
    # To a token that will not do Slack shows its front page, with 200.
    if answer.status != 200 or answer.headers.get_content_type() == "text/html":
        raise Unfetched(NOT_LET)


def _body(answer: HTTPResponse, until: float, stopping: threading.Event) -> bytes:
    read = bytearray()
    while piece := answer.read1(PIECE):
        read += piece
        if len(read) > ROOM.packed:
            raise Unfetched(TOO_LARGE)
        if stopping.is_set() or time.monotonic() > until:
            raise Unfetched("Slack takes too long to hand it over.", passing=True)
    if answer.length:  # the connection ended before all of it was here
        raise Unfetched("Slack did not hand it over.", passing=True)
    return bytes(read)
