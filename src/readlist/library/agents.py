"""What agents may do to the list, where that is less than what people may."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from readlist.errors import NotFoundError, UsageError
from readlist.history import JournalEntry
from readlist.http.addresses import target
from readlist.http.hosts import Hosts
from readlist.lazy import lazy
from readlist.library import collecting, undoing
from readlist.library.reports import AddOptions, AddReport, UndoReport
from readlist.library.workspace import Workspace
from readlist.text import shorten

if TYPE_CHECKING:
    from readlist.model import identifiers
    from readlist.sources import manners
else:
    identifiers = lazy("readlist.model.identifiers")
    manners = lazy("readlist.sources.manners")

_FILE = re.compile(r"[~@/.\\-].*|[A-Z]:[\\/].*|file:.*|[^:]*\.pdf", re.IGNORECASE | re.DOTALL)
"""What would be a file or standard input on the command line."""
_ROWS = re.compile(r"\d{1,9}(-\d{1,9})?")


def add(workspace: Workspace, words: Sequence[str], options: AddOptions) -> AddReport:
    """Add papers that an agent names: no files, no rows, and no pages that must not be asked.

    Raises:
        UsageError: A word is nothing that an agent may add; nothing was added.
        FileError: The list cannot be read or changed.
    """
    for word in words:
        check_word(workspace, word)
    return collecting.add(workspace, words, options)


def check_word(workspace: Workspace, word: str) -> None:
    """Check that an agent may add what a word names.

    Raises:
        UsageError: It names a file or a row, or a page of a host that agents may not ask.
        ServiceError: It names a machine of this network.
    """
    if _FILE.fullmatch(word):
        problem = f"agents add no files: {shorten(word, 60)!r}"
        raise UsageError(problem, "an identifier, an address or the title of the paper")
    if _ROWS.fullmatch(word):
        raise UsageError(
            f"{word} is a row of a screen that agents do not see", "the paper's identifier"
        )
    address = _page_of(word)
    if not address:
        return
    host = target(address, Hosts.of_environment()).host
    if not (manners.is_known(host) or workspace.settings.flag("mcp.pages")):
        raise UsageError(
            f"agents may not have pages of {shorten(host, 60)} read",
            "the paper's DOI or arXiv identifier; or the person allows it by "
            "readlist config mcp.pages true",
        )


def _page_of(word: str) -> str:
    """Return the address that would be asked for; empty where an identifier is at hand."""
    found = identifiers.Identifier.try_parse(word)
    if found is not None:
        return (found.address or "") if str(found.kind) == "url" else ""
    # What is no identifier is asked about by title at most, never as an address.
    if "://" in word:
        raise UsageError(
            f"{shorten(word, 60)!r} is no address of a paper", "an identifier, or its address"
        )
    return ""


def undo(workspace: Workspace, *, others: bool = False) -> UndoReport:
    """Take back the last change, if an agent made it.

    Args:
        workspace: What this run works on.
        others: Whether a change of the person may be taken back, too.

    Raises:
        NotFoundError: There is nothing to undo, or the last change is not an agent's.
        FileError: The list cannot be changed.
    """

    def check(entry: JournalEntry) -> None:
        if not (others or entry.agent):
            problem = f"the last change was not made by an agent: {shorten(entry.what, 80)}"
            raise NotFoundError(problem, "undo with others=true, if the person asks for it")

    return undoing.undo(workspace, check=check)
