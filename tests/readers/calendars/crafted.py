"""A hundred feeds that somebody crafted, or that broke on the way: name → (bytes, words of the sentence)."""

from collections.abc import Iterator
from datetime import date

from readers.calendars.values import Window

WINDOW = Window(date(2026, 10, 1), 400)
ZONE = "Europe/Berlin"

TOO_OFTEN = "repeats more than once a day"
NO_RULE = "repeats by a rule that is none"
NEVER = "repeats on a day that never comes"
TOO_LONG = "would take too long to work out"
NO_DATE = "a date that is none"
NO_TEXT = "not written in UTF-8"
BREAKS = "breaks off in the middle"
ORDER = "do not begin and end in order"
CLOCKS = "clocks that change more often"
NOT_AS = "something in it is not as calendars are"


def calendar(*parts: str) -> bytes:
    return "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Somebody//EN", *parts, "END:VCALENDAR", ""]
    ).encode()


def event(*lines: str, uid: str = "one", start: str = "DTSTART;VALUE=DATE:20261005") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", start, *lines, "END:VEVENT"])


def repeating(rule: str, start: str = "20261005") -> bytes:
    return calendar(event(f"RRULE:{rule}", start=f"DTSTART;VALUE=DATE:{start}"))


def many(count: int, *lines: str) -> bytes:
    return calendar(*(event(*lines, uid=str(number)) for number in range(count)))


def zone(*lines: str, name: str = "Its own") -> str:
    change = [
        "BEGIN:STANDARD",
        "DTSTART:19701025T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        *lines,
        "END:STANDARD",
    ]
    return "\r\n".join(["BEGIN:VTIMEZONE", f"TZID:{name}", *change, "END:VTIMEZONE"])


def zoned(*zones: str, name: str = "Its own") -> bytes:
    away = ("DTEND;TZID={0}:20261006T100000", "X-MICROSOFT-CDO-BUSYSTATUS:OOF")
    return calendar(*zones, event(*(line.format(name) for line in away), start=f"DTSTART;TZID={name}:20261005T100000"))


def sub_daily() -> Iterator[tuple[str, bytes, str]]:
    rules = (
        *("FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY", "FREQ=SECONDLY;COUNT=2", "FREQ=HOURLY;UNTIL=20261006"),
        *("freq=secondly", "FREQ=SECONDLY;INTERVAL=86400", "INTERVAL=2;FREQ=MINUTELY", "FREQ= SECONDLY"),
        *("FREQ=DAILY;BYHOUR=1,2,3", "FREQ=DAILY;BYMINUTE=0,1,2", "FREQ=DAILY;BYSECOND=0,1", "FREQ=YEARLY;BYHOUR=9"),
        "FREQ=DAILY;BYHOUR=0,1,2;BYMINUTE=0,1,2;BYSECOND=0,1,2",
    )
    for rule in rules:
        yield rule, repeating(rule), TOO_OFTEN
    yield "sub-daily, folded in the middle of the word", repeating("FREQ=SECO\r\n NDLY"), TOO_OFTEN
    yield "sub-daily, folded by a tab after each letter", repeating("\r\n\t".join("FREQ=SECONDLY")), TOO_OFTEN
    meeting = event("RRULE:FREQ=SECONDLY", start="DTSTART:20261005T100000Z")
    yield "sub-daily, of an event that matters to nobody", calendar(meeting), TOO_OFTEN
    yield "sub-daily, the second rule of an event", calendar(event("RRULE:FREQ=DAILY", "RRULE:FREQ=HOURLY")), TOO_OFTEN
    yield "sub-daily, with a parameter", calendar(event("RRULE;X-A=B:FREQ=SECONDLY")), TOO_OFTEN
    yield "sub-daily, in small letters", calendar(event("rrule:freq=minutely")), TOO_OFTEN
    yield "sub-daily, long ago", repeating("FREQ=SECONDLY", "19000101"), TOO_OFTEN
    yield "sub-daily clock", zoned(zone("RRULE:FREQ=SECONDLY")), TOO_OFTEN
    yield "daily clock", zoned(zone("RRULE:FREQ=DAILY")), CLOCKS


def endless() -> Iterator[tuple[str, bytes, str]]:
    never = (
        *(
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=-30",
        ),
        *("FREQ=MONTHLY;BYMONTH=4,6,9,11;BYMONTHDAY=31", "FREQ=YEARLY;BYMONTH=13", "FREQ=YEARLY;BYMONTH=0"),
        *(
            "FREQ=MONTHLY;BYMONTHDAY=32",
            "FREQ=MONTHLY;BYMONTHDAY=0",
            "FREQ=YEARLY;BYWEEKNO=54",
            "FREQ=YEARLY;BYYEARDAY=367",
        ),
        *("FREQ=YEARLY;BYMONTH=-2", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0"),
    )
    for rule in never:
        yield rule, repeating(rule), NEVER
    broken = (
        *("FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;INTERVAL=99999999999", "FREQ=DAILY;COUNT=-5"),
        *("FREQ=DAILY;UNTIL=FOREVER", "FREQ=WEEKLY;BYDAY=XX", "FREQ=WEEKLY;WKST=8", "FREQ=MONTHLY;BYMONTHDAY=1e9"),
        *(
            "FREQ=YEARLY;BYEASTER=0",
            "FREQ=WEEKLY;BYDAY=" + ",".join(["MO"] * 500),
            "FREQ=YEARLY;BYYEARDAY=1" + ",1" * 5_000,
        ),
        "FREQ=DAILY;COUNT=" + "9" * 4_000,
    )
    for rule in broken:
        yield rule[:40], repeating(rule), NO_RULE
    yield "how often, nobody says", repeating("COUNT=5"), "says nothing about how often"
    yield "an unknown frequency", repeating("FREQ=FORTNIGHTLY"), "says nothing about how often"
    yield "one thing twice", repeating("FREQ=DAILY;INTERVAL=1;INTERVAL=1"), "says one thing twice"
    yield "until a day that never comes", repeating("FREQ=DAILY;UNTIL=20261399"), "until a day that never comes"
    yield "daily since the year 1, three hundred times", many_since("00010102", 300), TOO_LONG
    yield "daily since 1900, a hundred times", many_since("19000101", 100), TOO_LONG
    yield "all days of the year, again and again", yearly_by_day(), TOO_LONG
    yield "two thousand years in one occurrence, daily", endless_days(), "lasts longer than a year and repeats"
    yield "exceptions by a rule", calendar(event("RRULE:FREQ=DAILY", "EXRULE:FREQ=DAILY")), "exceptions by a rule"
    yield "ten thousand added days", calendar(event(*[f"RDATE;VALUE=DATE:{dates(1_000)}"] * 11)), "single dates"
    yield (
        "ten thousand days taken away",
        many(11, "RRULE:FREQ=DAILY", f"EXDATE;VALUE=DATE:{dates(1_000)}"),
        "single dates",
    )


def many_since(start: str, count: int) -> bytes:
    days = f"DTSTART;VALUE=DATE:{start}"
    return calendar(*(event("RRULE:FREQ=DAILY", uid=str(number), start=days) for number in range(count)))


def yearly_by_day() -> bytes:
    days = ",".join(map(str, range(1, 367)))
    return many(200, f"RRULE:FREQ=YEARLY;BYYEARDAY={days}")


def endless_days() -> bytes:
    return calendar(event("DTEND;VALUE=DATE:40000101", "RRULE:FREQ=DAILY"))


def dates(count: int) -> str:
    return ",".join(date.fromordinal(739_000 + number).strftime("%Y%m%d") for number in range(count))


def large() -> Iterator[tuple[str, bytes, str]]:
    yield "ten megabytes of one title", calendar(event("SUMMARY:" + "x" * 10_000_000, "RRULE:FREQ=SECONDLY")), TOO_OFTEN
    yield "ten megabytes of lines", b"BEGIN:VCALENDAR\n" + b"A:12345\n" * 1_250_000, "more than 1,000,000 lines"
    yield "ten megabytes of empty lines", b"BEGIN:VCALENDAR" + b"\r\n" * 5_000_000, "more than 1,000,000 lines"
    yield "ten megabytes of folds", b"BEGIN:VCALENDAR\r\nX:" + b"a\r\n " * 2_500_000, "more than 1,000,000 lines"
    yield "ten megabytes of blanks", b" " * 10_000_000, "an empty page"
    yield "ten megabytes of nothing", bytes(10_000_000), "something else, not to a calendar"
    yield "three thousand holidays", many(3_000), "more than 2,000 events of whole days"
    yield "sixty thousand holidays", many(60_000), "more than 40,000 events"
    yield "a date of a megabyte", calendar(event(start="DTSTART:" + "2" * 1_000_000)), "far too long to be a date"
    yield "an identity of a megabyte", calendar(event(uid="u" * 1_000_000)), "far too long to be a date"
    yield (
        "a hundred thousand parameters",
        calendar(event(start="DTSTART;" + "X=Y;" * 100_000 + "V=1:20261005")),
        "far too many parameters",
    )
    yield (
        "parameters that hold one another",
        calendar(event(start="DTSTART;X=" + '"&lol;' * 9_000 + ":20261005")),
        "far too many parameters",
    )
    yield (
        "a quote without an end",
        calendar(event(start='DTSTART;TZID="Europe/Berlin:20261005T100000')),
        "a line that breaks off",
    )
    yield (
        "a thousand clocks",
        zoned(*(zone(*(["END:STANDARD", "BEGIN:STANDARD"] * 150), name="Its own") for _ in range(1))),
        CLOCKS,
    )
    yield "a clock that changed each day", zoned(zone("RDATE:" + ",".join(["19700101T000000"] * 1_200))), CLOCKS


def nested() -> Iterator[tuple[str, bytes, str]]:
    yield "a hundred thousand alarms in each other", calendar(*["BEGIN:VALARM"] * 100_000), "nested more than 8 deep"
    yield "ten alarms in each other", calendar(*["BEGIN:VALARM"] * 10, *["END:VALARM"] * 10), "nested more than 8 deep"
    yield "an event in an event", calendar("BEGIN:VEVENT", event(), "END:VEVENT"), "nested in something else"
    yield "an event in a clock", calendar("BEGIN:VTIMEZONE", event(), "END:VTIMEZONE"), "nested in something else"
    yield "a calendar in a calendar", calendar("BEGIN:VCALENDAR", "END:VCALENDAR"), "another calendar is nested in it"
    yield "crossed ends", calendar("BEGIN:VEVENT", "BEGIN:VALARM", "END:VEVENT", "END:VALARM"), ORDER
    yield "one end too many", calendar() + b"END:VCALENDAR\r\n", ORDER
    yield "an end without a name", calendar("BEGIN:VEVENT", "END:"), ORDER
    yield "cut in an event", calendar(event())[:-29], BREAKS
    yield "cut in a date", calendar(event())[:-42], "a line that breaks off"
    yield "cut before its end", calendar(event()).removesuffix(b"END:VCALENDAR\r\n"), BREAKS
    yield "cut in its last word", calendar(event()).removesuffix(b"ENDAR\r\n"), ORDER


def not_calendars() -> Iterator[tuple[str, bytes, str]]:
    text = calendar(event("SUMMARY:Été"))
    yield "nothing", b"", "an empty page"
    yield "a page", b"<!DOCTYPE html><html><title>Sign in</title></html>", "a web page, not to a calendar"
    yield (
        "a page of entities",
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><l>&b;</l>',
        "a web page",
    )
    yield "JSON", b'{"error": "not found"}', "something else, not to a calendar"
    yield "packed", b"\x1f\x8b\x08\x00" + b"\x00" * 60, "something else, not to a calendar"
    yield "UTF-16", text.decode().encode("utf-16"), "something else, not to a calendar"
    yield "UTF-32", text.decode().encode("utf-32"), "something else, not to a calendar"
    yield "Latin-1", text.decode().encode("latin-1"), NO_TEXT
    yield "half a character", calendar(event("SUMMARY:x")).replace(b":x", b":\xc3"), NO_TEXT
    yield "a character that is none", calendar(event("SUMMARY:x")).replace(b":x", b":\xed\xa0\x80"), NO_TEXT
    yield "too short a way to write a slash", calendar(event("SUMMARY:x")).replace(b":x", b":\xc0\xaf"), NO_TEXT
    yield "a zero", calendar(event("SUMMARY:x\0y")), "characters that belong to no text"
    yield "a hundred thousand zeros", calendar(event("SUMMARY:" + "\0" * 100_000)), "characters that belong to no text"
    yield "another count of days", calendar("CALSCALE:HEBREW", event()), "another calendar than the Gregorian"


def broken_events() -> Iterator[tuple[str, bytes, str]]:
    for value in ("tomorrow", "2026-10-05", "20261005T", "20261005T1000", "20261005T100000+0200", "", "2026100５"):
        yield f"begins “{value}”", calendar(event(start=f"DTSTART:{value}")), NO_DATE
    for value in ("20261301", "20260230", "00000101"):
        yield f"begins {value}", calendar(event(start=f"DTSTART;VALUE=DATE:{value}")), "a date that never was"
    yield "no beginning", calendar("BEGIN:VEVENT", "UID:1", "END:VEVENT"), "has no beginning"
    yield (
        "ends before it begins",
        calendar(event("DTEND;VALUE=DATE:20261001")),
        "of 5 October 2026 ends before it begins",
    )
    for value in ("P99999999999999D", "-P1D", "P1Y", "1D", "PT1H30"):
        yield f"lasts {value}", calendar(event(f"DURATION:{value}")), "a length that is none"
    yield "25 o'clock", calendar(event("DTEND:20261007T000000", start="DTSTART:20261005T250000")), NOT_AS
    yield "exceptions at no date", calendar(event("RRULE:FREQ=DAILY", "EXDATE:whenever")), NOT_AS


CRAFTED = {
    name: (data, words)
    for family in (sub_daily, endless, large, nested, not_calendars, broken_events)
    for name, data, words in family()
}
