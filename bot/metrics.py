"""Which numbers does Prometheus read from this process?"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily

# Slack waits three seconds; the edges are close together where a promise is judged.
_EDGES = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.2, 3.0)


@dataclass
class Outcome:
    """What became of one delivery; the door writes it here."""

    name: str = "answered"


class Metrics:
    """Counts acknowledgements of this process, and renders them with the gauges of a health report."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._acks = Counter(
            "clearway_acks", "Deliveries from Slack by what became of them", ["door", "outcome"], registry=self.registry
        )
        self._seconds = Histogram(
            "clearway_ack_seconds",
            "Seconds from a delivery's arrival to its answer",
            ["door"],
            buckets=_EDGES,
            registry=self.registry,
        )

    @contextmanager
    def measured(self, door: str) -> Iterator[Outcome]:
        """Time one delivery through `door` and count its outcome."""
        outcome = Outcome("failed")
        begun = time.monotonic()
        try:
            yield outcome
        finally:
            self._seconds.labels(door).observe(time.monotonic() - begun)
            self._acks.labels(door, outcome.name).inc()

    def text(self, report: Mapping[str, Any]) -> bytes:
        """The page in Prometheus' text form. `report` is a health report as plain values; nested ones get a label."""
        scrape = CollectorRegistry()
        scrape.register(_Report(report))
        return generate_latest(self.registry) + generate_latest(scrape)


@dataclass(frozen=True, eq=False)  # the registry keeps it in a mapping
class _Report:
    values: Mapping[str, Any]

    def collect(self) -> Iterator[GaugeMetricFamily]:
        for name, value in self.values.items():
            if isinstance(value, bool | int | float):
                gauge = GaugeMetricFamily(f"clearway_{name}", f"Health: {name.replace('_', ' ')}")
                gauge.add_metric([], float(value))
                yield gauge
            elif isinstance(value, Mapping):
                gauge = GaugeMetricFamily(f"clearway_{name}", f"Health: {name.replace('_', ' ')}", labels=["of"])
                for key, number in value.items():
                    if isinstance(number, bool | int | float):
                        gauge.add_metric([str(key)], float(number))
                yield gauge
