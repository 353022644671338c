"""Every identifier in a text, with its place: what `add`, PAPER arguments and `import` ask.

A line that is one identifier or address, whatever it is wrapped in, is that one. In any other line
links count only where they carry an identifier. Each character is looked at a bounded number of
times, whatever the text is.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from readlist import arxiv_address
from readlist.arxiv_id import NotAnArxivIdError
from readlist.model import doi, isbn, venues
from readlist.model.identifiers import Identifier
from readlist.model.kinds import IdentifierKind, NotAnIdentifierError
from readlist.model.page_address import LONGEST, WRAPPING, Address, first_word, tidy, trimmed
from readlist.model.parsing import carried_by, of_doi
from readlist.patterns import pattern
from readlist.text import count_wide, fold_width

Span = tuple[int, int]


class _Found(NamedTuple):
    start: int
    end: int
    ids: tuple[Identifier, ...]
    """None where an address was read that stands for no paper."""


_SPACED = 100
"""Characters of a line with blanks, or of a word of arXiv's, that may be one identifier."""
_TELLING = pattern(r"[0-9]|://|www\.|openreview|local:", re.IGNORECASE)
"""There is no identifier without any of these."""
# Text goes on after these without a blank; old DOIs have <1:AID...>3.0.CO;2 in them.
_STOP = '\\s"“”„«»‹›`，。；、：！？（）【】《》「」『』\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af'
_PART = rf"(?:[^<>{_STOP}]|<(?=[0-9]{{1,5}}:)|>(?=[0-9]\.[0-9]))"
_ADDRESS = pattern(
    rf"(?:https?://|(?<![\w@./-])(?:(?:dx\.|www\.)?doi\.org|openreview\.net|pubmed\.ncbi\.nlm\.nih\.gov"
    rf"|(?:www\.)?acl(?:anthology|web)\.org|(?:\w{{2,12}}\.)?arxiv\.org)/){_PART}{{1,{LONGEST}}}",
    re.IGNORECASE,
)
_GLUED = pattern(r"[,;|)\]}]+(?=https?://)|\]\(|[|](?=[\w ]{1,20}=)")
_DOI = pattern(
    rf"(?:(?<![A-Za-z0-9_])doi[ \t]{{0,3}}[:=]?[ \t]{{0,3}}|(?<![A-Za-z0-9_./%-]))"
    rf"(?:{doi.PREFIX}(?:/|%2f)|(?<=[:=/ ])10/){_PART}+",
    re.IGNORECASE,
)
_NEXT_DOI = pattern(r"[,;]+(?=(?:doi:)?10\.[0-9]{4,9}/)", re.IGNORECASE)
_MARKED_DOI = pattern(r"doi[ \t]*[:=]?[ \t]*", re.IGNORECASE)
_PMID = pattern(
    r"\b(?:pmid[ \t]{0,3}[:=#]?|pubmed[ _]?(?:id)?[ \t]{0,3}[:=#])[ \t]{0,3}"
    r"(?P<n>[0-9]{1,9})(?!\w|\.\w)",
    re.IGNORECASE,
)
_ISBN = pattern(
    r"\be?-?isbn(?:-?1[03](?=[\s:=]))?(?:\s?\([\w .-]{1,20}\))?\s{0,3}[:=#]?\s{0,3}"
    r"(?P<n>[0-9][0-9Xx \u2010-\u2015\u2212-]{8,24})",
    re.IGNORECASE,
)
_BARE_ISBN = pattern(
    r"(?<![\w.,/$€£+-])(?P<n>97[89](?:[ -]?[0-9]){10}|(?=[0-9-]{12}[0-9Xx](?![\w-]))"
    r"[0-9]{1,5}-[0-9]{1,7}-[0-9]{1,7}-[0-9Xx])(?![\w-]|[.,][0-9])",
    re.IGNORECASE,
)
_ANTHOLOGY = pattern(rf"(?<![\w./:-])(?:acl:)?(?P<n>{venues.ANTHOLOGY})(?![\w-]|\.[0-9A-Za-z])")
_SPELLED = pattern(
    rf"(?<![\w./])(?:openreview:(?P<openreview>{venues.FORUM})|local:(?P<local>[a-z0-9][a-z0-9.+-]{{0,79}})"
    r"|isbn:(?P<isbn>[0-9]{13}))"
)
_ARXIV_AHEAD = pattern(r"arxiv\s?[:.]?\s?$", re.IGNORECASE)
_OLD = pattern(r"[a-z-]{2,9}(?:\.[A-Za-z-]{2,17})?/\d{7}(?!\d)", re.ASCII)
_TOKEN = pattern(r"[^\s,;|\"'<>(){}\[\]，、；：。（）【】《》「」『』“”‘’]+")
_ARCHIVED = pattern(r"\d{4}\.\d{4}|/\d{7}|rxiv", re.ASCII | re.IGNORECASE)
_WIDE_MARK = pattern("[，。；：！？（）【】《》「」『』].")
_BULLET = pattern(r"(?:[-*•+‣·–—]|\(?[0-9]{1,4}[.)]|\[[0-9]{1,4}\])[ \t]+")


def recognise(text: str, *, numbers: bool = True) -> list[tuple[Span, Identifier]]:
    """Return the papers that a text names, each with where it stands, in order.

    Args:
        text: A word, a line or several lines.
        numbers: Whether a new number of arXiv's without any mark counts in the middle of a line.
            Where such numbers are measures and prices as well, whoever knows the context decides.
    """
    found: list[tuple[Span, Identifier]] = []
    start = 0
    for line in text.splitlines(keepends=True):
        for hit in _of_line(line, numbers=numbers):
            found += [((start + hit.start, start + hit.end), one) for one in hit.ids]
        start += len(line)
    return found


def elsewhere(text: str) -> list[tuple[Span, Identifier]]:
    """Return the papers that a text names but for arXiv's, each with where it stands, in order.

    Addresses are no part of it, nor are ISBNs without their mark.
    """
    found: list[tuple[Span, Identifier]] = []
    start = 0
    for line in text.splitlines(keepends=True):
        plain = fold_width(line)
        hits = list(_dois(plain))
        plain = _blanked(plain, hits)
        for hit in sorted((*hits, *_marked(plain), *_anthology(plain)), key=lambda one: one.start):
            others = (one for one in hit.ids if one.kind is not IdentifierKind.ARXIV)
            found += [((start + hit.start, start + hit.end), one) for one in others]
        start += len(line)
    return found


def _of_line(line: str, *, numbers: bool) -> list[_Found]:
    if not _TELLING.search(line):
        return []
    alone = _alone(line)
    if alone:
        return [alone]
    text = fold_width(line)
    hits: list[_Found] = []
    for find in (_addresses, _dois, _marked, _arxiv if numbers else _named_arxiv, _bare):
        new = [hit for hit in find(text) if hit.end > hit.start]
        # What one of them has read is blank for the next.
        text = _blanked(text, new)
        hits += new
    return sorted(hits, key=lambda hit: hit.start)


def _blanked(text: str, hits: list[_Found]) -> str:
    parts: list[str] = []
    end = 0
    for hit in hits:
        if hit.start >= end:
            parts += (text[end : hit.start], " " * (hit.end - hit.start))
            end = hit.end
    return "".join((*parts, text[end:])) if parts else text


def _alone(line: str) -> _Found | None:
    """Return the one thing that a line is, be it only a page."""
    body = line.strip()
    bullet = _BULLET.match(body)
    body = body[bullet.end() :] if bullet else body
    if len(body) > (_SPACED if len(body.split()) > 1 else LONGEST + 100):
        return None
    if not body or _GLUED.search(body) or _NEXT_DOI.search(body) or _WIDE_MARK.search(body):
        return None
    found = Identifier.try_parse(body)
    if found is None or (found.kind is not IdentifierKind.URL and count_wide(body)):
        return None
    start = line.index(body)
    start += len(body) - len(body.lstrip(WRAPPING))
    return _Found(start, max(start + len(trimmed(line[start:])), start + 1), (found,))


def _addresses(line: str) -> Iterator[_Found]:
    single = len(line.split()) == 1
    for match in _ADDRESS.finditer(line):
        start = match.start()
        for word in _unglued(match[0]):
            kept = trimmed(first_word(word))
            yield _Found(start, start + len(kept), tuple(_carried(kept, page=single)))
            start += len(word)


def _unglued(text: str) -> Iterator[str]:
    """Yield the addresses that punctuation alone parts, each with what is behind it."""
    start = 0
    for glue in _GLUED.finditer(text):
        yield text[start : glue.end()]
        start = glue.end()
        if not text.startswith("http", start):
            return
    yield text[start:]


def _carried(word: str, *, page: bool) -> list[Identifier]:
    word = tidy(word)
    address = Address.parse(word if "://" in word[:8] else f"https://{word}")
    if address is None or address.named:
        return []
    try:
        parts = carried_by(address, word)
    except NotAnIdentifierError:
        return [Identifier.of_arxiv(one) for one in arxiv_address.id_list(word)]
    if parts:
        return [Identifier(*parts)]
    return [Identifier(IdentifierKind.URL, address.canonical)] if page else []


def _dois(line: str) -> Iterator[_Found]:
    for match in _DOI.finditer(line) if "10" in line else ():
        start = match.start()
        for part in _parted(match[0]):
            mark = _MARKED_DOI.match(part)
            begin = mark.end() if mark else 0
            word = trimmed(first_word(part[begin:]), "/")
            found = doi.bare(word) or (doi.short(word) if mark else "")
            if found:
                yield _Found(start, start + begin + len(word), _papers(found))
            start += len(part)


def _parted(text: str) -> Iterator[str]:
    start = 0
    for glue in _NEXT_DOI.finditer(text):
        yield text[start : glue.end()]
        start = glue.end()
    yield text[start:]


def _papers(canonical: str) -> tuple[Identifier, ...]:
    try:
        return (Identifier(*of_doi(canonical)),)
    except NotAnIdentifierError:
        return ()


def _marked(line: str) -> Iterator[_Found]:
    hits: list[_Found] = []
    for match in _PMID.finditer(line):
        number = venues.pubmed(match["n"])
        hits += (
            [_Found(*match.span(), (Identifier(IdentifierKind.PMID, number),))] if number else []
        )
    for match in _ISBN.finditer(line):
        number, length = isbn.leading(match["n"])
        end = match.start("n") + length
        hits += (
            [_Found(match.start(), end, (Identifier(IdentifierKind.ISBN, number),))]
            if number
            else []
        )
    for match in _SPELLED.finditer(line):
        found = Identifier.try_parse(match[0])
        hits += [_Found(*match.span(), (found,))] if found else []
    return iter(sorted(hits, key=lambda hit: hit.start))


def _arxiv(line: str, *, numbers: bool = True) -> Iterator[_Found]:
    if not _ARCHIVED.search(line):
        return
    named = False
    for match in _TOKEN.finditer(line):
        word = match[0].strip(".:")
        if len(word) > _SPACED or not _ARCHIVED.search(word):
            continue
        ahead = line[max(match.start() - 8, 0) : match.start()]
        named = bool(_ARXIV_AHEAD.search(ahead)) or "rxiv" in word.lower()
        if not (numbers or named or _OLD.match(word)):
            continue
        try:
            found = arxiv_address.recognise(word)
        except NotAnArxivIdError:
            continue
        start = match.start() + match[0].index(word)
        yield _Found(start, start + len(word), tuple(map(Identifier.of_arxiv, found)))


def _named_arxiv(line: str) -> Iterator[_Found]:
    return _arxiv(line, numbers=False)


def _bare(line: str) -> Iterator[_Found]:
    hits: list[_Found] = []
    for match in _BARE_ISBN.finditer(line):
        number = isbn.canonical(match["n"])
        hits += (
            [_Found(*match.span(), (Identifier(IdentifierKind.ISBN, number),))] if number else []
        )
    return iter((*hits, *_anthology(line)))


def _anthology(line: str) -> Iterator[_Found]:
    for match in _ANTHOLOGY.finditer(line):
        yield _Found(*match.span(), (Identifier(IdentifierKind.ACL, match["n"]),))
