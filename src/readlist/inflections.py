"""Inflected forms of English words, judged by their endings."""

from collections.abc import Iterator

_SHORTEST = 4
"""Letters from which a word is inflected."""
_ENDINGS = (
    ("ies", ("y",)), ("ied", ("y",)), ("ing", ("", "e")), ("ed", ("", "e")), ("sses", ("ss",)),
    ("es", ("", "e")), ("ss", ("ss",)), ("us", ("us",)), ("is", ("is",)), ("s", ("",)),
)  # fmt: skip
"""The ending of an inflected form -> what its stem ends in; the first that fits counts."""


def inflections(word: str) -> list[str]:
    """Return other inflected forms of an English word, as far as endings tell; maybe none.

    The endings are those of Harman's S stemmer (https://doi.org/10.1002/(SICI)1097-4571(199101)42:1
    <7::AID-ASI2>3.0.CO;2-P) and of regular verbs. A form that is not a word finds nothing.
    """
    if len(word) < _SHORTEST or not word.isascii() or not word.isalpha():
        return []
    forms: dict[str, None] = {}
    for stem in _stems(word):
        silent = stem.removesuffix("e")
        endings = ("y", "ies", "ied", "ying") if stem.endswith("y") else ("", "s", "es")
        root = stem.removesuffix("y")
        forms |= dict.fromkeys(root + ending for ending in endings)
        forms |= dict.fromkeys((silent + "ed", silent + "ing"))
    forms.pop(word, None)
    return list(forms)


def _stems(word: str) -> Iterator[str]:
    for ending, replacements in _ENDINGS:
        root = word.removesuffix(ending)
        if root == word or len(root) < _SHORTEST - 1:
            continue
        yield from (root + replacement for replacement in replacements)
        if ending in ("ing", "ed") and root[-1:] == root[-2:-1]:
            yield root[:-1]  # stopped, running
        return
    yield word
