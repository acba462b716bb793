"""Is a wrong or missing setting named in a sentence, and does `.env.example` keep up?"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT, SettingsError, child_environment, load, variables
from bot.settings_sentences import example

NO_FILE = Path(os.devnull)
BOT, APP, SECRET = "xoxb-1234567890", "xapp-1-1234567890", "0123456789abcdef0123456789abcdef"


def refused(slack: bool = True, **given: str) -> list[str]:
    with pytest.raises(SettingsError) as error:
        load(NO_FILE, environ=given, slack=slack)
    return error.value.sentences


def test_socket_mode_is_taken_where_its_token_is_set():
    settings = load(
        NO_FILE, environ={"SLACK_BOT_TOKEN": f"  {BOT}\n", "SLACK_APP_TOKEN": APP, "SLACK_SIGNING_SECRET": SECRET}
    )
    assert settings.slack_mode == "socket"
    assert settings.bot_token is not None
    assert settings.bot_token.get_secret_value() == BOT


def test_http_mode_is_taken_where_only_the_signing_secret_is_set():
    assert load(NO_FILE, environ={"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": SECRET}).slack_mode == "http"


def test_what_is_asked_for_wins_over_what_is_set():
    given = {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP, "SLACK_SIGNING_SECRET": SECRET, "CLEARWAY_MODE": "HTTP"}
    assert load(NO_FILE, environ=given).slack_mode == "http"


def test_nothing_set_names_the_token_and_both_ways_in():
    first, second = refused()
    assert first.startswith("SLACK_BOT_TOKEN is missing")
    assert "xoxb-" in first
    assert "SLACK_APP_TOKEN" in second
    assert "SLACK_SIGNING_SECRET" in second


@pytest.mark.parametrize(
    ("mode", "missing"), [("socket", "SLACK_APP_TOKEN is missing"), ("http", "SLACK_SIGNING_SECRET is missing")]
)
def test_a_mode_without_its_secret_is_named(mode: str, missing: str):
    assert refused(SLACK_BOT_TOKEN=BOT, CLEARWAY_MODE=mode)[0].startswith(missing)


def test_the_store_alone_needs_no_tokens():
    assert load(NO_FILE, environ={}, slack=False).database_url == f"sqlite:///{ROOT}/var/clearway.db"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("CLEARWAY_HTTP_PORT", "http", "from 0 to 65535"),
        ("CLEARWAY_HTTP_PORT", "65536", "from 0 to 65535"),
        ("CLEARWAY_MODE", "carrier pigeon", "socket or http"),
        ("CLEARWAY_LOG_LEVEL", "LOUD", "DEBUG, INFO, WARNING or ERROR"),
        ("CLEARWAY_LOG_FORMAT", "xml", "text or json"),
        ("CLEARWAY_LIMITS", "maybe", "on or off"),
        ("CLEARWAY_COMMAND_PREFIX", "/CW ", "small letters"),
        ("CLEARWAY_SEND_QUIET_SECONDS", "nan", "from 0 to 600"),
        ("CLEARWAY_FAILPOINT", "somewhere:1", "NAME:COUNT"),
        ("CLEARWAY_CLOCK_URL", "http://clock.example", "on this machine"),
        ("SLACK_API_URL", "http://slack.com/api/", "https://"),
        ("SLACK_API_URL", "slack.com", "https://"),
        ("DATABASE_URL", "mysql://root:hunter22@db/x", "postgresql://"),
        ("DATABASE_URL", "sqlite://", "sqlite:///"),
        ("DATABASE_URL", "sqlite:///:memory:", "sqlite:///"),
        ("DATABASE_URL", "postgresql://user:hunter22@host", "postgresql://"),
        ("SLACK_BOT_TOKEN", "xoxp-hunter22", "xoxb-"),
        ("SLACK_APP_TOKEN", "xoxb-hunter22", "xapp-"),
        ("SLACK_SIGNING_SECRET", "hunter22", "Signing Secret"),
    ],
)
def test_a_wrong_value_is_named_with_what_would_be_right(name: str, value: str, said: str):
    given = {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP, name: value}
    (sentence,) = refused(**given)
    assert sentence.startswith(f"{name} is ")
    assert said in sentence
    assert "hunter22" not in sentence


def test_all_wrong_values_are_named_at_once():
    assert len(refused(CLEARWAY_HTTP_PORT="x", CLEARWAY_LOG_LEVEL="y", DATABASE_URL="z")) == 3


def test_bolts_own_oauth_cannot_be_switched_on_by_accident():
    given = {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP, "SLACK_CLIENT_ID": "1.2"}
    assert "SLACK_CLIENT_ID must not be set" in refused(**given)[0]


def test_the_clock_of_the_playground_cannot_move_a_real_workspace():
    given = {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP, "CLEARWAY_CLOCK_URL": "http://127.0.0.1:3999"}
    assert "CLEARWAY_CLOCK_URL" in refused(**given)[0]
    assert load(NO_FILE, environ={**given, "SLACK_API_URL": "http://127.0.0.1:3999/api"}).slack_url.endswith("/api/")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_reaches_its_driver(scheme: str):
    settings = load(NO_FILE, environ={"DATABASE_URL": f"{scheme}://u:p@h/clearway"}, slack=False)
    assert settings.database_url == "postgresql+psycopg://u:p@h/clearway"


def test_an_absolute_sqlite_path_stays_absolute(tmp_path: Path):
    settings = load(NO_FILE, environ={"DATABASE_URL": f"sqlite:///{tmp_path}/x.db"}, slack=False)
    assert settings.database_url == f"sqlite:///{tmp_path}/x.db"


def test_the_env_file_is_read_and_the_environment_wins(tmp_path: Path):
    file = tmp_path / ".env"
    file.write_text(f"SLACK_BOT_TOKEN='{BOT}'\nSLACK_APP_TOKEN={APP}\nCLEARWAY_HTTP_PORT=1\nCLEARWAY_LOG_LEVEL=error\n")
    settings = load(file, environ={"CLEARWAY_HTTP_PORT": "2", "CLEARWAY_LOG_LEVEL": " "})
    assert (settings.http_port, settings.log_level) == (2, "ERROR")


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(SettingsError, match=r"mine\.env does not exist"):
        load(tmp_path / "mine.env", environ={})


def test_secrets_are_not_shown_by_repr():
    settings = load(
        NO_FILE, environ={"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP, "DATABASE_URL": "postgresql://u:hunter22@h/d"}
    )
    assert BOT not in repr(settings)
    assert "hunter22" not in repr(settings)
    assert settings.secrets() == [BOT, APP]


def test_env_example_is_what_the_class_says():
    text = example(variables())
    assert (ROOT / ".env.example").read_text() == text, "write it anew: python -m bot.settings > .env.example"
    assert all(f"{name}=" in text for name in variables())


def test_env_example_as_it_is_asks_for_the_tokens():
    with pytest.raises(SettingsError) as error:
        load(ROOT / ".env.example", environ={})
    assert [sentence.split()[0] for sentence in error.value.sentences] == ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]


def test_a_child_gets_neither_our_variables_nor_a_proxy():
    script = (
        "from bot.settings import child_environment as c; e = c({'DATABASE_URL': 'new'});"
        "print(e['DATABASE_URL'], sorted(n for n in e if 'PROXY' in n.upper() or n.startswith('SLACK')))"
    )
    environment = child_environment({"HTTPS_PROXY": "http://p:1", "SLACK_BOT_TOKEN": BOT, "DATABASE_URL": "old"})
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "new []"
