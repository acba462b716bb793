"""How does a story look at the playground's page, and write there?"""

from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.house import House

DESK: ViewportSize = {"width": 1280, "height": 860}
PHONE: ViewportSize = {"width": 390, "height": 844}
PATIENCE = 15_000  # ms: other tests run beside


def look(page: Page, served: House, who: str, at: str) -> None:
    """Open a place as somebody, and wait until what happens there is shown as it happens."""
    page.goto(f"{served.town.url}/?as={who}&at={at}")
    page.wait_for_function("document.querySelector('[id^=live-]')._htmx?.sse !== undefined")


def write(page: Page, text: str) -> None:
    page.locator("#text-main").fill(text)
    page.locator("#text-main").press("Enter")


def private(page: Page, words: str) -> Locator:
    """The last answer with these words that only the reader sees."""
    return page.locator(".message.is-private", has_text=words).last


def say(page: Page, text: str, words: str) -> Locator:
    """Write a command; the answer to it, once it is there."""
    write(page, text)
    answer = private(page, words)
    expect(answer).to_be_visible(timeout=PATIENCE)
    return answer
