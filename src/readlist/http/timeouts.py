"""How long to wait for a service."""

import math
from dataclasses import dataclass

from readlist.errors import UsageError


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long to wait, in seconds."""

    connect: float = 10.0
    read: float = 30.0
    """The longest silence between two pieces of an answer."""
    total: float = 300.0
    """For one answer with all its tries and pauses."""

    def __post_init__(self) -> None:
        for name in ("connect", "read", "total"):
            if not 0 < getattr(self, name) < math.inf:
                raise UsageError(
                    f"a timeout must be a number of seconds above 0, not {getattr(self, name)}",
                    "export READLIST_TIMEOUT=30",
                )

    @classmethod
    def scaled(cls, read: float) -> "Timeouts":
        """Return the default timeouts, scaled so that `read` seconds of silence are allowed.

        The proportions stay: a third of it to connect, ten times as long in all.
        """
        return cls(connect=read / 3, read=read, total=read * 10)
