"""Is whatever somebody sends read or refused with a sentence, at next to no cost for the bot itself?"""

import threading
import time
from dataclasses import replace

import psutil
import pytest

from bot import tables
from bot.sandbox import MEGABYTE
from readers.tables.choices import NONE, Choices
from readers.tables.dropped import Interrupted
from readers.tables.portfolio import read_path
from readers.tables.values import Portfolio
from tests.house import SMALL
from tests.readers.tables.bombs import BOMBS, HARMLESS, plain

SAMPLE = [(path.name, path.read_bytes()) for path in sorted((SMALL / "portfolio").glob("*.csv"))]
HURRIED = replace(tables.LIMITS, cpu_seconds=1)  # what takes ten seconds is found out in one
OWN_SECONDS = 1.0  # of this thread's processor, for one file: what is promised
FLAT = 20 * MEGABYTE


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_with_a_sentence_and_costs_the_bot_nothing(name: str):
    file, make, said = BOMBS[name]
    data, before = make(), psutil.Process().memory_info().rss
    limits = HURRIED if "seconds" in said else tables.LIMITS
    begun = time.thread_time()
    found = tables.read([(file, data)], NONE, limits)
    assert time.thread_time() - begun < OWN_SECONDS
    assert psutil.Process().memory_info().rss - before < FLAT
    assert isinstance(found, list), "nothing of it is a portfolio"
    assert said in str(found[0])
    assert found[0].right, "and what would be right"


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_says_that_it_is_large_is_read(name: str):
    found = tables.read([("book.xlsx", HARMLESS[name]())], NONE)
    assert isinstance(found, Portfolio)
    assert found.projects == ()


def test_a_portfolio_comes_through_as_it_is():
    """As the command line reads it, with every kind of value."""
    assert tables.read(SAMPLE, NONE) == read_path(SMALL / "portfolio")
    book = tables.read([("Portfolio.XLSX", plain())], Choices(dates="day-first"))
    assert isinstance(book, Portfolio)
    assert [one.code for one in book.projects] == ["APOLLO"]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("a.xlsx", plain()), ("people.csv", b"email\n")], "a workbook came together with other files"),
        ([("people.csv", b"email\n"), ("people.csv", b"email\n")], "people.csv is there twice"),
        ([("photo.csv", b"\x89PNG")], "photo.csv cannot be told to be any sheet of a portfolio"),
        ([("people.csv", b"\x89PNG")], "people:0:: the file is a picture"),
    ],
)
def test_files_that_do_not_go_together(files: list[tuple[str, bytes]], said: str):
    found = tables.read(files, NONE)
    assert isinstance(found, list)
    assert said in str(found[0])


def test_more_problems_than_anybody_reads_are_counted():
    rows = b"".join(b"P%d,2026-02-30\n" % number for number in range(3_000))
    found = tables.read([("projects.csv", b"code,start\n" + rows)], NONE)
    assert isinstance(found, list)
    assert (len(found), found[-1].wrong) == (2_001, "there are 1,000 problems more")


def test_what_a_child_has_no_memory_for_is_said():
    rows = b"".join(b"P%d,a project\n" % number for number in range(15_000))
    found = tables.read([("projects.csv", b"code,name\n" + rows)], NONE, replace(tables.LIMITS, memory_bytes=MEGABYTE))
    assert isinstance(found, list)
    assert found[0].right


def test_a_bot_that_stops_does_not_wait():
    stopping = threading.Event()
    stopping.set()
    with pytest.raises(Interrupted):
        tables.read(SAMPLE, NONE, stopping=stopping)
