"""Identifiers of papers, of every kind that the list holds, in canonical spelling.

What services write into their fields becomes such identifiers here, too.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol
from urllib.parse import quote

from readlist.arxiv_id import ArxivId
from readlist.model.kinds import IdentifierKind, NotAnIdentifierError
from readlist.model.parsing import read
from readlist.patterns import pattern

CELLS = 18
"""What an identifier may take of a row on the screen."""
_MOST_BYTES = 120
_TAKEN = (".", ".withdrawn", ".retracted")
"""Ends of names that a folder may not have."""
_UNSAFE = pattern(r"[^A-Za-z0-9._-]")
_ADDRESSES = {
    IdentifierKind.DOI: "https://doi.org/",
    IdentifierKind.OPENREVIEW: "https://openreview.net/forum?id=",
    IdentifierKind.ACL: "https://aclanthology.org/",
    IdentifierKind.PMID: "https://pubmed.ncbi.nlm.nih.gov/",
    IdentifierKind.ISBN: "https://openlibrary.org/isbn/",
}
_PLAIN_IN_PATHS = "/:;()!$&'*+,=@~-._"


@dataclass(frozen=True, slots=True)
class Identifier:
    """What identifies a paper, valid and in one spelling by construction through `parse`."""

    kind: IdentifierKind
    value: str
    """Without the prefix of its kind."""
    version: int | None = None
    """The version of an arXiv paper that was named; no part of the text."""

    @classmethod
    def parse(cls, text: str) -> "Identifier":
        """Read an identifier in the list's spelling or any other, or an address.

        Raises:
            NotAnIdentifierError: With the reason, such as a check digit that is wrong.
        """
        return cls(*read(text))

    @classmethod
    def try_parse(cls, text: str) -> "Identifier | None":
        """Read an identifier as `parse` does; None if the text is none."""
        try:
            return cls.parse(text)
        except NotAnIdentifierError:
            return None

    @classmethod
    def of_arxiv(cls, found: ArxivId) -> "Identifier":
        """Return an arXiv identifier as one of any kind."""
        return cls(IdentifierKind.ARXIV, found.base, found.version)

    def __str__(self) -> str:
        return self.value if self.kind is IdentifierKind.ARXIV else f"{self.kind}:{self.value}"

    @property
    def base(self) -> str:
        """The identifier in the list's spelling, as `ArxivId.base` is."""
        return str(self)

    @property
    def arxiv(self) -> ArxivId | None:
        """The identifier as one of arXiv's, with its version; None if it is of another kind."""
        return ArxivId(self.value, self.version) if self.kind is IdentifierKind.ARXIV else None

    @property
    def key(self) -> str:
        """What two spellings of one identifier have in common; compare by it."""
        if self.kind is IdentifierKind.URL:
            return f"url:{_without_scheme(self.value).rstrip('/')}"
        return str(self)

    @property
    def folder(self) -> str:
        """The identifier as one safe part of a path, no two alike even where case is ignored.

        The plain spelling has an underscore for ``:`` and for the first slash of a DOI. Where more
        would be lost, it is cut to what fits, and the digits of a hash tell it apart.
        """
        if self.kind is IdentifierKind.ARXIV:
            return self.value.replace("/", "_")
        text = str(self)
        plain = text.replace(":", "_", 1)
        plain = plain.replace("/", "_", 1) if self.kind is IdentifierKind.DOI else plain
        safe = _UNSAFE.sub("_", plain)
        # The library puts files of its own beside the folders; and some systems drop a final stop.
        whole = safe == plain == plain.lower() and not plain.endswith(
            (".", ".withdrawn", ".retracted")
        )
        if whole and len(safe) <= _MOST_BYTES:
            return safe
        digits = sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
        return f"{safe[: _MOST_BYTES - 9]}~{digits}"

    @property
    def address(self) -> str | None:
        """The page where people find the paper; None where nobody else knows it."""
        if self.kind is IdentifierKind.ARXIV:
            return ArxivId(self.value, self.version).url
        if self.kind is IdentifierKind.URL:
            return self.value
        form = _ADDRESSES.get(self.kind)
        return form + quote(self.value, safe=_PLAIN_IN_PATHS) if form else None

    @property
    def stem(self) -> str:
        """The citation key of a paper without authors: scheme and letters."""
        value = _without_scheme(self.value) if self.kind is IdentifierKind.URL else self.value
        return str(self.kind) + re.sub("[^A-Za-z0-9]+", "", value)

    def label(self, key: str = "") -> str:
        """Return what tells the paper in a row, at most `CELLS` wide.

        Args:
            key: The paper's citation key, for identifiers that say little or take too much.
        """
        if self.kind is IdentifierKind.URL:
            text = _without_scheme(self.value).partition("/")[0].partition("?")[0]
        else:
            text = self.value if self.kind is IdentifierKind.DOI else str(self)
        fitting = (one for one in (text, key) if one and _cells(one) <= CELLS)
        return next(fitting, None) or _cut(key or text)


def _without_scheme(address: str) -> str:
    return address.partition("://")[2]


def _cells(text: str) -> int:
    return len(text) + sum(unicodedata.east_asian_width(x) in "WF" for x in text if x > "\xff")


def _cut(text: str) -> str:
    while _cells(text) > CELLS - 1:
        text = text[:-1] if len(text) <= CELLS else text[:CELLS]
    return f"{text}…"


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
