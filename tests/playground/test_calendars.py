"""Does the playground give calendars as a host on the internet would?"""

from __future__ import annotations

import base64
from datetime import date

import httpx

from readers.calendars.values import Busy, Window
from readers.feeds import busy
from tests.playground.live import Live


def test_the_samples_calendar_is_there_and_says_when_it_did_not_change(live: Live) -> None:
    address = f"{live.url}/calendars/mia.ics"
    told = httpx.get(address)
    days = busy(told.content, Window(date(2026, 11, 23), 60), "Europe/Berlin")
    assert days[0] == Busy(date(2026, 11, 27), date(2026, 11, 27))
    assert Busy(date(2026, 12, 24), date(2027, 1, 1)) in days
    again = httpx.get(address, headers={"If-None-Match": told.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_calendar_may_be_put_there_and_no_name_leads_elsewhere(live: Live) -> None:
    content = base64.b64encode(b"\xff no calendar").decode()
    put = httpx.post(f"{live.url}/control/calendar", json={"name": "odd", "base64": content}).json()
    assert httpx.get(put["address"]).content == b"\xff no calendar"
    assert httpx.post(f"{live.url}/control/calendar", json={"name": "odd", "base64": "é"}).status_code == 400
    for name in ("nobody", "..%2f..%2forganisation", "%2e%2e"):
        assert httpx.get(f"{live.url}/calendars/{name}.ics").status_code == 404
