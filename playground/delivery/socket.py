"""How is something delivered over Socket Mode? Through exactly one of the bot's websockets, which must answer it."""

from __future__ import annotations

import asyncio
import json
import select
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from playground.delivery.answer import Ack, Attempt, Kind, Pace
from playground.world import JSON

TICKET_LIFE = 30.0  # seconds; Slack's websocket addresses are short-lived and work once
MOST_CONNECTIONS = 10
LOOK_SECONDS = 0.2  # between looks whether the bot has closed a connection that is not read any more
SHORT_LIFE = 360.0  # seconds, of a connection whose address carries debug_reconnects=true

State = Literal["live", "leaving", "silent", "gone"]


@dataclass(eq=False)
class Connection:
    """One open websocket of the bot. `leaving`: asked to renew itself; `silent`: up, but nothing passes any more."""

    websocket: WebSocket
    id: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    state: State = "live"
    end: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, message: JSON) -> bool:
        """Send one message; False where the bot has gone."""
        if self.state == "silent":
            return True
        try:
            await self.websocket.send_text(json.dumps(message))
        except (WebSocketDisconnect, RuntimeError, OSError):
            self.state = "gone"
            return False
        return True


class SocketWire:
    """All of the bot's websockets, their tickets, and the envelopes that await an answer."""

    def __init__(self, app_id: str, pace: Pace) -> None:
        self.pace = pace
        self.connections: list[Connection] = []
        self._app_id = app_id
        self._tickets: dict[str, float] = {}  # ticket -> loop time of its end
        self._waiting: dict[str, asyncio.Future[Ack]] = {}  # envelope id -> its answer
        self._arrived = asyncio.Event()  # set and renewed whenever a connection comes
        self._turn = 0
        self._hoped_until = 0.0  # loop time until which a new connection is likely

    def new_ticket(self) -> str:
        """A ticket for one websocket, good once and for 30 seconds."""
        now = asyncio.get_running_loop().time()
        self._tickets = {ticket: end for ticket, end in self._tickets.items() if end > now}
        ticket = uuid.uuid4().hex
        self._tickets[ticket] = now + TICKET_LIFE
        self._hope()
        return ticket

    def redeem(self, ticket: str) -> bool:
        """Take a ticket; False where it is unknown, used or too old."""
        return self._tickets.pop(ticket, 0.0) > asyncio.get_running_loop().time()

    def wrap(self, kind: Kind, attempt: Attempt) -> JSON:
        """The envelope of a try, still without its payload."""
        envelope: JSON = {"envelope_id": str(uuid.uuid4()), "type": kind}
        envelope["accepts_response_payload"] = kind != "events_api"
        if kind == "events_api":
            envelope |= {"retry_attempt": attempt.number, "retry_reason": attempt.reason}
        return envelope

    async def send(self, kind: Kind, body: JSON, around: JSON, patience: float) -> Ack:
        """Send one envelope to one live connection and wait at most `patience` seconds for its ack."""
        envelope_id, envelope = around["envelope_id"], {**around, "payload": body}
        answer: asyncio.Future[Ack] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = answer
        try:
            async with asyncio.timeout(patience):
                if not await self._hand_over(envelope):
                    return Ack(failure="connection_failed", status=0)
                return await answer
        except TimeoutError:
            return Ack(failure="http_timeout", status=0)
        finally:
            del self._waiting[envelope_id]

    async def _hand_over(self, envelope: JSON) -> bool:
        while (connection := await self._next()) is not None:
            if await connection.send(envelope):
                return True
        return False

    async def _next(self) -> Connection | None:
        """The next live connection in turn; waits for one that is about to come, as after a renewal."""
        while True:
            live = [one for one in self.connections if one.state in {"live", "silent"}]
            if live:
                self._turn += 1
                return live[self._turn % len(live)]
            left = self._hoped_until - asyncio.get_running_loop().time()
            if left <= 0:
                return None
            with suppress(TimeoutError):
                await asyncio.wait_for(self._arrived.wait(), left)

    def _hope(self) -> None:
        self._hoped_until = asyncio.get_running_loop().time() + self.pace.gap

    async def enter(self, connection: Connection, life: float) -> None:
        """Count a connection in and greet it; `life` is how many seconds it may stay."""
        self.connections.append(connection)
        await connection.send(
            {
                "type": "hello",
                "num_connections": len(self.connections),
                "connection_info": {"app_id": self._app_id},
                "debug_info": {
                    "host": "playground",
                    "build_number": 1,
                    "approximate_connection_time": int(life),
                },
            }
        )
        self._arrived.set()
        self._arrived = asyncio.Event()

    def leave(self, connection: Connection) -> None:
        """Count a connection out; its envelopes keep waiting, since the bot may answer over another one."""
        connection.state = "gone"
        self.connections.remove(connection)
        self._hope()

    async def ask_to_leave(self, connection: Connection, reason: str, grace: float) -> None:
        """Tell a connection why to go (such as `refresh_requested`), take acks for `grace` seconds, then close it."""
        if connection.state != "gone":
            connection.state = "leaving"
        self._hope()
        await connection.send(disconnect_message(reason))
        await asyncio.sleep(grace)
        connection.end.set()

    async def warn(self, connection: Connection, ahead: float) -> None:
        """Warn a connection and ask it to leave `ahead` seconds later, as Slack does every few hours."""
        await connection.send(disconnect_message("warning"))
        await asyncio.sleep(ahead)
        await self.ask_to_leave(connection, "refresh_requested", grace=1.0)

    async def silence(self, connection: Connection) -> None:
        """Let the connection stand with nothing passing, pongs neither, until the bot gives it up."""
        connection.state = "silent"
        transport = connection.websocket.scope["state"]["transport"]
        transport.pause_reading()
        # What is not read hides the bot's goodbye from asyncio, but not from the kernel.
        bot = select.poll()
        bot.register(transport.get_extra_info("socket").fileno(), getattr(select, "POLLRDHUP", select.POLLHUP))
        while not connection.end.is_set() and not bot.poll(0):
            await asyncio.sleep(LOOK_SECONDS)
        connection.end.set()

    def receive(self, connection: Connection, raw: str) -> None:
        """Take a message of the bot: an ack counts from whichever connection it comes, a late one no more."""
        if connection.state == "silent":
            return
        try:
            message = json.loads(raw)
        except ValueError:
            return  # some clients also send plain text of their own, to see whether the line is up
        waiting = self._waiting.get(str(message.get("envelope_id"))) if isinstance(message, dict) else None
        if waiting is not None and not waiting.done():
            payload = message.get("payload")
            waiting.set_result(Ack(payload=payload if isinstance(payload, dict) and payload else None))

    async def aclose(self) -> None:
        for connection in self.connections:
            connection.end.set()


def disconnect_message(reason: str) -> JSON:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "playground"}}


def route(wire: SocketWire, path: str = "/socket") -> WebSocketRoute:
    """The websocket endpoint that `apps.connections.open` points to."""

    async def endpoint(websocket: WebSocket) -> None:
        if not wire.redeem(websocket.query_params.get("ticket", "")) or len(wire.connections) >= MOST_CONNECTIONS:
            await websocket.close()
            return
        await websocket.accept()
        connection = Connection(websocket)
        life = SHORT_LIFE if websocket.query_params.get("debug_reconnects") == "true" else wire.pace.life
        await wire.enter(connection, life)
        tasks = [asyncio.create_task(one) for one in (_listen(wire, connection), _age(wire, connection, life))]
        try:
            await connection.end.wait()
        finally:
            wire.leave(connection)
            for task in tasks:
                task.cancel()
        # Returning without a close frame ends the TCP connection, which is how a real network drops one.

    return WebSocketRoute(path, endpoint)


async def _listen(wire: SocketWire, connection: Connection) -> None:
    try:
        while True:
            wire.receive(connection, await connection.websocket.receive_text())
    except (WebSocketDisconnect, RuntimeError, KeyError):
        connection.end.set()


async def _age(wire: SocketWire, connection: Connection, life: float) -> None:
    await asyncio.sleep(max(0.0, life - wire.pace.warning))
    await wire.warn(connection, wire.pace.warning)
