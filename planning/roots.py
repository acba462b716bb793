"""Which blocker frees most when it goes, and what does each day of waiting for it cost?"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

from planning.minutes import HOUR, whole

FEWEST_PRICED = 3  # people: with fewer, a sum of money would give away what one of them costs
_ABOUT = Context(prec=2, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class OpenBlocker:
    """A live blocker with what waits for it."""

    id: str
    number: int
    since: date
    minutes: int | None = None  # of work a week that stand still because of it; None: nobody said
    people: frozenset[str] = frozenset()  # whose work that is
    blocks: tuple[str, ...] = ()  # ids of blockers; those that are not open wait no more


@dataclass(frozen=True, slots=True)
class Root:
    """The root blocker. Its sums count itself and everything behind it, each once."""

    id: str
    chain: tuple[str, ...]  # ids of blockers from the root on, each time on to the one that holds up most
    behind: int  # blockers that wait for it, straight or through others
    unsaid: int  # how many of these and itself say no hours
    minutes: int  # a week
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class CostPerDay:
    """What stands still on one working day. `money`: about, to two figures; None below 1 or where few have a rate."""

    minutes: int
    money: Decimal | None


def root(blockers: Iterable[OpenBlocker]) -> Root | None:
    """The blocker whose removal frees most hours a week: its own and those of everything behind it, each once.

    It waits for no open blocker itself (on a circle, which the store refuses: for none outside of it). Of equal ones
    the oldest counts, then the lowest number. Where nobody said any hours, the one with most blockers behind it; None
    where nothing waits at all.
    """
    rows = sorted(blockers, key=lambda one: (one.since, one.number, one.id))  # the place of each decides ties
    place = {one.id: at for at, one in enumerate(rows)}
    onward = [sorted({place[other] for other in one.blocks if other in place} - {at}) for at, one in enumerate(rows)]
    freed = [found | 1 << at for at, found in enumerate(_reached(onward))]
    ahead = _reached(_turned(onward))
    weight = _Weight([one.minutes or 0 for one in rows])

    def frees(at: int) -> tuple[int, int]:
        return weight.of(freed[at]), freed[at].bit_count()

    first = [at for at in range(len(rows)) if not ahead[at] & ~freed[at]]
    best = max(first, key=lambda at: (frees(at)[0], -at), default=None)
    if best is not None and not frees(best)[0]:
        best = max(first, key=lambda at: (freed[at].bit_count(), -at))
    if best is None or frees(best) == (0, 1):
        return None
    here, path = best, [best]
    passed = {best}
    while there := [at for at in onward[here] if at not in passed]:
        here = max(there, key=lambda at: (frees(at), -at))
        path.append(here)
        passed.add(here)
    return _told(rows, path, [one for at, one in enumerate(rows) if freed[best] >> at & 1])


def cost_per_day(found: Root, rates: Mapping[str, Decimal], days: int) -> CostPerDay:
    """What it costs on each of the `days` that the workspace works in a week. `rates`: money per hour by person's id.

    The hours are priced at the mean rate of those who wait, and only from three rates on; two figures are kept, so that
    no rate follows from the sums of two days between which somebody came or went.
    """
    known = [rates[one] for one in sorted(found.people) if one in rates]
    money = None
    if found.minutes and len(known) >= FEWEST_PRICED:
        about = _ABOUT.plus(Decimal(found.minutes) / HOUR * sum(known) / len(known) / days)
        money = about if about >= 1 else None
    return CostPerDay(whole(Decimal(found.minutes) / days), money)


def _told(rows: Sequence[OpenBlocker], path: Sequence[int], freed: Collection[OpenBlocker]) -> Root:
    return Root(
        id=rows[path[0]].id,
        chain=tuple(rows[at].id for at in path),
        behind=len(freed) - 1,
        unsaid=sum(one.minutes is None for one in freed),
        minutes=sum(one.minutes or 0 for one in freed),
        people=frozenset[str]().union(*(one.people for one in freed)),
    )


def _reached(onward: Sequence[Sequence[int]]) -> list[int]:
    """What can be reached from each place, as the bits of one number: thousands are joined at once.

    Places are visited after those they lead to, so one round finds all and a second sees that nothing is missing; on
    circles a few more are needed, and since sets only grow, the rounds end.
    """
    found = [0] * len(onward)
    order, grown = _last_first(onward), True
    while grown:
        grown = False
        for at in order:
            now = found[at]
            for there in onward[at]:
                now |= found[there] | 1 << there
            grown, found[at] = grown or now != found[at], now
    return found


def _last_first(onward: Sequence[Sequence[int]]) -> list[int]:
    """Every place once, after those that it leads to (circles apart). Without recursion: chains are long."""
    order: list[int] = []
    seen: set[int] = set()
    for start in range(len(onward)):
        if start in seen:
            continue
        seen.add(start)
        way = [(start, iter(onward[start]))]
        while way:
            here, rest = way[-1]
            there = next((at for at in rest if at not in seen), None)
            if there is None:
                order.append(here)
                way.pop()
            else:
                seen.add(there)
                way.append((there, iter(onward[there])))
    return order


def _turned(onward: Sequence[Sequence[int]]) -> list[list[int]]:
    """The same arrows, backwards."""
    back: list[list[int]] = [[] for _ in onward]
    for at, theres in enumerate(onward):
        for there in theres:
            back[there].append(at)
    return back


class _Weight:
    """The sum of the weights of a set of places, digit by binary digit: counting bits is what big numbers do fast."""

    def __init__(self, weights: Sequence[int]) -> None:
        digits = max(weights, default=0).bit_length()
        self._having = [sum(1 << at for at, one in enumerate(weights) if one >> digit & 1) for digit in range(digits)]

    def of(self, places: int) -> int:
        return sum((places & having).bit_count() << digit for digit, having in enumerate(self._having))
