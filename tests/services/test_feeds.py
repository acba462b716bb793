"""Is each feed read once an hour by one process, kept while it is broken, and forgotten when its owner says so?"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from models.audit import AuditRow
from models.availability import Absence, Origin
from models.feeds import CalendarFeed
from models.people import Person
from models.store import Store
from planning.people import Standing
from readers.calendars.values import Busy, Unreadable
from services import feeds
from services.feeds import HOUR, LEASE, Claim, Reading
from services.refusals import Refused

ADDRESS = "https://calendar.example.com/private-1234/basic.ics"
AT = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)  # a Wednesday
WALL = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
GONE = Unreadable("There is no calendar at the address any more.")
SILENT = Unreadable("The calendar's host does not answer.", passing=True)
HOLIDAY = Reading((Busy(date(2026, 3, 9), date(2026, 3, 13)),), '"v1"', "Mon")

Make = Callable[..., Person]


@pytest.fixture
def mia(make_person: Make) -> Person:
    return make_person("Mia", zone="Europe/Berlin")


class Desk:
    """One person's feed, with a transaction a step, as jobs take them."""

    def __init__(self, store: Store, person: Person) -> None:
        self.store, self.person = store, person

    def connect(self, address: str = ADDRESS, **given: Any) -> None:
        with self.store.write.begin() as session:
            feeds.connect(session, self._me(session), address, at=AT, wall=WALL, **given)

    def disconnect(self) -> bool:
        with self.store.write.begin() as session:
            return feeds.disconnect(session, self._me(session), at=AT)

    def claim(self, wall: datetime = WALL, at: datetime = AT) -> Claim | None:
        with self.store.write.begin() as session:
            return feeds.claim_due(session, at=at, wall=wall)

    def claimed(self, wall: datetime = WALL, at: datetime = AT) -> Claim:
        claim = self.claim(wall, at)
        assert claim is not None
        return claim

    def well(self, claim: Claim, reading: Reading = HOLIDAY, at: datetime = AT) -> bool:
        with self.store.write.begin() as session:
            return feeds.read_well(session, claim, reading, at=at, wall=WALL) is not None

    def wrong(self, claim: Claim, refusal: Unreadable, at: datetime = AT) -> bool:
        with self.store.write.begin() as session:
            return feeds.went_wrong(session, claim, refusal, at=at, wall=WALL) is not None

    def feed(self) -> CalendarFeed | None:
        with self.store.read.begin() as session:
            return feeds.of(session, self._me(session))

    def away(self) -> list[tuple[date, date, str]]:
        with self.store.read.begin() as session:
            rows = session.scalars(select(Absence).where(Absence.origin == Origin.FEED).order_by(Absence.start))
            return [(row.start, row.finish, row.part) for row in rows]

    def _me(self, session: Any) -> Person:
        return session.get_one(Person, (self.person.workspace, self.person.id))


@pytest.fixture
def desk(store: Store, mia: Person) -> Desk:
    return Desk(store, mia)


def later(hours: float) -> datetime:
    return WALL + timedelta(hours=hours)


def test_a_feed_is_due_at_once_and_then_every_hour(desk: Desk):
    assert desk.claim() is None
    desk.connect("webcal://calendar.example.com/private-1234/basic.ics")
    claim = desk.claimed()
    assert (claim.address, claim.zone, claim.until) == (ADDRESS, "Europe/Berlin", WALL + LEASE)
    assert (claim.window.first, claim.window.days) == (date(2026, 2, 2), 400)
    assert desk.claim() is None, "it is somebody's"
    assert desk.well(claim)
    assert desk.claim(later(0.49)) is None
    assert desk.claimed(later(1.5)).etag == '"v1"'


def test_a_feed_that_nobody_finished_is_taken_up_after_its_lease(desk: Desk):
    desk.connect()
    lost = desk.claimed()
    found = desk.claimed(WALL + LEASE)
    assert not desk.well(lost), "it is somebody else's by now"
    assert desk.away() == []
    assert desk.well(found)


def test_feeds_are_spread_over_the_hour_and_each_keeps_its_minute():
    people = [f"person {number}" for number in range(600)]
    times = [feeds.next_time(one, WALL) for one in people]
    assert all(HOUR / 2 <= time - WALL < 1.5 * HOUR for time in times)
    sixths = [int((time - WALL - HOUR / 2) / (HOUR / 6)) for time in times]
    assert min(sixths.count(number) for number in range(6)) > 60
    assert all(feeds.next_time(one, time) == time + HOUR for one, time in zip(people, times, strict=True))


def test_what_it_said_is_kept_as_days_and_nothing_else(desk: Desk):
    desk.connect()
    assert desk.well(desk.claimed())
    assert desk.away() == [(date(2026, 3, 9), date(2026, 3, 13), "day")]
    feed = desk.feed()
    assert feed is not None
    assert (feed.read_at, feed.read_from, feed.read_zone) == (AT, date(2026, 2, 2), "Europe/Berlin")
    again = desk.claimed(later(2))
    assert not desk.well(again, Reading(None, '"v1"', "Mon"), AT + timedelta(hours=2)), "nothing is new"
    assert desk.away()
    feed = desk.feed()
    assert feed is not None
    assert feed.read_at == AT + timedelta(hours=2)


def test_what_did_not_change_is_asked_for_again_when_the_days_or_the_zone_are_others(desk: Desk, store: Store):
    desk.connect()
    desk.well(desk.claimed())
    sunday = AT + timedelta(days=4)
    same = desk.claimed(later(2), at=sunday)
    assert (same.etag, same.modified) == ('"v1"', "Mon")
    desk.well(same, Reading(None, '"v1"', "Mon"))
    monday = desk.claimed(later(4), at=sunday + timedelta(days=1))
    assert (monday.etag, monday.modified, monday.window.first) == ("", "", date(2026, 2, 9))
    desk.well(monday)
    with store.write.begin() as session:
        desk._me(session).zone = "America/New_York"
    moved = desk.claimed(later(6), at=sunday + timedelta(days=1))
    assert (moved.etag, moved.zone) == ("", "America/New_York")


def test_a_lasting_refusal_is_told_at_once_and_once(desk: Desk):
    desk.connect()
    desk.well(desk.claimed())
    assert desk.wrong(desk.claimed(later(2)), GONE)
    assert not desk.wrong(desk.claimed(later(4)), GONE)
    assert desk.away(), "the last good data stays"
    feed = desk.feed()
    assert feed is not None
    assert (feed.wrong, feed.read_at) == (str(GONE), AT)
    assert desk.well(desk.claimed(later(6))), "it was mended: the person's Home says so"
    assert desk.wrong(desk.claimed(later(8)), GONE), "told anew, since it was read well meanwhile"


def test_what_may_pass_is_told_after_a_day(desk: Desk):
    desk.connect()
    assert not desk.wrong(desk.claimed(), SILENT)
    assert not desk.wrong(desk.claimed(later(2)), SILENT, AT + timedelta(hours=23))
    assert desk.wrong(desk.claimed(later(4)), SILENT, AT + timedelta(hours=24))
    assert not desk.wrong(desk.claimed(later(6)), SILENT, AT + timedelta(hours=48))


def test_another_address_takes_the_place_of_the_first_with_what_it_said(desk: Desk):
    desk.connect()
    desk.well(desk.claimed())
    late = desk.claimed(later(2))
    desk.connect("https://other.example.com/b.ics")
    assert desk.away() == []
    assert not desk.well(late), "that was the other calendar"
    assert not desk.wrong(late, GONE)
    assert desk.away() == []
    assert desk.claimed().address == "https://other.example.com/b.ics"


def test_the_same_address_again_is_read_at_once_and_keeps_what_it_said(desk: Desk):
    desk.connect()
    desk.well(desk.claimed())
    desk.connect()
    assert desk.away()
    assert desk.claimed().etag == '"v1"'


def test_without_a_feed_nothing_of_it_is_left(desk: Desk):
    assert not desk.disconnect()
    desk.connect()
    claim = desk.claimed()
    desk.well(claim)
    assert desk.disconnect()
    assert (desk.feed(), desk.away()) == (None, [])
    assert not desk.well(claim)
    assert desk.away() == []


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://calendar.example.com/a.ics", "begin with https://"),
        ("https://127.0.0.1/a.ics", "private network"),
        ("https://2130706433/a.ics", "hides it"),
        ("https://calendar.internal/a.ics", "private network"),
        ("https://me:secret@calendar.example.com/a.ics", "name or a password"),
        ("http://127.0.0.1:3999/a.ics", "private network"),
        ("whatever", "begin with https://"),
    ],
)
def test_an_address_where_clearway_does_not_go_is_refused_in_words(desk: Desk, address: str, words: str):
    with pytest.raises(Refused, match=words) as refused:
        desk.connect(address)
    assert address not in str(refused.value)
    assert desk.feed() is None


def test_the_playground_may_be_allowed(desk: Desk):
    desk.connect("http://127.0.0.1:3999/calendars/mia.ics", allowed={"http://127.0.0.1:3999"})
    assert desk.claimed().address == "http://127.0.0.1:3999/calendars/mia.ics"


def test_nobody_but_the_owner_finds_the_address(desk: Desk, store: Store):
    desk.connect()
    claim = desk.claimed()
    desk.disconnect()
    with store.read.begin() as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.action)).all()
    assert [(row.action, row.actor_id, row.details) for row in rows] == [
        ("calendar.connected", desk.person.id, {}),
        ("calendar.disconnected", desk.person.id, {}),
    ]
    assert "private-1234" not in repr(claim)


@pytest.mark.parametrize("standing", [Standing.DEACTIVATED, Standing.GUEST, Standing.STRANGER])
def test_who_does_not_work_here_any_more_is_left_alone(desk: Desk, store: Store, standing: Standing):
    desk.connect()
    with store.write.begin() as session:
        desk._me(session).standing = standing
    assert desk.claim() is None
    assert desk.claim(later(23)) is None
    with store.write.begin() as session:
        desk._me(session).standing = Standing.MEMBER
    assert desk.claim(later(24)) is not None


def test_feeds_of_other_workspaces_are_left_alone_and_all_are_counted(desk: Desk, store: Store):
    desk.connect()
    with store.write.begin() as session:
        assert not feeds.is_due(session, wall=WALL, served={"T0OTHER"})
        assert feeds.claim_due(session, at=AT, wall=WALL, served={"T0OTHER"}) is None
        assert feeds.is_due(session, wall=WALL, served={desk.person.workspace})
        assert feeds.counts(session) == (1, 0)
    desk.wrong(desk.claimed(), GONE)
    with store.read.begin() as session:
        assert feeds.counts(session) == (1, 1)
        assert feeds.counts(session, {"T0OTHER"}) == (0, 0)
