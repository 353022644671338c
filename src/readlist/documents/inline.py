"""Build a block from pieces, and find the addresses written out in its text."""

import re
from collections.abc import Sequence

from readlist.document_model import Block, Cell, Link, Role
from readlist.patterns import pattern
from readlist.text import fold_width

LONGEST_TEXT = 200_000
"""Characters of one block that are kept; longer ones are not prose."""

_BARE = pattern(
    r"(?:https?://|(?<![\w./:@-])(?:www\.|(?=(?:[a-z0-9-]+\.){0,4}"
    r"(?:arxiv\.org|ar5iv\.org|scirate\.com|github\.com|gitlab\.com|doi\.org|huggingface\.co|hf\.co|alphaxiv\.org)/)))"
    r"[!#-;=?-\[\]_a-z~%&'$@()*+,]+",
    re.IGNORECASE | re.ASCII,
)
_AFTER = ".,;:!?'\"*_~"


class Inline:
    """Collects the text of a block together with its links and marks."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0
        self.links: list[Link] = []
        self.marks: list[tuple[int, int]] = []
        self.cells: list[Cell] = []

    def add(self, text: str) -> None:
        """Append text; what exceeds `LONGEST_TEXT` is dropped."""
        if text and self.length < LONGEST_TEXT:
            self._pieces.append(text)
            self.length += len(text)

    def link(self, url: str, start: int, *, image: bool = False) -> None:
        """Make the text from `start` on a link."""
        if url:
            self.links.append(Link(url.strip(), start, self.length, image))

    def mark(self, start: int) -> None:
        """Mark the text from `start` on as bold or italic."""
        if self.length > start:
            self.marks.append((start, self.length))

    @property
    def last(self) -> str:
        """The last character so far, empty at the beginning."""
        return self._pieces[-1][-1] if self._pieces else ""

    @property
    def text(self) -> str:
        """Everything added so far."""
        if len(self._pieces) > 1:
            self._pieces = ["".join(self._pieces)]
        return self._pieces[0] if self._pieces else ""

    def block(
        self, line: int, role: Role = Role.TEXT, level: int = 0, *, tight: bool = False
    ) -> Block | None:
        """Return the collected text as a block, or None if it is empty."""
        text = self.text
        lead = len(text) - len(text.lstrip())
        kept = text.strip()
        if not kept and not self.links:
            return None
        size = len(kept)

        def at(position: int) -> int:
            return min(max(position - lead, 0), size)

        links = [x._replace(start=at(x.start), end=at(x.end)) for x in self.links]
        return Block(
            text=kept,
            line=line + text[:lead].count("\n"),
            role=role,
            level=level,
            links=tuple(sorted(links + written_out(kept, links), key=lambda x: (x.start, x.end))),
            marks=tuple((at(a), at(b)) for a, b in self.marks),
            cells=tuple(Cell(at(x.start), at(x.end), x.head) for x in self.cells),
            tight=tight,
        )


def written_out(text: str, known: Sequence[Link] = ()) -> list[Link]:
    """Return the addresses that are written out in the text, outside the known links."""
    folded = fold_width(text)
    if "/" not in folded:
        return []
    taken = sorted((x.start, x.end) for x in known if x.end > x.start)
    found: list[Link] = []
    for match in _BARE.finditer(folded):
        start, end = match.start(), match.start() + len(_trimmed(match[0]))
        if end - start < 6 or any(a < end and start < b for a, b in taken):
            continue
        url = folded[start:end]
        found.append(Link(url if "://" in url[:8] else f"https://{url}", start, end))
    return found


def _trimmed(url: str) -> str:
    """Remove the sentence's punctuation, and a closing bracket that was not opened inside."""
    while url:
        last = url[-1]
        if (
            last in _AFTER
            or (last == ")" and url.count("(") < url.count(")"))
            or (last == "]" and url.count("[") < url.count("]"))
        ):
            url = url[:-1]
        else:
            break
    return url


def plain_block(
    text: str, line: int, role: Role = Role.TEXT, level: int = 0, *, tight: bool = False
) -> Block | None:
    """Return text without mark-up as a block."""
    inline = Inline()
    inline.add(text)
    return inline.block(line, role, level, tight=tight)
