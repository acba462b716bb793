"""What is one connection of Socket Mode: opened once, used until Slack ends it, and never opened again?"""

import logging
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from slack_sdk import WebClient
from slack_sdk.socket_mode.websocket_client import SocketModeClient
from websocket import WebSocket, WebSocketException

from bot.intake import Intake

PING_SECONDS = 2  # websocket-client's own loop wakes up at this pace, too
CONCURRENCY = 32
OPENING_SECONDS = 10.0  # a connection may take so long to open
QUIET_SECONDS = 15.0  # without a pong for longer, it is lost
LEAVING_SECONDS = 10.0  # how long Slack may still send by a connection that it asked us to leave


class Connection(SocketModeClient):
    """slack_sdk's client without its way of replacing a connection, which drops what is under way on the old one."""

    def __init__(self, app_token: str, web_client: WebClient, elsewhere: Callable[[str], None]) -> None:
        """`elsewhere` sends an answer by another connection when this one is closed."""
        self.handling = Intake(room=10_000)
        self._elsewhere = elsewhere
        self._begun = time.monotonic()
        self._left_at: float | None = None
        self._heard = 0.0  # monotonic instant of the last sign of life; 0.0 until it is open
        self._pong = 0.0
        self._was_run = self._ended = False
        self._addressed = threading.Event()
        super().__init__(
            app_token=app_token,
            web_client=web_client,
            logger=logging.getLogger("bot.socket_mode"),
            auto_reconnect_enabled=False,
            ping_interval=PING_SECONDS,
            concurrency=CONCURRENCY,
        )

    @property
    def open(self) -> bool:
        sock = self._sock()
        return sock is not None and bool(sock.connected)

    @property
    def leaving(self) -> bool:
        """Whether Slack asked us to leave it."""
        return self._left_at is not None

    @property
    def heard(self) -> float:
        """The monotonic instant of its last sign of life; 0.0 until it is open."""
        session = self.current_session
        # The library stamps pongs with the wall clock, which may jump: only that the stamp changed is of use.
        pong = float(session.last_pong_tm) if session is not None else 0.0
        if self.open and (not self._heard or pong != self._pong):
            self._pong, self._heard = pong, time.monotonic()
        return self._heard

    @property
    def lost(self) -> bool:
        """Whether nothing will come by it any more: closed, never opened, or silent."""
        heard = self.heard
        if self._ended:
            return True
        if not heard:
            return time.monotonic() - self._begun > OPENING_SECONDS
        return not self.open or time.monotonic() - heard > QUIET_SECONDS

    @property
    def stays(self) -> bool:
        return not self.leaving and not self.lost

    def may_go(self) -> bool:
        """Whether it was left long enough ago that Slack sends nothing by it any more, and all is answered."""
        return self._left_at is not None and (
            time.monotonic() - self._left_at > LEAVING_SECONDS and self.handling.idle(0)
        )

    def connect(self) -> None:
        try:
            super().connect()
        finally:
            self._addressed.set()

    def connect_to_new_endpoint(self, force: bool = False) -> None:
        """Slack asks to leave: whoever keeps the connections opens another, and this one is read on until its end."""
        if self._left_at is None:
            self._left_at = time.monotonic()

    def send_message(self, message: str) -> None:
        if self.open:
            with suppress(WebSocketException, OSError):
                self.current_session.send(message)  # type: ignore[union-attr]
                return
        self._elsewhere(message)

    def disconnect(self) -> None:
        # The library closes the descriptor under the thread that reads from it, which then may never wake up.
        sock = self._sock()
        wire = sock.sock if sock is not None else None
        if self.current_session is not None and sock is not None and wire is not None:
            self.current_session.keep_running = False
            with suppress(OSError, WebSocketException):
                sock.send_close()
                wire.shutdown(socket.SHUT_RDWR)  # what was written before is still delivered

    def _sock(self) -> WebSocket | None:
        """The library's socket; its own thread takes it away at any moment, so it is looked at once."""
        session = self.current_session
        return session.sock if session is not None else None

    def close(self) -> None:
        self._addressed.set()
        super().close()

    def _run_current_session(self) -> None:
        # The library looks for an address at its birth and then every half second: a start would wait for nothing.
        self._addressed.wait(OPENING_SECONDS)
        # The library would open a closed connection again, with an address that is good for once.
        if self.current_session is not None and not self._was_run:
            self._was_run = True
            super()._run_current_session()  # type: ignore[no-untyped-call]
            self._ended = True
