"""Replacements in a text: what a change did to the list, and what undoes it."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Replacement:
    """One piece of text in place of another."""

    at: int
    """Offset in the old text, in characters, without a byte order mark."""
    old: str
    new: str
    paper: str = ""
    """The identifier of the paper it is about; several, with blanks between, for an addition."""
    before: str = ""
    """The paper in front of it, for finding the place again when offsets have moved."""
    after: str = ""
    """The paper behind it."""


def apply(text: str, hunks: Sequence[Replacement]) -> str:
    """Return the text with all replacements made. They are in order and do not overlap.

    Raises:
        ValueError: The text does not have a hunk's old piece where it should be.
    """
    pieces, position = [], 0
    for hunk in hunks:
        end = hunk.at + len(hunk.old)
        if hunk.at < position or text[hunk.at : end] != hunk.old:
            raise ValueError(hunk.paper)
        pieces += [text[position : hunk.at], hunk.new]
        position = end
    return "".join([*pieces, text[position:]])


def reverse(hunks: Sequence[Replacement]) -> list[Replacement]:
    """Return the replacements that undo these, with offsets in the text that they made."""
    reversed_hunks, shift = [], 0
    for hunk in hunks:
        reversed_hunks.append(
            Replacement(hunk.at + shift, hunk.new, hunk.old, hunk.paper, hunk.before, hunk.after)
        )
        shift += len(hunk.new) - len(hunk.old)
    return reversed_hunks


def difference(old: str, new: str) -> tuple[Replacement, ...]:
    """Return the one replacement that turns the old text into the new: all that differs."""
    if old == new:
        return ()
    start = _shared(lambda n: old[:n] == new[:n], min(len(old), len(new)))
    room = min(len(old), len(new)) - start
    tail = _shared(lambda n: n == 0 or old[-n:] == new[-n:], room)
    return (Replacement(start, old[start : len(old) - tail], new[start : len(new) - tail]),)


def _shared(holds: Callable[[int], bool], limit: int) -> int:
    """Return the largest length up to the limit for which it holds, by halving."""
    return bisect_left(range(1, limit + 1), True, key=lambda n: not holds(n))
