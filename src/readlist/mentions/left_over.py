"""Lines and words of a pasted list that name no paper: people expect every one to be read.

A text is a list if at least half of its lines name a paper, or hold only words like identifiers. In
other texts most lines name none, and nobody expects them to.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from readlist.arxiv_address import identifier
from readlist.arxiv_id import ArxivId
from readlist.document_model import Block, Document, Role
from readlist.lazy import lazy
from readlist.mentions.findings import Doubt
from readlist.mentions.sighting import Sighting
from readlist.patterns import pattern

if TYPE_CHECKING:
    from readlist.model import identifiers, kinds
else:
    # Most lists name arXiv's papers, which need no code for other identifiers.
    identifiers = lazy("readlist.model.identifiers")
    kinds = lazy("readlist.model.kinds")

_KINDS = frozenset({"text", "csv"})
_LONGEST = 200
"""Characters of a line of a list; a longer line is prose."""
_WHY = "it names no paper"
_NOT_TAKEN = "here it may be any number; readlist add takes it"
_PARTS = pattern(r"[\s,;|，；、]+")
_LIKE_AN_IDENTIFIER = pattern(r"(?=.*\d).*[./:]")
_LONGEST_LINE = 20_000
_BETWEEN = frozenset({"and", "und", "et", "y", "&"})
_AROUND = "()[]{}<>\"'.,;:!?*-•"


def left_over(document: Document, sightings: Sequence[Sighting]) -> Iterator[Doubt]:
    """Yield the lines, and the words like identifiers, of a pasted list that name no paper.

    Args:
        document: A document that has been read.
        sightings: What was found in it.
    """
    if document.kind not in _KINDS:
        return
    lines = [p for p in document.parts if isinstance(p, Block) and p.role is not Role.HEADING]
    named = {sighting.line for sighting in sightings}
    if not _is_list(lines, named):
        return
    names = {name for sighting in sightings for name in sighting.names}
    for block in lines:
        text = block.text.strip()
        if alike := _identifiers(text):
            yield from (Doubt(w, block.line, why) for w in alike if (why := _why(w, names)))
        elif block.line not in named and 0 < len(text) <= _LONGEST and not text.endswith(":"):
            yield Doubt(text[:80], block.line, _WHY)


def _is_list(lines: Sequence[Block], named: set[int]) -> bool:
    filled = [block for block in lines if block.text.strip()]
    count = sum(block.line in named or bool(_identifiers(block.text)) for block in filled)
    return bool(filled) and 2 * count >= len(filled)


def _identifiers(text: str) -> list[str]:
    """Return the words like identifiers of a line that mostly holds such words; else none."""
    if len(text) > _LONGEST_LINE:
        return []
    words = (word.strip(_AROUND) for word in _PARTS.split(text))
    told = [word for word in words if word and word.casefold() not in _BETWEEN]
    alike = [word for word in told if _LIKE_AN_IDENTIFIER.match(word)]
    return alike if 2 * len(alike) > len(told) else []


def _why(word: str, names: set[str]) -> str:
    """Return why a word of a list is doubtful; empty for one that was read."""
    at_arxiv = ArxivId.try_parse(word) or identifier(word)
    if at_arxiv and at_arxiv.base in names:
        return ""
    found = identifiers.Identifier.try_parse(word)
    if found is None or found.kind is kinds.IdentifierKind.URL:
        return "" if found and str(found) in names else _WHY
    return "" if str(found) in names else _NOT_TAKEN
