"""Opening a PDF at a page, where the program that opens it can be told one."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath

from readlist.errors import UsageError
from readlist.library.known_words import shown
from readlist.paper import Paper, Status
from readlist.patterns import pattern

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
"""Programs that take the page behind the file."""
_BROWSERS = (
    "firefox", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "brave",
    "brave-browser", "microsoft-edge", "vivaldi",
)  # fmt: skip


def read_page(word: str | None) -> int:
    """Return the page that an option asks for; 0 where none was given.

    Raises:
        UsageError: It is no page.
    """
    if word is None:
        return 0
    text = word.strip()
    if text.isascii() and text.isdigit() and 0 < int(text[:9]) <= _MOST:
        return int(text)
    raise UsageError(f"--page must be 1 or more, not {shown(word)}", "--page 12")


def noted_page(paper: Paper) -> int:
    """Return the page that the last note of one begins with, of a paper that is being read; or 0.

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
