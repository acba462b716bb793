"""How is what came of the weeks told, in the terminal and in docs/simulation.md?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from tests.simulation.measures import Figures, Spread
from tests.simulation.people import Habits, listed
from tests.simulation.weeks import BEGIN, WAYS

Row = tuple[str, ...]
LEVELS = ("lead", "pmo", "sponsor", "executives")
HEAD = """# A quarter of a small organisation

{people} people and four projects (those in `tests/small`) live through {weeks} weeks from {begin} on a
virtual clock. The jobs, the services and the store are those of the bot; what people do is drawn by chance from the odds at
the end of this page, which are assumptions and no measurements. Each question has a chance of its own, so that in every
column the same people have the same troubles on the same days.

`make simulate` makes this page again; `make simulate WEEKS=4 SEED=7` prints another and keeps nothing. Made on {today} with
seed {seed}, on {machine}, in {minutes:.0f} minutes.
"""
READ = """
*Unasked* is a message that nobody's own act called for: answers, receipts and edits of what stands there do not count.
*Working hours* are those of whoever took the blocker in hand, so nights, weekends, holidays and days off count for nothing;
what nobody had taken by the end is not among them. Here the owner of a blocker is mostly the project's manager,
who is also the lead of its ladder, so that it goes on from the owner to the PMO. A trouble that nobody reports is one that
was still hidden, or whose person was away, when the weeks ended.
"""


def page(found: Mapping[str, Figures], habits: Habits, *, seed: int, machine: str, minutes: float, today: date) -> str:
    """The whole page. The first of the ways is Clearway itself."""
    ways = list(found)
    mine = found[ways[0]]
    begin = f"{BEGIN + timedelta(days=1):%d %B %Y}".lstrip("0")
    parts = [
        HEAD.format(
            people=mine.people, weeks=mine.weeks, begin=begin, today=today, seed=seed, machine=machine, minutes=minutes
        ),
        _compared(found),
        READ,
        "## Messages by kind\n",
        _counts("kind", {way: found[way].kinds for way in ways}),
        "\n## What became of timers\n",
        _counts("series: outcome", {ways[0]: Counter({f"{a}: {b}": n for (a, b), n in mine.timers.items()})}),
        "\n## How people behave here\n",
        *(f"- {line}" for line in listed(habits)),
    ]
    return "\n".join(parts) + "\n"


def _compared(found: Mapping[str, Figures]) -> str:
    columns = list(found.values())
    heads = ["", *(WAYS[name].title for name in found)]
    rows = [(title, *(str(of(one)) for one in columns)) for title, of in _ROWS]
    return _table(heads, [row for row in rows if set(row[1:]) != {"0"} or row[0] in _ZERO])


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.0f} %)" if whole else "–"


def _three(one: Spread) -> str:
    return f"{one.median:.3g} / {one.p95:.3g} / {one.most:.3g}" if one.number else "–"


def _owned(one: Figures) -> str:
    return f"{_three(one.until_owned)}, of {one.until_owned.number} of {sum(one.blockers.values())}"


def _above(one: Figures) -> str:
    names = ", ".join(f"{name} for {number}" for name, number in one.above.most_common())
    return f"{one.weeks_above} of {one.people * one.weeks}" + (f"; answered for: {names}" if names else "")


UNANSWERED = "messages above the budget for which nobody answers"
_ZERO = frozenset({UNANSWERED})  # rows that are told though there is nothing in them
_ROWS = (
    ("unasked messages to a person in a week: median / p95 / most", lambda one: _three(one.messages)),
    ("unasked messages in all", lambda one: sum(one.kinds.values())),
    ("weeks above the budget, and who answers for the messages above it", _above),
    (UNANSWERED, lambda one: one.unanswered_for),
    ("check-ins asked", lambda one: one.checkins),
    ("of them answered", lambda one: _share(one.answered, one.checkins)),
    ("check-ins that led to a blocker", lambda one: _share(one.led, one.checkins)),
    ("troubles that came over people", lambda one: one.troubles),
    ("of them never reported", lambda one: one.never_told),
    ("hours of the clock from a trouble to its report: median / p95 / most", lambda one: _three(one.until_told)),
    ("working hours from a report to an owner who has it in hand: median / p95 / most", _owned),
    ("open for more than a week at the end, and in nobody's hands", lambda one: one.unowned),
    *((f"blockers that climbed to the level {level}", lambda one, at=level: one.climbed[at]) for level in LEVELS),
)


def _counts(head: str, columns: Mapping[str, Counter[str]]) -> str:
    total = sum(columns.values(), Counter[str]())
    rows = [(name, *(f"{column[name]:,}" for column in columns.values())) for name, _ in total.most_common()]
    return _table([head, *(WAYS[way].title for way in columns)], rows)


def _table(heads: Sequence[str], rows: Sequence[Row]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
