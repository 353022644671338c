"""Identifiers that sources name, in the spelling of the list."""

from collections.abc import Sequence
from typing import Protocol

from readlist.model.identifiers import Identifier
from readlist.model.kinds import IdentifierKind
from readlist.patterns import pattern

_ACL_DOI = pattern(r"10\.(?:18653/v1|3115/v1)/([a-z]\d\d-\d{4}|\d{4}\.[\w-]+\.\d+)")


class AnyIdentifier(Protocol):
    """An identifier of any kind, as `Identifier` is one."""

    @property
    def kind(self) -> str:
        """Of which kind: ``arxiv``, ``doi``, ``openreview`` ..."""

    @property
    def value(self) -> str:
        """Without the prefix of its kind."""


def spelt(kind: str, value: str) -> str:
    """Return an identifier as the list spells it."""
    return value if kind == IdentifierKind.ARXIV else f"{kind}:{value}"


def doi_in(raw: object) -> str:
    """Return the DOI that a field holds, in lower case; "" for none, and for arXiv's own."""
    found = _read(raw)
    return found.value if found and found.kind is IdentifierKind.DOI else ""


def name_of_doi(raw: object) -> str:
    """Return the identifier that a DOI stands for; arXiv's own are arXiv identifiers."""
    found = _read(raw)
    return str(found) if found and found.kind in (IdentifierKind.DOI, IdentifierKind.ARXIV) else ""


def name_of_arxiv(raw: object) -> str:
    """Return an arXiv identifier without version; "" if it is none."""
    found = _read(raw)
    return str(found) if found and found.kind is IdentifierKind.ARXIV else ""


def name_of_isbn(raw: object) -> str:
    """Return a book's identifier with 13 digits; "" if the check digit is wrong."""
    text = raw.rpartition("/")[2] if isinstance(raw, str) else ""
    found = Identifier.try_parse(f"isbn:{text}") if text else None
    return str(found) if found and found.kind is IdentifierKind.ISBN else ""


def name_at_anthology(doi: str) -> str:
    """Return the Anthology's identifier that a DOI holds; "" if it holds none."""
    found = _ACL_DOI.fullmatch(doi)
    if not found:
        return ""
    value = found[1]
    return "acl:" + (value.upper() if value[0].isalpha() else value)


def distinct(names: Sequence[str], *without: str) -> tuple[str, ...]:
    """Return identifiers once each, without empty ones and those that are named."""
    return tuple(dict.fromkeys(name for name in names if name and name not in without))


def _read(raw: object) -> Identifier | None:
    text = raw.strip()[:2000] if isinstance(raw, str) else ""
    return Identifier.try_parse(text) if text else None
