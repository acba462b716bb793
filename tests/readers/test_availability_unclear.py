"""Is what cannot be read for certain asked back, with what was understood, on Wednesday, 25 November 2026?"""

import pytest

from readers.availability import Unclear, availability, resolve
from tests.readers.availability_meanings import NOW, meaning
from tests.readers.test_availability import DATES, DAYS
from tests.readers.test_availability_weeks import SAID

UNCLEAR: dict[str, tuple[str, tuple[str, ...]]] = {
    "working Saturday": (
        "Saturday: how many hours, and this week or every week? Like this: Saturday 4h this week",
        (),
    ),
    "I work Fridays": ("Friday: how many hours, and this week or every week? Like this: Friday 4h this week", ()),
    "this Friday 4h": ("Friday 4h: only this week, or every week?", ("Friday 4h this week", "Friday 4h")),
    "Mon-Wed 8h, Thu 4h, Fri off": (
        "Are these the hours that you work, or those that you are off?",
        ("Monday to Wednesday 8h, Thursday 4h", "off 8h Monday to Wednesday and Thursday 4h and Friday"),
    ),
    "Mon-Thu 8h, off Friday": (
        "Are these the hours that you work, or those that you are off?",
        ("Monday to Thursday 8h", "off 8h Monday to Thursday and Friday"),
    ),
    "Mon-Fri 9 to 5": (
        "09:00-17:00 Monday to Friday: are you off then, or is that when you work?",
        ("off 09:00-17:00 Monday to Friday",),
    ),
    "tomorrow 9-12": (
        "Tomorrow 09:00-12:00: are you off then, or is that when you work?",
        ("off tomorrow 09:00-12:00",),
    ),
    "off tomorrow 17-09": (
        "Off tomorrow: there is more in it that I cannot read. Could you say it in other words?",
        (),
    ),
    "off every 3rd day": (
        "Off the 3rd: there is more in it that I cannot read. Could you say it in other words?",
        (),
    ),
    "-20%": ("20%: is that how much of your time is for projects from now on?", ("20%",)),
    "60% on Fridays": ("60%: I understand one thing at a time. From when until when does it hold?", ()),
    "back to full time from 1 Apr": ("Full time from 1 Apr: how many hours a week?", ("40h a week from 1 Apr",)),
    "back to 30h": ("Back: from which day? One day is enough.", ("back", "back tomorrow")),
    "sick 20 Nov": ("Off 20 Nov: which year is that?", ("off 20 Nov 2026", "off 20 Nov 2027")),
    "off 20 Nov to 24 Nov": (
        "Off 20 Nov to 24 Nov: which year is that?",
        ("off 20 Nov 2026 to 24 Nov 2026", "off 20 Nov 2027 to 24 Nov 2027"),
    ),
    "60% from 1 Nov": ("60% from 1 Nov: which year is that?", ("60% from 1 Nov 2026", "60% from 1 Nov 2027")),
    "skills no longer python": (
        "Skills: which skills do you have? Those to leave out are taken out in the list.",
        (),
    ),
    "only 3 days a week until June": (
        "3 days a week until June: which days?",
        ("only Monday to Wednesday until June", "only Tuesday to Thursday until June"),
    ),
    "Xmas week": ("Are you off, and when? Like this: off 24 Dec to 2 Jan", ()),
    "off Xmas week": ("Off: which days?", ()),
    "from 3 Mar": (
        "Off from 3 Mar: until when?",
        ("off 3 Mar", "off for 1 week from 3 Mar", "off for 2 weeks from 3 Mar"),
    ),
    "off from 3 Mar": (
        "Off from 3 Mar: until when?",
        ("off 3 Mar", "off for 1 week from 3 Mar", "off for 2 weeks from 3 Mar"),
    ),
    "for <@U1> off tomorrow": ("Everybody says this for themselves. Write only what is so for you, without names.", ()),
    "Bo is off tomorrow": ("Everybody says this for themselves. Write only what is so for you, without names.", ()),
    "off 3 days from Thursday": (
        "For 3 days from Thursday: do Saturday and Sunday count?",
        ("off 2026-11-26 to 2026-11-30", "off 2026-11-26 to 2026-11-28"),
    ),
    "off 3/8 to 5/8": (
        "Which number is the day, and which is the month?",
        ("off 3 Aug to 5 Aug", "off 8 Mar to 8 May"),
    ),
    "off 9 to 12": ("9 to 12: are these hours or days?", ("off today 09:00-12:00", "off the 9th to the 12th")),
    "wfh tomorrow": ("Working from home is working, so there is nothing to note. Are you off as well?", ()),
    "maybe off friday": ("Off Friday: is it certain? Then say it without the maybe.", ("off Friday",)),
    "cancel my holiday": ("To take something back, open the list: it is undone there.", ("list",)),
    "not off tomorrow": ("To take something back, open the list: it is undone there.", ("list",)),
    "off since Monday": ("Off since Monday: until when?", ("off since Monday to today",)),
    "off 20% from May": ("20%: is that how much of your time is for projects, or are you off?", ("20%",)),
    "half time from March": (
        "Part time from March: how many hours a week?",
        ("20h a week from March", "30h a week from March"),
    ),
    "part time 50% from march": (
        "Part time, 50%: how many hours a week is that? Or is it the share of your day that is for projects?",
        ("50%",),
    ),
    "6h from May": ("6h from May: a day, or a week?", ("6h a day from May", "6h a week from May")),
    "150%": ("150%: how much of your time is for projects? 100% is all of it.", ("100%",)),
    "off every morning": ("Off morning: which days?", ()),
    "off from christmas until 6 Jan": ("Off until 6 Jan: from when?", ()),
    "off until christmas": ("Off: until when?", ()),
    "sick": ("Off: which days?", ("off today", "off tomorrow", "off next week")),
    "off": ("Off: which days?", ("off today", "off tomorrow", "off next week")),
    "off 24.12.2026 bis 2.1.2027": (
        "Off 24 Dec 2026 and 2 Jan 2027: which days, and which part of them? One thing at a time, please.",
        (),
    ),
    "sick today, hopefully back tomorrow": (
        "Off today, back tomorrow: is it certain? Then say it without the maybe.",
        ("off today, back tomorrow",),
    ),
    "off in two weeks": ("Off in 2 weeks: which days?", ()),
    "off 10-12": ("10 to 12: are these hours or days?", ("off today 10:00-12:00", "off the 10th to the 12th")),
    "Friday's off": ("Friday: this one, or every one?", ("off Friday", "off every Friday")),
    "Mondays and Wednesdays off until Easter": ("Off every Monday and Wednesday: until when?", ()),
    "off 32 Dec": ("Off December: there is more in it that I cannot read. Could you say it in other words?", ()),
    "off 30 Feb": ("Off February: there is more in it that I cannot read. Could you say it in other words?", ()),
    "off 31.4.": ("Off: there is more in it that I cannot read. Could you say it in other words?", ()),
    "off from 5 Mar to 2 Mar": (
        "From 5 Mar to 2 Mar: that would be 364 days. Which days do you mean?",
        ("off 2027-03-05 to 2028-03-02",),
    ),
    "off every weekend": ("Off: there is more in it that I cannot read. Could you say it in other words?", ()),
    "off next weekend": ("Off: there is more in it that I cannot read. Could you say it in other words?", ()),
    "working half days in May": ("Are you off, or which hours do you work?", ()),
    "I am at 60 % from 1/2/2027": (
        "Which number is the day, and which is the month?",
        ("60% from 1 Feb 2027", "60% from 2 Jan 2027"),
    ),
    "60% from 1 Feb, 80% from 1 May": ("60%: there is more than one share. Which one holds, from when until when?", ()),
    "4 days a week from May": (
        "4 days a week from May: which days?",
        ("only Monday to Thursday from May", "only Tuesday to Friday from May"),
    ),
    "4-day week from May": (
        "4 days a week from May: which days?",
        ("only Monday to Thursday from May", "only Tuesday to Friday from May"),
    ),
    "Mo-Do 6h": ("Monday 6h: there is more in it that I cannot read. From when until when does it hold?", ()),
    "full time from May": ("Full time from May: how many hours a week?", ("40h a week from May",)),
    "part time from May": (
        "Part time from May: how many hours a week?",
        ("20h a week from May", "30h a week from May"),
    ),
    "working from home on Friday": (
        "Working from home is working, so there is nothing to note. Are you off as well?",
        (),
    ),
    "home office tomorrow": ("Working from home is working, so there is nothing to note. Are you off as well?", ()),
    "back on 1/2": ("Which number is the day, and which is the month?", ("back 1 Feb", "back 2 Jan")),
    "skills Python 9": ("Levels go from 1 to 5, from a first look to teaching it. Which one is it?", ()),
    "hello": ("Are you off, and when? Like this: off 24 Dec to 2 Jan", ()),
    "pizza": ("Are you off, and when? Like this: off 24 Dec to 2 Jan", ()),
    "bo is off": ("Everybody says this for themselves. Write only what is so for you, without names.", ()),
    "he is off tomorrow": ("Everybody says this for themselves. Write only what is so for you, without names.", ()),
    "we are off next week": ("Everybody says this for themselves. Write only what is so for you, without names.", ()),
    "available tomorrow": ("Tomorrow: are you off, or which hours do you work?", ()),
    "off friday unless it rains": ("I read only what is certain, without exceptions. On which days are you off?", ()),
    "off every friday except 4 Dec": (
        "I read only what is certain, without exceptions. On which days are you off?",
        (),
    ),
    "undo": ("To take something back, open the list: it is undone there.", ("list",)),
    "3 days a week until June": (
        "3 days a week until June: which days?",
        ("only Monday to Wednesday until June", "only Tuesday to Thursday until June"),
    ),
    "will be out Monday morning, back in the afternoon": (
        "Off Monday morning and Monday afternoon: from what time until what time?",
        (),
    ),
    "off 1/3/2027 to 5/3/2027": (
        "Which number is the day, and which is the month?",
        ("off 1 Mar 2027 to 5 Mar 2027", "off 3 Jan 2027 to 3 May 2027"),
    ),
    "off weeks 10 and 11": ("Off: there is more in it that I cannot read. Could you say it in other words?", ()),
    "off later today": ("Off today: when exactly?", ()),
    "free on Friday": ("Friday: are you off?", ("off Friday",)),
    "off christmas eve": ("Off: which days?", ()),
    "off for 10 days from 4 Jan": (
        "For 10 days from 4 Jan: do Saturday and Sunday count?",
        ("off 2027-01-04 to 2027-01-15", "off 2027-01-04 to 2027-01-13"),
    ),
    "off 1 week": ("Off for 1 week: from when?", ()),
    "taking a long weekend": ("Are you off, and when? Like this: off 24 Dec to 2 Jan", ()),
    "Wednesdays off in 2027": (
        "Off every Wednesday: there is more in it that I cannot read. Could you say it in other words?",
        (),
    ),
    "80 % ab 1.2.": ("80%: there is more in it that I cannot read. From when until when does it hold?", ()),
    "50-60% from May": ("60%: there is more in it that I cannot read. From when until when does it hold?", ()),
    "60% for APOLLO": ("60%: there is more in it that I cannot read. From when until when does it hold?", ()),
    "20h pw from 1/4": (
        "Which number is the day, and which is the month?",
        ("20h a week from 1 Apr", "20h a week from 4 Jan"),
    ),
    "Mon 8, Tue 8": ("Are you off, and when? Like this: off 24 Dec to 2 Jan", ()),
    "working only mornings": ("Are you off, or which hours do you work?", ()),
    "normal hours from May": ("Full time from May: how many hours a week?", ("40h a week from May",)),
    "work 200h a week": ("How many hours? A day has 24, a week has 168.", ()),
    "mon 30h": ("How many hours? A day has 24, a week has 168.", ()),
    "calendar http://x.example/a.ics": ("Calendar: the address has to begin with https://. Is there one?", ()),
    "calendar": ("Calendar: which address? It begins with https:// and ends, mostly, with .ics", ()),
    "settings": ("Are you off, and when? Like this: off 24 Dec to 2 Jan", ()),
    "thanks": ("Are you off, and when? Like this: off 24 Dec to 2 Jan", ()),
    "off tomorrow, not Friday": ("I read only what is certain, without exceptions. On which days are you off?", ()),
    "off 24 Dec to 2 Jan except 28 Dec": (
        "I read only what is certain, without exceptions. On which days are you off?",
        (),
    ),
    "if needed off friday": ("Off Friday: is it certain? Then say it without the maybe.", ("off Friday",)),
    "@bo is off tomorrow": ("Everybody says this for themselves. Write only what is so for you, without names.", ()),
    "off tomorrow, ask <@U1>": (
        "Everybody says this for themselves. Write only what is so for you, without names.",
        (),
    ),
    "maybe off on 24 Dec": ("Off 24 Dec: is it certain? Then say it without the maybe.", ("off 24 Dec",)),
    "off mid December": ("Off December: when exactly?", ()),
    "off early January": ("Off January: when exactly?", ()),
    "late tomorrow": ("When exactly are you off?", ()),
    "leaving early tomorrow": ("When exactly are you off?", ()),
    "off sometime next week": ("Off next week: when exactly?", ()),
    "off until further notice": ("Off: which days?", ("off today", "off tomorrow", "off next week")),
    "off 1.5 days from Monday": (
        "Off 1 May and from Monday: which days, and which part of them? One thing at a time, please.",
        (),
    ),
}


def test_the_tables_hold_enough_ways_of_saying_it() -> None:
    assert len(DAYS | DATES | SAID | UNCLEAR) >= 150


@pytest.mark.parametrize(("text", "asked"), UNCLEAR.items())
def test_what_is_unclear_is_asked_back(text: str, asked: tuple[str, tuple[str, ...]]) -> None:
    meant = resolve(availability(text), NOW)
    assert isinstance(meant, Unclear)
    assert (str(meant), meant.choices) == asked


@pytest.mark.parametrize("text", UNCLEAR)
def test_each_choice_is_an_answer(text: str) -> None:
    assert not [choice for choice in UNCLEAR[text][1] if meaning(choice).startswith("?")]
