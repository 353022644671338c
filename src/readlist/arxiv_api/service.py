"""Where arXiv is and how it wants to be asked: addresses, pace, patience."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from readlist.errors import UsageError
from readlist.http.hosts import is_loopback_name
from readlist.http.timeouts import Timeouts

API_URL = "https://export.arxiv.org/api/query"
PDF_URL = "https://export.arxiv.org/pdf/"
RSS_URL = "https://rss.arxiv.org/rss/"
LEAST_INTERVAL = 3.0
"""Seconds between two requests, https://info.arxiv.org/help/api/tou.html: "no more than one
request every three seconds, and limit requests to a single connection at a time"."""
_FIRST_PAUSE = 20.0
"""Seconds of the first pause after arXiv asked to slow down; arXiv gives no figure. Pauses double,
so that three of them (20, 40, 80) cover the 45 s or so that its limiter takes to clear."""
_LONGEST_SETTING = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The arXiv that is asked, and the manners of asking. Checked when it is made.

    Raises:
        UsageError: An address is not https (http is for loopback hosts only), or the interval
            is not a number of seconds.
    """

    gate: Path
    """The file that paces the requests of all processes."""
    user_agent: str
    """Who asks; arXiv likes to see an address in it."""
    api_url: str = API_URL
    pdf_url: str = PDF_URL
    """Identifier and version are appended."""
    rss_url: str = RSS_URL
    """Category names joined by ``+`` are appended."""
    interval: float = LEAST_INTERVAL
    """Seconds from the end of a request to the next one, as wished; see `pace`."""
    timeouts: Timeouts = field(default_factory=Timeouts)
    tries: int = 4
    """The most times that one request is sent."""

    def __post_init__(self) -> None:
        for url in self._urls:
            _check_address(url)
        if not 0 <= self.interval <= _LONGEST_SETTING:
            raise UsageError(
                f"the interval between requests must be 0 to 3600 seconds, not {self.interval}",
                "export READLIST_ARXIV_INTERVAL=3",
            )

    @property
    def _urls(self) -> tuple[str, ...]:
        return (self.api_url, self.pdf_url, self.rss_url)

    def pace(self, url: str) -> float:
        """Return the seconds that pass before a request to an address: under 3 only on loopback."""
        if is_loopback_name(urlsplit(url).hostname or ""):
            return self.interval
        return max(self.interval, LEAST_INTERVAL)

    def first_pause(self, url: str) -> float:
        """Return the seconds of the first pause where a server asked to slow down but not how long.

        20 s at arXiv's own pace; a loopback server with a faster pace gets it in proportion.
        """
        return _FIRST_PAUSE * min(1.0, self.pace(url) / LEAST_INTERVAL)


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    fault = ""
    if parts.scheme not in ("http", "https") or not host or not url.isascii() or " " in url:
        fault = "it is not an http or https address"
    elif parts.scheme == "http" and not is_loopback_name(host):
        fault = "plain http is only for this machine"
    elif parts.username or parts.password:
        fault = "it carries a user name or password"
    elif parts.query or parts.fragment or "{" in url or "}" in url:
        fault = "it must end with the path"
    if fault:
        raise UsageError(
            f"arXiv cannot be asked at {url[:200]!r}: {fault}", f"the default is {API_URL}"
        )
