"""Export papers: choose them, give them citation keys, render them, write what is out of date."""

import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from readlist.clock import today
from readlist.errors import UsageError
from readlist.exporters import (
    EXPORTERS,
    STYLES,
    Exporter,
    FileExporter,
    FolderExporter,
    Options,
    exporter_for,
)
from readlist.lazy import lazy
from readlist.library import reading
from readlist.library.export_entries import entries_of, has_highlights
from readlist.library.export_files import ExportTarget, write_folder, write_pieces
from readlist.library.result_cache import LARGEST_KEPT, ResultCache, question_of
from readlist.library.workspace import Workspace
from readlist.reading_list import Filters, ReadingList
from readlist.reading_list.filters import EXPORTED

if TYPE_CHECKING:
    from readlist import index as list_index
    from readlist.library import export_texts
else:
    list_index = lazy("readlist.index")
    export_texts = lazy("readlist.library.export_texts")

FORMATS = tuple(EXPORTERS)
"""The names of all formats."""
STYLE_NAMES = {name: tuple(styles) for name, styles in STYLES.items() if styles}
"""The styles of formats that have several."""
NO_FILE = "-"
"""The output that is not a file: the text comes back in the report."""
_KIND = "export"
"""The index's name for kept exports."""
_CODED = "utf-8", "surrogatepass"


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """The options of an export."""

    form: str | None = None
    """The name of the format; None if the output's ending decides."""
    style: str = ""
    title: str = "Reading list"
    notes: bool = False
    abstracts: bool = False
    dated: bool = False
    """Whether it has today's date."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The result of an export."""

    count: int
    """How many papers it has."""
    pieces: Iterable[str] | None = None
    """Its text, piece by piece, if it was not written to a file."""
    written: bool = False
    """Whether anything was out of date, and so was written."""


def formats_in_words() -> list[str]:
    """Return each format with its styles, its endings and its purpose."""
    every = (one for name in EXPORTERS for one in (*STYLES[name].values(),) or (EXPORTERS[name],))
    return [f"{_named(one)}: {one.summary}" for one in every]


def _named(exporter: Exporter) -> str:
    name = f"{exporter.name} {exporter.style}".rstrip()
    return f"{name} ({', '.join(exporter.endings)})" if exporter.endings else name


def export(
    workspace: Workspace,
    filters: Filters,
    options: ExportOptions,
    output: str = NO_FILE,
    *,
    check: bool = False,
    force: bool = False,
    overwrites: Callable[[Sequence[str]], bool] | None = None,
) -> ExportReport:
    """Write the papers that pass in another format.

    Args:
        workspace: What this run works on.
        filters: Which papers; without statuses, all but the inbox and skipped ones.
        options: How it looks.
        output: The file or folder; `NO_FILE` for none.
        check: Write nothing, and fail if something would be written.
        force: Replace files that readlist did not write, or that a person edited since.
        overwrites: Asks whether edited files may be replaced; see `ExportTarget`.

    Raises:
        UsageError: There is no such format, no paper has a topic that is asked for, or the output
            is no place for the format.
        ReadlistError: The output is another program's, was edited, cannot be written, or is out
            of date with `check`.
    """
    exporter = exporter_for(options.form, None if output == NO_FILE else output, options.style)
    _check_output(exporter, output, check=check)
    target = ExportTarget(Path(output).expanduser(), check, force, overwrites)
    day = today() if options.dated else None
    told = Options(options.title, notes=options.notes, abstracts=options.abstracts, today=day)
    papers = workspace.papers()
    if isinstance(exporter, FolderExporter):
        entries, told = entries_of(workspace, papers, exporter, filters, told)
        written = write_folder(exporter, list(entries), told, target)
        return ExportReport(len(entries), written=written)
    count, pieces = _pieces(workspace, papers, exporter, filters, told)
    if output == NO_FILE:
        return ExportReport(count, pieces())

    def whole() -> str:
        return "".join(
            _pieces(workspace, papers, exporter, filters, replace(told, notes=True))[1]()
        )

    written = write_pieces(pieces, exporter.written, target, None if told.notes else whole)
    return ExportReport(count, written=written)


def _check_output(exporter: Exporter, output: str, *, check: bool) -> None:
    is_file = isinstance(exporter, FileExporter)
    if is_file and output.endswith("/"):
        other = ", or --style obsidian" if exporter.name == "markdown" else ""
        folder = output if Path(output).expanduser().is_dir() else ""
        name = shlex.quote(f"{folder}list{(*exporter.endings, '')[0]}")
        problem = f"{output} is a folder, and {exporter.name} is one file"
        raise UsageError(problem, f"-o {name}{other}")
    if output != NO_FILE:
        return
    if not is_file:
        raise UsageError(f"{exporter.style} fills a folder", "-o papers/")
    if check:
        raise UsageError("--check needs a file to compare with", "run it with -o and that file")


def _pieces(
    workspace: Workspace,
    papers: ReadingList,
    exporter: FileExporter,
    filters: Filters,
    options: Options,
) -> tuple[int, Callable[[], Iterator[str]]]:
    """Return how many papers there are, and what gives the file: a kept one if it is still valid.

    An export that shows PDFs is always made again: readers add PDFs themselves, and mark things in
    them.
    """
    if exporter.flat and isinstance(papers, list_index.IndexedList):
        found = export_texts.pieces_of(workspace, papers, exporter, filters, options)
        if found:
            return found
    anew = exporter.name == "json" or has_highlights(exporter, options)
    kept = reading.kept_results(workspace, papers, filters)
    question = question_of(filters, EXPORTED, exporter.name, exporter.style, options)
    same = kept.find(_KIND, question) if not anew else None
    if same is not None:
        count, _, text = same.decode(*_CODED).partition("\n")
        return int(count), lambda: iter((text,))
    entries, told = entries_of(workspace, papers, exporter, filters, options)

    def made() -> Iterator[str]:
        pieces = exporter.pieces(entries, told)
        return pieces if anew else _keeping(kept, question, len(entries), pieces)

    return len(entries), made


def _keeping(kept: ResultCache, question: str, count: int, pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces of a file, and keep it once it is complete, unless it is too large."""
    held, size = [f"{count}\n"], 0
    for piece in pieces:
        yield piece
        size += len(piece)
        if size <= LARGEST_KEPT:
            held.append(piece)
        else:
            held.clear()
    if held:
        kept.keep(_KIND, question, "".join(held).encode(*_CODED))
