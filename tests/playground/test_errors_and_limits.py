"""Is the page about errors and limits true: does each test that it names exist, and is no code left out? And the few errors
that no other test shows."""

import ast
import re
from pathlib import Path

import pytest

from jobs.delivery.classify import TABLE
from tests.playground.live import Live
from tests.playground.test_api_views import modal

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "playground.md").read_text(encoding="utf-8")
ROWS = [line.split(" | ") for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| Slack |")]
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


def codes_of_the_playground() -> set[str]:
    """Every code that is raised as Slack's, wherever it stands in the source."""
    found: set[str] = set()
    for path in (ROOT / "playground").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Name) and called.id == "SlackError" and isinstance(node, ast.Call):
                found.update(str(one.value) for one in node.args[:1] if isinstance(one, ast.Constant))
    return found


@pytest.mark.parametrize(("file", "test"), NAMED, ids=lambda value: value.rpartition("/")[2])
def test_each_test_that_the_page_names_exists(file: str, test: str) -> None:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    assert test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_each_row_names_a_test_or_says_why_it_is_not_imitated() -> None:
    assert len(ROWS) > 60
    for row in ROWS:
        assert len(row) == 3, row
        assert "::" in row[2] or ("not imitated: " in row[1] and row[2].strip(" |") == "–"), row


def test_no_code_is_left_out() -> None:
    named = set(re.findall(r"`(\w+)`", PAGE))
    assert set(TABLE) - named == set(), "codes that the courier knows"
    assert codes_of_the_playground() - named == set(), "codes that the playground answers with"


@pytest.mark.parametrize(
    ("argument", "error"),
    [
        ("blocks", "invalid_blocks_format"),
        ("attachments", "invalid_attachments"),
        ("metadata", "invalid_metadata_format"),
    ],
)
def test_arguments_that_are_no_json(live: Live, argument: str, error: str) -> None:
    for given in ("{", "["):
        data = {"channel": "C0APOLLO", argument: given} | ({"text": "x"} if argument == "metadata" else {})
        assert live.post("chat.postMessage", data=data).json()["error"] == error
    assert not live.entries("accepted")


def test_messages_that_are_not_there_or_not_ours(live: Live) -> None:
    theirs = next(one for one in live.town.world.messages["C0APOLLO"] if one.user != live.town.world.bot_user_id)
    for ts, update, delete in (
        ("1.000001", "message_not_found", "message_not_found"),
        (theirs.ts, "cant_update_message", "cant_delete_message"),
    ):
        assert live.refusal(live.bot.chat_update, channel="C0APOLLO", ts=ts, text="x")["error"] == update
        assert live.refusal(live.bot.chat_delete, channel="C0APOLLO", ts=ts)["error"] == delete
    answer = live.refusal(live.bot.chat_postMessage, channel="C0APOLLO", text="x", thread_ts="1.000001")
    assert answer["error"] == "thread_not_found"


def test_views_that_are_not_there(live: Live) -> None:
    assert live.refusal(live.bot.views_update, view_id="V0NOWHERE", view=modal())["error"] == "not_found"
    issue = live.town.triggers.issue
    live.bot.views_open(trigger_id=issue("U0MIA"), view=modal(external_id="one"))
    answer = live.refusal(live.bot.views_open, trigger_id=issue("U0BEN"), view=modal(external_id="one"))
    assert answer["error"] == "duplicate_external_id"
