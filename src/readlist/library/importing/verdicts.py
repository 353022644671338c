"""What arXiv's own titles say about a document's names and links. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from readlist.mentions import MentionedPaper, Name, NameConflict
from readlist.metadata import Metadata
from readlist.title_match import plain, ratio

FITS = 80.0
"""Similarity of plain titles, 0 to 100, from which a name is a spelling of the title."""
DIFFERS = 60.0
"""Similarity below which a title is another one: the paper was retitled, or the link is wrong."""


@dataclass(frozen=True, slots=True)
class WrongLink:
    """A name whose link leads to another paper."""

    id: str
    name: Name
    title: str
    """What arXiv calls the paper that the link leads to."""


@dataclass(frozen=True, slots=True)
class Retitled:
    """A paper whose title in the document is far from arXiv's."""

    id: str
    written: str
    title: str


def wrong_links(
    conflicts: Iterable[NameConflict], facts: Mapping[str, Metadata]
) -> list[WrongLink]:
    """Return the names that do not fit arXiv's title where another name of the same link does."""
    found = []
    for conflict in conflicts:
        metadata = facts.get(conflict.id)
        if metadata is None:
            continue
        fitting = [name for name in conflict.names if fits(name.text, metadata.title)]
        if fitting:
            found += [
                WrongLink(conflict.id, name, metadata.title)
                for name in conflict.names
                if name.text and name not in fitting
            ]
    return found


def code_of(entry: MentionedPaper, wrong: Iterable[WrongLink]) -> tuple[str, ...]:
    """Return the entry's repositories without those that stand with a wrong link."""
    others = {url for one in wrong if one.id == entry.id for url in one.name.code}
    return tuple(url for url in entry.code if url not in others)


def retitled(entry: MentionedPaper, metadata: Metadata) -> Retitled | None:
    """Return the disagreement between the document's title and arXiv's, if there is one.

    A name in another script cannot be compared and is none.
    """
    written, title = entry.title, metadata.title
    letters = [c for c in written if c.isalpha()]
    latin = sum(c.isascii() for c in letters) >= 0.8 * len(letters) > 0
    if not latin or len(plain(written).split()) < 3 or fits(written, title):
        return None
    if ratio(plain(written), plain(title)) >= DIFFERS:
        return None
    return Retitled(str(entry.id), written, title)


def fits(name: str, title: str) -> bool:
    """Whether a name is a spelling, a part or the short form in front of a title."""
    one, other = plain(name), plain(title)
    if not one:
        return False
    return f" {one} " in f" {other} " or f" {other} " in f" {one} " or ratio(one, other) >= FITS
