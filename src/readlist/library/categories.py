"""arXiv's categories: how they are spelt, and which can exist."""

import re
from collections.abc import Sequence

from readlist.arxiv_id import ARCHIVES
from readlist.errors import UsageError

_DIVIDED = frozenset("astro-ph cond-mat cs econ eess math nlin physics q-bio q-fin stat".split())
"""Archives with subject classes (https://arxiv.org/category_taxonomy). Four of them are younger
than the old identifiers, and so are not in `ARCHIVES`."""
_WORDED = frozenset({"cond-mat", "physics"})
"""Those whose classes are words, as ``optics`` and ``mtrl-sci``; all others have two capitals."""
_WORD = re.compile(r"[a-z]{3,}|[a-z]{2,}-[a-z]{2,}", re.ASCII)
_CAPITALS = re.compile(r"[A-Z]{2}", re.ASCII)


def category_name(word: str) -> str:
    """Return a category as arXiv spells it: ``CS.lg`` is ``cs.LG``, ``Physics.Optics`` is not."""
    archive, dot, subject = word.strip().lower().partition(".")
    return f"{archive}{dot}{subject.upper() if len(subject) == 2 else subject}"


def checked_category(word: str) -> str:
    """Return a category as arXiv spells it, if it can exist: only arXiv knows all of them.

    Raises:
        UsageError: There is no such archive, or what follows it cannot be a subject class.
    """
    name = category_name(word)
    archive, dot, subject = name.partition(".")
    if archive not in ARCHIVES | _DIVIDED:
        fault = f"arXiv has no archive {archive[:20]!r}"
    elif dot and archive not in _DIVIDED:
        fault = f"the archive {archive} has no subject classes"
    elif dot and not (_WORD if archive in _WORDED else _CAPITALS).fullmatch(subject):
        fault = f"{subject[:20]!r} is not a subject class"
    else:
        return name
    raise UsageError(
        f"{word[:40]!r} cannot be a category: {fault}",
        "cs.LG or hep-th; https://arxiv.org/category_taxonomy lists them",
    )


def searchable(category: str) -> str:
    """Return a category as the query interface takes it: ``cs`` alone would match nothing."""
    return f"{category}.*" if category in _DIVIDED else category


def commonest(categories: Sequence[str], count: int) -> list[str]:
    """Return the most frequent of some categories, the first seen first among equals."""
    counts: dict[str, int] = {}
    for name in categories:
        counts[name] = counts.get(name, 0) + 1
    return sorted(counts, key=lambda name: -counts[name])[:count]
