"""How is the bot started in a real workspace?"""

import argparse
from typing import Any


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "run",
        help="serve the workspace that the settings name",
        description="Serves the workspace of SLACK_BOT_TOKEN until it is stopped (Ctrl-C or SIGTERM): answers in "
        "flight are given first. Prints “clearway ready” when Slack can reach it. Exit status 75 asks a supervisor to "
        "start it again, because the connection to Slack fell silent.",
    )
    parser.add_argument("--env-file", metavar="FILE", help="read settings from this file instead of .env")
    parser.add_argument(
        "--wait", metavar="SECONDS", type=float, default=0.0, help="how long Slack may be unreachable at the start (0)"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from pathlib import Path

    from bot import settings
    from bot.run import serve

    return serve(settings.load(Path(args.env_file) if args.env_file else None), patience=args.wait)
