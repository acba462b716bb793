"""Do the laws of architecture.md hold, each of which a reader may rely on?"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from tests.architecture.house import ALL, OURS, ROOT, dotted, files, functions, length, module, name, tree

# Imports inside functions: only where a start is to stay quick, or a command does not need the rest of the house.
LAZY = {
    "bot/cli/__init__.py": "the log, for a defect only",
    "bot/cli/audit.py": "the store, which `clearway --help` does not need",
    "bot/cli/db.py": "the store, which `clearway --help` does not need",
    "bot/cli/demo.py": "the demo",
    "bot/cli/doctor.py": "the whole house, looked at part by part",
    "bot/cli/exporting.py": "the store",
    "bot/cli/gallery.py": "every screen",
    "bot/cli/gallery_pictures.py": "the browser",
    "bot/cli/import_choices.py": "the readers of tables",
    "bot/cli/importing.py": "the store",
    "bot/cli/manifest.py": "the routes",
    "bot/cli/plan.py": "the store",
    "bot/cli/plan_dates.py": "the readers of dates, and the store",
    "bot/cli/plan_priorities.py": "the store",
    "bot/cli/run.py": "the whole house",
    "bot/sheet_files.py": "the library of workbooks, which folders of CSV files do without",
    "bot/demo.py": "the store, on the first start only",
    "readers/tables/workbooks.py": "the library of workbooks, which folders of CSV files do without",
    "readers/calendars/occurrences.py": "the calendar libraries, which only the child that reads feeds needs",
    "models/migrate.py": "alembic, which costs a third of a second at each start",
    "models/store.py": "the driver of PostgreSQL, which a store on SQLite does without",
    "ui/charts/load.py": "Pillow, which only the job that draws needs",
    "planning/public_holidays.py": "the tables of holidays: a third of a second with the first country",
}
# `except Exception`: each is the last stop before something that must go on.
BROAD = {
    "handlers/guard.py": "the guard around every door",
    "bot/scheduler.py": "the job runner",
    "jobs/timers.py": "one timer that fails holds up no other",
    "jobs/attention.py": "what waits for one and cannot be said keeps nobody else from theirs",
    "jobs/delivery/courier.py": "the courier's attempt",
    "jobs/feeds/reading.py": "what a fetch raises is raised again where its answer is waited for",
    "bot/http.py": "Slack's door over HTTP: whatever is signed gets 200",
    "bot/cli/__init__.py": "the command line",
}
# Files and functions that are longer than the rule, because shorter would be worse.
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}
FILE_LINES, MEDIAN_LINES, FUNCTION_LINES, DOOR_LINES, POSITIONAL = 250, 90, 40, 20, 5


def calls(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute | ast.Name):
            yield node.lineno, dotted(node)


def places(used: set[str], *folders: str, but: tuple[str, ...] = ()) -> list[str]:
    return [
        f"{name(path)}:{line} uses {what}"
        for path in files(*folders)
        if name(path) not in but
        for line, what in calls(path)
        if what in used or any(what.endswith(f".{one}") and "." in one for one in used)
    ]


def test_each_floor_knows_only_those_below_it():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_environment_is_read_in_one_place():
    assert places({"os.environ", "os.getenv", "os.putenv", "os.environb"}, *ALL, but=("bot/settings.py",)) == []


def test_the_clock_is_read_in_one_place():
    clocks = {
        "datetime.now",
        "datetime.utcnow",
        "datetime.today",
        "date.today",
        "time.time",
        "time.time_ns",
        "time.localtime",
    }
    assert places(clocks, *ALL, but=("bot/clock.py", "playground/clock.py")) == []


def test_transactions_begin_at_the_doors_only():
    doors = ("handlers", "jobs", "bot/cli")
    start = ("bot/run.py",)  # the workspace is settled before anything serves
    found = []
    for path in files(*OURS):
        if not name(path).startswith(doors) and name(path) not in start and name(path) != "models/store.py":
            for node in ast.walk(tree(path)):
                called = dotted(node.func) if isinstance(node, ast.Call) else ""
                if called.endswith((".write.begin", ".read.begin", "write.begin", "read.begin")):
                    found.append(f"{name(path)}:{node.lineno}")
    assert found == []


def test_only_the_doors_commit():
    assert places({"session.commit", "session.rollback"}, *OURS) == []


def test_what_nobody_asked_for_is_said_through_one_door():
    """Past it nobody would ask whether it may be said now, and whether somebody answers for it."""
    assert places({"outbox.prompt"}, *OURS, but=("notices/unasked.py",)) == []
    assert places({"attention.spent"}, *OURS, but=("services/outbox.py",)) == []
    assert places({"ledger.spent"}, *OURS) != [], "and that door enters what it says"


def test_block_kit_is_written_in_ui_only():
    kinds = {
        "section",
        "actions",
        "context",
        "divider",
        "header",
        "rich_text",
        "static_select",
        "datepicker",
        "plain_text_input",
    }
    found = []
    for path in files("bot", "handlers", "jobs", "notices", "services", "models", "planning", "readers"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Dict):
                pairs = zip(node.keys, node.values, strict=True)
                for key, value in pairs:
                    if isinstance(key, ast.Constant) and key.value == "type" and isinstance(value, ast.Constant):
                        found += [f"{name(path)}:{node.lineno}"] if value.value in kinds else []
    assert found == []


@pytest.mark.parametrize("floor", ["planning", "readers", "ui"])
def test_pure_floors_import_nothing_that_reaches_out(floor: str):
    forbidden = {
        "sqlalchemy",
        "slack_sdk",
        "slack_bolt",
        "apscheduler",
        "pydantic",
        "socket",
        "urllib.request",
        "requests",
        "threading",
    }
    assert [f"{name(path)} imports {one}" for path in files(floor) for one in imported(path) if one in forbidden] == []


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (part for alias in node.names for part in {alias.name.split(".")[0], alias.name})
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from {node.module.split(".")[0], node.module}


def test_the_playground_imports_none_of_ours_and_nobody_imports_it():
    assert [name(path) for path in files("playground") if set(imported(path)) & set(OURS)] == []
    assert [name(path) for path in files(*OURS) if "playground" in set(imported(path))] == []


def test_imports_inside_functions_are_those_that_are_meant():
    found = {
        name(path)
        for path in files(*ALL)
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert found == set(LAZY)


def test_broad_excepts_are_those_that_are_meant():
    found = set()
    for path in files(*ALL):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ExceptHandler):
                caught = [dotted(one) for one in ast.walk(node.type)] if node.type else ["bare"]
                if {"bare", "Exception", "BaseException"} & set(caught):
                    found.add(name(path))
    assert found == set(BROAD)


def test_files_are_short():
    long = {name(path): n for path in files(*ALL) if (n := len(path.read_text().splitlines())) > FILE_LINES}
    assert {path: n for path, n in long.items() if path not in LONG_FILES} == {}
    assert set(LONG_FILES) <= set(long), "an exception that is not needed any more"


def test_most_files_are_read_at_a_glance():
    assert median(len(path.read_text().splitlines()) for path in files(*ALL)) <= MEDIAN_LINES


def test_functions_are_short_and_those_of_doors_shorter():
    long = {}
    for path in files(*ALL):
        limit = DOOR_LINES if name(path).startswith(("handlers/", "jobs/")) else FUNCTION_LINES
        for function in functions(path):
            if length(function) > limit:
                long[f"{name(path)}:{function.name}"] = length(function)
    assert {where: n for where, n in long.items() if where not in LONG_FUNCTIONS} == {}
    assert set(LONG_FUNCTIONS) <= set(long), "an exception that is not needed any more"


def test_functions_have_few_positional_parameters():
    found = []
    for path in files(*ALL):
        for function in functions(path):
            given = [
                one.arg for one in (*function.args.posonlyargs, *function.args.args) if one.arg not in {"self", "cls"}
            ]
            found += [f"{name(path)}:{function.name}"] if len(given) > POSITIONAL else []
    assert found == []


def test_every_module_says_which_question_it_answers():
    assert [name(path) for path in files(*ALL) if path.read_text().strip() and not ast.get_docstring(tree(path))] == []


def test_names_say_what_something_is():
    banned = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base_handler"}
    assert [name(path) for path in files(*ALL) if banned & set(path.stem.split("_"))] == []


def test_tests_patch_nothing():
    banned = {"monkeypatch", "unittest.mock", "mock.patch", "MagicMock", "Mock"}
    found = []
    for path in files("tests"):
        for node in ast.walk(tree(path)):
            used = node.arg if isinstance(node, ast.arg) else dotted(node)
            used = node.module or "" if isinstance(node, ast.ImportFrom) else used
            found += [f"{name(path)}:{used}"] if used in banned else []
    assert found == []


IMPORT_ALL = """
import importlib, os, sys, threading
files = lambda: sorted(os.readlink(f"/proc/self/fd/{n}") for n in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{n}"))
before = files()
for one in sys.argv[1:]:
    importlib.import_module(one)
print([thread.name for thread in threading.enumerate() if thread is not threading.main_thread()])
print([one for one in files() if one not in before and "/dev/" not in one])
import logging
print([handler for handler in logging.getLogger().handlers])
"""


@pytest.mark.parametrize("folder", ALL)
def test_nothing_happens_at_import(folder: str):
    modules = [module(path) for path in files(folder) if path.name != "__main__.py" and "migrations" not in path.parts]
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, *modules], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["[]", "[]", "[]"], f"threads, files or sockets, log handlers of {folder}"
    assert done.stderr == ""
