"""How is something delivered over HTTP? As Slack posts it to the app's request URL: signed, and with patience."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import Callable
from urllib.parse import urlencode

import httpx

from playground.delivery.answer import Ack, Attempt, Kind
from playground.world import JSON


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """The value of X-Slack-Signature for a raw body sent at `timestamp` (whole seconds since 1970)."""
    digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return f"v0={digest}"


def encode(kind: Kind, body: JSON) -> tuple[str, bytes]:
    """The content type and raw bytes of a delivery: JSON for events, a form for commands, `payload=` for the rest."""
    if kind == "events_api":
        return "application/json", json.dumps(body).encode()
    fields = body if kind == "slash_commands" else {"payload": json.dumps(body)}
    return "application/x-www-form-urlencoded", urlencode(fields).encode()


class HttpWire:
    """Posts to one request URL. `wall` gives the wall clock in seconds since 1970, which the signature covers."""

    def __init__(self, url: str, secret: str, wall: Callable[[], float]) -> None:
        self.url = url
        self._secret = secret
        self._wall = wall
        # trust_env off: a proxy of the machine must never see what is sent to a bot on the same machine.
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=20)
        self._client = httpx.AsyncClient(trust_env=False, follow_redirects=True, max_redirects=2, limits=limits)

    def wrap(self, kind: Kind, attempt: Attempt) -> JSON:
        """The headers of a try, without the signature, which depends on the body."""
        headers = {"content-type": encode(kind, {})[0], "x-slack-request-timestamp": str(int(self._wall()))}
        if attempt.number:
            headers |= {"x-slack-retry-num": str(attempt.number), "x-slack-retry-reason": attempt.reason}
        return headers

    async def send(self, kind: Kind, body: JSON, around: JSON, patience: float) -> Ack:
        """Post once, with the headers `around` it, and wait at most `patience` seconds for the whole answer."""
        raw = encode(kind, body)[1]
        signed = signature(self._secret, around["x-slack-request-timestamp"], raw)
        headers = {**around, "x-slack-signature": signed}
        try:
            # httpx counts each phase by itself, Slack counts from its send to the last byte.
            async with asyncio.timeout(patience):
                response = await self._client.post(self.url, content=raw, headers=headers, timeout=None)
        except (TimeoutError, httpx.TimeoutException):
            return Ack(failure="http_timeout", status=0)
        except httpx.TooManyRedirects:
            return Ack(failure="too_many_redirects", status=0)
        except (httpx.HTTPError, httpx.InvalidURL):
            return Ack(failure="connection_failed", status=0)
        return read_answer(response)

    async def aclose(self) -> None:
        await self._client.aclose()


def read_answer(response: httpx.Response) -> Ack:
    """What an HTTP answer says; an unreadable body with a good status counts as plain text."""
    failure = "" if response.is_success else "http_error"
    no_retry = response.headers.get("x-slack-no-retry") == "1"
    payload: JSON | None = None
    if "application/json" in response.headers.get("content-type", ""):
        try:
            decoded = response.json()
        except ValueError:
            decoded = None
        payload = decoded if isinstance(decoded, dict) else None
    text = "" if payload is not None else response.text.strip()
    return Ack(payload=payload, text=text, failure=failure, status=response.status_code, no_retry=no_retry)
