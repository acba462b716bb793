"""Does every cell mean what it says, and is what would be right named where it means nothing?"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers.tables import cells
from readers.tables.people import roles
from readers.tables.projects import status
from readers.tables.values import PersonRef


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (cells.text, "Müller & Söhne", "Müller & Söhne"),
        (cells.text, "'=SUM(A1)", "=SUM(A1)"),
        (cells.text, "'quoted'", "'quoted'"),
        (cells.text, "a\x00b\u202e", "ab"),
        (cells.email, "Ana.Silva@Example.com", "ana.silva@example.com"),
        (cells.user_id, "U012AB3CD", "U012AB3CD"),
        (cells.person, "bo@example.com", PersonRef("bo@example.com", None)),
        (cells.person, "U012AB3CD", PersonRef(None, "U012AB3CD")),
        (cells.code, "APOLLO", "APOLLO"),
        (cells.code, "Ägir-2.1", "Ägir-2.1"),
        (cells.channel, "#apollo-dev", "apollo-dev"),
        (cells.channel, "C0123", "C0123"),
        (cells.yes_no, "Yes", True),
        (cells.yes_no, "no", False),
        (cells.day, "2028-02-29", date(2028, 2, 29)),
        (cells.number(0), "1200.50", Decimal("1200.50")),
        (cells.number(0, 1), "0.8", Decimal("0.8")),
        (cells.number(-10), "'-5", Decimal(-5)),
        (cells.week, "8 8 8 8 4.5 0 0", tuple(map(Decimal, ["8", "8", "8", "8", "4.5", "0", "0"]))),
        (cells.zone, "Europe/Berlin", "Europe/Berlin"),
        (cells.holidays, "DE-BY", "DE-BY"),
        (cells.holidays, "None", "none"),
        (cells.line, " two\n lines ", "two lines"),
        (cells.level, "5", 5),
        (cells.plan_day, "2199-12-31", date(2199, 12, 31)),
        (roles, "pm member pm", ("member", "pm")),
        (status, "On hold", "on_hold"),
    ],
)
def test_reads(read: Callable[[str], object], cell: str, value: object) -> None:
    assert read(cell) == value


@pytest.mark.parametrize(
    ("read", "cell", "right"),
    [
        (cells.text, "\u200b\x00", "text"),
        (cells.text, "x" * 4001, "4000"),
        (cells.email, "ana@", "ana@example.com"),
        (cells.email, "a b@example.com", "ana@example.com"),
        (cells.email, "<ana@example.com>", "ana@example.com"),
        (cells.user_id, "ana", "U012AB3CD"),
        (cells.person, "Ana", "U012AB3CD"),
        (cells.code, "two words", "APOLLO"),
        (cells.channel, "two words", "#apollo"),
        (cells.yes_no, "maybe", "yes or no"),
        (cells.day, "24.12.2026", "YYYY-MM-DD"),
        (cells.day, "2026-02-30", "calendar"),
        (cells.number(0), "1,5", "plain decimal"),
        (cells.number(0), "NaN", "plain decimal"),
        (cells.number(0), "1e9", "plain decimal"),
        (cells.number(0), "٣", "plain decimal"),
        (cells.number(0), "-1", "0 or more"),
        (cells.number(0, 1), "80", "from 0 to 1"),
        (cells.week, "8 8 8 8 8", "seven"),
        (cells.week, "8 8 8 8 25 0 0", "seven"),
        (cells.zone, "Europe/Berln", "Europe/Berlin"),
        (cells.zone, "../etc/passwd", "such as"),
        (cells.zone, "America", "such as"),
        (cells.holidays, "Germany", "ISO 3166"),
        (roles, "boss", "member pm lead pmo executive admin"),
        (status, "running", "proposed active on_hold done cancelled"),
    ],
)
def test_says_what_would_be_right(read: Callable[[str], object], cell: str, right: str) -> None:
    with pytest.raises(cells.WrongCell) as caught:
        read(cell)
    assert right in caught.value.right
    assert caught.value.wrong


@given(st.text(max_size=30) | st.from_regex(r"'{0,3}[=+\-@\t\r]?.{0,5}", fullmatch=True))
def test_a_guarded_cell_is_harmless_and_comes_back(text: str) -> None:
    guarded = cells.guard(text)
    assert not guarded.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cells.unguard(guarded) == text
