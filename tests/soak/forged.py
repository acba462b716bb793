"""Does any request that Slack did not send, or did not send now, get in? Forged, mutated and replayed, over real HTTP.

A round is a thousand requests to one bot that serves HTTP; "accepted" and "server_errors" must be 0.
"""

import http.client
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from sqlalchemy import create_engine, text

from bot.http import SLACK_PATH
from tests.house import House, house, until
from tests.security.wire import FORM, JSON, SECRET, Answer, command, event, payload, press, seal
from tests.soak.findings import Findings, Round

ROUND = 2000  # requests between two looks at the store; short enough that a replay is a replay of the last minutes
THREADS = 8
# What a gesture leaves behind, whatever it is. Jobs refresh people and draw cards anew meanwhile.
KEPT = ("workspaces", "projects", "blockers", "blocker_changes", "audit", "inbox", "cards")
NEVER = ("accepted", "server_errors", "unanswered", "answered otherwise")
POSTED = "outbox WHERE act = 'chat.postMessage'"


@dataclass(frozen=True)
class Request:
    """What goes over the wire. `kind` says how it was made; `answer`: what the first copy of a replayed one heard."""

    kind: str
    body: bytes
    headers: Mapping[str, str]
    method: str = "POST"
    answer: Answer | None = None


@dataclass(frozen=True)
class Genuine:
    """A request as Slack would send it now."""

    body: bytes
    type: str
    stamp: str = field(default_factory=lambda: str(int(time.time())))

    @property
    def signature(self) -> str:
        return seal(self.body, self.stamp)

    def request(self, kind: str, **changes: str | bytes | None) -> Request:
        """With other headers or another body; None leaves a header out."""
        body = changes.pop("body", self.body)
        given = {"stamp": self.stamp, "signature": self.signature, "type": self.type, **changes}
        names = {"stamp": "X-Slack-Request-Timestamp", "signature": "X-Slack-Signature", "type": "Content-Type"}
        headers = {names[name]: value for name, value in given.items() if isinstance(value, str)}
        assert isinstance(body, bytes)
        return Request(kind, body, headers)

    def signed_at(self, kind: str, stamp: str) -> Request:
        """Honestly signed, for a moment that is not now or is written strangely."""
        return self.request(kind, stamp=stamp.encode().decode("latin-1"), signature=seal(self.body, stamp))


Attack = Callable[[Random, Genuine], Request]


def _flipped(chance: Random, one: Genuine) -> Request:
    body = bytearray(one.body)
    body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
    return one.request("mutated", body=bytes(body))


def _cut(chance: Random, one: Genuine) -> Request:
    return one.request("mutated", body=one.body[: chance.randrange(len(one.body))])


def _lengthened(chance: Random, one: Genuine) -> Request:
    return one.request("mutated", body=one.body + chance.choice([b"&text=another", b" ", b"\n", b"&user_id=U0PRIYA"]))


def _doubled(chance: Random, one: Genuine) -> Request:
    return one.request("mutated", body=one.body + b"&" + one.body)


def _other_digit(chance: Random, one: Genuine) -> Request:
    digits = list(one.signature)
    place = chance.randrange(3, len(digits))
    digits[place] = chance.choice([digit for digit in "0123456789abcdef" if digit != digits[place]])
    return one.request("forged", signature="".join(digits))


def _guessed(chance: Random, one: Genuine) -> Request:
    return one.request("forged", signature=f"v0={chance.getrandbits(256):064x}")


def _spelled(chance: Random, one: Genuine) -> Request:
    digest = one.signature.removeprefix("v0=")
    odd = (digest, f"v1={digest}", f"v0={digest[:-1]}", f"v0={digest}0", f"v0=v0={digest}", "v0=", "", "\xff\xfe", "v0")
    shouted = one.signature.upper()  # letters of a digest have one spelling
    return one.request("forged", signature=chance.choice([*odd, shouted, f"{digest}, {one.signature}"]))


def _other_secret(chance: Random, one: Genuine) -> Request:
    secret = chance.choice(["", SECRET.upper(), SECRET[:-1], SECRET + "x", "playground"])
    return one.request("forged", signature=seal(one.body, one.stamp, secret))


def _of_another(chance: Random, one: Genuine) -> Request:
    return one.request("forged", signature=seal(command(f"{chance.random()}"), one.stamp))


def _bare(chance: Random, one: Genuine) -> Request:
    left_out: Mapping[str, None] = chance.choice(
        [{"stamp": None}, {"signature": None}, {"stamp": None, "signature": None}]
    )
    return one.request("forged", **left_out)


def _moved(chance: Random, one: Genuine) -> Request:
    return one.request("forged", stamp=str(int(one.stamp) + chance.choice([-200, -1, 1, 30])))


def _stale(chance: Random, one: Genuine) -> Request:
    return one.signed_at("replayed late", str(int(one.stamp) - chance.randrange(302, 10_000_000)))


def _early(chance: Random, one: Genuine) -> Request:
    return one.signed_at("forged", str(int(one.stamp) + chance.randrange(200, 10_000_000)))


def _strange_time(chance: Random, one: Genuine) -> Request:
    now = one.stamp
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in now)
    strange = (f"+{now[1:]}", f"{now}.0", f"0{now}", "nan", "-1", f"{now[:5]} {now[5:]}", wide, "9" * 400, "1e9")
    return one.signed_at("forged", chance.choice(strange))


def _other_method(chance: Random, one: Genuine) -> Request:
    method = chance.choice(["GET", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"])
    return Request("forged", one.body, one.request("").headers, method)


ATTACKS: Sequence[Attack] = (
    *(_flipped, _cut, _lengthened, _doubled),
    *(_other_digit, _guessed, _spelled, _other_secret, _of_another, _bare, _moved),
    *(_stale, _early, _strange_time, _other_method),
)


def _genuine(chance: Random) -> list[Genuine]:
    """One gesture of each kind, none of which was made before."""
    name = f"{chance.getrandbits(64):x}"
    opened = {"type": "app_home_opened", "user": "U0MIA", "tab": "home", "channel": "D1"}
    closed = {"id": f"V{name}", "hash": name, "callback_id": "blockers.report", "type": "modal", "blocks": []}
    state = {"values": {"title": {"answer": {"value": f"form {name}"}}}}
    sent = {"type": "view_submission", "team": {"id": "T0FERNWOOD"}, "user": {"id": "U0MIA"}}
    return [
        Genuine(command(f"waiting for the keys {name}"), FORM),
        Genuine(press("blockers.acknowledge", "0" * 32), FORM),
        Genuine(payload({**sent, "trigger_id": name, "view": {**closed, "state": state}}), FORM),
        Genuine(event(opened), JSON),
        Genuine(json.dumps({"type": "url_verification", "challenge": name}).encode(), JSON),
    ]


class Wire:
    """A connection for each thread, kept open between requests as Slack's are."""

    def __init__(self, port: int) -> None:
        self.port, self._here = port, threading.local()

    def send(self, request: Request) -> Answer | None:
        """The answer; None where the door hung up without one."""
        for _ in range(2):  # a kept connection may have been closed by the door in the meantime
            try:
                line: http.client.HTTPConnection = self._here.line
            except AttributeError:
                line = self._here.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            try:
                line.request(request.method, SLACK_PATH, request.body, dict(request.headers))
                heard = line.getresponse()
                return heard.status, heard.read().decode()
            except (http.client.HTTPException, OSError):
                line.close()
                del self._here.line
        return None


def attack(served: House, n: int, seed: int) -> dict[str, int]:
    """Send `n` requests that must change nothing to a bot that serves HTTP. What was found, counted."""
    chance, wire, found = Random(seed), Wire(served.port), Counter[str]()
    while found["requests"] < n:
        firsts = [one.request("replayed") for one in _genuine(chance)]
        heard = [wire.send(one) for one in firsts]
        replays = [
            Request("replayed", one.body, one.headers, answer=answer) for one, answer in zip(firsts, heard, strict=True)
        ]
        _settle(served)
        before = _rows(served)
        mix = [_one(chance, replays) for _ in range(min(ROUND, n - found["requests"]))]
        with ThreadPoolExecutor(THREADS) as threads:
            for request, answer in zip(mix, threads.map(wire.send, mix), strict=True):
                found.update(_judged(request, answer))
        found["accepted"] += _rows(served) != before
    names = ("requests", "forged", "mutated", "replayed", "replayed late", "accepted", "server_errors", "unanswered")
    return {name: found[name] for name in (*names, "answered otherwise")}


@contextmanager
def opened(folder: Path) -> Iterator[Round]:
    """A bot and a playground of its own for all rounds."""
    with house(folder, http=True) as served:
        served.start()

        def once(number: int, chance: Random) -> Findings:
            told, found = attack(served, ROUND // 2, chance.getrandbits(32)), Findings()
            for name in set(told) - set(NEVER):
                found.count(name, told[name])
            for name in NEVER:
                found.never(name, [f"round {number}"] * told[name])
            return found

        yield once


def _one(chance: Random, replays: Sequence[Request]) -> Request:
    if chance.random() < 0.25:
        return chance.choice(replays)
    return chance.choice(ATTACKS)(chance, chance.choice(_genuine(chance)))


def _judged(request: Request, answer: Answer | None) -> list[str]:
    """Under which names a request counts."""
    counted = ["requests", request.kind]
    if answer is None:
        return [*counted, "unanswered"]
    if answer[0] >= 500:
        counted.append("server_errors")
    if request.kind == "replayed":  # a copy hears what the first one heard; nothing else may come of it
        return counted if answer == request.answer else [*counted, "answered otherwise"]
    if answer[0] < 300:
        counted.append("accepted")
    return counted


def _rows(served: House) -> list[int]:
    engine = create_engine(served.database_url)
    with engine.connect() as connection:
        rows = [connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in (*KEPT, POSTED)]  # noqa: S608
    engine.dispose()
    return rows


def _settle(served: House) -> None:
    until(lambda: not {"pending", "sending", "unknown"} & served.outbox().keys(), "all to be said", 60)
