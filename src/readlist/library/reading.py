"""Looking at the list."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from readlist.index import IndexedList
from readlist.library.workspace import Workspace
from readlist.paper import Paper, Status
from readlist.reading_list import Filters, ReadingList, Selection

if TYPE_CHECKING:
    from readlist.library.kept import Kept
    from readlist.library.reports import Details, Summary
    from readlist.library.resolve import Choose
    from readlist.metadata import Metadata

_UPCOMING = 3
_ON_SHELF = frozenset({"pdf", "abstract"})
"""What `holds` looks for on the shelf."""
_MANY = 300
"""Papers from which remembering is quicker than opening a file each."""


class Reading(Workspace):
    """The use cases that change nothing."""

    def select(
        self,
        filters: Filters,
        default: frozenset[Status],
        papers: ReadingList | None = None,
    ) -> Selection:
        """Return the papers that pass the filters, in the order they ask for.

        Args:
            filters: What is asked for.
            default: The statuses that pass when the filters name none; empty for all.
            papers: The list, where it was read already.
        """
        return (papers or self.papers()).select(filters, default, self.holds)

    def lines(
        self, filters: Filters, default: frozenset[Status], papers: ReadingList | None = None
    ) -> list[tuple[str, str]]:
        """Return identifier and line for programs of what `select` returns."""
        return (papers or self.papers()).lines(filters, default, self.holds)

    def holds(self, paper: Paper, what: str) -> bool:
        """Whether a paper has a ``note``, ``pdf``, ``code`` or ``abstract``."""
        if what == "note":
            return bool(paper.notes.strip())
        if what == "code":
            return bool(paper.code)
        found = paper.arxiv_id
        if found is None or found.folder not in self.shelved:
            return False
        return self.shelf.has_abstract(found) if what == "abstract" else self.pdf(paper) is not None

    def pdf(self, paper: Paper) -> str | None:
        """Return the path of a paper's PDF, or None if there is none."""
        found = paper.arxiv_id if self.shelved else None
        there = found is not None and found.folder in self.shelved
        path = self.shelf.pdf_path(found) if found and there else None
        return str(path) if path else None

    def withdrawn(self, papers: Iterable[Paper]) -> frozenset[str]:
        """Return the identifiers of the papers that are known to be withdrawn."""
        if not self.shelved:
            return frozenset()
        from readlist.shelf import WITHDRAWN  # noqa: PLC0415 - a list of titles needs none

        found = ((paper.id, paper.arxiv_id) for paper in papers)
        return frozenset(i for i, one in found if one and one.folder + WITHDRAWN in self.shelved)

    def metadata_of(
        self, papers: Sequence[Paper], *, whole: bool = False
    ) -> "Mapping[str, Metadata]":
        """Return what arXiv said of papers, by identifier, those without anything left out.

        Args:
            papers: Papers of the list.
            whole: Abstracts too, and what the list says already.
        """
        if not self.shelved:
            return {}
        if whole or len(papers) < _MANY:
            every = ((paper.id, self._metadata(paper)) for paper in papers)
            return {identifier: metadata for identifier, metadata in every if metadata}
        from readlist.library.addenda import addenda  # noqa: PLC0415 - for large lists only

        return addenda(papers, self.shelf, self.index, self._metadata)

    def _metadata(self, paper: Paper) -> "Metadata | None":
        found = paper.arxiv_id
        there = found is not None and found.folder in self.shelved
        return self.shelf.read_metadata(found) if found and there else None

    def kept(self, papers: ReadingList, filters: Filters) -> "Kept":
        """Return what was made before of these papers and all that is known of them.

        What depends on which files lie on the shelf is not kept: readers put PDFs there by hand.
        """
        from readlist.library.kept import Kept  # noqa: PLC0415 - lists need none

        known = isinstance(papers, IndexedList) and not _ON_SHELF & {*filters.has, *filters.lacks}
        return Kept(self.index if known else None, self.paths)

    def details(self, paper: Paper) -> "Details":
        """Return everything known of a paper."""
        from readlist.library.reports import Details  # noqa: PLC0415 - lists need none

        found = paper.arxiv_id
        metadata = self.shelf.read_metadata(found) if found else None
        return Details(paper, metadata, self.pdf(paper))

    def resolve(
        self,
        words: Sequence[str],
        choose: "Choose | None" = None,
        papers: ReadingList | None = None,
    ) -> list[Paper]:
        """Return the papers that the words mean, each once, in order.

        Raises:
            NotFoundError: A word means no paper of the list.
            AmbiguousError: A word means several and nobody can be asked, or a row means a paper
                that is not on the list any more.
        """
        from readlist.library.resolve import resolve_word  # noqa: PLC0415 - lists need none

        papers = papers or self.papers()
        found: dict[str, Paper] = {}
        for word in words:
            for paper in resolve_word(word, papers, self.rows, self.touched.id, choose):
                found.setdefault(paper.id, paper)
        return list(found.values())

    def summary(self) -> "Summary":
        """Return the state of the list and what to go on with."""
        from readlist.library.reports import Summary  # noqa: PLC0415 - lists need none

        papers = self.papers()
        reading = [(p, "you are reading it") for p in papers if p.status is Status.READING]
        unread = [p for p in papers if p.status is Status.UNREAD]
        starred = [(p, "starred") for p in unread if p.star]
        rest = [(p, "unread") for p in unread if not p.star]
        upcoming = [*reading, *starred, *rest][:_UPCOMING]
        return Summary(papers.status_counts, tuple(upcoming))
