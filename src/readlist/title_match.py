"""Decide whether a paper that a search found is the one a document names by its title.

The rule is strict because a wrong paper in the list is worse than a missing one: a similarity of
90 (95 if neither year nor author is known), the same numbers and Roman numerals, the same
"Comment on" in front, no other paper within 3 points, year and first author not contradicting.
The bounds come from a study of how real documents vary real titles, in which they let nothing
wrong through. A part of a title is offered and never taken.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from readlist.metadata import Metadata
from readlist.patterns import pattern

WITH_PROOF = 90.0
"""Similarity that is enough if the year or the first author is known and agrees."""
WITHOUT_PROOF = 95.0
RIVAL = 3.0
"""Points by which the best paper must be ahead of the next."""
OFFERED = 75.0

_COMMENT = pattern(
    r"(?:an? |the )?(comment|reply|response|replies|rebuttal|errat|corrigend|correction|addend|"
    r"discussion|critique|review|note)"
)
_ROMAN = pattern(r"x{0,3}(?:ix|iv|v?i{0,3})")
_TEX = pattern(r"\\[A-Za-z]+|[${}^_\\]")
_YEAR = pattern(r"\s*[(\[]\s*(?:[A-Za-z]{3,9}\.?,?\s*)?(?:19|20)\d\d\s*[)\]]\s*$")
_SMALL = frozenset(
    "a an the of for in on with and or to from by via at as is are be its using into".split()
)


class TitleVerdict(StrEnum):
    """What to do with the papers that were found."""

    ACCEPT = "accept"
    OFFER = "offer"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper as a document names it."""

    title: str
    year: int | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """The answer for one wanted paper."""

    verdict: TitleVerdict
    papers: tuple[Metadata, ...] = ()
    """The paper itself if accepted, otherwise those to choose from, most similar first."""
    score: float = 0.0
    """Similarity of the best one, 0 to 100."""


def match(wanted: Wanted, found: Sequence[Metadata]) -> Match:
    """Return which of the papers that arXiv found is the wanted one.

    Args:
        wanted: What the document says.
        found: The results of a search, in any order.
    """
    title = plain(wanted.title)
    one_each = {paper.id: paper for paper in found}.values()
    ranked = sorted(((ratio(title, plain(x.title)), x) for x in one_each), key=lambda p: -p[0])
    if not title or not ranked:
        return Match(TitleVerdict.NONE)
    best, paper = ranked[0]
    ahead = best - ranked[1][0] if len(ranked) > 1 else 100.0
    # Letter for letter the same, and year or author agree: a near title is no rival then.
    sure = best == 100.0 and ahead > 0 and bool(_year_fits(wanted, paper))
    if (ahead >= RIVAL or sure) and _is_same(wanted, title, paper, best):
        return Match(TitleVerdict.ACCEPT, (paper,), best)
    offers = tuple(x for score, x in ranked if score >= OFFERED or _is_part(title, plain(x.title)))
    return (
        Match(TitleVerdict.OFFER, offers[:5], best)
        if offers
        else Match(TitleVerdict.NONE, (), best)
    )


def queries(title: str) -> tuple[str, ...]:
    """Return searches for a title in arXiv's query language, the narrow one first.

    Colons and hyphens are operators there and come out.
    """
    words = re.findall(r"[^\W_]+", _TEX.sub(" ", _YEAR.sub("", title)).lower())
    telling = [x for x in dict.fromkeys(words) if x not in _SMALL and (len(x) > 1 or x.isdigit())]
    if not telling:
        return ()
    narrow = " AND ".join(f"ti:{word}" for word in telling[:10])
    rare = sorted(telling, key=len, reverse=True)[:4]
    wide = " AND ".join(f"ti:{word}" for word in telling if word in rare)
    return (narrow,) if wide == narrow else (narrow, wide)


def plain(title: str) -> str:
    """Return a title for comparing: lower case, without accents, TeX and punctuation."""
    folded = unicodedata.normalize("NFKD", _TEX.sub(" ", _YEAR.sub("", title))).casefold()
    letters = "".join(ch for ch in folded if not unicodedata.combining(ch))
    return " ".join(re.findall(r"[^\W_]+", letters))


def ratio(a: str, b: str) -> float:
    """Return how similar two texts are, 0 to 100: twice the common subsequence over both lengths.

    The length of the longest common subsequence is computed on the bits of one integer
    (Hyyrö 2004, "Bit-parallel LCS-length computation revisited").
    """
    if not a or not b:
        return 100.0 if a == b else 0.0
    a, b = a[:1000], b[:1000]
    places: dict[str, int] = {}
    for index, ch in enumerate(a):
        places[ch] = places.get(ch, 0) | 1 << index
    every = (1 << len(a)) - 1
    row = every
    for ch in b:
        hit = row & places.get(ch, 0)
        row = ((row + hit) | (row - hit)) & every
    return 200.0 * (len(a) - row.bit_count()) / (len(a) + len(b))


def _is_same(wanted: Wanted, title: str, paper: Metadata, score: float) -> bool:
    other = plain(paper.title)
    year, author = _year_fits(wanted, paper), _author_fits(wanted, paper)
    if year is False or author is False:
        return False
    proof = bool(year or author)
    if score < (WITH_PROOF if proof else WITHOUT_PROOF):
        return False
    if len(title.split()) < 3 and not (proof and title == other):
        # One or two words are the title of too many things.
        return False
    return _numbers(title) == _numbers(other) and _comment(title) == _comment(other)


def _year_fits(wanted: Wanted, paper: Metadata) -> bool | None:
    """Compare the years; a paper appears in print up to three years after it is on arXiv."""
    if wanted.year is None or not paper.published[:4].isdecimal():
        return None
    return -1 <= wanted.year - int(paper.published[:4]) <= 3


def _author_fits(wanted: Wanted, paper: Metadata) -> bool | None:
    """Look for a part of the first author's name in arXiv's, and the other way round."""
    if not wanted.authors or not paper.authors:
        return None
    name = re.sub(r"\bet\s+al\b.*", "", wanted.authors[0], flags=re.IGNORECASE)
    asked = {x for x in plain(name).split() if len(x) > 1}
    known = set(plain(paper.authors[0].name).split())
    return bool(asked & known) if asked else None


def _numbers(title: str) -> list[str]:
    words = title.split()
    digits = re.findall(r"\d+", title)
    return sorted(digits + [x for x in words if _ROMAN.fullmatch(x)])


def _comment(title: str) -> str:
    found = _COMMENT.match(title)
    return found[1] if found else ""


def _is_part(title: str, other: str) -> bool:
    """One title holds the other, words in order."""
    short, long = sorted((title, other), key=len)
    return len(short.split()) >= 3 and f" {short} " in f" {long} "
