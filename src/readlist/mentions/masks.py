"""Hide what names no paper: addresses, and the words of links that only say where they lead."""

import re

from readlist.document_model import Block
from readlist.mentions import places, titles, vocabulary
from readlist.mentions.scan import Scan, hide
from readlist.patterns import pattern

_BRACKET = pattern(r"[\[(（【［][^\[\]()（）【】［］]{0,40}[\])）】］]")


def masked(block: Block, upto: int | None = None) -> str:
    """Return the text with everything that names no paper made unreadable, of the same length.

    That is addresses and the words of links that only say where they lead.
    """
    text = block.text[:upto] if upto is not None else block.text
    spans = (
        (x.start, x.end)
        for x in block.links
        if x.start < x.end <= len(text) and _names_none(block.written(x))
    )
    return hide(text, spans)


def _names_none(written: str) -> bool:
    return (
        vocabulary.is_address(written) or vocabulary.is_label(written) or places.is_dated(written)
    )


def is_label_only(block: Block, scan: Scan) -> bool:
    """Return whether nothing stands in the block but identifiers, addresses and labels."""
    text = masked(block)
    for mention in scan.mentions:
        if mention.link and titles.of_link(block.written(mention.link)):
            return False
    rest = without_asides(hide(text, ((x.start, x.end) for x in scan.mentions)))
    pieces = re.split(r"\x01+|[•·,;|，；。、：:！!・\n\t]+", vocabulary.without_numbering(rest))
    return all(
        vocabulary.is_label(piece) or vocabulary.is_aside(piece)
        for piece in pieces
        if piece.strip()
    )


def without_asides(text: str) -> str:
    """Return the text with a mark for every bracket that holds a date, a venue or a label."""
    return _BRACKET.sub(lambda m: "\x01" if vocabulary.is_aside(m[0]) else m[0], text)
