"""The papers of an export with what is known about them, and citation keys for the whole list."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice, repeat
from typing import TYPE_CHECKING

from readlist.citation_key import citation_keys
from readlist.exporters import Entries, ExportEntry, Exporter, FileExporter, Options
from readlist.highlight import Highlight
from readlist.lazy import lazy
from readlist.library import highlighting, reading, selecting
from readlist.library.workspace import Workspace
from readlist.paper import Paper
from readlist.reading_list import Filters, ReadingList
from readlist.reading_list.filters import EXPORTED
from readlist.reading_list.papers import Papers

if TYPE_CHECKING:
    from readlist.library import choosing
else:
    choosing = lazy("readlist.library.choosing")

HELD = 20_000
"""Up to this many papers are all held in memory: quicker than reading the index twice."""
_AT_ONCE = 500
"""Papers of a longer list that are held at a time."""
_RANKED = 10_000
"""Up to this many papers, a page says what to read next unasked: learning it takes longer than
writing the page, and with more papers many times as long (docs/performance.md)."""
_ALL = Filters(sort="")
_AS_LISTED = ""
"""The order of the list, which importing keeps."""


def entries_of(
    workspace: Workspace,
    listed: ReadingList,
    exporter: Exporter,
    filters: Filters,
    options: Options,
) -> tuple[Entries, Options]:
    """Return the papers to export, and the options with citation keys.

    Of a long list few papers are held at a time, unless their order needs all of them.
    """
    whole, marks = exporter.name == "json", has_highlights(exporter, options)
    in_parts = len(listed) > HELD and _can_be_parted(exporter, filters)
    # All papers are needed: keys differ over the list.
    papers = listed if in_parts else ReadingList(listed)
    chosen: Papers
    if in_parts:
        selecting.check_topics(filters, papers)
        as_listed = whole and filters.sort == "topic" and not filters.backwards
        wanted = filters._replace(sort=_AS_LISTED) if as_listed else filters
        chosen = papers.stream(wanted, EXPORTED, partial(reading.holds, workspace))
    else:
        chosen = selecting.select(workspace, filters, EXPORTED, papers).papers
        if whole and filters.sort == "topic" and not filters.backwards:
            chosen = _as_listed(papers, chosen)
    ranks = _ranks(workspace, papers, filters) if exporter.name == "html" else {}
    keys = _keys(papers, in_parts=in_parts) if exporter.cites else {}
    told = replace(options, keys=keys, whole=True, ranks=ranks)
    make = partial(made, workspace, whole=whole, marks=marks, abstracts=options.abstracts)
    return (EntryStream(chosen, make) if in_parts else make(list(chosen))), told


def _keys(papers: ReadingList, *, in_parts: bool) -> dict[str, str]:
    """Return the citation keys of the whole list."""
    every: Iterable[Paper] = papers.stream(_ALL, frozenset(), _nothing) if in_parts else papers
    return citation_keys(every)


def _ranks(workspace: Workspace, papers: ReadingList, filters: Filters) -> dict[str, int]:
    """Return the places in the order of `next`, if they are cheap or asked for."""
    if len(papers) > _RANKED and filters.sort != "rank":
        return {}
    return choosing.places(workspace, papers)


def made(
    workspace: Workspace,
    papers: Sequence[Paper],
    *,
    whole: bool = False,
    marks: bool = False,
    abstracts: bool = False,
    stamp_of: Callable[[str], str] | None = None,
) -> list[ExportEntry]:
    """Return papers with what is known about them.

    Args:
        workspace: What this run works on.
        papers: Papers of the list.
        whole: With what JSON tells: where their PDFs are.
        marks: With what the reader marked in PDFs.
        abstracts: With abstracts.
        stamp_of: As of `reading.metadata_of`.
    """
    metadata = reading.metadata_of(workspace, papers, whole=abstracts, stamp_of=stamp_of)
    pdfs = map(partial(reading.pdf_of, workspace), papers) if whole else repeat(None)
    marked = _highlights(workspace, papers) if marks else {}
    return [
        ExportEntry(paper, metadata.get(paper.id), pdf, tuple(marked.get(paper.id, ())))
        for paper, pdf in zip(papers, pdfs, strict=False)
    ]


class EntryStream:
    """Papers of a long list with what is known about them, made one by one."""

    def __init__(
        self, papers: Papers, make: Callable[[Sequence[Paper]], list[ExportEntry]]
    ) -> None:
        self._papers = papers
        self._make = make

    def __len__(self) -> int:
        return len(self._papers)

    def __iter__(self) -> Iterator[ExportEntry]:
        papers = iter(self._papers)
        while some := list(islice(papers, _AT_ONCE)):
            yield from self._make(some)


def _nothing(_paper: Paper, _what: str) -> bool:
    return False


def has_highlights(exporter: Exporter, options: Options) -> bool:
    """Whether highlights are exported: with notes, in formats that people read, and in JSON."""
    return exporter.name == "json" or (options.notes and exporter.name in ("markdown", "html"))


def _highlights(workspace: Workspace, papers: Sequence[Paper]) -> dict[str, list[Highlight]]:
    highlighting.take_new(workspace, papers)
    found = ((paper.id, highlighting.kept_highlights(workspace, paper)) for paper in papers)
    return {identifier: marked for identifier, marked in found if marked}


def _can_be_parted(exporter: Exporter, filters: Filters) -> bool:
    """Whether the papers of a long list can be read a few at a time, in order."""
    in_order = filters.sort != "rank" and (exporter.name != "json" or filters.limit is None)
    return isinstance(exporter, FileExporter) and in_order


def _as_listed(papers: ReadingList, chosen: Iterable[Paper]) -> list[Paper]:
    """Return papers in the order of the list, which importing them keeps."""
    wanted = {paper.id for paper in chosen}
    return [paper for paper in papers if paper.id in wanted]
