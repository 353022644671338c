"""Fetch one web page, HTML or PDF, and nothing it refers to, at a reader's pace."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit

from readlist import __version__
from readlist.errors import ReadlistError, UsageError
from readlist.http.addresses import is_loopback, is_public, leads_here
from readlist.http.hosts import Hosts

if TYPE_CHECKING:
    from requests import PreparedRequest, Session

LARGEST = 20_000_000
"""The most bytes of a page."""
INTERVAL = 1.0
"""Seconds between two requests."""
CONNECT, BETWEEN_BYTES, IN_ALL = 10.0, 30.0, 120.0
"""Seconds that a request may take."""
REDIRECTS = 5
_EXAMPLE = "an address such as https://example.org/page.html"
_HTTP_PORT, _OK = 80, 200
_ARXIV = ("arxiv.org", "arxiv.com")
_AGENT = f"readlist/{__version__} (imports single pages for their reader)"


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page from a server."""

    data: bytes
    content_type: str
    address: str
    """Its final address, after redirects."""


def is_address(source: str) -> bool:
    """Return whether a source is a web address and not a file name."""
    return source.lower().startswith(("http://", "https://"))


@dataclass(slots=True)
class Pages:
    """Loads pages, one at a time.

    Only HTTPS is used, except to this machine itself; ``http`` addresses become HTTPS.
    """

    interval: float = INTERVAL
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    hosts: Hosts = field(default_factory=Hosts)
    _last: float | None = field(default=None, init=False)

    def load(self, address: str) -> WebPage:
        """Return the page at an address.

        Raises:
            UsageError: It is not the address of a page, or it is one for `readlist add`.
            ReadlistError: The page is not there, too big, or the server does not answer.
        """
        public: bool | None = None
        for _ in range(REDIRECTS + 1):
            address, local = _checked(self.hosts.meant_by(address), self.hosts)
            self._pause()
            sent = self.hosts.sent_to(address)
            # A host that is mapped to this machine for a test counts as public.
            mapped = sent != address
            visit = _Visit(sent, local=local or mapped, after_public=bool(public) and not mapped)
            answer = visit.answer()
            if public is None and visit.peer:
                public = mapped or is_public(visit.peer)
            if isinstance(answer, WebPage):
                return replace(answer, address=address)
            address = urljoin(sent if "://" in answer else address, answer)
        raise ReadlistError(
            f"{_shown(address)} redirects too many times", "open it in a browser, save it"
        )

    def _pause(self) -> None:
        if self._last is not None:
            left = self.interval - (self.clock() - self._last)
            if left > 0:
                self.sleep(left)
        self._last = self.clock()


def _shown(address: str) -> str:
    return address if len(address) <= 120 else address[:119] + "…"


def _checked(address: str, hosts: Hosts | None = None) -> tuple[str, bool]:
    """Return the address to ask, by HTTPS, and whether it is on this machine.

    Raises:
        UsageError: No reader would mean it.
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
        port = parts.port
    except ValueError:
        raise UsageError(f"not an address: {_shown(address)!r}", _EXAMPLE) from None
    if parts.scheme.lower() not in {"http", "https"} or not host:
        raise UsageError(f"not the address of a page: {_shown(address)!r}", _EXAMPLE)
    if parts.username or parts.password:
        raise UsageError("an address with a password in it is not fetched", "save the page")
    if any(host == name or host.endswith(f".{name}") for name in _ARXIV):
        raise UsageError(f"{_shown(address)} is on arXiv itself", f"readlist add {_shown(address)}")
    if host not in (hosts or Hosts()) and leads_here(host):
        return address, True
    if parts.scheme.lower() == "http" and port == _HTTP_PORT:
        parts = parts._replace(netloc=parts.netloc.rpartition(":")[0])
    return urlunsplit(parts._replace(scheme="https")), False


@dataclass(slots=True)
class _Visit:
    """One request; it ends in time, whatever the server does.

    Attributes:
        address: With its scheme.
        local: Whether it must be on this machine.
        after_public: Whether a public page led there, so that no address of this machine or its
            network may be asked.
        peer: The IP address at the other end; None where a proxy hides it.
    """

    address: str
    local: bool
    after_public: bool
    peer: str | None = None

    def answer(self) -> WebPage | str:
        """Return the page, or the address of a redirect.

        Raises:
            ReadlistError: It cannot be loaded, or not in time.
        """
        import requests  # noqa: PLC0415 - 60 ms that only a page from the network costs

        from readlist.http.deadline import Deadline, DeadlineAdapter  # noqa: PLC0415 - with it

        if self.after_public and self.local:
            raise self._refusal()
        deadline = Deadline()
        try:
            with deadline.running(IN_ALL), requests.Session() as session:
                session.auth = _without_credentials
                for scheme in ("https://", "http://"):
                    session.mount(scheme, DeadlineAdapter(deadline, self._meet))
                answer = self._exchange(session)
        except (requests.exceptions.RequestException, OSError) as error:
            if deadline.passed:
                raise self._overdue() from None
            raise ReadlistError(
                f"{_shown(self.address)} could not be fetched: {_cause(error)}",
                "check the address and the network, or save the page and import the file",
            ) from None

        # A closed connection looks like the end of the page.
        if deadline.passed:
            raise self._overdue()
        return answer

    def _overdue(self) -> ReadlistError:
        problem = f"{_shown(self.address)} takes too long"
        return ReadlistError(problem, "save the page in a browser, then import the file")

    def _meet(self, peer: str) -> None:
        """Check the machine at the other end, before anything is sent there."""
        self.peer = peer
        if (self.after_public and not is_public(peer)) or (self.local and not is_loopback(peer)):
            raise self._refusal()

    def _refusal(self) -> ReadlistError:
        return ReadlistError(
            f"the page leads to an address of this machine or its network: {_shown(self.address)}",
            "save the page in a browser, then import the file",
        )

    def _exchange(self, session: "Session") -> WebPage | str:
        with session.get(
            self.address,
            headers={"User-Agent": _AGENT, "Accept": "text/html,application/pdf;q=0.9,*/*;q=0.5"},
            timeout=(CONNECT, BETWEEN_BYTES),
            allow_redirects=False,
            stream=True,
        ) as answer:
            if answer.is_redirect:
                return str(answer.headers["location"])
            if answer.status_code != _OK:
                raise ReadlistError(
                    f"{_shown(self.address)} answered {answer.status_code} {answer.reason}",
                    "check the address, or save the page in a browser, then import the file",
                )
            kind = answer.headers.get("content-type", "")
            return WebPage(_body(answer.iter_content(65_536), self.address), kind, self.address)


def _without_credentials(request: "PreparedRequest") -> "PreparedRequest":
    """Leave the request unchanged, so that no password from ``.netrc`` is sent."""
    return request


def _body(chunks: Iterable[bytes], address: str) -> bytes:
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > LARGEST:
            raise ReadlistError(
                f"{_shown(address)} is bigger than {LARGEST // 1_000_000} MB", "save what matters"
            )
    return bytes(data)


def _cause(error: Exception) -> str:
    """Name the innermost cause: the outer ones repeat the whole request."""
    while error.__cause__ or error.__context__:
        inner = error.__cause__ or error.__context__
        if not isinstance(inner, Exception) or not str(inner):
            break
        error = inner
    return (str(error).rpartition(": ")[2] or type(error).__name__)[:120]
