"""What a use case tells while it works."""

from typing import Protocol


class Notices(Protocol):
    """Where words for the reader go that are not results; stderr, in the command line."""

    def say(self, text: str) -> None:
        """Say something that may be left out when quiet."""

    def warn(self, text: str) -> None:
        """Say something that the reader must not miss."""

    def waiting(self, seconds: float, why: str) -> None:
        """Say that a wait of more than a second begins."""

    def progress(self, label: str, done: int, total: int | None) -> None:
        """Say how many bytes of a download are there; `total` where it is known."""
