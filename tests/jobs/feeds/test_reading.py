"""Do calendars reach people's absences: from a real host, read by a real child, each once, whatever its host says?"""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

import psutil
import pytest
from sqlalchemy import select

from bot import feeds as in_a_child
from bot.clock import wall
from jobs import attention
from jobs.feeds.reading import read
from jobs.work import Feeds, Work
from models.availability import Absence
from models.feeds import CalendarFeed
from models.outbox import OutboxRow
from models.people import Person
from models.store import Store
from services import feeds, health
from tests.jobs.feeds.hosts import PUBLIC, Host, Net, Speak, dripping, host, saying
from tests.readers.calendars.crafted import CRAFTED, calendar, event

SECRET = "private-1234"
ADDRESS = f"https://calendar.example.com/{SECRET}/basic.ics"
AWAY = calendar(event("SUMMARY:Knee surgery", "DTEND;VALUE=DATE:20260314", start="DTSTART;VALUE=DATE:20260309"))
MORE = calendar(event(start="DTSTART;VALUE=DATE:20260316"))

Make = Callable[..., Person]


def reached(work: Work, there: Host) -> Work:
    """With this host at a public address."""
    asks = partial(in_a_child.read, stopping=work.stopping)
    return replace(work, feeds=Feeds(Net({PUBLIC: there.port}).ways(), asks))


@pytest.fixture
def mia(make_person: Make) -> Person:
    return make_person("Mia", zone="Europe/Berlin")


def connect(work: Work, person: Person, address: str = ADDRESS) -> None:
    with work.write.begin() as session:
        mine = session.get_one(Person, (person.workspace, person.id))
        feeds.connect(session, mine, address, at=work.now(), wall=work.wall())


def due_again(store: Store) -> None:
    with store.write.begin() as session:
        for feed in session.scalars(select(CalendarFeed)):
            feed.due_at = wall()


def away(store: Store) -> list[str]:
    with store.read.begin() as session:
        rows = session.scalars(select(Absence).order_by(Absence.start))
        return [f"{row.start:%d %b} {row.finish:%d %b} {row.part}" for row in rows]


def notes(work: Work) -> list[str]:
    """What its owner has been told by the next day, at the hour of what could wait."""
    attention.say(replace(work, now=lambda: work.now() + timedelta(days=1)))
    with work.read.begin() as session:
        return [row.payload["text"] for row in session.scalars(select(OutboxRow).where(OutboxRow.kind == "waited"))]


def feed_of(store: Store) -> CalendarFeed:
    with store.read.begin() as session:
        return session.scalars(select(CalendarFeed)).one()


def test_a_calendar_becomes_absences(work: Work, store: Store, mia: Person):
    answers = [saying("200 OK", AWAY, ETag='"v1"'), saying("304 Not Modified"), saying("200 OK", MORE)]
    with host(*answers) as there:
        work = reached(work, there)
        connect(work, mia)
        for wanted in (["09 Mar 13 Mar day"], ["09 Mar 13 Mar day"], ["16 Mar 16 Mar day"]):
            read(work)
            assert away(store) == wanted
            due_again(store)
    assert ["If-None-Match" in request for request in there.requests] == [False, True, True]
    assert notes(work) == []


def test_a_broken_calendar_is_told_once_and_what_it_said_stays(work: Work, store: Store, mia: Person):
    gone = saying("404 Not Found")
    with host(saying("200 OK", AWAY), gone, gone, saying("200 OK", MORE)) as there:
        work = reached(work, there)
        connect(work, mia)
        for count in (0, 1, 1):
            read(work)
            assert len(notes(work)) == count
            assert away(store) == ["09 Mar 13 Mar day"]
            due_again(store)
        assert notes(work)[0].startswith(
            "Your calendar cannot be read. There is no calendar at the address any more. "
            "What it said on Mon 2 Mar, yesterday still counts."
        )
        assert SECRET not in notes(work)[0]
        read(work)
    assert away(store) == ["16 Mar 16 Mar day"]
    assert feed_of(store).wrong is None


def test_what_passes_by_itself_is_not_told_before_a_day(work: Work, store: Store, mia: Person):
    with host(saying("503 Unavailable")) as there:
        work = reached(work, there)
        connect(work, mia)
        read(work)
    assert "(503)" in (feed_of(store).wrong or "")
    assert notes(work) == []


@pytest.mark.parametrize("name", list(CRAFTED)[::12])
def test_a_crafted_feed_changes_nothing(work: Work, store: Store, mia: Person, name: str):
    with host(saying("200 OK", CRAFTED[name][0])) as there:
        work = reached(work, there)
        connect(work, mia)
        read(work)
    assert away(store) == []
    assert len(notes(work)) == 1


def test_the_log_does_not_say_on_which_day_somebody_has_an_event(
    work: Work, store: Store, mia: Person, caplog: pytest.LogCaptureFixture
):
    turned = calendar(event("DTEND;VALUE=DATE:20260301", start="DTSTART;VALUE=DATE:20260309"))
    with host(saying("200 OK", turned)) as there, caplog.at_level("DEBUG"):
        work = reached(work, there)
        connect(work, mia)
        read(work)
    assert "9 March 2026 ends before it begins" in notes(work)[0], "its owner finds it by that"
    said = [record.getMessage() for record in caplog.records if record.name == "jobs.feeds.reading"]
    assert [line.partition(" of ")[0] for line in said] == ["a calendar"]
    assert "March" not in str(said)


def test_each_is_read_once_by_however_many(work: Work, store: Store, make_person: Make):
    with host(saying("200 OK", AWAY)) as there:
        work = reached(work, there)
        people = [make_person(f"Mia {number}") for number in range(6)]
        for number, person in enumerate(people):
            connect(work, person, f"{ADDRESS}?{number}")
        readers = [threading.Thread(target=read, args=(work,)) for _ in range(3)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
    assert sorted(request.split(" ")[1][-1] for request in there.requests) == list("012345")
    assert len(away(store)) == 6


def test_the_store_is_free_while_a_host_lets_us_wait(work: Work, store: Store, mia: Person):
    """Somebody who presses a button meanwhile is served at once, also on SQLite, where only one writes at a time."""
    with host(dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"x")) as there:
        work = reached(work, there)
        connect(work, mia)
        reader = threading.Thread(target=read, args=(work,))
        reader.start()
        while not there.requests:
            time.sleep(0.01)
        with store.write.begin() as session:
            session.get_one(Person, (mia.workspace, mia.id)).notes = {"pressed": True}
        assert reader.is_alive()
        work.stopping.set()
        reader.join()


def held(work: Work, there: Host, ready: Callable[[], bool]) -> None:
    """Stop once it is `ready`; a failure where the job does not end soon after."""
    reader = threading.Thread(target=read, args=(reached(work, there),), daemon=True)
    reader.start()
    while not ready():
        assert reader.is_alive()
        time.sleep(0.01)
    work.stopping.set()
    reader.join(5)
    assert not reader.is_alive()


@pytest.fixture
def slow(work: Work) -> Iterator[Work]:
    yield work
    work.stopping.set()


def test_a_stop_does_not_wait_for_a_host(slow: Work, store: Store, mia: Person):
    with host(dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"x")) as there:
        connect(slow, mia)
        held(slow, there, lambda: bool(there.requests))
    assert feed_of(store).wrong is None


def children() -> list[psutil.Process]:
    mine = psutil.Process().children()
    return [one for one in mine if one.status() != psutil.STATUS_ZOMBIE and "bot.sandboxed" in one.cmdline()]


def test_a_stop_ends_the_child(slow: Work, store: Store, mia: Person):
    hard = calendar(*(event("RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU", uid=str(number)) for number in range(400)))
    with host(saying("200 OK", hard)) as there:
        connect(slow, mia)
        held(slow, there, lambda: bool(children()))
    assert children() == []
    assert feed_of(store).wrong is None, "a stop says nothing about the calendar"


def test_a_process_without_feeds_reads_none(work: Work, store: Store, mia: Person):
    connect(work, mia)
    read(work)
    assert feed_of(store).read_at is None


def test_no_screen_log_or_report_tells_the_address(
    work: Work, store: Store, mia: Person, caplog: pytest.LogCaptureFixture
):
    answers: list[Speak] = [
        saying("404 Not Found"),
        saying("200 OK", b"no calendar"),
        saying("302 Found", Location="/x"),
    ]
    with caplog.at_level("DEBUG"), host(*answers) as there:
        work = reached(work, there)
        connect(work, mia)
        for _ in answers:
            read(work)
            due_again(store)
    with store.read.begin() as session:
        report = health.examine(session, now=work.now(), wall=work.wall())
    assert (report.feeds, report.feeds_broken, report.ok) == (1, 1, True)
    # What httpcore says at DEBUG is kept out by bot/logs.py.
    ours = "".join(record.getMessage() for record in caplog.records if not record.name.startswith("httpcore"))
    assert "cannot be read" in ours
    for told in (ours, repr(report), *notes(work)):
        assert SECRET not in told
        assert "calendar.example.com" not in told
