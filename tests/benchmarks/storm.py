"""How does the bot stand a storm of commands? A process of its own that sends them at a fixed pace and takes the times.

Each request has its instant. A late answer delays none of the others, and its time counts from the instant at which it
was to be sent, so that a queue cannot hide (no coordinated omission).
"""

import argparse
import http.client
import json
import sys
import threading
import time
from typing import Any
from urllib.parse import urlsplit

from tests.benchmarks.requests import form, signed

LANES = 64  # requests at the same time; more would wait for each other, and that would count


class Storm:
    """Sends what is due by as many threads as there are lanes, each over its own connection."""

    def __init__(self, url: str, rate: float, seconds: float) -> None:
        self._where = urlsplit(url)
        self._rate, self._count = rate, int(rate * seconds)
        self._next = 0
        self._guard = threading.Lock()
        self.times: list[float] = []
        self.wrong: list[str] = []

    def run(self) -> None:
        self._begun = time.monotonic() + 0.2
        lanes = [threading.Thread(target=self._lane) for _ in range(LANES)]
        for one in lanes:
            one.start()
        for one in lanes:
            one.join()

    def _lane(self) -> None:
        connection = http.client.HTTPConnection(str(self._where.hostname), self._where.port, timeout=10)
        while (number := self._take()) is not None:
            due = self._begun + number / self._rate
            time.sleep(max(0.0, due - time.monotonic()))
            body = form(number, who="U0MIA")
            try:
                connection.request("POST", self._where.path, body, signed(body))
                answer = connection.getresponse()
                said = answer.read()
                right = answer.status == 200 and b"is filed" in said
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                right, said = False, repr(error).encode()
            took = (time.monotonic() - due) * 1000
            with self._guard:
                self.times.append(took)
                self.wrong += [] if right else [said[:120].decode("utf-8", "replace")]

    def _take(self) -> int | None:
        with self._guard:
            number, self._next = self._next, self._next + 1
        return number if number < self._count else None


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--rate", type=float, default=150.0, help="requests a second")
    parser.add_argument("--seconds", type=float, default=60.0)
    given = parser.parse_args(arguments)
    storm = Storm(given.url, given.rate, given.seconds)
    storm.run()
    told: dict[str, Any] = {"times": storm.times, "wrong": storm.wrong}
    json.dump(told, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
