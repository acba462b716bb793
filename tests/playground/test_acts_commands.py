"""Do commands reach the bot as Slack sends them, and do its answers show as Slack shows them?"""

from __future__ import annotations

import time
from typing import Any

from slack_bolt import Ack

from tests.playground.fixtures_bot import Pair, both, joined
from tests.playground.fixtures_screens import button
from tests.playground.fixtures_world import GENERAL, MIA, PMO

__all__ = ["both", "joined"]


def test_a_command_is_answered_only_to_its_person(both: Pair) -> None:
    @both.bot.app.command("/do")
    def do(ack: Ack, body: dict[str, Any]) -> None:
        ack(text=f"You said: {body['text']}", blocks=[button()])

    answer = both.control.act(MIA, "command", channel=GENERAL, line="/do ask @bo in #general  ")
    assert answer["ack"]["text"] == "You said: ask <@U0BO> in <#C0GENERAL|general>"
    shown = both.control.messages()[-1]
    assert (shown["ephemeral_for"], shown["response_to"]) == (MIA, "/do ask @bo in #general  ")
    assert shown["blocks"][0]["block_id"] == "row"
    body = both.bot.seen[0]
    assert (body["channel_name"], body["user_name"], body["team_domain"]) == ("general", "mia", "small")


def test_without_should_escape_mentions_stay_as_typed(joined: Pair) -> None:
    @joined.bot.app.command("/raw")
    def raw(ack: Ack) -> None:
        ack()

    before = len(joined.control.messages())
    joined.control.act(MIA, "command", channel=PMO, line="/raw @bo <b>")
    assert joined.bot.seen[0]["text"] == "@bo &lt;b&gt;"
    assert joined.bot.seen[0]["channel_name"] == "privategroup"
    assert len(joined.control.messages()) == before


def test_in_channel_answers_show_the_command_too(joined: Pair) -> None:
    @joined.bot.app.command("/do")
    def do(ack: Ack) -> None:
        ack(text="For everybody", response_type="in_channel")

    joined.control.act(MIA, "command", channel=GENERAL, line="/do it")
    shown = joined.control.messages()[-2:]
    assert [(one["user"], one["text"], one["ephemeral_for"]) for one in shown] == [
        (MIA, "/do it", None),
        ("U0BOT", "For everybody", None),
    ]


def test_a_late_answer_shows_what_slack_shows(both: Pair) -> None:
    both.control.post("pace", patience=0.3)

    @both.bot.app.command("/do")
    def do(ack: Ack) -> None:
        time.sleep(0.6)
        ack("too late")

    answer = both.control.act(MIA, "command", channel=GENERAL, line="/do it")
    assert (answer["ack"], answer["failure"]) == (None, "http_timeout")
    shown = both.control.messages()[-1]
    assert shown["text"] == "/do failed with the error “operation_timeout”"
    assert shown["ephemeral_for"] == MIA
    assert len(both.control.journal("delivered", method="/do")) == 1


def test_an_unknown_command_never_reaches_the_bot(joined: Pair) -> None:
    joined.control.act(MIA, "command", channel=GENERAL, line="/nope")
    assert "not a valid command" in joined.control.messages()[-1]["text"]
    assert joined.bot.seen == []


def test_blocks_that_slack_refuses_are_not_shown(joined: Pair) -> None:
    @joined.bot.app.command("/do")
    def do(ack: Ack) -> None:
        ack(text="x", blocks=[{"type": "section"}])

    joined.control.act(MIA, "command", channel=GENERAL, line="/do it")
    assert "invalid_blocks" in joined.control.messages()[-1]["text"]
