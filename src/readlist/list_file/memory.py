"""What is known of a list from an earlier look, so that it need not be parsed again."""

from collections.abc import Callable
from typing import Protocol


class Memory(Protocol):
    """What was found out about a text before: the index (`readlist.index.Index`)."""

    def is_regular(self, sha256: str) -> bool:
        """Whether the bytes with that checksum were parsed before and are a regular document."""

    def numbers_of(self, sha256: str, identifier: str) -> list[int] | None:
        """Return where a paper stands in the bytes with that checksum; None if not known."""

    def count_of(self, sha256: str) -> int:
        """Return how many papers the regular list with that checksum has; 0 if it is not known."""

    def known_at(self, sha256: str, number: int) -> tuple[str, Callable[[str], bool]] | None:
        """Return a paper's identifier, and what tells whether a text is its block."""
