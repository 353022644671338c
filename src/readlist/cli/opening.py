"""Open papers with other programs, a PDF at a page where the program can be told one."""

import os
import shlex
import sys
import webbrowser
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import typer

from readlist.cli.external_programs import run_command, split_command
from readlist.cli.session import Session
from readlist.errors import NotFoundError, ReadlistError, UsageError
from readlist.lazy import lazy
from readlist.library.known_words import shown
from readlist.paper import Paper, Status
from readlist.patterns import pattern
from readlist.text import one_line

if TYPE_CHECKING:
    from readlist.library import reading
else:
    reading = lazy("readlist.library.reading")


_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")


def target_of(session: Session, paper: Paper, kind: str) -> str:
    """Return the path or address to open.

    Args:
        session: This run.
        paper: The paper.
        kind: ``pdf``, ``abs``, ``html`` or ``code``; empty for the PDF at hand, else the page.

    Raises:
        NotFoundError: The paper has none of that kind.
    """
    if kind == "code":
        safe = [one_line(address) for address in paper.code if _is_address(address)]
        if not safe:
            remedy = f"readlist open {shlex.quote(paper.id)} --abs"
            raise NotFoundError(f"the list has no code for {paper.id}", remedy)
        return safe[0]
    at_hand = reading.pdf_of(session.workspace, paper) if kind not in ("abs", "html") else None
    page = at_hand or _page(paper, kind)
    if not page:
        known = (
            f"no page of {paper.id} is known"
            if paper.keeps
            else f"{paper.id!r} is not an identifier"
        )
        raise NotFoundError(known, "readlist edit, and add its url")
    return page


def _page(paper: Paper, kind: str) -> str:
    """Return the address of a paper's page of some kind; empty if there is none.

    Raises:
        NotFoundError: Only arXiv has that kind of page.
    """
    identifier = paper.arxiv_id
    if identifier is None:
        if kind in ("pdf", "html") and paper.url:
            what = "PDF on this machine" if kind == "pdf" else "known HTML version"
            way = "fetch --pdf" if kind == "pdf" else "open --abs"
            remedy = f"readlist {way} {shlex.quote(paper.id)}"
            raise NotFoundError(f"there is no {what} for {paper.id}", remedy)
        return paper.url
    pages = {"html": f"https://arxiv.org/html/{identifier}", "pdf": identifier.pdf_url}
    return pages.get(kind, identifier.url)


def opening_command(session: Session, given: str | None) -> list[str]:
    """Return the program to open with; empty for the platform's own."""
    if given is not None:
        return split_command(given, "--with")
    setting = session.settings.text("open.with")
    return split_command(setting, "open.with") if setting.strip() else []


def can_show(target: str) -> bool:
    """Whether whoever typed the command could see a window, or the browser that is set."""
    if _is_address(target) and os.environ.get("BROWSER"):
        return True
    if os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"):
        return False
    return sys.platform in ("darwin", "win32") or any(map(os.environ.get, _DISPLAYS))


def is_pdf(target: str) -> bool:
    """Whether a target is a PDF as far as it shows: a file, or arXiv's address of one."""
    return not _is_address(target) or target.startswith("https://arxiv.org/pdf/")


def _is_address(target: str) -> bool:
    return target.startswith(("https://", "http://"))


def launch(command: list[str], target: str, page: int = 0) -> bool:
    """Open a path or address, with a program of the reader's choice or the platform's own.

    Args:
        command: The program; empty for the platform's own.
        target: The path or address.
        page: The page of a PDF to begin with; 0 for the program's own choice.

    Returns:
        Whether the program could be told the page.

    Raises:
        ReadlistError: Nothing opened it.
    """
    told = at_page(command, target, page) if page else None
    _launch(command, target, told)
    return told is not None


def _launch(command: list[str], target: str, told: list[str] | None) -> None:
    """Open a target; `told` are the words that open it at a page, if there are any."""
    if command:
        code = run_command(told or [*command, target])
        if code != 0:
            raise ReadlistError(f"{command[0]} exited with code {code}", f"open {target} yourself")
        return
    target = told[0] if told else target
    if not _is_address(target):
        if typer.launch(target) != 0:
            remedy = "run it with --print, which only prints where it is"
            raise ReadlistError(f"no program opened {target}", remedy)
    elif not webbrowser.open(target):
        raise ReadlistError(f"no browser opened {target}", "run it with --print, or set BROWSER")


_NOTED = pattern(r"(?i)(?:\d{4}-\d\d-\d\d[ \t]+)?(?:p|pp|page|s|第)\.?[ \t]*([0-9]{1,5})(?![0-9])")
_MOST = 99_999

# How each program is told a page, from its manual page; ``{}`` stands for the page.
_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "zathura": ("-P", "{}"),
    "okular": ("-p", "{}"),
    "evince": ("-i", "{}"),
    "atril": ("-i", "{}"),
    "xreader": ("-i", "{}"),
    "sioyek": ("--page", "{}"),
    "llpp": ("-page", "{}"),
    "sumatrapdf": ("-page", "{}"),
}
_BEHIND: Mapping[str, str] = {"mupdf": "{}", "mupdf-gl": "{}", "mupdf-x11": "{}", "xpdf": ":{}"}
"""Programs that take the page after the file."""
_BROWSERS = (
    "firefox", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "brave",
    "brave-browser", "microsoft-edge", "vivaldi",
)  # fmt: skip


def read_page(word: str | None) -> int:
    """Return the page that an option asks for; 0 where none was given.

    Raises:
        UsageError: It is not a page number.
    """
    if word is None:
        return 0
    text = word.strip()
    if text.isascii() and text.isdigit() and 0 < int(text[:9]) <= _MOST:
        return int(text)
    raise UsageError(f"--page must be 1 or more, not {shown(word)}", "--page 12")


def noted_page(paper: Paper) -> int:
    """Return the page that the newest note naming one begins with; 0 unless being read.

    ``p. 12``, ``page 12``, ``S. 12`` and ``第 12 页`` are pages, whatever follows.
    """
    if paper.status is not Status.READING:
        return 0
    lines = reversed(paper.notes.splitlines())
    return next((int(found[1]) for line in lines if (found := _NOTED.match(line.strip()))), 0)


def at_page(command: Sequence[str], target: str, page: int) -> list[str] | None:
    """Return the words that open a target at a page; None where the program cannot be told.

    Args:
        command: The program with its options; empty for the platform's own.
        target: A path, or the address of a PDF.
        page: From 1.
    """
    number = str(page)
    # Browsers know the page of an address: https://www.rfc-editor.org/rfc/rfc8118, section 3.
    if target.startswith(("https://", "http://")):
        return [*command, f"{target}#page={number}"]
    name = PurePath(command[0]).name.lower().removesuffix(".exe") if command else ""
    if name in _OPTIONS:
        return [*command, *(part.format(number) for part in _OPTIONS[name]), target]
    if name in _BEHIND:
        return [*command, target, _BEHIND[name].format(number)]
    if name in _BROWSERS:
        return [*command, f"{Path(target).absolute().as_uri()}#page={number}"]
    return None
