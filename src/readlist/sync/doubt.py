"""The error that stops a merge before anything is written."""

from readlist.errors import ReadlistError


class DoubtError(ReadlistError):
    """A merge that might lose something; nothing was committed, written or pushed."""
