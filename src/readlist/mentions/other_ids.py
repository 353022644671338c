"""Identifiers of a block but for arXiv's: in its links, and written out in its text."""

from collections.abc import Iterator
from functools import lru_cache

from readlist.document_model import Block, Link, Role
from readlist.mentions import references, titles, vocabulary
from readlist.mentions.mention import Mention
from readlist.model import paper_pages
from readlist.model.identifiers import Identifier
from readlist.model.kinds import IdentifierKind
from readlist.model.recognising import elsewhere
from readlist.patterns import pattern

_MAY_LINK = pattern(
    r"10\.\d{4}|10%2[EeFf]|doi|openreview|acl|pubmed|pmid|isbn|\d", 2
)  # re.IGNORECASE
_MAY_SAY = pattern(
    r"10\.\d{4,9}(?:\.\d+)*/|pmid|pubmed|isbn|openreview:|acl:|\d-\d{4}|\d{4}\.[a-z]", 2
)
_BOOK = pattern(r"isbn|openlibrary", 2)
_LONGEST = 400
"""Characters of an identifier in a text; real ones have at most about 200."""
_LONG = 4
"""Words of a link beside the content that make it a title."""


def of_links(block: Block) -> Iterator[Mention]:
    """Yield the papers that links lead to, each at its link."""
    for link in block.links:
        found = _target(link.url) if not link.image else None
        if found and _is_cited(block, link, found):
            yield Mention(found, link.start, link.end, link)


def of_text(block: Block, text: str) -> Iterator[Mention]:
    """Yield the papers that a block names by identifiers in its text.

    Args:
        block: Any block.
        text: Its text, in which links are hidden whose words are no part of it.
    """
    if block.aside or block.role is Role.CODE or not _MAY_SAY.search(text):
        return
    for (start, end), found in elsewhere(text):
        if end - start > _LONGEST:
            continue
        if found.kind is IdentifierKind.ISBN and not _is_entry(block):
            continue
        if found.kind is IdentifierKind.DOI and not _is_paper(block, found):
            continue
        yield Mention(found, start, end)


@lru_cache(maxsize=4096)
def _target(url: str) -> Identifier | None:
    """Return the paper whose page or file an address is; arXiv's are told elsewhere."""
    if not url[:8].lower().startswith(("http://", "https://", "doi:")):
        return None
    if not _MAY_LINK.search(url) and not paper_pages.is_paper_page(url):
        return None
    found = Identifier.try_parse(url)
    if found is None or found.kind is IdentifierKind.ARXIV:
        return None
    if found.kind is IdentifierKind.URL and not paper_pages.is_paper_page(found.value):
        return None
    if found.kind is IdentifierKind.ISBN and not _BOOK.search(url):
        return None
    return found


def _is_cited(block: Block, link: Link, found: Identifier) -> bool:
    """Return whether a link is to a paper, and not to data, a part of a paper or furniture."""
    written = block.written(link)
    if block.aside and len(titles.of_link(written).split()) < _LONG:
        return False
    return found.kind is not IdentifierKind.DOI or _is_paper(block, found)


def _is_paper(block: Block, found: Identifier) -> bool:
    """Return whether a DOI is a paper's: that of data is, where a reference cites it as one."""
    if paper_pages.is_part(found.value):
        return False
    return not paper_pages.is_data(found.value) or references.is_reference(block.text)


def _is_entry(block: Block) -> bool:
    """Return whether a block may be the entry of a book."""
    return (
        block.role in {Role.ITEM, Role.ROW}
        or (len(block.text) < titles.LONGEST + 200 and references.is_reference(block.text))
        or vocabulary.is_label(block.text)
    )
