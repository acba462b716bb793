"""Does everything that was decided arrive once, in its order, while every tenth call to Slack goes wrong?"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random

from tests.house import until
from tests.soak.carried import QUICK, Carrying, Message, carrying, template
from tests.soak.findings import Findings, Round
from tests.soak.ledger import Ledger
from tests.soak.wide_town import CHANNELS, WideTown
from tests.town import Town

SENDS = {True: 400, False: 100}  # of a round, which has a store of its own, with and without history
PEOPLE = ("U0MIA", "U0TOMAS", "U0PRIYA", "U0JUNE", "U0OMAR", "U0ANIL", "U0LENA", "U0SAM", "U0YUKI", "U0NORA")
KINDS = ("late", "lost", "reset_before", "reset_after", "429", "500", "503", "html", "truncated", "internal_error")
SHARE = 0.0105  # of each of the ten: together every tenth call, as a rule is asked where those before it said no
LATE = 1.5  # seconds, more than the courier's patience
SETTLED_SECONDS = QUICK.lease_seconds + 60


def seeing(folder: Path):
    """Where the app may read the history."""
    return _opened(folder, sees=True)


def blind(folder: Path):
    """Where it may not."""
    return _opened(folder, sees=False)


@contextmanager
def _opened(folder: Path, *, sees: bool) -> Iterator[Round]:
    empty, town = template(folder), WideTown(folder, sees=sees)
    try:
        yield partial(_round, empty, town, sees)
    finally:
        town.stop()


def _round(empty: Path, town: Town, sees: bool, number: int, chance: Random) -> Findings:
    found = Findings()
    town.reset()
    with carrying(empty, town) as carried:
        for kind in KINDS:
            seconds = LATE if kind == "late" else 1
            town.fail("*", kind, share=SHARE, seconds=seconds, seed=chance.randrange(1 << 30))
        kinds = ("notice", "escalation", "checkin", "digest")
        places = (*CHANNELS, *PEOPLE)
        carried.say(
            [Message(chance.choice(places), f"message {n:06}", chance.choice(kinds)) for n in range(SENDS[sees])]
        )
        _settled(carried, found, number)
        found.count("sends", SENDS[sees])
        _faults(town, found)
        (carried.ledger.compare if sees else partial(_by_kind, carried.ledger))(found)
        in_order(carried.ledger, found)
    return found


def _settled(carried: Carrying, found: Findings, number: int) -> None:
    carried.ledger.settle(found, f"round {number}", SETTLED_SECONDS)
    until(carried.has_looked_again, "the second looks", SETTLED_SECONDS)


def _faults(town: Town, found: Findings) -> None:
    """How many calls went wrong, by kind."""
    entries = town.ask("journal?since=0&kind=accepted,refused,spoilt,read")["entries"]
    met = Counter(one.get("fault") or ("429" if one.get("error") == "ratelimited" else "") for one in entries)
    found.count("calls", len(entries))
    found.count("faulty", sum(number for kind, number in met.items() if kind))


def _by_kind(ledger: Ledger, found: Findings) -> None:
    """Where nothing can be looked up: notices at least once, a second copy marked; check-ins and digests at most once."""
    visible = ledger.visible()
    texts = {
        (one["channel"], one["ts"]): one["text"] for place in _places(visible) for one in ledger.town.messages(place)
    }
    for nonce, kind, state, key in ledger.rows("SELECT nonce, kind, state, dedupe_key FROM outbox"):
        copies = sorted(visible.get(nonce, ()))
        if kind in QUICK.never_twice:
            found.count("check-ins and digests", 1)
            found.count("of them unconfirmed and not repeated", state == "failed")
            found.never("of them doubled", [key] * (len(copies) > 1))
            found.never("of them lost without a reason", [key] * (state == "sent" and not copies))
        else:
            found.count("notices", 1)
            found.count("of them with a marked second copy", len(copies) > 1)
            found.never("of them lost", [key] * (not copies))
            unmarked = [key for place in copies if "second copy" not in texts[place]]
            found.never("second copies without a mark", unmarked[1:])


def _places(visible: dict[str, set[tuple[str, str]]]) -> set[str]:
    return {channel for copies in visible.values() for channel, _ in copies}


def in_order(ledger: Ledger, found: Findings) -> None:
    """What can be seen of a place and is of one rank stands there in the order in which it was decided; the first copy
    counts.
    """
    order = {nonce: (int(rank), int(seq)) for nonce, rank, seq in ledger.rows("SELECT nonce, rank, seq FROM outbox")}
    places: defaultdict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for nonce, copies in ledger.visible().items():
        channel, ts = min(copies)
        rank, seq = order[nonce]
        places[channel, rank].append((ts, seq))
    for (channel, _), there in places.items():
        seen = [seq for _, seq in sorted(there)]
        found.never("out of order", [channel] * (seen != sorted(seen)))
