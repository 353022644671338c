"""The file from which shells complete identifiers and topics; problems with it are ignored.

It holds the usual list, because a shell does not know about ``--file``.
"""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from readlist.completion_values import render_values, with_changes
from readlist.paths import Paths, find_paths
from readlist.reading_list import Filters, ReadingList
from readlist.regular import load_regular

if TYPE_CHECKING:
    from readlist.index import Index

COMPLETION = "complete.tsv"
"""The name of the file in the cache that `readlist.cli.complete` reads."""

_LARGEST = 64 << 20
"""Bytes of the file; a larger one is not read."""


def catch_up(paths: Paths, index: "Index", papers: ReadingList | None = None) -> bool:
    """Bring the file in line with the index; return whether it is.

    Args:
        paths: Whose list it is.
        index: Knows what has changed.
        papers: All papers, for when what has changed is not known one by one.
    """
    if not index.has_new_names():
        return True
    done = change(paths, index.new_names) or (papers is not None and write(paths, papers))
    if done:
        index.note_names()
    return done


def write(paths: Paths, papers: ReadingList) -> bool:
    """Rewrite the file; return whether it is up to date now."""
    if not _is_usual(paths):
        return True  # it knows nothing of other lists
    every = Filters(statuses=frozenset(), sort="rank")
    lines = papers.lines(every, frozenset(), lambda _paper, _what: False)
    return _write(paths, render_values(line for _, line in lines))


def change(paths: Paths, names: Sequence[tuple[str, str]] | None) -> bool:
    """Put what has changed into the file; return whether it has all papers now.

    Args:
        paths: Whose list it is.
        names: Each paper's line as it was and as it is; None where that is not known.
    """
    if not _is_usual(paths):
        return True  # it has none of other lists
    if names is None:
        return False
    try:
        old = load_regular(paths.cache / COMPLETION, _LARGEST).decode()
        text = with_changes(old, names)
    except (OSError, ValueError, IndexError):  # it is not there, or is not what was written
        return False
    return text == old or _write(paths, text)


def _is_usual(paths: Paths) -> bool:
    return find_paths().list == paths.list


def _write(paths: Paths, text: str) -> bool:
    path = paths.cache / COMPLETION
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_text(text, encoding="utf-8", errors="replace")
        temporary.replace(path)
    except OSError:
        return False
    return True
