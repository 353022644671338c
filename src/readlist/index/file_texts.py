"""Keeping the full-text index up to date with the files of the library."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from readlist.index.schema import transaction
from readlist.index.searching import Texts, note_changes, put_words, unworded
from readlist.paper import Paper
from readlist.progress import Tell, counted, untold
from readlist.regular import fingerprint_of


@dataclass(frozen=True, slots=True)
class PaperFilesView:
    """What the index needs to know about the library."""

    path: Path
    """Its folder, whose own time changes with everything that readlist puts there."""
    today: str
    """The day. Once a day all papers are looked at, because others may change files too."""
    marks: Callable[[], Mapping[str, str]]
    """Looks at all papers: what stands for the files of each, by identifier."""
    texts: Callable[[Paper], Texts]
    """Reads what lies there of one paper."""
    tell: Tell = untold
    """Told how many papers' words are taken."""


def take_words(connection: sqlite3.Connection, view: PaperFilesView) -> None:
    """Index the words of papers whose texts are new or have changed.

    Raises:
        sqlite3.Error: It is locked or cannot be written.
    """
    # The look is older than what is read now, so a change in between is seen the next time.
    mark = _mark(view.path)
    seen = connection.execute("SELECT mark, day FROM library_look").fetchone()
    looked = bool(mark) and seen == (mark, view.today)
    waiting = connection.execute("SELECT 1 FROM paper WHERE NOT worded LIMIT 1").fetchone()
    if looked and waiting is None:
        return
    marks = None if looked else view.marks()
    with transaction(connection):
        if marks is not None:
            note_changes(connection, marks)
            connection.execute("DELETE FROM library_look")
            connection.execute("INSERT INTO library_look VALUES (?, ?)", (mark, view.today))
        put_words(connection, counted(unworded(connection), view.tell), view.texts)


def _mark(path: Path) -> str:
    """Return a mark of the library's state; empty while it cannot be relied on."""
    try:
        look = fingerprint_of(path, folder=True)
    except OSError:
        return "none"
    return look.mark if look.settled else ""
