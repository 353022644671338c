"""Planning how to take a change back, or to make it again, in a list that may have moved on."""

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from readlist.hunk import Hunk

Locate = Callable[[str], tuple[int, int] | None]
"""Where the text of the paper with that identifier begins and ends; None if it is not there."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A touched paper that is not as the change left it."""

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
    text: str, hunks: Sequence[Hunk], *, exact: bool, locate: Locate, force: bool = False
) -> tuple[list[Hunk], list[Conflict]]:
    """Return the replacements to make in the list as it is now, and what stands against them.

    Args:
        text: The list as it is now.
        hunks: The replacements to make, as they fitted the text right after the change.
        exact: Whether the list is byte for byte as the change left it.
        locate: Finds papers in the text.
        force: Replace a touched paper whatever was done to it since.
    """
    if exact:
        return list(hunks), []
    planned: list[Hunk] = []
    conflicts: list[Conflict] = []
    for hunk in hunks:
        found = locate(hunk.paper) if hunk.paper else None
        current = text[found[0] : found[1]] if found else ""
        if not force and current.strip() != hunk.old.strip():
            conflicts.append(Conflict(hunk.paper, hunk.old, current))
        elif found:
            planned.append(_replacing(text, found, hunk))
        elif hunk.new.strip() and hunk.paper:
            planned.append(_inserting(text, hunk, locate))
    return sorted(planned, key=lambda hunk: hunk.at), conflicts


def _replacing(text: str, found: tuple[int, int], hunk: Hunk) -> Hunk:
    start, end = found
    new = hunk.new.strip("\r\n")
    if new:
        ending = text[start:end][len(text[start:end].rstrip("\r\n")) :]
        return Hunk(start, text[start:end], new + ending, hunk.paper)
    end += len(text[end:]) - len(text[end:].lstrip("\r\n"))
    return Hunk(start, text[start:end], "", hunk.paper)


def _inserting(text: str, hunk: Hunk, locate: Locate) -> Hunk:
    """Put a paper back in front of the one it preceded, behind the one it followed, or last."""
    newline = "\r\n" if "\r\n" in text else "\n"
    new = hunk.new.strip("\r\n") + newline
    behind = locate(hunk.after) if hunk.after else None
    if behind:
        return Hunk(behind[0], "", new + newline, hunk.paper)
    ahead = locate(hunk.before) if hunk.before else None
    at = ahead[1] if ahead else len(text)
    gap = "" if not text[:at] or text[:at].endswith("\n") else newline
    return Hunk(at, "", gap + (newline if text[:at].strip() else "") + new, hunk.paper)
