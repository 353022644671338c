"""The use case: look at everything, and mend what is safe."""

import platform
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import metadata

from readlist import __version__
from readlist.errors import FileError, ReadlistError
from readlist.library.absence import check_absence
from readlist.library.base import Base
from readlist.library.doctor import of_files, of_list
from readlist.library.doctor.findings import Finding, Level
from readlist.list_file import ListDocument, read_document, read_list_bytes
from readlist.list_file.proof import same
from readlist.paper import Paper
from readlist.reading_list import ReadingList
from readlist.text import plural

_PARTS = ("arxiv", "platformdirs", "rich", "tomli-w", "typer", "textual", "pypdf")
"""Packages whose version matters to a report."""


class Examining(Base):
    """The use cases of `readlist doctor`."""

    def examine(self, faults: Sequence[ReadlistError] = ()) -> list[Finding]:
        """Return everything that is wrong or could be better, the worst first.

        Args:
            faults: What is wrong with the settings (`readlist.config.read_settings`).
        """
        order = list(Level)
        return sorted(self._findings(faults), key=lambda finding: order.index(finding.level))

    def _findings(self, faults: Sequence[ReadlistError]) -> Iterator[Finding]:
        papers: tuple[Paper, ...] | None = ()
        yield from of_list.check_file(self.paths)
        try:
            document = read_document(self.paths.list)
        except FileNotFoundError:
            missing = self._missing()
            yield missing
            papers = None if missing.level is Level.ERROR else ()
        except FileError as error:
            papers = None
            yield of_list.broken(error)
        else:
            papers = _papers(document)
            yield from of_list.check_papers(document, papers)
            yield from of_list.check_topics(papers)
            yield from of_list.check_bare(papers)
        if papers is not None:  # without the list, everything on the shelf would look orphaned
            yield from of_files.check_shelf(self.shelf, papers)
            yield from of_files.check_index(self.paths, self._index_agrees(papers))
        yield from of_files.check_leftovers(self.paths)
        yield from of_files.check_settings(self.settings, faults, self.paths.config)
        yield from of_files.check_history(self.journal)

    def _missing(self) -> Finding:
        path = self.paths.list
        try:
            check_absence(self.paths, changed=False)
        except FileError as error:
            return of_list.broken(error)
        try:
            changes = len(self.journal.done())
        except FileError:
            changes = 0
        if changes:
            problem = f"{path} is gone; readlist changed it {plural(changes, 'time')}"
            return Finding("list", Level.ERROR, problem, "put it back from a copy")
        return Finding("list", Level.NOTE, f"{path} is not there yet", "readlist init")

    def _index_agrees(self, papers: Sequence[Paper]) -> bool:
        """Whether the index can be used and knows the papers as the list has them."""
        plain = ReadingList(papers)
        try:
            found = self.index.papers(self.cut_document, lambda: plain)
        except (OSError, FileError):
            return True  # the list changed while it was looked at
        return found is not None and len(found) == len(plain) and all(map(_alike, found, plain))

    def report(self, findings: Sequence[Finding]) -> list[tuple[str, str]]:
        """Return what helps to understand a fault, without a word of the reader's."""
        try:
            raw = read_list_bytes(self.paths.list)
            document = ListDocument.parse(raw, self.paths.list)
            counts = Counter(str(paper.status) for paper in _papers(document))
            size = f"{plural(len(document), 'paper')}, {plural(len(raw), 'byte')}"
            kept = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
        except (OSError, FileError) as error:
            size, kept = type(error).__name__, ""
        found = Counter(f"{finding.check} ({finding.level})" for finding in findings)
        return [
            ("readlist", __version__),
            ("Python", f"{platform.python_version()} ({platform.python_implementation()})"),
            ("system", f"{platform.system()} {platform.release()} {platform.machine()}"),
            ("encoding", f"{sys.getfilesystemencoding()}, output {sys.stdout.encoding}"),
            ("packages", ", ".join(f"{name} {_version(name)}" for name in _PARTS)),
            ("list", size),
            ("statuses", kept),
            ("findings", ", ".join(f"{name} {n}" for name, n in sorted(found.items())) or "none"),
        ]


def _alike(one: Paper, other: Paper) -> bool:
    """Whether two papers say the same; a number that is none (``nan``) equals itself here."""
    if one == other:
        return True
    return replace(one, extra={}) == replace(other, extra={}) and same(one.extra, other.extra)


def _papers(document: ListDocument) -> tuple[Paper, ...]:
    return tuple(Paper.from_table(table) for table in document.tables)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"
