"""A highlight in a PDF, as a value."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from readlist.text import clean, one_line

_COLOURS = {
    "yellow": (255, 235, 60), "green": (120, 210, 90), "blue": (80, 160, 240),
    "red": (235, 70, 70), "purple": (170, 110, 230), "orange": (250, 160, 50),
    "pink": (245, 130, 190), "grey": (150, 150, 150), "black": (0, 0, 0),
}  # fmt: skip
"""The colours that readers offer, by the names they give them, as red, green and blue to 255."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """One thing that a reader left in a PDF."""

    page: int
    """Counted from 1."""
    kind: str
    """``highlight``, ``underline``, ``squiggly``, ``strike-out``, ``note``, ``free text``,
    ``caret`` or ``ink``."""
    text: str
    """What is marked; empty where nothing is."""
    comment: str
    """What was written beside it; may have several lines."""
    colour: str
    """As ``#ffd400``; empty where none is known."""
    author: str
    day: str
    """When it was left or changed last, as ``2026-11-21``; empty where that is not known."""

    @property
    def colour_name(self) -> str:
        """The nearest of the colours that readers offer."""
        if not self.colour:
            return ""
        own = bytes.fromhex(self.colour[1:])
        return min(
            _COLOURS,
            key=lambda name: sum((a - b) ** 2 for a, b in zip(own, _COLOURS[name], strict=True)),
        )

    @property
    def line(self) -> str:
        """It as one line: ``p. 3  “marked words”: what was written``."""
        comment = one_line(self.comment)
        if not self.text:
            return f"p. {self.page}  {comment or self.kind}"
        return f"p. {self.page}  “{self.text}”" + (f": {comment}" if comment else "")

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values; what is not known is null."""
        return {
            "page": self.page,
            "kind": self.kind,
            "colour": self.colour or None,
            "text": self.text,
            "comment": self.comment,
            "author": self.author or None,
            "date": self.day or None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Return what `to_json` gave; whatever a file says is cleaned.

        Raises:
            KeyError, TypeError, ValueError: It is something else.
        """
        colour = str(data["colour"] or "")
        if colour:
            bytes.fromhex(colour[1:])
        return cls(
            int(data["page"]),
            one_line(str(data["kind"])),
            one_line(str(data["text"])),
            clean(str(data["comment"])),
            colour,
            one_line(str(data["author"] or "")),
            one_line(str(data["date"] or "")),
        )
