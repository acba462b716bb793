"""Does everything come once and in its time in 23 zones, for more than a year, whatever clock and process do?"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import linear_regression

from tests.soak.findings import Findings, Round
from tests.soak.globe_books import Books
from tests.soak.globe_years import BEGIN, Years
from tests.soak.process import held

DAYS = 10  # of a round
AHEAD = timedelta(days=460)  # the wall clocks are looked at before memory is: the oracle's own is not to grow
WARM, ENOUGH = 10, 25  # rounds before memory is looked at, and before its slope says anything
MOST_PERCENT = 5.0  # of growth in a hundred days


@contextmanager
def opened(folder: Path) -> Iterator[Round]:
    """A run that goes on begins anew with people who have no past."""
    years = Years(folder, BEGIN)
    books, memory = Books(years), list[float]()
    try:
        yield partial(_lived, years, books, memory)
    finally:
        years.globe.store.close()


def _lived(years: Years, books: Books, memory: list[float], number: int, chance: Random) -> Findings:
    if not memory:
        years.begin(chance)
    if number == WARM:
        years.globe.look_ahead(AHEAD)
    years.live(DAYS, chance)
    found = books.compare()
    memory.append(held(os.getpid()).kilobytes / 1024)
    if len(memory) >= ENOUGH:
        late = memory[WARM:]
        slope = linear_regression([n * DAYS for n in range(len(late))], late).slope * 100
        percent = slope / (sum(late) / len(late)) * 100
        found.most("memory in MB at last", memory[-1])
        found.most("memory grows in % in 100 days", round(percent, 2))
        found.never("memory grows", [f"{percent:.1f} % in 100 days"] * (percent > MOST_PERCENT))
    return found
