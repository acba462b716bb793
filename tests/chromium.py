"""How do tests start the browser that Debian brings?"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

PATH = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
NEEDED = [
    pytest.mark.browser,
    pytest.mark.skipif(not PATH.exists(), reason="chromium is missing: apt-get install chromium"),
]


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(PATH), args=FLAGS)
        try:
            yield started
        finally:
            started.close()
