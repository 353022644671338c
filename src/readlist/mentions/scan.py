"""The identifiers of one block: in its links and in its text."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from readlist import arxiv_address as addresses
from readlist.arxiv_id import ArxivId
from readlist.document_model import Block, Role
from readlist.mentions import identifiers, vocabulary
from readlist.mentions.findings import Doubt
from readlist.mentions.grouping import grouped
from readlist.mentions.sighting import Mention
from readlist.patterns import pattern

_NUMBER = pattern(r"[-+]?\d+(?:[.,]\d+)?")
_ID_COLUMN = pattern(
    r"arxiv|e-?print|identifier|preprint|\bids?\b|paper|link|url|编号", re.IGNORECASE
)


_SUMMARY_COLUMN = pattern(r"abstract|excerpt|summary|highlights?|摘要", re.IGNORECASE)
_BARE_TARGET = pattern(
    r"(?:\.{0,2}/)?(?:[\w %.-]+/)*(?P<id>\d{4}\.\d{4,5}(?:v\d{1,2})?)(?:\.pdf)?", re.ASCII
)


class Scan(NamedTuple):
    """What identifiers a block holds."""

    mentions: tuple[Mention, ...]
    """In order of their place."""
    doubts: tuple[Doubt, ...] = ()

    @property
    def bases(self) -> tuple[str, ...]:
        """The papers, each once."""
        return tuple(dict.fromkeys(m.id.base for m in self.mentions))

    def further(self, base: str) -> list[str]:
        """Return the further identifiers of one of the papers."""
        every = (m.further for m in self.mentions if m.further and m.id.base == base)
        return list(dict.fromkeys(every))


_NOTHING = Scan(())
_TELLING = (*"./．／", "arXiv", "ISBN", "PMID")
"""There is no identifier in a text without any of these."""


def scan(block: Block, *, bare: bool) -> Scan:
    """Return the identifiers of a block.

    Args:
        block: Any block.
        bare: Whether numbers without a mark may count in this document.
    """
    if not block.links and not any(x in block.text for x in _TELLING):
        return _NOTHING
    found: list[Mention] = []
    doubts: list[Doubt] = []
    named: list[tuple[int, int]] = []
    for link in block.links:
        written = block.written(link)
        parsed = _target(link.url)
        if parsed:
            found.append(Mention(parsed, link.start, link.end, link))
            found += [Mention(one, link.start, link.end, link) for one in _further(link.url)]
            doubts += _disagreement(block, written, parsed)
        elif wrong := addresses.damaged(link.url):
            doubts.append(Doubt(wrong[0], block.line, wrong[1]))
        if parsed or vocabulary.is_address(written):
            named.append((link.start, link.end))
    text = hide(block.text, named)
    bare = bare and not block.aside and block.role is not Role.CODE
    hits = identifiers.find(text, bare=bare)
    found += [
        Mention(hit.id, hit.start, hit.end)
        for hit in hits
        if block.role is not Role.ROW or _fits_cell(block, hit)
    ]
    line_of = block.text.count
    doubts += [
        Doubt(x.text, block.line + line_of("\n", 0, x.start), x.why)
        for x in identifiers.damaged(text)
    ]
    found += _others(block, text)
    found.sort(key=lambda m: (m.start, m.end))
    if block.role is Role.ROW and len(found) > 1:
        found = _of_the_row(block, found)
    return Scan(grouped(block, found), tuple(doubts))


def _others(block: Block, text: str) -> list[Mention]:
    """Return the mentions of identifiers of other kinds than arXiv's."""
    linked = list(identifiers.of_links(block))
    hidden = hide(text, ((m.start, m.end) for m in linked))
    return linked + list(identifiers.of_text(block, hidden))


def _target(url: str) -> ArxivId | None:
    """Return the paper that a link leads to: an address, or a file that is called like it."""
    if len(url) < 9:
        return None
    if "://" not in url and (match := _BARE_TARGET.fullmatch(url)):
        return ArxivId.try_parse(match["id"])
    return addresses.identifier(url)


def _further(url: str) -> list[ArxivId]:
    """Return the papers behind the first of an address that names several."""
    return addresses.id_list(url)[1:] if "id_list=" in url else []


def hide(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with some parts made unreadable, of the same length.

    Args:
        text: Any text.
        spans: Beginnings and ends, in order of the beginnings.
    """
    pieces, done = [], 0
    for start, end in spans:
        if end > done:
            begin = max(start, done)
            pieces += [text[done:begin], "\x01" * (min(end, len(text)) - begin)]
            done = end
    return "".join((*pieces, text[done:])) if pieces else text


def _disagreement(block: Block, written: str, parsed: ArxivId) -> list[Doubt]:
    """Name a link whose own text shows another identifier than its address."""
    shown = identifiers.find(written) if "://" not in written else []
    if len(shown) == 1 and shown[0].id.base != parsed.base:
        why = f"its link leads to {parsed.base}"
        return [Doubt(written[:80], block.line, why)]
    return []


def _of_the_row(block: Block, found: list[Mention]) -> list[Mention]:
    """Leave out what a column of abstracts mentions, if another column names the paper."""
    told = [c for c in block.cells if c.head and _SUMMARY_COLUMN.search(c.head)]
    own = [m for m in found if not any(c.start <= m.start < c.end for c in told)]
    return own or found


def _fits_cell(block: Block, hit: identifiers.FoundIdentifier) -> bool:
    """A number without a mark fills its cell of a table, under a heading that allows it."""
    written = block.text[hit.start : hit.end]
    if not written[:4].isdigit():
        return True
    for cell in block.cells:
        if cell.start <= hit.start < cell.end:
            alone = block.text[cell.start : cell.end].strip(" []()") == written
            if cell.head:
                return alone and bool(_ID_COLUMN.search(cell.head))
            others = (block.text[c.start : c.end] for c in block.cells if c != cell)
            return alone and not any(_NUMBER.fullmatch(x.strip()) for x in others)
    return True
