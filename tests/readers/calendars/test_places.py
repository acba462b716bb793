"""Does an address lead only where its letters say, and never inside?"""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers.calendars.places import Place, place, public
from readers.calendars.values import Unreadable
from tests.readers.calendars.spellings import SPELLINGS

PLAYGROUND = frozenset({"http://127.0.0.1:3999"})


def test_there_are_sixty():
    assert len(SPELLINGS) >= 60


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_spelling_that_leads_inside_or_hides_is_refused(spelling: str):
    with pytest.raises(Unreadable) as refused:
        place(spelling)
    assert SPELLINGS[spelling] in str(refused.value)
    assert not refused.value.passing


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("https://calendar.example.com/a/b.ics?key=1&x=%20", Place("https", "calendar.example.com", 443, "/a/b.ics?key=1&x=%20")),
        ("webcal://calendar.example.com/a.ics", Place("https", "calendar.example.com", 443, "/a.ics")),
        ("webcals://Calendar.Example.COM.:443", Place("https", "calendar.example.com", 443, "/")),
        (" HTTPS://calendar.example.com?key=ü#part", Place("https", "calendar.example.com", 443, "/?key=%C3%BC")),
        ("https://bücher.example.com/ü.ics", Place("https", "xn--bcher-kva.example.com", 443, "/%C3%BC.ics")),
        ("https://8.8.8.8/a.ics", Place("https", "8.8.8.8", 443, "/a.ics")),
        ("https://[2606:4700::1111]/a.ics", Place("https", "2606:4700::1111", 443, "/a.ics")),
        ("https://my_host.example.com/a.ics", Place("https", "my_host.example.com", 443, "/a.ics")),
    ],
)  # fmt: skip
def test_a_public_address_is_taken(written: str, wanted: Place):
    assert place(written) == wanted


def test_only_what_is_named_is_allowed_on_this_machine():
    found = place("http://127.0.0.1:3999/cal/ann.ics", PLAYGROUND)
    assert found == Place("http", "127.0.0.1", 3999, "/cal/ann.ics", local=True)
    for other in (
        "http://127.0.0.1:3998/",
        "https://127.0.0.1:3999/",
        "http://localhost:3999/",
        "http://127.0.0.2:3999/",
    ):
        with pytest.raises(Unreadable):
            place(other, PLAYGROUND)


def test_a_name_or_another_machine_cannot_be_allowed():
    for origin in ("http://calendar.internal:80", "http://10.0.0.1:3999", "https://localhost"):
        with pytest.raises(Unreadable):
            place(f"{origin}/a.ics", {origin, origin.removesuffix(":80")})


def test_an_address_is_written_as_a_request_names_it():
    assert place("https://[2606:4700::1111]/").origin == "https://[2606:4700::1111]"
    assert place("http://127.0.0.1:3999/", PLAYGROUND).authority == "127.0.0.1:3999"


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses(address: str):
    assert public(address)


@pytest.mark.parametrize("address", ["fe80::1%eth0", "2606:4700::1%1", "", "localhost", "127.1", "::ffff:127.0.0.1%0"])
def test_what_is_no_address_or_has_a_scope_is_not_public(address: str):
    assert not public(address)


@given(st.ip_addresses(v=4))
def test_an_address_in_another_is_judged_itself(inner: IPv4Address):
    number = int(inner)
    assert public(str(IPv6Address((0xFFFF << 32) | number))) == public(str(inner))
    assert public(str(IPv6Address((0x64_FF9B << 96) | number))) == public(str(inner))
    assert not public(str(IPv6Address((0x2002 << 112) | (number << 80))))
    assert not public(str(IPv6Address(number)))


@given(st.ip_addresses())
def test_nothing_private_is_public(ip: IPv4Address | IPv6Address):
    private = ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_unspecified
    mapped = ip.ipv4_mapped if isinstance(ip, IPv6Address) else None
    assert not (public(str(ip)) and private and mapped is None)


@given(
    st.text(max_size=60), st.sampled_from(["", "https://", "webcal://", "https://[", "https://a@", "https://127.0.0.1"])
)
def test_any_text_is_refused_in_words_or_leads_to_the_public_internet(text: str, start: str):
    try:
        found = place(start + text)
    except Unreadable as refusal:
        assert str(refusal).endswith(".")
        return
    assert (found.scheme, found.port, found.local) == ("https", 443, False)
    assert found.host.isascii()
    assert found.target.isascii()
    assert found.target.startswith("/")
    try:
        number = ip_address(found.host)
    except ValueError:
        return
    assert public(str(number))
