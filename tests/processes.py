"""How do tests start the bot and the playground hundreds of times without importing everything hundreds of times?

Both run as processes of their own. A warm one is forked from a process that has imported their modules and done nothing
else; it differs from `python -m …` only in what it need not import. The start itself is tested and measured cold.
"""

import os
import runpy
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from multiprocessing import forkserver, get_context
from pathlib import Path
from typing import Protocol

ROOT = Path(__file__).parent.parent
MODULES = (
    "alembic.command", "bot.cli.stores", "bot.run", "bot.sheet_files", "openpyxl", "playground.server",
    "playground.serving", "psycopg", "readers.tables.portfolio", "services.audit_seals", "services.exporting",
    "services.importing", "services.loads",
)  # fmt: skip
_FORKS = get_context("forkserver")


class Running(Protocol):
    """What tests ask of a process, whichever way it was started."""

    @property
    def pid(self) -> int: ...
    @property
    def returncode(self) -> int | None: ...
    def poll(self) -> int | None: ...
    def wait(self, timeout: float) -> int: ...
    def send_signal(self, number: int) -> None: ...


def start(
    module: str,
    arguments: Sequence[str],
    env: Mapping[str, str],
    output: Path,
    *,
    errors: Path | None = None,
    folder: Path = ROOT,
    warm: bool = True,
) -> Running:
    """Run `python -m module` in `folder`; what it prints goes to the end of the files.

    `errors`: where its second stream goes, which otherwise goes with the first.
    """
    if warm:
        return _Warm(module, tuple(arguments), dict(env), (str(output), str(errors or output)), str(folder))
    with output.open("a") as out, (errors or output).open("a") as err:
        return subprocess.Popen([sys.executable, "-m", module, *arguments], cwd=folder, env=env, stdout=out, stderr=err)


def run(
    module: str, arguments: Sequence[str], env: Mapping[str, str], *, folder: Path = ROOT, warm: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run `python -m module` in `folder` to its end, a minute at most, and take what it printed."""
    with tempfile.TemporaryDirectory(prefix="clearway-run-") as kept:
        out, err = Path(kept) / "out", Path(kept) / "err"
        running = start(module, arguments, env, out, errors=err, folder=folder, warm=warm)
        try:
            status = running.wait(60)
        finally:
            running.send_signal(signal.SIGKILL)
        return subprocess.CompletedProcess([module, *arguments], status, out.read_text(), err.read_text())


class _Warm:
    def __init__(self, *what: object) -> None:
        forkserver.set_forkserver_preload([__name__, *MODULES])
        self._process = _FORKS.Process(target=_become, args=what, daemon=True)
        self._process.start()
        assert self._process.pid is not None
        self.pid = self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float) -> int:
        """Its exit status; negative is the signal that ended it. Raises subprocess.TimeoutExpired."""
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired("a warm process", timeout)
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)


def _become(
    module: str, arguments: Sequence[str], env: Mapping[str, str], outputs: tuple[str, str], folder: str
) -> None:
    assert threading.active_count() == 1, "a thread of the parent would be missing here"
    os.environ.clear()
    os.environ.update(env)
    os.chdir(folder)
    for number, path in enumerate(outputs, start=1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), number)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
