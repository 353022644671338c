"""Citation keys: ``jiang2023mistral``, from the first author, the year and the title.

The form is the one of Google Scholar's BibTeX, so that most readers have typed it before.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from readlist.author_name import split_name
from readlist.paper import Paper
from readlist.tex import to_text

# Words that say nothing at the head of a title; Google Scholar leaves out the same kind.
_EMPTY_WORDS = frozenset("a an the on of in for to from with and at by is are do does".split())
_WORDS = re.compile(r"[A-Za-z0-9]+")
# Characters that BibTeX, LaTeX or Zotero would trip over inside a key.
_NOT_IN_KEY = re.compile(r"[^\w.:+/-]")
# Letters that Unicode does not decompose into a plain one and a mark.
_PLAIN = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "đ": "d",
        "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ł": "l", "Ł": "L", "ı": "i",
    }
)  # fmt: skip


class WantedKey(NamedTuple):
    """The key that a paper would have if there were no other papers."""

    id: str
    key: str
    chosen: bool
    """Whether the reader chose it."""


def citation_keys(
    papers: Iterable[Paper], taken: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return identifier -> citation key, no two alike even where case does not count.

    A key that the reader chose wins. Of papers that would share a key, the first in `papers` has
    it, and each other one puts its own identifier behind it: ``touvron2023llama-230709288``. So
    no key changes when papers are added at the end or others than the first are removed
    (docs/decisions/0015-citation-keys.md).

    Args:
        papers: In the order of the list. Of two with one identifier the first counts.
        taken: Keys that are settled already, by identifier; they are kept.
    """
    known = taken or {}
    return settled_keys((wanted_key(paper) for paper in papers if paper.id not in known), known)


def wanted_key(paper: Paper) -> WantedKey:
    """Return the key that a paper would have if there were no others: the reader's, or its own."""
    chosen = _safe(paper.key) if paper.key else ""
    return WantedKey(paper.id, chosen or default_key(paper), bool(chosen))


def settled_keys(
    wanted: Iterable[tuple[str, str, bool]], taken: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return `citation_keys` of papers whose wanted keys are known.

    Args:
        wanted: What `WantedKey` says of each paper, in the order of the list.
        taken: As of `citation_keys`.
    """
    keys: dict[str, str] = dict(taken or {})
    used = {key.lower() for key in keys.values()}
    left: list[tuple[str, str]] = []
    for identifier, key, chosen in wanted:
        if identifier in keys:
            continue
        if chosen and key.lower() not in used:
            keys[identifier] = key
            used.add(key.lower())
        else:
            left.append((identifier, key))
    clashes: Counter[str] = Counter()
    for identifier, key in left:
        if identifier not in keys:
            keys[identifier] = _free(key, identifier, used, clashes)
    return keys


def default_key(paper: Paper) -> str:
    """Return the key of a paper on its own, in ASCII.

    While authors are unknown it is scheme and letters of the identifier: ``arxiv231006825``.
    """
    author = _author(paper.authors[0]) if paper.authors else ""
    if not author:
        scheme, _, value = (
            paper.id.rpartition(":") if "://" not in paper.id else ("url", "", paper.id)
        )
        return (scheme or "arxiv") + _letters(value.partition("://")[2] or value)
    year = str(paper.year) if paper.year else ""
    return author + year + _first_word(paper.title)


@lru_cache(maxsize=4096)
def _author(name: str) -> str:
    return "".join(_WORDS.findall(_ascii(split_name(name).family))).lower()[:40]


def _letters(identifier: str) -> str:
    return "".join(_WORDS.findall(identifier))


def _first_word(title: str) -> str:
    for found in _WORDS.finditer(_ascii(to_text(title[:400]))):
        word = found[0].lower()
        if word not in _EMPTY_WORDS:
            return word[:40]
    return ""


def _ascii(text: str) -> str:
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    # Marks go without a gap; letters of other scripts must not join what they stood between.
    return "".join(" " if ord(c) > 127 else c for c in plain if not unicodedata.combining(c))


def _safe(key: str) -> str:
    return _NOT_IN_KEY.sub("", key.strip())


def _free(wanted: str, identifier: str, used: set[str], clashes: Counter[str]) -> str:
    lowered = wanted.lower()
    if lowered not in used:
        used.add(lowered)
        return wanted
    wanted = "-".join(filter(None, (wanted, _letters(identifier))))
    # Letters tell apart what still is alike: identifiers that are none, or a chosen key that
    # looks like this one.
    lowered = wanted.lower()
    for suffix in _suffixes(clashes[lowered]):
        if lowered + suffix not in used:
            break
        # Remembered, so that a thousand equal papers do not try a thousand letters each.
        clashes[lowered] += 1
    used.add(lowered + suffix)
    return wanted + suffix


def _suffixes(start: int) -> Iterator[str]:
    """Give "", "b", "c" ... "z", "ba" ...: the letters of a count to the base 26."""
    number = start
    while True:
        letters, rest = "", number
        while rest:
            rest, digit = divmod(rest, 26)
            letters = chr(ord("a") + digit) + letters
        yield letters
        number += 1
