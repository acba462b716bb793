"""Which methods of the Web API are there, and what does each need: scope, tier, kind of token."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from playground.api.call import Call
from playground.world import JSON


@dataclass(frozen=True)
class Method:
    name: str
    handler: Callable[[Call], JSON]  # returns the answer without "ok"; raises SlackError or RateLimited
    tier: int  # 1 to 4 as Slack's; 5 stands for "special"
    scopes: tuple[str, ...] = ()  # any one of them will do
    caller: Literal["bot", "app", "anyone"] = "bot"  # whose token
    writes: bool = False
    takes_json: bool = True  # otherwise Slack does not read a JSON body and finds no arguments in it


Table = tuple[Method, ...]
