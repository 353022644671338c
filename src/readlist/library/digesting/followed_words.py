"""Tell what a word of the command line follows."""

import re
from collections.abc import Sequence

from readlist.errors import UsageError
from readlist.library import following
from readlist.library.categories import checked_category
from readlist.library.following import Kind
from readlist.library.workspace import Workspace
from readlist.text import one_line, shorten

_AUTHOR = re.compile(r'au:\s*"?([^"]+)"?\s*', re.IGNORECASE)
_JOINED = re.compile(r"[:()]|\b(?:AND|OR|ANDNOT|NOT)\b")
"""What turns an author's name into a query."""
_PREPRINTS = re.compile(r"(?:bio|med)rxiv:.*", re.IGNORECASE)
_QUERY = re.compile(r'[a-z]{2,3}:\S|["\s()]', re.IGNORECASE)


def kind_of(word: str) -> tuple[Kind, str]:
    """Return what a word follows: a feed, an author, a category or a query, and its value.

    Raises:
        UsageError: It is a word that arXiv would search for everywhere, or no category.
    """
    text = word.strip()
    author = _AUTHOR.fullmatch(text)
    if "://" in text:
        return "feeds", text
    if author and not _JOINED.search(author[1]):
        return "authors", one_line(author[1])
    if _PREPRINTS.fullmatch(text):
        return "categories", text
    if _QUERY.search(text):
        return "queries", text
    try:
        return "categories", checked_category(text)
    except UsageError as error:
        name = shorten(one_line(text), 40)
        raise UsageError(
            error.problem, f'cs.CL, biorxiv:neuroscience, au:"{name}", abs:{name}, or a feed'
        ) from None


def follow(workspace: Workspace, words: Sequence[str], *, on: bool = True) -> None:
    """Follow what the words name, or stop following it.

    Raises:
        UsageError: A word names nothing that can be followed, or was not followed; nothing
            changed.
        FileError: ``follow.toml`` cannot be read or changed.
    """
    chosen: dict[Kind, list[str]] = {}
    for word in _parted(words):
        kind, value = kind_of(word)
        chosen.setdefault(kind, []).append(value)
    for kind, values in chosen.items():
        following.follow(workspace, kind, values, on=on)


def _parted(words: Sequence[str]) -> list[str]:
    """Return the words; one with commas is several if each part is a category."""
    found: list[str] = []
    for word in words:
        parts = [part.strip() for part in word.split(",") if part.strip()]
        plain = not any(sign in word for sign in ':"/ ')
        found += parts if plain and len(parts) > 1 else [word]
    return found


def spelt(kind: Kind, value: str) -> str:
    """Return a value as it is named on the command line."""
    return f'au:"{value}"' if kind == "authors" else value
