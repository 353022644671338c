"""Authors' names: given and family names joined, capitals lowered, lists split."""

import re
from collections.abc import Iterable

from readlist.text import one_line
from readlist.texts.fields import without_markup
from readlist.texts.letters import mended

_PARTICLES = frozenset(
    "de la le las los del della di da das dos du van von der den ter zu y".split()
)
_MARKS = re.compile(r"[\s,;]*(?:[*†‡§¶‖#]|(?<=[^\W\d])\d{1,2})+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[-\s]*){1,4}", re.UNICODE)
_BRACKETS = re.compile(r"\s*\([^()]{0,200}\)\s*")
_SUFFIX = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv", re.IGNORECASE)
_LONGEST = 300
_MOST = 20_000
"""Characters of a list of names that are read."""


def tidy_name(raw: object) -> str:
    """Return a name on one line, without markup and the marks of footnotes.

    Pages name accounts by their address, too; that is not a name.
    """
    if not isinstance(raw, str) or "://" in raw[:_LONGEST]:
        return ""
    text = one_line(without_markup(mended(raw[:_LONGEST])))
    return _MARKS.sub("", text).strip(" ,;")


def name_of(given: object, family: object, suffix: object = "") -> str:
    """Return a name joined from its parts; parts are never split again.

    A source may give ``M. Bran`` as the family name: the joined name is right all the same.
    """
    first, last, end = tidy_name(given), tidy_name(family), tidy_name(suffix)
    if _shouts(last, first):
        last = _calm(last)
        first = _calm_given(first)
    return " ".join(part for part in (first, last, end) if part)


def inverted_name(raw: object) -> str:
    """Return ``Family, Given`` in reading order; a name without comma as it is."""
    text = tidy_name(raw)
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) == 2:
        return f"{parts[0]} {parts[1]}" if _SUFFIX.fullmatch(parts[1]) else name_of(*parts[::-1])
    if len(parts) == 3 and _SUFFIX.fullmatch(parts[1]):
        return name_of(parts[2], parts[0], parts[1])
    if len(parts) == 3 and _SUFFIX.fullmatch(parts[2]):
        return name_of(parts[1], parts[0], parts[2])
    return text


def names_in(raw: object) -> tuple[str, ...]:
    """Return the names in a list in one string: ``Family, Given; ...`` or ``A. One, B. Two``.

    Affiliations in brackets are left out. One name with a comma is one name.
    """
    if not isinstance(raw, str):
        return ()
    text = _BRACKETS.sub(" ", raw[:_MOST])
    if ";" in text:
        return _distinct(inverted_name(part) for part in re.split(r"\s*;\s*", text))
    pieces = re.split(r",?\s+and\s+", text)
    if len(pieces) > 1 and all(piece.count(",") == 1 for piece in pieces):
        return _distinct(map(inverted_name, pieces))
    text = ", ".join(pieces)
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) == 2 and (" " not in parts[0] or _INITIALS.fullmatch(parts[1])):
        return _distinct([inverted_name(text)])
    return _distinct(tidy_name(part) for part in parts)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _shouts(family: str, given: str) -> bool:
    """Return whether a family name is written in capitals and is not an abbreviation."""
    letters = [ch for ch in family if ch.isalpha()]
    if len(letters) < 2 or not family.isupper() or "." in family:
        return False
    return len(letters) > 2 or any(ch.islower() for ch in given) or len(given) > 3


def _calm(name: str) -> str:
    words = [_calm_word(word) for word in name.split()]
    return " ".join(
        word.lower() if word.lower() in _PARTICLES and i < len(words) - 1 else word
        for i, word in enumerate(words)
    )


def _calm_given(name: str) -> str:
    return " ".join(
        _calm_word(w) if w.isupper() and len(w) > 2 and "." not in w else w for w in name.split()
    )


def _calm_word(word: str) -> str:
    text = re.sub(r"[^\W\d_]+", lambda found: found[0].capitalize(), word)
    return re.sub(r"\bMc([a-z])(?=[a-z])", lambda found: "Mc" + found[1].upper(), text)
