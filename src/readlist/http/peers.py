"""Which machines an address leads to, judged by what it resolves to and never by its spelling."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Address = IPv4Address | IPv6Address

_NAT64 = ip_network("64:ff9b::/96")
"""IPv4 addresses behind a translator (RFC 6052); the last 32 bits are the address."""


def is_public(host: str) -> bool:
    """Whether an IP address belongs to the internet: no loopback, private or link-local one."""
    address = _address(host)
    return address is not None and address.is_global and not address.is_multicast


def is_loopback(host: str) -> bool:
    """Whether an IP address is this machine itself."""
    address = _address(host)
    return address is not None and (address.is_loopback or address.is_unspecified)


def leads_here(host: str) -> bool:
    """Whether a name or address of any spelling resolves to this machine, and nowhere else.

    ``127.1``, ``2130706433`` and names are asked of the resolver, as a connection would.
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
