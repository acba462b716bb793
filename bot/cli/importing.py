"""How does an operator bring a portfolio in?"""

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from bot.cli.endings import DONE, USAGE, WRONG, EndingError

if TYPE_CHECKING:
    from models.store import Store
    from readers.tables.values import Portfolio
    from services.importing import Imported


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "import",
        help="bring people, teams and projects in from CSV files",
        description="Reads people.csv, teams.csv and projects.csv from a folder (those that are there) and brings them "
        "into the store: new rows are added, known ones updated, an empty cell keeps what is there, a single - clears "
        "it. All or nothing; the same files twice change nothing. Exit status 1 when the files have problems.",
    )
    parser.add_argument("path", metavar="PATH", help="the folder with the files")
    parser.add_argument(
        "--dry-run", action="store_true", help="list every problem and what would change; change nothing"
    )
    parser.add_argument("--workspace", metavar="ID", help="Slack's id of the workspace, where the store has several")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from pathlib import Path

    from bot import settings
    from bot.cli.stores import find_workspace, open_for_command
    from readers.tables.portfolio import read_folder

    if not Path(args.path).is_dir():
        raise EndingError(
            f"{args.path} is not a folder; the files people.csv, teams.csv and projects.csv lie in one.", USAGE
        )
    given = settings.load(slack=False)
    portfolio = read_folder(Path(args.path))
    if isinstance(portfolio, list):
        return _refused(portfolio)
    store = open_for_command(given)
    try:
        workspace = find_workspace(given, store, args.workspace)
        return _bring(store, workspace, portfolio, dry_run=args.dry_run)
    finally:
        store.close()


def _bring(store: "Store", workspace: str, portfolio: "Portfolio", *, dry_run: bool) -> int:
    from bot.cli.stores import bring
    from services.importing import ImportRefusedError

    try:
        imported = bring(store, workspace, portfolio, dry_run=dry_run)
    except ImportRefusedError as refused:
        return _refused(refused.problems)
    _tell(imported, dry_run=dry_run)
    return DONE


def _refused(problems: Iterable[object]) -> int:
    listed = [str(problem) for problem in problems]
    print("\n".join(listed), file=sys.stderr)
    count = "One problem" if len(listed) == 1 else f"{len(listed)} problems"
    raise EndingError(f"{count}; nothing was imported.", WRONG)


def _tell(imported: "Imported", *, dry_run: bool) -> None:
    for remark in imported.remarks:
        print(f"Note: {remark}.", file=sys.stderr)
    for sheet, tally in imported.tallies.items():
        print(f"{sheet}: {tally.added} added, {tally.changed} changed, {tally.unchanged} unchanged")
    if dry_run:
        print("This was a dry run: nothing was changed.")
