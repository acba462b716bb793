"""What is answered over HTTP: Slack's door, /healthz and /metrics, as one WSGI callable that holds nothing global."""

import hashlib
import hmac
import json
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse

from bot.intake import Intake
from bot.logs import correlated, trace
from bot.metrics import Metrics
from handlers.answers import AGAIN
from ui import notes

log = logging.getLogger(__name__)

SLACK_PATH = "/slack/events"
BODY_BYTES = 1_000_000  # of a delivery that is read; Slack's are far shorter
SIGNED_BYTES = 8_000_000  # of one whose signature is looked at, so that Slack never hears an error for what it signed
PIECE_BYTES = 65_536
PAST_SECONDS, AHEAD_SECONDS = 300, 60  # how old, and how far ahead, a request of Slack may be
FAILED = "Sorry, that failed on our side and nothing was changed."
_TIMESTAMP = re.compile(r"\d{10}", re.ASCII)
_SECURITY = (
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
)

Environ = Mapping[str, Any]
Verifies = Callable[[Iterable[bytes], str, str], bool]


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes = b""
    kind: str = "text/plain; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class SlackDoor:
    """What Slack's path needs: Bolt, the check of the signature, the wall clock in seconds, and the room inside."""

    bolt: App
    verifies: Verifies
    wall: Callable[[], float]
    intake: Intake
    metrics: Metrics


def verifier(signing_secret: str) -> Verifies:
    """Whether (pieces of the body, timestamp, signature) were signed with the secret; over bytes, which never break."""

    def verifies(body: Iterable[bytes], timestamp: str, signature: str) -> bool:
        seal = hmac.new(signing_secret.encode(), b"v0:" + timestamp.encode() + b":", hashlib.sha256)
        for piece in body:
            seal.update(piece)
        expected = f"v0={seal.hexdigest()}".encode()
        return hmac.compare_digest(expected, signature.encode("utf-8", "surrogateescape"))

    return verifies


def site(health: Callable[[], tuple[bool, Mapping[str, Any]]], metrics: Metrics, slack: SlackDoor | None) -> Any:
    """The WSGI callable. `health` gives (all is well, plain values); without `slack` its path does not exist."""

    def application(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        answer = _answer(environ, health, metrics, slack)
        status = f"{answer.status} {HTTPStatus(answer.status).phrase}"
        kind = [] if not answer.body else [("Content-Type", answer.kind)]
        length = [("Content-Length", str(len(answer.body)))]
        start_response(status, [*kind, *length, *answer.headers, *_SECURITY])
        return [answer.body]

    return application


def _answer(
    environ: Environ,
    health: Callable[[], tuple[bool, Mapping[str, Any]]],
    metrics: Metrics,
    slack: SlackDoor | None,
) -> Answer:
    path, method = environ.get("PATH_INFO", ""), environ.get("REQUEST_METHOD", "GET")
    if path == SLACK_PATH and slack is not None:
        if method != "POST":
            return Answer(405, b"Slack posts here.\n", headers=(("Allow", "POST"),))
        with slack.metrics.measured("http") as outcome:
            outcome.name, answer = _deliver(environ, slack)
        return answer
    if path not in {"/healthz", "/metrics"}:
        return Answer(404, b"There is nothing here.\n")
    if method not in {"GET", "HEAD"}:
        return Answer(405, b"This can only be read.\n", headers=(("Allow", "GET, HEAD"),))
    well, report = health()
    if path == "/metrics":
        return Answer(200, metrics.text({"well": well, **report}), "text/plain; version=0.0.4; charset=utf-8")
    body = json.dumps({"ok": well, **report}, default=str).encode() + b"\n"
    return Answer(200 if well else 503, body, "application/json")


def _deliver(environ: Environ, slack: SlackDoor) -> tuple[str, Answer]:
    """What became of a delivery, and its answer.

    Whatever is validly signed gets 200, because Slack switches an app off whose deliveries mostly fail; only a process
    that is stopping leaves it to the next one with 503 (docs/decisions/0010-stopping-answers-503.md).
    """
    timestamp = environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", "")
    if not _is_current(timestamp, slack.wall()):
        return "stale", Answer(401, b"The timestamp is missing, malformed, too old or ahead of time.\n")
    length = _length(environ)
    if length > SIGNED_BYTES:
        return "too_long", Answer(413, b"At most eight megabytes.\n")
    body = environ["wsgi.input"].read(length) if length <= BODY_BYTES else b""
    pieces = [body] if length <= BODY_BYTES else _pieces(environ, length)
    if not slack.verifies(pieces, timestamp, environ.get("HTTP_X_SLACK_SIGNATURE", "")):
        return "forged", Answer(401, b"The signature does not match.\n")
    if length > BODY_BYTES:
        return "too_long", Answer(200)
    with slack.intake.entered() as taken:
        if taken:
            return _hand_over(environ, body, slack)
    if slack.intake.closed and not _is_command(environ, body):
        # Stopping: an error makes Slack deliver an event again, to the process that takes our place.
        return "stopping", Answer(503, b"Clearway is restarting.\n")
    return "busy", _busy(environ, body, slack)


def _busy(environ: Environ, body: bytes, slack: SlackDoor) -> Answer:
    """A sentence for a person; an event, of which nobody would hear, is asked for once more."""
    event = str(environ.get("CONTENT_TYPE", "")).startswith("application/json")
    if event and slack.intake.may_come_again():
        return Answer(AGAIN, b"Clearway is busy.\n")
    return _excuse(environ, body, notes.BUSY)


def _is_current(timestamp: str, now: float) -> bool:
    # Checked before Bolt, which answers 500 to what is not a number.
    return bool(_TIMESTAMP.fullmatch(timestamp)) and -AHEAD_SECONDS <= now - int(timestamp) <= PAST_SECONDS


def _length(environ: Environ) -> int:
    """Of the body, in bytes. waitress has collected a chunked one, given its length, and refused what is no number."""
    return int(environ.get("CONTENT_LENGTH") or 0)


def _pieces(environ: Environ, length: int) -> Iterator[bytes]:
    """A long body a little at a time, so that many of them do not fill the memory."""
    while length > 0 and (piece := environ["wsgi.input"].read(min(PIECE_BYTES, length))):
        length -= len(piece)
        yield piece


def _hand_over(environ: Environ, body: bytes, slack: SlackDoor) -> tuple[str, Answer]:
    with correlated(trace()):
        return _answered(environ, body, slack)


def _answered(environ: Environ, body: bytes, slack: SlackDoor) -> tuple[str, Answer]:
    try:
        response = slack.bolt.dispatch(
            BoltRequest(body=body.decode(), query=environ.get("QUERY_STRING", ""), headers=_headers(environ))
        )
    except Exception:  # Slack's door: Bolt raises whatever it likes on a body it does not understand
        log.exception("a signed delivery could not be read")
        return "unreadable", _excuse(environ, body, FAILED)
    if response.status == 200:
        return "answered", _translated(response)
    if response.status == AGAIN:
        return "busy", _busy(environ, body, slack)
    log.warning("Bolt answered a signed delivery with %s", response.status)
    return "unhandled" if response.status == 404 else "failed", _excuse(environ, body, FAILED)


def _translated(response: BoltResponse) -> Answer:
    kind = response.first_headers().get("content-type", "text/plain; charset=utf-8")
    return Answer(200, (response.body or "").encode(), kind)


def _excuse(environ: Environ, body: bytes, sentence: str) -> Answer:
    """200 all the same: a sentence for whoever typed a command, nothing for anything else."""
    if not _is_command(environ, body):
        return Answer(200)
    return Answer(200, json.dumps({"response_type": "ephemeral", "text": sentence}).encode(), "application/json")


def _is_command(environ: Environ, body: bytes) -> bool:
    form = str(environ.get("CONTENT_TYPE", "")).startswith("application/x-www-form-urlencoded")
    return form and b"command=" in body and b"payload=" not in body


def _headers(environ: Environ) -> dict[str, Any]:
    headers = {"content-type": environ.get("CONTENT_TYPE", "")}
    return headers | {
        name[5:].lower().replace("_", "-"): value for name, value in environ.items() if name.startswith("HTTP_")
    }
