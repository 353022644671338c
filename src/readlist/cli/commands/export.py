"""``readlist export``."""

import shlex
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import Annotated

import typer

from readlist.citation_key import citation_keys
from readlist.cli.exporting import Target, write_folder, write_text
from readlist.cli.filters import select
from readlist.cli.session import Session
from readlist.clock import today
from readlist.errors import UsageError
from readlist.exporters import (
    Entry,
    Exporter,
    FileExporter,
    FolderExporter,
    Options,
    exporter_for,
)
from readlist.library import reading
from readlist.library.kept import question_of
from readlist.paper import Paper
from readlist.reading_list import Filters, ReadingList
from readlist.reading_list.filters import EXPORTED
from readlist.text import plural

STDOUT = "-"
_KIND = "export"
"""What the index calls kept exports."""
_CODED = "utf-8", "surrogatepass"

_FORMAT_HELP = (
    "markdown, bibtex, biblatex, csl-json, ris, csv, json, html or atom; otherwise the ending of "
    "FILE decides."
)
_FORCE_HELP = "Overwrite a file that readlist did not write."
_Format = Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT", help=_FORMAT_HELP)]
_Output = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="Where to; - is standard output.")
]
_Style = Annotated[
    str, typer.Option("--style", metavar="STYLE", help="Markdown: github, table or obsidian.")
]
_Title = Annotated[str, typer.Option("--title", metavar="TEXT", help="The heading.")]
_Notes = Annotated[bool, typer.Option("--notes", "--with-notes", help="With your notes.")]
_Abstracts = Annotated[bool, typer.Option("--abstracts", help="With abstracts.")]
_Dated = Annotated[bool, typer.Option("--date", help="With today's date in it.")]
_Check = Annotated[
    bool, typer.Option("--check", help="Write nothing; exit 1 if FILE is out of date.")
]
_Force = Annotated[bool, typer.Option("--force", help=_FORCE_HELP)]


def export(
    session: Session,
    *,
    filters: Filters,
    form: _Format = None,
    output: _Output = STDOUT,
    style: _Style = "",
    title: _Title = "Reading list",
    notes: _Notes = False,
    abstracts: _Abstracts = False,
    dated: _Dated = False,
    check: _Check = False,
    force: _Force = False,
) -> None:
    """Write the list in another format.

    $ readlist export -o list.md
    $ readlist export -f bibtex -t moe -o moe.bib
    $ readlist export -o page.html --abstracts
    $ readlist export --style obsidian -o Vault/Papers/

    Everything but inbox and skipped papers, unless filters say otherwise; notes only on request
    (JSON, which readlist can read again, is always complete). The same list gives the same bytes.
    """
    exporter = exporter_for(form, None if output == STDOUT else output, style)
    _check_output(exporter, output, check=check)
    target = Target(Path(output).expanduser(), check=check, force=force)
    options = Options(title, notes=notes, abstracts=abstracts, today=today() if dated else None)
    if isinstance(exporter, FolderExporter):
        entries, options = _entries(session, exporter, filters, options)
        count, written = len(entries), write_folder(exporter, entries, options, target)
    else:
        count, text = _text(session, exporter, filters, options)
        if output == STDOUT:
            session.write(text.removesuffix("\n"))
            return
        written = write_text(text, exporter.written_by_readlist, target)
    papers = plural(count, "paper")
    session.say(f"Wrote {output}: {papers}." if written else f"{output} is up to date: {papers}.")


def _text(
    session: Session, exporter: FileExporter, filters: Filters, options: Options
) -> tuple[int, str]:
    """Return how many papers there are, and the whole file; the one made before if it still holds.

    JSON is made anew: it tells where PDFs are, and readers put some there themselves.
    """
    kept = reading.kept_results(session.workspace, session.workspace.papers(), filters)
    question = question_of(filters, EXPORTED, exporter.name, exporter.style, options)
    found = kept.find(_KIND, question) if exporter.name != "json" else None
    if found is None:
        entries, options = _entries(session, exporter, filters, options)
        found = f"{len(entries)}\n{exporter.render(entries, options)}".encode(*_CODED)
        if exporter.name != "json":
            kept.keep(_KIND, question, found)
    count, _, text = found.decode(*_CODED).partition("\n")
    return int(count), text


def _check_output(exporter: Exporter, output: str, *, check: bool) -> None:
    is_file = isinstance(exporter, FileExporter)
    if is_file and output.endswith("/"):
        other = ", or --style obsidian" if exporter.name == "markdown" else ""
        folder = output if Path(output).expanduser().is_dir() else ""
        name = shlex.quote(f"{folder}list{(*exporter.endings, '')[0]}")
        problem = f"{output} is a folder, and {exporter.name} is one file"
        raise UsageError(problem, f"-o {name}{other}")
    if output != STDOUT:
        return
    if not is_file:
        raise UsageError(f"{exporter.style} fills a folder", "-o papers/")
    if check:
        raise UsageError("--check needs a file to compare with", "the same with -o and that file")


def _as_listed(papers: ReadingList, chosen: Sequence[Paper]) -> list[Paper]:
    """Return papers in the order of the list, which importing them keeps."""
    wanted = {paper.id for paper in chosen}
    return [paper for paper in papers if paper.id in wanted]


def _entries(
    session: Session, exporter: Exporter, filters: Filters, options: Options
) -> tuple[list[Entry], Options]:
    """Return the papers that are exported, and the options with citation keys."""
    workspace, whole = session.workspace, exporter.name == "json"
    papers = ReadingList(workspace.papers())  # all are needed: keys differ over the list
    chosen: Sequence[Paper] = select(session, filters, EXPORTED, papers).papers
    if whole and filters.sort == "topic" and not filters.backwards:
        chosen = _as_listed(papers, chosen)
    metadata = reading.metadata_of(workspace, chosen, whole=options.abstracts)
    pdfs = map(partial(reading.pdf_of, workspace), chosen) if whole else repeat(None)
    entries = [
        Entry(paper, metadata.get(paper.id), pdf) for paper, pdf in zip(chosen, pdfs, strict=False)
    ]
    return entries, replace(options, keys=citation_keys(list(papers)))
