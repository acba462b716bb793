"""Does every command help, end with the right status, and speak in sentences?"""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.cli import main
from bot.clock import wall
from bot.settings import ROOT, child_environment
from models import run_lock
from models.store import open_store
from readers.tables.portfolio import SHEETS
from services import audit_seals
from tests import processes
from tests.conftest import add_workspace

Clearway = Callable[..., subprocess.CompletedProcess[str]]
PEOPLE = "email,name\nana@x.example,Ana\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "house" / "store.db"


@pytest.fixture
def clearway(store: Path, tmp_path: Path) -> Clearway:
    """Runs a command from elsewhere, with an empty environment but for the store's address."""

    def run(*arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
        settings = {"DATABASE_URL": f"sqlite:///{store}", "SLACK_API_URL": "http://127.0.0.1:1/", **extra}
        done = processes.run("bot.cli", arguments, child_environment(settings), folder=tmp_path)
        assert "Traceback" not in done.stdout + done.stderr, done.stderr
        return done

    return run


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "portfolio"
    folder.mkdir()
    (folder / "people.csv").write_text(PEOPLE)
    return folder


@pytest.mark.parametrize(
    "command",
    [
        "",
        "run",
        "demo",
        "doctor",
        "manifest",
        "db",
        "db upgrade",
        "db check",
        "db backup",
        "db restore",
        "audit",
        "audit verify",
        "gallery",
        "import",
        "export",
        "plan",
        "plan capacity",
        "plan priorities",
    ],
)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        main([*command.split(), "--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith(f"usage: clearway {command}".strip())
    assert len(said.split()) > 20


def test_the_script_finds_its_house_from_any_folder(store: Path, tmp_path: Path):
    env = child_environment({"DATABASE_URL": f"sqlite:///{store}"})
    command = [ROOT / "clearway", "db", "upgrade"]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert store.exists()


def test_help_imports_nothing_heavy():
    script = (
        "import sys, bot.cli; bot.cli.parser().format_help();"
        "print([m for m in ('sqlalchemy', 'slack_bolt', 'pydantic', 'alembic', 'yaml', 'asyncio', 'openpyxl') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fly"],
        ["db"],
        ["import"],
        ["import", ".", "--replace", "people"],
        ["export"],
        ["plan"],
        ["plan", "capacity", "--weeks", "many"],
        ["manifest", "--check", "--explain"],
    ],
)
def test_wrong_usage_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: clearway" in capsys.readouterr().err


def test_run_without_settings_names_them_and_is_2(clearway: Clearway):
    done = clearway("run", "--env-file", "nowhere.env")
    assert done.returncode == 2
    assert done.stderr.startswith("nowhere.env does not exist")
    done = clearway("run", SLACK_BOT_TOKEN="", CLEARWAY_HTTP_PORT="far")
    assert done.returncode == 2
    assert "CLEARWAY_HTTP_PORT is 'far'" in done.stderr


def test_run_with_a_broken_policy_is_2(clearway: Clearway, tmp_path: Path):
    (tmp_path / "p.yaml").write_text("pmo: {lead: nobody}")
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1234567", "SLACK_APP_TOKEN": "xapp-1234567"}
    done = clearway("run", CLEARWAY_POLICY=str(tmp_path / "p.yaml"), **tokens)
    assert (done.returncode, done.stderr.splitlines()[-1][:20]) == (2, "p.yaml:1: pmo.lead: ")


def test_run_without_slack_is_a_sentence(clearway: Clearway):
    done = clearway("run", SLACK_BOT_TOKEN="xoxb-1234567", SLACK_APP_TOKEN="xapp-1234567")
    assert done.returncode == 1
    assert "could not be reached" in done.stderr.splitlines()[-1]


def test_manifest_prints_checks_and_explains(clearway: Clearway):
    assert '"/cw-blocked"' in clearway("manifest", CLEARWAY_COMMAND_PREFIX="cw-").stdout
    assert "https://bot.example/slack/events" in clearway("manifest", "--http", "https://bot.example").stdout
    assert clearway("manifest", "--check").returncode == 0
    assert "chat:write" in clearway("manifest", "--explain").stdout


def test_import_works_without_slack_and_twice_changes_nothing(clearway: Clearway, files: Path):
    first, second = clearway("import", str(files)), clearway("import", str(files))
    assert (first.returncode, first.stdout) == (0, "people: 1 added, 0 changed, 0 unchanged\n")
    assert (second.returncode, second.stdout) == (0, "people: 0 added, 0 changed, 1 unchanged\n")


def test_a_dry_run_changes_nothing(clearway: Clearway, files: Path):
    assert "This was a dry run: nothing was changed." in clearway("import", str(files), "--dry-run").stdout
    assert clearway("import", str(files)).stdout == "people: 1 added, 0 changed, 0 unchanged\n"


def test_problems_are_listed_by_row_and_nothing_is_imported(clearway: Clearway, files: Path):
    (files / "people.csv").write_text(PEOPLE + "no address,Bo\n")
    (files / "projects.csv").write_text("code,manager\nAPOLLO,x@x.example\n")
    for dry in ([], ["--dry-run"]):
        done = clearway("import", str(files), *dry)
        assert done.returncode == 1
        assert done.stderr.startswith("people:3:email: “no address” is neither an e-mail address")
        assert "compared with what is stored, too." in done.stderr
    (files / "people.csv").write_text(PEOPLE)
    done = clearway("import", str(files))
    assert done.stderr.startswith("projects:2:manager: nobody is known as “x@x.example”")
    assert done.stderr.rstrip().endswith("One problem; nothing was imported.")
    (files / "projects.csv").unlink()
    assert "1 added" in clearway("import", str(files)).stdout


def test_columns_are_taken_for_ours_as_told_and_remembered(clearway: Clearway, files: Path):
    (files / "Portfolio.csv").write_text("Project ID;Owner;Price (£k)\nORION;ana@x.example;95\n")
    command = ("import", str(files), "--map", "projects:Price (£k)=budget")
    tried = clearway(*command, "--dry-run")
    assert "projects: Project ID → code\n" in tried.stdout
    assert "projects: Price (£k) → budget, in thousands of GBP, as you said\n" in tried.stdout
    assert "Note: “Portfolio.csv” was taken for projects." in tried.stderr
    assert "→ budget" not in clearway("import", str(files), "--dry-run").stdout  # a dry run is not remembered
    assert clearway(*command).returncode == 0
    again = clearway("import", str(files))
    assert "projects: Price (£k) → budget, in thousands of GBP, as before\n" in again.stdout
    assert "projects: 0 added, 0 changed, 1 unchanged" in again.stdout


@pytest.mark.parametrize("said", [("--map", "Owner=manager"), ("--map", "projects:Owner"), ("--sheet", "x.csv")])
def test_what_says_nothing_of_a_file_is_2(said: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["import", str(tmp_path), *said]) == 2
    assert "write such as --" in capsys.readouterr().err


def test_import_does_not_guess_whose_a_token_is(clearway: Clearway, files: Path, store: Path):
    assert clearway("import", str(files)).returncode == 0
    opened = open_store(f"sqlite:///{store}", threads=2)
    add_workspace(opened)
    opened.close()
    done = clearway("import", str(files), SLACK_BOT_TOKEN="xoxb-1234567")
    assert done.returncode == 1
    assert done.stderr.rstrip().endswith("Or name the workspace with --workspace: T0FERNWOOD.")
    named = clearway("import", str(files), "--workspace", "T0FERNWOOD", SLACK_BOT_TOKEN="xoxb-1234567")
    assert (named.returncode, named.stdout) == (0, "people: 1 added, 0 changed, 0 unchanged\n")


def test_import_of_no_folder_is_2_and_of_an_unknown_workspace_is_1(clearway: Clearway, files: Path):
    assert clearway("import", "nowhere").returncode == 2
    done = clearway("import", str(files), "--workspace", "T0NOWHERE")
    assert done.returncode == 1
    assert "There is no workspace “T0NOWHERE”" in done.stderr


def test_what_stands_in_no_row_is_listed_before_it_goes(clearway: Clearway, files: Path):
    header = "email,skill,level\n"
    (files / "skills.csv").write_text(header + "ana@x.example,SQL,3\nana@x.example,Go,2\n")
    assert clearway("import", str(files)).returncode == 0
    (files / "skills.csv").write_text(header + "ana@x.example,SQL,3\n")
    tried = clearway("import", str(files), "--replace", "skills", "--dry-run")
    assert "skills: would go: ana@x.example, Go\n" in tried.stdout
    done = clearway("import", str(files), "--replace", "skills")
    assert "skills: gone: ana@x.example, Go\nskills: 0 added, 0 changed, 1 unchanged, 1 gone\n" in done.stdout
    assert "gone" not in clearway("import", str(files), "--replace", "skills").stdout
    done = clearway("import", str(files), "--replace", "absences")
    assert (done.returncode, "has no sheet absences" in done.stderr) == (2, True)


def test_export_writes_files_and_a_workbook_that_import_to_the_same(clearway: Clearway, files: Path, tmp_path: Path):
    clearway("import", str(files))
    out, book = tmp_path / "new" / "out", tmp_path / "out.xlsx"
    done = clearway("export", str(out))
    counted = "".join(f"{name}: {int(name == 'people')}\n" for name in SHEETS)
    assert (done.returncode, done.stdout) == (0, counted)
    assert clearway("export", "--xlsx", str(book)).stdout == counted
    modes = {oct(path.stat().st_mode & 0o777) for path in (*out.iterdir(), book)}
    assert (modes, oct(out.stat().st_mode & 0o777)) == ({"0o600"}, "0o700")
    for path in (out, book):
        assert "people: 0 added, 0 changed, 1 unchanged" in clearway("import", str(path)).stdout
    assert clearway("export", "--xlsx", str(out)).returncode == 2
    assert clearway("export", str(book)).returncode == 2


def test_plan_capacity_answers_in_json_and_in_a_table(clearway: Clearway, files: Path):
    (files / "people.csv").write_text(
        "email,slack_user_id,name,holidays,active,guest\nana@x.example,,Ana,DE-BY,,\n,U0BO,Bo,,,\n"
        "cy@x.example,,Cy,,no,\ndee@x.example,,Dee,,,yes\n"
    )
    (files / "absences.csv").write_text("email,start,part,finish\nana@x.example,2026-12-24,day,2026-12-26\n")
    assert clearway("import", str(files)).returncode == 0
    done = clearway("plan", "capacity", "--json", "--from", "2026-W51", "--weeks", "3")
    assert (done.returncode, done.stderr) == (0, "")
    none = [0.0, 0.0, 0.0]
    assert json.loads(done.stdout) == {
        "weeks": ["2026-W51", "2026-W52", "2026-W53"],
        "people": [
            {"email": "U0BO", "capacity": [32.0, 32.0, 32.0], "committed": none, "tentative": none},
            {"email": "ana@x.example", "capacity": [32.0, 19.2, 25.6], "committed": none, "tentative": none},
        ],
    }
    told = json.loads(clearway("plan", "capacity", "--json", "--as-of", "2026-12-27").stdout)
    assert (told["weeks"][0], len(told["weeks"])) == ("2026-W52", 26)
    table = clearway("plan", "capacity", "--as-of", "2026-12-27", "--weeks", "1").stdout
    assert [line.split() for line in table.splitlines()] == [
        ["2026-W52"],
        ["U0BO", "32.0"],
        ["ana@x.example", "19.2"],
        ["all", "51.2"],
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--from", "W49"], "--from is W49. A week is written as year and number, such as 2026-W49."),
        (["--from", "2027-W53"], "is a week that its year does not have"),
        (["--from", "9999-W01"], "9999-W01 is too far away"),
        (["--as-of", "tomorrow"], "write YYYY-MM-DD, such as 2026-12-24."),
        (["--weeks", "0"], "--weeks is 0; it is a number from 1 to 520."),
    ],
)
def test_plan_capacity_refuses_what_is_written_wrongly(clearway: Clearway, arguments: list[str], said: str):
    done = clearway("plan", "capacity", "--json", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_db_upgrade_makes_the_store_and_check_finds_it_whole(clearway: Clearway, store: Path):
    assert clearway("db", "check").returncode == 1
    assert clearway("db", "upgrade").returncode == 0
    assert store.exists()
    assert clearway("db", "upgrade").returncode == 0
    done = clearway("db", "check")
    assert (done.returncode, done.stdout) == (0, "The store is whole and in the shape of this version.\n")


def test_a_backup_brings_back_what_was_there(clearway: Clearway, files: Path, tmp_path: Path):
    clearway("import", str(files))
    copy = tmp_path / "copy.db"
    assert clearway("db", "backup", str(copy)).returncode == 0
    (files / "people.csv").write_text("email,name\nana@x.example,Changed\n")
    assert "1 changed" in clearway("import", str(files)).stdout
    done = clearway("db", "restore", str(copy))
    assert done.returncode == 0
    assert "before-restore" in done.stdout
    (files / "people.csv").write_text(PEOPLE)
    assert "1 unchanged" in clearway("import", str(files)).stdout


def test_restore_is_refused_while_the_bot_runs_and_for_what_is_no_store(
    clearway: Clearway, store: Path, tmp_path: Path
):
    clearway("db", "upgrade")
    clearway("db", "backup", str(tmp_path / "copy.db"))
    held = run_lock.acquire(f"sqlite:///{store}")
    assert held is not None
    done = clearway("db", "restore", str(tmp_path / "copy.db"))
    assert done.returncode == 1
    assert "already running" in done.stderr
    held.release()
    (tmp_path / "not.db").write_bytes(b"words" * 1000)
    assert clearway("db", "restore", str(tmp_path / "not.db")).returncode == 1
    assert clearway("db", "check").returncode == 0


def test_audit_verify_counts_rows_and_names_one_that_was_changed(clearway: Clearway, files: Path, store: Path):
    assert "There is no store" in clearway("audit", "verify").stderr
    clearway("db", "upgrade")
    assert clearway("audit", "verify").stdout == "Nothing was written to the audit yet.\n"
    clearway("import", str(files))
    done = clearway("audit", "verify")
    assert (done.returncode, done.stdout) == (0, "local: 0 rows are as they were sealed; 1 more wait to be sealed.\n")
    opened = open_store(f"sqlite:///{store}")
    with opened.write.begin() as session:
        head = audit_seals.seal_some(session, "local", wall=wall())[1]
    noted = f"{head.place}:{head.seal}"
    done = clearway("audit", "verify", "--head", noted)
    assert (done.returncode, done.stdout) == (0, f"local: 1 row is as it was sealed. The head is {noted}.\n")
    done = clearway("audit", "verify", "--head", "2:" + "0" * 64)
    assert (done.returncode, "computed anew" in done.stdout) == (1, True)
    assert clearway("audit", "verify", "--head", "two").returncode == 2
    assert "known: local" in clearway("audit", "verify", "--workspace", "T0NOWHERE").stderr
    with opened.write.begin() as session:
        session.execute(text("UPDATE audit SET actor_id = 'somebody'"))
    opened.close()
    done = clearway("audit", "verify")
    assert done.returncode == 1
    assert re.fullmatch(r"local: row 1 \(imported, .* UTC\) was changed after it was sealed\.\n", done.stdout)


def test_a_broken_store_is_a_sentence(clearway: Clearway, store: Path, files: Path):
    store.parent.mkdir()
    store.write_bytes(b"this is no database" * 1000)
    for command in (["db", "check"], ["db", "upgrade"], ["import", str(files)], ["db", "backup", "copy.db"]):
        done = clearway(*command)
        assert done.returncode == 1
        assert "file is not a database" in done.stdout + done.stderr


def test_a_folder_that_cannot_be_written_is_a_sentence(clearway: Clearway, tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    done = clearway("db", "upgrade", DATABASE_URL=f"sqlite:///{tmp_path}/file/store.db")
    assert done.returncode == 1
    assert str(tmp_path / "file") in done.stderr


def test_a_defect_gets_a_number_and_the_log_the_rest():
    script = (
        "import sys, types, bot.cli as cli\n"
        "def register(commands):\n"
        "    commands.add_parser('broken').set_defaults(run=lambda args: {}['xoxb-123-CANARY'])\n"
        "module = types.ModuleType('bot.cli.broken'); module.register = register\n"
        "sys.modules['bot.cli.broken'] = module; cli.COMMANDS = ('broken',)\n"
        "sys.exit(cli.main(['broken']))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    *log, said = done.stderr.splitlines()
    number = said.split()[-1].rstrip(".")
    assert "did not foresee (KeyError)" in said
    assert number in log[0]
    assert "CANARY" not in done.stderr
