"""The references to check: papers of the list, and what bibliographies and documents cite."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from readlist import documents, mentions
from readlist.document_model import Document, Record
from readlist.errors import FileError, ReadlistError, UsageError
from readlist.files import read_regular
from readlist.library.workspace import Workspace
from readlist.paper import Paper
from readlist.references import Reference
from readlist.tex import readable

if TYPE_CHECKING:
    from readlist.mentions import MentionedPaper

_REMEDY = "name a .bib, .bbl, RIS, CSL-JSON, Markdown or PDF file"


def of_papers(papers: Iterable[Paper]) -> tuple[Reference, ...]:
    """Return papers of the list as references."""
    return tuple(
        Reference(
            title=paper.title,
            authors=paper.authors,
            year=_year(paper),
            venue=paper.venue or paper.bib.get("container-title", ""),
            identifiers=(paper.id, *paper.also),
            id=paper.id,
            key=paper.key,
        )
        for paper in papers
    )


def in_file(workspace: Workspace, path: Path) -> tuple[Reference, ...]:
    """Return what a bibliography or a document cites; an entry of a bibliography each.

    Raises:
        UsageError: There is no such file.
        ReadlistError: It cannot be read, is too large, or cites nothing.
    """
    name = str(path)
    data = _read(path)
    references = documents.bounded(
        lambda: tuple(_cited(documents.read(data, name), name)),
        len(data),
        name,
        lambda: workspace.notices.working("Reading"),
    )
    if not references:
        raise ReadlistError(f"{name} names no papers", _REMEDY)
    return references


def _cited(document: Document, source: str) -> Iterator[Reference]:
    records = [part for part in document.parts if isinstance(part, Record) and part.paper]
    if records:
        yield from (_of_entry(mentions.entry_of(one), source) for one in records)
        return
    found = mentions.find(document)
    for entry in (*found.entries, *found.not_on_arxiv):
        yield _of_entry(entry, source)


def _of_entry(entry: "MentionedPaper", source: str) -> Reference:
    return Reference(
        title=readable(entry.title),
        authors=entry.authors,
        year=entry.year,
        venue=entry.publication.venue,
        identifiers=entry.names,
        key=entry.key,
        source=source,
        line=entry.line,
    )


def _year(paper: Paper) -> int | None:
    return paper.published.year if paper.published else None


def _read(path: Path) -> bytes:
    try:
        data = read_regular(path.expanduser(), documents.LARGEST, _REMEDY)
    except FileNotFoundError:
        raise UsageError(f"there is no file {str(path)!r}", _REMEDY) from None
    except FileError as error:
        raise ReadlistError(error.problem, error.remedy) from None
    if not data.strip():
        raise ReadlistError(f"{path} is empty", _REMEDY)
    return data
