"""How is the store of a serving process opened: alone, whole, and in the shape that this code needs?"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from bot.settings import Settings
from models import backup, run_lock
from models.failpoints import kill_at, nothing
from models.migrate import is_current, upgrade
from models.run_lock import RunLock
from models.store import Store, open_store

log = logging.getLogger(__name__)


class StoreDamagedError(Exception):
    """The message says what is broken and how to go on."""


@contextmanager
def opened(settings: Settings) -> Iterator[Store]:
    """The store until the end of the block, for this process alone where it is an SQLite file.

    Raises run_lock.AlreadyRunning and StoreDamagedError. The lock is only said goodbye to at a proper end, so that the
    next start knows of a crash.
    """
    with _alone(settings.database_url):
        failpoint = kill_at(settings.failpoint) if settings.failpoint else nothing
        store = open_store(settings.database_url, failpoint=failpoint)
        try:
            if not is_current(store.engine):
                log.info("bringing the store to this version")
                upgrade(store)
            yield store
        finally:
            store.close()


@contextmanager
def _alone(url: str) -> Iterator[None]:
    file = run_lock.file_of(url)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    lock = run_lock.acquire(url)
    try:
        _check(url, lock)
        yield
    finally:
        if lock is not None:
            lock.release()


def _check(url: str, lock: RunLock | None) -> None:
    """After a crash the file is read through before anybody writes to it."""
    file = run_lock.file_of(url)
    if lock is None or file is None or not lock.unclean or not file.exists():
        return
    log.warning("the last run did not end properly: checking the store")
    if problems := backup.check(file):
        raise StoreDamagedError(
            f"The store {file} is damaged: {problems[0]}. Bring the last good copy back with: clearway db restore PATH"
        )
