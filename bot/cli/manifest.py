"""What is pasted into Slack, and why does it ask for each scope?"""

import argparse
import sys
from typing import Any

from bot.cli.endings import DONE, WRONG


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "manifest",
        help="print the app manifest that is pasted into Slack",
        description="Prints the app manifest for api.slack.com/apps, Create New App, From a manifest. "
        "It carries CLEARWAY_COMMAND_PREFIX where that is set.",
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--explain", action="store_true", help="print each scope with its reason instead")
    what.add_argument("--check", action="store_true", help="only say whether manifest.json is what this version serves")
    what.add_argument("--write", action="store_true", help="write manifest.json, for Socket Mode and without a prefix")
    what.add_argument("--http", metavar="URL", help="for HTTP mode: the https address at which Slack reaches the bot")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from bot import manifest, settings
    from handlers import ROUTES

    if args.explain:
        sys.stdout.write(manifest.explain(ROUTES))
        return DONE
    committed = settings.ROOT / "manifest.json"
    if args.check or args.write:
        expected = manifest.text(manifest.build(ROUTES, manifest.prefixed("")))
        if args.write:
            committed.write_text(expected, encoding="utf-8")
        problem = manifest.differences(committed, expected)
        print(problem or "manifest.json is what this version serves.")
        return WRONG if problem else DONE
    prefix = settings.load(slack=False).command_prefix
    sys.stdout.write(manifest.text(manifest.build(ROUTES, manifest.prefixed(prefix), args.http)))
    return DONE
