"""What a download needs of whoever sends its requests."""

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol, TypeVar

_T = TypeVar("_T")


class DownloadReply(Protocol):
    """An answer whose body has not been read yet."""

    @property
    def status(self) -> int:
        """The HTTP status."""

    @property
    def headers(self) -> Mapping[str, str]:
        """The header fields, whatever the case of their names."""

    def pieces(self) -> Iterator[bytes]:
        """Yield the body."""

    def body(self, limit: int) -> bytes:
        """Return the whole body."""

    def unusable(self, problem: str, remedy: str) -> Exception:
        """Return what to raise to have the request sent again, or fail with this problem."""


class Transport(Protocol):
    """Sends requests politely: `arxiv_api.session.Http` does."""

    def exchange(
        self,
        url: str,
        headers: Callable[[], Mapping[str, str]],
        receive: Callable[[DownloadReply], _T],
    ) -> _T:
        """Send a request, with fresh headers at each try, and return what `receive` returns."""
