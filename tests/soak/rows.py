"""Which rows are there, how long is each in the ordinary tests and by hand, and what counts as one of its units?"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from tests.soak import (
    away,
    clockwork,
    crowd,
    failpoints,
    forged,
    growth,
    inbound,
    instants,
    machines,
    outbound,
    sockets,
    storm,
    takeover,
    zones,
)
from tests.soak.findings import Round


@dataclass(frozen=True)
class Row:
    """`open` puts together in a folder what the rounds need; each gives its figures, among them `unit`."""

    title: str
    unit: str
    short: int  # units in `make test`
    long: int  # units of `make soak` where N is not given
    open: Callable[[Path], AbstractContextManager[Round]]


ROWS: Mapping[str, Row] = {
    "1a": Row("killed at every visit of every failpoint, 5 flows", "sweeps", 0, 30, failpoints.opened),
    "1b": Row("killed at random instants under load", "kills", 50, 1_000, instants.opened),
    "2a": Row("requests doubled, reordered, re-delivered over restarts: HTTP", "histories", 500, 10_000, inbound.http),
    "2b": Row("the same by Socket Mode", "histories", 500, 10_000, inbound.socket),
    "3a": Row("sends at 10 % faults of every kind, history readable", "sends", 3_000, 50_000, outbound.seeing),
    "3b": Row("the same where the history may not be read", "sends", 100, 5_000, outbound.blind),
    "3c": Row("storm: 300 messages to one channel", "storms", 1, 10, storm.opened),
    "4a": Row("Socket Mode: connections renewed, cut, silenced", "reconnects", 5, 200, sockets.opened),
    "4b": Row("Socket Mode: memory, threads and file handles over time", "minutes", 0, 20, growth.opened),
    "5": Row("disk full, store read-only, database away or frozen, Slack away", "outages", 4, 48, away.opened),
    "6": Row("forged, mutated and replayed requests", "requests", 0, 10_000, forged.opened),
    "7": Row("stateful machines: blocker, message, timer, lease", "steps", 0, 80_000, machines.opened),
    "8": Row("series of local times: 48 a day, five years", "zones", 0, 23, zones.opened),
    "8b": Row("the whole app on a virtual clock in 23 zones, killed, its clock set", "days", 30, 400, clockwork.opened),
    "9": Row("three processes on one store, one killed, one frozen", "takeovers", 10, 200, takeover.opened),
    "10": Row("asked at nine through Slack's limits, on virtual time", "members", 0, crowd.MEMBERS, crowd.opened),
}
