"""Is each of these weeks right to the minute? Every case was summed by hand; the sum stands above it.

Unless a case says otherwise: 8 h Monday to Friday, share 0.8, so that a day is 6.4 h and a week 32 h.
"""

import subprocess
import sys
from decimal import Decimal

import pytest

from planning.availability import Availability
from planning.capacity import CapacityPolicy, capacity, capacity_of
from planning.people import Standing
from planning.refusal import Refusal
from tests.planning.people import off, person, since, weeks_from

SUNDAY_TO_THURSDAY = "8 8 8 8 0 0 8"
SIX_DAYS = "8 8 8 8 8 8 0"
NIGHTS = "10 10 10 10 0 0 0"
CASES = [
    # --- the worked example
    # 5 × 8 × 0.8
    ("a plain week", person(), "2026-W49", "32"),
    # 4 × 8 × 0.8
    ("off on Tuesday", person(off("2026-12-01")), "2026-W49", "25.6"),
    # 24 Dec is absence; 25 (Friday) is a holiday anyway, 26 a Saturday: Mon, Tue, Wed = 3 × 6.4
    ("away at Christmas", person(off("2026-12-24", "2026-12-26"), region="DE-BY"), "2026-W52", "19.2"),
    # Mon, Tue 2 × 6.4 = 12.8; Wed to Fri 3 × 8 × 0.6 = 14.4
    ("share from Wednesday", person(changes=(since("2026-12-02", share="0.6"),)), "2026-W49", "27.2"),
    # 4 + 4 h away of 8: 4 days left
    ("am and pm", person(off("2026-12-01", part="am"), off("2026-12-01", part="pm")), "2026-W49", "25.6"),
    # --- parts of a day: the block is 09:00 to 17:00, its middle 13:00
    # 32 − 4 × 0.8
    ("a morning", person(off("2026-12-01", part="am")), "2026-W49", "28.8"),
    # the same half twice is one half
    ("a morning twice", person(off("2026-12-01", part="am"), off("2026-12-01", part="am")), "2026-W49", "28.8"),
    # 09–12 lies in the morning 09–13: 4 h
    (
        "a range in the morning",
        person(off("2026-12-01", part="am"), off("2026-12-01", part="09:00-12:00")),
        "2026-W49",
        "28.8",
    ),
    # 12–15 and the morning 09–13 make 09–15: 6 h; 32 − 4.8
    (
        "a range over the middle",
        person(off("2026-12-01", part="am"), off("2026-12-01", part="12:00-15:00")),
        "2026-W49",
        "27.2",
    ),
    # 06–10 counts from 09: 1 h; 32 − 0.8
    ("a range that begins early", person(off("2026-12-01", part="06:00-10:00")), "2026-W49", "31.2"),
    # 16–20 counts to 17: 1 h
    ("a range that ends late", person(off("2026-12-01", part="16:00-20:00")), "2026-W49", "31.2"),
    # after 17:00 nothing is worked
    ("a range in the evening", person(off("2026-12-01", part="18:00-20:00")), "2026-W49", "32"),
    # before 09:00 nothing is worked
    ("a range at dawn", person(off("2026-12-01", part="05:00-09:00")), "2026-W49", "32"),
    # 00–24 is the whole block
    ("a range of the whole day", person(off("2026-12-01", part="00:00-24:00")), "2026-W49", "25.6"),
    # 10–11 and 14–16 do not touch: 1 + 2 = 3 h; 32 − 2.4
    (
        "two ranges apart",
        person(off("2026-12-01", part="10:00-11:00"), off("2026-12-01", part="14:00-16:00")),
        "2026-W49",
        "29.6",
    ),
    # 10–12 and 11–13 make 10–13: 3 h
    (
        "two ranges that overlap",
        person(off("2026-12-01", part="10:00-12:00"), off("2026-12-01", part="11:00-13:00")),
        "2026-W49",
        "29.6",
    ),
    # 10–14 holds 11–12: 4 h
    (
        "a range within another",
        person(off("2026-12-01", part="10:00-14:00"), off("2026-12-01", part="11:00-12:00")),
        "2026-W49",
        "28.8",
    ),
    # 3 h; 32 − 2.4
    ("three hours", person(off("2026-12-01", part="3")), "2026-W49", "29.6"),
    # the longest, 3, not 5
    ("hours twice", person(off("2026-12-01", part="3"), off("2026-12-01", part="2")), "2026-W49", "29.6"),
    # the larger of 4 (morning) and 3
    ("hours below a half", person(off("2026-12-01", part="am"), off("2026-12-01", part="3")), "2026-W49", "28.8"),
    # the larger of 4 and 5: 32 − 4
    ("hours above a half", person(off("2026-12-01", part="am"), off("2026-12-01", part="5")), "2026-W49", "28"),
    # 12 of 8 h: no more than the day
    ("more hours than the day has", person(off("2026-12-01", part="12")), "2026-W49", "25.6"),
    # 0.25 h: 32 − 0.2
    ("a quarter of an hour", person(off("2026-12-01", part="0.25")), "2026-W49", "31.8"),
    # 5 mornings: 5 × 4 × 0.8
    ("a part of each day", person(off("2026-11-30", "2026-12-04", "am")), "2026-W49", "16"),
    # Friday has 4 h, its morning 2: (4 × 8 + 2) × 0.8
    ("the half of a short day", person(off("2026-12-04", part="am"), week="8 8 8 8 4 0 0"), "2026-W49", "27.2"),
    # Friday's block ends at 13:00, so that 12–15 counts 1 h: (32 + 3) × 0.8
    (
        "a range on a short day",
        person(off("2026-12-04", part="12:00-15:00"), week="8 8 8 8 4 0 0"),
        "2026-W49",
        "28",
    ),
    # ten hours, 09–19: 18–20 counts 1 h: 39 × 0.8
    ("a range on a long day", person(off("2026-12-01", part="18:00-20:00"), week=NIGHTS), "2026-W49", "31.2"),
    # --- absences over days and weeks
    # Saturday and Sunday hold nothing
    ("off at the weekend", person(off("2026-12-05", "2026-12-06")), "2026-W49", "32"),
    # Thu, Fri of this week
    ("the first of two weeks", person(off("2026-12-03", "2026-12-08")), "2026-W49", "19.2"),
    # Mon, Tue of the next
    ("the second of two weeks", person(off("2026-12-03", "2026-12-08")), "2026-W50", "19.2"),
    # a year away leaves nothing
    ("a year away", person(off("2026-06-01", "2027-05-31")), "2026-W49", "0"),
    # Tue and Wed, named by two absences that overlap: 2 days
    (
        "days that overlap",
        person(off("2026-12-01", "2026-12-02"), off("2026-12-02", "2026-12-02")),
        "2026-W49",
        "19.2",
    ),
    # --- recurring absences
    # from Friday 27 Nov every 14 days: 11 Dec is off, 4 Dec is not
    (
        "every second Friday, not this",
        person(off("2026-11-27", rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=FR")),
        "2026-W49",
        "32",
    ),
    ("every second Friday, this", person(off("2026-11-27", rule="FREQ=WEEKLY;INTERVAL=2")), "2026-W50", "25.6"),
    # Wednesday mornings: 32 − 3.2
    ("every Wednesday morning", person(off("2026-11-04", part="am", rule="FREQ=WEEKLY")), "2026-W49", "28.8"),
    # the first Friday of December is the 4th
    ("first Friday of the month", person(off("2026-01-02", rule="FREQ=MONTHLY;BYDAY=1FR")), "2026-W49", "25.6"),
    # the last of December is Thursday the 31st
    ("last day of the month", person(off("2026-01-31", rule="FREQ=MONTHLY;BYMONTHDAY=-1")), "2026-W53", "25.6"),
    # three Tuesdays from 17 Nov: 17, 24 Nov and 1 Dec
    ("the last of three", person(off("2026-11-17", rule="FREQ=WEEKLY;COUNT=3")), "2026-W49", "25.6"),
    ("after the last of three", person(off("2026-11-17", rule="FREQ=WEEKLY;COUNT=3")), "2026-W50", "32"),
    # until 1 Dec, that day included
    ("until this day", person(off("2026-11-17", rule="FREQ=WEEKLY;UNTIL=20261201")), "2026-W49", "25.6"),
    ("until the day before", person(off("2026-11-17", rule="FREQ=WEEKLY;UNTIL=20261130")), "2026-W49", "32"),
    # Thursday to Monday, every 4 weeks from 5 Nov: 3 to 7 Dec; Thu, Fri of W49
    (
        "a long weekend, its head",
        person(off("2026-11-05", "2026-11-09", rule="FREQ=WEEKLY;INTERVAL=4")),
        "2026-W49",
        "19.2",
    ),
    # and the Monday of W50, although it began the week before
    (
        "a long weekend, its tail",
        person(off("2026-11-05", "2026-11-09", rule="FREQ=WEEKLY;INTERVAL=4")),
        "2026-W50",
        "25.6",
    ),
    # every day for ever, from long ago
    ("every day", person(off("1990-01-01", rule="FREQ=DAILY")), "2026-W49", "0"),
    # --- changes of pattern
    # Mon, Tue 8 h, from Wednesday 6, 6, 6: (16 + 18) × 0.8
    ("shorter days from Wednesday", person(changes=(since("2026-12-02", "6 6 6 6 6 0 0"),)), "2026-W49", "27.2"),
    # the Friday is gone: 4 × 6.4
    ("no Friday from Thursday", person(changes=(since("2026-12-03", "8 8 8 8 0 0 0"),)), "2026-W49", "25.6"),
    # a change on Saturday is for the week after
    ("a change on Saturday", person(changes=(since("2026-12-05", "6 6 6 6 6 0 0"),)), "2026-W49", "32"),
    ("the week after the change", person(changes=(since("2026-12-05", "6 6 6 6 6 0 0"),)), "2026-W50", "24"),
    # Mon 8 × 0.8 = 6.4, Tue and Wed 8 × 0.5 = 8, Thu and Fri 4 × 0.5 = 4
    (
        "two changes in one week",
        person(changes=(since("2026-12-03", "4 4 4 4 4 0 0"), since("2026-12-01", share="0.5"))),
        "2026-W49",
        "18.4",
    ),
    # Wed and Thu at 0.5: 3 × 6.4 + 2 × 4
    (
        "there and back in one week",
        person(changes=(since("2026-12-02", share="0.5"), since("2026-12-04", share="0.8"))),
        "2026-W49",
        "27.2",
    ),
    # Mon 6.4, Tue 6.4, Wed to Fri 6 × 0.8 = 4.8 each, of which Thursday's morning takes 3 × 0.8
    (
        "half of a changed day",
        person(off("2026-12-03", part="am"), changes=(since("2026-12-02", "6 6 6 6 6 0 0"),)),
        "2026-W49",
        "24.8",
    ),
    # --- shares and rounding
    ("no share", person(share="0"), "2026-W49", "0"),
    ("all of it", person(share="1"), "2026-W49", "40"),
    # 5 × 7.7 × 0.8 = 30.8
    ("decimals of hours", person(week="7.7 7.7 7.7 7.7 7.7 0 0"), "2026-W49", "30.8"),
    # 5 × 7.33 × 60 × 0.8 = 1759.2 min; with days rounded first it would be 1760
    ("rounded once", person(week="7.33 7.33 7.33 7.33 7.33 0 0"), "2026-W49", Decimal(1759) / 60),
    # 0.05 h = 3 min × 0.5 = 1.5 min → 2
    ("halves go up", person(week="0.05 0 0 0 0 0 0", share="0.5"), "2026-W49", Decimal(2) / 60),
    # --- weeks that clocks or calendars make odd: plans are dates, so the first four are plain
    ("summer time begins in Europe", person(), "2026-W13", "32"),
    ("summer time ends in Europe", person(), "2026-W43", "32"),
    ("summer time begins in America", person(), "2026-W10", "32"),
    # Sunday 29 March lost an hour and is worked 8 h all the same: 5 × 6.4
    ("work on the Sunday of the change", person(week=SUNDAY_TO_THURSDAY), "2026-W13", "32"),
    # W53: 28 Dec to 3 Jan; 1 January is a Friday
    ("week 53", person(region="DE-BY"), "2026-W53", "25.6"),
    # away from 31 Dec to 4 Jan: Thursday in W53 besides the Friday's holiday
    ("over the end of the year", person(off("2026-12-31", "2027-01-04"), region="DE-BY"), "2026-W53", "19.2"),
    # Monday 4 Jan away, Wednesday 6 Jan Epiphany
    ("into the new year", person(off("2026-12-31", "2027-01-04"), region="DE-BY"), "2027-W01", "19.2"),
    # 29 Feb 2028 is a Tuesday
    ("leap day off", person(off("2028-02-29")), "2028-W09", "25.6"),
    # 28 Feb to 1 Mar are three days in a leap year
    ("over the leap day", person(off("2028-02-28", "2028-03-01")), "2028-W09", "12.8"),
    # every 29 February: in 2028, but not on 1 March 2027
    ("each leap day", person(off("2024-02-29", rule="FREQ=YEARLY")), "2028-W09", "25.6"),
    ("no leap day", person(off("2024-02-29", rule="FREQ=YEARLY")), "2027-W09", "32"),
    # --- public holidays
    # Thursday 4 June is Corpus Christi in Bavaria, not in all of Germany
    ("Corpus Christi in Bavaria", person(region="DE-BY"), "2026-W23", "25.6"),
    ("no Corpus Christi in Germany", person(region="DE"), "2026-W23", "32"),
    # 25 December is a Friday, 26 a Saturday
    ("Christmas in Bavaria", person(region="DE-BY"), "2026-W52", "25.6"),
    # All Saints is a Sunday
    ("a holiday on Sunday", person(region="DE-BY"), "2026-W44", "32"),
    # Good Friday, but Easter Monday is worked in Scotland and free in Bavaria
    ("Good Friday in Scotland", person(region="GB-SCT"), "2026-W14", "25.6"),
    ("Easter Monday in Scotland", person(region="GB-SCT"), "2026-W15", "32"),
    ("Easter Monday in Bavaria", person(region="DE-BY"), "2026-W15", "25.6"),
    # Monday 30 November is Saint Andrew's
    ("Saint Andrew's", person(region="GB-SCT"), "2026-W49", "25.6"),
    # Boxing Day falls on Saturday: Monday 28 instead, and Friday 1 January: 3 days
    ("Boxing Day made up for", person(region="GB-SCT"), "2026-W53", "19.2"),
    # Monday 26 January is Republic Day
    ("Republic Day in India", person(region="IN"), "2026-W05", "25.6"),
    # Independence Day is a Saturday: 6 × 6.4 − 6.4
    ("a Saturday's holiday worked", person(region="IN", week=SIX_DAYS), "2026-W33", "32"),
    # Monday to Wednesday of Golden Week
    ("Golden Week in Japan", person(region="JP"), "2026-W19", "12.8"),
    # 21, 22 and 23 September: the day between two holidays is one
    ("a day between holidays in Japan", person(region="JP"), "2026-W39", "12.8"),
    # five days from Monday to Thursday and Sunday
    ("a plain week in Saudi Arabia", person(region="SA", week=SUNDAY_TO_THURSDAY), "2026-W49", "32"),
    # Wednesday 23 September
    ("National Day in Saudi Arabia", person(region="SA", week=SUNDAY_TO_THURSDAY), "2026-W39", "25.6"),
    # Founding Day is Sunday 22 February, which is worked
    ("Founding Day in Saudi Arabia", person(region="SA", week=SUNDAY_TO_THURSDAY), "2026-W08", "25.6"),
    # Friday off means nothing where Friday is not worked; the Sunday after lies in the same ISO week
    ("a Friday off in Saudi Arabia", person(off("2026-12-04"), week=SUNDAY_TO_THURSDAY), "2026-W49", "32"),
    ("a Sunday off in Saudi Arabia", person(off("2026-12-06"), week=SUNDAY_TO_THURSDAY), "2026-W49", "25.6"),
    # a morning off on a holiday takes nothing more
    ("half a day off on a holiday", person(off("2026-12-25", part="am"), region="DE-BY"), "2026-W52", "25.6"),
    # half holidays are not counted unless the policy says so: 29 October is the Republic's day in Turkey
    ("half holidays not counted", person(region="TR"), "2026-W44", "25.6"),
    # --- who has none
    ("deactivated", person(standing=Standing.DEACTIVATED), "2026-W49", "0"),
    ("guest", person(standing=Standing.GUEST), "2026-W49", "0"),
    ("of another organisation", person(standing=Standing.STRANGER), "2026-W49", "0"),
    ("bot", person(standing=Standing.BOT), "2026-W49", "0"),
    ("imported, not seen in Slack yet", person(standing=Standing.UNSEEN), "2026-W49", "32"),
]
HALVES = [
    # Wednesday from 13:00 (half) and Thursday: 3.5 days × 6.4
    ("Republic Day in Turkey", person(region="TR"), "2026-W44", "22.4"),
    # the morning of the half day off as well: 4 h left, 4 h away
    ("the other half off", person(off("2026-10-28", part="am"), region="TR"), "2026-W44", "19.2"),
    # 3 of the 4 hours left: 32 − 6.4 − (4 + 3) × 0.8
    ("three hours of a half holiday", person(off("2026-10-28", part="3"), region="TR"), "2026-W44", "20"),
    # the whole half holiday off: Mon, Tue, Fri
    ("off on a half holiday", person(off("2026-10-28"), region="TR"), "2026-W44", "19.2"),
    # Christmas Eve from 13:00 is half, Christmas Day whole: 3.5 × 6.4
    ("Christmas Eve in Iceland", person(region="IS"), "2026-W52", "22.4"),
    # 24 December half, a week changed on that day to 6 h: 3 × 6.4 + 3 × 0.8
    (
        "a half holiday in a week of change",
        person(region="IS", changes=(since("2026-12-24", "6 6 6 6 6 0 0"),)),
        "2026-W52",
        "21.6",
    ),
    # none in Bavaria
    ("no half holidays in Bavaria", person(region="DE-BY"), "2026-W52", "25.6"),
]


def test_enough_weeks_were_summed_by_hand() -> None:
    assert len(CASES) + len(HALVES) >= 60 + 2  # besides the two worked examples


@pytest.mark.parametrize(("who", "week", "hours"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_week_summed_by_hand(who: Availability, week: str, hours: str | Decimal) -> None:
    assert capacity_of(who, weeks_from(week), CapacityPolicy()) == (Decimal(hours) * 60,)


@pytest.mark.parametrize(("who", "week", "hours"), [case[1:] for case in HALVES], ids=[case[0] for case in HALVES])
def test_a_week_with_half_holidays_counted(who: Availability, week: str, hours: str) -> None:
    assert capacity_of(who, weeks_from(week), CapacityPolicy(half_holidays=True)) == (Decimal(hours) * 60,)


def test_the_day_starts_when_the_policy_says() -> None:
    # a block of 07:00 to 15:00: of 14:00 to 17:00 one hour counts
    early = CapacityPolicy(day_start=CapacityPolicy().day_start.replace(hour=7))
    assert capacity_of(person(off("2026-12-01", part="14:00-17:00")), weeks_from("2026-W49"), early) == (1872,)


def test_everybody_at_once_and_who_lives_in_an_unknown_place() -> None:
    people = [person(name="ana", region="DE-BY"), person(name="bo", region="DE-QQ"), person(name="cy", region="XX")]
    found = capacity(iter(people), weeks_from("2026-W52", 2), CapacityPolicy())
    assert found.minutes == {"ana": (1536, 1536), "bo": (1920, 1920), "cy": (1920, 1920)}
    assert found.refusals["bo"].sentence.startswith(
        "DE has no part QQ whose public holidays are known. Its parts are BB"
    )
    assert found.refusals["cy"] == Refusal(
        "The public holidays of XX are not known. A country is written with two letters, such as DE."
    )
    assert set(found.refusals) == {"bo", "cy"}


def test_a_pattern_has_seven_days() -> None:
    with pytest.raises(ValueError, match="seven days, not 5"):
        capacity_of(person(week="8 8 8 8 8"), weeks_from("2026-W49"), CapacityPolicy())


def test_the_slow_library_is_not_loaded_before_it_is_needed() -> None:
    code = "import planning.capacity, planning.demand, sys; print({'holidays', 'numpy'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
