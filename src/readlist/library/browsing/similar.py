"""Words that are like one that no paper has: a slip of the finger, or letters left out.

A slip is one letter too many, too few or another, or two in the wrong order, as in the distance of
Damerau (https://doi.org/10.1145/363958.363994); the word may still be unfinished. A slip touches
two neighbouring letters at most, so that either what is before the middle or what is behind it is
right, and one pass over the vocabulary finds the few words that are worth a closer look.
"""

import re
from collections.abc import Iterable

_SHORTEST = 3
"""Letters of a word that others can be like."""
_SLIPS_FROM = 4
_MOST = 40
"""Words that one can stand for; of more, the first are taken."""


class Vocabulary:
    """The words of all papers.

    Args:
        texts: Folded texts.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._lines = "\n" + "\n".join(sorted(set(" ".join(texts).split()))) + "\n"

    def similar(self, word: str) -> list[str]:
        """Return words with a slip, else words that have its letters in that order."""
        if len(word) < _SHORTEST or not word.isalnum():
            return []
        return (self._slips(word) if len(word) >= _SLIPS_FROM else []) or self._spread(word)

    def _slips(self, word: str) -> list[str]:
        half = len(word) // 2
        first, second = re.escape(word[: half - 1]), re.escape(word[half:])
        near = rf"\n(?:(?={first})|(?=[^\n]{{{half - 1},{half + 1}}}{second}))([^\n]*)"
        found = (match[1] for match in re.finditer(near, self._lines))
        return [one for one in found if has_slip(word, one)][:_MOST]

    def _spread(self, word: str) -> list[str]:
        rest = "".join(f"[^\\n{letter}]*+{letter}" for letter in word[1:])
        pattern = rf"\n(?={word[0]}{rest})([^\n]*)"
        return [match[1] for match in re.finditer(pattern, self._lines)][:_MOST]


def has_slip(typed: str, word: str) -> bool:
    """Return whether a word, or its beginning, is what was typed but for one slip."""
    same = 0
    while same < len(typed) and same < len(word) and typed[same] == word[same]:
        same += 1
    left, right = typed[same:], word[same:]
    return (
        right.startswith(left[1:])
        or right[1:].startswith(left[1:])
        or right[1:].startswith(left)
        or (left[:2] == right[1::-1] and right[2:].startswith(left[2:]))
    )
