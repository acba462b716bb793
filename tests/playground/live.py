"""How do tests speak to a playground that is being served: slack_sdk, raw HTTP, its journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground.town import Playground

SCOPES = [
    "chat:write",
    "commands",
    "im:write",
    "im:read",
    "im:history",
    "channels:read",
    "channels:history",
    "groups:read",
]
SCOPES += ["groups:history", "users:read", "users:read.email", "files:write", "files:read", "reactions:write"]
SCOPES += ["reactions:read", "team:read", "channels:join", "dnd:read"]


@dataclass
class Live:
    """A playground that is being served; `bot` is an unmodified client without retries."""

    town: Playground
    bot: WebClient
    url: str
    port: int

    def client(self, token: str | None) -> WebClient:
        """Another client with another token."""
        return WebClient(token, base_url=f"{self.url}/api/", retry_handlers=[])

    def post(self, method: str, **how: Any) -> httpx.Response:
        """A raw call with the bot's token in the header."""
        headers = {"authorization": f"Bearer {self.town.world.bot_token}", **how.pop("headers", {})}
        return httpx.post(f"{self.url}/api/{method}", headers=headers, **how)

    def raw(self) -> HTTPConnection:
        """A bare HTTP connection, to see what really happens on the wire."""
        return HTTPConnection("127.0.0.1", self.port, timeout=5)

    def entries(self, kind: str) -> list[dict[str, Any]]:
        """The journal's entries of one kind."""
        return [entry for entry in self.town.journal.since() if entry["kind"] == kind]

    def refusal(self, call: Callable[..., Any], **arguments: Any) -> dict[str, Any]:
        """The answer of a call that must be refused."""
        with pytest.raises(SlackApiError) as refused:
            call(**arguments)
        answer = refused.value.response.data
        assert isinstance(answer, dict)
        assert answer["ok"] is False
        return answer
