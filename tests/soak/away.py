"""What becomes of people's gestures and of what is due while disk, database or Slack is away, and afterwards?"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path
from random import Random

from tests.house import House
from tests.soak.disks import closed, locked, no_room, no_writing
from tests.soak.findings import Findings, Round
from tests.soak.postgres import OwnPostgres
from tests.soak.sites import Site, Sites
from tests.soak.visits import Hands

AROUND = 1.2  # seconds of ordinary work before and after
BACK_SECONDS = 60.0  # within which all that is due is done once everything is back
HURRY, CALM = (
    0.02,
    2.0,
)  # seconds of each of three people after a gesture; what is said in minutes must fit the small disk
SHORT, USUAL, LONG = 2.0, 10.0, 300.0  # seconds away: in the first turn, in others, of Slack in every third


@contextmanager
def opened(folder: Path) -> Iterator[Round]:
    with ExitStack() as ending:
        yield partial(_outage, Sites(folder, ending))


def _outage(sites: Sites, number: int, chance: Random) -> Findings:
    found, (turn, kind) = Findings(), divmod(number, len(OUTAGES))
    name = list(OUTAGES)[kind]
    seconds = SHORT if not turn else LONG if "Slack" in name and turn % 3 == 1 else USUAL
    begun = time.monotonic()
    OUTAGES[name](sites, found, seconds, chance.randrange(1 << 30))
    print(f"  {name}, {seconds:.0f} s: over in {time.monotonic() - begun:.1f} s; {found.told()}", flush=True)
    found.count("outages")
    return found


Away = AbstractContextManager[None]


def _through(site: Site, found: Findings, away: Away, seconds: float, seed: int) -> None:
    """People work before, during and after. Then all that was acknowledged is there, once, and has been said."""
    site.book.forget()
    pause = CALM if seconds >= LONG else HURRY
    hands = Hands(site.book, site.ledger, f"s{seed}", seed, number=3, pause=pause)
    time.sleep(AROUND)
    hands.look_away()
    time.sleep(AROUND)
    with away:
        time.sleep(seconds)
    begun = time.monotonic()
    hands.look_again()
    time.sleep(AROUND)
    hands.rest()
    site.ledger.settle(found, "after it was back", BACK_SECONDS)
    found.most("all done after s", time.monotonic() - begun)
    found.count("refused in words", site.book.heard["refused in words"])
    found.count("events to come again", site.book.heard["http_error"])
    unanswered = site.book.heard["http_timeout"] + site.book.heard["connection_failed"]
    found.never("left without an answer", ["a gesture"] * unanswered)
    site.book.check(site.ledger, found)
    site.ledger.compare(found)
    tracebacks = site.house.log.read_text().count("Traceback")
    found.count("tracebacks in the log", tracebacks)
    site.house.log.write_text("")


def _full(sites: Sites, found: Findings, seconds: float, seed: int) -> None:
    site = sites.http
    full = no_room(site.house.folder) if sites.disk_is_small else no_writing(_pid(site.house))
    _through(site, found, full, seconds, seed)


def _failing(sites: Sites, found: Findings, seconds: float, seed: int) -> None:
    site = sites.http
    _through(site, found, no_writing(_pid(site.house)), seconds, seed)


def _locked(sites: Sites, found: Findings, seconds: float, seed: int) -> None:
    site = sites.http
    _through(site, found, locked(site.house.folder / "store.db"), seconds, seed)


def _crashed(sites: Sites, found: Findings, seconds: float, seed: int) -> None:
    _through(sites.postgres, found, _without(sites.server), seconds, seed)


@contextmanager
def _without(server: OwnPostgres) -> Iterator[None]:
    server.crash()
    try:
        yield
    finally:
        server.revive()


def _frozen(sites: Sites, found: Findings, seconds: float, seed: int) -> None:
    _through(sites.postgres, found, _still(sites.server), seconds, seed)


@contextmanager
def _still(server: OwnPostgres) -> Iterator[None]:
    server.freeze()
    try:
        yield
    finally:
        server.thaw()


def _slack(sites: Sites, found: Findings, seconds: float, seed: int) -> None:
    _through(sites.http, found, _no_api(sites.http.house), seconds, seed)


@contextmanager
def _no_api(house: House) -> Iterator[None]:
    house.town.fail("*", "reset_before")
    try:
        yield
    finally:
        house.town.mend()


def _slack_and_sockets(sites: Sites, found: Findings, seconds: float, seed: int) -> None:
    """Nothing comes by Socket Mode either; the bot may end, and its supervisor starts it until Slack is there again."""
    site = sites.supervised
    site.book.forget()
    hands = Hands(site.book, site.ledger, f"s{seed}", seed, number=3, pause=HURRY)
    time.sleep(AROUND)
    hands.rest()
    with _no_api(site.house):
        site.house.town.ask("sockets", {"do": "drop"})
        time.sleep(seconds)
    begun = time.monotonic()
    site.ledger.settle(found, "after Slack was back", BACK_SECONDS)
    found.most("all done after s", time.monotonic() - begun)
    site.book.check(site.ledger, found)
    site.ledger.compare(found)


def _read_only(sites: Sites, found: Findings, seconds: float, seed: int) -> None:
    """A store that this user may not write: the start says so in a sentence."""
    house = sites.http.house
    with closed(house.folder.parent / f"closed{seed}", house.folder / "template.db") as file:
        done = house.command("run", DATABASE_URL=f"sqlite:///{file}", CLEARWAY_HTTP_PORT="0")
    said = done.stderr.strip().splitlines()
    found.never("a start without a sentence", [said[-3:]] * ("Traceback" in done.stderr or done.returncode != 1))
    found.count("starts refused in a sentence", done.returncode == 1)


def _pid(house: House) -> int:
    assert house.bot is not None
    return house.bot.pid


OUTAGES: Mapping[str, Callable[[Sites, Findings, float, int], None]] = {
    "disk full": _full,
    "store locked by another program": _locked,
    "Slack's API away": _slack,
    "database crashed": _crashed,
    "every write fails": _failing,
    "store read-only at the start": _read_only,
    "database frozen": _frozen,
    "Slack away, by Socket Mode": _slack_and_sockets,
}
