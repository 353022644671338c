"""Identifiers in a document, in every form people write, and nothing that only looks like one.

A bare arXiv number counts where it stands by itself: not joined to letters, not money, not a
measurement, not after a word that says it is something else. What an explicit arXiv mark introduces
is reported as doubtful if it is not an identifier. Other identifiers are found in links and in the
text.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from readlist.arxiv_address import ARCHIVE, NUMBER, OLD, VERSION, archived, codes
from readlist.arxiv_id import ArxivId, NotAnArxivIdError
from readlist.document_model import Block, Link, Role
from readlist.lazy import lazy
from readlist.mentions import references, titles, vocabulary
from readlist.mentions.sighting import Mention
from readlist.patterns import pattern
from readlist.text import fold_width

if TYPE_CHECKING:
    from readlist.model import identifiers, kinds, paper_pages, recognising
    from readlist.model.identifiers import Identifier
else:
    identifiers = lazy("readlist.model.identifiers")
    kinds = lazy("readlist.model.kinds")
    paper_pages = lazy("readlist.model.paper_pages")
    recognising = lazy("readlist.model.recognising")


class FoundIdentifier(NamedTuple):
    """An identifier in a text."""

    id: ArxivId
    start: int
    """Where its mark begins, such as ``arXiv:``."""
    end: int


class Damaged(NamedTuple):
    """Something that is marked as an identifier but is not one."""

    text: str
    start: int
    why: str


_ID = rf"(?:{NUMBER}|{OLD}){VERSION}"
_FREE = r"(?![\w]|[.-]\d|\.\w+\.)"
_MARK = r"""(?:
    (?:(?:\bdoi:?\s*)?\b10\.48550/|(?<![a-z0-9]))  # arXiv's DOIs, or a word of its own
    (?:arxiv(?:\.org)?|ar\{?x\}?iv)                # also as TeX has it: ar{X}iv
    (?:[\s:./,\-_#=(\[]                           # what may stand between it and the number
      |\be-?prints?\b|\bpreprints?\b|\bids?\b|\bno\b|\bnumber\b|\bidentifier\b|\babs\b|\bpdf\b
      |\bpapers?\b|\bversion\b|\bnr\b
      |\b(?:cs|stat|math|physics|eess|hep|astro|quant)\b
    )*?
    |(?<![a-z0-9/])(?:corr|e-?print|preprint)\b[\s:,]*(?:abs/|arxiv:)?\s*  # "CoRR, abs/2310.06825"
    |(?<![\w/.])(?:abs|pdf|html)/               # an address's end: "abs/2310.06825"
)"""
_MARKED = pattern(rf"{_MARK}(?P<id>{_ID}){_FREE}", re.IGNORECASE | re.ASCII | re.VERBOSE)
_MORE = pattern(
    rf"(?:\s|[,;&+/、，；和与及\]\[()]|and|or|v\d|\[[\w.-]+\])+?(?:arxiv:)?(?P<id>{_ID}){_FREE}",
    re.IGNORECASE | re.ASCII,
)
_OLD_ALONE = pattern(rf"(?<![\w/.@-])(?P<id>{OLD}{VERSION}){_FREE}", re.IGNORECASE | re.ASCII)
_ALONE = pattern(
    rf"(?<![\w.$€£¥₹#@+=/\\-])(?P<path>(?:file://|~|\.{{1,2}})?/?(?:[\w.-]+/){{0,6}})"
    rf"(?P<id>{NUMBER}{VERSION})(?P<tail>(?:[_-][A-Za-z][\w-]*)?\.(?:pdf|ps|djvu|epub|tex)\b)?"
    r"(?![\w%‰°€$£¥±]|[.-]\d|\.\w|[-/]\w)",
    re.ASCII,
)
_OTHER_DOI = pattern(r"\b10\.(?!48550/arxiv)\d{4,9}(?:\.\d+)*/[^\s,;<>\"']+", re.IGNORECASE)
_UNIT = pattern(
    r"""\s?(?:
        [kMGTmµnp]?(?:eV|Hz|[gsmWVAJNKLB]|bit|bps|Pa)\b                # units of measure
        |usd|eur|chf|gbp|rmb|cny|jpy|krw                              # currencies
        |(?:dollars?|euros?|yuan|percent|pct|km|kg|cm|mm|ms
          |seconds?|minutes?|hours?|days?|years?
          |points?|tokens?|params?|parameters?|pages?)\b              # units in words
        |[万亿元円원]|美元|千|百                                        # numbers and money in CJK
        |°|\+-|\+/-|±|×|x\s?\d                                       # errors and products
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_ONE = pattern(
    r"""(?:
        \+\d[\d\s().-]*                                               # a telephone number goes on
        |\b(?:phone|tel(?:ephone)?|fax|mobile|call|room|raum            # where people are
            |price|cost|total|sum|invoice|order                       # what things cost
            |part|no|nr|version|versions|ver|build|release|firmware|kernel|rev(?:ision)?
            |ip|isbn|issn|pmid|pmcid|doi|rfc|sha|commit|ticket|id|sku|serial  # other identifiers
            |account|iban|coordinates?|lat|lon
            |sigma|mass|energy|energies|report-no|qq|zip|msc          # measurements and classes
            |usd|eur|chf|gbp
        )\b\.?(?:\s+(?:is|are|was|were|of|at|to|about|now)\b)?          # "version is 2310.0682"
    )[\s:=\#.(]*$
    |(?:电话|价格|编号|费|版本|阅读量)[：:\s]*$
    |[$€£¥₹=<>~]\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_DIGITS = pattern(r"\d{4}\.\d{4}|/\d{7}", re.ASCII)
_PAIRED_BEHIND = pattern(r"\s*[,;x×/]\s*[-+]?(?P<number>\d+\.\d{3,})(?![\w.])", re.ASCII)
_PAIRED_AHEAD = pattern(r"(?<![\w.])(?P<number>\d+\.\d{3,})\s*[,;x×/]\s*$", re.ASCII)
_DECIMAL = pattern(r"(?<![\w.])\d+\.\d+(?![\w.])")
_SUSPECT = pattern(
    r"(?<![a-z0-9])(?:arxiv\s?:\s?(?:abs/)?|arxiv\.org/(?:abs|pdf)/|10\.48550/arxiv\.)"
    rf"(?P<text>(?:\d[\d.]{{3,14}}\d|{ARCHIVE}(?:\.[a-z-]{{2,17}})?/\d{{4,12}}))(?:v\d+)?",
    re.IGNORECASE | re.ASCII,
)


def find_arxiv(text: str, *, bare: bool = True) -> list[FoundIdentifier]:
    """Return the identifiers in a text, in order.

    Args:
        text: Without the addresses, which `addresses` reads.
        bare: Whether a new-style number without any mark may be an identifier.
    """
    folded = fold_width(text)
    found = {coded.end: FoundIdentifier(*coded) for coded in codes(folded)}
    if not _DIGITS.search(folded):
        return list(found.values())
    if "10." in folded:
        folded = _OTHER_DOI.sub(lambda m: "\x01" * len(m[0]), folded)
    for hit in (*_marked(folded), *_alone(folded, bare=bare)):
        # With its mark, if it has one.
        found.setdefault(hit.end, hit)
    return sorted(found.values(), key=lambda x: x.start)


def _marked(text: str) -> Iterator[FoundIdentifier]:
    for matches in (_MARKED.finditer(text), _OLD_ALONE.finditer(text), archived(text)):
        end = 0
        for match in matches:
            # A list after an earlier mark is not read again.
            parsed = ArxivId.try_parse(match["id"]) if match.end("id") > end else None
            if not parsed:
                continue
            yield FoundIdentifier(parsed, match.start(), match.end("id"))
            # After the word arXiv a list may go on with numbers alone.
            end = match.end("id")
            while more := _MORE.match(text, end):
                following = ArxivId.try_parse(more["id"])
                if not following or _UNIT.match(text, more.end("id")):
                    break
                end = more.end("id")
                yield FoundIdentifier(following, more.start("id"), end)


def _alone(text: str, *, bare: bool) -> Iterator[FoundIdentifier]:
    matches = [
        (match, parsed)
        for match in _ALONE.finditer(text)
        if (parsed := ArxivId.try_parse(match["id"])) and _may_stand(text, match)
    ]
    # Many other decimal numbers around: measurements, not identifiers.
    others = len(_DECIMAL.findall(text)) - len(matches) if matches else 0
    for match, parsed in matches:
        named = bool(match["tail"]) or _bracketed(text, match)
        if named or (bare and others <= max(2, len(matches))):
            yield FoundIdentifier(parsed, match.start("id"), match.end())


def _may_stand(text: str, match: re.Match[str]) -> bool:
    path, start = match["path"], match.start()
    if path and not match["tail"]:
        return False
    before = text[max(start - 40, 0) : start]
    if _is_coordinate(_PAIRED_BEHIND.match(text, match.end())) or _is_coordinate(
        _PAIRED_AHEAD.search(before)
    ):
        return False
    return not (_UNIT.match(text, match.end()) or _NOT_ONE.search(before))


def _is_coordinate(neighbour: re.Match[str] | None) -> bool:
    """Return whether another decimal number is beside it, as in a pair of coordinates."""
    return neighbour is not None and ArxivId.try_parse(neighbour["number"]) is None


def _bracketed(text: str, match: re.Match[str]) -> bool:
    """Return whether brackets mark it: ``[2310.06825]``, or a category, ``2310.06825 [hep-ph]``."""
    closed = text[match.start() - 1 : match.start()] == "[" and text[match.end() :][:1] == "]"
    return closed or bool(re.match(r"\s?\[[a-z-]+(?:\.[A-Za-z-]+)?\]", text[match.end() :][:25]))


def damaged_arxiv(text: str) -> list[Damaged]:
    """Return what the text marks as an identifier but is not one."""
    folded = fold_width(text)
    found: list[Damaged] = []
    for match in _SUSPECT.finditer(folded) if "rxiv" in folded.lower() else ():
        written = match["text"].rstrip(".")
        try:
            ArxivId.parse(written)
        except NotAnArxivIdError as error:
            why = error.problem.rpartition(": ")[2] if error.problem.count(": ") > 1 else ""
            why = why or "it has not the form of an identifier"
            found.append(Damaged(written, match.start("text"), why))
    return found


_MAY_LINK = pattern(
    r"10(?:\.|%2e)\d{4}|doi|persistentid|openreview|acl(?:anthology|web)|pubmed|ncbi\.nlm|europepmc|isbn"
    r"|nature\.com|biorxiv|medrxiv|elifesciences|peerj|plos|ssrn",
    2,
)  # re.IGNORECASE
"""What every address with an identifier holds (`readlist.model.carried`)."""
_MAY_SAY = pattern(
    r"10\.\d{4,9}(?:\.\d+)*/|pmid|pubmed|isbn|openreview:|acl:|\d-\d{4}|\d{4}\.[a-z]", 2
)
_NEVER = ("https://github.com/", "https://arxiv.org/", "https://huggingface.co/",
          "https://x.com/", "https://twitter.com/", "https://www.youtube.com/")  # fmt: skip
"""Where most links of reading lists lead, besides arXiv."""
_REDIRECT = pattern(r"[?&](?:url|q|qurl|u|target|dest)=(?P<url>https?(?::|%3a)[^&#]+)", 2)
"""An address inside an address of a search engine, mail filter or library proxy."""
_BOOK = pattern(r"isbn|openlibrary", 2)
_LONGEST = 400
"""Characters of an identifier in a text; real ones have about 200 at most."""
_LONG = 4
"""Words that make the text of a link outside the content a title."""


def others_in_links(block: Block) -> Iterator[Mention]:
    """Yield the papers that links lead to, each at its link."""
    for link in block.links:
        found = _target(link.url) if not link.image else None
        if found and _is_cited(block, link, found):
            yield Mention(found, link.start, link.end, link)


def others_in_text(block: Block, text: str) -> Iterator[Mention]:
    """Yield the papers that a block names by identifiers in its text.

    Args:
        block: Any block.
        text: Its text, without the links whose words are not part of it.
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
"""Addresses with placeholders, and those of pictures and films."""


@lru_cache(maxsize=4096)
def _target(url: str) -> "Identifier | None":
    """Return the paper whose page or file is at an address; arXiv's are found elsewhere."""
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
    """Return whether a link leads to a paper, not to data, a part of a paper or navigation."""
    written = block.written(link)
    if block.aside and len(titles.of_link(written).split()) < _LONG:
        return False
    return found.kind is not kinds.IdentifierKind.DOI or _is_paper(block, found)


def _is_paper(block: Block, found: "Identifier") -> bool:
    """Return whether a DOI is a paper's; that of data counts where a reference cites it."""
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
