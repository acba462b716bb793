"""Which window do the stories look through, that are told in a real browser?"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.chromium import chromium
from tests.stories.window import DESK


@pytest.fixture
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window of somebody who was offered the tour before: on a desk, unless a story asks for another size.

    No script of the page fails in it.
    """
    with chromium() as browser:
        context = browser.new_context(viewport=getattr(request, "param", DESK))
        context.add_init_script("localStorage.setItem('tour', 'seen')")
        opened = context.new_page()
        said: list[str] = []
        opened.on("pageerror", lambda error: said.append(str(error)))
        yield opened
        context.close()
        assert said == []
