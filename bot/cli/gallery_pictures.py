"""How does a screen become a picture? The playground draws it, chromium looks at it."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import Request, urlopen

from bot.cli.endings import EndingError
from bot.cli.gallery_charts import uploaded
from bot.cli.gallery_samples import NOW
from bot.cli.gallery_screens import Screen

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTH, HEIGHT = 680, 400
READER = "U0MIA"
SECONDS = 20.0


def draw(screens: Sequence[Screen], folder: Path) -> str:
    """Write a picture of each screen into `folder`. Gives a sentence for the operator, chromium or not."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        return "Their pictures were left as they are, because chromium is not installed: sudo apt-get install chromium"
    with _playground() as base, _page(browser) as page:
        for screen in screens:
            _draw_one(page, base, screen, folder / f"{screen.name}.png")
    return f"Their pictures are {WIDTH} pixels wide."


@contextmanager
def _playground() -> Iterator[str]:
    """The address of a playground whose clock shows the samples' moment; it ends with the block."""
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "playground", "--port", "0"]
    if (root / "manifest.json").exists():
        command += ["--manifest", "manifest.json"]  # it holds the name that stands beside each message
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as child:
        try:
            line = child.stdout.readline() if child.stdout else ""
            base = line.strip().rpartition(" ")[2]
            if not base.startswith("http://127.0.0.1"):
                raise EndingError("The playground did not start, so no pictures were made.")
            moment = json.dumps({"at": NOW.isoformat()}).encode()
            request = Request(f"{base}/control/clock", moment, {"Content-Type": "application/json"})  # noqa: S310 - our child
            urlopen(request, timeout=SECONDS).close()  # noqa: S310 - the same
            yield base
        finally:
            child.terminate()


@contextmanager
def _page(browser: str) -> Iterator["Page"]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        context = running.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB", timezone_id="Europe/Berlin"
        )
        yield context.new_page()
        running.close()


def _draw_one(page: "Page", base: str, screen: Screen, path: Path) -> None:
    payload = uploaded(base, screen.payload)
    asked = json.dumps({"kind": screen.kind, "payload": payload, "as": READER, "theme": "light"})
    address = f"{base}/page/preview"
    # A browser navigates by GET only; the door of the playground takes what is to be drawn by POST.
    page.route(address, lambda route: route.continue_(method="POST", post_data=asked))
    answer = page.goto(address)
    if answer is None or not answer.ok:
        raise EndingError(f"The playground could not draw {screen.name}: {answer.text() if answer else 'no answer'}")
    page.evaluate("document.fonts.ready.then(() => true)")
    page.locator("#screen").screenshot(path=path)
    page.unroute(address)
