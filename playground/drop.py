"""How does a connection break: uvicorn's protocol with a handle on its transport, and the ways to cut it off."""

from __future__ import annotations

import asyncio
import socket
import struct

from starlette.requests import Request
from uvicorn.protocols.http.h11_impl import H11Protocol


class DroppableProtocol(H11Protocol):
    """Puts the connection's transport into scope["state"], where an answer that must not arrive finds it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Remember the transport for the requests of this connection."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}


async def drop(request: Request, *, reset: bool) -> None:
    """End the connection without an answer: by a TCP reset, or by an orderly close.

    Returns when the server has noticed, so that it does not complain of an answer that never came.
    """
    transport: asyncio.Transport = request.scope["state"]["transport"]
    if reset:
        # With a linger time of zero the kernel sends RST instead of FIN.
        where: socket.socket = transport.get_extra_info("socket")
        where.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
    while (await request.receive())["type"] != "http.disconnect":
        pass
