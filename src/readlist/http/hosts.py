"""``READLIST_HOSTS``: requests for a host sent to an address of this machine, for tests.

``HOST=BASE,...`` sends what is meant for HOST to BASE and the same path. A redirect to an
address below a BASE counts as one to its HOST; the longest BASE decides.
"""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from readlist.errors import FileError

VARIABLE = "READLIST_HOSTS"
_REMEDY = f"export {VARIABLE}=api.crossref.org=http://127.0.0.1:8000/api.crossref.org"


def is_loopback_name(host: str) -> bool:
    """Return whether a host's name, as spelt, can only be this machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Hosts:
    """The hosts that are mapped to other addresses."""

    bases: Mapping[str, str] = field(default_factory=dict)
    """The base address of each, without a final slash."""

    @classmethod
    def parse(cls, text: str) -> "Hosts":
        """Read the value of the variable.

        Raises:
            FileError: It is not such a list, or a base is not on this machine.
        """
        bases: dict[str, str] = {}
        for part in filter(None, (part.strip() for part in text.split(","))):
            host, _, base = part.partition("=")
            host = host.strip().lower()
            if not host or "/" in host or not _is_here(base.strip()):
                problem = f"{VARIABLE} sends only to this machine, not {part[:120]!r}"
                raise FileError(problem, _REMEDY)
            bases[host] = base.strip().rstrip("/")
        return cls(bases)

    @classmethod
    def of_environment(cls) -> "Hosts":
        """Read the variable itself.

        Raises:
            FileError: As `parse`.
        """
        return cls.parse(os.environ.get(VARIABLE, ""))

    def __contains__(self, host: str) -> bool:
        return host.lower() in self.bases

    def sent_to(self, address: str) -> str:
        """Return where a request for an address goes."""
        parts = urlsplit(address)
        base = self.bases.get((parts.hostname or "").lower())
        if base is None or parts.port not in (None, 80, 443):
            return address
        return base + (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    def meant_by(self, address: str) -> str:
        """Return the address that one below a base stands for; any other one as it is."""
        fitting = [
            (len(base), host, base)
            for host, base in self.bases.items()
            if address.lower().startswith(base.lower())
            and address[len(base) : len(base) + 1] in ("", "/", "?", "#")
        ]
        if not fitting:
            return address
        _, host, base = max(fitting)
        rest = address[len(base) :]
        return f"https://{host}" + (rest if rest.startswith("/") else f"/{rest}")


def _is_here(base: str) -> bool:
    try:
        parts = urlsplit(base)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    plain = not (parts.username or parts.password or parts.query or parts.fragment)
    return parts.scheme in ("http", "https") and plain and is_loopback_name(host)
