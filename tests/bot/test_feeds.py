"""Is every crafted feed refused by a child, in words, while the bot has its time for itself?"""

import threading
import time
from datetime import date

import pytest

from bot.feeds import read
from bot.sandbox import Limits
from readers.calendars.values import Busy, Unreadable, Window
from tests.readers.calendars.crafted import CRAFTED, WINDOW, ZONE, calendar, event

HARD = calendar(*(event("RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU", uid=str(number)) for number in range(400)))

PATIENT = Limits(wall_seconds=60)  # where other tests take the processor, what is in the feed decides all the same


def test_there_are_a_hundred():
    assert len(CRAFTED) >= 100


@pytest.mark.parametrize("name", CRAFTED)
def test_a_crafted_feed_is_refused_in_less_than_a_second_of_the_bots_time(name: str):
    data, words = CRAFTED[name]
    begun = time.thread_time()
    with pytest.raises(Unreadable) as refused:
        read(data, WINDOW, ZONE, PATIENT)
    assert time.thread_time() - begun < 1
    assert words in str(refused.value)


def test_a_feed_is_read():
    assert read(calendar(event()), Window(date(2026, 10, 1), 30), ZONE) == (Busy(date(2026, 10, 5), date(2026, 10, 5)),)


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(cpu_seconds=1), "takes too long to read"),
        (Limits(wall_seconds=0.3), "takes too long to read"),
    ],
    ids=["processor", "time"],
)
def test_what_no_check_finds_out_the_limits_stop(limits: Limits, words: str):
    begun = time.thread_time()
    with pytest.raises(Unreadable, match=words):
        read(HARD, WINDOW, ZONE, limits)
    assert time.thread_time() - begun < 1


def test_the_bot_keeps_answering():
    """While a child works on the worst that there is, another thread of the bot goes on with its own work."""
    over = threading.Event()
    refusals: list[str] = []

    def reading() -> None:
        try:
            read(HARD, WINDOW, ZONE, Limits(cpu_seconds=1, wall_seconds=4.0))
        except Unreadable as refusal:
            refusals.append(str(refusal))
        over.set()

    begun = time.process_time()
    thread = threading.Thread(target=reading)
    thread.start()
    answered = 0
    while not over.wait(0.01):
        answered += 1
    thread.join()
    assert refusals
    assert answered > 20
    assert time.process_time() - begun < 1
