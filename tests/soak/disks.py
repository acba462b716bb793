"""How does a disk run full, and how does a store become one that cannot be written, without harm to the machine?"""

import errno
import resource
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEGABYTES = 40
PIECE = 64 * 1024


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A disk of a few megabytes at the folder, where this user may mount one; whether it is."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(folder)]
    may = shutil.which("mount") is not None
    mounted = may and subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)


@contextmanager
def closed(folder: Path, file: Path) -> Iterator[Path]:
    """A copy of the file where nothing can be written."""
    with small_disk(folder) as mounted:
        copy = folder / file.name
        shutil.copy(file, copy)
        if mounted:
            subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        else:
            copy.chmod(0o444)
            folder.chmod(0o555)
        yield copy


@contextmanager
def no_room(folder: Path) -> Iterator[None]:
    """Every free byte of the disk is taken, until the block ends."""
    ballast = folder / "ballast"
    try:
        with ballast.open("wb", buffering=0) as file:
            for size in (PIECE, 512, 1):
                _fill(file, b"\0" * size)
        yield
    finally:
        ballast.unlink()


def _fill(file, piece: bytes) -> None:
    try:
        while True:
            file.write(piece)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise


@contextmanager
def no_writing(pid: int) -> Iterator[None]:
    """Whatever the process writes beyond the first page of a file fails, its log among it."""
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Another program writes in an SQLite store and does not end."""
    other = sqlite3.connect(file, isolation_level=None, timeout=30)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()
