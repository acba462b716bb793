"""How does an operator bring a portfolio in?"""

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from bot.cli import import_choices
from bot.cli.endings import DONE, USAGE, WRONG, EndingError

if TYPE_CHECKING:
    from models.store import Store
    from readers.tables.choices import Remembered
    from readers.tables.values import Portfolio
    from services.importing import Imported
    from services.policies import AvailabilityPolicy


_BOOKS = (".xlsx", ".xlsm")
REPLACEABLE = ("patterns", "skills", "absences", "alignment", "dependencies", "allocations", "requests")


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "import",
        help="bring a portfolio in from CSV files or a workbook: people, goals, projects, bookings, blockers",
        description="Reads people, teams, patterns, skills, absences, goals, projects, alignment, dependencies, "
        "allocations, requests and blockers (those that are there) from a folder of CSV files, from one of them, or "
        "from one workbook (.xlsx), and brings them into the store: new rows are added, known ones updated, an empty "
        "cell keeps what is there, a single - clears it. All or nothing; the same files twice change nothing. Columns, "
        "dates and amounts may be written as people write them; what was taken for what is listed. Nobody is told of "
        "imported blockers; each gets its card when somebody touches it. Exit status 1 when the files have problems.",
    )
    parser.add_argument("path", metavar="PATH", help="the folder with the files, one of them, or the workbook")
    parser.add_argument(
        "--dry-run", action="store_true", help="list every problem and what would change; change nothing"
    )
    parser.add_argument(
        "--replace",
        metavar="SHEET",
        action="append",
        default=[],
        choices=REPLACEABLE,
        help=f"what stands in no row of this sheet goes, and is listed; one of {', '.join(REPLACEABLE)}",
    )
    import_choices.register(parser)
    parser.add_argument("--workspace", metavar="ID", help="Slack's id of the workspace, where the store has several")
    parser.set_defaults(run=run)


# A row that cannot be read is not there for others to name, so those would be found wrong for nothing.
_LATER = " Once that is right, rules, parts of a day and names are compared with what is stored, too."


def run(args: argparse.Namespace) -> int:
    from pathlib import Path

    from bot import policy_file, settings
    from bot.cli.progress import Progress
    from bot.cli.stores import find_workspace, open_for_command
    from readers.tables.portfolio import CSV_FILES, read_path

    path = Path(args.path)
    if not path.is_dir() and not (path.is_file() and path.suffix.lower() in {*CSV_FILES, *_BOOKS}):
        raise EndingError(
            f"{path} is neither a folder with files such as people.csv nor a workbook such as portfolio.xlsx.", USAGE
        )
    said = import_choices.choices(args)
    given = settings.load(slack=False)
    policy = policy_file.read(given.policy_file, required=given.policy_path is not None)
    store = open_for_command(given)
    try:
        workspace = find_workspace(given, store, args.workspace)
        with Progress(sys.stderr) as progress:
            progress.begin(f"Reading {path.name}")
            portfolio = read_path(path, import_choices.with_memory(said, _remembered(store, workspace)))
        if isinstance(portfolio, list):
            return _refused(portfolio, _LATER)
        if missing := [sheet for sheet in args.replace if sheet not in portfolio.sheets]:
            raise EndingError(f"{path} has no sheet {missing[0]}, so there is nothing to replace it with.", USAGE)
        return _bring(store, workspace, portfolio, args, policy.availability)
    finally:
        store.close()


def _remembered(store: "Store", workspace: str) -> "Remembered":
    from services import import_mappings

    with store.read.begin() as session:
        return import_mappings.remembered(session, workspace)


def _bring(
    store: "Store", workspace: str, portfolio: "Portfolio", args: argparse.Namespace, policy: "AvailabilityPolicy"
) -> int:
    from bot.cli.progress import Progress
    from bot.cli.stores import bring
    from services.importing import ImportRefusedError

    given: dict[str, Any] = {"dry_run": args.dry_run, "replace": args.replace, "policy": policy}
    try:
        with Progress(sys.stderr) as progress:
            passed = progress.begin("Bringing it in", sum(len(getattr(portfolio, name)) for name in portfolio.sheets))
            imported = bring(store, workspace, portfolio, **given, passed=passed)
    except ImportRefusedError as refused:
        return _refused(refused.problems)
    for line in import_choices.mapping(portfolio.matches):
        print(line)
    _tell(imported, dry_run=args.dry_run)
    return DONE


def _refused(problems: Iterable[object], rest: str = "") -> int:
    listed = [str(problem) for problem in problems]
    print("\n".join(listed), file=sys.stderr)
    count = "One problem" if len(listed) == 1 else f"{len(listed)} problems"
    raise EndingError(f"{count}; nothing was imported.{rest}", WRONG)


def _tell(imported: "Imported", *, dry_run: bool) -> None:
    for remark in imported.remarks:
        print(f"Note: {remark}.", file=sys.stderr)
    for sheet, tally in imported.tallies.items():
        for line in tally.gone:
            print(f"{sheet}: {'would go' if dry_run else 'gone'}: {line}")
        counted = f"{sheet}: {tally.added} added, {tally.changed} changed, {tally.unchanged} unchanged"
        print(f"{counted}, {len(tally.gone)} gone" if tally.gone else counted)
    if dry_run:
        print("This was a dry run: nothing was changed.")
