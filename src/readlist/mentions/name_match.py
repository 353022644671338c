"""Whether two names a document uses may be names of one paper."""

import re
import unicodedata
from difflib import SequenceMatcher

from readlist.patterns import pattern
from readlist.text import count_wide

_LATIN = pattern(r"[a-z][a-z\d]{3,}")
_WORD = pattern(r"[^\W_]+")
_SAME = 0.85
"""Similarity (`difflib`) from which two texts are one title."""
_SMALL = frozenset("a an the of for in on with and or to from by via at as is are".split())


def plain(text: str) -> str:
    """Return a name in lower case with single blanks for all that is neither letter nor digit."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_WORD.findall(folded))


def agree(one: str, other: str) -> bool:
    """Return whether two names may mean the same paper; when in doubt they do.

    They do if they are nearly the same, if one holds the other, if they share the name in front of
    the colon, or if they are written in different scripts.
    """
    a, b = plain(one), plain(other)
    if not a or not b or a == b or a in b or b in a:
        return True
    if bool(count_wide(a)) != bool(count_wide(b)):
        # One may be the translation of the other, unless each has its own Latin name.
        return not _latin_names_differ(a, b)
    if SequenceMatcher(None, a, b, autojunk=False).ratio() >= _SAME:
        return True
    return (
        _head(one) == _head(other)
        or _is_acronym(one, other)
        or _is_acronym(other, one)
        or (_covers(a, b))
    )


def are_one_title(one: str, other: str) -> bool:
    """Return whether two titles are nearly letter for letter the same, or one holds the other."""
    a, b = plain(one), plain(other)
    if a == b or not a or not b or f" {a} " in f" {b} " or f" {b} " in f" {a} ":
        return True
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _SAME


def is_nickname(one: str, other: str) -> bool:
    """Return whether one is a short name or a label, such as "GLAD", and the other a title."""
    short, long = sorted((one, other), key=lambda text: len(plain(text).split()))
    few = len(plain(short).split())
    named = few <= 2 or (any(x in short for x in "/+&") and few <= 4)
    return named and len(plain(long).split()) >= max(4, few + 2)


def _head(text: str) -> str:
    """Return the name in front of the colon, or the first word with its number."""
    head = re.split(r"[:：–—|(]| - ", text)[0]
    found = plain(head)
    return found if len(found) > 1 and len(found.split()) <= 4 else plain(text)


def _is_acronym(one: str, other: str) -> bool:
    """The first word of one, such as BERT, leads the other or is spelt by its initials."""
    head = re.match(r"[\w.+-]+", one.strip())
    if not head or not any(ch.isupper() or ch.isdigit() for ch in head[0][1:]):
        return False
    name = plain(head[0])
    spelt = plain(other)
    initials = "".join(x[0] for x in spelt.split() if x not in _SMALL)
    letters = name.replace(" ", "")
    return (spelt.startswith(name.split()[0]) and len(name.split()[0]) > 2) or (
        len(letters) > 2 and initials.startswith(letters)
    )


def _covers(a: str, b: str) -> bool:
    """All the telling words of the shorter name stand in the longer one."""
    short, long = sorted(({x for x in t.split() if x not in _SMALL} for t in (a, b)), key=len)
    return len(short) > 1 and short <= long


def _latin_names_differ(a: str, b: str) -> bool:
    one, other = set(_LATIN.findall(a)), set(_LATIN.findall(b))
    return bool(one) and bool(other) and not one & other and len(one) < 4 and len(other) < 4
