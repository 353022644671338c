"""``readlist open``."""

from typing import TYPE_CHECKING, Annotated

import typer

from readlist.cli.opening import (
    can_show,
    is_pdf,
    launch,
    noted_page,
    opening_command,
    read_page,
    target_of,
)
from readlist.cli.papers import Papers, resolve
from readlist.cli.session import Session, tell_changes
from readlist.errors import UsageError
from readlist.lazy import lazy
from readlist.paper import Paper, Status

if TYPE_CHECKING:
    from readlist.library import marking
else:
    marking = lazy("readlist.library.marking")

_NOWHERE = "No program here can open it, so nothing was marked (setting open.with)."


def open_(
    session: Session,
    *,
    papers: Papers,
    pdf: Annotated[bool, typer.Option("--pdf", help="Open the PDF, here or at arXiv.")] = False,
    abstract: Annotated[bool, typer.Option("--abs", help="Open the abstract page.")] = False,
    html: Annotated[bool, typer.Option("--html", help="Open the HTML version at arXiv.")] = False,
    code: Annotated[
        bool, typer.Option("--code", help="Open the code, if the list has a link.")
    ] = False,
    with_: Annotated[
        str | None, typer.Option("--with", metavar="COMMAND", help="Open with this program.")
    ] = None,
    page: Annotated[
        str | None, typer.Option("--page", metavar="N", help="Open the PDF at this page.")
    ] = None,
    show: Annotated[
        bool, typer.Option("--print", help="Print the path or address; open nothing.")
    ] = False,
) -> None:
    """Open the PDF, abstract page or code.

    $ readlist open mixtral
    $ readlist open 3 --abs
    $ readlist open . --with "zathura --fork"
    $ readlist open . --page 12
    $ readlist open . --print

    Opens the PDF if it was fetched, else the abstract page. An unread paper is then marked as being
    read (setting open.marks_reading). Without a display, the address is printed. Note the page that
    you are at (readlist note . "p. 12"): while you are reading the paper, its PDF opens there, if
    the program can be told a page.
    """
    if pdf + abstract + html + code > 1:
        raise UsageError(
            "--pdf, --abs, --html and --code cannot be used together", "use only one of them"
        )
    kind = next((name for name, on in (("pdf", pdf), ("abs", abstract), ("html", html),
                                       ("code", code)) if on), "")  # fmt: skip
    if page and kind not in ("", "pdf"):
        raise UsageError("only PDFs have pages to open at", "readlist open PAPER --pdf --page 12")
    asked = read_page(page)
    chosen = resolve(session, papers)
    targets = [target_of(session, paper, kind) for paper in chosen]
    command = opening_command(session, with_)
    opened = []
    for paper, target in zip(chosen, targets, strict=True):
        if show or (not command and not can_show(target)):
            session.write(target)
        else:
            _open_at(session, command, target, asked or noted_page(paper), noted=not asked)
            opened.append(paper)
    _mark_reading(session, opened)
    if not (show or opened):
        session.say(_NOWHERE)


def _open_at(session: Session, command: list[str], target: str, page: int, *, noted: bool) -> None:
    """Open a path or address; a PDF at a page."""
    page = page if is_pdf(target) else 0
    if launch(command, target, page):
        session.say(f"At page {page}{', as you noted' if noted else ''}.")
    elif page and not noted:
        session.notices.warn("note: this program cannot be told a page (setting open.with)")


def _mark_reading(session: Session, papers: list[Paper]) -> None:
    begun = [paper for paper in papers if paper.status in (Status.UNREAD, Status.INBOX)]
    if begun and session.settings.flag("open.marks_reading"):
        tell_changes(session, marking.mark(session.workspace, begun, Status.READING))
