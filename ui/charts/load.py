"""How full are somebody's next weeks? A small picture: a bar for each, with what is committed, tentative and free."""

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from planning.load import WeekLoad
from planning.weeks import Week
from ui import words as w
from ui.text import day

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

KIND = "load"
DRAWING = 1  # counts the ways in which this has been drawn: a new one is another picture
WIDTH, HEIGHT = 1120, 440  # shown at half that size
_SIDE, _TOP, _FLOOR = 28, 108, 352  # where the bars stand
# Its own ground, so that it reads the same on light and dark. What is meant is said by pattern and number, too.
_GROUND, _INK, _SOFT, _EDGE = "#ffffff", "#1d1c1d", "#5e5d60", "#8a898c"
_FREE, _COMMITTED, _TENTATIVE, _OVER = "#d9ece8", "#1f4e4a", "#7fb3a8", "#b3261e"

Facts = Mapping[str, Any]


def facts(loads: Iterable[WeekLoad]) -> dict[str, Any]:
    """What the picture shows, as plain values; nobody is named in them."""
    weeks = [[one.week.monday.isoformat(), one.capacity, one.committed, one.tentative] for one in loads]
    return {"drawing": DRAWING, "weeks": weeks}


def alt(loads: Sequence[WeekLoad]) -> str:
    """The finding in words, for whoever does not see the picture."""
    usual = max(Counter(one.capacity for one in loads).items(), key=lambda pair: (pair[1], pair[0]))[0]
    less = _weeks(one for one in loads if one.capacity < usual)
    more = _weeks(one for one in loads if one.capacity > usual)
    others = [*([f"less in {less}"] if less else []), *([f"more in {more}"] if more else [])]
    taken = [("committed", sum(one.committed for one in loads)), ("tentative", sum(one.tentative for one in loads))]
    said = ", ".join(f"{hours(minutes)} h {name}" for name, minutes in taken if minutes)
    free = f"{hours(sum(one.free for one in loads))} h free"
    parts = [
        f"Capacity of the next {w.plural(len(loads), 'week', 'weeks')}: {hours(usual)} h a week",
        *(f", {other}" for other in others),
        f". In all {said}, {free}." if said else f". Nothing is committed, {free}.",
    ]
    over = [day(one.week.monday, one.week.monday) for one in loads if one.committed > one.capacity]
    return "".join(parts) + (f" More is committed than there is in the week of {w.listed(over, 8)}." if over else "")


def hours(minutes: int) -> str:
    """“32”, “19.2”."""
    return f"{round(minutes / 60, 1):g}"


def _weeks(loads: Iterable[WeekLoad]) -> str:
    named = [f"{day(one.week.monday, one.week.monday)} ({hours(one.capacity)} h)" for one in loads]
    return f"the {'week' if len(named) == 1 else 'weeks'} of {w.listed(named, 8)}" if named else ""


def png(shown: Facts) -> bytes:
    """The picture of such facts; about 10 kB."""
    from PIL import Image, ImageDraw, ImageFont

    fonts = {size: ImageFont.load_default(size) for size in (24, 28)}
    picture = Image.new("RGB", (WIDTH, HEIGHT), _GROUND)
    pen = _Pen(ImageDraw.Draw(picture), fonts)
    loads = [WeekLoad(Week(date.fromisoformat(monday)), *minutes) for monday, *minutes in shown["weeks"]]
    pen.drawing.rectangle((0, 0, WIDTH - 1, HEIGHT - 1), outline=_EDGE, width=2)
    _legend(pen)
    most = max((max(one.capacity, one.committed + one.tentative) for one in loads), default=0) or 1
    step = (WIDTH - 2 * _SIDE) / max(1, len(loads))
    for number, one in enumerate(loads):
        left = _SIDE + step * number
        _bar(pen, one, _Column(left + step * 0.14, left + step * 0.86, (_FLOOR - _TOP) / most))
    kept = io.BytesIO()
    picture.quantize(64, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()


@dataclass(frozen=True)
class _Pen:
    drawing: "ImageDraw"
    fonts: Mapping[int, Any]

    def write(self, at: tuple[float, float], text: str, size: int = 24, ink: str = _INK, anchor: str = "ms") -> None:
        self.drawing.text(at, text, ink, self.fonts[size], anchor)

    def fill(self, box: tuple[float, float, float, float], colour: str, *, hatched: bool = False) -> None:
        left, top, right, bottom = box
        if bottom - top < 1:
            return
        self.drawing.rectangle(box, fill=colour, outline=_EDGE)
        for y in range(int(top) + 6, int(bottom), 10) if hatched else ():
            self.drawing.line((left, y, right, y), fill=_GROUND, width=3)


@dataclass(frozen=True)
class _Column:
    """Where one bar stands; `scale` is the pixels of a minute."""

    left: float
    right: float
    scale: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    def y(self, minutes: int) -> float:
        return _FLOOR - minutes * self.scale

    def box(self, low: int, high: int) -> tuple[float, float, float, float]:
        return self.left, self.y(high), self.right, self.y(low)


def _legend(pen: _Pen) -> None:
    pen.write((_SIDE, 52), "Hours a week for projects", 28, anchor="ls")
    x = 560.0
    for name, colour, hatched in (
        ("committed", _COMMITTED, False),
        ("tentative", _TENTATIVE, True),
        ("free", _FREE, False),
    ):
        pen.fill((x, 30, x + 26, 54), colour, hatched=hatched)
        pen.write((x + 38, 52), name, ink=_SOFT, anchor="ls")
        x += 60 + 24 + pen.fonts[24].getlength(name)


def _bar(pen: _Pen, one: WeekLoad, column: _Column) -> None:
    pen.fill(column.box(0, one.capacity), _FREE)
    pen.fill(column.box(0, one.committed), _COMMITTED)
    pen.fill(column.box(one.committed, one.committed + one.tentative), _TENTATIVE, hatched=True)
    over = one.committed + one.tentative > one.capacity
    if over:  # the line of the capacity, across what goes beyond it
        y = column.y(one.capacity)
        pen.drawing.line((column.left - 8, y, column.right + 8, y), fill=_OVER, width=5)
    pen.drawing.line((column.left - 8, _FLOOR, column.right + 8, _FLOOR), fill=_EDGE, width=2)
    asked = one.committed + one.tentative
    words = f"{hours(asked)} of {hours(one.capacity)} h" if over else f"{hours(one.capacity)} h"
    pen.write((column.middle, column.y(max(one.capacity, asked)) - 12), words, ink=_OVER if over else _INK)
    pen.write((column.middle, _FLOOR + 32), day(one.week.monday, one.week.monday)[4:])
    pen.write((column.middle, _FLOOR + 62), f"{hours(one.free)} h free", ink=_SOFT)
