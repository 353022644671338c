"""Exporting papers: chosen, given citation keys, rendered, and written where out of date."""

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

from readlist.citation_key import citation_keys
from readlist.clock import today
from readlist.errors import UsageError
from readlist.exporters import (
    EXPORTERS,
    STYLES,
    ExportEntry,
    Exporter,
    FileExporter,
    FolderExporter,
    Options,
    exporter_for,
)
from readlist.highlight import Highlight
from readlist.lazy import lazy
from readlist.library import highlighting, reading, selecting
from readlist.library.export_files import ExportTarget, write_folder, write_text
from readlist.library.result_cache import question_of
from readlist.library.workspace import Workspace
from readlist.paper import Paper
from readlist.reading_list import Filters, ReadingList
from readlist.reading_list.filters import EXPORTED

if TYPE_CHECKING:
    from readlist.library import choosing
else:
    choosing = lazy("readlist.library.choosing")

FORMATS = tuple(EXPORTERS)
"""The names of all formats."""
STYLE_NAMES = {name: tuple(styles) for name, styles in STYLES.items() if styles}
"""The styles of the formats that have some."""
NO_FILE = "-"
"""The output that is not a file: the text comes back in the report."""
_KIND = "export"
"""What the index calls kept exports."""
_RANKED = 10_000
"""Papers up to which a page knows what to read next unasked: learning it takes longer than writing
the page, and of more papers many times as long (docs/performance.md)."""
_CODED = "utf-8", "surrogatepass"


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What an export looks like."""

    form: str | None = None
    """The name of the format; None if the output's ending decides."""
    style: str = ""
    title: str = "Reading list"
    notes: bool = False
    abstracts: bool = False
    dated: bool = False
    """With today's date in it."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What came of an export."""

    count: int
    """How many papers are in it."""
    text: str | None = None
    """The whole of it, if it went into no file."""
    written: bool = False
    """Whether anything was out of date and was written."""


def formats_in_words() -> list[str]:
    """Return each format with its styles, its endings and what it is for."""
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
        options: What it looks like.
        output: The file or folder; `NO_FILE` for none.
        check: Write nothing, and fail where something would be written.
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
        entries, told = _entries(workspace, papers, exporter, filters, told)
        return ExportReport(len(entries), written=write_folder(exporter, entries, told, target))
    count, text = _text(workspace, papers, exporter, filters, told)
    if output == NO_FILE:
        return ExportReport(count, text)

    def whole() -> str:
        return _text(workspace, papers, exporter, filters, replace(told, notes=True))[1]

    written = write_text(text, exporter.written, target, None if told.notes else whole)
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


def _text(
    workspace: Workspace,
    papers: ReadingList,
    exporter: FileExporter,
    filters: Filters,
    options: Options,
) -> tuple[int, str]:
    """Return how many papers there are, and the whole file; the one made before if it still holds.

    What tells of PDFs is made anew: readers put some there themselves, and mark things in them.
    """
    anew = exporter.name == "json" or _has_highlights(exporter, options)
    kept = reading.kept_results(workspace, papers, filters)
    question = question_of(filters, EXPORTED, exporter.name, exporter.style, options)
    found = kept.find(_KIND, question) if not anew else None
    if found is None:
        entries, options = _entries(workspace, papers, exporter, filters, options)
        found = f"{len(entries)}\n{exporter.render(entries, options)}".encode(*_CODED)
        if not anew:
            kept.keep(_KIND, question, found)
    count, _, text = found.decode(*_CODED).partition("\n")
    return int(count), text


def _entries(
    workspace: Workspace,
    listed: ReadingList,
    exporter: Exporter,
    filters: Filters,
    options: Options,
) -> tuple[list[ExportEntry], Options]:
    """Return the papers that are exported, and the options with citation keys."""
    whole = exporter.name == "json"
    papers = ReadingList(listed)  # all are needed: keys differ over the list
    chosen: Sequence[Paper] = selecting.select(workspace, filters, EXPORTED, papers).papers
    if whole and filters.sort == "topic" and not filters.backwards:
        chosen = _as_listed(papers, chosen)
    metadata = reading.metadata_of(workspace, chosen, whole=options.abstracts)
    pdfs = map(partial(reading.pdf_of, workspace), chosen) if whole else repeat(None)
    marked = _highlights(workspace, chosen) if _has_highlights(exporter, options) else {}
    entries = [
        ExportEntry(paper, metadata.get(paper.id), pdf, tuple(marked.get(paper.id, ())))
        for paper, pdf in zip(chosen, pdfs, strict=False)
    ]
    ranks = _ranks(workspace, papers, filters) if exporter.name == "html" else {}
    return entries, replace(options, keys=citation_keys(list(papers)), ranks=ranks)


def _ranks(workspace: Workspace, papers: ReadingList, filters: Filters) -> dict[str, int]:
    """Return the places in the order of `next`, where they are cheap or asked for."""
    if len(papers.papers) > _RANKED and filters.sort != "rank":
        return {}
    return choosing.places(workspace, papers)


def _has_highlights(exporter: Exporter, options: Options) -> bool:
    """Whether highlights go out: with notes, in formats that people read, and in JSON."""
    return exporter.name == "json" or (options.notes and exporter.name in ("markdown", "html"))


def _highlights(workspace: Workspace, papers: Sequence[Paper]) -> dict[str, list[Highlight]]:
    highlighting.take_new(workspace, papers)
    found = ((paper.id, highlighting.kept_highlights(workspace, paper)) for paper in papers)
    return {identifier: marked for identifier, marked in found if marked}


def _as_listed(papers: ReadingList, chosen: Sequence[Paper]) -> list[Paper]:
    """Return papers in the order of the list, which importing them keeps."""
    wanted = {paper.id for paper in chosen}
    return [paper for paper in papers if paper.id in wanted]
