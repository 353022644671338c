"""An author's name in the parts that bibliographies sort and print by.

The parts are BibTeX's: given names, particle ("von"), family name, suffix ("Jr.");
see https://ctan.org/pkg/tamethebeast, section 11.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())
# arXiv lists groups among the authors, as "Gemma Team" or "The LHCb Collaboration".
_GROUP_ENDS = frozenset(
    "collaboration collaborations team consortium group project initiative community network "
    "foundation institute laboratory lab".split()
)


@dataclass(frozen=True, slots=True)
class AuthorName:
    """A name in parts; `given`, `particle` and `suffix` may be empty."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    is_group: bool = False
    """A name that must not be taken apart, such as a collaboration's; it is all in `family`."""

    @property
    def full_family(self) -> str:
        """The family name with its particle: ``van der Maaten``."""
        return f"{self.particle} {self.family}" if self.particle else self.family


@lru_cache(maxsize=8192)
def split_name(name: str) -> AuthorName:
    """Return the parts of a name written as ``Given Family`` or ``Family, Given``."""
    words = name.split()
    if not words:
        return AuthorName("")
    if _is_group(words):
        return AuthorName(" ".join(words), is_group=True)
    head, comma, tail = name.partition(",")
    if comma and tail.strip().lower() not in _SUFFIXES:
        return _family_first(head.split(), tail.split())
    words = head.split() + tail.split()
    suffix = words.pop() if len(words) > 2 and words[-1].lower() in _SUFFIXES else ""
    start = len(words) - 1
    while start > 1 and words[start - 1][0].islower():
        start -= 1
    particle = " ".join(words[start:-1])
    return AuthorName(words[-1], " ".join(words[:start]), particle, suffix)


def short_authors(names: Sequence[str]) -> str:
    """Return ``Shazeer et al.``, ``Jiang and Roux`` or the one author's name; empty for none."""
    if len(names) <= 1:
        return "".join(names)
    first = split_name(names[0]).full_family
    return (
        f"{first} and {split_name(names[1]).full_family}" if len(names) == 2 else f"{first} et al."
    )


def _is_group(words: list[str]) -> bool:
    lowered = [word.lower().strip("()") for word in words]
    return len(words) > 1 and (
        lowered[-1] in _GROUP_ENDS or lowered[0] == "the" or "and" in lowered or "&" in lowered
    )


def _family_first(family: list[str], given: list[str]) -> AuthorName:
    if not family:
        return AuthorName(" ".join(given))
    start = 0
    while start < len(family) - 1 and family[start][0].islower():
        start += 1
    return AuthorName(" ".join(family[start:]), " ".join(given), " ".join(family[:start]))
