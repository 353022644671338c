"""Fetch one web page: HTML or PDF, nothing it refers to, at the pace of a reader."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit, urlunsplit

from readlist import __version__
from readlist.errors import ReadlistError, UsageError

LARGEST = 20_000_000
"""Bytes of a page that are read."""
INTERVAL = 1.0
"""Seconds between two requests."""
CONNECT, BETWEEN_BYTES, IN_ALL = 10.0, 30.0, 120.0
"""Seconds that a request may take."""
REDIRECTS = 5
_ARXIV = ("arxiv.org", "arxiv.com")
_AGENT = f"readlist/{__version__} (imports single pages for their reader)"


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the server gave it."""

    data: bytes
    content_type: str
    address: str
    """Where it was in the end, after redirects."""


def is_address(source: str) -> bool:
    """Return whether a source is the address of a page and not the name of a file."""
    return source.lower().startswith(("http://", "https://"))


@dataclass(slots=True)
class Pages:
    """Loads pages one after the other.

    Only HTTPS is spoken, but to this machine itself; an ``http`` address is asked for by HTTPS.
    """

    interval: float = INTERVAL
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _last: float | None = field(default=None, init=False)

    def load(self, address: str) -> Page:
        """Return the page at an address.

        Raises:
            UsageError: It is no address of a page, or one of arXiv, which `readlist add` takes.
            ReadlistError: The page is not there, too big, or the server does not answer.
        """
        local = _is_local(address)
        for _ in range(REDIRECTS + 1):
            address = _checked(address, local=local)
            self._pause()
            answer = _request(address)
            if isinstance(answer, Page):
                return answer
            address = urljoin(address, answer)
        raise ReadlistError(
            f"{_shown(address)} sends from one address to the next", "open it in a browser, save it"
        )

    def _pause(self) -> None:
        if self._last is not None:
            left = self.interval - (self.clock() - self._last)
            if left > 0:
                self.sleep(left)
        self._last = self.clock()


def _shown(address: str) -> str:
    return address if len(address) <= 120 else address[:119] + "…"


def _is_local(address: str) -> bool:
    try:
        host = urlsplit(address).hostname or ""
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _checked(address: str, *, local: bool) -> str:
    """Return the address to ask, by HTTPS; refuse what no reader would mean.

    A page from the network must not lead to this machine's own servers.
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
        _ = parts.port
    except ValueError:
        raise UsageError(f"not an address: {_shown(address)!r}", "https://…") from None
    if parts.scheme.lower() not in {"http", "https"} or not host:
        raise UsageError(f"not the address of a page: {_shown(address)!r}", "https://…")
    if parts.username or parts.password:
        raise UsageError("an address with a password in it is not fetched", "save the page")
    if host.endswith(_ARXIV):
        raise UsageError(f"{_shown(address)} is on arXiv itself", f"readlist add {_shown(address)}")
    if _is_local(address):
        if local:
            return address
        raise ReadlistError("the page leads to an address of this machine", "save the page")
    return urlunsplit(parts._replace(scheme="https")) if not parts.port else address


def _request(address: str) -> Page | str:
    """Return the page, or the address that the server names instead."""
    import requests  # noqa: PLC0415 - 60 ms that only a page from the network costs

    try:
        with requests.get(
            address,
            headers={"User-Agent": _AGENT, "Accept": "text/html,application/pdf;q=0.9,*/*;q=0.5"},
            timeout=(CONNECT, BETWEEN_BYTES),
            allow_redirects=False,
            stream=True,
        ) as answer:
            if answer.is_redirect:
                return str(answer.headers["location"])
            if answer.status_code != requests.codes.ok:
                raise ReadlistError(
                    f"{_shown(address)} answered {answer.status_code} {answer.reason}",
                    "check the address, or save the page in a browser and import the file",
                )
            kind = answer.headers.get("content-type", "")
            return Page(_body(answer.iter_content(65_536), address), kind, address)
    except requests.exceptions.RequestException as error:
        raise ReadlistError(
            f"{_shown(address)} could not be fetched: {_cause(error)}",
            "check the address and the network, or save the page and import the file",
        ) from None


def _body(chunks: Iterable[bytes], address: str) -> bytes:
    data = bytearray()
    end = time.monotonic() + IN_ALL
    for chunk in chunks:
        data += chunk
        if len(data) > LARGEST:
            raise ReadlistError(
                f"{_shown(address)} is bigger than {LARGEST // 1_000_000} MB", "save what matters"
            )
        if time.monotonic() > end:
            raise ReadlistError(f"{_shown(address)} takes too long", "save the page")
    return bytes(data)


def _cause(error: Exception) -> str:
    """Name the innermost cause: the outer ones repeat the whole request."""
    while error.__cause__ or error.__context__:
        inner = error.__cause__ or error.__context__
        if not isinstance(inner, Exception) or not str(inner):
            break
        error = inner
    return (str(error).rpartition(": ")[2] or type(error).__name__)[:120]
