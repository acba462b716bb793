"""Can a person use the playground in a real browser, on a desk and on a phone, with a real app behind it?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from slack_bolt import Ack, App
from slack_sdk import WebClient

from tests.playground.fixtures_bot import Pair, pair
from tests.playground.fixtures_world import BO, GENERAL, MIA

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="chromium is missing: apt-get install chromium"),
]
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def button(text: str, action: str, **more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain(text), "action_id": action, **more}


def card(title: str, state: str) -> list[dict[str, Any]]:
    sure = {"title": plain("Sure?"), "text": plain("It stays."), "confirm": plain("Close it"), "deny": plain("Keep")}
    buttons = [button("Start", "start"), button("Close", "close", confirm=sure)]
    return [
        {"type": "section", "text": {"type": "mrkdwn", "text": f"*{title}*\n{state}"}},
        {"type": "actions", "elements": buttons},
    ]


def form(hint: bool) -> dict[str, Any]:
    title = {"type": "plain_text_input", "action_id": "v", "placeholder": plain("In a few words")}
    kinds = [{"text": plain(name), "value": name.lower()} for name in ("Access", "Vendor")]
    cause = {"type": "static_select", "action_id": "cause", "options": kinds}
    blocks: list[dict[str, Any]] = [
        {"type": "input", "block_id": "title", "label": plain("What is it?"), "element": title},
        {"type": "input", "block_id": "cause", "label": plain("Cause"), "element": cause, "dispatch_action": True},
    ]
    if hint:
        blocks.append({"type": "section", "text": plain("A vendor needs a date.")})
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("New thing"),
        "submit": plain("Save"),
        "blocks": blocks,
    }


def listen(app: App) -> None:
    """A small app: a command with a form, a card with buttons, an answer only for one person."""

    @app.command("/do")
    def do(ack: Ack, command: dict[str, Any], client: WebClient) -> None:
        if command["text"]:
            ack(f"Noted: {command['text']}")
            return
        client.views_open(trigger_id=command["trigger_id"], view=form(hint=False))
        ack()

    @app.action("cause")
    def chosen(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        client.views_update(view_id=body["view"]["id"], view=form(hint=True))
        ack()

    @app.view("form")
    def submitted(ack: Ack, view: dict[str, Any], client: WebClient) -> None:
        title = view["state"]["values"]["title"]["v"]["value"]
        if len(title) < 5:
            ack(response_action="errors", errors={"title": "Please say a little more."})
            return
        ack()
        client.chat_postMessage(channel=GENERAL, text=title, blocks=card(title, "open"))

    for action, state in (("start", "started"), ("close", "closed")):
        _moves(app, action, state)


def _moves(app: App, action: str, state: str) -> None:
    @app.action(action)
    def moved(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        message = body["message"]
        blocks = card(message["text"], state)
        client.chat_update(channel=body["channel"]["id"], ts=message["ts"], text=message["text"], blocks=blocks)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def joined() -> Iterator[Pair]:
    with pair("socket") as made:
        listen(made.bot.app)
        yield made


@pytest.fixture
def town(joined: Pair) -> Iterator[Pair]:
    yield joined
    joined.control.post("reset")


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A window without any complaint on its console at the end."""
    context = browser.new_context(viewport=request.param)
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    wide = opened.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()
    assert said == []
    assert not wide


def settle(page: Page) -> None:
    """Wait until the page hears of changes."""
    page.wait_for_function("document.querySelector('[id^=live-]')._htmx?.sse !== undefined")


def look(page: Page, town: Pair, user: str, at: str = GENERAL) -> None:
    page.goto(f"{town.town.url}/?as={user}&at={at}")
    settle(page)


def write(page: Page, text: str) -> None:
    page.locator("#text-main").fill(text)
    page.locator("#text-main").press("Enter")


def test_a_person_is_chosen_and_talks(page: Page, town: Pair) -> None:
    look(page, town, MIA)
    menu = page.locator(".menu-button")
    if menu.is_visible():
        menu.click()
    page.locator("#who").click()
    page.locator("#persons a", has_text="Bo").click()
    settle(page)
    write(page, "Good morning, *all*")
    message = page.locator(".message", has_text="Good morning")
    expect(message.locator("strong", has_text="all")).to_be_visible()
    expect(page.locator("#text-main")).to_have_value("")
    assert town.control.messages()[-1]["user"] == BO


def test_a_command_is_hinted_and_answered_for_one_person(page: Page, town: Pair) -> None:
    look(page, town, MIA)
    page.locator("#text-main").press_sequentially("/d")
    expect(page.locator("#hints-main [role=option]")).to_contain_text("Does it")
    page.locator("#text-main").press("Tab")
    expect(page.locator("#text-main")).to_have_value("/do ")
    page.locator("#text-main").press_sequentially("something")
    page.locator("#text-main").press("Enter")
    answer = page.locator(".message.is-private")
    expect(answer).to_contain_text("Only visible to you")
    expect(answer).to_contain_text("Noted: something")


def test_a_form_is_filled_corrected_and_its_card_edited_in_place(page: Page, town: Pair) -> None:
    look(page, town, MIA)
    write(page, "/do")
    field = page.get_by_label("What is it?")
    expect(field).to_be_focused()
    field.fill("abc")
    page.get_by_label("Cause").select_option("vendor")
    expect(page.locator(".modal")).to_contain_text("A vendor needs a date.")
    expect(field).to_have_value("abc")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".modal .error")).to_have_text("Please say a little more.")
    expect(field).to_be_focused()
    field.fill("A late vendor")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".modal")).to_have_count(0)
    message = page.locator(".message", has_text="A late vendor")
    expect(message).to_contain_text("open")
    was = message.get_attribute("id")
    page.locator("#text-main").fill("a draft that must stay")
    message.get_by_role("button", name="Start").click()
    expect(page.locator(f"#{was}")).to_contain_text("started")
    expect(page.locator(f"#{was}")).to_contain_text("(edited)")
    expect(page.locator("#text-main")).to_have_value("a draft that must stay")
    expect(page.locator(".message", has_text="A late vendor")).to_have_count(1)


def test_a_question_is_asked_before_a_press(page: Page, town: Pair) -> None:
    town.town.web.chat_postMessage(channel=GENERAL, text="Sign-off", blocks=card("Sign-off", "open"))
    look(page, town, MIA)
    message = page.locator(".message", has_text="Sign-off")
    message.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Keep").click()
    expect(message).to_contain_text("open")
    message.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Close it").click()
    expect(message).to_contain_text("closed")


def test_escape_closes_a_form_and_gives_the_focus_back(page: Page, town: Pair) -> None:
    look(page, town, MIA)
    write(page, "/do")
    expect(page.locator(".modal")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".modal")).to_have_count(0)
    expect(page.locator("#text-main")).to_be_focused()


def test_what_others_say_arrives_and_marks_their_channel(page: Page, town: Pair) -> None:
    look(page, town, BO, at="C0PMO")
    town.town.web.chat_postMessage(channel="C0PMO", text="here")
    expect(page.locator(".message", has_text="here")).to_be_visible()
    town.town.web.chat_postMessage(channel=GENERAL, text="elsewhere")
    expect(page.locator(f"#go-{GENERAL} .badge")).to_contain_text("1")
    expect(page.locator("#go-C0PMO .badge")).to_have_count(0)


def test_a_thread_opens_and_takes_an_answer(page: Page, town: Pair) -> None:
    town.control.act(MIA, "say", channel=GENERAL, text="Who can help?")
    look(page, town, BO)
    message = page.locator(".message", has_text="Who can help?")
    message.hover()
    message.locator(".tools .dots").click()
    page.get_by_role("menuitem", name="Reply in thread").click()
    expect(page.locator("#thread")).to_be_visible()
    settle(page)
    page.locator("#text-thread").fill("I can")
    page.locator("#text-thread").press("Enter")
    expect(page.locator("#thread .message", has_text="I can")).to_be_visible()
    page.locator("#thread .close").click()
    expect(page.locator(".message a.replies")).to_contain_text("1 reply")


def test_the_clock_is_moved(page: Page, town: Pair) -> None:
    look(page, town, MIA)
    quick = page.locator("#skip-tomorrow")
    if quick.is_visible():
        quick.click()
    else:
        page.locator("#clock-now").click()
        page.get_by_role("button", name="Skip to tomorrow 9:00").click()
    expect(page.locator("#clock-now strong")).to_have_text("9:00 AM")
