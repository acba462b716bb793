"""Does the page answer as it should without a browser: the whole page, its stream, its doors, its previews?"""

import json
from collections.abc import Iterator

import httpx
import pytest

from playground.page.drawing import Drawing, environment
from playground.page.fragments import changed
from playground.page.looks import look_of
from playground.page.sight import HOME, Look, scene
from playground.world import Change
from tests.playground.fixtures_bot import Town, serve, wait_for
from tests.playground.fixtures_world import BO, EVE, GENERAL, GUS, MIA, PMO, RANDOM
from tests.playground.html import read


@pytest.fixture
def town() -> Iterator[Town]:
    with serve() as served:
        yield served


def page(town: Town, **query: str) -> httpx.Response:
    return httpx.get(f"{town.url}/", params=query, follow_redirects=True)


def test_the_page_chooses_a_person_and_a_channel(town: Town) -> None:
    answer = httpx.get(f"{town.url}/")
    assert answer.status_code == 200, "whoever asks whether we are there hears it at once"
    assert f"as={MIA}" in answer.text
    assert dict(page(town, at=GENERAL).url.params) == {"as": MIA, "at": GENERAL}
    assert "a local stand-in for Slack" in answer.text
    assert not read(answer.text).open


@pytest.mark.parametrize(
    ("query", "look"),
    [
        ({"as": BO, "at": PMO}, Look(BO, PMO)),
        ({"as": EVE, "at": PMO}, Look(EVE, GENERAL)),
        ({"as": "U0NOBODY"}, Look(MIA, GENERAL)),
        ({"as": MIA, "at": HOME, "thread": "1.2"}, Look(MIA, HOME)),
        ({"as": MIA, "channel": PMO, "thread": "1.2", "last": "7"}, Look(MIA, PMO, "1.2", 7)),
        ({"as": MIA, "at": GENERAL, "last": "many"}, Look(MIA, GENERAL)),
    ],
)
def test_a_look_never_shows_what_one_may_not_see(town: Town, query: dict[str, str], look: Look) -> None:
    assert look_of(town.playground.world, query) == look


def test_a_person_who_left_cannot_be_chosen(town: Town) -> None:
    town.playground.world.users[GUS].deleted = True
    assert f'href="/?as={GUS}"' not in page(town).text


def test_an_app_that_takes_no_messages_has_no_composer(town: Town) -> None:
    assert 'placeholder="Message Testbot"' in page(town, **{"as": MIA, "at": "messages"}).text
    town.playground.world.is_read_only = True
    shown = page(town, **{"as": MIA, "at": "messages"}).text
    assert "does not take messages here" in shown
    assert 'placeholder="Message ' not in shown
    assert 'placeholder="Message #' in page(town, **{"as": MIA, "at": GENERAL}).text


def test_a_public_channel_is_named_to_those_outside_but_not_to_guests(town: Town) -> None:
    assert scene(town.playground, BO).elsewhere == {RANDOM: "random"}
    assert scene(town.playground, EVE).elsewhere == {}
    town.playground.world.users[BO].is_restricted = True
    assert scene(town.playground, BO).elsewhere == {}


def test_what_is_said_arrives_escaped_and_unread_for_others(town: Town) -> None:
    form = {"as": MIA, "channel": GENERAL, "text": "<b>Hello</b> @bo"}
    assert httpx.post(f"{town.url}/page/say", data=form).status_code == 204
    assert "&lt;b&gt;Hello&lt;/b&gt;" in page(town, **{"as": MIA, "at": GENERAL}).text
    assert '<span class="only-read">, unread: </span>1' in page(town, **{"as": BO, "at": PMO}).text
    page(town, **{"as": BO, "at": GENERAL})
    assert "unread: " not in page(town, **{"as": BO, "at": PMO}).text


def test_a_refused_act_is_a_sentence_on_the_screen(town: Town) -> None:
    answer = httpx.post(f"{town.url}/page/say", data={"as": BO, "channel": "C0RANDOM", "text": "hi"})
    assert answer.status_code == 200
    assert 'hx-target="#toasts"' in answer.text
    assert "join the channel first" in answer.text


def test_a_command_in_a_thread_is_explained(town: Town) -> None:
    form = {"as": MIA, "channel": GENERAL, "text": "/do it", "thread": "1.2"}
    assert "cannot be given in a thread" in httpx.post(f"{town.url}/page/say", data=form).text


def test_a_picture_is_shown_as_one(town: Town) -> None:
    files = {"file": ("load.png", b"\x89PNG\r\n\x1a\n", "image/png")}
    httpx.post(f"{town.url}/page/say", data={"as": MIA, "channel": GENERAL, "text": ""}, files=files)
    assert 'alt="load.png"' in page(town, **{"as": MIA}).text


def test_several_files_go_with_one_message(town: Town) -> None:
    files = [("file", (f"{name}.csv", b"a,b\n", "text/csv")) for name in ("people", "projects")]
    httpx.post(f"{town.url}/page/say", data={"as": MIA, "channel": GENERAL, "text": "/no command"}, files=files)
    shown = page(town, **{"as": MIA}).text
    assert shown.index("people.csv") < shown.index("projects.csv")
    assert '<input type="file" name="file" multiple' in shown


def test_the_clock_moves_for_the_viewer(town: Town) -> None:
    before = town.playground.clock.now()
    assert httpx.post(f"{town.url}/page/skip", params={"as": MIA, "to": "1 week"}).status_code == 204
    assert town.playground.clock.now() - before > 6 * 86400
    assert "data-moved" in page(town, **{"as": MIA}).text


def test_the_stream_begins_with_everything_and_then_tells_what_is_new(town: Town) -> None:
    with httpx.stream("GET", f"{town.url}/page/live", params={"as": BO, "at": GENERAL}, timeout=10) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        heard: list[str] = []
        lines = stream.iter_lines()
        while not any("#modals" in line for line in heard):
            heard.append(next(lines))
        town.web.chat_postMessage(channel=GENERAL, text="Fresh <news>"[:5] + "\nline")
        while not any('hx-swap="beforeend"' in line for line in heard):
            heard.append(next(lines))
        while not any("line</div>" in line for line in heard):
            heard.append(next(lines))
    assert all(line.startswith(("data: ", "id: ")) or not line for line in heard)
    wait_for(lambda: town.playground.world.channels[GENERAL].read.get(BO))


def test_a_change_for_somebody_else_draws_nothing(town: Town) -> None:
    drawing = _drawing(town)
    assert changed(drawing, Look(BO, GENERAL), [Change("view", user=MIA), Change("traffic")]) == ""
    assert "#modals" in changed(drawing, Look(MIA, GENERAL), [Change("view", user=MIA)])


def test_a_deleted_message_is_taken_away(town: Town) -> None:
    drawing = _drawing(town)
    fragment = changed(drawing, Look(BO, GENERAL), [Change("message", GENERAL, "1700000000.000100")])
    assert 'hx-target="#m-C0GENERAL-1700000000-000100" hx-swap="delete"' in fragment


def test_an_ephemeral_message_is_marked_and_only_for_its_person(town: Town) -> None:
    town.web.chat_postEphemeral(channel=GENERAL, user=MIA, text="between us")
    assert "Only visible to you" in page(town, **{"as": MIA, "at": GENERAL}).text
    assert "between us" not in page(town, **{"as": BO, "at": GENERAL}).text


def test_replies_are_counted_and_stand_in_the_thread(town: Town) -> None:
    root = town.web.chat_postMessage(channel=GENERAL, text="root")["ts"]
    town.web.chat_postMessage(channel=GENERAL, text="an answer", thread_ts=root)
    closed = page(town, **{"as": MIA, "at": GENERAL}).text
    assert "1 reply" in closed
    assert "an answer" not in closed
    assert "an answer" in page(town, **{"as": MIA, "at": GENERAL, "thread": root}).text


def test_a_permalink_opens_the_channel(town: Town) -> None:
    ts = town.web.chat_postMessage(channel=PMO, text="root")["ts"]
    link = town.web.chat_getPermalink(channel=PMO, message_ts=ts)["permalink"]
    answer = httpx.get(link, follow_redirects=True, headers={"referer": f"{town.url}/?as={BO}"})
    assert dict(answer.url.params) == {"as": BO, "at": PMO}


@pytest.mark.parametrize(
    ("kind", "payload", "shown"),
    [
        (
            "message",
            {"text": "x", "blocks": [{"type": "header", "text": {"type": "plain_text", "text": "Top"}}]},
            "Top",
        ),
        ("message", {"text": "*only* text"}, "<strong>only</strong>"),
        (
            "modal",
            {"title": {"type": "plain_text", "text": "Form"}, "submit": {"text": "Go"}, "blocks": []},
            ">Go</button>",
        ),
        ("home", {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "_mine_"}}]}, "<em>mine</em>"),
    ],
)
def test_a_payload_can_be_looked_at_alone(town: Town, kind: str, payload: dict[str, object], shown: str) -> None:
    asked = {"kind": kind, "payload": payload, "as": MIA, "theme": "dark"}
    answer = httpx.post(f"{town.url}/page/preview", json=asked)
    assert answer.status_code == 200
    assert shown in answer.text
    assert 'data-theme="dark"' in answer.text


@pytest.mark.parametrize(
    "body", ["", "[]", json.dumps({"kind": "poster", "payload": {}}), json.dumps({"kind": "home"})]
)
def test_a_preview_of_nothing_is_refused(town: Town, body: str) -> None:
    assert httpx.post(f"{town.url}/page/preview", content=body).status_code == 400


def test_all_that_the_page_loads_is_its_own(town: Town) -> None:
    text = page(town).text
    for path in ("/static/page.js", "/static/style.css", "/static/vendor/htmx.min.js", "/static/vendor/hx-sse.min.js"):
        assert path in text
        assert httpx.get(town.url + path).status_code == 200
    assert "http://" not in text.replace(town.url, "")
    assert "https://" not in text


def _drawing(town: Town) -> Drawing:
    return Drawing(town.playground, environment())
