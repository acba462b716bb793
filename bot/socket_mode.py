"""How does Slack reach us over Socket Mode without a gap, and when are the connections no longer to be trusted?"""

import logging
import threading
import time
from contextlib import suppress
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode.internals import run_bolt_app, send_response
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from websocket import WebSocketException

from bot.intake import Intake
from bot.logs import correlated, trace
from bot.metrics import Metrics
from bot.socket_connection import Connection
from handlers.answers import AGAIN
from ui import notes

log = logging.getLogger(__name__)

CONNECTIONS = 2  # Slack replaces each every few hours; the other one serves meanwhile
LOOK_SECONDS = 0.1
FIRST_WAIT, LONGEST_WAIT = 0.5, 10.0  # after Slack could not be reached for a new connection
SILENCE_SECONDS = 30.0  # without a sign of life for longer, the process ends and its supervisor starts it again
TROUBLE = (SlackClientError, WebSocketException, OSError)


class SocketMode:
    """Keeps the connections up, and hands each envelope to Bolt.

    One that Slack asks to leave is left only when another has taken its place and what came by it is answered.
    """

    def __init__(self, app: App, app_token: str, web_client: WebClient, intake: Intake, metrics: Metrics) -> None:
        self._app, self._intake, self._metrics = app, intake, metrics
        self._app_token, self._web_client = app_token, web_client
        self._connections: list[Connection] = []
        self._heard = time.monotonic()
        self._stopping = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="socket-keeper", daemon=True)

    def connect(self, seconds: float = 10.0) -> bool:
        """Open the connections; False when they are not open in time. Raises SlackClientError or OSError."""
        for _ in range(CONNECTIONS):
            self._add()
        until = time.monotonic() + seconds
        while time.monotonic() < until and not all(one.open for one in self._connections):
            time.sleep(0.01)
        self._keeper.start()
        return all(one.open for one in self._connections)

    def silence(self) -> float:
        """Seconds since any of the connections gave a sign of life."""
        self._heard = max([self._heard, *(one.heard for one in list(self._connections))])
        return time.monotonic() - self._heard

    def close(self) -> None:
        """Cut the connections. Drain the intake first: what is being handled could not be answered any more."""
        self._stopping.set()
        if self._keeper.is_alive():
            self._keeper.join()
        closing = [threading.Thread(target=one.close, daemon=True) for one in self._connections]
        for one in closing:
            one.start()
        for one in closing:
            one.join()

    def _keep(self) -> None:
        wait = FIRST_WAIT
        while not self._stopping.wait(LOOK_SECONDS):
            self._retire()
            if sum(one.stays for one in self._connections) >= CONNECTIONS:
                continue
            try:
                self._add()
                wait = FIRST_WAIT
            except TROUBLE as error:
                log.warning("no new connection to Slack (%s); the next try is in %.1f s", type(error).__name__, wait)
                self._stopping.wait(wait)
                wait = min(LONGEST_WAIT, wait * 2)

    def _add(self) -> None:
        connection = Connection(self._app_token, self._web_client, self._answer_elsewhere)
        connection.socket_mode_request_listeners.append(self._handle)
        try:
            connection.connect()
        except TROUBLE:
            connection.close()
            raise
        self._connections.append(connection)

    def _retire(self) -> None:
        """Let go of connections that are lost, and of those asked to leave once another one is open in their place."""
        replaced = sum(one.stays and one.open for one in self._connections) >= CONNECTIONS
        for one in list(self._connections):
            if one.lost or (one.leaving and replaced and one.may_go()):
                self._connections.remove(one)
                threading.Thread(target=one.close, name="socket-closing", daemon=True).start()

    def _answer_elsewhere(self, message: str) -> None:
        """Slack takes an answer by whichever connection it comes. Raises WebSocketException when there is none."""
        for one in list(self._connections):
            if one.open:
                with suppress(*TROUBLE):
                    one.current_session.send(message)  # type: ignore[union-attr]
                    return
        raise WebSocketException("no connection is open to give the answer by")

    def _handle(self, client: Any, request: SocketModeRequest) -> None:
        with (
            client.handling.entered(),
            self._metrics.measured("socket") as outcome,
            correlated(trace()),
            self._intake.entered() as taken,
        ):
            if taken:
                response = run_bolt_app(self._app, request)
                if response.status == 200:
                    outcome.name = "answered"
                    send_response(client, request, response, 0.0)  # the time is for a debug line only
                elif response.status == AGAIN and self._intake.may_come_again():
                    outcome.name = "busy"  # without an acknowledgement Slack delivers it once more
                else:  # what Bolt cannot read would be delivered again and again
                    outcome.name = "unhandled"
                    client.send_socket_mode_response(SocketModeResponse(request.envelope_id))
                return
            outcome.name = "stopping" if self._intake.closed else "busy"
            # An event without an acknowledgement is delivered again, to whoever is there then; a command is not.
            if request.type == "slash_commands":
                excuse = {"response_type": "ephemeral", "text": notes.BUSY}
                client.send_socket_mode_response(SocketModeResponse(request.envelope_id, excuse))
