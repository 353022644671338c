"""What agents may do to the list, where it is less than what people may do."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from readlist.errors import AmbiguousError, NotFoundError, UsageError
from readlist.history import JournalEntry
from readlist.http.addresses import target
from readlist.http.hosts import Hosts
from readlist.lazy import lazy
from readlist.library import collecting, undoing
from readlist.library.reports import AddOptions, AddReport, UndoReport
from readlist.library.workspace import Workspace
from readlist.text import one_line, shorten

if TYPE_CHECKING:
    from readlist.library import by_title
    from readlist.library.by_title import TitleFound
    from readlist.model import identifiers
    from readlist.sources import manners
else:
    by_title = lazy("readlist.library.by_title")
    identifiers = lazy("readlist.model.identifiers")
    manners = lazy("readlist.sources.manners")

_FILE = re.compile(r"[~@/.\\-].*|[A-Z]:[\\/].*|file:.*|[^:]*\.pdf", re.IGNORECASE | re.DOTALL)
"""Words that mean files or standard input on the command line."""
_ROWS = re.compile(r"\d{1,9}(-\d{1,9})?")


def add(workspace: Workspace, words: Sequence[str], options: AddOptions) -> AddReport:
    """Add papers that an agent names: no files, no rows, and no pages of other hosts.

    A title is looked up, and added if it is certain which paper has it.

    Raises:
        UsageError: A word names something that an agent may not add; nothing was added.
        AmbiguousError: Only titles were named, and several papers may have one of them.
        FileError: The list cannot be read or changed.
    """
    for word in words:
        check_word(workspace, word)
    titles = [word for word in words if _is_title(word)]
    papers = [word for word in words if word not in titles]
    if not titles:
        return collecting.add(workspace, papers, options)
    finder = by_title.TitleFinder(workspace)
    found = [finder.find(one_line(title), ask=options.fetch) for title in titles]
    papers += [one.identifier for one in found if one.identifier]
    unsure = [one for one in found if not one.identifier]
    if not papers and unsure[0].offered:
        raise _several(unsure[0])
    report = collecting.add(workspace, papers, options) if papers else AddReport()
    return replace(
        report,
        failed=(*report.failed, *((one.title, _why_not(one)) for one in unsure)),
        fault=report.fault or next((one.fault for one in unsure if one.fault), None),
    )


def _is_title(word: str) -> bool:
    """Whether a text may be a title: several words, and not an identifier of any kind."""
    return len(word.split()) > 1 and identifiers.Identifier.try_parse(word) is None


def _why_not(found: "TitleFound") -> str:
    if found.fault:
        return "it could not be looked up"
    if not found.offered:
        return "no paper with this title is known"
    named = "; ".join(f"{one.id} {shorten(one.title, 60)}" for one in found.offered)
    return f"it may be one of: {named}"


def _several(found: "TitleFound") -> AmbiguousError:
    details = [f"  {one.id}  {shorten(one.title, 80)}" for one in found.offered]
    problem = f"several papers may have the title {shorten(found.title, 60)!r}"
    if len(details) == 1:
        problem = f"one paper may have the title {shorten(found.title, 60)!r}"
    return AmbiguousError(problem, "add with the identifier of the right one", details)


def check_word(workspace: Workspace, word: str) -> None:
    """Check that an agent may add what a word names.

    Raises:
        UsageError: It names a file, a row, or a page of a host that agents may not read.
        ServiceError: It names a machine on this network.
    """
    if _FILE.fullmatch(word):
        problem = f"agents add no files: {shorten(word, 60)!r}"
        raise UsageError(problem, "give an identifier, an address or the title of the paper")
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
            f"agents may not read pages of {shorten(host, 60)}",
            "the paper's DOI or arXiv identifier; or the person allows it by "
            "readlist config mcp.pages true",
        )


def _page_of(word: str) -> str:
    """Return the address that would be read; empty if there is an identifier."""
    found = identifiers.Identifier.try_parse(word)
    if found is not None:
        return (found.address or "") if str(found.kind) == "url" else ""
    # What is not an identifier is only looked up by title, never read as an address.
    if "://" in word:
        raise UsageError(
            f"{shorten(word, 60)!r} is not the address of a paper", "an identifier, or its address"
        )
    return ""


def undo(workspace: Workspace, *, others: bool = False) -> UndoReport:
    """Take back the last change, if an agent made it.

    Args:
        workspace: What this run works on.
        others: Whether the person's own change may be taken back, too.

    Raises:
        NotFoundError: There is nothing to undo, or the last change is not an agent's.
        FileError: The list cannot be changed.
    """

    def check(entry: JournalEntry) -> None:
        if not (others or entry.agent):
            problem = f"the last change was not made by an agent: {shorten(entry.what, 80)}"
            raise NotFoundError(problem, "undo with others=true, if the person asks for it")

    return undoing.undo(workspace, check=check)
