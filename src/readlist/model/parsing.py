"""What a text identifies, as kind, value and version: every form that people write."""

import re

from readlist import arxiv_address
from readlist.arxiv_id import ArxivId, NotAnArxivIdError
from readlist.model import doi, isbn, venues
from readlist.model.kinds import IdentifierKind, NotAnIdentifierError
from readlist.model.page_address import LONGEST, Address, first_word, tidy, trimmed
from readlist.patterns import pattern

Parts = tuple[IdentifierKind, str, int | None]

_MARK = pattern(
    r"(?:(?P<doi>(?:info:|urn:)?doi(?![\w.-]|\s*[^\s\w:=/])|doi(?=10\.))"
    r"|(?P<openreview>openreview(?=\s*[:=]))|(?P<acl>acl(?:[ -]anthology)?(?=\s*[:=]))"
    r"|(?P<pmid>pmid(?=[\W\d])|pubmed(?:[ _-]?id)?(?=\s*[:=#]))"
    r"|(?P<isbn>(?:urn:)?e?-?isbn(?:-?1[03](?=[\s:=]))?(?:\s?\([\w .-]{1,20}\))?(?=[\W\d]))"
    r"|(?P<url>url(?=:))|(?P<local>local(?=:))|(?P<arxiv>arxiv(?=:)))\s*[:=#/]?\s*",
    re.IGNORECASE,
)
_SCHEME = pattern(r"https?://", re.IGNORECASE)
# Typed or copied without the scheme, as browsers show them.
_HOST = pattern(r"(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,12}/\S+", re.IGNORECASE)
_WWW = pattern(r"www\.[\w.-]+\.[a-z]{2,12}(?:/\S*)?", re.IGNORECASE)
_LOCAL = pattern(r"[^\W_][\w.+-]{0,79}")
_ARXIV_HOSTS = ("arxiv.org", "ar5iv.org", "alphaxiv.org", "arxiv-vanity.com")
_ABOUT_ARXIV = ("info.arxiv.org", "blog.arxiv.org", "status.arxiv.org")
_PLAIN_ARXIV = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?", re.ASCII)
_ONE_ARXIV = pattern(r"arxiv:\s+\S+|\S+", re.IGNORECASE)
_ARXIV_FIX = "readlist add 2310.06825"
_ISBN_FIX = 'readlist add "ISBN 978-0-262-03561-3"'


def read(text: str) -> Parts:
    """Return the kind, the canonical value and the version of what a text identifies.

    Raises:
        NotAnIdentifierError: It identifies nothing, or several papers; with the reason.
    """
    if _PLAIN_ARXIV.fullmatch(text):
        return _arxiv(text)
    if len(text) > LONGEST + 100:
        raise NotAnIdentifierError(text, "a text of that length is no identifier")
    word = tidy(text)
    mark = _MARK.match(word)
    if mark and mark.lastgroup:
        return _MARKED[mark.lastgroup](word[mark.end() :].lstrip("<{[("), word)
    if _SCHEME.match(word) and not _has_blank(word):
        return of_address(word)
    return _bare(word, text)


def _bare(word: str, text: str) -> Parts:
    found = doi.bare(word) if word.startswith("10.") and not _has_blank(word) else ""
    if found:
        return of_doi(found)
    whole = _ONE_ARXIV.fullmatch(trimmed(word)) or arxiv_address.is_whole(text)
    fault = _fault_of_arxiv(text) if whole else None
    if isinstance(fault, tuple):
        return fault
    hosted = carried_without_scheme(word)
    if hosted:
        return hosted
    plain = trimmed(word)
    if found := venues.anthology(plain):
        return IdentifierKind.ACL, found, None
    if found := isbn.canonical(plain):
        return IdentifierKind.ISBN, found, None
    if fault:
        raise fault
    if isbn.has_form(plain):
        raise NotAnIdentifierError(text.strip(), "not an ISBN: its check digit is wrong", _ISBN_FIX)
    raise NotAnIdentifierError(text.strip())


def _fault_of_arxiv(text: str) -> Parts | NotAnIdentifierError | None:
    """Return what arXiv calls the paper, or why it looks as if it were arXiv's and is not."""
    try:
        return _arxiv(text)
    except NotAnIdentifierError as fault:
        return fault if ": " in fault.reason else None


def _arxiv(text: str) -> Parts:
    try:
        found = arxiv_address.recognise(text)
    except NotAnArxivIdError as error:
        raise NotAnIdentifierError(text.strip(), error.reason, _ARXIV_FIX) from None
    if len(found) > 1:
        raise NotAnIdentifierError(text.strip(), "it names several papers", _ARXIV_FIX)
    return _parts(found[0])


def _parts(found: ArxivId) -> Parts:
    return IdentifierKind.ARXIV, found.base, found.version


def of_doi(canonical: str) -> Parts:
    """Return what a canonical DOI stands for: arXiv's own are arXiv identifiers.

    Raises:
        NotAnIdentifierError: It is arXiv's, and names no paper.
    """
    if canonical.startswith(doi.ARXIV):
        return _arxiv(canonical.removeprefix(doi.ARXIV))
    return IdentifierKind.DOI, canonical, None


def of_address(word: str) -> Parts:
    """Return what an address stands for: what it carries, else the page itself.

    Raises:
        NotAnIdentifierError: It is not an address, or one of arXiv's that names no paper.
    """
    word = trimmed(first_word(word))
    address = Address.parse(word)
    if address is None:
        why = "an address of that length" if len(word) > LONGEST else "no address of a page"
        raise NotAnIdentifierError(
            word, why, "readlist add https://openreview.net/forum?id=rygGQyrFvH"
        )
    found = carried_by(address, word)
    if found:
        return found
    if address.named:
        raise NotAnIdentifierError(
            f"{address.scheme}://…@{address.host}", "an address with a name or password in it",
            f"readlist add {address.scheme}://{address.host}{address.path}"[:200],
        )  # fmt: skip
    return IdentifierKind.URL, address.canonical, None


def carried_by(address: Address, word: str) -> Parts | None:
    """Return what an address carries; None if it stands for its page only.

    Raises:
        NotAnIdentifierError: It is one of arXiv's that names no paper.
    """
    from readlist.model.carried import carried  # noqa: PLC0415 - a list of arXiv papers needs none
    from readlist.model.publishers import is_resolver  # noqa: PLC0415 - as above

    if not is_resolver(address):
        fault = _fault_of_arxiv(word)
        if isinstance(fault, tuple):
            return fault
        if address.is_at(*_ARXIV_HOSTS) and address.host not in _ABOUT_ARXIV:
            raise fault or NotAnIdentifierError(word, "not an arXiv identifier", _ARXIV_FIX)
    found = carried(address)
    if found and found[0] is IdentifierKind.DOI:
        return of_doi(found[1])
    return (*found, None) if found else None


def carried_without_scheme(word: str) -> Parts | None:
    """Return what an address stands for that was written without its scheme; None if nothing."""
    word = trimmed(first_word(word))
    if not _HOST.fullmatch(word) and not _WWW.fullmatch(word):
        return None
    address = Address.parse(f"https://{word}")
    found = carried_by(address, word) if address and not address.named else None
    if not found and address and _WWW.fullmatch(word):
        return IdentifierKind.URL, address.canonical, None
    return found


def _marked_doi(rest: str, word: str) -> Parts:
    if _SCHEME.match(rest) and not _has_blank(rest):
        return of_address(rest)
    found = "" if _has_blank(rest) else doi.bare(rest) or doi.short(rest)
    if not found:
        hosted = carried_without_scheme(rest)
        if hosted and hosted[0] in (IdentifierKind.DOI, IdentifierKind.ARXIV):
            return hosted
        raise NotAnIdentifierError(word, "not a DOI")
    return of_doi(found)


def _marked_openreview(rest: str, word: str) -> Parts:
    found = venues.openreview(rest) or venues.openreview(trimmed(rest))
    if not found:
        raise NotAnIdentifierError(
            word, "not an OpenReview identifier", "readlist add openreview:rygGQyrFvH"
        )
    return IdentifierKind.OPENREVIEW, found, None


def _marked_acl(rest: str, word: str) -> Parts:
    found = venues.anthology(trimmed(rest))
    if not found:
        remedy = "readlist add acl:2020.acl-main.703"
        raise NotAnIdentifierError(word, "not an identifier of the ACL Anthology", remedy)
    return IdentifierKind.ACL, found, None


def _marked_pmid(rest: str, word: str) -> Parts:
    found = venues.pubmed(trimmed(rest))
    if not found:
        raise NotAnIdentifierError(word, "not a PubMed number", "readlist add pmid:34265844")
    return IdentifierKind.PMID, found, None


def _marked_isbn(rest: str, word: str) -> Parts:
    plain = trimmed(rest)
    found = isbn.canonical(plain)
    if not found:
        why = ": its check digit is wrong" if isbn.has_form(plain) else ""
        raise NotAnIdentifierError(word, f"not an ISBN{why}", _ISBN_FIX)
    return IdentifierKind.ISBN, found, None


def _marked_url(rest: str, word: str) -> Parts:
    if not _SCHEME.match(rest) or _has_blank(rest):
        remedy = "readlist add https://openreview.net/forum?id=rygGQyrFvH"
        raise NotAnIdentifierError(word, "no address of a page", remedy)
    return of_address(rest)


def _marked_local(rest: str, word: str) -> Parts:
    plain = trimmed(rest).lower()
    if not _LOCAL.fullmatch(plain):
        raise NotAnIdentifierError(word, "not a name of the list's own", "readlist show --ids")
    return IdentifierKind.LOCAL, plain, None


def _marked_arxiv(_rest: str, word: str) -> Parts:
    if not _ONE_ARXIV.fullmatch(trimmed(word)) and not arxiv_address.is_whole(word):
        raise NotAnIdentifierError(word)
    return _arxiv(word)


def _has_blank(text: str) -> bool:
    return len(text.split()) != 1


_MARKED = {
    "doi": _marked_doi,
    "openreview": _marked_openreview,
    "acl": _marked_acl,
    "pmid": _marked_pmid,
    "isbn": _marked_isbn,
    "url": _marked_url,
    "local": _marked_local,
    "arxiv": _marked_arxiv,
}
