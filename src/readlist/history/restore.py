"""Planning how to undo or redo a change in a list that may have changed since."""

import difflib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from readlist.replacement import Replacement, apply

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Places:
    """Where papers are in a text."""

    locate: Callable[[str], Sequence[Place]]
    """Where the texts of the papers with an identifier begin and end; none if it is not there."""
    end_for: Callable[[str], int]
    """Where a paper goes that has no neighbours any more."""


@dataclass(frozen=True, slots=True)
class RestoreConflict:
    """A paper that the change touched and that has been edited since."""

    paper: str
    wanted: str
    """The text as the change left it; empty if the paper should not be there."""
    found: str
    """The text as it is now; empty if the paper is not there."""

    def difference(self) -> str:
        """Return what was done to the paper since, as a unified diff without its file lines."""
        lines = difflib.unified_diff(
            self.wanted.strip().splitlines(), self.found.strip().splitlines(), lineterm="", n=1
        )
        return "\n".join(list(lines)[2:])


def plan(
    text: str, hunks: Sequence[Replacement], *, places: Places, newline: str, force: bool = False
) -> tuple[list[Replacement], list[RestoreConflict]]:
    """Return the replacements to make in the list as it is now, and the conflicts.

    A paper that is already as the replacement would leave it needs none.

    Args:
        text: The list as it is now.
        hunks: The replacements to make, as they fitted the text right after the change.
        places: Finds papers in the text.
        newline: The line end of the list.
        force: Replace a touched paper whatever was done to it since.
    """
    planned: list[Replacement] = []
    conflicts: list[RestoreConflict] = []
    seen: Counter[str] = Counter()
    for hunk in hunks:
        place = _place(text, hunk, places, seen[hunk.paper])
        seen[hunk.paper] += 1
        current = _same_lines(text[place[0] : place[1]]) if place else ""
        if current == _same_lines(hunk.new):
            continue
        if current != _same_lines(hunk.old) and not (force and hunk.paper):
            conflicts.append(RestoreConflict(hunk.paper, hunk.old, current))
        elif place:
            planned.append(_replacing(text, place, hunk, newline))
        elif hunk.paper:
            planned.append(_inserting(text, hunk, places, newline))
        else:
            conflicts.append(RestoreConflict("", hunk.new, ""))
    planned.sort(key=lambda hunk: (hunk.at, bool(hunk.old)))
    try:
        apply(text, planned)
    except ValueError:  # two of them want the same place
        return [], [*conflicts, *(RestoreConflict(hunk.paper, hunk.old, "") for hunk in planned)]
    return planned, conflicts


def _place(text: str, hunk: Replacement, places: Places, earlier: int) -> Place | None:
    """Return where the replacement's text is: the paper's, or the only such text of the file."""
    if hunk.paper:
        found = places.locate(hunk.paper)
        return found[earlier] if earlier < len(found) else None
    if hunk.old and text.count(hunk.old) == 1:
        start = text.index(hunk.old)
        return start, start + len(hunk.old)
    return None


def _same_lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _replacing(text: str, place: Place, hunk: Replacement, newline: str) -> Replacement:
    start, end = place
    old = text[start:end]
    new = _spelt(hunk.new, newline)
    if new:
        return Replacement(start, old, new + old[len(old.rstrip("\r\n")) :], hunk.paper)
    rest = text[end : end + 1000]
    end += len(rest) - len(rest.lstrip("\r\n"))
    return Replacement(start, text[start:end], "", hunk.paper)


def _inserting(text: str, hunk: Replacement, places: Places, newline: str) -> Replacement:
    """Insert a paper before the one it preceded, after the one it followed, or at the end."""
    new = _spelt(hunk.new, newline) + newline
    behind = places.locate(hunk.after) if hunk.after else ()
    if behind:
        return Replacement(behind[0][0], "", new + newline, hunk.paper)
    ahead = places.locate(hunk.before) if hunk.before else ()
    at = ahead[-1][1] if ahead else places.end_for(hunk.paper)
    gap = "" if not text[:at] or text[:at].endswith("\n") else newline
    return Replacement(at, "", gap + (newline if text[:at].strip() else "") + new, hunk.paper)


def _spelt(text: str, newline: str) -> str:
    """Return a paper's text without blank lines around it, with the line ends of the list."""
    return text.strip("\r\n").replace("\r\n", "\n").replace("\n", newline)
