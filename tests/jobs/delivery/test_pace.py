"""Do we stay below Slack's limits, and as close to them as can be, whatever there is to say? On a clock of the test's own."""

from collections import deque

from jobs.delivery.pace import METHODS, NO_LIMITS, Pace
from models.outbox import Act

POST = "chat.postMessage"


class Ticks:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def send_all(pace: Pace, ticks: Ticks, queues: dict[tuple[str, str], int]) -> list[tuple[float, str, str]]:
    """Send everything as soon as the pace allows, the lanes taking turns. (time, workspace, channel) of each."""
    start, sent = ticks.now, []
    waiting = deque((workspace, channel, count) for (workspace, channel), count in queues.items())
    while waiting:
        shortest = 1e9
        for _ in range(len(waiting)):
            workspace, channel, count = waiting.popleft()
            wait = pace.take(workspace, POST, channel)
            if wait == 0.0:
                sent.append((ticks.now - start, workspace, channel))
                count -= 1
            else:
                shortest = min(shortest, wait)
            if count:
                waiting.append((workspace, channel, count))
        if waiting and shortest < 1e9:
            ticks.now += max(shortest, 0.001)
    return sent


def busiest(times: list[float], window: float) -> int:
    inside: deque[float] = deque()
    most = 0
    for at in sorted(times):
        inside.append(at)
        while inside[0] <= at - window:
            inside.popleft()
        most = max(most, len(inside))
    return most


def test_300_messages_to_one_channel_take_less_than_330_seconds() -> None:
    ticks = Ticks()
    sent = send_all(Pace(ticks), ticks, {("T1", "C1"): 300})
    assert len(sent) == 300
    assert sent[-1][0] <= 330
    assert busiest([at for at, _, _ in sent], 60.0) <= 60 + 3  # one a second, and the small burst at the start


def test_5000_messages_over_100_channels_take_what_slack_allows_and_no_longer() -> None:
    ticks = Ticks()
    sent = send_all(Pace(ticks), ticks, {("T1", f"C{number}"): 50 for number in range(100)})
    assert len(sent) == 5000
    assert sent[-1][0] <= 17.5 * 60
    assert busiest([at for at, _, _ in sent], 60.0) <= 300


def test_a_busy_workspace_does_not_slow_down_another() -> None:
    ticks = Ticks()
    pace = Pace(ticks)
    alone = send_all(Pace(Ticks()), Ticks(), {("T2", "C1"): 1})
    queues = {("T1", f"C{number}"): 20 for number in range(50)} | {("T2", "C1"): 30}
    sent = send_all(pace, ticks, queues)
    second = [at for at, workspace, _ in sent if workspace == "T2"]
    assert alone[0][0] == 0.0
    assert second[-1] <= 30 * 1.2


def test_a_pause_holds_for_that_channel_and_no_other() -> None:
    ticks = Ticks()
    pace = Pace(ticks)
    pace.rest("T1", POST, 10.0, "C1")
    assert pace.take("T1", POST, "C1") == 10.0
    assert pace.take("T1", POST, "C2") == 0.0
    assert pace.take("T1", "chat.update") == 0.0
    assert pace.take("T2", POST, "C1") == 0.0
    assert ("T1", "C1") in pace.resting().lanes
    ticks.now += 10.0
    assert pace.take("T1", POST, "C1") == 0.0


def test_two_channels_told_to_wait_mean_the_workspace() -> None:
    ticks = Ticks()
    pace = Pace(ticks)
    pace.rest("T1", POST, 10.0, "C1")
    pace.rest("T1", POST, 8.0, "C2")
    assert pace.take("T1", POST, "C3") == 8.0
    assert ("T1", POST) in pace.resting().acts


def test_a_refused_token_stops_everything_of_its_workspace_for_a_while() -> None:
    ticks = Ticks()
    pace = Pace(ticks)
    pace.stop("T1", 60.0)
    assert all(("T1", act) in pace.resting().acts for act in Act)
    assert pace.take("T2", POST, "C1") == 0.0
    ticks.now += 60.0
    assert pace.take("T1", POST, "C1") == 0.0


def test_without_limits_slack_is_still_obeyed() -> None:
    ticks = Ticks()
    pace = Pace(ticks, NO_LIMITS)
    assert all(pace.take("T1", POST, "C1") == 0.0 for _ in range(10_000))
    pace.rest("T1", POST, 5.0, "C1")
    assert pace.take("T1", POST, "C1") == 5.0


def test_buckets_that_are_full_again_are_forgotten() -> None:
    ticks = Ticks()
    pace = Pace(ticks)
    for number in range(1000):
        pace.take("T1", POST, f"C{number}")
        ticks.now += 0.25
    ticks.now += 60
    pace.resting()
    assert pace._buckets == {}


def test_every_method_that_the_courier_calls_has_a_rate() -> None:
    assert {Act.POST, Act.UPDATE, Act.PUBLISH} <= set(METHODS)
