"""The error of texts that identify no paper."""

from readlist.errors import UsageError

NO_PAPER = "not an identifier or address of a paper"


class NotAnIdentifierError(UsageError):
    """The text identifies no paper; `reason` says why.

    Args:
        text: What was read.
        reason: What is wrong with it.
        remedy: A command that works.
    """

    def __init__(self, text: str, reason: str = NO_PAPER, remedy: str = "") -> None:
        remedy = remedy or "readlist add 10.1038/s41586-021-03819-2"
        super().__init__(f"{reason}: {text[:80]!r}", remedy)
        self.reason = reason
        """The same without the text."""
