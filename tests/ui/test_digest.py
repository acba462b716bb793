"""Is the week on one screen, in plain words, with nobody named in it?"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.blockers import State
from tests.ui import made_up as some
from tests.ui.example import ANA, BO, FACTS, MIA, problems, read
from tests.ui.made_up import untimed
from tests.ui.test_blocker_roots import ROOT
from ui.blocker_facts import Ref, Row
from ui.digest import SHOWN, Cleared, Climb, DigestFacts, digest
from ui.kit import Message
from ui.words import Commands

QUIET = DigestFacts(
    first=date(2026, 11, 16),
    last=date(2026, 11, 22),
    today=date(2026, 11, 23),
    open=0,
    reported=(),
    cleared=(),
    climbed=(),
    decisions=(),
    root=None,
)
ROW = FACTS.row()
CLEARED = Cleared(Ref(7, "Security sign-off", "7" * 32), 12, "APOLLO")
BUSY = replace(
    QUIET,
    open=9,
    reported=(ROW,),
    cleared=(CLEARED, replace(CLEARED, ref=Ref(8, "The badge", "8" * 32), days=0, project_code=None)),
    climbed=(Climb(replace(ROW, number=9, title="No test data"), "the sponsor"),),
    decisions=(ROW,),
    root=ROOT,
)


def rows(count: int) -> tuple[Row, ...]:
    return tuple(replace(ROW, number=100 + at) for at in range(count))


def numbers(message: Message) -> set[int]:
    return {number for number in range(100, 250) if f"*B-{number}*" in read(message)}


def test_what_was_cleared_by_now_grows_no_older_and_is_late_no_more() -> None:
    old = replace(ROW, state=State.CLEARED, since=date(2026, 11, 1), needed_by=date(2026, 11, 10))
    (thread,) = digest(replace(QUIET, reported=(old,))).thread
    assert f"*B-{old.number}*" in read(thread)
    assert read(thread).endswith(f"Cleared · {old.project_code}")


def test_a_quiet_week_is_a_line() -> None:
    made = digest(QUIET)
    assert made.message.text == (
        "A quiet week: from Mon 16 Nov to Sun 22 Nov no blocker was reported or cleared, and none is open."
    )
    assert [block["type"] for block in made.message.blocks] == ["section"]
    assert made.thread == ()
    assert "and 1 is open." in digest(replace(QUIET, open=1)).message.text
    assert "and 2 are open." in digest(replace(QUIET, open=2)).message.text


@pytest.mark.parametrize("facts", [QUIET, BUSY])
def test_who_asked_for_it_can_stop_it_there(facts: DigestFacts) -> None:
    assert "attention.digest" not in str(digest(facts).message.blocks)
    assert digest(replace(facts, asked=True)).message.blocks[-1]["elements"][0]["value"] == "off"


def test_a_week_on_one_screen() -> None:
    made = digest(BUSY)
    assert read(made.message).splitlines() == [
        "Blockers from Mon 16 Nov to Sun 22 Nov",
        "*9 open now* · 1 reported · 2 cleared · 1 climbed the ladder · 1 waiting for a decision",
        "*The root blocker: clearing it frees the most* 🗝️",
        "*B-12* Waiting on the security review",
        "Open · 7 days, since Mon 16 Nov · needed by Wed 25 Nov, in 2 days · APOLLO",
        "Show",
        "B-12 → B-14 Go live.",
        "Each working day of waiting costs 8 h of work: 40 h a week of 3 people, over 5 working days. "
        "That is about 1,200 a day at the mean cost rate of these people.",
        "*Waiting for a decision (1)*",
        "*B-12* Waiting on the security review",
        "Open · 7 days, since Mon 16 Nov · needed by Wed 25 Nov, in 2 days · APOLLO",
        "*Climbed the ladder (1)*",
        "*B-9* No test data",
        "Open · 7 days, since Mon 16 Nov · needed by Wed 25 Nov, in 2 days · APOLLO · went to the sponsor",
        "*Cleared (2)*",
        "*B-7* Security sign-off · after 12 days · APOLLO",
        "*B-8* The badge · on the day it began",
        "The rest is in the thread. `/pmo blockers` lists every open blocker.",
    ]
    (reported,) = made.thread
    assert read(reported).startswith("*Reported (1)*\n*B-12* Waiting on the security review\nOpen · 7 days")


def test_the_text_says_the_same() -> None:
    text = digest(BUSY).message.text
    assert text.startswith("Blockers from Mon 16 Nov to Sun 22 Nov. 9 open now, 1 reported, 2 cleared, 1 climbed")
    assert "The root blocker: clearing it frees the most. B-12, Waiting on the security review: Open" in text
    assert "Waiting for a decision (1): B-12, Waiting on the security review: Open · 7 days" in text
    assert "Climbed the ladder (1): B-9, No test data: Open" in text
    assert "Cleared (2): B-7, Security sign-off: after 12 days · APOLLO. B-8, The badge: on the day it began." in text
    assert text.endswith("The rest is in the thread. `/pmo blockers` lists every open blocker.")


def test_nobody_is_named() -> None:
    made = digest(BUSY)
    for message in (made.message, *made.thread):
        for person in (MIA, BO, ANA):
            assert person.name not in message.text + read(message)
            assert f"<@{person.slack_id}>" not in message.text + read(message)


def test_what_the_screen_leaves_out_is_in_the_thread_once() -> None:
    many = digest(replace(QUIET, decisions=rows(25)))
    assert numbers(many.message) == {100, 101, 102}
    assert [len(numbers(one)) for one in many.thread] == [10, 10, 2]
    assert set().union(*map(numbers, many.thread)) == set(range(103, 125))
    assert [one.text.partition(":")[0] for one in many.thread] == [
        "Also waiting for a decision",
        "Also waiting for a decision, going on",
        "Also waiting for a decision, going on",
    ]


def test_a_list_that_has_no_end_has_one_in_the_thread() -> None:
    many = digest(replace(QUIET, reported=rows(75)))
    assert [len(numbers(one)) for one in many.thread] == [10, 10, 10]
    assert [one.text.endswith("And 45 more.") for one in many.thread] == [False, False, True]
    assert many.thread[0].text.startswith("Reported (75): B-100, ")


def test_a_week_around_new_year_names_the_year() -> None:
    made = digest(replace(QUIET, first=date(2026, 12, 28), last=date(2027, 1, 3), today=date(2027, 1, 4)))
    assert made.message.text.startswith("A quiet week: from Mon 28 Dec 2026 to Sun 3 Jan no blocker")


def test_the_command_is_called_as_it_is_here() -> None:
    assert "`/cw-pmo blockers`" in digest(replace(BUSY, commands=Commands("cw-"))).message.text


@untimed
@given(
    st.builds(
        DigestFacts,
        first=some.days,
        last=some.days,
        today=some.days,
        open=st.integers(0, 9999),
        reported=st.lists(some.rows, max_size=12).map(tuple),
        cleared=st.lists(
            st.builds(Cleared, ref=some.refs, days=st.integers(0, 5000), project_code=st.none() | some.texts),
            max_size=8,
        ).map(tuple),
        climbed=st.lists(st.builds(Climb, row=some.rows, to=st.just("the PMO channel")), max_size=8).map(tuple),
        decisions=st.lists(some.rows, max_size=14).map(tuple),
        root=st.none() | some.roots,
    )
)
def test_slack_takes_it_whatever_people_wrote(facts: DigestFacts) -> None:
    made = digest(facts)
    for message in (made.message, *made.thread):
        assert problems(message) == []
    assert len(made.message.blocks) <= 8, "one screen"
    assert len(made.thread) == sum(
        -(-max(0, len(part) - SHOWN) // 10) for part in (facts.cleared, facts.climbed, facts.decisions)
    ) + -(-len(facts.reported) // 10)
    for person in (row.owner for row in (*facts.decisions, *facts.reported) if row.owner):
        assert not person.slack_id or f"<@{person.slack_id}>" not in made.message.text
