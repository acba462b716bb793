"""How are Slack's text objects drawn?"""

from __future__ import annotations

from markupsafe import Markup

from playground.page.markup import lines
from playground.page.mrkdwn import mrkdwn, with_emoji
from playground.page.scene import Scene
from playground.page.shape import flag, word
from playground.world import JSON


def text(source: JSON, scene: Scene) -> Markup:
    """A text object, mrkdwn or plain_text; nothing for an empty one."""
    written = word(source, "text")
    if word(source, "type") == "mrkdwn":
        return mrkdwn(written, scene, verbatim=flag(source, "verbatim"))
    return with_emoji(written) if flag(source, "emoji", otherwise=True) else lines(written)
