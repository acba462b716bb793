"""Does only Slack get in, and does whatever Slack signed get an answer?"""

import json
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from tests.house import House
from tests.security.wire import FORM, JSON, SECRET, command, event, payload, press, seal, send

pytestmark = [pytest.mark.timeout(120)]


def asked(served: House, statement: str) -> list[tuple[Any, ...]]:
    engine = create_engine(served.database_url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(statement))]
    engine.dispose()
    return found


def kept(served: House) -> list[tuple[Any, ...]]:
    """How many rows there are of what a gesture may leave behind; people the bot learns of by itself as well."""
    names = ("workspaces", "blockers", "blocker_changes", "audit", "inbox")
    return [asked(served, f"SELECT count(*) FROM {name}")[0] for name in names]  # noqa: S608  (names of ours)


def test_what_was_changed_on_its_way_never_gets_in(served: House) -> None:
    before, chance = kept(served), random.Random(7)
    genuine = command("waiting for the keys")
    stamp = str(int(time.time()))
    signature = seal(genuine, stamp)
    heard: Counter[int] = Counter()
    for _ in range(300):
        body = bytearray(genuine)
        body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
        heard[send(served.port, bytes(body), FORM, stamp=stamp, signature=signature)[0]] += 1
        forged = list(signature)
        place = chance.randrange(3, len(forged))
        forged[place] = chance.choice([one for one in "0123456789abcdef" if one != forged[place]])
        heard[send(served.port, genuine, FORM, stamp=stamp, signature="".join(forged))[0]] += 1
    assert heard == {401: 600}
    assert kept(served) == before


@pytest.mark.parametrize(
    "stamp",
    ["", "x", "nan", "-1", "1.5", "0" * 10, "9" * 10, "9" * 400, " 1795411992", "1795411992 ", "１７９５４１１９９２"],
)
def test_an_odd_time_is_refused_though_it_was_signed(served: House, stamp: str) -> None:
    body = command("x")
    header = stamp.encode().decode("latin-1")  # as bytes travel in a header
    assert send(served.port, body, FORM, stamp=header, signature=seal(body, stamp))[0] == 401


@pytest.mark.parametrize("away", [-301, -86_400, 61 + 30, 86_400])
def test_an_old_or_early_request_is_refused_though_it_was_signed(served: House, away: int) -> None:
    assert send(served.port, command("x"), FORM, stamp=str(int(time.time()) + away))[0] == 401


def test_another_secret_does_not_open_the_door(served: House) -> None:
    body, stamp = command("x"), str(int(time.time()))
    for secret in ("", SECRET.upper(), SECRET + "x", "playground"):
        assert send(served.port, body, FORM, stamp=stamp, signature=seal(body, stamp, secret))[0] == 401


ODD: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", JSON),
    "an empty form": (b"", FORM),
    "half of JSON": (b'{"type":', JSON),
    "a list": (b"[]", JSON),
    "a number": (b"1", JSON),
    "no UTF-8": (b"\xff\xfe", JSON),
    "no UTF-8 in a form": (b"command=%ff&text=\xff", FORM),
    "deep": (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, JSON),
    "five megabytes": (b'{"a":"' + b"x" * 5_000_000 + b'"}', JSON),
    "a payload of nothing": (b"payload=null", FORM),
    "a payload of half JSON": (b"payload={", FORM),
    "ssl_check": (b"ssl_check=1&token=x", FORM),
    "app_rate_limited": (json.dumps({"type": "app_rate_limited", "team_id": "T1"}).encode(), JSON),
    "an unheard-of command": (command("x", name="/unheard-of"), FORM),
    "an unheard-of button": (press("unheard.of", "x"), FORM),
    "an unheard-of type": (payload({"type": "unheard_of"}), FORM),
    "a closed form": (payload({"type": "view_closed", "view": {"callback_id": "x"}}), FORM),
    "an option": (payload({"type": "block_suggestion", "action_id": "x", "value": "y"}), FORM),
    "tokens_revoked": (event({"type": "tokens_revoked", "tokens": {"bot": ["U0APP"]}}), JSON),
    "app_uninstalled": (event({"type": "app_uninstalled"}), JSON),
    "an unheard-of event": (event({"type": "unheard_of"}), JSON),
    "an event of nothing": (event(None), JSON),
    "an event of numbers": (event({"type": "message", "user": 5, "text": {}, "channel": [], "thread_ts": 1}), JSON),
}


@pytest.mark.parametrize("name", ODD)
def test_whatever_slack_signed_gets_200_and_shows_nothing_of_the_inside(served: House, name: str) -> None:
    body, kind = ODD[name]
    status, said = send(served.port, body, kind)
    assert status == 200
    assert not {"Traceback", "Error", "sqlalchemy", "handlers/"} & set(said.replace('"', " ").split())


def test_the_door_can_be_verified(served: House) -> None:
    asks = json.dumps({"type": "url_verification", "challenge": "abc"}).encode()
    assert send(served.port, asks) == (200, '{"challenge": "abc"}')


def test_twenty_copies_at_once_and_one_after_a_crash_are_one_gesture(served: House) -> None:
    body = command("twenty copies of one sentence")
    with ThreadPoolExecutor(20) as threads:
        heard = set(threads.map(lambda _: send(served.port, body, FORM), range(20)))
    served.kill()
    served.start(CLEARWAY_LOG_LEVEL="DEBUG")
    heard.add(send(served.port, body, FORM))
    assert len(heard) == 1, "everybody hears the same"
    assert "is filed" in heard.pop()[1]
    assert asked(served, "SELECT count(*) FROM blockers WHERE title LIKE 'Twenty%'") == [(1,)]


def test_another_workspace_s_deliveries_leave_no_trace(served: House) -> None:
    profile = {"id": "U0PRIYA", "deleted": True, "profile": {"real_name": "Nobody"}}
    for body, kind in (
        (command("not ours", team="T0OTHER"), FORM),
        (command("not ours", team="T0OTHER", who="U0ALIEN"), FORM),
        (command("blockers", team="T0OTHER", who="U0ALIEN", name="/pmo"), FORM),
        (press("blockers.acknowledge", "0" * 32, team="T0OTHER"), FORM),
        (event({"type": "app_home_opened", "user": "U0ALIEN", "tab": "home"}, "T0OTHER"), JSON),
        (event({"type": "user_change", "user": profile}, "T0OTHER"), JSON),
        (event({"type": "team_join", "user": {"id": "U0EVIL", "is_admin": True}}, ""), JSON),
    ):
        status, said = send(served.port, body, kind)
        assert status == 200
        assert "B-" not in said
    for name in ("people", "blockers", "outbox", "inbox", "cards"):
        assert asked(served, f"SELECT count(*) FROM {name} WHERE workspace <> 'T0FERNWOOD'") == [(0,)]  # noqa: S608
    assert asked(served, "SELECT count(*) FROM people WHERE slack_id = 'U0PRIYA' AND standing = 'deactivated'") == [
        (0,)
    ]


def test_nobody_else_reads_the_store_and_nobody_else_runs_on_it(served: House) -> None:
    modes = {one.name: one.stat().st_mode & 0o777 for one in served.folder.glob("store.db*") if one.suffix != ".lock"}
    assert set(modes.values()) == {0o600}, modes
    second = served.command("run", CLEARWAY_HTTP_PORT="0")
    assert second.returncode == 1
    assert "already running" in second.stderr
    assert "Traceback" not in second.stderr
