"""Are files shared as on Slack: three steps, in threads, as images in blocks?"""

from __future__ import annotations

from typing import Any

import httpx

from tests.playground.fixtures_bot import wait_for
from tests.playground.live import Live

PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


def image(**source: str) -> list[dict[str, object]]:
    return [{"type": "image", "alt_text": "A chart", "slack_file": source}]


def looked_at(live: Live, name: str) -> dict[str, Any]:
    """The file, as soon as Slack has looked at it."""
    wait_for(lambda: live.bot.files_info(file=name)["file"]["mimetype"])
    file: dict[str, Any] = live.bot.files_info(file=name)["file"]
    return file


def fetched(live: Live, address: str, token: str = "") -> httpx.Response:
    """What stands at a file's address, for the app unless another token is given."""
    return httpx.get(address, headers={"authorization": f"Bearer {token or live.town.world.bot_token}"})


def test_a_file_goes_into_a_thread(live: Live) -> None:
    first = live.bot.chat_postMessage(channel="C0PMO", text="The week")["ts"]
    answer = live.bot.files_upload_v2(
        channel="C0PMO", content=PNG, filename="week.png", title="Week", alt_txt="Hours by week", thread_ts=first
    )
    file = looked_at(live, answer["files"][0]["id"])
    assert (file["mimetype"], file["size"], file["alt_txt"]) == ("image/png", len(PNG), "Hours by week")
    thread = live.bot.conversations_replies(channel="C0PMO", ts=first)["messages"]
    assert [entry["id"] for entry in thread[1]["files"]] == [file["id"]]
    assert fetched(live, file["url_private"]).content == PNG


def test_a_file_is_for_the_app_alone_and_for_its_scope(live: Live) -> None:
    answer = live.bot.files_upload_v2(content=PNG, filename="week 1.png")
    for address in (answer["files"][0]["url_private"], answer["files"][0]["url_private_download"]):
        assert fetched(live, address).content == PNG
        for told in (fetched(live, address, "xoxb-other"), httpx.get(address)):
            assert told.status_code == 302, "as Slack, which shows its front page instead"
            assert told.headers["location"].startswith(f"{live.url}/?redir=")
        assert fetched(live, address.replace("-F", "-FNO")).status_code == 404
    live.town.world.scopes.remove("files:read")
    assert fetched(live, answer["files"][0]["url_private"]).status_code == 302


def test_an_upload_address_works_once(live: Live) -> None:
    asked = live.bot.files_getUploadURLExternal(filename="a.png", length=len(PNG))
    assert httpx.post(asked["upload_url"], content=PNG).status_code == 200
    assert httpx.post(asked["upload_url"], content=b"other").status_code == 404
    assert httpx.get(f"{live.url}/files/{asked['file_id']}").status_code == 404
    live.bot.files_completeUploadExternal(files=[{"id": asked["file_id"], "title": "A"}])
    assert httpx.get(f"{live.url}/files/{asked['file_id']}").content == PNG


def test_a_form_may_carry_the_bytes(live: Live) -> None:
    asked = live.bot.files_getUploadURLExternal(filename="a.png", length=len(PNG))
    httpx.post(asked["upload_url"], files={"file": ("a.png", PNG)})
    assert live.town.world.files[asked["file_id"]].content == PNG


def test_an_image_block_waits_for_its_file(live: Live) -> None:
    asked = live.bot.files_getUploadURLExternal(filename="a.png", length=len(PNG))
    for name in (asked["file_id"], "F0NOBODY"):
        refused = live.refusal(live.bot.chat_postMessage, channel="C0PMO", text="x", blocks=image(id=name))
        assert refused["error"] == "invalid_blocks"
        pointed = "[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]"
        assert refused["response_metadata"]["messages"] == [pointed]
    httpx.post(asked["upload_url"], content=PNG)
    live.town.digestion = 0.3
    live.bot.files_completeUploadExternal(files=[{"id": asked["file_id"]}])
    early = live.refusal(live.bot.chat_postMessage, channel="C0PMO", text="x", blocks=image(id=asked["file_id"]))
    assert early["error"] == "invalid_blocks", "Slack still looks at the file"
    assert looked_at(live, asked["file_id"])["mimetype"] == "image/png"
    assert live.bot.chat_postMessage(channel="C0PMO", text="x", blocks=image(id=asked["file_id"]))["ok"]


def test_refusals(live: Live) -> None:
    ask, complete = live.bot.files_getUploadURLExternal, live.bot.files_completeUploadExternal
    assert live.refusal(ask, filename="a", length=0)["error"] == "invalid_arguments"
    assert live.refusal(ask, filename="a", length=5, alt_txt="x" * 1_001)["error"] == "alt_txt_too_large"
    assert live.refusal(complete, files=[{"id": "F0NOBODY"}])["error"] == "file_not_found"
    asked = ask(filename="a.png", length=4)
    assert live.refusal(complete, files=[{"id": asked["file_id"]}])["error"] == "file_update_failed"
    httpx.post(asked["upload_url"], content=b"1234")
    for channel, error in (("U0MIA", "channel_not_found"), ("C0RANDOM", "not_in_channel")):
        assert live.refusal(complete, files=[{"id": asked["file_id"]}], channel_id=channel)["error"] == error
    assert live.refusal(live.bot.files_info, file="F0NOBODY")["error"] == "file_not_found"


def test_a_file_is_deleted_by_the_app_that_owns_it(live: Live) -> None:
    file = live.bot.files_upload_v2(content=PNG, filename="week.png")["files"][0]["id"]
    assert live.bot.files_delete(file=file)["ok"]
    assert httpx.get(f"{live.url}/files/{file}").status_code == 404
    assert live.refusal(live.bot.files_delete, file=file)["error"] == "file_not_found"
    theirs = live.bot.files_upload_v2(content=PNG, filename="theirs.png")["files"][0]["id"]
    live.town.world.files[theirs].user = "U0MIA"
    assert live.refusal(live.bot.files_delete, file=theirs)["error"] == "cant_delete_file"
