"""arXiv identifiers in addresses: of arXiv, its mirrors, the sites built on it, and detours."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from readlist.arxiv_id import ARCHIVES, ArxivId, NotAnArxivIdError
from readlist.patterns import pattern
from readlist.text import fold_width

NUMBER = r"\d{4}\.\d{4,5}(?!\d)"
ARCHIVE = r"[a-z]{2,8}(?:-[a-z]{2,4})?"
"""The shape of an archive's name; `ArxivId` knows which there are."""
OLD = rf"{ARCHIVE}(?:\.[a-z-]{{2,17}})?/\d{{7}}(?!\d)"
VERSION = r"(?:v[1-9]\d{0,2}(?!\d))?"

# Mail filters put two underscores behind the address that they wrap.
_SHAPE = rf"(?P<id>(?:{NUMBER}|{OLD}){VERSION})(?![\w.-]*\d{{3}}|(?!__)\w)"
_FILE = r"(?:\.(?:pdf|ps|ps\.gz|html?|tar\.gz|gz|md|txt)\b)?"
# The word arXiv in front, with only a path or a few marks between: arxiv.org/abs/ID,
# .../arxiv/ID, arxiv_id=ID, arXiv:ID, badge/arXiv-ID, 10.48550/arXiv.ID, oai:arXiv.org:ID.
_NAMED = pattern(
    r"(?:(?<![a-z])arxiv(?:\.org|-vanity\.com|\.gg)?|(?<![a-z])ar5iv(?:\.labs\.arxiv)?\.org"
    r"|(?<![a-z])alphaxiv\.org)"
    r"(?P<path>(?::\d{2,5}(?=/))?(?:[/:=._+\-\s]|[a-z_-]{1,12}(?=[/:=.\-]|\s))*?)" + _SHAPE + _FILE,
    re.IGNORECASE | re.ASCII,
)
_HOSTED = pattern(
    r"(?:huggingface\.co/papers/|\bhf\.co/papers/|lanl\.gov/(?:abs|pdf|ps|format)/"
    r"|itep\.ru/(?:abs|pdf)/|\bxxx\.[\w.-]{3,60}/(?:abs|pdf|ps|format)/|(?<![\w/.])(?:abs|pdf|html)/"
    r"|scirate\.com/|emergentmind\.com/papers?/|cosmocoffee\.info/discuss/"
    r"|paperswithcode\.com/paper/arxiv/|connectedpapers\.com/\w+/redirect/arxiv/"
    r"|papers\.cool/\w+/|takara\.ai/p(?:apers)?/|\bcorr[\s,:/]{1,3}abs[-/]|daily\.\w+/papers/"
    r"|chinaxiv-arxiv/|scholar\.archive\.org/arxiv/|themoonlight\.io/\w+/review/)"
    + _SHAPE + _FILE,
    re.IGNORECASE | re.ASCII,
)  # fmt: skip
_DBLP = pattern(r"\bcorr/abs-(\d{4})-(\d{4,5})(?!\d)", re.IGNORECASE | re.ASCII)
# Old identifiers name their archive; the hyphenated ones mean nothing else anywhere.
_TELLING = pattern(rf"/(?P<id>(?=[a-z]+-){OLD}{VERSION})(?!\w)", re.IGNORECASE | re.ASCII)
_BIBCODE = pattern(r"\b((?:19|20)\d\d)arXiv(\d{4})\.?(\d{4,5})[A-Z](?![A-Za-z])")
_BIBCODE_LENGTH = 19
# 1997hep.th...11200M is hep-th/9711200, 1999hep.th....1001M hep-th/9901001.
_OLD_BIBCODE = pattern(
    r"\b(?:19|20)(?P<year>\d\d)(?P<archive>[a-z]{1,8}(?:\.[a-z]{2,4})?)\.{1,8}"
    r"(?P<number>\d{4,5})[A-Z](?!\w)"
)
# A file as browsers save it, with or without the folders before it: 2310.06825v2 (1).pdf.
_SAVED = pattern(
    rf"(?:[^:]*[/\\]|file://.*/)?(?P<id>{NUMBER}{VERSION})(?:[ _]?\(\d{{1,2}}\))?"
    r"\.(?:pdf|ps|djvu|epub|tex)",
    re.IGNORECASE | re.ASCII,
)
_DIGITS = pattern(r"\d{4}[.-]\d{4}|\d{7}|\.\d{4,5}[A-Z]", re.ASCII)
_PLAIN = pattern(rf"https?://arxiv\.org/(?:abs|pdf)/({NUMBER}(?:v[1-9])?)", re.ASCII)
"""The form that nearly all have; the others' patterns take 1 ms to compile."""
_LISTS = pattern(
    r"arxiv\.org/(?:list|a|year|search|help|archive|catchup|corr|find|multi|new|user|login|auth|"
    r"show-email|css|static|IgnoreMe|denied|robots)\b",
    re.IGNORECASE,
)
_DAMAGED = pattern(
    r"(?:arxiv\.org(?::\d+)?/(?:abs|pdf|html|format|ps|e-print|src)/|\barxiv:\s?"
    r"|10\.48550/arxiv\.)(?P<text>(?!https?:)(?=[\w.-]*/?[\w.]*\d)[\w.-]{3,30}(?:/[\w.]{3,14})?)",
    re.IGNORECASE | re.ASCII,
)
# Papers of arXiv's own /ftp/ tree name the archive in the path:
# /ftp/physics/papers/0504/0504179.pdf.
_FTP = pattern(
    rf"arxiv[\w.-]*(?::\d+)?/(?:pub/)?ftp/(?P<archive>{ARCHIVE})/papers/\d{{4}}/"
    r"(?P<number>\d{4}\.\d{4,5}|\d{7})(?P<version>v[1-9]\d{0,2})?(?![\d])",
    re.IGNORECASE | re.ASCII,
)
_ID_LIST = pattern(r"[?&;]id_list=([^&#\s]+)", re.IGNORECASE)
# What a copied abstract page says of itself: arXiv:2310.06825v2 [cs.CL] 10 Oct 2023.
_STAMP = pattern(
    rf"(?:arxiv:\s?)?(?P<id>(?:{NUMBER}|{OLD}){VERSION})\s*\[[a-z-]+(?:\.[a-z-]+)?\]"
    r"(?:\s*\d{1,2}\s+[a-z]{3,9}\s+\d{4})?",
    re.IGNORECASE | re.ASCII,
)
# From 2007 to 2010 many wrote the archive before the new numbers: [astro-ph/0806.0683].
_ARCHIVED = pattern(
    rf"(?<![\w/.@-])(?:{'|'.join(sorted(ARCHIVES, key=len, reverse=True))})"
    rf"(?:\.[a-z-]{{2,17}})?/(?P<id>{NUMBER}{VERSION})(?![\w/])",
    re.IGNORECASE | re.ASCII,
)
LONGEST = 4000
"""Characters of an address that are looked at."""


def archived(text: str) -> Iterator[re.Match[str]]:
    """Yield the new numbers with an archive before them, as the group ``id``."""
    return _ARCHIVED.finditer(text) if "/" in text else iter(())


def recognise(text: str) -> list[ArxivId]:
    """Return the papers that a word, an address or a copied stamp names; most name one.

    The one place that `add`, a paper named on the command line and `import` ask. A bare number is
    an identifier here; whether one in running text is, `readlist.mentions` decides.

    Raises:
        NotAnArxivIdError: It names none; with the reason where it looks as if it did.
    """
    if "id_list=" in text and (several := id_list(text)):
        return several
    if match := next(archived(text), None):
        return [ArxivId.parse(match["id"])]
    if whole := _whole(text):
        return [ArxivId.parse(whole["id"])]
    try:
        return [ArxivId.parse(text)]
    except NotAnArxivIdError as error:
        found_in = identifier(text) if error.reason == NotAnArxivIdError(text).reason else None
        if found_in is None:
            raise
        return [found_in]


def is_whole(line: str) -> bool:
    """Whether a line with blanks in it is one identifier: arXiv's stamp, or a saved file.

    ``arXiv:2310.06825v2 [cs.CL] 10 Oct 2023``, ``2310.06825v2 (1).pdf``.
    """
    return _whole(line) is not None


def _whole(text: str) -> re.Match[str] | None:
    text = text.strip()
    if "[" in text:
        return _STAMP.fullmatch(text)
    # The last few characters, so that a long text is not folded for nothing.
    return _SAVED.fullmatch(text) if "." in text[-5:] and len(text) <= LONGEST else None


class Coded(NamedTuple):
    """A paper that a key of dblp or of the Astrophysics Data System names."""

    id: ArxivId
    start: int
    end: int


def codes(text: str) -> Iterator[Coded]:
    """Yield the papers that dblp's keys and bibcodes name in a text."""
    if "abs-" in text:
        for match in _DBLP.finditer(text):
            yield from _coded(f"{match[1]}.{match[2]}", match)
    if "arXiv" in text:
        for match in _BIBCODE.finditer(text):
            yield from _coded(f"{match[2]}.{match[3]}", match)
    if "." in text:
        for match in _OLD_BIBCODE.finditer(text):
            number = match["year"] + match["number"].zfill(5)
            if len(match[0]) == _BIBCODE_LENGTH:
                yield from _coded(f"{match['archive'].replace('.', '-')}/{number}", match)


def _coded(written: str, match: re.Match[str]) -> Iterator[Coded]:
    parsed = ArxivId.try_parse(written)
    if parsed:
        yield Coded(parsed, match.start(), match.end())


def id_list(address: str) -> list[ArxivId]:
    """Return the papers that a query to arXiv's interface asks for; empty if it names none."""
    match = _ID_LIST.search(opened(address))
    found = map(ArxivId.try_parse, match[1].split(",")) if match else ()
    return list(dict.fromkeys(one for one in found if one))


def recognise_one(text: str) -> ArxivId | None:
    """Return the one paper that `recognise` finds; None if it finds none or several."""
    try:
        found = recognise(text)
    except NotAnArxivIdError:
        return None
    return found[0] if len(found) == 1 else None


def identifier(address: str) -> ArxivId | None:
    """Return the identifier that an address carries, None if it carries none."""
    address = opened(address)
    if not _DIGITS.search(address):
        return None
    plain = _PLAIN.fullmatch(address)
    if plain:
        return ArxivId.try_parse(plain[1])
    if "arxiv.org/abs/" not in address.lower() and _LISTS.search(address):
        return None
    stored = _stored(address)
    if stored:
        return stored
    match = _NAMED.search(address) or _HOSTED.search(address) or _TELLING.search(address)
    if match:
        return ArxivId.try_parse(match["id"])
    return next((coded.id for coded in codes(address)), None)


def _stored(address: str) -> ArxivId | None:
    """Read the paths of arXiv's file tree, and the first paper of a query."""
    if "id_list=" in address:
        return next(iter(id_list(address)), None)
    match = _FTP.search(address) if "/ftp/" in address.lower() else None
    if match is None:
        return None
    number = match["number"]
    base = number if "." in number else f"{match['archive']}/{number}"
    return ArxivId.try_parse(base + (match["version"] or ""))


def damaged(address: str) -> tuple[str, str] | None:
    """Return what an address of arXiv has in place of an identifier, and what is wrong with it."""
    address = opened(address)
    match = _DAMAGED.search(address) if "arxiv" in address.lower() else None
    if not match or identifier(address) or _LISTS.search(address):
        return None
    text = re.sub(r"(?i)\.pdf$", "", match["text"].rstrip(".-"))
    try:
        ArxivId.parse(text)
    except NotAnArxivIdError as error:
        why = error.problem.rpartition(": ")[2] if error.problem.count(": ") > 1 else ""
        return text, why or "it has not the form of an identifier"
    return None


def opened(address: str) -> str:
    """Return the address with its escapes undone, also those of an address inside an address."""
    address = fold_width(address[:LONGEST])
    for _ in range(3):
        if "%" not in address:
            break
        address = unquote(address)
    return address
