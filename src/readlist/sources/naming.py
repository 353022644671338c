"""Identifiers that sources name, in the spelling of the list."""

import re
from typing import Protocol

from readlist.arxiv_id import ArxivId, NotAnArxivIdError
from readlist.patterns import pattern

_DOI = pattern(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{3,9}(?:\.\d+)*/\S{1,1000})", re.IGNORECASE
)
_ARXIV_DOI = pattern(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_ACL_DOI = pattern(
    r"10\.(?:18653/v1|3115/v1)/([A-Za-z]\d\d-\d{4}|\d{4}\.[\w-]+\.\d+)", re.IGNORECASE
)
_SERVER = pattern(r"(10\.(?:1101|64898)/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})v\d+", re.IGNORECASE)


class Named(Protocol):
    """An identifier of any kind: ``doi`` and ``10.1038/nature14539``."""

    @property
    def kind(self) -> str:
        """Of which kind: ``arxiv``, ``doi``, ``openreview`` ..."""

    @property
    def value(self) -> str:
        """Without the prefix of its kind."""


def spelt(kind: str, value: str) -> str:
    """Return an identifier as the list spells it."""
    return value if kind == "arxiv" else f"{kind}:{value}"


def doi_in(raw: object) -> str:
    """Return the DOI that a field holds, in lower case; "" if it holds none."""
    if not isinstance(raw, str):
        return ""
    found = _DOI.fullmatch(raw.strip())
    if not found:
        return ""
    doi = found[1].lower().rstrip(".,;")
    server = _SERVER.fullmatch(doi)
    return server[1] if server else doi


def name_of_doi(raw: object) -> str:
    """Return the identifier that a DOI stands for; arXiv's own are arXiv identifiers."""
    doi = doi_in(raw)
    arxiv = _ARXIV_DOI.fullmatch(doi)
    if arxiv:
        return name_of_arxiv(arxiv[1])
    return f"doi:{doi}" if doi else ""


def name_of_arxiv(raw: object) -> str:
    """Return an arXiv identifier without version; "" if it is none."""
    if not isinstance(raw, str):
        return ""
    try:
        return ArxivId.parse(raw.strip()).base
    except NotAnArxivIdError:
        return ""


def name_at_anthology(doi: str) -> str:
    """Return the Anthology's identifier that a DOI holds; "" if it holds none."""
    found = _ACL_DOI.fullmatch(doi)
    if not found:
        return ""
    value = found[1]
    return "acl:" + (value.upper() if value[0].isalpha() else value)


def name_of_isbn(raw: object) -> str:
    """Return a book's identifier with 13 digits; "" if the check digit is wrong."""
    if not isinstance(raw, str):
        return ""
    digits = re.sub(r"[^0-9Xx]", "", raw.rpartition("/")[2]).upper()
    if len(digits) == 10 and digits[:9].isdecimal():
        last = 10 if digits[9] == "X" else int(digits[9])
        if (sum(int(d) * (10 - i) for i, d in enumerate(digits[:9])) + last) % 11:
            return ""
        digits = "978" + digits[:9]
        digits += str(-sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(digits)) % 10)
    if len(digits) != 13 or not digits.isdecimal() or not digits.startswith(("978", "979")):
        return ""
    return (
        "" if sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(digits)) % 10 else f"isbn:{digits}"
    )


def distinct(names: "list[str] | tuple[str, ...]", *without: str) -> tuple[str, ...]:
    """Return identifiers once each, without empty ones and those that are named."""
    return tuple(dict.fromkeys(name for name in names if name and name not in without))
