"""What can an operator ask of Clearway from the command line?

Heavy things are imported inside the commands only: `clearway --help` answers at once.
"""

import argparse
import logging
import secrets
import sys
from collections.abc import Sequence
from importlib import import_module

from bot.cli.endings import EndingError, sentence_of

# In the order of --help. Each is a module beside this one with register(subparsers), and run(args) for the exit status.
COMMANDS = ("run", "demo", "doctor", "manifest", "db", "audit", "gallery", "importing", "exporting", "plan")

log = logging.getLogger(__name__)


def parser() -> argparse.ArgumentParser:
    """The whole command line, with help at every level."""
    whole = argparse.ArgumentParser(
        prog="clearway",
        description="Clearway lets a project management office remove roadblocks instead of making them.",
        epilog="Settings come from the environment or .env; .env.example lists them. Exit status: 0 done, "
        "1 something is wrong and was said, 2 wrong usage or settings, 75 start me again.",
    )
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in COMMANDS:
        import_module(f"bot.cli.{name}").register(commands)
    return whole


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status. No traceback reaches the operator."""
    args = parser().parse_args(argv)
    try:
        return int(args.run(args))
    except KeyboardInterrupt:
        return 130
    except EndingError as ending:
        print(ending, file=sys.stderr)
        return ending.status
    except Exception as error:  # noqa: BLE001 - the command line: whatever it is, the operator gets a sentence
        if (known := sentence_of(error)) is not None:
            print(known, file=sys.stderr)
            return known.status
        return _defect(error)


def _defect(error: Exception) -> int:
    """Something nobody foresaw: the operator gets a number, the log gets the rest."""
    number = secrets.token_hex(4)
    if not logging.getLogger().handlers:
        from bot import logs

        logs.start("INFO", "text")
    log.error("defect %s", number, exc_info=error)
    print(
        f"Clearway met something it did not foresee ({type(error).__name__}) and stopped; a change that was under way "
        f"was taken back. The log holds the details under {number}.",
        file=sys.stderr,
    )
    return 1
