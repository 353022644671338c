"""What a PDF says it is, and whether it is the paper that a service describes. Pure.

A wrong match is worse than none: an identifier on a page may be another paper's, so what the
services say about it has to agree with what the page says.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from readlist.documents.pdf_paper import Front
from readlist.metadata import Metadata
from readlist.model.identifiers import Identifier
from readlist.model.kinds import IdentifierKind
from readlist.model.recognising import recognise
from readlist.patterns import pattern
from readlist.title_match import TitleVerdict, Wanted, match, plain

_ACCEPTED = frozenset(
    {
        IdentifierKind.ARXIV,
        IdentifierKind.DOI,
        IdentifierKind.ACL,
        IdentifierKind.OPENREVIEW,
        IdentifierKind.PMID,
    }
)
_MOST_CLUES = 6
"""Identifiers that are looked up; a first page with more of them is about other papers."""
_HEAD, _NEXT_HEAD = 60, 20
"""Lines of the first and of the second page among which the title may be."""
_HEADS = 25
"""Lines above the abstract: journal, title, people, addresses."""
_LONGEST_TITLE = 5
"""Lines of a title."""
_TELLING_WORDS = 6
"""Words from which a title alone identifies a paper whose authors are not on the page."""
_FAMILIES = 5
_TELLING, _ENOUGH = 4, 0.8
"""Letters of a telling word, and the share of a title's words that must occur."""
_NO_TITLE = pattern(
    r"untitled|^\W*anonymous\W*$|microsoft word|\.(?:docx?|tex|dvi|indd|pdf|qxd|rtf|ps)\b"
    r"|^(?:title|paper|article|main|manuscript|document|full text|template)$"
    r"|^(?:doi:?.*|pii:?.*|arxiv:.*|[\d\W]*|\w{1,3})$",
    re.IGNORECASE,
)
_BODY = pattern(
    r"\W*(?:(?:\d{1,2}|[IVX]{1,4})\.?\s+)?(?:abstract|summary|introduction|contents|key ?words"
    r"|index terms|zusammenfassung|résumé|resumen|摘要|引言)\b",
    re.IGNORECASE,
)
_BESIDE = pattern(
    r"\W*(?:electronic |online )?(?:supplement(?:ary|al)?\b|supporting (?:information|material)"
    r"|erratum|errata|corrigend|correction|retraction|addendum|response to review|referee report"
    r"|peer review|reviewers?['’]? comments)",
    re.IGNORECASE,
)
"""Beginnings of supplements and the like, which are not the paper."""
_TOP = 3
_SUFFIX = pattern(r"(?:jr|sr|i{2,3}|iv)\.?", re.IGNORECASE)
_BROKEN_DOI = pattern(r"(10\.\d{4,9}/)\s*\n\s*(?=\S)")
_FURNITURE = pattern(
    r"arxiv:|\bdoi\b|https?://|www\.|\bissn\b|©|copyright|\bvol(?:ume|\.)|preprint|submitted"
    r"|conference paper|^\W*(?:research )?article\W*$|^[\d\W]+$",
    re.IGNORECASE,
)


class Origin(StrEnum):
    """Where an identifier was found, in words for people."""

    STAMP = "arXiv's stamp"
    FILE = "its own information"
    PAGE = "its first pages"


@dataclass(frozen=True, slots=True)
class Clue:
    """An identifier in a PDF that may be its own."""

    identifier: Identifier
    origin: Origin


def clues(front: Front) -> list[Clue]:
    """Return possible identifiers of a PDF's paper, the most certain first."""
    found = [Clue(one, Origin.STAMP) for one in _in(front.stamp)[:1]]
    found += [Clue(one, Origin.FILE) for text in front.named for one in _in(text)]
    pages = (_BROKEN_DOI.sub(r"\1", text) for text in front.texts)
    found += [Clue(one, Origin.PAGE) for text in pages for one in _in(text)]
    first: dict[str, Clue] = {}
    for clue in found:
        first.setdefault(str(clue.identifier), clue)
    return list(first.values())[:_MOST_CLUES]


def _in(text: str) -> list[Identifier]:
    every = [one for _, one in recognise(text, numbers=False)]
    return [one for one in every if one.kind in _ACCEPTED]


def fits(front: Front, found: Metadata, *, named: bool, anywhere: bool = False) -> bool:
    """Whether a PDF is a paper: the title heads it, and one of the authors is named.

    Args:
        front: The front of the PDF.
        found: The paper as a service describes it.
        named: Whether the PDF names the paper's identifier; then a long title is enough.
        anywhere: Whether the title may be below the head of the page: some PDFs draw it last, and
            what the file's metadata says needs less proof.
    """
    if _is_beside(front) and not _BESIDE.match(found.title):
        return False
    author = _author_stands(front, found)
    if author is False and not (named and len(plain(found.title).split()) >= _TELLING_WORDS):
        return False
    if author is None and not named:
        return False
    proof = (found.authors[0].name,) if author and found.authors else ()
    near = len(_letters(found.title))
    for text in _headings(front, anywhere=anywhere):
        if abs(len(_letters(text)) - near) * 5 > near:
            continue
        if match(Wanted(text, None, proof), [found]).verdict is TitleVerdict.ACCEPT:
            return True
    return False


def holds(front: Front, title: str, authors: Sequence[str], dois: Sequence[str]) -> bool:
    """Whether the first pages of a PDF, given by a service for a paper, have words of its title.

    If the words are few or common, an author or the DOI must occur, too.

    Args:
        front: The front of the PDF.
        title: The paper's title.
        authors: Its authors, as far as they are known.
        dois: Its DOIs, as the list spells them.
    """
    beside = _is_beside(front) and not _BESIDE.match(title)
    if not front.is_readable or not title or beside:
        return False
    page = " ".join(front.texts)
    run, words = _letters(page), set(plain(page).split())
    telling = [word for word in plain(title).split() if len(word) >= _TELLING]
    whole = _letters(title) in run
    standing = sum(word in words or word in run for word in telling)
    if not whole and (not telling or standing < _ENOUGH * len(telling)):
        return False
    families = [name for author in authors[:_FAMILIES] if (name := _family(author))]
    named = any(family in run for family in families)
    own = any(str(clue.identifier) in dois for clue in clues(front))
    return named or own or (whole and len(telling) >= _TELLING)


def contradicts(front: Front, found: Metadata) -> bool:
    """Whether a readable page names neither title nor authors of a paper."""
    if not front.is_readable or fits(front, found, named=True, anywhere=True):
        return False
    return _author_stands(front, found) is False


def _headings(front: Front, *, anywhere: bool) -> Iterator[str]:
    """Yield possible titles: successive lines, and the largest ones."""
    if not front.is_readable:
        yield front.title
        return
    yield _largest(front)
    for page, most in zip(front.texts, (_HEAD, _NEXT_HEAD), strict=False):
        lines = [line.strip() for line in page.splitlines() if line.strip()][:most]
        lines = lines if anywhere else lines[: _end_of_head(lines)]
        for start in range(len(lines)):
            for count in range(1, _LONGEST_TITLE + 1):
                if start + count <= len(lines):
                    yield _marks_off(" ".join(lines[start : start + count]))


def _end_of_head(lines: Sequence[str]) -> int:
    """Return the number of lines above the abstract or introduction that may be the head."""
    ends = (number for number, line in enumerate(lines) if _BODY.match(line))
    return min(next(ends, _HEADS), _HEADS)


def _is_beside(front: Front) -> bool:
    """Whether the top of the page says that it is a supplement, a correction or the like."""
    lines = [line for line in "".join(front.texts[:1]).splitlines() if line.strip()]
    return any(_BESIDE.match(line) for line in lines[:_TOP])


def _marks_off(text: str) -> str:
    """Return a title without a footnote mark at its end."""
    return re.sub(r"\s*[*∗†‡§¶#]+\s*$", "", text)


def _author_stands(front: Front, found: Metadata) -> bool | None:
    """Whether one of the first authors is named; None if that cannot be told."""
    families = [name for a in found.authors[:_FAMILIES] if (name := _family(a.name))]
    if not families or not front.is_readable:
        return None
    page = _letters(" ".join(front.texts))
    return any(family in page for family in families)


def _family(name: str) -> str:
    words = [word for word in name.split() if not _SUFFIX.fullmatch(word)]
    return _letters(words[-1]) if words else ""


def _letters(text: str) -> str:
    """Return only the letters and digits of a text: PDFs hyphenate words and separate accents."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalnum, folded))


def titles(front: Front) -> list[str]:
    """Return possible titles of the paper, the likeliest first: at most two."""
    found = []
    if is_title(front.title) and (not front.is_readable or _stands(front, front.title)):
        found.append(front.title)
    if front.is_readable:
        found.append(_largest(front))
    unlike: dict[str, str] = {}
    for text in found:
        if is_title(text):
            unlike.setdefault(_letters(text), text)
    return list(unlike.values())


def is_title(text: str) -> bool:
    """Whether a text may be a title, and not a file name or something that a program left there."""
    letters = sum(map(str.isalpha, text))
    return letters >= 4 and len(text) < 400 and not _NO_TITLE.search(text)


def _stands(front: Front, title: str) -> bool:
    return _letters(title) in _letters(" ".join(front.texts))


def _largest(front: Front) -> str:
    """Return the lines with the largest letters on the first page, if they are one block."""
    lines = [(text, size) for text, size in front.lines if not _FURNITURE.search(text)]
    wordy = [size for text, size in lines if sum(map(str.isalpha, text)) >= 4]
    if not wordy:
        return ""
    block: list[str] = []
    for text, size in lines:
        if size >= max(wordy) * 0.97:
            block.append(text)
        elif block:
            break
    if len(block) > _LONGEST_TITLE:  # everything has one size: titles are at the top
        block = block[:1] if len(block[0]) < 60 else block[:2]
    return _marks_off(" ".join(block))
