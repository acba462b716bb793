"""What is one page of the gallery?"""

from dataclasses import dataclass
from typing import Any

from ui.kit import Message, View


@dataclass(frozen=True)
class Screen:
    """One page of the gallery: `says` is for whom it is and when, `alt` what its picture shows."""

    name: str
    kind: str  # message | modal | home
    payload: dict[str, Any]
    says: str
    alt: str


def message_screen(name: str, message: Message, says: str) -> Screen:
    """A message; its picture shows what its text says."""
    return Screen(name, "message", {"text": message.text, "blocks": message.blocks}, says, message.text)


def modal_screen(name: str, view: View, says: str) -> Screen:
    """A form, or a window to read."""
    asks = [block["label"]["text"] for block in view["blocks"] if block["type"] == "input"]
    content = f" It asks: {' '.join(f'“{label}”' for label in asks)}." if asks else ""
    return Screen(name, "modal", view, says, f"A window with the title “{view['title']['text']}”.{content}")
