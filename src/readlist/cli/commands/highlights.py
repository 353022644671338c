"""``readlist highlights``."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readlist.cli.output import print_rich
from readlist.cli.papers import PAPER_HELP, resolve
from readlist.cli.session import Session, tell_changes
from readlist.errors import UsageError
from readlist.lazy import lazy

if TYPE_CHECKING:
    from readlist.library import highlighting
    from readlist.views import card as views
else:
    views = lazy("readlist.views.card")
    highlighting = lazy("readlist.library.highlighting")


def highlights(
    session: Session,
    *,
    paper: Annotated[str, typer.Argument(metavar="PAPER", help=PAPER_HELP)],
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Read this copy of the PDF instead."),
    ] = None,
    note: Annotated[
        bool, typer.Option("--note", help="Add them to the paper's notes, each only once.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON array.")] = False,
) -> None:
    """Show what you marked in a paper's PDF.

    $ readlist highlights mixtral
    $ readlist highlights 3 --from ~/Zotero/storage/AB12/paper.pdf
    $ readlist highlights . --note

    Shows highlighted, underlined and struck-out text, notes and comments in reading order, from
    the PDF in the library or from a copy that you marked in another program.
    """
    chosen = resolve(session, [paper])
    if len(chosen) != 1:
        raise UsageError("highlights takes one paper", "one at a time")
    found = highlighting.highlights_of(session.workspace, chosen[0], source)
    if as_json:
        session.write(json.dumps([one.to_json() for one in found], indent=2))
    elif not note and session.screen.out_tty:
        print_rich(session, *views.highlight_views(found, session.canvas))
    elif not note:
        for one in found:
            session.write(views.highlight_line(one))
    if note:
        tell_changes(session, highlighting.note_highlights(session.workspace, chosen[0], found))
    elif not found:
        session.say("Nothing is marked in the PDF.")
    else:
        keep = f"readlist highlights {chosen[0].id} --note"
        session.hint(f"{keep}     adds them to its notes")
