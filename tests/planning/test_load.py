"""What is left of a week, also where there is nothing left?"""

from planning.load import WeekLoad
from planning.weeks import read_week


def test_what_is_left_is_never_below_nothing() -> None:
    week = read_week("2026-W49")
    assert WeekLoad(week, 1920).free == 1920  # type: ignore[arg-type]
    assert WeekLoad(week, 1920, 600, 300).free == 1020  # type: ignore[arg-type]
    assert WeekLoad(week, 600, 600, 300).free == 0  # type: ignore[arg-type]
