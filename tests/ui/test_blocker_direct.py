"""Does whom a blocker concerns read the point first, and find what to press?"""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.blockers import State
from tests.ui import made_up as some
from tests.ui.example import ANA, BO, FACTS, buttons, problems, read
from tests.ui.made_up import untimed
from ui import blocker_parts as parts
from ui.blocker_direct import direct
from ui.blocker_facts import Comment, Facts, Reason, Ref, Who


@untimed
@given(some.facts, some.reasons, st.none() | some.people, st.none() | some.texts)
def test_any_direct_message_is_one_that_slack_takes(
    facts: Facts, reason: Reason, by: Who | None, note: str | None
) -> None:
    message = direct(facts, reason, by, note)
    assert problems(message) == []
    assert f"B-{facts.number}" in message.text


def test_a_direct_message_leads_to_the_person() -> None:
    assert direct(FACTS, Reason.ASKED).text.startswith("<@U0MIA> asks you to clear B-12.")


@pytest.mark.parametrize(
    ("reason", "start"),
    [
        (Reason.ASKED, "<@U0MIA> asks you to clear B-12."),
        (Reason.HANDED_OVER_TO_YOU, "B-12 is with you now, handed over by Ana Sousa."),
        (Reason.DEPUTY, "B-12 needs you, in place of <@U0BO>."),
        (Reason.HELP_WANTED, "<@U0MIA> needs your help with B-12."),
        (Reason.FREED, "B-12 is cleared, so B-14 can go on."),
        (Reason.RAISED_FOR_YOU, "B-12 is reported for you, by Ana Sousa."),
        (Reason.ACKNOWLEDGED, "B-12 is with <@U0BO> now."),
        (Reason.HANDED_OVER, "B-12 is with <@U0BO> now."),
        (Reason.COMMENTED, "Ana Sousa commented on B-12."),
        (Reason.CLEARED, "B-12 is cleared, by Ana Sousa."),
        (Reason.REOPENED, "B-12 stands as before: Ana Sousa took the last change back."),
        (Reason.WITHDRAWN, "B-12 is withdrawn by Ana Sousa. It needs nothing more from you."),
        (Reason.MERGED, "B-12 is the same thing as another blocker, and goes on there."),
    ],
)
def test_each_direct_message_starts_with_its_point(reason: Reason, start: str) -> None:
    message = direct(FACTS, reason, ANA)
    assert message.text.startswith(start)
    assert read(message).startswith(f"*{start}*")


def test_a_comment_comes_with_its_words_and_a_way_to_answer() -> None:
    comments = (Comment(BO, datetime(2026, 11, 20, 9, tzinfo=UTC), "They answer on Friday"),)
    message = direct(replace(FACTS, comments=comments, comment_count=1), Reason.COMMENTED)
    assert message.text.startswith("<@U0BO> commented on B-12.")
    assert "“They answer on Friday”" in read(message)
    assert parts.COMMENT in buttons(message)


@pytest.mark.parametrize(
    ("reason", "state", "says"),
    [
        (Reason.ASKED, State.ACKNOWLEDGED, "*Acknowledged.* It is with you now."),
        (Reason.ASKED, State.IN_PROGRESS, "*In progress.* You are working on it."),
        (Reason.DEPUTY, State.IN_PROGRESS, "*In progress.* <@U0BO> is working on it."),
        (Reason.ASKED, State.CLEARED, "Cleared by <@U0BO>."),
        (Reason.HANDED_OVER, State.IN_PROGRESS, "*In progress.* <@U0BO> is working on it."),
    ],
)
def test_a_later_edit_says_how_it_stands_now(reason: Reason, state: State, says: str) -> None:
    assert says in read(direct(replace(FACTS, state=state, cleared_by=BO), reason))


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("reason", [Reason.COMMENTED, Reason.RAISED_FOR_YOU, Reason.HELP_WANTED, Reason.REOPENED])
def test_what_is_told_once_does_not_say_how_it_stands(reason: Reason, state: State) -> None:
    """Nobody keeps such a message true, so it would soon be wrong."""
    shown = read(direct(replace(FACTS, state=state, cleared_by=BO), reason, ANA))
    assert not re.search(r"\*(Open|Acknowledged|In progress)\.\*|is working on it|is with <@U0BO>|Cleared by", shown)


def test_for_whom_it_was_reported_hears_who_was_asked() -> None:
    assert "<@U0BO> was asked to clear it." in read(direct(FACTS, Reason.RAISED_FOR_YOU, ANA))
    assert "was asked" not in read(direct(replace(FACTS, reported_by=BO), Reason.RAISED_FOR_YOU, BO))


@pytest.mark.parametrize(
    ("reason", "state"),
    [(Reason.ASKED, State.OPEN), (Reason.HANDED_OVER, State.ACKNOWLEDGED)],
)
def test_nothing_is_said_twice(reason: Reason, state: State) -> None:
    message = direct(replace(FACTS, state=state), reason)
    assert not [line for line in read(message).splitlines() if re.match(r"\*(Open|Acknowledged|In progress)\.\*", line)]


def test_the_owner_gets_the_facts_and_all_the_buttons_and_the_raiser_a_way_to_answer() -> None:
    to_owner, to_raiser = direct(FACTS, Reason.ASKED), direct(FACTS, Reason.HANDED_OVER)
    assert "*Age*" in read(to_owner)
    assert {parts.ACKNOWLEDGE, parts.CLEAR, parts.HAND_OVER} <= set(buttons(to_owner))
    assert "*Age*" not in read(to_raiser)
    assert buttons(to_raiser) == [parts.COMMENT, parts.MORE]


@pytest.mark.parametrize(
    ("state", "step"),
    [(State.OPEN, [parts.ACKNOWLEDGE]), (State.ACKNOWLEDGED, [parts.START]), (State.IN_PROGRESS, [])],
)
def test_a_helper_gets_the_facts_and_only_what_they_may_press(state: State, step: list[str]) -> None:
    message = direct(replace(FACTS, state=state, helper=ANA), Reason.HELP_WANTED)
    assert "*Age*" in read(message)
    assert "Help wanted from" not in read(message)
    assert buttons(message) == [*step, parts.CLEAR, parts.COMMENT, parts.HISTORY]
    assert parts.CLEAR not in buttons(direct(replace(FACTS, state=State.CLEARED), Reason.HELP_WANTED))


def test_who_can_go_on_reads_what_cleared_it_and_finds_each_way_on() -> None:
    blocks = tuple(Ref(number, f"Step {number}", f"{number:032}") for number in range(20, 27))
    facts = replace(FACTS, state=State.CLEARED, cleared_by=BO, cleared_with="It was opened", blocks=blocks)
    message = direct(facts, Reason.FREED)
    assert message.text.startswith("B-12 is cleared, so B-20, B-21, B-22, B-23, B-24 and 2 more can go on.")
    assert "B-20 Step 20" in message.text
    assert "“It was opened”" in read(message)
    shown = [block["accessory"]["value"] for block in message.blocks if "accessory" in block]
    assert shown == [ref.id for ref in blocks[:5]]
    assert problems(message) == []


def test_who_is_asked_to_act_reads_what_for_and_nobody_else() -> None:
    for_a_goal = replace(FACTS, goal="Keep patients <safe>")
    line = "What for: Keep patients &lt;safe&gt; → Patient portal → clearing B-12."
    assert line in direct(for_a_goal, Reason.ASKED).text
    assert line in direct(for_a_goal, Reason.HELP_WANTED).text
    assert "What for" not in direct(for_a_goal, Reason.COMMENTED).text
    assert "What for" not in direct(replace(for_a_goal, state=State.CLEARED), Reason.ASKED).text
