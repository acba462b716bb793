"""Does the picture of the next weeks tell the truth, in little room, and do its words tell the same?"""

import io
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from planning.load import WeekLoad
from planning.weeks import Week
from ui import charts
from ui.charts import load

FIRST = Week(date(2026, 11, 23))


def loads(*minutes: tuple[int, ...]) -> list[WeekLoad]:
    return [WeekLoad(FIRST + number, *given) for number, given in enumerate(minutes)]


def picture(*minutes: tuple[int, ...]) -> Image.Image:
    return Image.open(io.BytesIO(load.png(load.facts(loads(*minutes))))).convert("RGB")


def area(drawn: Image.Image, colour: str) -> int:
    wanted = tuple(bytes.fromhex(colour.removeprefix("#")))
    below_the_legend = drawn.crop((0, 70, *drawn.size))
    return sum(count for count, found in below_the_legend.getcolors(1 << 20) or [] if found == wanted)


def test_the_words_give_the_finding():
    usual = (1920,)
    assert (
        load.alt(loads(*[usual] * 8)) == "Capacity of the next 8 weeks: 32 h a week. Nothing is committed, 256 h free."
    )
    christmas = loads(*[usual] * 4, (1152,), (1536,), usual, usual)
    assert "32 h a week, less in the weeks of Mon 21 Dec (19.2 h) and Mon 28 Dec (25.6 h)." in load.alt(christmas)
    more = load.alt(loads((1200,), (1200,), (1920,)))
    assert "20 h a week, more in the week of Mon 7 Dec (32 h)." in more


def test_the_words_say_what_is_taken_and_where_it_is_too_much():
    said = load.alt(loads((1920, 1200, 480), (1920, 2400), (1920,)))
    assert "In all 60 h committed, 8 h tentative, 36 h free." in said
    assert said.endswith("More is committed than there is in the week of Mon 30 Nov.")


def test_nobody_is_named_and_the_same_facts_give_the_same_picture():
    shown = load.facts(loads((1920, 600), (1152,)))
    assert shown == {"drawing": 1, "weeks": [["2026-11-23", 1920, 600, 0], ["2026-11-30", 1152, 0, 0]]}
    assert charts.draw(load.KIND, shown) == load.png(shown)


def test_what_is_committed_covers_what_is_free():
    empty, half, full = (picture((1920, taken)) for taken in (0, 960, 1920))
    assert area(empty, load._COMMITTED) == 0
    assert 0.45 < area(half, load._COMMITTED) / area(full, load._COMMITTED) < 0.55
    assert area(full, load._FREE) == 0
    assert area(picture((1920, 2400)), load._OVER) > area(full, load._OVER) == 0
    assert area(picture((1920, 0, 960)), load._TENTATIVE) > 0


def test_it_has_its_own_ground():
    drawn = picture(*[(1920,)] * 8)
    assert drawn.size == (load.WIDTH, load.HEIGHT)
    assert drawn.getpixel((10, 10)) == (255, 255, 255)


@st.composite
def any_weeks(draw: st.DrawFn) -> list[tuple[int, int, int]]:
    minutes = st.integers(0, 7 * 24 * 60)
    return draw(st.lists(st.tuples(minutes, minutes, minutes), min_size=1, max_size=10))


@settings(max_examples=25, deadline=None)
@given(any_weeks())
def test_any_weeks_are_drawn_in_little_room_and_said_in_few_words(weeks: list[tuple[int, int, int]]):
    facts = load.facts(loads(*weeks))
    assert 500 < len(load.png(facts)) <= 60_000
    assert len(load.alt(loads(*weeks))) <= 1_000
