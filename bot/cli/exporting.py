"""How does an operator take a portfolio out?"""

import argparse
from typing import Any

from bot.cli.endings import DONE, USAGE, EndingError


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "export",
        help="write the whole portfolio as CSV files or a workbook",
        description="Writes people, teams, patterns, skills, absences, goals, projects, alignment, dependencies, "
        "allocations, requests and blockers as CSV files into a folder, or as one workbook, for the eyes of whoever "
        "runs it only. An import of them into an empty store makes an equal portfolio. Cells that a spreadsheet would "
        "take for formulas begin with an apostrophe, which an import takes off again. Addresses of calendars are not "
        "written; reasons of absences are known nowhere.",
    )
    parser.add_argument("path", metavar="PATH", help="the folder for the files, or with --xlsx the workbook")
    parser.add_argument("--xlsx", action="store_true", help="one workbook instead of CSV files")
    parser.add_argument("--workspace", metavar="ID", help="Slack's id of the workspace, where the store has several")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from pathlib import Path

    from bot import settings
    from bot.cli.stores import find_workspace, open_for_command
    from bot.sheet_files import write_folder, write_workbook
    from services import exporting

    path = Path(args.path)
    if args.xlsx and (path.is_dir() or path.suffix.lower() != ".xlsx"):
        raise EndingError(f"{path} is no name of a workbook; one is such as portfolio.xlsx.", USAGE)
    if not args.xlsx and path.is_file():
        raise EndingError(f"{path} is a file, and a folder is needed. Did you mean --xlsx?", USAGE)
    given = settings.load(slack=False)
    store = open_for_command(given)
    try:
        workspace = find_workspace(given, store, args.workspace)
        with store.read.begin() as session:
            sheets = exporting.sheets(session, workspace)
    finally:
        store.close()
    (write_workbook if args.xlsx else write_folder)(path, sheets)
    for name, rows in sheets.items():
        print(f"{name}: {len(rows) - 1}")
    return DONE
