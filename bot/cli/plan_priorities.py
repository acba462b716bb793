"""In which order do projects stand, asked without Slack?"""

import argparse
import json
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from bot.cli import plan_dates
from bot.cli.endings import DONE

if TYPE_CHECKING:
    from planning.order_changes import Swap
    from planning.priorities import Ranked, Term
    from services.priorities import Priorities

DIGITS = 6
HEADINGS = ("", "project", "score", "alignment", "benefit", "urgency", "thrift", "confidence", "WSJF", "goal")


def register(questions: Any) -> None:
    parser = questions.add_parser(
        "priorities",
        help="the order of projects, and what each criterion adds to their scores",
        description="Puts all projects that are proposed or active in order by their scores. The table shows the "
        "points that each criterion adds; ? marks what nobody has said, ~ a project that is about equal to the next.",
    )
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output, nothing else")
    plan_dates.add_arguments(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from bot import policy_file, settings
    from bot.cli.stores import find_workspace, open_for_command
    from services import priorities

    today = plan_dates.day(args.as_of)
    given = settings.load(slack=False)
    policy = policy_file.read(given.policy_file, required=given.policy_path is not None)
    store = open_for_command(given)
    try:
        workspace = find_workspace(given, store, args.workspace)
        with store.read.begin() as session:
            day = today or plan_dates.today(session, workspace)
            found = priorities.priorities(session, workspace, policy, today=day)
    finally:
        store.close()
    print(json.dumps(_document(found), ensure_ascii=False) if args.json else _table(found))
    return DONE


def _document(found: "Priorities") -> dict[str, Any]:
    """`robust`: the share of draws in which it stands before the next; null of the last. `swap_with_next`: the smallest
    change of one weight after which the next stands before it; null where none does.
    """
    projects = [
        {**_project(one, found.kept_before_next(place)), "swap_with_next": _change(found.swap_with_next(place))}
        for place, one in enumerate(found.order)
    ]
    return {"projects": projects, "easiest_change": _change(found.easiest)}


def _project(one: "Ranked", kept: float | None) -> dict[str, Any]:
    from planning.robustness import is_tie

    return {
        "code": one.code,
        "score": _number(one.score),
        "rank": one.rank,
        "tied_with_next": kept is not None and is_tie(kept),
        "robust": kept,
        "wsjf": None if one.wsjf is None else _number(one.wsjf),
        "terms": {
            criterion.value: {
                "value": _number(term.value),
                "weight": _number(term.weight),
                "points": _number(term.points),
                "missing": term.missing,
            }
            for criterion, term in one.terms.items()
        },
        "why_goal": one.why_goal,
    }


def _change(swap: "Swap | None") -> dict[str, Any] | None:
    if swap is None:
        return None
    weights = {"from": _number(swap.now), "to": _number(swap.told)}
    return {"criterion": swap.criterion.value, **weights, "ahead": swap.behind, "behind": swap.ahead}


def _table(found: "Priorities") -> str:
    """One line a project, and below them what would change the order."""
    if not found.order:
        return "There is no project that is proposed or active."
    rows = [HEADINGS, *(_row(one, found.kept_before_next(place)) for place, one in enumerate(found.order))]
    wide = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = [_line(row, wide) for row in rows]
    weights = ", ".join(f"{criterion.value} {float(weight):g}" for criterion, weight in found.weights.items())
    lines += ["", f"Weights: {weights}."]
    if found.easiest is not None:
        swap = found.easiest
        told = f"{swap.criterion.value} weighed {float(swap.told):g} instead of {float(swap.now):g}"
        lines.append(f"What would change this order first: if {told}, {swap.behind} would stand before {swap.ahead}.")
    return "\n".join(lines)


def _row(one: "Ranked", kept: float | None) -> tuple[str, ...]:
    from planning.robustness import is_tie

    tie = " ~" if kept is not None and is_tie(kept) else ""
    wsjf = "?" if one.wsjf is None else f"{float(one.wsjf):.2f}"
    points = [_points(term) for term in one.terms.values()]
    return str(one.rank), one.code + tie, f"{float(one.score):.1f}", *points, wsjf, one.why_goal or ""


def _points(term: "Term") -> str:
    return f"{float(term.points):.1f}{'?' * term.missing}"


def _line(row: Sequence[str], wide: Sequence[int]) -> str:
    """Words to the left, numbers to the right."""
    words = {1, len(row) - 1}
    cells = [cell.ljust(wide[at]) if at in words else cell.rjust(wide[at]) for at, cell in enumerate(row)]
    return "  ".join(cells).rstrip()


def _number(exact: Fraction) -> float:
    return round(float(exact), DIGITS)
