"""Does Home say how much of the week's attention was spent, on what, and what waits?"""

from datetime import UTC, datetime

from hypothesis import given

from tests.ui import made_up as some
from tests.ui.made_up import untimed
from tests.ui.slack_limits import problems_of_view
from ui import waiting
from ui.attention import USUAL, hour_of
from ui.blocker_facts import Who
from ui.home_attention import AttentionFacts, Overrun, Waits, about, attention
from ui.inputs import home_tab
from ui.kit import texts

NOTHING = AttentionFacts(5, "09:00", "09:00")
PRIYA = Who("U0PRIYA", "Priya Raman")


def said(facts: AttentionFacts) -> str:
    return "\n".join(texts(list(attention(facts))))


@untimed
@given(some.attentions)
def test_any_week_is_one_that_slack_takes(facts: AttentionFacts) -> None:
    assert problems_of_view(home_tab(list(attention(facts)))) == []


def test_a_week_without_a_message() -> None:
    assert "Messages this week that you did not ask for: *0 of at most 5*." in said(NOTHING)


def test_what_was_spent_and_in_whose_name_above_it_and_what_waits() -> None:
    at = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    facts = AttentionFacts(
        2,
        "16:30",
        "09:00",
        spent=("blocker.asked", "blocker.deputy", "blocker.cleared"),
        over=(Overrun("escalation", PRIYA), Overrun("escalation", PRIYA), Overrun("escalation", None)),
        waits=(Waits("calendar", at.replace(hour=9)), Waits("leaver", at)),
        chosen=True,
    )
    told = said(facts)
    assert "*3 of at most 2* (blockers to clear (2) and news of blockers)." in told
    assert "*2 more* above that, for which <@U0PRIYA> answers." in told
    assert "*1 more* above that, for which Somebody who was erased since answers." in told
    assert "Tue 24 Nov 2026, 08:00 UTC>: your calendar and what somebody left behind." in told
    assert "in one message at 16:30 by your clock" in told


def test_every_hour_can_be_chosen_and_taken_back() -> None:
    (section,) = [
        block for block in attention(AttentionFacts(5, "16:30", "09:00", chosen=True)) if "accessory" in block
    ]
    values = [one["value"] for one in section["accessory"]["options"]]
    assert (values[0], "16:30" in values, section["accessory"]["initial_option"]["value"]) == (USUAL, True, "16:30")
    assert (hour_of(USUAL), hour_of("16:30")) == (None, "16:30")
    (section,) = [block for block in attention(NOTHING) if "accessory" in block]
    assert section["accessory"]["initial_option"]["value"] == USUAL


def test_an_executive_finds_the_digest_there_and_nobody_else() -> None:
    for wanted, value in ((True, "off"), (False, "on")):
        (row,) = [
            one for one in attention(AttentionFacts(5, "09:00", "09:00", digest=wanted)) if one["type"] == "actions"
        ]
        assert row["elements"][0]["value"] == value
    assert not [one for one in attention(NOTHING) if one["type"] == "actions"]


def test_a_kind_that_nobody_named_is_called_something() -> None:
    assert (about("checkin.reminder"), about("no.such")) == ("check-ins", "other things")


def test_what_is_over_the_budget_says_whose_it_is() -> None:
    message = waiting.over_budget(waiting.Message("A.", [{"type": "divider"}]), PRIYA, 1)
    assert message.text == "A. This is more than the one message a week that is yours: Priya Raman answers for it."
