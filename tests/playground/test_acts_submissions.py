"""Are forms checked, sent, answered and closed as in Slack?"""

from __future__ import annotations

from typing import Any

import pytest
from slack_bolt import Ack

from tests.playground.fixtures_bot import Pair, both, joined
from tests.playground.fixtures_screens import LEVEL_BLOCK, PLAIN, late, modal, open_form, title
from tests.playground.fixtures_world import MIA

__all__ = ["both", "joined"]


def test_a_form_is_checked_before_it_is_sent(joined: Pair) -> None:
    view = open_form(joined)
    left = joined.control.act(MIA, "submit", view_id=view["id"])
    assert left["result"]["errors"] == {"what": "Please complete this required field."}
    joined.control.act(MIA, "submit", view_id=view["id"], values=title("ab"))
    assert joined.control.view()["errors"] == {"what": "Please enter at least 3 characters."}
    joined.control.act(MIA, "submit", view_id=view["id"], values=title("a" * 21))
    assert joined.control.view()["errors"] == {"what": "Please enter no more than 20 characters."}
    assert not joined.control.journal("delivered", method="view_submission")


def test_a_submission_carries_everything_and_an_empty_answer_closes(both: Pair) -> None:
    @both.bot.app.view("form")
    def form(ack: Ack) -> None:
        ack()

    view = open_form(both)
    chosen = {"how": {"level": {"selected_option": {"value": "high"}}}}
    both.control.act(
        MIA, "change", view_id=view["id"], block_id="how", action_id="level", value_object=chosen["how"]["level"]
    )
    done = both.control.act(MIA, "submit", view_id=view["id"], values=title("Late vendor"))
    assert done["result"] is None
    assert both.control.view() is None
    body = both.bot.seen[-1]
    assert (body["type"], body["view"]["private_metadata"], body["view"]["hash"]) == (
        "view_submission",
        "kept",
        view["hash"],
    )
    assert body["view"]["state"]["values"] == {
        "what": {"title": {"type": "plain_text_input", "value": "Late vendor"}},
        "how": {"level": {"type": "static_select", "selected_option": LEVEL_BLOCK["element"]["options"][0]}},
    }
    assert "no longer open" in both.control.act(MIA, "submit", 400, view_id=view["id"])["error"]


def test_errors_update_push_and_clear(both: Pair) -> None:
    answers = [
        {"response_action": "errors", "errors": {"what": "Already known."}},
        {"response_action": "update", "view": modal("form", title={**PLAIN, "text": "Second"})},
        {"response_action": "push", "view": modal("form", title={**PLAIN, "text": "Third"})},
        {"response_action": "clear"},
    ]

    @both.bot.app.view("form")
    def form(ack: Ack) -> None:
        ack(**answers.pop(0))

    view = open_form(both)
    both.control.act(MIA, "submit", view_id=view["id"], values=title("Late vendor"))
    assert both.control.view()["errors"] == {"what": "Already known."}
    both.control.act(MIA, "submit", view_id=view["id"])
    updated = both.control.view()
    assert (updated["id"], updated["title"]["text"], updated["errors"]) == (view["id"], "Second", {})
    assert updated["hash"] != view["hash"]
    assert updated["state"]["values"]["what"]["title"]["value"] == "Late vendor"
    both.control.act(MIA, "submit", view_id=view["id"])
    pushed = both.control.view()
    assert (pushed["previous_view_id"], pushed["root_view_id"]) == (view["id"], view["id"])
    both.control.act(MIA, "submit", view_id=pushed["id"], values=title("Clear all"))
    assert both.control.get("view", user=MIA)["stack"] == []


def test_at_most_three_views_are_stacked(joined: Pair) -> None:
    @joined.bot.app.view("form")
    def form(ack: Ack) -> None:
        ack(response_action="push", view=modal("form"))

    open_form(joined)
    for _ in range(3):
        joined.control.act(MIA, "submit", view_id=joined.control.view()["id"], values=title("deeper"))
    shown = joined.control.get("view", user=MIA)
    assert len(shown["stack"]) == 3
    assert shown["view"]["errors"] == {"": "We had some trouble connecting. Try again?"}
    assert joined.control.journal("refused", error="push_limit_reached")


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "dance"},
    ],
)
def test_an_answer_that_slack_would_not_take_leaves_the_form(joined: Pair, answer: dict[str, Any]) -> None:
    @joined.bot.app.view("form")
    def form(ack: Ack) -> None:
        ack(**answer)

    view = open_form(joined)
    joined.control.act(MIA, "submit", view_id=view["id"], values=title("Late vendor"))
    assert joined.control.view()["errors"] == {"": "We had some trouble connecting. Try again?"}
    assert joined.control.journal("refused", user=MIA)


def test_an_unanswered_submission_keeps_the_form_and_its_values(both: Pair) -> None:
    both.bot.app.view("form")(late)
    view = open_form(both)
    both.control.post("pace", patience=0.3)
    both.control.act(MIA, "submit", view_id=view["id"], values=title("Late vendor"))
    kept = both.control.view()
    assert kept["errors"] == {"": "We had some trouble connecting. Try again?"}
    assert kept["state"]["values"]["what"]["title"]["value"] == "Late vendor"
    assert kept["busy"] is False
    assert len(both.control.journal("delivered", method="view_submission")) == 1


def test_closing_is_told_only_where_asked(joined: Pair) -> None:
    joined.bot.app.view_closed("form")(lambda ack: ack())
    view = open_form(joined)
    joined.control.act(MIA, "close", view_id=view["id"])
    assert joined.control.view() is None
    assert not joined.control.journal("delivered", method="view_closed")


def test_closing_all_says_that_the_stack_is_cleared(both: Pair) -> None:
    @both.bot.app.view("form")
    def form(ack: Ack) -> None:
        ack(response_action="push", view=modal("form", notify_on_close=True))

    both.bot.app.view_closed("form")(lambda ack: ack())
    view = open_form(both, modal("form", notify_on_close=True))
    both.control.act(MIA, "submit", view_id=view["id"], values=title("deeper"))
    both.control.act(MIA, "close", view_id=both.control.view()["id"], all_views=True)
    closed = [body for body in both.bot.seen if body.get("type") == "view_closed"]
    assert [body["is_cleared"] for body in closed] == [True, True]
    assert "trigger_id" not in closed[0]
