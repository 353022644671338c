"""What can go wrong, each kind with its exit code (docs/design.md, "Exit codes").

::

    ReadlistError          1  some of it failed
    ├── UsageError         2  the command line makes no sense
    ├── NotFoundError      3  not in the list, nothing to undo
    ├── AmbiguousError     4  more than one paper fits
    ├── ServiceError       5  arXiv or another service cannot be asked, or answers nonsense
    └── FileError          6  the list or the settings are broken, newer or locked
"""

from collections.abc import Sequence


class ReadlistError(Exception):
    """A failure the reader can understand: what is wrong, and what to do about it.

    Args:
        problem: One sentence without a final stop, with the value that is wrong.
        remedy: A command or an act that helps; shown behind ``try:``.
        details: Further lines shown between the two, such as candidates.
    """

    exit_code = 1

    def __init__(self, problem: str, remedy: str = "", details: Sequence[str] = ()) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy
        self.details = tuple(details)


class UsageError(ReadlistError):
    """The command line cannot be understood, or needs a terminal that is not there."""

    exit_code = 2


class NotFoundError(ReadlistError):
    """No such paper in the list, or nothing to undo."""

    exit_code = 3


class AmbiguousError(ReadlistError):
    """More than one paper fits, and nobody can be asked."""

    exit_code = 4


class ServiceError(ReadlistError):
    """A service could not be reached, refused, or answered something that is no answer."""

    exit_code = 5


ArxivError = ServiceError
"""The service was arXiv; for long there was no other."""


class FileError(ReadlistError):
    """A file of the reader's cannot be read, understood, locked or written."""

    exit_code = 6
