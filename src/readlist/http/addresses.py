"""Which addresses may be asked: https, no password, nobody's private network.

A machine is judged by what its name resolves to, never by the spelling.
"""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urljoin, urlsplit, urlunsplit

from readlist.http.errors import NonsenseError, RefusedError
from readlist.http.hosts import Hosts
from readlist.text import shorten

Address = IPv4Address | IPv6Address

_NAT64 = ip_network("64:ff9b::/96")
"""IPv4 addresses behind a translator (RFC 6052); the last 32 bits are the address."""


def is_public(host: str) -> bool:
    """Return whether an IP address is public: not loopback, private or link-local."""
    address = _address(host)
    return address is not None and address.is_global and not address.is_multicast


def is_loopback(host: str) -> bool:
    """Return whether an IP address is this machine itself."""
    address = _address(host)
    return address is not None and (address.is_loopback or address.is_unspecified)


def leads_here(host: str) -> bool:
    """Return whether a name or address of any spelling resolves only to this machine.

    The resolver is asked about ``127.1``, ``2130706433`` and names, as a connection would do.
    """
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return bool(found) and all(is_loopback(str(sockaddr[0])) for *_, sockaddr in found)


def _address(host: str) -> Address | None:
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        return inner or address
    return address


_BY_HAND = "open it in a browser"


@dataclass(frozen=True, slots=True)
class AllowedAddress:
    """An address that may be asked."""

    address: str
    """As it is meant."""
    sent: str
    """Where the request goes."""
    host: str
    is_mapped: bool

    def meet(self, peer: str) -> None:
        """Check the machine at the other end, before anything is sent.

        Raises:
            RefusedError: It is a machine that a page or a document must not lead to.
        """
        if not self.is_mapped and not is_public(peer):
            raise private(self.address)


def private(address: str) -> RefusedError:
    """Return the error for an address of this machine or its network."""
    problem = f"{shorten(address, 120)} is an address of this machine or its network"
    return RefusedError(problem, _BY_HAND)


def target(address: str, hosts: Hosts) -> AllowedAddress:
    """Return an address in the form to ask: by https, unless its host is mapped.

    Raises:
        NonsenseError: It is not the address of a page.
        RefusedError: It leads to a private network, or carries a password.
    """
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").lower().rstrip("."), parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise NonsenseError(f"{shorten(address, 120)} is not the address of a page", _BY_HAND)
    if parts.username or parts.password:
        raise RefusedError("addresses with a password in them are refused", _BY_HAND)
    if parts.scheme.lower() == "http":
        name = f"[{host}]" if ":" in host else host
        parts = parts._replace(netloc=name if port in (None, 80) else f"{name}:{port}")
    plain = urlunsplit(parts._replace(scheme="https", fragment=""))
    if host in hosts:
        return AllowedAddress(plain, hosts.sent_to(plain), host, is_mapped=True)
    if _is_private(host):
        raise private(address)
    return AllowedAddress(plain, plain, host, is_mapped=False)


def onward(here: AllowedAddress, location: str, hosts: Hosts) -> str:
    """Return the address that a redirect means."""
    if "://" not in location[:12] and not location.startswith("//"):
        return urljoin(here.address, location)
    return hosts.meant_by(urljoin(here.sent, location))


def _is_private(host: str) -> bool:
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return not is_public(host)
