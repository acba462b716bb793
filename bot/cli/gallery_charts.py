"""Which drawn pictures stand in the gallery's screens, and how does the playground come to hold them?"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from slack_sdk import WebClient

from bot.cli.gallery_availability import HOME
from ui.charts import load
from ui.kit import Block, image

TOKEN = "xoxb-playground"  # noqa: S105  (the playground takes any)
CHARTS: Mapping[str, Callable[[], bytes]] = {"F0WEEKS": lambda: load.png(load.facts(HOME.weeks))}


def weeks_ahead() -> Block:
    """The picture of eight weeks, as a Home shows it."""
    return image("F0WEEKS", load.alt(HOME.weeks))


def uploaded(base: str, payload: dict[str, Any]) -> dict[str, Any]:
    """The payload with the files that the playground at `base` was given in place of the gallery's names for them."""
    words = json.dumps(payload)
    for name, draw in CHARTS.items():
        if f'"{name}"' in words:
            client = WebClient(TOKEN, base_url=f"{base}/api/", retry_handlers=[])
            told = client.files_upload_v2(content=draw(), filename=f"{name}.png")
            words = words.replace(f'"{name}"', json.dumps(told["files"][0]["id"]))
    found: dict[str, Any] = json.loads(words)
    return found
