"""Does a command load only what it needs?"""

import subprocess
import sys

import pytest

from tests.architecture.house import ROOT

HEAVY = {"ortools", "numpy", "scipy", "matplotlib", "PIL", "openpyxl", "alembic", "mako"}
LOADED = "import sys; {}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"


def loaded(statement: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(statement)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_a_serving_bot_loads_nothing_heavy():
    found = loaded("import bot.cli.run, bot.run, bot.settings; import bot.cli; bot.cli.parser()")
    assert found & HEAVY == set()
    assert {"slack_bolt", "sqlalchemy", "waitress"} <= found, "it is the serving bot that was looked at"


def test_a_serving_bot_on_sqlite_does_not_load_the_other_database():
    assert "psycopg" not in loaded("import bot.run")


def test_help_loads_none_of_the_house():
    assert loaded("import bot.cli; bot.cli.parser()") & {*HEAVY, "slack_bolt", "sqlalchemy", "pydantic"} == set()


@pytest.mark.parametrize("command", ["importing", "manifest", "doctor", "db"])
def test_other_commands_load_nothing_heavy(command: str):
    assert loaded(f"import bot.cli.{command}") & HEAVY == set()
