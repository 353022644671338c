"""Read words of a fixed set as they are typed, with helpful errors."""

import shlex
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from readlist.errors import UsageError
from readlist.lazy import lazy
from readlist.text import shorten

if TYPE_CHECKING:
    from readlist import suggestion
else:
    suggestion = lazy("readlist.suggestion")

_LISTED = 32
"""Known words that a message names; the others are counted."""


def read_word(
    word: str, known: Iterable[str], kind: str, option: str = "", remedy: str = ""
) -> str:
    """Return one of the known words, whatever its case.

    Args:
        word: As typed.
        known: The known words.
        kind: What such a word is called: ``status``.
        option: What stands before it on the command line; a command, if it is an argument.
        remedy: What to do if no known word is like it; the command's help page, by default.

    Raises:
        UsageError: It is not a known word; the message names those.
    """
    words = list(known)
    for one in words:
        if one.casefold() == word.strip().casefold():
            return one
    article = "an" if kind[0] in "aeiou" else "a"
    near = suggestion.suggest(word, words, kind)
    raise UsageError(
        f'"{shown(word)}" is not {article} {kind}. Known: {_listed(words)}',
        f"{option} {shlex.quote(near)}" if near else remedy,
    )


def _listed(words: Sequence[str]) -> str:
    more = len(words) - _LISTED
    named = ", ".join(words[:_LISTED]) or "none yet"
    return f"{named} and {more:,} more" if more > 0 else named


def shown(word: str) -> str:
    """Return a word as messages show it."""
    return shorten(word, 40)
