"""Are Slack's rate limits kept, with a Retry-After that is enough and not more than needed?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.errors import SlackApiError

from playground.limits import CHANNEL_BURST, PER_MINUTE, POSTS_PER_MINUTE, Limits
from tests.playground.live import Live


@given(steps=st.lists(st.floats(0, 5), max_size=200))
def test_a_channel_takes_one_post_a_second_after_a_burst(steps: list[float]) -> None:
    now = [1000.0]
    limits = Limits(lambda: now[0])
    taken = []
    for step in steps:
        now[0] += step
        if limits.take_post("C0APOLLO") == 0:
            taken.append(now[0])
    for first in range(len(taken)):
        for last in range(first, len(taken)):
            assert last - first + 1 <= CHANNEL_BURST + (taken[last] - taken[first]) + 1e-6


@given(calls=st.integers(1, 20), tier=st.sampled_from(sorted(PER_MINUTE)))
def test_waiting_as_told_is_enough(calls: int, tier: int) -> None:
    now = [1000.0]
    limits = Limits(lambda: now[0])
    for _ in range(PER_MINUTE[tier] + calls):
        if wait := limits.take("users.list", tier):
            now[0] += wait
            assert limits.take("users.list", tier) == 0


def test_the_workspace_takes_so_many_a_minute() -> None:
    now = [1000.0]
    limits = Limits(lambda: now[0])
    waits = [limits.take_post(f"C{number}") for number in range(POSTS_PER_MINUTE + 1)]
    assert waits == [0] * POSTS_PER_MINUTE + [60]
    now[0] += 60
    assert limits.take_post("C0") == 0


def test_another_channel_is_not_held_up() -> None:
    limits = Limits(lambda: 1000.0)
    assert [limits.take_post("C0APOLLO") for _ in range(CHANNEL_BURST + 1)] == [0] * CHANNEL_BURST + [1]
    assert limits.take_post("C0ORION") == 0


def test_limits_can_be_off() -> None:
    limits = Limits(lambda: 1000.0, on=False)
    assert not any(limits.take_post("C0APOLLO") or limits.take("users.list", 2) for _ in range(1_000))


def test_the_app_is_told_when_to_come_again(live: Live) -> None:
    live.town.limits.on = True
    with pytest.raises(SlackApiError) as refused:
        for number in range(CHANNEL_BURST + 2):
            live.bot.chat_postMessage(channel="C0APOLLO", text=str(number))
    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "1"
    assert len(live.entries("accepted")) >= CHANNEL_BURST
    assert live.bot.chat_postMessage(channel="C0ORION", text="elsewhere")["ok"]


def test_tiers(live: Live) -> None:
    live.town.limits.on = True
    for _ in range(PER_MINUTE[2]):
        live.bot.users_list()
    assert live.refusal(live.bot.users_list)["error"] == "ratelimited"
    assert live.bot.users_info(user="U0MIA")["ok"]
