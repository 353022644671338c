"""What a person changed in a file that readlist wrote, as values."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple


class Field(StrEnum):
    """What people may change in an exported file; ``readlist import`` reads it back."""

    STATUS = "status"
    STAR = "star"
    RATING = "rating"
    TOPICS = "topics"
    DUE = "due"
    NOTES = "notes"


OPEN = "open"
"""The status of a paper whose box is empty: unread, or in the inbox."""

Value = str | int | float | bool | tuple[str, ...] | None
"""A status, a star, a rating, a date as text; topics, or lines of notes, without escapes."""


class Edit(NamedTuple):
    """One change that a person made."""

    id: str
    """The paper's identifier, as the file spells it."""
    field: Field
    value: Value
    """What the file says now."""
    was: Value
    """What readlist wrote there, for notes their digest; None if not known."""
    line: int


class Odd(NamedTuple):
    """Something in the file that cannot be taken over."""

    line: int
    text: str
    why: str


class Loss(NamedTuple):
    """Something that would be lost if the file were written again."""

    line: int
    what: str


class Returned(NamedTuple):
    """The changes read back from one file."""

    edits: tuple[Edit, ...] = ()
    odd: tuple[Odd, ...] = ()


Judge = Callable[[str, str], list[Loss]]
"""Return what a person wrote into an existing text that the new one does not have."""
