"""The marks that git leaves around two versions which it could not merge.

A conflict is the ordered triple at the beginning of lines: ``<<<<<<<``, ``=======``, ``>>>>>>>``
(https://git-scm.com/docs/git-merge#_how_conflicts_are_presented). Within a multi-line note it is
valid TOML, so the parser does not find it.
"""

import re

_MARK = re.compile(r"^(?=(?:<{7}|\|{7}|={7}|>{7})(?:\s|\Z))", re.MULTILINE)
_OPENS = "<" * 7
_ORDER = tuple(
    re.compile(rf"^(?:{pattern})(?:\s|\Z)", re.MULTILINE) for pattern in ("<{7}", "={7}", ">{7}")
)


def conflict_in(text: str) -> int | None:
    """Return where the first conflict in a text begins; None if there is none."""
    if _OPENS not in text:  # a search for one word costs next to nothing
        return None
    start, place = None, 0
    for mark in _ORDER:
        found = mark.search(text, place)
        if found is None:
            return None
        start = found.start() if start is None else start
        place = found.end()
    return start


def has_mark(text: str) -> bool:
    """Return whether a line of the text looks like one of the marks."""
    return _MARK.search(text) is not None


def without_marks(text: str) -> str:
    """Return the text with a space in front of each line that looks like one of the marks."""
    return _MARK.sub(" ", text)
