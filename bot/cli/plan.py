"""What does the plan hold, asked without Slack?"""

import argparse
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.cli import plan_dates, plan_priorities
from bot.cli.endings import DONE, USAGE, EndingError

if TYPE_CHECKING:
    from services.loads import Load

HORIZON = 26  # weeks, where no number is given
MOST = 520  # ten years


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "plan",
        help="what people can give to projects, week by week",
        description="Answers questions about the plan from the store alone. Weeks are written 2026-W49.",
    )
    questions = parser.add_subparsers(title="questions", metavar="QUESTION", required=True)
    capacity = questions.add_parser(
        "capacity",
        help="hours that each person can give to projects in each week",
        description="Prints, for everybody who works here, the hours that projects can have in each week: their "
        "working week times their share, less public holidays and absences. Exit status 1 when that cannot be said, "
        "2 for a week or date that is written wrongly.",
    )
    capacity.add_argument("--json", action="store_true", help="one JSON document on standard output, nothing else")
    capacity.add_argument("--from", dest="first", metavar="WEEK", help="the first week; otherwise the current one")
    capacity.add_argument(
        "--weeks", metavar="N", type=int, default=HORIZON, help=f"how many weeks; otherwise {HORIZON}"
    )
    plan_dates.add_arguments(capacity)
    capacity.set_defaults(run=run_capacity)
    plan_priorities.register(questions)


def run_capacity(args: argparse.Namespace) -> int:
    from bot import policy_file, settings
    from bot.cli.stores import find_workspace, open_for_command
    from planning.weeks import Weeks, week_of
    from services import loads

    first, today = plan_dates.week(args.first), plan_dates.day(args.as_of)
    if not 1 <= args.weeks <= MOST:
        raise EndingError(f"--weeks is {args.weeks}; it is a number from 1 to {MOST}.", USAGE)
    given = settings.load(slack=False)
    policy = policy_file.read(given.policy_file, required=given.policy_path is not None)
    store = open_for_command(given)
    try:
        workspace = find_workspace(given, store, args.workspace)
        with store.read.begin() as session:
            weeks = Weeks(first or week_of(today or plan_dates.today(session, workspace)), args.weeks)
            found = loads.of_everybody(session, workspace, policy.availability, weeks)
    finally:
        store.close()
    for name, refusal in found.refusals.items():
        print(f"Note: {name} is reckoned without public holidays. {refusal.sentence}", file=sys.stderr)
    labels = [str(week) for week in weeks]
    print(
        json.dumps(_document(found.people, labels), ensure_ascii=False) if args.json else _table(found.people, labels)
    )
    return DONE


def _document(people: Sequence["Load"], weeks: Sequence[str]) -> dict[str, Any]:
    return {
        "weeks": list(weeks),
        "people": [
            {
                "email": one.name,
                "capacity": _hours(one.capacity),
                "committed": _hours(one.committed),
                "tentative": _hours(one.tentative),
            }
            for one in people
        ],
    }


def _table(people: Sequence["Load"], weeks: Sequence[str]) -> str:
    """One line a person, one column a week, and the sum of all below them."""
    if not people:
        return "Nobody who works here is known yet."
    rows = [(one.name, _hours(one.capacity)) for one in people]
    rows.append(("all", _hours([sum(minutes) for minutes in zip(*(one.capacity for one in people), strict=True)])))
    wide = max(len(name) for name, _ in rows)
    lines = ["  ".join((" " * wide, *weeks))]
    lines += ["  ".join((name.ljust(wide), *(f"{hours:>8.1f}" for hours in given))) for name, given in rows]
    return "\n".join(lines)


def _hours(minutes: Sequence[int]) -> list[float]:
    return [round(one / 60, 4) for one in minutes]
