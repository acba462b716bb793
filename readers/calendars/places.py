"""Where does a calendar's address lead: to a place on the public internet, or into somebody's own network?"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote

import idna

from readers.calendars.values import Unreadable

LONGEST = 2_000  # characters
_WHOLE = re.compile(r"(webcals?|https?)://([^/?#]*)([^#]*)(?:#.*)?\Z", re.ASCII | re.IGNORECASE | re.DOTALL)
_HOST = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<name>[^\[\]:]+))(?::(?P<port>\d{1,5}))?\Z", re.ASCII)
_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\Z", re.ASCII)
_NUMBER = re.compile(
    r"(?:.*\.)?(?:0x[0-9a-f]*|\d+)\Z"
)  # what some resolvers take as a number: 127.1, 0x7f.1, 2130706433
_HOME_ENDINGS = ("localhost", "local", "localdomain", "internal", "intranet", "lan", "home.arpa", "onion")
_PUBLIC_SIX = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
# Tunnels, test nets and documentation that `is_global` lets pass in one release of Python or another.
_SPECIAL_SIX = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
_SPECIAL_FOUR = tuple(map(IPv4Network, ("0.0.0.0/8", "192.0.0.0/24", "192.88.99.0/24", "240.0.0.0/4")))
_ISATAP = {0x0000_5EFE, 0x0200_5EFE}
INSIDE = "The calendar's address leads into a private network, where Clearway does not go."


@dataclass(frozen=True, slots=True)
class Place:
    """Where to ask. host: a name, or an address without brackets, in ASCII; target: path and query in ASCII.

    local: a place on this machine that was allowed by name, for the playground; else it is https on port 443.
    """

    scheme: str
    host: str
    port: int
    target: str
    local: bool = False

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host and port as an address writes them; the port only where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.scheme == "https" else 80) else f"{host}:{self.port}"


def place(address: str, allowed: Collection[str] = ()) -> Place:
    """Where an address leads, as far as its letters say; Unreadable with a sentence where Clearway does not go there.

    webcal:// is read as https://. `allowed` are origins such as http://127.0.0.1:3999 that are let pass as they are.
    A name may still lead inside: check what it resolves to with `public`, and connect to exactly that.
    """
    text = address.strip()
    if len(text) > LONGEST:
        raise Unreadable("The calendar's address is too long to be one.")
    if re.search(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029]", text):
        raise Unreadable("The calendar's address has blanks or other signs in it that belong in no address.")
    found = _WHOLE.match(text)
    if not found:
        raise Unreadable("The calendar's address has to begin with https:// (or webcal://).")
    scheme = found[1].lower().replace("webcals", "https").replace("webcal", "https")
    host, port = _host(found[2], 443 if scheme == "https" else 80)
    target = quote(found[3], safe="/?%&=+$,:;@!*'()~-._")
    whole = Place(scheme, host, port, target if target.startswith("/") else f"/{target}")
    if whole.origin in allowed and _this_machine(host):
        return Place(scheme, host, port, whole.target, local=True)
    _check(whole)
    return whole


def _this_machine(host: str) -> bool:
    """Only a literal address counts: a name could lead elsewhere tomorrow."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _host(authority: str, usual_port: int) -> tuple[str, int]:
    if "@" in authority:
        raise Unreadable("The calendar's address has a name or a password before its host; use one without.")
    found = _HOST.match(authority)
    if not found:
        raise Unreadable("The calendar's address names no host that could be asked.")
    port = int(found["port"]) if found["port"] else usual_port
    return found["six"] or _ascii(found["name"]), port


def _ascii(name: str) -> str:
    """The name in small ASCII letters: accents by IDNA, signs that look like dots and digits as what they look like."""
    try:
        name = name.lower() if name.isascii() else idna.encode(name, uts46=True, std3_rules=True).decode()
    except idna.IDNAError:
        raise Unreadable("The calendar's address names a host that cannot be.") from None
    return name.removesuffix(".")


def _check(whole: Place) -> None:
    if ":" in whole.host or _NUMBER.match(whole.host):
        _check_number(whole.host)
    elif whole.host.endswith(tuple(f".{ending}" for ending in _HOME_ENDINGS)) or "." not in whole.host:
        raise Unreadable(INSIDE)
    elif len(whole.host) > 253 or not _NAME.match(whole.host):
        raise Unreadable("The calendar's address names a host that cannot be.")
    if whole.scheme != "https":
        raise Unreadable("The calendar's address has to begin with https://, so that nobody on the way can read it.")
    if whole.port != 443:
        raise Unreadable("The calendar's address names a port of its own; only the usual one of https is asked.")


def _check_number(host: str) -> None:
    try:
        ip_address(host)
    except ValueError:
        raise Unreadable("The calendar's address writes its host as a number in a way that hides it.") from None
    if not public(host):
        raise Unreadable(INSIDE)


def public(address: str) -> bool:
    """Whether this IP address, written in any form that ipaddress knows, is one of the public internet.

    An IPv4 address inside an IPv6 one is judged itself; tunnels are not public, whatever is at their other end.
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    return _public_four(ip) if isinstance(ip, IPv4Address) else _public_six(ip)


def _public_four(ip: IPv4Address) -> bool:
    special = ip.is_multicast or ip.is_reserved or any(ip in net for net in _SPECIAL_FOUR)
    return ip.is_global and not special


def _public_six(ip: IPv6Address) -> bool:
    inner = IPv4Address(int(ip) & 0xFFFF_FFFF)
    if ip.scope_id is not None:
        return False
    if ip.ipv4_mapped is not None or ip in _NAT64:
        return _public_four(inner)
    if (int(ip) >> 32) & 0xFFFF_FFFF in _ISATAP:
        return False
    return ip in _PUBLIC_SIX and ip.is_global and not any(ip in net for net in _SPECIAL_SIX)
