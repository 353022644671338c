"""Look for what is wrong with a list and everything around it, and fix what is safe to fix."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    """A file cannot be used."""
    WARNING = "warning"
    """Something is wrong, and readlist goes on without it."""
    NOTE = "note"
    """Nothing is wrong, but something could be better."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found."""

    check: str
    """The check that found it, in one word."""
    level: Level
    problem: str
    remedy: str = ""
    """What the reader can do; a command or an act."""
    cure: str = ""
    """What fixing it would do, in words; empty if only the reader can fix it."""
    mend: Callable[[], object] | None = field(default=None, compare=False, repr=False)
    """Does what `cure` says."""

    def to_json(self) -> dict[str, object]:
        """Return the finding as JSON values."""
        return {
            "check": self.check,
            "level": str(self.level),
            "problem": self.problem,
            "remedy": self.remedy,
            "fix": self.cure or None,
        }
