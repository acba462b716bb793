"""Which screens are about somebody's own time, each with a believable example?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.cli.gallery_screens import Screen, message_screen, modal_screen
from planning.absences import Absence, DayPart
from planning.availability import Change
from planning.load import WeekLoad
from planning.recurrence import Rule
from planning.weeks import Week, week_of
from readers.availability import Unclear
from ui import availability as screens
from ui import availability_forms as forms
from ui import availability_skills as skills
from ui import pmo
from ui.availability_facts import Answer, Away, CalendarRead, HomeAvailability, Known, SkillFacts
from ui.availability_skills import Near, SkillsAnswer
from ui.feeds import FeedFacts
from ui.words import Commands

TODAY = date(2026, 11, 23)
FULL = tuple(Decimal(hours) for hours in (8, 8, 8, 8, 8, 0, 0))
FORTNIGHTLY = Rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "WEEKLY", 2, counted=False, until=None)
MONDAY = week_of(date(2026, 12, 21))
HELD = (SkillFacts("s1", "Kubernetes", 3), SkillFacts("s2", "Python", 4, confirmed=True))
READ = CalendarRead("calendar.example.com", FeedFacts(TODAY, TODAY))
KNOWN = Known(
    today=TODAY,
    week=FULL,
    share=Decimal("0.8"),
    changes=(Change(date(2027, 2, 1), None, Decimal("0.6")),),
    absences=(
        Away("a1", Absence(date(2026, 11, 27), date(2026, 11, 27), DayPart.DAY, FORTNIGHTLY), "said"),
        Away("a2", Absence(date(2026, 12, 3), date(2026, 12, 3), DayPart.AFTERNOON), "feed"),
        Away("a3", Absence(date(2026, 12, 24), date(2027, 1, 2)), "said"),
    ),
    skills=HELD,
    feed=READ,
    holidays="DE-BY",
)
OFF = Answer(
    ("Noted: you are off Thu 24 Dec to Sat 2 Jan 2027.",),
    TODAY,
    ((MONDAY, 1536, 1152), (MONDAY + 1, 1536, 0)),
    MONDAY + 60,
    "c1",
)
MINUTES = (1920, 1536, 1920, 1632, 1152, 0, 1920, 1920)
HOME = HomeAvailability(
    tuple(WeekLoad(week_of(TODAY) + number, minutes) for number, minutes in enumerate(MINUTES)),
    KNOWN,
    roles=("member",),
    team="Patient portal",
)


def availability_screens() -> Iterator[Screen]:
    yield from _answers()
    yield from _skills()
    yield from _lists()
    yield modal_screen("availability-form-off", forms.off_form(TODAY), "`/availability`, or *Time off…* on Home.")
    week = forms.WeekValues(FULL, Decimal("0.8"), TODAY)
    yield modal_screen("availability-form-week", forms.week_form(week), "*Working week…*, with what holds today.")
    yield modal_screen("availability-form-skills", skills.form(HELD), "*Skills…*, or `/availability skills`.")


def _answers() -> Iterator[Screen]:
    yield message_screen("availability-off", screens.answer(OFF), "To who said when they are off.")
    later = Answer(
        (
            "Noted: from Mon 1 Feb 2027 on you work Monday to Friday 8 h (40 h a week); 60 % of it for projects.",
            "What is planned from Mon 3 May 2027 on stays planned.",
        ),
        TODAY,
        tuple((Week(date(2027, 2, 1)) + number, 1920, 1440) for number in range(13)),
        MONDAY + 60,
        "c2",
    )
    yield message_screen("availability-share", screens.answer(later), "To who said how much is for projects.")
    again = Answer(("That is noted already, so nothing was changed.",), TODAY, changed=False)
    yield message_screen("availability-known", screens.answer(again), "To who said it before.")
    back = Answer(("Taken back.",), TODAY, ((MONDAY, 1152, 1536), (MONDAY + 1, 0, 1536)), MONDAY + 60)
    yield message_screen("availability-undone", screens.answer(back), "After *Undo*.")
    question = Unclear("Friday", "This one, or every one?", ("off Friday", "off every Friday"))
    asked = screens.unclear(question, 1_795_426_200)
    yield message_screen("availability-unclear", asked, "To who may have meant one thing or another.")
    taken = screens.calendar(KNOWN, connected=True)
    yield message_screen("availability-calendar", taken, "To who had their calendar read.")
    left = screens.calendar(replace(KNOWN, feed=None), connected=False)
    yield message_screen("availability-calendar-off", left, "To who wants it read no more.")


def _skills() -> Iterator[Screen]:
    near = Near("k8s", 3, "s1", "Kubernetes")
    facts = SkillsAnswer(noted=(("Python", 4),), near=(near,), unlevelled=("Go",), undo="c3")
    yield message_screen("availability-skills", skills.answer(facts), "To who said what they can do.")
    plain = SkillsAnswer(noted=(("Kubernetes", 3),), removed=("Perl",), undo="c4")
    yield message_screen("availability-skills-noted", skills.answer(plain), "After *Yes*, or after the form.")


def _lists() -> Iterator[Screen]:
    yield message_screen("availability-list", screens.known_message(KNOWN), "`/availability list`.")
    away = screens.known_message(replace(KNOWN, away_through=date(2026, 11, 27)))
    yield message_screen("availability-list-away", away, "The same for somebody who is away: *I’m back*.")
    rest = replace(KNOWN, absences=KNOWN.absences[:2])
    gone = screens.known_message(rest, ["Removed: Thu 24 Dec to Sat 2 Jan 2027."], "c5")
    yield message_screen("availability-removed", gone, "The list after *Remove*.")
    empty = screens.known_message(replace(KNOWN, changes=(), absences=(), skills=(), feed=None))
    yield message_screen("availability-list-empty", empty, "The same, when little is noted.")
    yield message_screen("availability-help", pmo.availability_help(Commands()), "`/availability help`.")
