"""The headings above a place of the document."""

from readlist.document_model import Block, Document, Role

LOWEST = 9
"""The level of a bold line that stands over a list."""


class Headings:
    """The open headings, outermost first."""

    def __init__(self, document: Document) -> None:
        self._open: list[tuple[int, str]] = []
        levels = [
            part.level
            for part in document.parts
            if isinstance(part, Block) and part.role is Role.HEADING and part.text
        ]
        self._sections = {level for level in levels if levels.count(level) > 1}

    def close(self, level: int) -> None:
        """End the headings that one of this level ends."""
        while self._open and self._open[-1][0] >= level:
            self._open.pop()

    def open(self, level: int, text: str) -> None:
        """Begin the section of a heading."""
        self._open.append((level, text))

    def names_paper(self) -> None:
        """Let the nearest heading be a paper's own title, which is nobody's theme."""
        self._open[-1] = (self._open[-1][0], "")

    @property
    def theme(self) -> str:
        """The nearest heading."""
        return next((text for _, text in reversed(self._open) if text), "")

    @property
    def above(self) -> str:
        """The heading above the nearest one, which names a paper; empty if there is none."""
        return next((text for _, text in reversed(self._open[:-1]) if text), "")

    @property
    def outer(self) -> str:
        """The theme where the nearest heading is a paper's own title.

        That is the heading above, if it is one of several and not the title of the document.
        """
        sections = len(self._open) > 1 and self._open[-2][0] in self._sections
        return self._open[-2][1] if sections else self.theme
