"""One request and its answer: bounded in time and size, with every failure named."""

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urlsplit

import requests
import urllib3

from readlist.errors import ServiceError
from readlist.http.deadline import Deadline, DeadlineAdapter
from readlist.http.errors import NonsenseError, TransientError, UnreachableError
from readlist.http.timeouts import Timeouts
from readlist.text import shorten

# urllib3 hands out whole pieces only: what an incomplete one held is lost when the connection
# breaks, so small pieces keep more of a download (measured: 64 KB lost everything of a short one).
_PIECE = 8192
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LATER = "again later; nothing was lost"
_CONNECTION_TRIES = 2


class Reply:
    """One answer whose body has not been read yet."""

    def __init__(self, response: requests.Response, deadline: Deadline, timeouts: Timeouts) -> None:
        self._response = response
        self._deadline = deadline
        self._timeouts = timeouts

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self._response.status_code

    @property
    def headers(self) -> Mapping[str, str]:
        """The header fields, whatever the case of their names."""
        return self._response.headers

    @property
    def redirect(self) -> str:
        """The address that the answer redirects to; empty if it does not."""
        return self.headers.get("Location", "") if self.status in _REDIRECTS else ""

    @property
    def retry_after(self) -> float | None:
        """Seconds that the server wants us to wait, from either form of ``Retry-After``."""
        return parse_retry_after(self.headers.get("Retry-After", ""), datetime.now(UTC))

    def pieces(self) -> Iterator[bytes]:
        """Yield the decoded body piece by piece.

        Raises:
            TransientError: The connection broke or was too slow.
        """
        try:
            yield from self._response.iter_content(_PIECE)
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            url = self._response.url
            raise _translated(error, url, self._deadline, self._timeouts) from error
        self.check_time()

    def check_time(self) -> None:
        """Check that the deadline did not end the answer: a cut connection looks like an end.

        Raises:
            TransientError: It was.
        """
        if self._deadline.passed:
            raise _too_slow(self._response.url, self._timeouts)

    def body(self, limit: int) -> bytes:
        """Return the whole decoded body.

        Raises:
            TransientError: As `pieces`, or the body is larger than `limit` bytes.
        """
        body = bytearray()
        for piece in self.pieces():
            body += piece
            if len(body) > limit:
                host = urlsplit(self._response.url).hostname or "the server"
                error = NonsenseError(f"the answer of {host} is over {limit >> 20} MB", _LATER)
                raise TransientError(error, tries=1)
        return bytes(body)

    def unusable(self, problem: str, remedy: str = _LATER) -> TransientError:
        """Return the error for unusable content, so that the request is repeated."""
        return TransientError(NonsenseError(problem, remedy))


@contextlib.contextmanager
def send(
    url: str,
    headers: Mapping[str, str],
    *,
    seconds: float,
    timeouts: Timeouts,
    check: Callable[[str], None] | None = None,
) -> Iterator[Reply]:
    """Send one GET on a connection of its own and give the reply; it is closed afterwards.

    Redirects are not followed. A connection is not kept: services allow few at a time, and
    between two requests it is another process's turn.

    Args:
        url: The address.
        headers: All request headers.
        seconds: Time for the whole answer.
        timeouts: Time to connect and between two bytes.
        check: Called with the IP address at the other end, before anything is sent.

    Raises:
        TransientError: No connection, or no answer.
    """
    deadline = Deadline()
    with deadline.running(seconds), _session(deadline, check) as session:
        try:
            response = session.get(
                url,
                headers=dict(headers),
                timeout=(min(timeouts.connect, seconds), min(timeouts.read, seconds)),
                stream=True,
                allow_redirects=False,
            )
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            raise _translated(error, url, deadline, timeouts) from error
        with contextlib.closing(response):
            reply = Reply(response, deadline, timeouts)
            reply.check_time()
            yield reply


def _session(deadline: Deadline, check: Callable[[str], None] | None) -> requests.Session:
    session = _Session()
    session.mount("https://", DeadlineAdapter(deadline, check))
    session.mount("http://", DeadlineAdapter(deadline, check))
    session.headers.clear()
    session.auth = _anonymous
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return session


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> None:  # noqa: ARG002 - as requests calls it
        """Return no target: requests would read the whole body of a redirect, then follow it."""
        return


def _anonymous(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Send no credentials; without this, requests would look for some in ``.netrc``."""
    return request


def parse_retry_after(value: str, now: datetime) -> float | None:
    """Return the seconds to wait that a ``Retry-After`` header names; None if it names none.

    It holds seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after.
    """
    if re.fullmatch(r"\s*[0-9]{1,9}\s*", value):
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
        return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())
    except (TypeError, ValueError, OverflowError):
        return None


def _translated(
    error: Exception, url: str, deadline: Deadline, timeouts: Timeouts
) -> TransientError:
    """Translate a failed connection into an error, with how many tries it is worth."""
    if deadline.passed:
        return _too_slow(url, timeouts)
    host = urlsplit(url).hostname or "the server"
    not_connected = _not_connected(error, host, timeouts)
    if not_connected:
        return not_connected
    if isinstance(error, requests.Timeout) or "timed out" in str(error):
        return TransientError(_unreachable(f"{host} did not answer in {timeouts.read:g} s"))
    if isinstance(error, requests.exceptions.ContentDecodingError):
        return TransientError(NonsenseError(f"{host} sent a damaged answer", _LATER))
    if isinstance(error, requests.ConnectionError | requests.exceptions.ChunkedEncodingError):
        return TransientError(_unreachable(f"the connection to {host} broke"))
    problem = f"{host} cannot be reached ({shorten(str(error), 100)})"
    return TransientError(UnreachableError(problem, "check the address"), tries=1)


def _too_slow(url: str, timeouts: Timeouts) -> TransientError:
    whole = f"{urlsplit(url).hostname} did not send its whole answer in {timeouts.total:g} s"
    return TransientError(UnreachableError(whole, "again later, or with a longer timeout"))


def _not_connected(error: Exception, host: str, timeouts: Timeouts) -> TransientError | None:
    """Return the error if no connection was made: it is worth one more try, or none."""
    reason = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(error, requests.exceptions.SSLError) and "CERTIFICATE" in str(error):
        problem = f"the certificate of {host} is not valid"
        remedy = "check this machine's clock and proxy, or set REQUESTS_CA_BUNDLE"
        return TransientError(UnreachableError(problem, remedy), tries=1)
    if isinstance(error, requests.exceptions.ProxyError):
        problem, remedy = f"the proxy to {host} does not work", "check HTTPS_PROXY"
        return TransientError(UnreachableError(problem, remedy), tries=_CONNECTION_TRIES)
    if isinstance(error, requests.ConnectTimeout):
        problem = f"{host} did not accept a connection in {timeouts.connect:g} s"
        return TransientError(_unreachable(problem), tries=_CONNECTION_TRIES)
    if isinstance(reason, urllib3.exceptions.NewConnectionError):
        problem = f"{host} cannot be reached ({_cause(reason)})"
        return TransientError(_unreachable(problem), tries=_CONNECTION_TRIES)
    return None


def _unreachable(problem: str) -> ServiceError:
    return UnreachableError(problem, "again when it can be reached; nothing was lost")


def _cause(error: urllib3.exceptions.NewConnectionError) -> str:
    if isinstance(error, urllib3.exceptions.NameResolutionError):
        return "name not found; is there a network?"
    cause = error.__cause__
    strerror = cause.strerror if isinstance(cause, OSError) else None
    return strerror.lower() if strerror else "no connection"
