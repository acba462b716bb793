"""Which projects wait for each other in a circle, so that none of them could ever begin?"""

from collections import deque
from collections.abc import Iterable, Mapping


def circles(needs: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """A shortest circle of each knot of projects that need each other, as a path that ends where it began.

    `needs` maps a project to those it needs. Of circles that are as short, the first in the order of the alphabet; each
    begins with the first of its projects. The order of what is given does not matter. No recursion: chains are long.
    """
    onward = {one: sorted(set(others)) for one, others in needs.items()}
    for others in list(onward.values()):
        for other in others:
            onward.setdefault(other, [])
    found = [min((_shortest(onward, one, knot) for one in knot), key=_order) for knot in _knots(onward)]
    return sorted(found, key=_order)


def _order(path: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return len(path), path


def _shortest(onward: Mapping[str, list[str]], start: str, knot: set[str]) -> tuple[str, ...]:
    """The shortest way from a project back to itself; in a knot there always is one. First in order of the alphabet,
    because what is found first was reached through the first."""
    came_from: dict[str, str] = {}
    waiting = deque([start])
    while start not in came_from:
        here = waiting.popleft()
        for there in onward[here]:
            if there in knot and there not in came_from:
                came_from[there] = here
                waiting.append(there)
    path = [start, came_from[start]]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return tuple(reversed(path))


def _knots(onward: Mapping[str, list[str]]) -> list[set[str]]:
    """Those sets in which everything needs everything else, on whatever way: what is reached forwards in the order in
    which a first walk left its projects, backwards (Kosaraju). One that needs itself is a knot, too."""
    back: dict[str, list[str]] = {one: [] for one in onward}
    for one, others in onward.items():
        for other in others:
            back[other].append(one)
    found, seen = [], set[str]()
    for start in reversed(_left(onward)):
        knot, waiting = set[str](), [start]
        while waiting:
            here = waiting.pop()
            if here not in seen:
                seen.add(here)
                knot.add(here)
                waiting += back[here]
        if len(knot) > 1 or (start in onward[start] and knot):
            found.append(knot)
    return found


def _left(onward: Mapping[str, list[str]]) -> list[str]:
    """Every project once, after those it leads to (knots apart)."""
    order: list[str] = []
    seen: set[str] = set()
    for start in sorted(onward):
        if start in seen:
            continue
        seen.add(start)
        way = [(start, iter(onward[start]))]
        while way:
            here, rest = way[-1]
            there = next((one for one in rest if one not in seen), None)
            if there is None:
                order.append(here)
                way.pop()
            else:
                seen.add(there)
                way.append((there, iter(onward[there])))
    return order
