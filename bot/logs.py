"""What is logged, in which form, and what never is?

One filter on the root's handlers takes secrets out of every record, whoever wrote it, tracebacks included.
"""

import json
import logging
import re
import secrets
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TextIO

HIDDEN = "[hidden]"
_correlation: ContextVar[str] = ContextVar("correlation", default="-")

# What is secret by its form. Values without a form of their own (the signing secret) are given to the filter by value.
_FORMS = (
    (re.compile(r"xox[a-z](?:\.xox[a-z])?-[\w.-]+", re.IGNORECASE), HIDDEN),
    (re.compile(r"xapp-[\w-]+", re.IGNORECASE), HIDDEN),
    (re.compile(r"(hooks\.slack\.com/|/respond/)[^\s\"'<>\\]+"), rf"\1{HIDDEN}"),
    (
        re.compile(r"(authorization['\"]?\s*[:=]\s*['\"]?(?:(?:bearer|basic)\s+)?)[^\s'\",}]+", re.IGNORECASE),
        rf"\1{HIDDEN}",
    ),
    (re.compile(r"\b(bearer\s+)[\w.~+/-]{8,}=*", re.IGNORECASE), rf"\1{HIDDEN}"),
    (
        re.compile(r"([?&\"'\s](?:code|state|client_secret|refresh_token|ticket)['\"]?\s*[=:]\s*['\"]?)[\w.~%-]{6,}"),
        rf"\1{HIDDEN}",
    ),
    (re.compile(r"(postgres(?:ql)?(?:\+psycopg)?://[^:/\s]+:)[^@\s]+@"), rf"\1{HIDDEN}@"),
    (re.compile(r"\bv0=[0-9a-f]{64}\b"), HIDDEN),
)
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029]")
# Their debug lines, Bolt's complaint about a bad signature, and the client's about an answer that breaks off print
# whole bodies: people's words and tokens. What such an answer means is said by whoever called.
_QUIET = (
    ("/slack_bolt/", logging.ERROR),
    ("/slack_sdk/web/", logging.CRITICAL),
    ("/slack_sdk/", logging.INFO),
    ("/sqlalchemy/", logging.WARNING),
)
_QUIET_NAMES = (
    ("alembic", logging.WARNING),
    ("apscheduler", logging.WARNING),
    ("httpcore", logging.WARNING),  # prints headers, and a calendar's address is a secret of its owner
    ("waitress", logging.INFO),
    ("websocket", logging.CRITICAL),
)
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "correlation", "taskName"}


def trace() -> str:
    """A name for one delivery, by which its lines in the log are found together. It says nothing of its content."""
    return secrets.token_hex(4)


@contextmanager
def correlated(key: str) -> Iterator[None]:
    """Every line logged in the block, also by libraries, carries `key`."""
    token = _correlation.set(key)
    try:
        yield
    finally:
        _correlation.reset(token)


def redacted(text: str, secrets: Sequence[str] = ()) -> str:
    """`text` without what is secret by its form or listed in `secrets`."""
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    for form, instead in _FORMS:
        text = form.sub(instead, text)
    return text


class Redaction(logging.Filter):
    """Puts the finished, harmless text into the record, so that no formatter after it sees anything else."""

    def __init__(self, secrets: Sequence[str] = ()) -> None:
        super().__init__()
        self.secrets = tuple(secret for secret in secrets if len(secret) >= 6)  # a shorter one would eat ordinary words

    def filter(self, record: logging.LogRecord) -> bool:
        path = record.pathname.replace("\\", "/")
        if any(part in path and record.levelno < least for part, least in _QUIET):
            return False
        record.msg, record.args = self._line(_said(record)), ()
        if record.exc_info:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
            record.exc_info = None
        if record.exc_text:
            record.exc_text = self._lines(record.exc_text)
        if record.stack_info:
            record.stack_info = self._lines(record.stack_info)
        for name in set(vars(record)) - _STANDARD:
            if not isinstance(getattr(record, name), int | float | None):
                setattr(record, name, self._line(str(getattr(record, name))))
        record.correlation = self._line(_correlation.get())
        return True

    def _line(self, text: str) -> str:
        return _CONTROL.sub(_escape, redacted(text, self.secrets))

    def _lines(self, text: str) -> str:
        """Indented, so that a line break in somebody's words cannot look like a record of its own."""
        return "\n".join(f"    | {self._line(line)}" for line in text.splitlines())


def _said(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):  # a wrong format string must not cost the caller their work
        return f"{record.msg} (its arguments did not fit)"


def _escape(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")


class TextLines(logging.Formatter):
    """`2026-11-23 09:00:00.123Z INFO  bot.run [a1b2c3] ready key=value`"""

    def format(self, record: logging.LogRecord) -> str:
        more = "".join(f" {name}={value}" for name, value in _extras(record).items())
        head = f"{_stamp(record)} {record.levelname:<7} {record.name} [{vars(record).get('correlation', '-')}]"
        return "\n".join(
            part for part in (f"{head} {record.getMessage()}{more}", record.exc_text, record.stack_info) if part
        )


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": _stamp(record),
            "level": record.levelname,
            "logger": record.name,
            "id": vars(record).get("correlation", "-"),
            "thread": record.threadName,
            "message": record.getMessage(),
            **({"traceback": record.exc_text} if record.exc_text else {}),
            **({"stack": record.stack_info} if record.stack_info else {}),
            **_extras(record),
        }
        return json.dumps(line, ensure_ascii=False)


def _stamp(record: logging.LogRecord) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03d}Z"


def _extras(record: logging.LogRecord) -> dict[str, object]:
    return {name: value for name, value in vars(record).items() if name not in _STANDARD}


def start(level: str, form: str, secrets: Sequence[str] = (), stream: TextIO | None = None) -> logging.Handler:
    """Send everything that is logged to `stream` (standard error), as `text` or `json`, without secrets."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.addFilter(Redaction(secrets))
    handler.setFormatter(JsonLines() if form == "json" else TextLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    logging.raiseExceptions = False  # else a record that cannot be written is printed as it came, secrets included
    for name, least in _QUIET_NAMES:
        logging.getLogger(name).setLevel(max(least, root.level))
    return handler
