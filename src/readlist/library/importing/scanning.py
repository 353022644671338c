"""Read documents: what is in them, and what importing it would do. Nothing is changed."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from readlist.lazy import lazy
from readlist.library.importing.plan import ImportOptions, ImportPlan, make_plan
from readlist.library.importing.sources import Scanned, Unread, scan_sources
from readlist.library.paper_values import topic_name
from readlist.library.workspace import Workspace

if TYPE_CHECKING:
    from readlist.documents import formats as document_formats
    from readlist.documents import web_pages as document_pages
    from readlist.documents.web_pages import Pages
    from readlist.http import hosts
else:
    document_formats = lazy("readlist.documents.formats")
    document_pages = lazy("readlist.documents.web_pages")
    hosts = lazy("readlist.http.hosts")


def scan(
    workspace: Workspace, sources: Sequence[str], stdin: Callable[[], bytes]
) -> tuple[list[Scanned], list[Unread]]:
    """Read documents and find the papers in them; what cannot be read is named.

    Args:
        workspace: What this run works on.
        sources: Files, folders, addresses of pages, or ``-``.
        stdin: Gives the bytes of standard input.
    """
    pages = None if workspace.offline else cache(_pages)
    found = list(scan_sources(sources, stdin, pages, workspace.notices.working))
    scanned = [one for one in found if isinstance(one, Scanned)]
    return scanned, [one for one in found if isinstance(one, Unread)]


def format_labels() -> list[str]:
    """Return what people call the formats that are read, in alphabetical order."""
    return sorted((one.label for one in document_formats.FORMATS), key=str.casefold)


def plan_import(
    workspace: Workspace, scanned: Sequence[Scanned], options: ImportOptions
) -> ImportPlan:
    """Return what importing would do, without asking services or writing.

    Raises:
        UsageError: A topic has an invalid name.
    """
    if options.topics is not None:
        options = options._replace(topics=tuple(map(topic_name, options.topics)))
    return make_plan(scanned, workspace.papers(), options)


def _pages() -> "Pages":
    return document_pages.Pages(hosts=hosts.Hosts.of_environment())
