"""Is anything lost or said twice when the bot is killed at each visit of a failpoint, whatever people do just then?

`tests/chaos` kills one flow at every failpoint each time that the tests run; here the chance varies the flow: how many
people at once, on which projects, what they do and by which door.
"""

import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random

from models.failpoints import NAMES
from tests.house import House, until
from tests.soak.book import Book
from tests.soak.findings import Findings, Round
from tests.soak.gestures import MANAGERS, PEOPLE, comment, press, reply, report
from tests.soak.houses import lived_in, renewed, started
from tests.soak.ledger import Ledger
from tests.soak.visits import CARD

MOST = 60  # visits; a flow has fewer, so running out of them means that it never ends
STEP_SECONDS = 60.0  # of a flow, between two steps


@contextmanager
def opened(folder: Path) -> Iterator[Round]:
    """One failpoint a round, by HTTP and by Socket Mode in turn of all of them."""
    for way in ("http", "socket"):
        (folder / way).mkdir()
    with lived_in(folder / "http", http=True) as http, lived_in(folder / "socket", http=False) as socket:
        yield partial(_sweep, (http, socket))


def _sweep(houses: tuple[House, House], number: int, chance: Random) -> Findings:
    """Kill at the first visit, restart, kill at the second … until the whole flow passes without a crash."""
    turn, place = divmod(number, len(NAMES))
    house, name, found = houses[turn % 2], NAMES[place], Findings()
    renewed(house)
    ledger, book = Ledger(house.database_url, house.town), Book(house.town, house.log)
    armed, seed = house.folder / "armed", chance.randrange(1 << 30)
    for visit in range(1, MOST + 1):
        armed.unlink(missing_ok=True)
        started(house, CLEARWAY_FAILPOINT=f"@{armed}")
        ledger.settle(found, f"after visit {visit - 1} of {name}")
        book.check(ledger, found)
        ledger.compare(found)
        book.forget()
        draft = armed.with_suffix(".new")
        draft.write_text(f"{name}:{visit}")
        draft.rename(armed)  # whole at once, because the bot looks at any moment
        _flow(house, ledger, book, f"r{number}v{visit}", Random(seed))
        if not house.died():
            break
        assert house.bot is not None
        found.never("ended otherwise", [house.bot.returncode] * (house.bot.returncode != -signal.SIGKILL))
        found.count("kills")
    found.never("never passed", [name] * (not house.died() and visit == MOST))
    book.check(ledger, found)
    ledger.compare(found)
    ledger.close()
    house.kill()
    found.count("sweeps")
    return found


def _flow(house: House, ledger: Ledger, book: Book, name: str, chance: Random) -> None:
    """One or two stories at the same time; each ends early when the bot is dead."""
    seeds = [chance.randrange(1 << 30) for _ in range(chance.choice((1, 1, 2)))]
    with ThreadPoolExecutor(len(seeds)) as threads:
        tellings = [threads.submit(_story, house, ledger, book, f"{name}s{n}", Random(s)) for n, s in enumerate(seeds)]
        for one in tellings:
            one.result()
    until(lambda: house.died() or ledger.is_settled(), "the flow to end", STEP_SECONDS)


def _story(house: House, ledger: Ledger, book: Book, mark: str, chance: Random) -> None:
    project, raiser = chance.choice(list(MANAGERS)), chance.choice(PEOPLE)
    manager = MANAGERS[project]
    if not book.send(report(mark, project, raiser)):
        return
    seen = [ledger.rows(CARD, mark=f"% {mark} %")]
    if chance.random() < 0.7:  # else the next step comes while the card is on its way

        def stands() -> bool:
            seen[0] = ledger.rows(CARD, mark=f"% {mark} %")
            return bool(seen[0][0][2]) or house.died()

        until(stands, "the card", STEP_SECONDS)
    id_, channel, ts = seen[0][0]
    what = chance.choice(["acknowledged", "started", "withdrawn"])
    steps = [press(what, mark, id_, raiser if what == "withdrawn" else manager)]
    steps.append(reply(f"{mark}t", mark, channel, ts, raiser) if ts else comment(f"{mark}c", mark, id_, manager))
    chance.shuffle(steps)
    for step in steps:
        if not house.died():
            book.send(step)
