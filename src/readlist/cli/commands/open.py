"""``readlist open``."""

import os
import sys
import webbrowser
from typing import Annotated

import typer

from readlist.cli.changes import tell_changes
from readlist.cli.editor import run_command, split_command
from readlist.cli.papers import Papers, resolve
from readlist.cli.session import Session
from readlist.errors import NotFoundError, ReadlistError, UsageError
from readlist.paper import Paper, Status
from readlist.text import one_line

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")


def open_(
    session: Session,
    *,
    papers: Papers,
    pdf: Annotated[bool, typer.Option("--pdf", help="The PDF, at hand or at arXiv.")] = False,
    abstract: Annotated[bool, typer.Option("--abs", help="The abstract page.")] = False,
    html: Annotated[bool, typer.Option("--html", help="The HTML version at arXiv.")] = False,
    code: Annotated[bool, typer.Option("--code", help="The code, where the list has it.")] = False,
    with_: Annotated[
        str | None, typer.Option("--with", metavar="COMMAND", help="Open with this program.")
    ] = None,
    show: Annotated[bool, typer.Option("--print", help="Only print the path or address.")] = False,
) -> None:
    """Open PDF, abstract page or code.

    $ readlist open mixtral
    $ readlist open 3 --abs
    $ readlist open . --with "zathura --fork"
    $ readlist open . --print

    The PDF if it was fetched, else arXiv's abstract page. An unread paper is being read from then
    on (setting open.marks_reading). Without a display the address is printed.
    """
    if pdf + abstract + html + code > 1:
        raise UsageError("--pdf, --abs, --html and --code exclude each other", "--abs")
    kind = next((name for name, on in (("pdf", pdf), ("abs", abstract), ("html", html),
                                       ("code", code)) if on), "")  # fmt: skip
    chosen = resolve(session, papers)
    targets = [_target(session, paper, kind) for paper in chosen]
    command = _command(session, with_)
    for target in targets:
        if show or (not command and not _can_show(target)):
            session.write(target)
        else:
            _launch(command, target)
    if not show:
        _mark_reading(session, chosen)


def _target(session: Session, paper: Paper, kind: str) -> str:
    """Return the path or address to open.

    Raises:
        NotFoundError: The paper has none of that kind.
    """
    if kind == "code":
        safe = [one_line(address) for address in paper.code if _is_address(address)]
        if not safe:
            raise NotFoundError(
                f"the list has no code of {paper.id}", f"readlist open {paper.id} --abs"
            )
        return safe[0]
    identifier = paper.arxiv_id
    if identifier is None:
        raise NotFoundError(
            f"{paper.id!r} is no arXiv identifier", "readlist path, and correct its id"
        )
    if kind == "html":
        return f"https://arxiv.org/html/{identifier}"
    at_hand = session.library.pdf(paper) if kind != "abs" else None
    return at_hand or (identifier.pdf_url if kind == "pdf" else identifier.url)


def _command(session: Session, given: str | None) -> list[str]:
    """Return the program to open with; empty for the platform's own."""
    if given is not None:
        return split_command(given, "--with")
    setting = session.settings.text("open.with")
    return split_command(setting, "open.with") if setting.strip() else []


def _can_show(target: str) -> bool:
    """Whether a window, or the browser that is set, could be seen by whoever typed the command."""
    if _is_address(target) and os.environ.get("BROWSER"):
        return True
    if os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"):
        return False
    return sys.platform in ("darwin", "win32") or any(map(os.environ.get, _DISPLAYS))


def _is_address(target: str) -> bool:
    return target.startswith(("https://", "http://"))


def _launch(command: list[str], target: str) -> None:
    if command:
        code = run_command([*command, target])
        if code != 0:
            raise ReadlistError(f"{command[0]} ended with code {code}", f"open {target} yourself")
        return
    if not _is_address(target):
        if typer.launch(target) != 0:
            raise ReadlistError(f"no program opened {target}", "--with PROGRAM")
    elif not webbrowser.open(target):
        raise ReadlistError(f"no browser opened {target}", "export BROWSER=firefox, or --print")


def _mark_reading(session: Session, papers: list[Paper]) -> None:
    begun = [paper for paper in papers if paper.status in (Status.UNREAD, Status.INBOX)]
    if begun and session.settings.flag("open.marks_reading"):
        tell_changes(session, session.library.mark(begun, Status.READING))
