"""Does the running bot read calendars, and answer everybody while the worst of them are read?"""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import select

from bot.clock import wall
from models.availability import Absence
from models.feeds import CalendarFeed
from models.people import Person
from models.store import Store, open_store
from planning.availability import WORKING
from services import feeds
from tests.house import House, house, until
from tests.readers.calendars.crafted import CRAFTED, calendar, event

# Nothing about it is wrong at a glance: only the limits of the child end it, after all the time that they allow.
ENDLESS = calendar(*(event("RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU", uid=str(number)) for number in range(400)))


def put(served: House, name: str, content: bytes) -> str:
    told = served.town.ask("calendar", {"name": name, "base64": base64.b64encode(content).decode()})
    return str(told["address"])


def connect(served: House, store: Store, addresses: list[str]) -> None:
    """One calendar for each of the first people."""
    with store.write.begin() as session:
        working = select(Person).where(Person.standing.in_(WORKING)).order_by(Person.name).limit(len(addresses))
        for person, address in zip(session.scalars(working), addresses, strict=True):
            feeds.connect(session, person, address, at=wall(), wall=wall(), allowed={served.town.url})


def told(store: Store, of: Any) -> list[Any]:
    with store.read.begin() as session:
        return list(session.scalars(of))


def with_store(served: House, use: Callable[[Store], None]) -> None:
    store = open_store(served.database_url, threads=2)
    try:
        use(store)
    finally:
        store.close()


def test_everybody_is_answered_while_the_worst_calendars_are_read(tmp_path: Path) -> None:
    worst = [ENDLESS, ENDLESS, *(data for data, _ in list(CRAFTED.values())[::18])]
    with house(tmp_path) as served:

        def use(store: Store) -> None:
            addresses = [put(served, f"worst{number}", data) for number, data in enumerate(worst)]
            connect(served, store, [f"{served.town.url}/calendars/mia.ics", *addresses])
            served.start()
            answered, unread = 0, True
            while unread:
                answer = served.act("U0MIA", "command", channel="C0GENERAL", line="/blocked help")
                assert (answer["failure"], bool(answer["ack"])) == ("", True)
                answered += 1
                feeds_now = told(store, select(CalendarFeed))
                unread = any(feed.wrong is None and feed.read_at is None for feed in feeds_now)
            assert answered > 20
            refused = [feed.wrong for feed in feeds_now if feed.wrong]
            assert len([wrong for wrong in refused if "takes too long to read" in wrong]) >= 2
            assert len(refused) > len(worst) / 2, "some are too much only where other days are looked at"
            assert len(told(store, select(Absence))) > 1, "the one that is well was read among them"
            assert served.stop() == 0

        with_store(served, use)
        assert "/calendars/" not in served.log.read_text()


def test_a_bot_that_is_told_to_stop_leaves_no_child_behind(tmp_path: Path) -> None:
    with house(tmp_path) as served:

        def use(store: Store) -> None:
            connect(served, store, [put(served, name, ENDLESS) for name in ("one", "two", "three")])
            served.start()
            assert served.bot is not None
            bot = psutil.Process(served.bot.pid)
            until(lambda: len(bot.children()) == 2, "two children, and not a third", 30)
            children = bot.children()
            assert served.stop() == 0
            assert not any(child.is_running() and child.status() != psutil.STATUS_ZOMBIE for child in children)
            assert [feed.wrong for feed in told(store, select(CalendarFeed))] == [None] * 3

        with_store(served, use)
