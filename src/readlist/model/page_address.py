"""Addresses of pages: taken apart, and in the one spelling that the list has."""

from dataclasses import dataclass

from readlist.model.trimming import trimmed
from readlist.patterns import pattern

LONGEST = 4000
"""Characters of an address; browsers and servers stop at about as many."""

_FORM = pattern(
    r"(?P<scheme>[Hh][Tt][Tt][Pp][Ss]?)://(?P<user>[^/?#@\s]*@)?"
    r"(?P<host>\[[0-9A-Fa-f:.]{2,45}\]|[^\W_](?:[\w.-]{0,252}\w)?)\.?(?::(?P<port>[0-9]{0,5}))?"
    r"(?P<path>/[^?#\s]*)?(?:\?(?P<query>[^#\s]*))?(?:#\S*)?"
)
_TRACKING = frozenset(("fbclid", "gclid", "mc_cid", "mc_eid"))
_DEFAULT_PORTS = {("http", "80"), ("https", "443")}


@dataclass(frozen=True, slots=True)
class Address:
    """An http(s) address, its parts as they were written but for case."""

    scheme: str
    host: str
    """In lower case."""
    port: str
    """Empty for the one that the scheme has anyway."""
    path: str
    query: str
    named: bool = False
    """Whether it holds somebody's name or password."""

    @classmethod
    def parse(cls, text: str) -> "Address | None":
        """Take an address apart; None if it is none."""
        match = _FORM.fullmatch(text) if len(text) <= LONGEST else None
        if match is None or ".." in match["host"]:
            return None
        scheme, port = match["scheme"].lower(), match["port"] or ""
        return cls(
            scheme=scheme,
            host=match["host"].lower(),
            port="" if (scheme, port) in _DEFAULT_PORTS else port,
            path=match["path"] or "",
            query=match["query"] or "",
            named=bool(match["user"]),
        )

    @property
    def parameters(self) -> dict[str, str]:
        """The query's values by their names in lower case, as they were written; the first wins."""
        found: dict[str, str] = {}
        for part in self.query.split("&"):
            name, _, value = part.partition("=")
            found.setdefault(name.lower(), value)
        return found

    def is_at(self, *hosts: str) -> bool:
        """Return whether the page is at one of these hosts, or at one below them."""
        return any(self.host == host or self.host.endswith(f".{host}") for host in hosts)

    @property
    def canonical(self) -> str:
        """The address in the list's spelling, without what only tells where a reader came from."""
        kept = [part for part in self.query.split("&") if part and not _is_tracking(part)]
        query = trimmed("&".join(kept), "&")
        path = self.path if query else trimmed(self.path)
        port = f":{self.port}" if self.port else ""
        return f"{self.scheme}://{self.host}{port}{path}" + (f"?{query}" if query else "")


def _is_tracking(part: str) -> bool:
    name = part.partition("=")[0].lower()
    return name.startswith("utm_") or name in _TRACKING
