"""Which screens are there of bookings, each with a believable example?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.cli.gallery_screens import Screen, message_screen
from planning.load import WeekLoad
from planning.minutes import HOUR
from planning.weeks import Week
from ui import bookings, pmo
from ui.blocker_facts import Who
from ui.why import Why
from ui.words import Commands

LENA, ANIL, TOMAS = Who("U0LENA", "Lena Fischer"), Who("U0ANIL", "Anil Kapoor"), Who("U0TOMAS", "Tomás Ortega")
FIRST = Week(date(2026, 11, 30))
BOOKED = bookings.BookingFacts(
    who=LENA,
    code="APOLLO",
    lines=(bookings.Line(date(2026, 12, 1), date(2027, 2, 26), Decimal(20), False),),
    today=date(2026, 11, 23),
    why=Why("Patients help themselves", "Patient portal"),
    by=TOMAS,
    until=date(2027, 2, 26),
)
CUT = replace(
    BOOKED,
    lines=(
        bookings.Line(date(2026, 12, 1), date(2027, 1, 3), Decimal(20), False),
        bookings.Line(date(2027, 1, 4), date(2027, 3, 31), Decimal(10), True),
    ),
)
ROOM = [WeekLoad(FIRST + number, 32 * HOUR, 20 * HOUR) for number in range(13)]
TIGHT = [replace(one, capacity=(32 if one.week - FIRST < 3 else 12) * HOUR) for one in ROOM[:5]]


def screens() -> Iterator[Screen]:
    told = [LENA, ANIL]
    yield message_screen(
        "booked", bookings.answer(BOOKED, ROOM, told, undo="a"), "After `/capacity @Lena 20 h on APOLLO …`."
    )
    yield message_screen(
        "booked-short",
        bookings.answer(BOOKED, TIGHT, told, undo="a"),
        "The same where it does not fit: by how much, and when.",
    )
    yield message_screen(
        "booking-cut", bookings.answer(CUT, ROOM, told, undo="a"), "After `/capacity cut @Lena on APOLLO to 10 h …`."
    )
    yield message_screen(
        "booking-undone", bookings.answer(replace(BOOKED, lines=()), (), (), taken_back=True), "After *Undo*."
    )
    yield message_screen(
        "booking-told", bookings.told(BOOKED, True), "To who is booked, at their own hour, with the why line."
    )
    yield message_screen("booking-told-lead", bookings.told(BOOKED, False), "To who leads their team.")
    yield message_screen("capacity-help", pmo.capacity_help(Commands()), "`/capacity help`")
