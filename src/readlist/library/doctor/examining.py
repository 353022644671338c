"""The use case: look at everything, and fix what is safe."""

import platform
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import metadata

from readlist import __version__
from readlist.errors import FileError, ReadlistError
from readlist.library.absence import check_absence
from readlist.library.doctor import Finding, Level, of_files, of_list
from readlist.library.workspace import Workspace
from readlist.list_file import ListDocument
from readlist.list_file.parsing import same
from readlist.paper import Paper
from readlist.reading_list import ReadingList
from readlist.text import plural

_PARTS = ("arxiv", "platformdirs", "rich", "tomli-w", "typer", "textual", "pypdf")
"""Packages whose versions matter in a report."""


def examine(workspace: Workspace, faults: Sequence[ReadlistError] = ()) -> list[Finding]:
    """Return everything that is wrong or could be improved, the worst first.

    Args:
        workspace: What this run works on.
        faults: What is wrong with the settings (`readlist.config.read_settings`).
    """
    order = list(Level)
    return sorted(_findings(workspace, faults), key=lambda finding: order.index(finding.level))


def _findings(workspace: Workspace, faults: Sequence[ReadlistError]) -> Iterator[Finding]:
    papers: tuple[Paper, ...] | None = ()
    yield from of_list.check_file(workspace.paths)
    try:
        document = workspace.file.parse(workspace.file.read())
    except FileNotFoundError:
        missing = _missing(workspace)
        yield missing
        papers = None if missing.level is Level.ERROR else ()
    except FileError as error:
        papers = None
        yield of_list.broken(error)
    else:
        papers = _papers(document)
        yield from of_list.check_papers(document, papers)
        yield from of_list.check_own(document)
        yield from of_list.check_claims(papers)
        yield from of_list.check_alike(papers)
        yield from of_list.check_topics(papers)
        yield from of_list.check_bare(papers)
    if papers is not None:  # without the list, everything in the library would look orphaned
        yield from of_files.check_paper_files(workspace.paper_files, papers)
        yield from of_files.check_index(workspace.paths, _index_agrees(workspace, papers))
    yield from of_files.check_leftovers(workspace.paths)
    yield from of_files.check_following(workspace)
    yield from of_files.check_settings(workspace.settings, faults, workspace.paths.config)
    yield from of_files.check_lists(workspace.settings)
    yield from of_files.check_history(workspace.journal)


def _missing(workspace: Workspace) -> Finding:
    path = workspace.paths.list
    try:
        check_absence(workspace.paths, changed=False)
    except FileError as error:
        return of_list.broken(error)
    try:
        changes = len(workspace.journal.done())
    except FileError:
        changes = 0
    if changes:
        problem = f"{path} is gone; readlist changed it {plural(changes, 'time')}"
        return Finding("list", Level.ERROR, problem, "put it back from a copy")
    return Finding("list", Level.NOTE, f"{path} is not there yet", "readlist init")


def _index_agrees(workspace: Workspace, papers: Sequence[Paper]) -> bool:
    """Whether the index can be used and agrees with the list."""
    plain = ReadingList(papers)
    try:
        found = workspace.index.papers(workspace.cut_document, lambda: plain)
    except (OSError, FileError):
        return True  # the list changed during the check
    return found is not None and len(found) == len(plain) and all(map(_alike, found, plain))


def report(workspace: Workspace, findings: Sequence[Finding]) -> list[tuple[str, str]]:
    """Return facts that help to understand a fault, without any private text."""
    try:
        document = workspace.file.parse(workspace.file.read())
        raw = document.shared.raw
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
    """Whether two papers say the same; ``nan`` equals itself here."""
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
