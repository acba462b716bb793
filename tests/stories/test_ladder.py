"""Does a blocker whose owner never answers climb, each step once, its raiser asked first, and past a dead end?"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from tests.house import House, house, until

SENTENCE = "/blocked waiting on the security review for APOLLO, need it by tomorrow"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[House]:
    """A Wednesday at ten in Berlin; Tomás manages APOLLO, and has given Mia's blocker to Nora of Security in London."""
    with house(tmp_path) as built:
        at(built, "2026-11-25T10:00:00+01:00")
        built.start()
        built.act("U0MIA", "command", channel="C0GENERAL", line=SENTENCE)
        card = built.card("C0APOLLO", "ecurity review")
        assert "High (needed tomorrow)" in card["text"]
        built.press("U0TOMAS", card, "blockers.hand_over")
        built.submit("U0TOMAS", built.modal("U0TOMAS", "Hand over B-1"), person={"selected_user": "U0NORA"})
        until(lambda: built.told("U0NORA"), "the new owner to be asked")
        until(lambda: not timers(built, "due_at < '2026-11-25 09:30'"), "its ladder to be thought about")
        yield built
        assert built.stop() == 0


def at(served: House, instant: str) -> None:
    served.town.ask("clock", {"at": datetime.fromisoformat(instant).isoformat()})


def heard(served: House, who: str, words: str) -> list[dict[str, Any]]:
    return [one for one in served.told(who) if words in one["text"]]


def in_office(served: House) -> list[str]:
    return [one["text"] for one in served.said("C0PMO") if one["text"].startswith("B-1 needs somebody")]


def contracts(served: House) -> list[dict[str, Any]]:
    return heard(served, "U0MIA", "B-1 goes further up, unless you hold it.")


def timers(served: House, which: str) -> list[tuple[str, str | None]]:
    """(state, reason) of the timers of ladders and questions that are not done."""
    ours = (
        "SELECT state, reason FROM timers WHERE (series LIKE 'ladder:%' OR series LIKE 'stale:%') AND state <> 'done'"
    )
    engine = create_engine(served.database_url)
    with engine.connect() as connection:
        rows = connection.execute(text(f"{ours} AND {which}")).all()
    engine.dispose()
    return [(row.state, row.reason) for row in rows]


def closed(served: House) -> bool:
    """Whether nothing waits for its time any more, and why is written down."""
    return set(timers(served, "1 = 1")) == {("skipped", "the blocker is cleared")}


def test_an_owner_who_never_answers(served: House) -> None:
    at(served, "2026-11-25T12:01:00+01:00")
    (contract,) = until(lambda: contracts(served), "the contract")
    assert "the lead, <@U0TOMAS>" in contract["text"]
    assert "They will read: “B-1 needs somebody who moves it on." in contract["text"]

    served.press("U0MIA", contract, "ladders.hold")
    window = served.submit("U0MIA", served.modal("U0MIA", "Hold B-1"), day={"selected_date": "2026-11-27"})
    assert "B-1 is held until" in str(window["result"])
    until(lambda: heard(served, "U0MIA", "B-1 is held until"), "the contract to say so")
    at(served, "2026-11-26T17:00:00+01:00")  # past what the contract said
    at(served, "2026-11-27T08:01:00+01:00")
    (again,) = until(lambda: contracts(served), "to be shown again what comes, once the night is over")
    assert heard(served, "U0TOMAS", "moves it on") == []

    served.press("U0MIA", again, "ladders.agree")
    (lead,) = until(lambda: heard(served, "U0TOMAS", "moves it on"), "the project's manager to be told")
    assert "It was held until now" in lead["text"]
    assert "Nora" not in str(lead["blocks"]), "about the work, and of nobody's silence"
    assert contracts(served) == [], "what was agreed to says so"

    at(served, "2026-11-27T17:03:00+01:00")  # eight of his hours later
    until(lambda: in_office(served), "the PMO's channel to be told")
    at(served, "2026-11-30T17:00:00+01:00")  # eight of theirs, in London, with a weekend between
    at(served, "2026-11-30T17:06:00+01:00")
    (sponsor,) = until(lambda: heard(served, "U0HELEN", "moves it on"), "the sponsor to be told")
    assert [len(in_office(served)), len(heard(served, "U0TOMAS", "moves it on"))] == [1, 1]

    served.press("U0HELEN", sponsor, "blockers.acknowledge")
    until(lambda: "Acknowledged" in str(served.card("C0APOLLO", "ecurity review")["blocks"]), "the card to say so")
    at(served, "2026-12-01T17:10:00+01:00")  # eight hours of the owner's without news: it has expired
    (again,) = until(lambda: heard(served, "U0NORA", "B-1 still waits for you."), "the owner to be asked again")
    served.press("U0NORA", again, "blockers.clear")
    served.submit("U0NORA", served.modal("U0NORA", "Clear B-1"), words={"value": "Reviewed"})
    until(lambda: "Cleared" in served.card("C0APOLLO", "B-1")["text"], "the card to be cleared")
    at(served, "2026-12-20T12:00:00+01:00")
    until(lambda: closed(served), "its timers to end")
    over = "B-1 was cleared on Tue 1 Dec."  # each was told once, and reads where they did how it ended
    assert [len(heard(served, who, over)) for who in ("U0TOMAS", "U0HELEN", "U0NORA")] == [1, 1, 1]
    assert len([one for one in served.said("C0PMO") if over in one["text"]]) == 1
    assert in_office(served) == heard(served, "U0HELEN", "moves it on") == []


def test_an_archived_channel_is_passed_over_with_a_note(served: House) -> None:
    served.town.ask("channel", {"id": "C0PMO", "archived": True})
    at(served, "2026-11-25T12:01:00+01:00")
    (contract,) = until(lambda: contracts(served), "the contract")
    assert "Passed over: the PMO (the channel is archived, or Clearway is not in it)." in contract["text"]
    served.press("U0MIA", contract, "ladders.agree")
    at(served, "2026-11-25T14:03:00+01:00")
    until(lambda: heard(served, "U0TOMAS", "moves it on"), "the lead to be told")
    at(served, "2026-11-26T15:00:00+01:00")
    (sponsor,) = until(lambda: heard(served, "U0HELEN", "moves it on"), "the sponsor to be told")
    assert "Passed over: the PMO" in sponsor["text"]
    assert in_office(served) == []
