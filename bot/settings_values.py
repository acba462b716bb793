"""Which values may a variable of the environment take?"""

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr

from models.failpoints import kill_at

HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_ROOT = Path(__file__).resolve().parent.parent


def _matching(pattern: str) -> AfterValidator:
    form = re.compile(pattern)

    def check(value: SecretStr) -> SecretStr:
        if not form.fullmatch(value.get_secret_value()):
            raise ValueError("of another form")
        return value

    return AfterValidator(check)


def _slack_url(value: str) -> str:
    """An address that ends with a slash. Tokens travel on it, so it is encrypted unless it stays on this machine."""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("not an address")
    if parts.scheme == "http" and parts.hostname not in HERE:
        raise ValueError("not encrypted")
    return value.rstrip("/") + "/"


def _clock_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or parts.hostname not in HERE:
        raise ValueError("not on this machine")
    return value.rstrip("/")


def _database_url(value: str) -> str:
    """SQLAlchemy's form of the address. A relative SQLite file is meant from the checkout, wherever one stands."""
    if value.startswith("postgres://"):  # what several hosting services hand out
        value = "postgresql://" + value.removeprefix("postgres://")
    if value.startswith(("postgresql://", "postgresql+psycopg://")) and urlsplit(value).path.strip("/"):
        return value.replace("postgresql://", "postgresql+psycopg://", 1)
    if not value.startswith("sqlite:///") or value.rstrip("/") == "sqlite:" or ":memory:" in value:
        raise ValueError("neither SQLite nor PostgreSQL")
    path = value.removeprefix("sqlite:///")
    if not path or "?" in path:
        raise ValueError("no file")
    return f"sqlite:///{_ROOT / path}"


def _failpoint(value: str) -> str:
    kill_at(value)  # raises ValueError on a name that does not exist
    return value


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


BotToken = Annotated[SecretStr, _matching(r"(xoxe\.)?xoxb-\S{6,}")]
AppToken = Annotated[SecretStr, _matching(r"xapp-\S{6,}")]
SigningSecret = Annotated[SecretStr, _matching(r"[\w-]{16,}")]
SlackUrl = Annotated[str, AfterValidator(_slack_url)]
ClockUrl = Annotated[str, AfterValidator(_clock_url)]
DatabaseUrl = Annotated[str, Field(validate_default=True), AfterValidator(_database_url)]
Prefix = Annotated[str, Field(pattern=r"^[a-z0-9_-]{0,16}$")]
Mode = Annotated[Literal["", "socket", "http"], BeforeValidator(_lower)]
Port = Annotated[int, Field(ge=0, le=65535)]
Level = Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)]
LogFormat = Annotated[Literal["text", "json"], BeforeValidator(_lower)]
Seconds = Annotated[float, Field(ge=0, le=600)]
Switch = Annotated[Literal["on", "off"], BeforeValidator(_lower)]
Fail = Annotated[str, AfterValidator(_failpoint)]
