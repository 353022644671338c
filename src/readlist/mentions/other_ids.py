"""Identifiers of a block but for arXiv's: in its links, and written out in its text."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from readlist.document_model import Block, Link, Role
from readlist.lazy import lazy
from readlist.mentions import references, titles, vocabulary
from readlist.mentions.sighting import Mention
from readlist.patterns import pattern

if TYPE_CHECKING:
    from readlist.model import identifiers, kinds, paper_pages, recognising
    from readlist.model.identifiers import Identifier
else:
    # A document of arXiv's papers does without all that knows others.
    identifiers = lazy("readlist.model.identifiers")
    kinds = lazy("readlist.model.kinds")
    paper_pages = lazy("readlist.model.paper_pages")
    recognising = lazy("readlist.model.recognising")

_MAY_LINK = pattern(
    r"10(?:\.|%2e)\d{4}|doi|persistentid|openreview|acl(?:anthology|web)|pubmed|ncbi\.nlm|europepmc|isbn"
    r"|nature\.com|biorxiv|medrxiv|elifesciences|peerj|plos|ssrn",
    2,
)  # re.IGNORECASE
"""What every address has that carries an identifier (`readlist.model.carried`)."""
_MAY_SAY = pattern(
    r"10\.\d{4,9}(?:\.\d+)*/|pmid|pubmed|isbn|openreview:|acl:|\d-\d{4}|\d{4}\.[a-z]", 2
)
_NEVER = ("https://github.com/", "https://arxiv.org/", "https://huggingface.co/",
          "https://x.com/", "https://twitter.com/", "https://www.youtube.com/")  # fmt: skip
"""What most links of reading lists lead to, beside arXiv."""
_REDIRECT = pattern(r"[?&](?:url|q|qurl|u|target|dest)=(?P<url>https?(?::|%3a)[^&#]+)", 2)
"""An address inside one of search engines, mail filters and library proxies."""
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
    for (start, end), found in recognising.elsewhere(text):
        if end - start > _LONGEST:
            continue
        if found.kind is kinds.IdentifierKind.ISBN and not _is_entry(block):
            continue
        if found.kind is kinds.IdentifierKind.DOI and not _is_paper(block, found):
            continue
        yield Mention(found, start, end)


_NO_PAGE = pattern(
    r"[\[\]<>{}]|\.(?:png|jpe?g|gif|webp|svg|tiff?|mp4)(?:$|[?#])",
    2,
)  # re.IGNORECASE
"""Addresses in which something is to be filled in, and those of pictures and films."""


@lru_cache(maxsize=4096)
def _target(url: str) -> "Identifier | None":
    """Return the paper whose page or file an address is; arXiv's are told elsewhere."""
    if url.startswith(_NEVER) or not url[:8].lower().startswith(("http://", "https://", "doi:")):
        return None
    if inner := _REDIRECT.search(url):
        url = unquote(inner["url"])
    if not _MAY_LINK.search(url) and not paper_pages.is_paper_page(url):
        return None
    found = identifiers.Identifier.try_parse(url)
    return found if found and _is_of_paper(found, url) else None


def _is_of_paper(found: "Identifier", url: str) -> bool:
    if found.kind is kinds.IdentifierKind.URL:
        return paper_pages.is_paper_page(found.value) and not _NO_PAGE.search(found.value)
    if found.kind is kinds.IdentifierKind.ISBN:
        return bool(_BOOK.search(url))
    return found.kind is not kinds.IdentifierKind.ARXIV


def _is_cited(block: Block, link: Link, found: "Identifier") -> bool:
    """Return whether a link is to a paper, and not to data, a part of a paper or furniture."""
    written = block.written(link)
    if block.aside and len(titles.of_link(written).split()) < _LONG:
        return False
    return found.kind is not kinds.IdentifierKind.DOI or _is_paper(block, found)


def _is_paper(block: Block, found: "Identifier") -> bool:
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
