"""How does the playground say no: with one of Slack's error codes and whatever fields Slack sends beside it."""

from __future__ import annotations

from typing import Any


class SlackError(Exception):
    """`code` is Slack's (such as `channel_not_found`); `fields` go into the answer beside `ok` and `error`."""

    def __init__(self, code: str, **fields: Any) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields
