"""``readlist export``."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from readlist.citation_key import citation_keys
from readlist.cli.exporting import Target, write_file, write_folder
from readlist.cli.filters import select
from readlist.cli.session import Session
from readlist.clock import today
from readlist.errors import UsageError
from readlist.exporters import Entry, FileExporter, Options, exporter_for
from readlist.paper import Paper
from readlist.reading_list import Filters, ReadingList
from readlist.reading_list.filters import EXPORTED
from readlist.text import plural


def export(
    session: Session,
    *,
    filters: Filters,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="markdown, bibtex, biblatex, csl-json, ris, csv, json, html or atom; "
            "otherwise the ending of FILE decides.",
        ),
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to; - is standard output.")
    ] = "-",
    style: Annotated[
        str, typer.Option("--style", metavar="STYLE", help="Markdown: github, table or obsidian.")
    ] = "",
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="The heading.")
    ] = "Reading list",
    notes: Annotated[bool, typer.Option("--with-notes", help="With your notes.")] = False,
    abstracts: Annotated[bool, typer.Option("--abstracts", help="With abstracts.")] = False,
    dated: Annotated[bool, typer.Option("--date", help="With today's date in it.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 if FILE is out of date.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite a file that readlist did not write.")
    ] = False,
) -> None:
    """Write the list in another format.

    $ readlist export -o list.md
    $ readlist export -f bibtex -t moe -o moe.bib
    $ readlist export -o page.html --abstracts
    $ readlist export --style obsidian -o Vault/Papers/

    Everything but inbox and skipped papers, unless filters say otherwise; notes only on request
    (JSON, which readlist can read again, is always complete). The same list gives the same bytes.
    """
    exporter = exporter_for(form, None if output == "-" else output, style)
    papers = session.reading.papers()
    chosen = select(session, filters, EXPORTED, papers).papers
    options = Options(
        title=title,
        notes=notes,
        abstracts=abstracts,
        today=today() if dated else None,
        keys=citation_keys(list(papers)),
    )
    entries = _entries(session, chosen)
    if output == "-":
        if not isinstance(exporter, FileExporter):
            raise UsageError(f"{exporter.style} fills a folder", "-o FOLDER/")
        if check:
            raise UsageError("--check needs a file to compare with", "-o FILE")
        session.write(exporter.render(entries, options).removesuffix("\n"))
        return
    target = Target(Path(output).expanduser(), check=check, force=force)
    write = write_file if isinstance(exporter, FileExporter) else write_folder
    written = write(exporter, entries, options, target)  # type: ignore[arg-type]  # of its kind
    count = plural(len(entries), "paper")
    session.say(f"Wrote {output}: {count}." if written else f"{output} is up to date: {count}.")


def _entries(session: Session, papers: Sequence[Paper] | ReadingList) -> list[Entry]:
    every = (session.reading.details(paper) for paper in papers)
    return [Entry(one.paper, one.metadata, one.pdf) for one in every]
