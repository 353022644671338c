"""``readlist export``."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from readlist.cli.session import Session
from readlist.lazy import lazy
from readlist.library import exporting
from readlist.library.exporting import NO_FILE, ExportOptions
from readlist.reading_list import Filters
from readlist.text import either, plural

if TYPE_CHECKING:
    from readlist.cli import papers
else:
    papers = lazy("readlist.cli.papers")

_FORMAT_HELP = f"{either(exporting.FORMATS)} (default: by the ending of FILE)."
_STYLE_HELP = "; ".join(
    f"{name}: {either(styles)}" for name, styles in exporting.STYLE_NAMES.items()
)
_FORCE_HELP = "Overwrite a file even if readlist did not write it or somebody edited it."
_Format = Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT", help=_FORMAT_HELP)]
_Output = Annotated[
    str,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write to this file or folder; - is standard output."
    ),
]
_Style = Annotated[str, typer.Option("--style", metavar="STYLE", help=f"{_STYLE_HELP}.")]
_Title = Annotated[str, typer.Option("--title", metavar="TEXT", help="Set the heading.")]
_Notes = Annotated[bool, typer.Option("--notes", "--with-notes", help="Include your notes.")]
_Abstracts = Annotated[bool, typer.Option("--abstracts", help="Include abstracts.")]
_Dated = Annotated[bool, typer.Option("--date", help="Include today's date.")]
_Check = Annotated[
    bool, typer.Option("--check", help="Write nothing; exit 1 if FILE is out of date.")
]
_Force = Annotated[bool, typer.Option("--force", help=_FORCE_HELP)]


def export(
    session: Session,
    *,
    filters: Filters,
    form: _Format = None,
    output: _Output = NO_FILE,
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

    Exports everything but inbox and skipped papers unless you filter. Notes are left out unless
    you ask for them; JSON, which readlist can import, is always complete. The same list gives the
    same bytes. What you ticked or wrote in a Markdown list or an Obsidian note is not overwritten
    without --force; readlist import brings it into the list.
    """
    options = ExportOptions(form, style, title, notes=notes, abstracts=abstracts, dated=dated)
    overwrites = partial(_overwrites, session) if session.interactive and not check else None
    report = exporting.export(
        session.workspace, filters, options, output, check=check, force=force, overwrites=overwrites
    )
    if report.pieces is not None:
        session.write_pieces(report.pieces)
        return
    count = plural(report.count, "paper")
    done = f"Wrote {output}" if report.written else f"{output} is up to date"
    session.say(f"{done}: {count}.")


def more_help() -> tuple[str, ...]:
    """Return what the help page says about formats: each of them, with its endings."""
    return (f"Formats: {'; '.join(exporting.formats_in_words())}.",)


def _overwrites(session: Session, losses: Sequence[str]) -> bool:
    session.notices.warn("This was written by hand and would be lost:")
    for line in losses:
        session.notices.warn(line)
    return papers.confirm(session, "Overwrite it?")
