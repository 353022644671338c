"""What a ranking keeps of a paper: worked out once, a kilobyte or so."""

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING
from zlib import crc32

from readlist.lazy import lazy
from readlist.ranking.term_model import TermModel
from readlist.ranking.terms import keys

if TYPE_CHECKING:
    from readlist.ranking import factors
else:
    factors = lazy("readlist.ranking.factors")

FEATURE_VERSION = 2
"""Changes whenever the same text would give other features."""

COUNT_UNIT = 32
"""Damped counts, 1 + ln n, are kept as whole numbers of this fraction of one."""
_MOST_TERMS = 4_000
"""Terms of a paper that are kept; an arXiv abstract has at most a few hundred."""

_IN_TITLE = 0x5BD1E995
"""Turns a term's number into that of the same term in a title."""


@dataclass(frozen=True, slots=True)
class Features:
    """One paper's terms and latent factors.

    Term numbers are checksums, so that no vocabulary has to be kept.
    """

    terms: "array[int]"
    """Each term once: those of title and abstract, then those of the title as its own block."""
    counts: bytes
    """How often each occurs, damped."""
    body: int
    """How many terms belong to the first block."""
    latent: "array[int]"
    """Where the paper stands among subjects; only the direction counts. Empty if unknown."""


def features_of(title: str, abstract: str, model: TermModel) -> Features:
    """Return the features of a paper; of one without any words they are empty.

    Args:
        title: Its title.
        abstract: Its abstract, or nothing.
        model: What is known of terms.
    """
    body, heading = _blocks(title, abstract)
    return _features(body, heading, model.latent(body))


def features_of_many(texts: Sequence[tuple[str, str]], model: TermModel) -> list[Features]:
    """Return the features of papers, the same ones; of hundreds that is quicker.

    Args:
        texts: Their titles and abstracts.
        model: What is known of terms.
    """
    blocks = [_blocks(title, abstract) for title, abstract in texts]
    latent = factors.many(model).latent([body for body, _ in blocks])
    return [_features(*both, one) for both, one in zip(blocks, latent, strict=True)]


def _features(
    body: Mapping[int, int], heading: Mapping[int, int], latent: "array[int]"
) -> Features:
    counts = [*body.values(), *heading.values()]
    try:
        kept = bytes(counts).translate(_DAMPED)
    except ValueError:  # a word that is there 256 times
        kept = bytes(map(damped, counts))
    return Features(array("I", [*body, *heading]), kept, len(body), latent)


def terms_of(title: str, abstract: str) -> list[int]:
    """Return the terms of a paper in the order in which its features have them."""
    body, heading = _blocks(title, abstract)
    return [*body, *heading]


def _blocks(title: str, abstract: str) -> tuple[dict[int, int], dict[int, int]]:
    """Return how often the terms of title and abstract occur, and those of the title once more."""
    title_keys = keys(title)
    body = _numbered(title_keys + keys(abstract))
    heading = {number ^ _IN_TITLE: count for number, count in _numbered(title_keys).items()}
    return body, heading


def body_number(key: str) -> int:
    """Return the number of a term of title and abstract."""
    return crc32(key.encode("utf-8", "replace"))


def title_number(key: str) -> int:
    """Return the number of a term of the title's own block."""
    return body_number(key) ^ _IN_TITLE


def damped(count: int) -> int:
    """Return 1 + ln count as a whole number of units."""
    return min(round(COUNT_UNIT * (1 + log(count))), 255)


_DAMPED = bytes([0, *map(damped, range(1, 256))])
"""What counts are kept as."""


def _numbered(found: list[str]) -> dict[int, int]:
    counts: dict[str, int] = Counter(found)
    if len(counts) > _MOST_TERMS:
        counts = dict(Counter(found).most_common(_MOST_TERMS))
    try:  # as `body_number`, without a call for each of some hundred terms of each paper
        return dict(zip(map(crc32, map(str.encode, counts)), counts.values(), strict=True))
    except UnicodeEncodeError:  # half a character
        return {body_number(key): count for key, count in counts.items()}
