"""What do hosts of calendars say? Real ones on this machine, over TLS or in the clear, that note what they were asked."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpcore

from jobs.feeds.dial import Ways

HERE = Path(__file__).parent
PUBLIC = "93.184.215.14"  # what the names of the tests resolve to, unless a test says otherwise
CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"

Speak = Callable[[socket.socket, bytes], None]  # what to do with a connection, given the request


def saying(status: str, body: bytes = b"", **headers: str) -> Speak:
    """A whole answer with these headers (`content_type="…"`), its length added."""
    named = {"Content-Length": str(len(body)), **{name.replace("_", "-"): value for name, value in headers.items()}}
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return raw(f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body)


def raw(answer: bytes) -> Speak:
    return lambda connection, _: connection.sendall(answer)


def dripping(first: bytes, piece: bytes) -> Speak:
    """Bytes that never end, ten times a second."""

    def speak(connection: socket.socket, _: bytes) -> None:
        connection.sendall(first)
        while not _ENDED.wait(0.1):
            connection.sendall(piece)

    return speak


_ENDED = threading.Event()


@dataclass
class Host:
    """A server: `port` on this machine, and the requests it was sent, each with its whole head."""

    port: int
    requests: list[str] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def host(*speaks: Speak, tls: bool = True) -> Iterator[Host]:
    """Answers the first request as the first of `speaks` does, and so on; the last for all that follow."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(HERE / "certificate.pem", HERE / "key.pem")
    stopped = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as door:
        it = Host(door.getsockname()[1])

        def serve() -> None:
            while not stopped.is_set():
                try:
                    plain, _ = door.accept()
                except OSError:
                    return
                threading.Thread(target=answer, args=(plain,), daemon=True).start()

        def answer(plain: socket.socket) -> None:
            try:
                with context.wrap_socket(plain, server_side=True) if tls else plain as connection:
                    head = b""
                    while b"\r\n\r\n" not in head and (piece := connection.recv(65_536)):
                        head += piece
                    it.requests.append(head.decode("latin-1"))
                    speaks[min(len(it.requests), len(speaks)) - 1](connection, head)
            except OSError:
                return  # whoever asked has hung up, as they may

        threading.Thread(target=serve, daemon=True).start()
        try:
            yield it
        finally:
            stopped.set()
            door.shutdown(socket.SHUT_RDWR)


@dataclass
class Net:
    """A net of names: what each resolves to, one answer after another, and where connections really go.

    `ports` leads from public addresses to hosts of this machine. Noted: names that were asked for, addresses dialled.
    """

    ports: Mapping[str, int]
    names: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    dialled: list[tuple[str, int]] = field(default_factory=list)

    def resolve(self, name: str, port: int, seconds: float) -> Sequence[str]:
        self.asked.append(name)
        answers = self.names.get(name, [[PUBLIC]])
        return answers[min(self.asked.count(name), len(answers)) - 1]

    def dial(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        self.dialled.append((address, port))
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self.ports.get(address, port), timeout=seconds)

    def ways(self, allowed: frozenset[str] = frozenset()) -> Ways:
        trusting = ssl.create_default_context(cafile=HERE / "certificate.pem")
        return Ways(resolve=self.resolve, dial=self.dial, tls=trusting, allowed=allowed)
