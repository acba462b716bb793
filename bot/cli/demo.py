"""How does somebody see Clearway at work without a Slack account?"""

import argparse
from typing import Any


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "demo",
        help="a local Slack in the browser, with the real bot and a sample organisation",
        description="Starts the playground (a local Slack) and the real bot against it, and opens a browser. What you "
        "do there is kept until --fresh. Ctrl-C stops both.",
    )
    parser.add_argument("--port", type=int, default=3999, help="the port of the page (default: 3999)")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    parser.add_argument("--fresh", action="store_true", help="forget what earlier demos left there")
    parser.add_argument("--http", action="store_true", help="signed events over HTTP instead of Socket Mode")
    parser.add_argument("--folder", metavar="PATH", help="where the demo keeps its files (default: var/)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from pathlib import Path

    from bot.demo import VAR, Demo

    folder = Path(args.folder).resolve() if args.folder else VAR
    return Demo(args.port, http=args.http, folder=folder).run(fresh=args.fresh, browser=not args.no_browser)
