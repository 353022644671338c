"""What running a command line in a test gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Outcome:
    """What a command line gave."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """Standard output, line by line."""
        return self.out.splitlines()


class Run(Protocol):
    """Run readlist in this process."""

    def __call__(
        self,
        *args: str,
        input: str | None = None,  # noqa: A002 - the runner's word
        env: Mapping[str, str | None] | None = None,
        terminal: bool = False,
        asks: bool = False,
        charset: str = "utf-8",
    ) -> Outcome:
        """Run a command line; `terminal` as on a screen, `asks` as with somebody at it."""
