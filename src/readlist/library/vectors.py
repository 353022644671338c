"""What rankings know about papers, packed: made once, kept in the index, read at once.

A paper is read again when its title changes and, once a day and after every change of the library,
if the file with its abstract has changed. The weights of terms depend on all papers, so their
counts are kept, and adding or removing a paper costs only its own block.
"""

import json
import os
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from readlist.index.features import Feature
from readlist.lazy import lazy
from readlist.library.term_places import TermPlaces

if TYPE_CHECKING:
    from readlist import ranking
    from readlist.index import Index
    from readlist.ranking import Features, Packed, PackedBlock
else:
    ranking = lazy("readlist.ranking")

_KIND, _TERMS = "vectors", "terms of vectors"
"""The index's names for the papers and for the places of their terms, which only new papers
need."""
_HEAD, _IDS, _MADE_FROM, _FOUND = "head", "ids", "made from", "found"


class MadeFrom(NamedTuple):
    """What a paper's features were made from, in a few bytes."""

    title: int
    """A checksum of its title."""
    facts: int
    """A checksum of the state of the files with its abstract."""


@dataclass(slots=True)
class Vectors:
    """Papers in blocks, with their identifiers."""

    ids: list[str] = field(default_factory=list)
    """The identifier of each paper, in the order of the blocks."""
    made_from: "array[int]" = field(default_factory=lambda: array("I"))
    """The checksums of the title and of the file of each paper, one after the other."""
    blocks: "list[PackedBlock]" = field(default_factory=list)
    found: "array[int]" = field(default_factory=lambda: array("I"))
    """How many papers have each term, by the term's place."""
    look: str = ""
    """The fingerprint of the library when files were last checked, and the day."""

    def packed(self) -> "Packed":
        """Return the papers in the form for a ranking."""
        return ranking.Packed([block for block in self.blocks if len(block)], self.found)

    def stale(self, titles: Mapping[str, int], facts: Mapping[str, int] | None) -> list[int]:
        """Return the places of papers that are gone or have changed.

        Args:
            titles: Checksums of the titles of all papers, by identifier.
            facts: The same for their files; None if these were not checked.
        """
        wanted = map(titles.get, self.ids)
        pairs = zip(wanted, self.made_from[::2], strict=True)
        stale = {place for place, (now, title) in enumerate(pairs) if now != title}
        if facts is not None:
            wanted = map(facts.get, self.ids)
            pairs = zip(wanted, self.made_from[1::2], strict=True)
            stale |= {place for place, (now, look) in enumerate(pairs) if now != look}
        return sorted(stale)


class VectorStore:
    """Keeps vectors in the index, unless another process has kept others.

    Args:
        index: Where they are kept.
    """

    def __init__(self, index: "Index") -> None:
        self._index = index
        self._generation: bytes | None = None
        """Identifies the state that was read; None if there was none."""
        self._terms = b""
        """The same for the places of terms, which change with papers only."""
        self._names: frozenset[str] = frozenset()

    def load(self) -> Vectors:
        """Return what is kept; empty vectors if it is incomplete or of another version."""
        kept = self._index.all_features(_KIND)
        self._generation = kept[_HEAD].stamp if _HEAD in kept else None
        self._names = frozenset(kept)
        self._terms = b""
        try:
            version, look, terms = json.loads(kept[_HEAD].data)
            if version == ranking.FEATURE_VERSION:
                vectors = _from_kept(kept, look)
                self._terms = bytes.fromhex(terms)
                return vectors
        except (KeyError, ValueError, TypeError):
            pass
        return Vectors()

    def terms(self) -> TermPlaces:
        """Return the places of the terms of the loaded papers.

        Raises:
            ValueError: They are lost.
        """
        if not self._terms:
            return TermPlaces()
        kept = self._index.features(_TERMS, [_TERMS]).get(_TERMS)
        if kept is None or kept.stamp != self._terms:
            raise ValueError("the places of terms are lost")
        return TermPlaces.from_bytes(kept.data)

    def keep(
        self, vectors: Vectors, changed: Iterable[int] = (), terms: TermPlaces | None = None
    ) -> None:
        """Keep vectors, unless another process has kept others since they were loaded.

        Args:
            vectors: All papers.
            changed: The numbers of blocks that changed.
            terms: The places of terms, if papers came or went.
        """
        generation = os.urandom(8)
        names = [f"block {number}" for number in range(len(vectors.blocks))]
        parts: dict[tuple[str, str], bytes] = {}
        if terms is not None:
            self._terms = generation
            parts[_TERMS, _TERMS] = terms.to_bytes()
            parts[_KIND, _IDS] = json.dumps(vectors.ids).encode()
            parts[_KIND, _MADE_FROM] = vectors.made_from.tobytes()
            parts[_KIND, _FOUND] = vectors.found.tobytes()
            for number in changed:
                parts[_KIND, names[number]] = vectors.blocks[number].to_bytes()
        head = [ranking.FEATURE_VERSION, vectors.look, self._terms.hex()]
        parts[_KIND, _HEAD] = json.dumps(head).encode()
        gone = self._names - {_HEAD, _IDS, _MADE_FROM, _FOUND, *names}
        features = {key: Feature(generation, data) for key, data in parts.items()}
        if self._index.exchange_features((_KIND, _HEAD), self._generation, features, gone):
            self._generation = generation
            self._names = (self._names | {name for kind, name in parts if kind == _KIND}) - gone


def _from_kept(kept: Mapping[str, Feature], look: str) -> Vectors:
    """Return the vectors that are kept.

    Raises:
        KeyError: Not all of them are there.
        ValueError: They do not belong together.
    """
    count = sum(name.startswith("block ") for name in kept)
    blocks = [
        ranking.PackedBlock.from_bytes(kept[f"block {number}"].data) for number in range(count)
    ]
    vectors = Vectors(json.loads(kept[_IDS].data), array("I"), blocks, array("I"), look)
    vectors.made_from.frombytes(kept[_MADE_FROM].data)
    vectors.found.frombytes(kept[_FOUND].data)
    if not len(vectors.ids) == sum(map(len, blocks)) == len(vectors.made_from) // 2:
        raise ValueError("vectors of other papers")
    return vectors


class VectorUpdate:
    """Updates vectors for papers that come and go.

    Args:
        vectors: The vectors, which are changed.
        terms: The places of their terms; new ones are added.
    """

    def __init__(self, vectors: Vectors, terms: TermPlaces) -> None:
        self._vectors = vectors
        self.terms = terms
        self._changed: set[int] = set()
        self._new: list[tuple[str, MadeFrom, Features]] = []

    @property
    def waiting(self) -> int:
        """How many papers were added that are not in the vectors yet."""
        return len(self._new)

    def drop(self, places: Iterable[int]) -> None:
        """Remove papers; the rest of their blocks is packed again."""
        vectors, gone = self._vectors, set(places)
        if not gone:
            return
        start = 0
        for number, block in enumerate(vectors.blocks):
            papers = [block.features(row) for row in range(len(block))]
            lost = [paper for row, paper in enumerate(papers) if start + row in gone]
            if lost:
                for place in chain.from_iterable(paper.terms for paper in lost):
                    vectors.found[place] -= 1
                left = [paper for row, paper in enumerate(papers) if start + row not in gone]
                vectors.blocks[number] = ranking.PackedBlock.of(left, _as_they_are)
                self._changed.add(number)
            start += len(block)
        rows = [place for place in range(len(vectors.ids)) if place not in gone]
        both = (vectors.made_from[2 * place : 2 * place + 2] for place in rows)
        vectors.made_from = array("I", chain.from_iterable(both))
        vectors.ids = [vectors.ids[place] for place in rows]
        self._close_gaps()

    def _close_gaps(self) -> None:
        """Pack all papers again if many blocks are far from full."""
        vectors = self._vectors
        if len(vectors.blocks) <= 2 + 2 * (len(vectors.ids) // ranking.BLOCK):
            return
        every = [b.features(row) for b in vectors.blocks for row in range(len(b))]
        vectors.blocks = list(_in_blocks(every))
        self._changed = {*range(len(vectors.blocks))}

    def add(self, identifier: str, made_from: MadeFrom, features: "Features") -> None:
        """Append a paper; it is in the vectors once `take` is called."""
        self._new.append((identifier, made_from, features))

    def take(self) -> set[int]:
        """Put added papers into the vectors; return the blocks changed since the last call."""
        vectors, new = self._vectors, self._new
        papers = [replace(one, terms=self.terms.places_of(one.terms)) for _, _, one in new]
        vectors.found.extend([0] * (len(self.terms) - len(vectors.found)))
        for place, count in Counter(chain.from_iterable(one.terms for one in papers)).items():
            vectors.found[place] += count
        vectors.ids += [identifier for identifier, _, _ in new]
        vectors.made_from.extend(chain.from_iterable(made_from for _, made_from, _ in new))
        if papers and vectors.blocks and len(vectors.blocks[-1]) < ranking.BLOCK:
            last = vectors.blocks.pop()
            papers = [*(last.features(row) for row in range(len(last))), *papers]
        for block in _in_blocks(papers):
            self._changed.add(len(vectors.blocks))
            vectors.blocks.append(block)
        changed, self._changed, self._new = self._changed, set(), []
        return changed


def _in_blocks(papers: "Sequence[Features]") -> "Iterator[PackedBlock]":
    """Yield papers, whose terms have places already, in blocks."""
    for start in range(0, len(papers), ranking.BLOCK):
        yield ranking.PackedBlock.of(papers[start : start + ranking.BLOCK], _as_they_are)


def _as_they_are(places: Sequence[int]) -> Sequence[int]:
    return places
