"""Is a calendar read as its owner sees it, and is nothing else of it kept?"""

import json
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readers.calendars.values import MIDNIGHT, Busy, Unreadable, Window
from readers.feeds import answer, busy, question, spans
from tests.readers.calendars.crafted import CRAFTED, calendar, event

AUTUMN = Window(date(2026, 10, 1), 92)  # to the end of the year

GOOGLE = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:ann@example.com
X-WR-TIMEZONE:Europe/Berlin
BEGIN:VTIMEZONE
TZID:Europe/Berlin
X-LIC-LOCATION:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261012
DTEND;VALUE=DATE:20261017
DTSTAMP:20260901T081500Z
UID:3k2jd8s0holiday@google.com
CREATED:20260801T080000Z
DESCRIPTION:Secret: with the children to the sea\\, and then to the hospital
LAST-MODIFIED:20260801T080000Z
SEQUENCE:0
STATUS:CONFIRMED
SUMMARY:Secret holiday
TRANSP:OPAQUE
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261020
DTEND;VALUE=DATE:20261021
DTSTAMP:20260901T081500Z
UID:birthday@google.com
SUMMARY:Secret birthday of somebody\\, who is
  always remembered
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
DTSTART:20261024T220000Z
DTEND:20261026T230000Z
UID:outofoffice@google.com
SUMMARY:Out of office
STATUS:CONFIRMED
TRANSP:OPAQUE
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Europe/Berlin:20261102T090000
DTEND;TZID=Europe/Berlin:20261102T100000
RRULE:FREQ=WEEKLY;BYDAY=MO
UID:standup@google.com
SUMMARY:Secret meeting
TRANSP:OPAQUE
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-P0DT0H10M0S
END:VALARM
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261103
DTEND;VALUE=DATE:20261104
RRULE:FREQ=WEEKLY;UNTIL=20261208;BYDAY=TU
EXDATE;VALUE=DATE:20261110
EXDATE;VALUE=DATE:20261117
UID:tuesdays@google.com
TRANSP:OPAQUE
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261126
DTEND;VALUE=DATE:20261127
UID:tuesdays@google.com
RECURRENCE-ID;VALUE=DATE:20261124
TRANSP:OPAQUE
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261201
DTEND;VALUE=DATE:20261202
UID:tuesdays@google.com
RECURRENCE-ID;VALUE=DATE:20261201
STATUS:CANCELLED
TRANSP:OPAQUE
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261214
DTEND;VALUE=DATE:20261216
UID:cancelled@google.com
STATUS:CANCELLED
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261221
DTEND;VALUE=DATE:20261222
UID:perhaps@google.com
STATUS:TENTATIVE
END:VEVENT
END:VCALENDAR
"""

OUTLOOK = """BEGIN:VCALENDAR
METHOD:PUBLISH
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
X-WR-CALNAME:Calendar
BEGIN:VTIMEZONE
TZID:Pacific Standard Time
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0700
TZOFFSETTO:-0800
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0800
TZOFFSETTO:-0700
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
DESCRIPTION:\\n
UID:040000008200E00074C5B7101A82E00800000000A0B1
SUMMARY:Away
DTSTART;VALUE=DATE:20261005
DTEND;VALUE=DATE:20261008
CLASS:PUBLIC
PRIORITY:5
DTSTAMP:20260928T120000Z
TRANSP:OPAQUE
STATUS:CONFIRMED
SEQUENCE:0
LOCATION:
X-MICROSOFT-CDO-APPT-SEQUENCE:0
X-MICROSOFT-CDO-BUSYSTATUS:OOF
X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY
X-MICROSOFT-CDO-ALLDAYEVENT:TRUE
X-MICROSOFT-CDO-IMPORTANCE:1
X-MICROSOFT-CDO-INSTTYPE:0
END:VEVENT
BEGIN:VEVENT
UID:040000008200E00074C5B7101A82E00800000000A0B2
SUMMARY:Dentist
DTSTART;TZID=Pacific Standard Time:20261030T140000
DTEND;TZID=Pacific Standard Time:20261030T160000
RRULE:FREQ=WEEKLY;COUNT=2;INTERVAL=1;BYDAY=FR
TRANSP:OPAQUE
STATUS:CONFIRMED
X-MICROSOFT-CDO-BUSYSTATUS:OOF
X-MICROSOFT-CDO-ALLDAYEVENT:FALSE
END:VEVENT
BEGIN:VEVENT
UID:040000008200E00074C5B7101A82E00800000000A0B3
SUMMARY:Working from the mountains
DTSTART;VALUE=DATE:20261109
DTEND;VALUE=DATE:20261114
TRANSP:OPAQUE
X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE
X-MICROSOFT-CDO-ALLDAYEVENT:TRUE
END:VEVENT
BEGIN:VEVENT
UID:040000008200E00074C5B7101A82E00800000000A0B4
SUMMARY:Perhaps a course
DTSTART;VALUE=DATE:20261116
DTEND;VALUE=DATE:20261118
TRANSP:OPAQUE
X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE
END:VEVENT
BEGIN:VEVENT
UID:040000008200E00074C5B7101A82E00800000000A0B5
SUMMARY:Budget meeting
DTSTART;TZID=Pacific Standard Time:20261119T090000
DTEND;TZID=Pacific Standard Time:20261119T170000
TRANSP:OPAQUE
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
END:VEVENT
BEGIN:VEVENT
UID:040000008200E00074C5B7101A82E00800000000A0B6
SUMMARY:Old way of writing a whole day
DTSTART;TZID=Pacific Standard Time:20261123T000000
DTEND;TZID=Pacific Standard Time:20261125T000000
TRANSP:OPAQUE
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
X-MICROSOFT-CDO-ALLDAYEVENT:TRUE
END:VEVENT
END:VCALENDAR
"""

APPLE = """BEGIN:VCALENDAR
CALSCALE:GREGORIAN
PRODID:-//Apple Inc.//macOS 15.0//EN
VERSION:2.0
X-APPLE-CALENDAR-COLOR:#1BADF8
X-WR-CALNAME:Me
BEGIN:VEVENT
CREATED:20260701T100000Z
DTEND;VALUE=DATE:20261004
DTSTAMP:20260701T100000Z
DTSTART;VALUE=DATE:20261002
LAST-MODIFIED:20260701T100000Z
SEQUENCE:0
SUMMARY:Long weekend
TRANSP:OPAQUE
UID:5E0C1B58-0000-4000-8000-000000000001
X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC
END:VEVENT
BEGIN:VEVENT
DTSTART:20261009T000000
DURATION:P1D
SUMMARY:Floats from zone to zone
UID:5E0C1B58-0000-4000-8000-000000000002
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:16041224
RRULE:FREQ=YEARLY
DURATION:P3D
SUMMARY:Each Christmas
UID:5E0C1B58-0000-4000-8000-000000000003
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261102
RDATE;VALUE=DATE:20261104,20261106
SUMMARY:Course
UID:5E0C1B58-0000-4000-8000-000000000004
END:VEVENT
BEGIN:VTODO
SUMMARY:Not an event
DUE;VALUE=DATE:20261110
UID:5E0C1B58-0000-4000-8000-000000000005
END:VTODO
END:VCALENDAR
"""


def day(month: int, number: int, last: int | None = None) -> Busy:
    return Busy(date(2026, month, number), date(2026, month, last or number))


def part(month: int, number: int, begin: str, end: str) -> Busy:
    first, last = (int(clock[:2]) * 60 + int(clock[3:]) for clock in (begin, end))
    return Busy(date(2026, month, number), date(2026, month, number), first, last)


def test_a_calendar_of_google():
    assert busy(GOOGLE.encode(), AUTUMN, "Europe/Berlin") == (
        day(10, 12, 16),
        day(10, 25, 26),  # from midnight to midnight of Berlin, over the night with 25 hours
        day(11, 3),
        day(11, 26),  # moved from the 24th; the 10th and 17th taken out, 1 December cancelled
        day(12, 8),
    )


def test_a_calendar_of_outlook():
    assert busy(OUTLOOK.encode(), AUTUMN, "America/Los_Angeles") == (
        day(10, 5, 7),
        part(10, 30, "14:00", "16:00"),
        part(11, 6, "14:00", "16:00"),  # the clocks went back between the two
        day(11, 23, 24),
    )


def test_a_calendar_of_outlook_seen_from_elsewhere():
    read = busy(OUTLOOK.encode(), AUTUMN, "Europe/Berlin")
    assert (
        part(10, 30, "22:00", "24:00") in read
    )  # Berlin's clocks went back a week before: eight hours apart, not nine
    assert [span for span in read if span.start == date(2026, 11, 6)] == [part(11, 6, "23:00", "24:00")]
    assert [span for span in read if span.start == date(2026, 11, 7)] == [part(11, 7, "00:00", "01:00")]
    assert {day(10, 5, 7), day(11, 23, 24)} <= set(read), "whole days are whole days everywhere"


def test_a_calendar_of_apple():
    assert busy(APPLE.encode(), AUTUMN, "Asia/Kathmandu") == (
        *(day(10, 2, 3), day(10, 9), day(11, 2), day(11, 4), day(11, 6)),
        day(12, 24, 26),
    )


@pytest.mark.parametrize("feed", [GOOGLE, OUTLOOK, APPLE], ids=["google", "outlook", "apple"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"], ids=["CRLF", "LF", "CR"])
def test_line_ends_marks_and_case_change_nothing(feed: str, end: str):
    written = feed.replace("BEGIN", "begin").replace("\n", end).encode("utf-8-sig")
    assert busy(written, AUTUMN, "UTC") == busy(feed.encode(), AUTUMN, "UTC")


def test_lines_folded_in_the_middle_of_a_character_are_put_together():
    folded = calendar(event("SUMMARY:Été")).replace("É".encode(), "É".encode()[:1] + b"\r\n " + "É".encode()[1:])
    assert busy(folded, AUTUMN, "UTC") == (day(10, 5),)


@pytest.mark.parametrize("feed", [GOOGLE, OUTLOOK, APPLE], ids=["google", "outlook", "apple"])
def test_no_word_of_anybody_leaves(feed: str):
    told = json.loads(answer(question(feed.encode(), AUTUMN, "UTC")))
    assert list(told) == ["spans"]
    shapes = [tuple(map(type, span)) for span in told["spans"]]
    assert set(shapes) == {(str, str, int, int)}
    assert all(date.fromisoformat(text) for span in told["spans"] for text in span[:2])


OOF = "X-MICROSOFT-CDO-BUSYSTATUS:OOF"
CASES = {
    "a day that ends where it begins": ([event("DTEND;VALUE=DATE:20261005")], [day(10, 5)]),
    "a day without an end": ([event()], [day(10, 5)]),
    "two that touch are one": ([event(), event(uid="2", start="DTSTART;VALUE=DATE:20261006")], [day(10, 5, 6)]),
    "hours of a day that is taken": (
        [event(), event("DTEND:20261005T120000", OOF, uid="2", start="DTSTART:20261005T100000")],
        [day(10, 5)],
    ),
    "over midnight": (
        [event("DTEND:20261006T060000", OOF, start="DTSTART:20261005T220000")],
        [part(10, 5, "22:00", "24:00"), part(10, 6, "00:00", "06:00")],
    ),
    "over a weekend": (
        [event("DTEND:20261012T100000", OOF, start="DTSTART:20261009T150000")],
        [part(10, 9, "15:00", "24:00"), day(10, 10, 11), part(10, 12, "00:00", "10:00")],
    ),
    "no time at all": ([event("DTEND:20261005T100000", OOF, start="DTSTART:20261005T100000")], []),
    "free, but out of office": ([event("TRANSP:TRANSPARENT", OOF)], [day(10, 5)]),
    "free": ([event("TRANSP:TRANSPARENT")], []),
    "shown as free": ([event("X-MICROSOFT-CDO-BUSYSTATUS:FREE")], []),
    "a conference with hours": ([event("DTEND:20261007T170000", start="DTSTART:20261005T090000")], []),
    "a day of somewhere else": ([event("DTEND:20261006T000000Z", start="DTSTART:20261005T000000Z")], []),
    "whole days written in UTC": (
        [event("DTEND:20261006T220000Z", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE", start="DTSTART:20261004T220000Z")],
        [day(10, 5, 6)],
    ),
    "whole days written with hours": (
        [event("DTEND:20261006T170000", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE", start="DTSTART:20261005T090000")],
        [day(10, 5, 6)],
    ),
    "the first and the last day of the window": (
        [event(start="DTSTART;VALUE=DATE:20261231"), event(uid="2", start="DTSTART;VALUE=DATE:20261001")],
        [day(10, 1), day(12, 31)],
    ),
    "begun before its rule ended": (
        [event("DTEND;VALUE=DATE:20261004", "RRULE:FREQ=MONTHLY;UNTIL=20260915", start="DTSTART;VALUE=DATE:20260914")],
        [day(10, 1, 3)],
    ),
    "one more day after its rule ended": (
        [event("RRULE:FREQ=DAILY;UNTIL=20260106", "RDATE;VALUE=DATE:20261005", start="DTSTART;VALUE=DATE:20260105")],
        [day(10, 5)],
    ),
    "before the window": ([event(start="DTSTART;VALUE=DATE:20260930")], []),
    "after the window": ([event(start="DTSTART;VALUE=DATE:20270101")], []),
    "longer than the window": (
        [event("DTEND;VALUE=DATE:20300101", start="DTSTART;VALUE=DATE:20200101")],
        [Busy(date(2026, 10, 1), date(2026, 12, 31))],
    ),
    "weekly since long ago": (
        [event("RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20261012", start="DTSTART;VALUE=DATE:20150105")],
        [day(10, 5), day(10, 12)],
    ),
    "a rule with an end in times": (
        [event("RRULE:FREQ=DAILY;UNTIL=20261006T235959Z")],
        [day(10, 5, 6)],
    ),
    "the newest version counts": (
        [event("SEQUENCE:1"), event("SEQUENCE:2", start="DTSTART;VALUE=DATE:20261007")],
        [day(10, 7)],
    ),
    "one of a row becomes a few hours": (
        [
            event("RRULE:FREQ=WEEKLY;COUNT=2"),
            event("RECURRENCE-ID;VALUE=DATE:20261012", "DTEND:20261012T120000", start="DTSTART:20261012T100000"),
        ],
        [day(10, 5)],
    ),
    "one of a row of meetings becomes a whole day": (
        [
            event("RRULE:FREQ=WEEKLY;COUNT=3", "DTEND:20261005T110000Z", start="DTSTART:20261005T100000Z"),
            event("RECURRENCE-ID:20261012T100000Z", start="DTSTART;VALUE=DATE:20261013"),
        ],
        [day(10, 13)],
    ),
    "from then on": (
        [
            event("RRULE:FREQ=WEEKLY;COUNT=4"),
            event("RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20261019", start="DTSTART;VALUE=DATE:20261020"),
        ],
        [day(10, 5), day(10, 12), day(10, 20), day(10, 27)],
    ),
    "no names": ([event().replace("UID:one\r\n", ""), event(start="DTSTART;VALUE=DATE:20261008").replace("UID:one\r\n", "")], [day(10, 5), day(10, 8)]),
    "a zone that nobody describes": (
        [event("DTEND;TZID=Our office:20261005T120000", OOF, start="DTSTART;TZID=Our office:20261005T100000")],
        [part(10, 5, "10:00", "12:00")],
    ),
    "a leap day each year": ([event("RRULE:FREQ=YEARLY", start="DTSTART;VALUE=DATE:20240229")], []),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_counts(case: str):
    events, wanted = CASES[case]
    assert busy(calendar(*events), AUTUMN, "Europe/Berlin") == tuple(wanted)


def test_nights_of_23_and_25_hours_and_the_date_line():
    spring = Window(date(2026, 3, 1), 60)
    over = event("DTEND:20260329T040000Z", OOF, start="DTSTART:20260328T220000Z")
    assert busy(calendar(over), spring, "Europe/Berlin") == (
        Busy(date(2026, 3, 28), date(2026, 3, 28), 23 * 60, MIDNIGHT),
        Busy(date(2026, 3, 29), date(2026, 3, 29), 0, 6 * 60),
    )
    twice = event("DTEND:20261025T011000Z", OOF, start="DTSTART:20261025T003000Z")  # 2:30, and then 2:10 again
    assert busy(calendar(twice), AUTUMN, "Europe/Berlin") == (part(10, 25, "02:10", "02:30"),)
    day_in_utc = event("DTEND:20261006T120000Z", OOF, start="DTSTART:20261005T120000Z")
    assert busy(calendar(day_in_utc), AUTUMN, "Pacific/Kiritimati") == (
        part(10, 6, "02:00", "24:00"),
        part(10, 7, "00:00", "02:00"),
    )
    assert busy(calendar(day_in_utc), AUTUMN, "Etc/GMT+12") == (day(10, 5),), "from midnight to midnight there"


def test_a_zone_that_is_none_is_refused():
    for zone in ("Europe/Nowhere", "../../etc/passwd", ""):
        with pytest.raises(Unreadable, match="time zone"):
            busy(calendar(event()), AUTUMN, zone)


def test_a_window_has_a_size():
    with pytest.raises(ValueError, match="401 days"):
        Window(date(2026, 1, 1), 401)


def test_there_and_back():
    data = calendar(event())
    assert spans(answer(question(data, AUTUMN, "UTC"))) == busy(data, AUTUMN, "UTC")
    with pytest.raises(Unreadable) as refused:
        spans(answer(question(b"", AUTUMN, "UTC")))
    assert refused.value.passing


@pytest.mark.parametrize("name", CRAFTED)
def test_what_is_crafted_is_refused_in_words(name: str):
    data, words = CRAFTED[name]
    with pytest.raises(Unreadable) as refused:
        busy(data, Window(date(2026, 10, 1), 400), "Europe/Berlin")
    assert words in str(refused.value)
    assert str(refused.value).endswith(".")


days = st.dates(date(2026, 9, 1), date(2027, 2, 1))
zones = st.sampled_from(["UTC", "Europe/Berlin", "Pacific/Kiritimati", "America/St_Johns", "Australia/Lord_Howe"])


@given(st.lists(st.tuples(days, st.integers(0, 60)), max_size=12), zones, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_whole_days_are_exactly_those_that_were_written(written, zone, random):
    taken = {first + timedelta(days=n) for first, more in written for n in range(more + 1)}
    events = [
        event(
            f"DTEND;VALUE=DATE:{first + timedelta(days=more + 1):%Y%m%d}",
            uid=str(n),
            start=f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        )
        for n, (first, more) in enumerate(written)
    ]
    random.shuffle(events)
    read = busy(calendar(*events), AUTUMN, zone)
    assert all(span.whole for span in read)
    found = [span.start + timedelta(days=n) for span in read for n in range((span.finish - span.start).days + 1)]
    assert found == sorted(one for one in taken if AUTUMN.first <= one <= AUTUMN.last)
    assert all(before.finish + timedelta(days=1) < after.start for before, after in pairwise(read))


@given(st.integers(0, 60 * MIDNIGHT), st.integers(1, 6_000), zones)
@settings(deadline=None, max_examples=60)
def test_out_of_office_takes_the_minutes_of_the_owners_own_clock(begin, minutes, zone):
    start = datetime(2026, 10, 2, tzinfo=UTC) + timedelta(minutes=begin)
    end = start + timedelta(minutes=minutes)
    read = busy(
        calendar(event(f"DTEND:{end:%Y%m%dT%H%M%SZ}", OOF, start=f"DTSTART:{start:%Y%m%dT%H%M%SZ}")), AUTUMN, zone
    )
    first, last = start.astimezone(ZoneInfo(zone)), end.astimezone(ZoneInfo(zone))
    wall = abs((last.replace(tzinfo=None) - first.replace(tzinfo=None)).total_seconds()) / 60
    assert sum((span.end - span.begin) * ((span.finish - span.start).days + 1) for span in read) == wall


@given(st.binary(max_size=300), st.sampled_from([GOOGLE, OUTLOOK, APPLE]), st.integers(0, 3_000))
@settings(deadline=None, max_examples=150)
def test_whatever_comes_in_is_read_or_refused(noise, feed, place):
    data = feed.encode()
    for crafted in (noise, b"BEGIN:VCALENDAR\n" + noise, data[:place] + noise + data[place:], data[:place] + noise):
        try:
            busy(crafted, AUTUMN, "Europe/Berlin")
        except Unreadable as refusal:
            assert str(refusal).endswith(".")
