"""Who is let in, and in what form may a call come: tokens, scopes, bodies, unknown methods?"""

from __future__ import annotations

import httpx
import pytest

from tests.playground.live import Live


def test_auth_test_names_the_bot_and_its_scopes(live: Live) -> None:
    answer = live.bot.auth_test()
    assert (answer["user_id"], answer["team_id"], answer["bot_id"]) == ("U0APP", "T0FERNWOOD", "B0APP")
    assert answer.headers["x-oauth-scopes"] == ",".join(live.town.world.scopes)


@pytest.mark.parametrize(("token", "error"), [("xoxb-wrong", "invalid_auth"), ("", "not_authed")])
def test_tokens(live: Live, token: str, error: str) -> None:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    assert httpx.post(f"{live.url}/api/auth.test", headers=headers).json() == {"ok": False, "error": error}


def test_the_token_may_stand_in_the_body(live: Live) -> None:
    answer = httpx.post(f"{live.url}/api/auth.test", data={"token": live.town.world.bot_token}).json()
    assert answer["ok"]


def test_each_method_wants_its_kind_of_token(live: Live) -> None:
    app = live.client(live.town.world.app_token)
    assert live.refusal(app.auth_test)["error"] == "not_allowed_token_type"
    assert (
        live.refusal(live.bot.apps_connections_open, app_token="xoxb-playground")["error"] == "not_allowed_token_type"
    )
    url = app.apps_connections_open(app_token=live.town.world.app_token)["url"]
    assert url.startswith(live.url.replace("http", "ws") + "/socket?ticket=")


def test_a_missing_scope_is_named(live: Live) -> None:
    live.town.world.scopes = ["users:read"]
    refused = live.refusal(live.bot.chat_postMessage, channel="C0APOLLO", text="x")
    assert (refused["error"], refused["needed"], refused["provided"]) == ("missing_scope", "chat:write", "users:read")
    assert live.post("chat.postMessage").headers["x-accepted-oauth-scopes"] == "chat:write"


def test_the_scope_depends_on_the_kind_of_channel(live: Live) -> None:
    live.town.world.scopes = ["channels:read", "channels:history"]
    assert live.bot.conversations_info(channel="C0APOLLO")["ok"]
    assert live.refusal(live.bot.conversations_info, channel="C0PMO")["needed"] == "groups:read"
    assert live.refusal(live.bot.conversations_history, channel="C0PMO")["needed"] == "groups:history"
    assert live.refusal(live.bot.conversations_list, types="private_channel")["needed"] == "groups:read"


def test_unknown_methods(live: Live) -> None:
    answer = live.post("chat.shout").json()
    assert answer == {"ok": False, "error": "unknown_method", "req_method": "chat.shout"}


def test_forms_and_json_mean_the_same(live: Live) -> None:
    call = {"channel": "C0APOLLO", "text": "héllo & co"}
    multipart = {key: (None, value) for key, value in call.items()}
    for how in ({"data": call}, {"json": call}, {"params": call}, {"files": multipart}):
        assert live.post("chat.postMessage", **how).json()["message"]["text"] == "héllo & co"


def test_bodies_that_cannot_be_read(live: Live) -> None:
    headers = {"content-type": "application/json"}
    assert live.post("chat.postMessage", content=b"{", headers=headers).json()["error"] == "invalid_json"
    assert live.post("chat.postMessage", content=b"[]", headers=headers).json()["error"] == "json_not_object"


def test_some_methods_do_not_read_json(live: Live) -> None:
    refused = live.post("users.info", json={"user": "U0MIA"}).json()
    assert refused["error"] == "invalid_arguments"
    assert refused["response_metadata"]["messages"] == ["[ERROR] missing required field: user"]
    assert live.post("users.info", data={"user": "U0MIA"}).json()["ok"]


def test_api_test_gives_back_what_it_got(live: Live) -> None:
    assert httpx.post(f"{live.url}/api/api.test", data={"a": "1"}).json() == {"ok": True, "args": {"a": "1"}}
    assert httpx.post(f"{live.url}/api/api.test", data={"error": "my_error"}).json()["error"] == "my_error"
