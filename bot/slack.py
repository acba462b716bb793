"""Who are we in Slack, as its auth.test says, and what is wrong where it does not say it?"""

import time
from collections.abc import Mapping
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.settings import SLACK, Settings

TRIAL_SECONDS = 10

_CODES: Mapping[str, str] = {
    "invalid_auth": "Slack does not know {token}: copy it again from your app's page",
    "not_authed": "Slack does not know {token}: copy it again from your app's page",
    "account_inactive": "{token} belongs to an app that was removed from the workspace: install the app again",
    "token_revoked": "{token} was revoked: install the app again and copy the new one",
    "token_expired": "{token} has expired: install the app again and copy the new one",
    "not_allowed_token_type": "{token} is a token of another kind: copy the one that .env.example describes",
    "missing_scope": "{token} lacks a scope: give the app-level token connections:write",
    "ratelimited": "Slack asks for patience (rate limit): try again in a minute",
}


class SlackUnusableError(Exception):
    """The message says what is wrong between us and Slack, and what to do."""


def client(settings: Settings, *, timeout: int = TRIAL_SECONDS) -> WebClient:
    """A client with the bot's token that tries once: repeating is the outbox's, which knows what is safe to repeat."""
    token = settings.bot_token.get_secret_value() if settings.bot_token else None
    return WebClient(token=token, base_url=settings.slack_url, timeout=timeout, retry_handlers=[])


def introduce(settings: Settings, *, patience: float = 0.0) -> tuple[Mapping[str, Any], Mapping[str, str]]:
    """What auth.test says of us, and the headers of its answer in small letters. Raises SlackUnusableError.

    Where Slack cannot be reached at all, it is tried again for `patience` seconds.
    """
    until = time.monotonic() + patience
    while True:
        try:
            answer = client(settings).auth_test()
            break
        except (SlackClientError, OSError) as error:
            if isinstance(error, SlackApiError) or time.monotonic() >= until:
                raise unusable(settings, error, "SLACK_BOT_TOKEN") from error
            time.sleep(0.1)
    told: Mapping[str, Any] = answer.data if isinstance(answer.data, dict) else {}
    return told, {name.lower(): _first(value) for name, value in answer.headers.items()}


def socket_address(settings: Settings) -> str:
    """An address for Socket Mode, which proves the app-level token. Raises SlackUnusableError."""
    token = settings.app_token.get_secret_value() if settings.app_token else ""
    try:
        return str(client(settings).apps_connections_open(app_token=token).get("url"))
    except (SlackClientError, OSError) as error:
        raise unusable(settings, error, "SLACK_APP_TOKEN") from error


def unusable(settings: Settings, error: Exception, token: str) -> SlackUnusableError:
    """The sentence for an error of slack_sdk or of the network; never with a token in it."""
    if isinstance(error, SlackApiError):
        code = _code(error)
        return SlackUnusableError(f"{_CODES.get(code, 'Slack refused {token} (' + code + ')').format(token=token)}.")
    where = "Slack" if settings.slack_url == SLACK else f"Slack at {settings.slack_url} (SLACK_API_URL)"
    reason = getattr(error, "reason", None) or error
    return SlackUnusableError(f"{where} could not be reached: {reason}. Check the network of this machine.")


def _code(error: SlackApiError) -> str:
    answer: Any = error.response
    return str(answer.get("error") or "unknown_error") if hasattr(answer, "get") else "unreadable answer"


def _first(value: Any) -> str:
    return str(value[0] if isinstance(value, list) else value)
