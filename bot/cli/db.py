"""How does an operator look after the store?"""

import argparse
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
    verbs.add_parser("upgrade", help="bring the store to the shape of this version").set_defaults(run=upgrade)
    verbs.add_parser("check", help="say whether the store is whole and in the right shape").set_defaults(run=check)
    backup = verbs.add_parser("backup", help="copy an SQLite store to a file, while the bot runs")
    backup.add_argument("path", metavar="PATH", help="the file to write")
    backup.set_defaults(run=back_up)
    restore = verbs.add_parser("restore", help="put a backup in the place of the store; the bot must be stopped")
    restore.add_argument("path", metavar="PATH", help="the file to read")
    restore.set_defaults(run=put_back)


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
