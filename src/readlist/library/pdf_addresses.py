"""Addresses that lead to a PDF and not to a page: the paper is what the PDF says that it is."""

import contextlib
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from readlist import sources
from readlist.documents.pdf_paper import Front, front_of
from readlist.errors import ReadlistError, ServiceError
from readlist.library.pdf_identity import titles
from readlist.library.recognising import recognise_front
from readlist.library.workspace import Workspace
from readlist.metadata import Metadata
from readlist.model.identifiers import Identifier

_HEAD = 1024
"""Bytes among which a PDF says that it is one."""


def facts_of_pdf(workspace: Workspace, identifier: Identifier) -> Metadata | None:
    """Return what is known of the paper at an address; None if there is no PDF.

    It is called by the identifier that it has, if that is sure, else by the address, with the title
    that the PDF has; then it is incomplete.

    Args:
        workspace: What this run works on.
        identifier: The address, which was asked before in this run.
    """
    front = _front(workspace, identifier.value)
    if front is None:
        return None
    found = recognise_front(workspace, front)
    name = str(identifier)
    if not found.identifier:
        return _untold(name, front)
    own = Identifier.parse(found.identifier)
    if own.arxiv:  # arXiv's own facts are in the library by now
        return replace(_untold(own.base, front), title=found.title, identifiers=(name,))
    known = sources.lookup(own, workspace.services).metadata
    facts = known or replace(_untold(str(own), front), title=found.title)
    names = (*(one for one in facts.identifiers if one != name), name)
    return replace(facts, identifiers=names, pdf=facts.pdf or identifier.value)


def _front(workspace: Workspace, address: str) -> Front | None:
    with contextlib.suppress(ServiceError):
        answer = workspace.services.web.get(address, accept=sources.PAGES)
        if answer.found and b"%PDF-" in answer.body[:_HEAD]:
            try:
                return front_of(answer.body)
            except ReadlistError:  # it is a PDF all the same, of which nothing can be told
                return Front(0)
    return None


def _untold(name: str, front: Front) -> Metadata:
    """Return the little that a PDF tells of itself."""
    address = urlsplit(name.removeprefix("url:"))
    file = PurePosixPath(unquote(address.path)).stem if name.startswith("url:") else ""
    return Metadata(
        id=name,
        version=0,
        title=next(iter(titles(front)), file),
        authors=(),
        abstract="",
        categories=(),
        published="",
        updated="",
        source=address.hostname or "PDF",
        pdf=name.removeprefix("url:") if name.startswith("url:") else "",
        incomplete=True,
    )
