"""Identifiers for papers that no service knows: ``local:smith2026draft``."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from readlist.citation_key import default_key
from readlist.paper import Paper

_MOST = 60
_TELLING = 4


def local_name(title: str, authors: Sequence[str], year: str, taken: Callable[[str], bool]) -> str:
    """Return an identifier for a paper that has none: author, year and a word of its title.

    Args:
        title: As far as it is known.
        authors: Only the first one is used.
        year: Four digits; empty if it is not known.
        taken: Whether the list has an identifier already; then a letter is appended.
    """
    published = date(int(year), 1, 1) if re.fullmatch(r"[12]\d{3}", year) else None
    paper = Paper("local:", title=title, authors=tuple(authors), published=published)
    stem = default_key(paper) if authors else f"{_word(title)}{year}"
    stem = re.sub("[^a-z0-9]", "", stem.lower())[:_MOST] or "paper"
    if stem.startswith("local"):
        stem = f"paper{year}"
    return next(name for end in _endings() if not taken(name := f"local:{stem}{end}"))


def _word(title: str) -> str:
    """Return a telling word of a title, in ASCII."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.findall("[A-Za-z0-9]+", plain)
    return next((word for word in words if len(word) >= _TELLING), "".join(words[:2]))


def _endings() -> Iterator[str]:
    """Give "", "b" ... "z", and numbers once the letters are used up."""
    yield ""
    yield from map(chr, range(ord("b"), ord("z") + 1))
    number = 27
    while True:
        yield f"-{number}"
        number += 1
