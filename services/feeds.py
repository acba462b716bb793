"""Whose calendar is read, when next, and what became of it? What it says goes to absences; its address stays here."""

import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from models.feeds import CalendarFeed
from models.people import Person
from planning.availability import WORKING
from readers.calendars.places import place
from readers.calendars.values import LONGEST_WINDOW, Busy, Unreadable, Window
from services import absences, audit, people
from services.policies import AvailabilityPolicy
from services.refusals import Refused
from services.tenancy import Served, among

HOUR = timedelta(hours=1)  # from one reading to the next
LEASE = timedelta(minutes=5)  # of who reads it; after that somebody else does
BEHIND = timedelta(weeks=4)  # how far back a reading looks, so that what lies around today stays whole
PATIENCE = timedelta(hours=24)  # for what may pass by itself, before the person is told of it


@dataclass(frozen=True)
class Claim:
    """One reading of one feed, taken out of the store so that no transaction is open meanwhile."""

    workspace: str
    person_id: str
    address: str = field(repr=False)
    zone: str  # of the person, IANA
    window: Window
    until: datetime  # wall clock; also the token by which a later claim, or another address, is told apart
    etag: str = ""  # empty where it is to be read whatever its host says
    modified: str = ""


@dataclass(frozen=True)
class Reading:
    """What a feed said: its spans, or None where nothing changed; and what its host wants to hear next time."""

    spans: Sequence[Busy] | None
    etag: str = ""
    modified: str = ""


def of(session: Session, person: Person) -> CalendarFeed | None:
    """The person's feed; its address is for them alone."""
    return session.get(CalendarFeed, (person.workspace, person.id))


def connect(
    session: Session, person: Person, address: str, *, at: datetime, wall: datetime, allowed: Collection[str] = ()
) -> CalendarFeed:
    """Read this calendar from now on, at once and then every hour. It takes the place of another one.

    `allowed`: origins on this machine, for the playground. Refused with a sentence where Clearway does not go there.
    """
    try:
        where = place(address, allowed)
    except Unreadable as refusal:
        raise Refused(str(refusal)) from None
    whole = where.origin + where.target
    absences.lock(session, person)
    feed = of(session, person)
    if feed is not None and feed.address != whole:
        disconnect(session, person, at=at)
        feed = None
    if feed is None:
        feed = CalendarFeed(
            workspace=person.workspace, person_id=person.id, address=whole, etag="", modified="", added_at=at
        )
        session.add(feed)
        _record(session, person, "calendar.connected", at)
    feed.due_at = wall
    feed.wrong_since = feed.told_at = None  # whoever says it again wants to hear whether it works
    session.flush()
    return feed


def disconnect(session: Session, person: Person, *, at: datetime) -> bool:
    """Read it no more, and forget what it said. False where there was none."""
    absences.lock(session, person)
    feed = of(session, person)
    if feed is None:
        return False
    session.delete(feed)
    session.flush()
    absences.replace_from_feed(session, person, (), at=at)
    _record(session, person, "calendar.disconnected", at)
    return True


def is_due(session: Session, *, wall: datetime, served: Served = None) -> bool:
    """Whether there is something to claim. Reading is enough for it."""
    return session.scalars(select(CalendarFeed.person_id).where(*_due(wall, served)).limit(1)).first() is not None


def claim_due(session: Session, *, at: datetime, wall: datetime, served: Served = None) -> Claim | None:
    """The feed that has waited longest, ours for five minutes; None where none is due.

    Those of people who do not work here any more are looked at again a day later.
    """
    chosen = select(CalendarFeed).where(*_due(wall, served)).order_by(CalendarFeed.due_at, CalendarFeed.person_id)
    while (feed := session.scalars(chosen.limit(1).with_for_update(skip_locked=True)).first()) is not None:
        person = session.get_one(Person, (feed.workspace, feed.person_id))
        if person.standing in WORKING:
            feed.due_at = wall + LEASE
            return _claim(feed, people.zone_of(session, person), at)
        feed.due_at = wall + timedelta(days=1)
        session.flush()
    return None


def read_well(
    session: Session,
    claim: Claim,
    reading: Reading,
    *,
    at: datetime,
    wall: datetime,
    policy: AvailabilityPolicy | None = None,
) -> Person | None:
    """Keep what it said. The person, where that changed their absences or mended the feed.

    Nothing is kept where the person has connected another meanwhile, or somebody else reads this one by now.
    """
    feed = _still(session, claim)
    if feed is None:
        return None
    person = session.get_one(Person, (claim.workspace, claim.person_id))
    changed = feed.wrong is not None or feed.read_at is None
    if reading.spans is not None:
        changed = absences.replace_from_feed(session, person, reading.spans, at=at, policy=policy) or changed
        feed.read_from, feed.read_zone = claim.window.first, claim.zone
    feed.etag, feed.modified, feed.read_at = reading.etag, reading.modified, at
    feed.wrong = feed.wrong_since = feed.told_at = None
    feed.due_at = next_time(claim.person_id, wall)
    return person if changed else None


def went_wrong(session: Session, claim: Claim, refusal: Unreadable, *, at: datetime, wall: datetime) -> Person | None:
    """Note why it cannot be read; what it said last stays. The person, where they are to be told: once.

    At once of what lasts; of what may pass by itself once that has gone on for a day.
    """
    feed = _still(session, claim)
    if feed is None:
        return None
    feed.wrong, feed.wrong_since = str(refusal), feed.wrong_since or at
    feed.due_at = next_time(claim.person_id, wall)
    lasting = not refusal.passing or at - feed.wrong_since >= PATIENCE
    if not lasting or feed.told_at is not None:
        return None
    feed.told_at = at
    return session.get_one(Person, (claim.workspace, claim.person_id))


def next_time(person_id: str, wall: datetime) -> datetime:
    """The person's own minute and second of the hour, half an hour ahead or more: so all feeds spread over the hour."""
    soonest = (wall + HOUR / 2).timestamp()
    ahead = (zlib.crc32(person_id.encode()) - soonest) % HOUR.total_seconds()
    return wall + HOUR / 2 + timedelta(seconds=ahead)


def counts(session: Session, served: Served = None) -> tuple[int, int]:
    """How many feeds there are, and how many of them cannot be read at the moment."""
    counted = select(func.count(), func.count(CalendarFeed.wrong)).where(among(CalendarFeed.workspace, served))
    feeds, broken = session.execute(counted).one()
    return feeds, broken


def _due(wall: datetime, served: Served) -> tuple[ColumnElement[bool], ...]:
    return CalendarFeed.due_at <= wall, among(CalendarFeed.workspace, served)


def _claim(feed: CalendarFeed, zone: ZoneInfo, at: datetime) -> Claim:
    window = window_of(at.astimezone(zone).date())
    # What did not change since is asked for all the same where other days, or another zone's, are looked at now.
    same = (feed.read_from, feed.read_zone) == (window.first, zone.key)
    return Claim(
        workspace=feed.workspace,
        person_id=feed.person_id,
        address=feed.address,
        zone=zone.key,
        window=window,
        until=feed.due_at,
        etag=feed.etag if same else "",
        modified=feed.modified if same else "",
    )


def window_of(today: date) -> Window:
    """The days that a reading looks at: whole weeks from four weeks ago on, so that it moves on Mondays only."""
    return Window(today - timedelta(days=today.weekday()) - BEHIND, LONGEST_WINDOW)


def _still(session: Session, claim: Claim) -> CalendarFeed | None:
    """The feed, where it is still ours to write down; else None."""
    # The person first, as everywhere: two who lock in different orders would wait for each other.
    absences.lock(session, session.get_one(Person, (claim.workspace, claim.person_id)))
    feed = session.get(CalendarFeed, (claim.workspace, claim.person_id), with_for_update=True)
    ours = feed is not None and (feed.address, feed.due_at) == (claim.address, claim.until)
    return feed if ours else None


def _record(session: Session, person: Person, action: str, at: datetime) -> None:
    audit.record(session, person.workspace, actor_id=person.id, action=action, subject=("person", person.id), at=at)
