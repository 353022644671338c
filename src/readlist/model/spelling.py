"""How the list spells identifiers; those of arXiv are told without loading what knows the rest."""

from typing import Protocol

from readlist.arxiv_id import ArxivId
from readlist.patterns import pattern

_ARXIV = pattern(r"(?:arxiv:)?[\w.-]{1,40}(?:/\d{7})?(?:v\d+)?", 2)  # re.IGNORECASE


class FileKey(Protocol):
    """An identifier, by which files of a paper are kept: `ArxivId`, or `Identifier` for others."""

    @property
    def base(self) -> str:
        """In the list's spelling."""

    @property
    def folder(self) -> str:
        """As one safe part of a path."""

    @property
    def version(self) -> int | None:
        """The version that was named, if any."""


def file_key(identifier: str, version: int | None = None) -> FileKey | None:
    """Return what the files of a paper are kept by; None if it has no identifier.

    Args:
        identifier: In the list's spelling.
        version: The version that the reader pinned.
    """
    plain = None if ":" in identifier else ArxivId.exact(identifier)
    if plain:
        return ArxivId(plain.base, version)
    from readlist.model.identifiers import Identifier  # noqa: PLC0415 - other kinds only

    return Identifier.try_parse(identifier)


def spelled(text: str) -> str | None:
    """Return an identifier as the list spells it; None if the text is none.

    Args:
        text: An identifier of any kind, in any form.
    """
    plain = ArxivId.try_parse(text) if _ARXIV.fullmatch(text) else None
    if plain:
        return plain.base
    from readlist.model.identifiers import Identifier  # noqa: PLC0415 - other kinds only

    found = Identifier.try_parse(text)
    return str(found) if found else None


def compared(identifier: str) -> str:
    """Return what two spellings of one identifier have in common, given the list's spelling."""
    if not identifier.startswith("url:"):
        return identifier
    return f"url:{identifier[4:].partition('://')[2].rstrip('/')}"
