"""Does what is private stay out of the log, /healthz and /metrics, even at DEBUG and while Slack misbehaves?"""

import json
import re
import urllib.request

import pytest

from tests.house import House, until
from tests.security.wire import FORM, command, send

CANARIES = ("CANARY", "xoxb-", "xapp-", "playground-signing-secret", "hooks.slack.com/commands", "@fernwood-health")
TROUBLES = ("truncated", "html", "500", "reset_after", "internal_error", "429")

pytestmark = [pytest.mark.timeout(120)]


def test_nothing_private_reaches_the_log_or_the_open_pages(served: House) -> None:
    for trouble in TROUBLES:
        served.town.fail("*", trouble, times=3, seconds=1)
        assert send(served.port, command(f"CANARYTITLE {trouble} for APOLLO"), FORM)[0] == 200
    served.town.mend()
    until(lambda: not {"pending", "sending", "unknown"} & served.outbox().keys(), "all to be said", 45)
    log = served.log.read_text()
    assert [name for name in CANARIES if name in log] == []
    with urllib.request.urlopen(f"http://127.0.0.1:{served.port}/metrics", timeout=5) as answer:
        pages = json.dumps(served.health()) + answer.read().decode()
    assert [name for name in (*CANARIES, "U0", "C0", "T0") if re.search(rf"\b{re.escape(name)}", pages)] == []
