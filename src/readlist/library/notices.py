"""What a use case tells while it works."""

from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from readlist.progress import UNFOLLOWED, Work


class Notices(Protocol):
    """Where words for the reader go that are not results; stderr, in the command line."""

    def say(self, text: str) -> None:
        """Say something that may be left out when quiet."""

    def warn(self, text: str) -> None:
        """Say something that the reader must not miss."""

    def waiting(self, seconds: float, why: str) -> None:
        """Say that a wait of more than a second begins."""

    def working(self, what: str, pace: float = 0.0) -> AbstractContextManager[Work]:
        """Follow a piece of work; nothing is shown before something is said of it.

        Args:
            what: It in words, such as ``Fetching PDFs``.
            pace: Seconds that each thing takes at least.
        """


class Unheard:
    """Notices that nobody hears, for programs that want results only."""

    def say(self, text: str) -> None:
        """Tell nobody."""

    def warn(self, text: str) -> None:
        """Tell nobody."""

    def waiting(self, seconds: float, why: str) -> None:
        """Tell nobody."""

    def working(self, what: str, pace: float = 0.0) -> AbstractContextManager[Work]:  # noqa: ARG002
        """Tell nobody."""
        return nullcontext(UNFOLLOWED)
