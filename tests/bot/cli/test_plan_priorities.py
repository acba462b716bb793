"""Does `clearway plan priorities` print what programs and people can read?"""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import child_environment
from models.store import Store
from tests import processes
from tests.conftest import add_workspace
from tests.services.portfolio_world import Portfolio, sample

Asked = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def asked(sqlite_store: Store, tmp_path: Path) -> Asked:
    sample(Portfolio(sqlite_store, add_workspace(sqlite_store)))

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        given = child_environment(
            {"DATABASE_URL": f"sqlite:///{tmp_path / 'only.db'}", "SLACK_API_URL": "http://127.0.0.1:1/"}
        )
        return processes.run("bot.cli", ("plan", "priorities", *arguments), given, folder=tmp_path)

    return run


def test_the_document_holds_every_term(asked: Asked) -> None:
    done = asked("--json", "--as-of", "2026-03-04")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert [(one["rank"], one["code"], one["score"]) for one in told["projects"]] == [
        (1, "APOLLO", 76.111111),
        (2, "VEGA", 43.333333),
        (3, "ORION", 25.0),
    ]
    apollo, vega, orion = told["projects"]
    assert apollo["terms"]["alignment"] == {"value": 0.65, "weight": 3.0, "points": 21.666667, "missing": False}
    assert vega["terms"]["urgency"] == {"value": 0.5, "weight": 2.0, "points": 11.111111, "missing": True}
    assert (apollo["wsjf"], vega["wsjf"], apollo["why_goal"]) == (50.0, None, "GROW")
    assert (apollo["robust"] > 0.8, apollo["tied_with_next"]) == (True, False)
    assert (orion["robust"], orion["tied_with_next"]) == (None, False)
    assert (
        told["easiest_change"]
        == vega["swap_with_next"]
        == {
            "criterion": "thrift",
            "from": 1.0,
            "to": 4.3,
            "ahead": "ORION",
            "behind": "VEGA",
        }
    )


def test_the_table_is_for_people(asked: Asked) -> None:
    lines = asked().stdout.splitlines()
    assert lines[1].split() == ["1", "APOLLO", "76.1", "21.7", "22.2", "22.2", "0.0", "10.0", "50.00", "GROW"]
    assert lines[2].split() == ["2", "VEGA", "43.3", "10.0", "11.1", "11.1?", "5.6", "5.6", "?", "GROW"]
    assert lines[-2] == "Weights: alignment 3, benefit 2, urgency 2, thrift 1, confidence 1."
    assert lines[-1].startswith("What would change this order first: if thrift weighed ")
