"""Where can a change be tried so that nothing of it stays, and nobody waits for it?"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from models.store import Writer, open_store


@contextmanager
def rehearsing(write: Writer) -> Iterator[Session]:
    """A session over everything that is stored now, of which nothing is ever committed.

    On SQLite it is over a copy, for whoever writes holds up every other writer there. Raises OSError, sqlite3.Error
    where there is no room for one.
    """
    if write.postgres:
        with write.sessions() as session:
            yield session
        return
    with TemporaryDirectory(prefix="clearway-trial-") as folder:
        copy = Path(folder) / "store.db"
        source = Path(str(write.sessions.kw["bind"].url.database)).resolve()
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old, closing(sqlite3.connect(copy)) as new:
            old.backup(new)
        trial = open_store(f"sqlite:///{copy}", threads=1)
        try:
            with trial.write.sessions() as session:
                yield session
        finally:
            trial.close()
