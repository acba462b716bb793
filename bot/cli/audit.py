"""Is what Clearway wrote down about who did what still as it was written?"""

import argparse
import re
from typing import TYPE_CHECKING, Any

from bot.cli.endings import DONE, USAGE, WRONG, EndingError

if TYPE_CHECKING:
    from models.store import Store
    from planning.audit import Head
    from services.audit_seals import Verdict


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "audit",
        help="look at what was written down about who did what: verify",
        description="Looks at the audit: one row for each change, with who made it and through which door.",
    )
    verbs = parser.add_subparsers(title="what to do", metavar="VERB", required=True)
    verb: argparse.ArgumentParser = verbs.add_parser(
        "verify",
        help="say whether a row was changed, removed, inserted or moved",
        description="Reads every sealed row and says which one is not as it was sealed. Rows are sealed some seconds "
        "after they are written, each to the one before. Exit status 1 when a row was changed, removed, inserted or "
        "moved. It may run beside the bot.",
    )
    verb.add_argument("--workspace", metavar="ID", help="Slack's id of the workspace; without it all are verified")
    verb.add_argument(
        "--head",
        metavar="ROW:SEAL",
        help="an end of the chain that was noted outside the store, such as in the log: it must still be there, which "
        "finds a chain that was computed anew",
    )
    verb.set_defaults(run=verify)


def verify(args: argparse.Namespace) -> int:
    """Say for each workspace that all is well, or which row is not; 1 where one is not."""
    from bot import settings
    from models.migrate import is_current
    from models.run_lock import file_of
    from models.store import open_store

    noted = _head(args.head)
    url = settings.load(slack=False).database_url
    file = file_of(url)
    if file is not None and not file.exists():
        raise EndingError(f"There is no store at {file} yet. `clearway run` or `clearway db upgrade` makes it.")
    store = open_store(url, threads=2)
    try:
        if not is_current(store.engine):
            raise EndingError("The store has not the shape that this version needs: clearway db upgrade")
        verdicts = _verdicts(store, args.workspace, noted)
    finally:
        store.close()
    print("\n".join(_sentence(one) for one in verdicts) or "Nothing was written to the audit yet.")
    return WRONG if any(one.flaw for one in verdicts) else DONE


def _verdicts(store: "Store", asked: str | None, noted: "Head | None") -> "list[Verdict]":
    from services import audit_seals

    with store.read.begin() as session:
        known = audit_seals.audited(session)
        if asked is not None and asked not in known:
            raise EndingError(f"Nothing was audited in “{asked}”; known: {', '.join(known) or 'none yet'}.")
        chosen = known if asked is None else [asked]
        if noted is not None and len(chosen) > 1:
            raise EndingError("The store has several workspaces; say with --workspace whose head that is.", USAGE)
        return [audit_seals.verify(session, workspace, noted=noted) for workspace in chosen]


def _head(written: str | None) -> "Head | None":
    from planning.audit import Head

    if written is None:
        return None
    if not re.fullmatch(r"\d{1,18}:[0-9a-f]{64}", written):
        raise EndingError("--head is written as in the log: the row's number, a colon, and its seal.", USAGE)
    place, _, seal = written.partition(":")
    return Head(int(place), seal)


def _sentence(verdict: "Verdict") -> str:
    if verdict.flaw:
        return f"{verdict.workspace}: {verdict.flaw}."
    waits = f"; {verdict.waiting} more wait to be sealed" if verdict.waiting else ""
    head = f" The head is {verdict.head.place}:{verdict.head.seal}." if verdict.head else ""
    noun = "row is as it was" if verdict.rows == 1 else "rows are as they were"
    return f"{verdict.workspace}: {verdict.rows} {noun} sealed{waits}.{head}"
