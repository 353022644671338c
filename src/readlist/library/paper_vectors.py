"""The papers that a ranking knows: those of the list, dismissed ones, and temporary others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING
from zlib import crc32

from readlist.clock import today
from readlist.lazy import lazy
from readlist.library import reading
from readlist.library.term_places import TermPlaces
from readlist.library.vectors import MadeFrom, Vectors, VectorStore, VectorUpdate
from readlist.library.workspace import Workspace
from readlist.model.spelling import file_key
from readlist.paper import Paper
from readlist.progress import counted
from readlist.reading_list import Filters, Outline, ReadingList
from readlist.regular import fingerprint_of
from readlist.text import clean

if TYPE_CHECKING:
    from readlist import ranking
    from readlist.ranking import Features, Packed, term_model
else:
    ranking = lazy("readlist.ranking")
    term_model = lazy("readlist.ranking.term_model")

_TOGETHER = 8_192
"""New papers that are kept together: all numbers of terms are written with them. An interruption
loses hardly any paper, the end of the process loses these."""
_AT_ONCE, _MANY = 256, 1_000
"""New papers whose texts are held together; so many that NumPy is worth its loading."""
_FEW = 50
"""New papers that are read while the reader waits for something else."""


class PaperVectors:
    """The vectors of papers, made if they are not kept.

    Args:
        workspace: What this run works on.
        papers: The list.
        outlines: Its papers in short.
        dismissed: Identifiers of dismissed papers that are learned from.
        others: Further papers with their abstracts, which are not kept.
        waiting: Whether there is time to make many vectors; otherwise only those that are kept
            are known.
    """

    def __init__(
        self,
        workspace: Workspace,
        papers: ReadingList,
        outlines: Iterable[Outline],
        dismissed: Iterable[str],
        others: Mapping[str, tuple[Paper, str]],
        *,
        waiting: bool = True,
    ) -> None:
        self._workspace = workspace
        self._papers = papers
        self._titles = {one.id: one.title for one in outlines}
        # A dismissed paper has no title in the list; its title is in its file.
        self._titles |= dict.fromkeys(dismissed, 0)
        self._store = VectorStore(workspace.index)
        self._vectors = self._brought_in_line(waiting=waiting)
        if others:
            self._add_for_a_while(others)

    @cached_property
    def packed(self) -> "Packed":
        """The papers."""
        return self._vectors.packed()

    @property
    def ids(self) -> Sequence[str]:
        """The identifier of each."""
        return self._vectors.ids

    def _brought_in_line(self, *, waiting: bool) -> Vectors:
        vectors = self._store.load()
        look = _look_at_library(self._workspace)
        facts = None
        # Looking at all files takes seconds where they are many: `info` does not wait for that.
        if waiting and not (look and look == vectors.look):
            facts, vectors.look = self._facts(), look
        stale = vectors.stale(self._titles, facts)
        there = {*vectors.ids}.difference(vectors.ids[place] for place in stale)
        new = [one for one in self._titles if one not in there]
        if len(new) > _FEW and not waiting:
            return self._still_true(vectors, stale)
        if not stale and not new:
            if facts is not None:
                self._store.keep(vectors)
            return vectors
        try:
            update = VectorUpdate(vectors, self._store.terms())
        except ValueError:  # without its terms nothing can be added to it
            if not waiting:
                return self._still_true(vectors, stale)
            vectors, stale, new = Vectors(look=look), [], [*self._titles]
            update = VectorUpdate(vectors, TermPlaces())
        update.drop(stale)
        try:
            for one, made_from, features in self._made(new, facts or {}):
                update.add(one, made_from, features)
                if update.waiting >= _TOGETHER:
                    self._store.keep(vectors, update.take(), update.terms)
        finally:  # after an interruption it goes on from here
            self._store.keep(vectors, update.take(), update.terms)
        return vectors

    def _still_true(self, vectors: Vectors, stale: Sequence[int]) -> Vectors:
        """Return the kept vectors of unchanged papers; the index keeps all of them."""
        VectorUpdate(vectors, TermPlaces()).drop(stale)
        return vectors

    def _made(
        self, new: Sequence[str], facts: Mapping[str, int]
    ) -> Iterator[tuple[str, MadeFrom, "Features"]]:
        """Yield the features of papers, as far as their files were looked at as of that look."""
        there = bool(self._workspace.shelved)
        what = f"Reading titles{' and abstracts' if there else ''}"
        with self._workspace.notices.working(what) as work:
            every = (self._read(one, facts) for one in counted(new, work.at))
            # Some at a time: all papers of a large list together take much memory.
            while some := list(islice(every, _AT_ONCE)):
                made = _features_of([text for _, _, text in some], many=len(new) >= _MANY)
                for (one, made_from, _), features in zip(some, made, strict=True):
                    yield one, made_from, features

    def _read(self, one: str, facts: Mapping[str, int]) -> tuple[str, MadeFrom, tuple[str, str]]:
        """Return a paper, what its features are made from, and its texts, read after that."""
        paper = self._papers.get(one)
        look = facts[one] if one in facts else self._facts_of(paper or one)
        return one, MadeFrom(self._titles[one], look), text_of(self._workspace, paper, one)

    def _add_for_a_while(self, others: Mapping[str, tuple[Paper, str]]) -> None:
        """Add papers that are ranked now but not kept."""
        try:
            update = VectorUpdate(self._vectors, self._store.terms())
        except ValueError:
            update = VectorUpdate(self._vectors, TermPlaces())
        for one, (paper, abstract) in others.items():
            features = features_from(clean(paper.title), clean(abstract))
            update.add(one, MadeFrom(0, 0), features)
        update.take()

    def _facts(self) -> dict[str, int]:
        """Return a checksum of the state of each paper's files."""
        every = self._papers.stream(Filters(), frozenset(), _nothing)
        listed = {paper.id: self._facts_of(paper) for paper in every}
        return {one: listed[one] if one in listed else self._facts_of(one) for one in self._titles}

    def _facts_of(self, paper: Paper | str) -> int:
        """Return a checksum of the state of a paper's files; for a dismissed one by its name."""
        if isinstance(paper, Paper):
            keys = reading.kept_of(self._workspace, paper)
        else:
            keys = [key for key in [file_key(paper)] if key]
        return crc32(b" ".join(map(self._workspace.paper_files.stamp, keys)))


def text_of(workspace: Workspace, paper: Paper | None, identifier: str) -> tuple[str, str]:
    """Return title and abstract of a paper, as its features are made from them.

    Args:
        workspace: What this run works on.
        paper: A paper of the list; None for a dismissed one.
        identifier: Its identifier.
    """
    if paper is not None:
        return clean(paper.title), clean(reading.abstract_of(workspace, paper))
    found = file_key(identifier)
    facts = workspace.paper_files.read_metadata(found) if found else None
    return (clean(facts.title), clean(facts.abstract)) if facts else ("", "")


def features_from(title: str, abstract: str) -> "Features":
    """Return what a ranking needs to know about a paper, in about a kilobyte."""
    return ranking.features_of(title, abstract, term_model.shipped_model())


def _features_of(texts: Sequence[tuple[str, str]], *, many: bool) -> "Iterable[Features]":
    """Return what a ranking needs to know of papers; with NumPy if there are many more."""
    if many:
        return ranking.features_of_many(texts, term_model.shipped_model())
    return (features_from(*text) for text in texts)


def _nothing(_paper: Paper, _what: str) -> bool:
    return False


def _look_at_library(workspace: Workspace) -> str:
    """Return a fingerprint of today's library; empty while that cannot be told.

    The folder's time changes with everything that readlist puts there. Other programs may change
    files without that: once a day all files are checked, as for a search.
    """
    try:
        look = fingerprint_of(workspace.paths.library, folder=True)
    except OSError:
        return f"none {today()}"
    return f"{look.mark} {today()}" if look.settled else ""
