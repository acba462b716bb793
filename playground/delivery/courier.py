"""Who takes an event, a command or an interaction to the bot, tries again as Slack does, and writes down the answer?"""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from typing import Any

from playground.delivery.answer import Ack, Attempt, Kind, Pace
from playground.delivery.http import HttpWire
from playground.delivery.socket import SocketWire
from playground.payloads import VERIFICATION_TOKEN, event_callback
from playground.town import Playground
from playground.world import JSON

KEPT = 20_000  # bodies in the journal, for redelivery; a long soak must not fill the memory with older ones

_collected: ContextVar[list[asyncio.Future[Ack]] | None] = ContextVar("collected", default=None)


@contextmanager
def collecting() -> Iterator[list[asyncio.Future[Ack]]]:
    """The first answers to everything that is delivered inside the block, in order; some may still be on their way."""
    answers: list[asyncio.Future[Ack]] = []
    token = _collected.set(answers)
    try:
        yield answers
    finally:
        _collected.reset(token)


class Delivery:
    """Takes everything to the bot: over HTTP where it has a request URL, else over Socket Mode."""

    def __init__(self, town: Playground, bot_url: str | None = None, pace: Pace | None = None) -> None:
        self.pace = pace or Pace()
        self.sockets = SocketWire(town.world.app_id, self.pace)
        self._town = town
        self._http = HttpWire(bot_url, town.world.signing_secret, town.clock.wall) if bot_url else None
        self._tasks: set[asyncio.Task[None]] = set()
        self._bodies: deque[JSON] = deque()  # the journal's entries that still hold one, oldest first

    def new_ticket(self) -> str:
        """A ticket for one websocket, good once and for 30 seconds."""
        return self.sockets.new_ticket()

    def deliver_event(self, event: JSON) -> None:
        """Send an event with Slack's retries; returns at once. Every try carries the same event id."""
        body = event_callback(self._town.world, event, self._town.clock.wall())
        self.spawn(self._persist(body, self._expect()))

    async def deliver(self, kind: Kind, body: JSON) -> Ack:
        """Send a command or an interaction, once; after three seconds it counts as unanswered (`failure` is set)."""
        first = self._expect()
        ack = await self._once(kind, body, Attempt())
        first.set_result(ack)
        return ack

    async def redeliver(self, n: int, times: int = 1, together: bool = False) -> list[Ack]:
        """Send the delivery of that journal number again, as a retry; `together`: all copies at the same moment.

        Raises ValueError with a sentence where the journal has no such delivery.
        """
        entry = self._town.journal.entry(n)
        if entry is None or "body" not in entry:
            raise ValueError(f"The journal has no delivery with the number {n} any more, or never had.")
        tries = [self._once(entry["envelope"], entry["body"], Attempt(i + 1, "http_timeout")) for i in range(times)]
        if together:
            return list(await asyncio.gather(*tries))
        return [await one for one in tries]

    async def verify_url(self) -> Ack:
        """Ask the request URL to prove itself with a challenge; `failure` says whether it did not."""
        if self._http is None:
            return Ack(failure="connection_failed", status=0)
        challenge = secrets.token_hex(16)
        body: JSON = {"type": "url_verification", "token": VERIFICATION_TOKEN, "challenge": challenge}
        ack = await self._once("events_api", body, Attempt())
        proved = ack.text == challenge or (ack.payload or {}).get("challenge") == challenge
        return ack if proved or not ack.ok else replace(ack, failure="http_error")

    async def aclose(self) -> None:
        """Give up on what is still to be tried again and end all connections."""
        for task in self._tasks:
            task.cancel()
        await self.sockets.aclose()
        if self._http is not None:
            await self._http.aclose()

    def _expect(self) -> asyncio.Future[Ack]:
        first: asyncio.Future[Ack] = asyncio.get_running_loop().create_future()
        answers = _collected.get()
        if answers is not None:
            answers.append(first)
        return first

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)  # asyncio itself keeps only a weak reference: without this a retry could vanish
        task.add_done_callback(self._tasks.discard)

    async def _persist(self, body: JSON, first: asyncio.Future[Ack]) -> None:
        attempt = Attempt()
        for pause in (*self.pace.retries, None):
            ack = await self._once("events_api", body, attempt)
            if not first.done():
                first.set_result(ack)
            if ack.ok or ack.no_retry or pause is None:
                return
            await asyncio.sleep(pause)
            attempt = Attempt(attempt.number + 1, ack.failure)

    async def _once(self, kind: Kind, body: JSON, attempt: Attempt) -> Ack:
        wire = self._http or self.sockets
        loop = asyncio.get_running_loop()
        journal, about = self._town.journal, _about(kind, body)
        of = journal.add("delivered", envelope=kind, attempt=attempt.number, body=body, **about)
        self._forget(journal.entry(of))
        around = wire.wrap(kind, attempt)
        where = {name: about[name] or "" for name in ("user", "channel")}
        seen = self._town.traffic.begin("to", kind, about["method"], body, envelope=around, delivery=of, **where)
        started = loop.time()
        ack = await wire.send(kind, body, around, self.pace.patience)
        ack = replace(ack, ms=round((loop.time() - started) * 1000, 1))
        self._town.traffic.end(seen, ack.status, ack.payload or ack.text, ack.failure)
        if ack.ok:
            journal.add("acked", of=of, ms=ack.ms, status=ack.status, answer=ack.payload or ack.text, **about)
        else:
            journal.add("unanswered", of=of, ms=ack.ms, status=ack.status, reason=ack.failure, **about)
        return ack

    def _forget(self, newest: JSON | None) -> None:
        if newest is not None:
            self._bodies.append(newest)
        if len(self._bodies) > KEPT:
            self._bodies.popleft().pop("body", None)


def _about(kind: Kind, body: JSON) -> JSON:
    """What a delivery is about, for the journal: method, user and channel as far as it names them."""
    inner = body.get("event", {}) if kind == "events_api" else body
    method = inner.get("command") or inner.get("type") or body.get("type", "")
    user = inner.get("user_id") or inner.get("user")
    channel = inner.get("channel_id") or inner.get("channel")
    return {
        "method": method,
        "user": user.get("id") if isinstance(user, dict) else user,
        "channel": channel.get("id") if isinstance(channel, dict) else channel,
        **({"key": body["event_id"]} if "event_id" in body else {}),
    }
