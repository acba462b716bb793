"""How does Slack reach us over Socket Mode, and when are the connections no longer to be trusted?"""

import logging
import socket
import time
from contextlib import suppress
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode.internals import run_bolt_app, send_response
from slack_sdk import WebClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.socket_mode.websocket_client import SocketModeClient
from websocket import WebSocketException

from bot.http import BUSY
from bot.intake import Intake
from bot.metrics import Metrics

CONNECTIONS = 2  # Slack replaces each every few hours; the other one serves meanwhile
PING_SECONDS = 2  # also how long a lost connection goes unnoticed: with 10, an answer in flight was lost
CONCURRENCY = 32
ANSWER_SECONDS = 2.5  # how long a replacement waits for handlers, and an answer for the new connection
OPENING_SECONDS = 4.0  # a new connection may take so long to open
SILENCE_SECONDS = 30.0  # without a sign of life for longer, the process ends and its supervisor starts it again


class Connection(SocketModeClient):
    """slack_sdk's client, but a connection is not replaced under an answer, nor answered into before it is open."""

    def __init__(self, app_token: str, web_client: WebClient) -> None:
        self.handling = Intake(room=10_000)
        self._pong = 0.0
        self._alive = self._begun = time.monotonic()
        super().__init__(
            app_token=app_token,
            web_client=web_client,
            logger=logging.getLogger("bot.socket_mode"),
            ping_interval=PING_SECONDS,
            concurrency=CONCURRENCY,
        )

    @property
    def open(self) -> bool:
        session = self.current_session
        return session is not None and session.sock is not None and bool(session.sock.connected)

    def connect(self) -> None:
        self._begun = time.monotonic()
        self.disconnect()
        super().connect()

    def disconnect(self) -> None:
        # The library closes the descriptor under the thread that reads from it, which then may never wake up.
        session = self.current_session
        if session is not None and session.sock is not None and session.sock.sock is not None:
            session.keep_running = False
            with suppress(OSError, WebSocketException):
                session.sock.send_close()
                session.sock.sock.shutdown(socket.SHUT_RDWR)  # what was written before is still delivered

    def _monitor_current_session(self) -> None:
        if not self._is_opening():
            super()._monitor_current_session()  # type: ignore[no-untyped-call]

    def _is_opening(self) -> bool:
        # The library calls a connection lost that it has only just begun, and would begin a second one.
        return time.monotonic() - self._begun < OPENING_SECONDS

    def connect_to_new_endpoint(self, force: bool = False) -> None:
        if force:  # Slack announces the end of a connection some seconds ahead
            self.handling.idle(ANSWER_SECONDS)
        elif self._is_opening():
            return
        super().connect_to_new_endpoint(force)

    def send_message(self, message: str) -> None:
        self.wait_until_open(ANSWER_SECONDS)
        super().send_message(message)

    def wait_until_open(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while not self.open and time.monotonic() < until:
            time.sleep(0.01)
        return self.open

    def silence(self) -> float:
        """Seconds since the last pong, or since the connection was begun."""
        session = self.current_session
        # The library stamps pongs with the wall clock, which may jump: only that the stamp changed is of use.
        pong = float(session.last_pong_tm) if session is not None else 0.0
        if pong != self._pong:
            self._pong, self._alive = pong, time.monotonic()
        return time.monotonic() - self._alive


class SocketMode:
    """Slack's envelopes, each handed to Bolt and answered on the connection that it came by."""

    def __init__(self, app: App, app_token: str, web_client: WebClient, intake: Intake, metrics: Metrics) -> None:
        self._app, self._intake, self._metrics = app, intake, metrics
        self._connections = [Connection(app_token, web_client) for _ in range(CONNECTIONS)]
        for connection in self._connections:
            connection.socket_mode_request_listeners.append(self._handle)

    def connect(self, seconds: float = 10.0) -> bool:
        """Open the connections; False when they are not open in time. Raises SlackApiError when Slack refuses."""
        for connection in self._connections:
            connection.connect()
        return all(connection.wait_until_open(seconds) for connection in self._connections)

    def silence(self) -> float:
        """Seconds since the quieter of the connections gave a sign of life."""
        return max(connection.silence() for connection in self._connections)

    def close(self) -> None:
        """Cut the connections. Drain the intake first: what is being handled could not be answered any more."""
        for connection in self._connections:
            connection.close()

    def _handle(self, client: Any, request: SocketModeRequest) -> None:
        with (
            client.handling.entered(),
            self._metrics.measured("socket") as outcome,
            self._intake.entered() as taken,
        ):
            if taken:
                response = run_bolt_app(self._app, request)
                outcome.name = "answered" if response.status == 200 else "unhandled"
                send_response(client, request, response, 0.0)  # the time is for a debug line only
                return
            outcome.name = "stopping" if self._intake.closed else "busy"
            # An event without an acknowledgement is delivered again, to whoever is there then; a command is not.
            if request.type == "slash_commands":
                excuse = {"response_type": "ephemeral", "text": BUSY}
                client.send_socket_mode_response(SocketModeResponse(request.envelope_id, excuse))
