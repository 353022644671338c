"""Cache of results computed from the whole list, dropped when the list or library changes."""

import contextlib
import os
from functools import cached_property
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from readlist import __version__
from readlist.clock import today
from readlist.index.features import Feature
from readlist.library.dismissed import LARGEST
from readlist.paper import Status
from readlist.paper_files import METADATA
from readlist.reading_list import Filters
from readlist.regular import fingerprint_of, load_regular

if TYPE_CHECKING:
    from readlist.index import Index
    from readlist.paths import Paths

LARGEST_KEPT = 16 << 20
"""Bytes of one result that is kept."""
_FEW = 1_000
"""Abstracts that can be checked in a few milliseconds."""


class ResultCache:
    """Results by kind and question.

    A result is found again only while everything it was made from is the same: the list by its
    checksum, the dismissed papers by their file, the library by the time of its folder and, where
    that is quick, of every abstract. Changes by other programs in larger ones are noticed within a
    day, as for a search.

    Args:
        index: Up to date with the list; None if there is none, and nothing is kept.
        paths: Where everything is.
    """

    def __init__(self, index: "Index | None", paths: "Paths") -> None:
        self._index = index
        self._paths = paths

    @cached_property
    def state(self) -> bytes:
        """What stands for everything as it was at the first question; empty if that is unknown."""
        return self._look() if self._index else b""

    @property
    def is_still_so(self) -> bool:
        """Whether nothing has changed since: else it is not known from which state something is."""
        return bool(self.state) and self.state == self._look()

    def find(self, kind: str, question: str) -> bytes | None:
        """Return the kept result, if it is still valid."""
        if not self._index or not self.state:
            return None
        found = self._index.features(kind, [question]).get(question)
        return found.data if found and found.stamp == self.state else None

    def last(self, kind: str, question: str) -> bytes | None:
        """Return the result that was kept last, for any state."""
        found = self._index.features(kind, [question]).get(question) if self._index else None
        return found.data if found else None

    def keep(self, kind: str, question: str, data: bytes) -> None:
        """Keep a result made since `find`, and drop those of its kind from other states."""
        if self._index and len(data) <= LARGEST_KEPT and self.is_still_so:
            self._index.keep_features(kind, {question: Feature(self.state, data)}, self.state)

    def _look(self) -> bytes:
        """Return a fingerprint of everything; empty while that cannot be told."""
        source = self._index.checksum() if self._index else ""
        look = _look_at_library(self._paths.library)
        if not source or not look:
            return b""
        try:
            dismissed = load_regular(self._paths.dismissed, LARGEST)
        except FileNotFoundError:
            dismissed = b""
        except OSError:  # whoever needs it reports the error
            return b""
        whole = f"{__version__} {source} {today()} {look} ".encode("utf-8", "replace")
        return _digest(whole + dismissed).digest()


def _look_at_library(library: Path) -> str:
    """Return a fingerprint of the library; empty while that cannot be told."""
    try:
        look = fingerprint_of(library, folder=True)
        with os.scandir(library) as entries:
            names = sorted(entry.name for entry in islice(entries, _FEW + 1))
    except OSError:
        return "none"
    if not look.settled:
        return ""
    marks = [look.mark]
    for name in names if len(names) <= _FEW else ():
        with contextlib.suppress(OSError):
            facts = os.stat(f"{library}/{name}/{METADATA}")  # noqa: PTH116 - a thousand times
            marks.append(f"{name} {facts.st_size} {facts.st_mtime_ns} {facts.st_ctime_ns}")
    return "; ".join(marks)


def question_of(filters: Filters, default: frozenset[Status], *others: object) -> str:
    """Return a short text that is the same for the same filters.

    Args:
        filters: The filters.
        default: The statuses that pass when the filters name none.
        others: What else the answer depends on, as plain values.
    """
    statuses = default if filters.statuses is None else filters.statuses
    text = f"{sorted(statuses)} {filters._replace(statuses=None)} {others}"
    return _digest(text.encode("utf-8", "replace")).hexdigest()


def _digest(data: bytes) -> "blake2b":
    return blake2b(data, digest_size=16)
