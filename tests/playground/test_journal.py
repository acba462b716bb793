"""Does the journal number its entries without gaps, and forget only the oldest?"""

from __future__ import annotations

from playground.journal import KEEP, Journal


def test_entries_since_a_number() -> None:
    journal = Journal(lambda: 12.5)
    numbers = [journal.add("accepted", method="chat.postMessage", text=str(n)) for n in range(5)]
    assert numbers == [1, 2, 3, 4, 5]
    assert [entry["n"] for entry in journal.since(3)] == [4, 5]
    assert journal.since(5) == []
    assert journal.entry(2) == {"n": 2, "at": 12.5, "kind": "accepted", "method": "chat.postMessage", "text": "1"}


def test_numbers_go_on_after_clearing() -> None:
    journal = Journal(lambda: 0.0)
    journal.add("accepted")
    journal.clear()
    assert (journal.last, journal.since(), journal.entry(1)) == (1, [], None)
    assert journal.add("refused") == 2
    assert [entry["kind"] for entry in journal.since(1)] == ["refused"]


def test_the_oldest_half_is_forgotten() -> None:
    journal = Journal(lambda: 0.0)
    for _ in range(2 * KEEP + 1):
        journal.add("read")
    assert journal.last == 2 * KEEP + 1
    assert journal.since()[0]["n"] == KEEP + 1
    assert journal.entry(KEEP) is None
    assert journal.since(journal.last - 1)[0]["n"] == journal.last
