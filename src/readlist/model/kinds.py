"""The kinds of identifiers, best known first, and the error of texts that identify no paper."""

from enum import StrEnum

from readlist.errors import UsageError


class IdentifierKind(StrEnum):
    """What an identifier identifies; where a record has several, the first of these is its own."""

    ARXIV = "arxiv"
    DOI = "doi"
    OPENREVIEW = "openreview"
    ACL = "acl"
    PMID = "pmid"
    ISBN = "isbn"
    URL = "url"
    LOCAL = "local"


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
