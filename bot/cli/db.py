"""How does an operator look after the store?"""

import argparse
from collections.abc import Callable
from typing import Any

from bot.cli.endings import DONE, WRONG, EndingError


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "db",
        help="look after the store: upgrade, check, backup, restore",
        description="Looks after the store of DATABASE_URL. Backup and restore are for SQLite; PostgreSQL has pg_dump "
        "and pg_restore.",
    )
    verbs = parser.add_subparsers(title="what to do", metavar="VERB", required=True)
    _verb(
        verbs,
        "upgrade",
        "bring the store to the shape of this version",
        "Migrates the store in one transaction; `clearway run` does it by itself. Doing it twice changes nothing.",
        upgrade,
    )
    _verb(
        verbs,
        "check",
        "say whether the store is whole and in the right shape",
        "Reads an SQLite store through for damaged pages and broken references, and compares the shape of either kind "
        "with what this version needs. Exit status 1 when something is wrong.",
        check,
    )
    path = _verb(
        verbs,
        "backup",
        "copy an SQLite store to a file, while the bot runs",
        "Writes a copy that is whole whatever goes on meanwhile, and checks it before it takes the file's name.",
        back_up,
    )
    path.add_argument("path", metavar="PATH", help="the file to write")
    path = _verb(
        verbs,
        "restore",
        "put a backup in the place of the store",
        "Puts a backup in the place of an SQLite store, and keeps what was there beside it. The bot must be stopped.",
        put_back,
    )
    path.add_argument("path", metavar="PATH", help="the file to read")


def _verb(
    verbs: Any, name: str, line: str, more: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    verb: argparse.ArgumentParser = verbs.add_parser(name, help=line, description=more)
    verb.set_defaults(run=run)
    return verb


def upgrade(args: argparse.Namespace) -> int:
    """Migrate; doing it twice changes nothing."""
    from bot import settings
    from bot.cli.stores import open_for_command
    from models.migrate import revision

    store = open_for_command(settings.load(slack=False))
    try:
        print(f"The store has the shape of this version ({revision(store.engine)}).")
    finally:
        store.close()
    return DONE


def check(args: argparse.Namespace) -> int:
    """Say every problem; 1 where there is one."""
    from bot import settings
    from models import backup
    from models.migrate import revision
    from models.migrations import HEAD
    from models.run_lock import file_of
    from models.store import open_store

    url = settings.load(slack=False).database_url
    file = file_of(url)
    if file is not None and not file.exists():
        raise EndingError(f"There is no store at {file} yet. `clearway run` or `clearway db upgrade` makes it.")
    problems = backup.check(file) if file is not None else []
    if not problems:
        store = open_store(url, threads=1)
        found = revision(store.engine)
        store.close()
        if found != HEAD:
            problems = [
                f"the store has the shape {found or 'of nothing'}, this version needs {HEAD}: clearway db upgrade"
            ]
    print("\n".join(problems) or "The store is whole and in the shape of this version.")
    return WRONG if problems else DONE


def back_up(args: argparse.Namespace) -> int:
    """Write a copy that is whole, whatever goes on meanwhile."""
    from pathlib import Path

    from bot import settings
    from models import backup

    to = Path(args.path)
    size = backup.backup(settings.load(slack=False).database_url, to)
    print(f"The store is copied to {to} ({size / 1_000_000:.1f} MB).")
    return DONE


def put_back(args: argparse.Namespace) -> int:
    """Put a copy in the store's place and keep what was there."""
    from pathlib import Path

    from bot import settings
    from models import backup

    kept = backup.restore(settings.load(slack=False).database_url, Path(args.path))
    print(f"The store is as it was in {args.path}." + (f" What was there before is kept as {kept}." if kept else ""))
    return DONE
