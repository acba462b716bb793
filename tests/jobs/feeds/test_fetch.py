"""Is a calendar fetched from exactly the place that was checked, within its limits, and refused in words else?"""

import socket
import ssl
import threading
import time
from dataclasses import replace

import pytest

from jobs.feeds.dial import Ways, resolved
from jobs.feeds.fetch import Fetched, Limits, Stamp, fetch
from readers.calendars.values import Unreadable
from tests.jobs.feeds.hosts import CALENDAR, PUBLIC, Net, Speak, dripping, host, raw, saying
from tests.readers.calendars.spellings import SPELLINGS

ADDRESS = "https://calendar.example.com/private-1234/basic.ics?v=2"
QUICK = Limits(seconds=1.0, size=100_000, redirects=3)
INSIDE = "leads into a private network"
FINE = saying("200 OK", CALENDAR, Content_Type="text/calendar")


def refused(net: Net, address: str = ADDRESS, *, limits: Limits = QUICK, ways: Ways | None = None) -> Unreadable:
    """How a fetch is refused: in less than a second of the bot's time, in a sentence that gives the address away to none."""
    begun = time.thread_time()
    with pytest.raises(Unreadable) as caught:
        fetch(address, ways or net.ways(), limits=limits)
    assert time.thread_time() - begun < 1
    assert "private-1234" not in str(caught.value)
    assert str(caught.value).endswith(".")
    return caught.value


def test_a_calendar_is_fetched_over_tls_from_the_address_that_was_checked():
    with host(saying("200 OK", CALENDAR, ETag='"v1"', Last_Modified="Mon, 05 Oct 2026 10:00:00 GMT")) as there:
        net = Net({PUBLIC: there.port})
        got = fetch(ADDRESS.replace("https", "webcal"), net.ways())
    assert got == Fetched(CALENDAR, Stamp('"v1"', "Mon, 05 Oct 2026 10:00:00 GMT"))
    assert (net.asked, net.dialled) == (["calendar.example.com"], [(PUBLIC, 443)])
    head = there.requests[0].lower()
    assert head.startswith("get /private-1234/basic.ics?v=2 http/1.1\r\nhost: calendar.example.com\r\n")
    assert not any(name in head for name in ("cookie", "authorization", "referer", "if-none-match", "gzip"))


def test_what_did_not_change_is_not_sent_again():
    stamp = Stamp('W/"v1"', "Mon, 05 Oct 2026 10:00:00 GMT")
    with host(saying("304 Not Modified")) as there:
        net = Net({PUBLIC: there.port})
        assert fetch(ADDRESS, net.ways(), stamp) == Fetched(None, stamp)
        assert "(304)" in str(refused(net)), "nobody asked whether anything changed"
    head = there.requests[0]
    assert 'If-None-Match: W/"v1"\r\n' in head
    assert "If-Modified-Since: Mon, 05 Oct 2026 10:00:00 GMT\r\n" in head


def test_a_stamp_that_would_break_the_request_is_left_out():
    with host(saying("200 OK", CALENDAR, ETag="v" * 300)) as there:
        got = fetch(ADDRESS, Net({PUBLIC: there.port}).ways(), Stamp('"v1"\r\nHost: 127.0.0.1', "é"))
    assert got.stamp == Stamp()
    assert "v1" not in there.requests[0]
    assert "If-Modified" not in there.requests[0]


def test_a_calendar_in_pieces_is_put_together():
    chunks = b"".join(b"%x\r\n%c\r\n" % (1, letter) for letter in CALENDAR) + b"0\r\n\r\n"
    with host(raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)) as there:
        assert fetch(ADDRESS, Net({PUBLIC: there.port}).ways()).data == CALENDAR


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_leads_inside(spelling: str):
    net = Net({})
    assert SPELLINGS[spelling] in str(refused(net, spelling))
    assert (net.asked, net.dialled) == ([], []), "refused before anybody was asked"


@pytest.mark.parametrize("spelling", [spelling for spelling in SPELLINGS if not {*spelling} & {*"\r\n\0"}])
def test_no_redirect_leads_inside(spelling: str):
    """The same from a redirect. What is written without a host leads on to the same one, which has moved inside."""
    moved = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + spelling.encode() + b"\r\n\r\n"
    with host(raw(moved)) as there:
        net = Net({PUBLIC: there.port}, {"calendar.example.com": [[PUBLIC], ["10.0.0.7"]]})
        refused(net)
    assert net.dialled == [(PUBLIC, 443)], "nothing but the first host was reached"


@pytest.mark.parametrize(
    "inside",
    [
        *(["127.0.0.1"], ["10.0.0.1"], ["169.254.169.254"], ["100.64.0.1"], ["::1"], ["fe80::1%eth0"], ["fd00::1"]),
        *(["::ffff:127.0.0.1"], ["64:ff9b::a00:1"], ["2002:7f00:1::"], ["0.0.0.1"], ["224.0.0.1"], ["not an address"]),
        *([PUBLIC, "127.0.0.1"], ["127.0.0.1", PUBLIC], [PUBLIC, "::1"]),
    ],
    ids="+".join,
)
def test_no_name_leads_inside(inside: list[str]):
    net = Net({}, {"calendar.example.com": [inside]})
    assert INSIDE in str(refused(net))
    assert net.dialled == []


def test_a_name_that_changes_its_mind_is_asked_once():
    """Rebinding: public when it is checked, private a moment later. There is no later: the checked address is dialled."""
    with host(FINE) as there:
        net = Net({PUBLIC: there.port}, {"calendar.example.com": [[PUBLIC], ["127.0.0.1"]]})
        assert fetch(ADDRESS, net.ways()).data == CALENDAR
    assert (net.asked, net.dialled) == (["calendar.example.com"], [(PUBLIC, 443)])


def test_a_name_that_changed_its_mind_before_a_redirect_is_refused():
    with host(saying("302 Found", Location="/again.ics")) as there:
        net = Net({PUBLIC: there.port}, {"calendar.example.com": [[PUBLIC], ["127.0.0.1"]]})
        assert INSIDE in str(refused(net))
    assert net.dialled == [(PUBLIC, 443)]


def test_redirects_are_followed_three_times_each_to_an_address_of_its_own():
    other = "93.184.215.15"
    with host(
        saying("301 Moved", Location="https://other.example.com/b.ics"),
        saying("302 Found", Location="//calendar.example.com/c.ics"),
        saying("308 Permanent Redirect", Location="d.ics?x=1"),
        FINE,
    ) as there:
        net = Net({PUBLIC: there.port, other: there.port}, {"other.example.com": [[other]]})
        assert fetch(ADDRESS, net.ways(), limits=QUICK).data == CALENDAR
    assert [address for address, _ in net.dialled] == [PUBLIC, other, PUBLIC, PUBLIC]
    assert [request.split("\r\n")[0] for request in there.requests[1:]] == [
        *("GET /b.ics HTTP/1.1", "GET /c.ics HTTP/1.1", "GET /d.ics?x=1 HTTP/1.1"),
    ]


def test_no_redirect_is_followed_unless_that_is_asked_for():
    with host(saying("301 Moved", Location="/again.ics"), FINE) as there:
        assert "does not follow" in str(refused(Net({PUBLIC: there.port}), limits=Limits()))
    assert len(there.requests) == 1


def test_a_megabyte_is_enough_for_any_calendar():
    with host(large(1_000_001)) as there:
        assert "larger than 1 MB" in str(refused(Net({PUBLIC: there.port}), limits=Limits()))


def test_a_circle_of_redirects_ends():
    with host(saying("302 Found", Location=ADDRESS)) as there:
        assert "leads on to another too many times" in str(refused(Net({PUBLIC: there.port})))
    assert len(there.requests) == 4


def test_no_redirect_leads_to_what_is_allowed_on_this_machine():
    with host(FINE, tls=False) as playground, host(saying("302 Found", Location=playground.origin)) as there:
        net = Net({PUBLIC: there.port})
        assert INSIDE in str(refused(net, ways=net.ways(frozenset({playground.origin}))))
    assert playground.requests == []


def test_the_playground_may_be_allowed_and_lead_on_by_itself():
    with host(saying("302 Found", Location="/b.ics"), FINE, tls=False) as playground:
        net = Net({})
        ways = net.ways(frozenset({playground.origin}))
        assert fetch(f"{playground.origin}/a.ics", ways, limits=QUICK).data == CALENDAR
    assert (net.asked, {address for address, _ in net.dialled}) == ([], {"127.0.0.1"})


def large(size: int) -> Speak:
    return raw(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + b"x" * size)


@pytest.mark.parametrize(
    ("speak", "words", "passing"),
    [
        (saying("200 OK", b"x" * 100_001), "larger than 0 MB", False),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"), "larger than", False),
        (large(300_000), "larger than", False),
        (dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", b"x"), "takes too long", True),
        (dripping(b"HTTP/1.1 200 OK\r\nX-A: ", b"x"), "takes too long", True),
        (dripping(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"), "takes too long", True),
        (raw(b"HTTP/1.1 200 OK\r\n" + b"X-A: y\r\n" * 100_000 + b"\r\n"), "cannot be understood", True),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nx"), "cannot be understood", True),
        (raw(b"220 mail.example.com ESMTP\r\n"), "cannot be understood", True),
        (raw(b""), "cannot be understood", True),
        (saying("200 OK", b"\x1f\x8b", Content_Encoding="gzip"), "sends it packed", False),
        (saying("302 Found"), "leads on to another too many times", False),
        (saying("302 Found", Location="ftp://calendar.example.com/a.ics"), "has to begin with https://", False),
        (saying("302 Found", Location="http://calendar.example.com/a.ics"), "has to begin with https://", False),
        (saying("401 Unauthorized", WWW_Authenticate="Basic"), "asks for a password", False),
        (saying("403 Forbidden"), "does not let Clearway in", False),
        (saying("404 Not Found"), "no calendar at the address any more", False),
        (saying("410 Gone"), "no calendar at the address any more", False),
        (saying("429 Too Many Requests"), "asks for patience", True),
        (saying("418 Teapot"), "an error (418)", False),
        (saying("204 No Content"), "an error (204)", False),
        (saying("206 Partial Content", CALENDAR), "an error (206)", False),
        (saying("503 Unavailable"), "an error (503)", True),
    ],
)
def test_what_no_calendar_answers_is_refused_in_words(speak: Speak, words: str, passing: bool):
    with host(speak) as there:
        refusal = refused(Net({PUBLIC: there.port}))
    assert words in str(refusal)
    assert refusal.passing is passing


def test_a_host_has_to_prove_who_it_is():
    with host(FINE) as there:
        net = Net({PUBLIC: there.port})
        assert "its certificate" in str(refused(net, ADDRESS.replace("calendar.", "somebody-else.")))
        stranger = replace(net.ways(), tls=ssl.create_default_context())
        assert "its certificate" in str(refused(net, ways=stranger))
    assert there.requests == [], "no path was told to a host that is another"


def test_a_host_that_speaks_no_tls_is_refused():
    with host(FINE, tls=False) as there:
        refused(Net({PUBLIC: there.port}))


def test_a_host_that_never_says_a_word_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        refusal = refused(Net({PUBLIC: silent.getsockname()[1]}))
    assert "takes too long" in str(refusal)
    assert refusal.passing


def test_a_host_that_is_down_is_tried_at_its_other_addresses():
    with socket.create_server(("127.0.0.1", 0)) as gone:
        closed = gone.getsockname()[1]
    down = ["93.184.215.1", "93.184.215.2"]
    with host(FINE) as there:
        net = Net({**dict.fromkeys(down, closed), PUBLIC: there.port}, {"calendar.example.com": [[*down, PUBLIC]]})
        assert fetch(ADDRESS, net.ways()).data == CALENDAR
        nowhere = Net(dict.fromkeys(down, closed), {"calendar.example.com": [down]})
        assert "does not answer" in str(refused(nowhere))
        assert "cannot be found" in str(refused(Net({}, {"calendar.example.com": [[]]})))


def test_the_systems_resolver_is_asked_and_not_waited_for():
    assert "127.0.0.1" in resolved("localhost", 443, 5.0)
    with pytest.raises(Unreadable, match=r"cannot be found|too long"):
        resolved("no-such-host.invalid", 443, 5.0)
    with pytest.raises(Unreadable, match=r"cannot be found|too long"):
        resolved("a" * 64 + ".example.com", 443, 5.0)


def test_the_bot_keeps_answering_while_a_host_drips():
    with host(dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"x")) as there:
        net = Net({PUBLIC: there.port})
        refusals: list[Unreadable] = []
        thread = threading.Thread(target=lambda: refusals.append(refused(net)))
        thread.start()
        answered = 0
        while thread.is_alive():
            thread.join(0.01)
            answered += 1
    assert refusals[0].passing
    assert answered > 5
