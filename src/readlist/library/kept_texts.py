"""The texts that an export is made of, kept so that the next one makes only what changed.

They lie in the index in chunks of some hundred papers, in the order of the export. A chunk is
named by digests of what it holds, so that one that another program has touched is as good as gone.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple

from readlist.index import Index
from readlist.index.features import Feature

LARGEST = 128 << 20
"""Bytes of all exports that are kept together."""
_MOST = 12
"""Exports that are kept; which was made longest ago goes first."""
_AT_ONCE = 4 << 20
"""Bytes that are written together."""
_HEADS, _FACTS, _TEXTS = "texts", "texts: papers", "texts: written"
_KEYS = "texts: keys"
_DIGEST, _COUNT = 16, 4
_CODED = "utf-8", "surrogatepass"


class Chunk(NamedTuple):
    """Some papers of an export that stand behind each other."""

    name: str
    papers: int
    size: int
    """Bytes that it takes."""


@dataclass(slots=True)
class PaperFacts:
    """By what it is known that texts are still right, an entry a paper."""

    digests: list[bytes] = field(default_factory=list)
    """What the list says of it."""
    folders: list[str] = field(default_factory=list)
    """Where the library may tell of it; empty where that is its identifier."""
    made: list[str] = field(default_factory=list)
    """What else the text was made from."""
    lengths: list[int] = field(default_factory=list)
    """Characters of the text."""

    def add(self, digest: bytes, folders: str, made: str, length: int) -> None:
        """Take one more paper."""
        self.digests.append(digest)
        self.folders.append(folders)
        self.made.append(made)
        self.lengths.append(length)


@dataclass(frozen=True, slots=True)
class KeptExport:
    """An export as it was made last."""

    state: bytes = b""
    """What stands for everything that it was made from; empty if that is not known."""
    count: int = 0
    """How many papers it has."""
    chunks: Sequence[Chunk] = ()
    order: int = 0
    """The higher, the later it was made."""

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return sum(chunk.size for chunk in self.chunks)


class KeptTexts:
    """What is kept of one export.

    Args:
        index: Where it is kept.
        question: What stands for the export: its format, its options, which papers.
    """

    def __init__(self, index: Index, question: str) -> None:
        self._index = index
        self._question = question
        self._waiting: dict[tuple[str, str], Feature] = {}
        self._waiting_bytes = 0
        self._written = 0
        self._names: set[str] = set()
        self._is_full = False

    def last(self) -> KeptExport:
        """Return the export as it was made last; an empty one where it was not."""
        found = self._index.features(_HEADS, [self._question]).get(self._question)
        return (_head(found) if found else None) or KeptExport()

    def texts(self, chunks: Iterable[Chunk]) -> dict[str, str]:
        """Return the texts of chunks by name; what is not as it was written is left out."""
        found = self._index.features(_TEXTS, [chunk.name for chunk in chunks])
        return {
            name: one.data.decode(*_CODED)
            for name, one in found.items()
            if name.endswith(_digest(one.data))
        }

    def facts(self, chunk: Chunk) -> PaperFacts | None:
        """Return by what the texts of a chunk are known to be right; None if that is not known."""
        found = self._index.features(_FACTS, [chunk.name]).get(chunk.name)
        if not found or not chunk.name.startswith(_digest(found.data)):
            return None
        end = chunk.papers * _DIGEST
        digests = [found.data[at : at + _DIGEST] for at in range(0, end, _DIGEST)]
        return PaperFacts(digests, *json.loads(found.data[end:]))

    def put(self, facts: PaperFacts, text: str) -> Chunk:
        """Keep a chunk with the next ones, and return it."""
        told = b"".join(facts.digests) + json.dumps(
            [facts.folders, facts.made, facts.lengths], separators=(",", ":")
        ).encode("ascii")
        data = text.encode(*_CODED)
        chunk = Chunk(_digest(told) + _digest(data), len(facts.digests), len(told) + len(data))
        self._written += chunk.size
        self._is_full = self._is_full or self._written > LARGEST
        if self._is_full:
            self._waiting.clear()
            return chunk
        self._waiting[_FACTS, chunk.name] = Feature(b"", told)
        self._waiting[_TEXTS, chunk.name] = Feature(b"", data)
        self._waiting_bytes += chunk.size
        if self._waiting_bytes > _AT_ONCE:
            self._write()
        return chunk

    def _write(self) -> None:
        """Write what waits, so that it need not be held; what others left goes the first time."""
        gone = [] if self._names else self._orphans(self._heads().values())
        self._names |= {name for _, name in self._waiting}
        self._is_full = not self._index.replace_features(self._waiting, gone)
        self._waiting, self._waiting_bytes = {}, 0

    def finish(self, state: bytes, count: int, chunks: Sequence[Chunk]) -> None:
        """Keep the export as it is now, and forget what is too much.

        Args:
            state: What stands for everything that it was made from; empty if that is not known.
            count: How many papers it has.
            chunks: It in its order.
        """
        heads = self._heads()
        heads.pop(self._question, None)
        order = max((head.order for head in heads.values()), default=0) + 1
        own = KeptExport(state, count, chunks, order)
        if not self._is_full and own.size <= LARGEST:
            heads[self._question] = own
        kept: dict[str, KeptExport] = {}
        room = LARGEST
        for name, head in sorted(heads.items(), key=lambda one: -one[1].order)[:_MOST]:
            room -= head.size
            if room >= 0:
                kept[name] = head
        gone = [(_HEADS, name) for name in self._index.feature_names(_HEADS) if name not in kept]
        self._names = {name for _, name in self._waiting}
        written = dict(self._waiting)
        if self._question in kept:
            written[_HEADS, self._question] = _packed(own)
        else:
            written.clear()
        self._index.replace_features(written, [*gone, *self._orphans(kept.values())])
        self._waiting, self._waiting_bytes = {}, 0

    def _heads(self) -> dict[str, KeptExport]:
        found = self._index.all_features(_HEADS)
        heads = {name: _head(one) for name, one in found.items()}
        return {name: head for name, head in heads.items() if head}

    def _orphans(self, heads: Iterable[KeptExport]) -> list[tuple[str, str]]:
        """Return the chunks of no export."""
        named = {chunk.name for head in heads for chunk in head.chunks} | self._names
        return [
            (kind, name)
            for kind in (_FACTS, _TEXTS)
            for name in self._index.feature_names(kind)
            if name not in named
        ]


def wanted_keys(index: Index, version: str) -> dict[bytes, str]:
    """Return the citation keys that papers would have alone, by what the list says of them."""
    found = index.features(_KEYS, [version]).get(version)
    if not found or found.stamp != _digest(found.data).encode():
        return {}
    end = int.from_bytes(found.data[:_COUNT], "big") * _DIGEST + _COUNT
    digests = [found.data[at : at + _DIGEST] for at in range(_COUNT, end, _DIGEST)]
    return dict(zip(digests, json.loads(found.data[end:]), strict=True))


def keep_wanted_keys(index: Index, version: str, keys: Mapping[bytes, str]) -> None:
    """Keep these citation keys, and no others."""
    count, written = len(keys).to_bytes(_COUNT, "big"), json.dumps([*keys.values()])
    data = b"".join((count, *keys, written.encode("ascii")))
    gone = [(_KEYS, name) for name in index.feature_names(_KEYS)]
    index.replace_features({(_KEYS, version): Feature(_digest(data).encode(), data)}, gone)


def _packed(head: KeptExport) -> Feature:
    return Feature(head.state, json.dumps([head.order, head.count, head.chunks]).encode("ascii"))


def _head(found: Feature) -> KeptExport | None:
    try:
        order, count, chunks = json.loads(found.data)
        return KeptExport(found.stamp, count, [Chunk(*chunk) for chunk in chunks], order)
    except (ValueError, TypeError):  # a head of another version
        return None


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=_DIGEST).hexdigest()
