"""What does this installation tell Clearway through its environment, and is it right?

The only module that reads `os.environ`. A wrong or missing value becomes a sentence before anything starts.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError
from pydantic.config import JsonDict
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from bot import settings_sentences as sentences
from bot.settings_values import (
    AppToken,
    BotToken,
    ClockUrl,
    DatabaseUrl,
    Fail,
    Level,
    LogFormat,
    Mode,
    Port,
    Prefix,
    Seconds,
    SigningSecret,
    SlackUrl,
    Switch,
)

ROOT = Path(__file__).resolve().parent.parent
SLACK = "https://slack.com/api/"
OAUTH = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET")


class SettingsError(Exception):
    """The settings cannot be used; `sentences` say which variable, what is wrong and what would be right."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def _variable(name: str, why: str, right: str, *, default: Any = None, example: str = "") -> Any:
    extra: JsonDict = {"right": right, "example": example}
    return Field(default=default, validation_alias=name, description=why, json_schema_extra=extra, repr=False)


class Settings(BaseSettings):
    """Every variable, with a line of why. `.env.example` is written from this class."""

    model_config = SettingsConfigDict(case_sensitive=True, env_ignore_empty=True, extra="ignore", frozen=True)

    bot_token: BotToken | None = _variable(
        "SLACK_BOT_TOKEN",
        "With it Clearway speaks in your workspace. Slack: your app, OAuth & Permissions.",
        "it must be the Bot User OAuth Token, which begins with xoxb-",
        example="xoxb-…",
    )
    app_token: AppToken | None = _variable(
        "SLACK_APP_TOKEN",
        "With it Slack reaches Clearway by Socket Mode, with no open port. Slack: Basic Information, App-Level Tokens.",
        "it must be an app-level token with the scope connections:write, which begins with xapp-",
        example="xapp-…",
    )
    signing_secret: SigningSecret | None = _variable(
        "SLACK_SIGNING_SECRET",
        "Needed in HTTP mode only: with it Clearway knows that a request is Slack's. Slack: Basic Information.",
        "it must be the app's Signing Secret, at least 16 letters and digits without spaces",
    )
    slack_url: SlackUrl = _variable(
        "SLACK_API_URL",
        "Where Slack's Web API is; the demo and the tests point it at the playground.",
        "it must be an address such as https://slack.com/api/ (http:// only on this machine: tokens travel on it)",
        default=SLACK,
    )
    database_url: DatabaseUrl = _variable(
        "DATABASE_URL",
        "Where everything is kept: an SQLite file on one machine, PostgreSQL beyond that.",
        "it must look like sqlite:///var/clearway.db or postgresql://user:password@host/database",
        default="sqlite:///var/clearway.db",
    )
    policy_path: Path | None = _variable(
        "CLEARWAY_POLICY",
        "The file with the numbers your workspace decides for itself; without it those of clearway.example.yaml hold.",
        "it must be the path of a file such as clearway.yaml",
        example="clearway.yaml",
    )
    command_prefix: Prefix = _variable(
        "CLEARWAY_COMMAND_PREFIX",
        "Put before every command (cw- makes /cw-blocked) where another app owns the word; paste the manifest anew.",
        "it must be at most 16 small letters, digits, - or _, such as cw-",
        default="",
    )
    mode: Mode = _variable(
        "CLEARWAY_MODE",
        "How Slack reaches Clearway. Left empty, it is socket where SLACK_APP_TOKEN is set, else http.",
        "it must be socket or http",
        default="",
    )
    http_host: str = _variable(
        "CLEARWAY_HTTP_HOST",
        "The address that the HTTP server listens on: /healthz and /metrics in both modes, /slack/events in HTTP mode.",
        "it must be an address of this machine, such as 127.0.0.1 or 0.0.0.0",
        default="127.0.0.1",
    )
    http_port: Port = _variable(
        "CLEARWAY_HTTP_PORT",
        "Its port; 0 takes any free one.",
        "it must be a whole number from 0 to 65535",
        default=3000,
    )
    log_level: Level = _variable(
        "CLEARWAY_LOG_LEVEL",
        "How much is logged. Bodies and tokens never are.",
        "it must be DEBUG, INFO, WARNING or ERROR",
        default="INFO",
    )
    log_format: LogFormat = _variable(
        "CLEARWAY_LOG_FORMAT",
        "Lines for people (text) or for a log collector (json).",
        "it must be text or json",
        default="text",
    )
    send_quiet_seconds: Seconds | None = _variable(
        "CLEARWAY_SEND_QUIET_SECONDS",
        "Tests only: delivery.quiet_seconds of the policy, which is 30.",
        "it must be a number of seconds from 0 to 600",
    )
    limits: Switch = _variable(
        "CLEARWAY_LIMITS",
        "Whether sending keeps to Slack's rate limits; off only in front of a playground that has none.",
        "it must be on or off",
        default="on",
    )
    clock_url: ClockUrl | None = _variable(
        "CLEARWAY_CLOCK_URL",
        "The playground whose clock is business time in the demo and in tests.",
        "it must be an address on this machine, such as http://127.0.0.1:3999",
    )
    failpoint: Fail | None = _variable(
        "CLEARWAY_FAILPOINT",
        "Tests only: where this process kills itself, to prove that nothing is lost.",
        "it must be written NAME:COUNT, such as after_commit:1, or @FILE for a file that holds it",
    )

    @property
    def slack_mode(self) -> str:
        """`socket` or `http`: what was asked for, else what the tokens allow."""
        return self.mode or ("socket" if self.app_token else "http")

    @property
    def policy_file(self) -> Path:
        """The policy file that counts, which need not exist where none was named."""
        return self.policy_path or ROOT / "clearway.yaml"

    def secrets(self) -> list[str]:
        """What must never be logged, apart from tokens, which are known by their form."""
        held = (self.bot_token, self.app_token, self.signing_secret)
        return [secret.get_secret_value() for secret in held if isinstance(secret, SecretStr)]


def load(env_file: Path | None = None, *, environ: Mapping[str, str] | None = None, slack: bool = True) -> Settings:
    """The settings of the environment over those of `env_file` (default: `.env` of the checkout, where there is one).

    With `slack=False` the tokens may be missing: commands that only touch the store do not need them.
    Raises SettingsError.
    """
    file = ROOT / ".env" if env_file is None else env_file
    if env_file is not None and not env_file.exists():
        raise SettingsError([f"{env_file} does not exist: --env-file must name a file such as .env."])
    written = {name: value for name, value in dotenv_values(file).items() if value} if file.is_file() else {}
    here = os.environ if environ is None else environ
    given = {**written, **{name: value for name, value in here.items() if value.strip()}}
    try:
        settings = _read(given)
    except ValidationError as error:
        names = [str(problem["loc"][0]) for problem in error.errors()]
        raise SettingsError([sentences.wrong(variables()[name], given.get(name, "")) for name in names]) from None
    if conflicts := _conflicts(settings, given, slack=slack):
        raise SettingsError(conflicts)
    return settings


def _read(given: Mapping[str, str]) -> Settings:
    class Source(EnvSettingsSource):
        def _load_env_vars(self) -> Mapping[str, str | None]:
            return {name: value.strip() for name, value in given.items() if value.strip()}

    class Reading(Settings):
        @classmethod
        def settings_customise_sources(
            cls, settings_cls: type[BaseSettings], *_: Any, **__: Any
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return (Source(settings_cls),)

    return Reading()


def _conflicts(settings: Settings, given: Mapping[str, str], *, slack: bool) -> list[str]:
    """What is wrong between variables that are each right."""
    table = variables()
    found = [sentences.not_ours(name) for name in OAUTH if given.get(name)]
    if settings.clock_url and settings.slack_url == SLACK:
        found.append(sentences.FOREIGN_CLOCK)
    if not slack:
        return found
    if not settings.bot_token:
        found.append(sentences.missing(table["SLACK_BOT_TOKEN"], "Clearway cannot speak in a workspace without it"))
    if settings.slack_mode == "socket" and not settings.app_token:
        found.append(sentences.missing(table["SLACK_APP_TOKEN"], "Socket Mode needs it"))
    if settings.slack_mode == "http" and not settings.signing_secret:
        secret = table["SLACK_SIGNING_SECRET"]
        found.append(sentences.missing(secret, "HTTP mode needs it") if settings.mode else sentences.NO_WAY_IN)
    return found


def variables() -> dict[str, sentences.Variable]:
    """Every variable by its name, in the order of the class."""
    table = {}
    for field in Settings.model_fields.values():
        extra: Any = field.json_schema_extra
        name = str(field.validation_alias)
        default = "" if field.default is None else str(field.default)
        table[name] = sentences.Variable(name, field.description or "", extra["right"], default, extra["example"])
    return table


def child_environment(extra: Mapping[str, str]) -> dict[str, str]:
    """The environment for a child process of the demo: this one without our variables and proxies, plus `extra`.

    slack_sdk would send even what is meant for this machine through a proxy.
    """
    ours = {*variables(), *OAUTH}
    kept = {
        name: value for name, value in os.environ.items() if name not in ours and not name.lower().endswith("_proxy")
    }
    return {**kept, **extra}


if __name__ == "__main__":
    sys.stdout.write(sentences.example(variables()))
