"""Exports that are one text a paper: what changed is made anew, what did not is joined as it was.

A text is right as long as what it was made from is the same: the paper's own text in the list, what
the library says of it, its citation key, and how readlist writes. Each of them is looked at for
every paper; see docs/decisions/0044-texts-of-papers-are-kept.md.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate

from readlist.errors import FileError
from readlist.exporters import FileExporter, Options
from readlist.index import IndexedList
from readlist.library import export_entries, reading, selecting
from readlist.library.kept_texts import (
    Chunk,
    KeptExport,
    KeptTexts,
    PaperFacts,
)
from readlist.library.result_cache import LARGEST_KEPT, ResultCache, question_of
from readlist.library.text_making import VERSION, NewText, TextMaker
from readlist.library.workspace import Workspace
from readlist.reading_list import Filters
from readlist.reading_list.filters import EXPORTED

_FEW = 500
"""Papers up to which a list is written anew as quickly as what is kept of it is compared."""
_CHUNK = 512
"""Papers that are kept together."""
_LEAST = 64
"""Papers that are too few to be kept by themselves."""
_UNKNOWN = -1

Made = tuple[int, Callable[[], Iterator[str]]]
"""How many papers there are, and what gives the file."""


def pieces_of(
    workspace: Workspace,
    listed: IndexedList,
    exporter: FileExporter,
    filters: Filters,
    options: Options,
) -> Made | None:
    """Return how many papers an export has, and what gives it; None where it is made as a whole.

    Raises:
        UsageError: No paper has a topic that is asked for.
    """
    flat = exporter.flat
    if flat is None or filters.sort == "rank" or len(listed) <= _FEW:
        return None
    selecting.check_topics(filters, listed)
    cache = reading.kept_results(workspace, listed, filters)
    asked = (exporter.name, exporter.style, options.notes, options.abstracts, VERSION)
    store = KeptTexts(workspace.index, question_of(filters, EXPORTED, *asked))
    last = store.last()
    if same := _unchanged(store, last, cache):
        return last.count, partial(flat.joined, same, options)
    facts = listed.facts(filters, EXPORTED)
    if facts is None:
        return None
    count = len(facts.chosen)
    if len(facts.ids) > export_entries.HELD:

        def anew() -> Iterator[str]:
            maker = TextMaker(workspace, listed, flat, options, facts)
            return flat.joined(_Export(maker, store, cache).texts(store.last()), options)

        return count, anew
    try:
        maker = TextMaker(workspace, listed, flat, options, facts)
        texts = [*_Export(maker, store, cache).texts(last)]
    except FileError:  # the list has changed since: it is read as a whole
        return None
    return count, partial(flat.joined, texts, options)


def _unchanged(store: KeptTexts, last: KeptExport, cache: ResultCache) -> list[str] | None:
    """Return the texts of an export of which nothing has changed, unless it is large."""
    if not cache.state or last.state != cache.state or last.size > LARGEST_KEPT:
        return None
    found = store.texts(last.chunks)
    texts = [found.get(chunk.name) for chunk in last.chunks]
    return None if None in texts else [text for text in texts if text is not None]


class _Export:
    """One export: the texts that are kept and still right, and the others made anew.

    Args:
        maker: Makes texts.
        store: Keeps them.
        cache: Knows whether everything is as it was.
    """

    def __init__(self, maker: TextMaker, store: KeptTexts, cache: ResultCache) -> None:
        self._maker = maker
        self._store = store
        self._cache = cache
        self._places = _once(maker) if maker.flat.once else maker.facts.chosen
        self._chunks: Sequence[Chunk] = ()
        self._starts: list[int] = []
        self._homes = array("l")
        self._old = PaperFacts()
        self._texts: dict[str, str] = {}
        self._split: tuple[int, list[str]] = (_UNKNOWN, [])
        self._ready: dict[int, NewText] = {}

    def texts(self, last: KeptExport) -> Iterator[str]:
        """Yield the texts of some hundred papers at a time, joined as the format joins them."""
        self._take(last)
        found, homes = self._found()
        if self._maker.held:
            missing = [n for n, old in enumerate(found) if old == _UNKNOWN]
            self._make(missing)
        chunks: list[Chunk] = []
        for start, end in _runs(homes):
            text, chunk = self._run(range(start, end), found[start:end])
            chunks.append(chunk)
            yield text
        state = self._cache.state if self._cache.is_still_so else b""
        self._store.finish(state, len(self._maker.facts.chosen), chunks)

    def _take(self, last: KeptExport) -> None:
        """Take what was kept, as far as it is whole."""
        kept = last.chunks
        if self._maker.held:
            self._texts = self._store.texts(kept)
            kept = [chunk for chunk in kept if chunk.name in self._texts]
        whole = [(chunk, facts) for chunk in kept if (facts := self._store.facts(chunk))]
        self._chunks = [chunk for chunk, _ in whole]
        self._starts = [0, *accumulate(chunk.papers for chunk in self._chunks)]
        for number, (_, facts) in enumerate(whole):
            self._homes.extend([number] * len(facts.digests))
            self._old.digests += facts.digests
            self._old.folders += facts.folders
            self._old.made += facts.made
            self._old.lengths += facts.lengths

    def _found(self) -> tuple[list[int], list[int]]:
        """Return, of each paper, where its text is kept, and the chunk in which it was."""
        maker, old = self._maker, self._old
        known = {digest: number for number, digest in enumerate(old.digests)}
        found, homes = [], []
        for place in self._places:
            number = known.get(maker.facts.digests[place], _UNKNOWN)
            homes.append(self._homes[number] if number != _UNKNOWN else _UNKNOWN)
            if (
                number != _UNKNOWN
                and maker.made_from(place, old.folders[number]) != old.made[number]
            ):
                number = _UNKNOWN
            found.append(number)
        return found, homes

    def _run(self, numbers: range, found: list[int]) -> tuple[str, Chunk]:
        """Return the text of papers that stand behind each other, and what is kept of it.

        Args:
            numbers: Which papers of the export.
            found: Where the text of each is kept.
        """
        whole = self._whole(found)
        if whole is not None and (text := self._text(whole)) is not None:
            return text, self._chunks[whole]
        kept = {n: one for n, old in zip(numbers, found, strict=True) if (one := self._kept(old))}
        if not self._maker.held:
            self._ready.clear()
            self._make([n for n in numbers if n not in kept])
        facts, texts = PaperFacts(), []
        for number in numbers:
            one = kept.get(number) or self._ready[number]
            digest = self._maker.facts.digests[self._places[number]]
            facts.add(digest, one.folders, one.made, len(one.text))
            texts.append(one.text)
        text = self._maker.flat.between.join(texts)
        return text, self._store.put(facts, text)

    def _whole(self, found: list[int]) -> int | None:
        """Return the chunk that is the same papers in the same order, if there is one."""
        if not found or found[0] == _UNKNOWN:
            return None
        home = self._homes[found[0]]
        return home if found == [*range(self._starts[home], self._starts[home + 1])] else None

    def _kept(self, number: int) -> NewText | None:
        """Return a text that is kept."""
        if number == _UNKNOWN:
            return None
        home = self._homes[number]
        if self._split[0] != home:
            self._split = home, self._parts(home)
        texts = self._split[1]
        if not texts:
            return None
        text = texts[number - self._starts[home]]
        return NewText(self._old.folders[number], self._old.made[number], text)

    def _parts(self, home: int) -> list[str]:
        """Return the texts of a chunk, none if it is not whole."""
        text, step = self._text(home), len(self._maker.flat.between)
        if text is None:
            return []
        parts, start = [], 0
        for length in self._old.lengths[self._starts[home] : self._starts[home + 1]]:
            parts.append(text[start : start + length])
            start += length + step
        return parts

    def _text(self, home: int) -> str | None:
        chunk = self._chunks[home]
        if self._maker.held:
            return self._texts.get(chunk.name)
        return self._store.texts([chunk]).get(chunk.name)

    def _make(self, numbers: Sequence[int]) -> None:
        """Make the texts of some papers of the export."""
        new = self._maker.texts([self._places[number] for number in numbers])
        self._ready.update(zip(numbers, new, strict=True))


def _once(maker: TextMaker) -> list[int]:
    """Return the positions of the papers that are exported, one of each identifier."""
    first: dict[str, int] = {}
    for place in maker.facts.chosen:
        first.setdefault(maker.facts.ids[place], place)
    return [*first.values()]


def _runs(homes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield beginnings and ends of papers that are kept together, as far as can be as before."""
    start, last = 0, _UNKNOWN
    for number, home in enumerate(homes):
        count = number - start
        moved = home not in (_UNKNOWN, last) and last != _UNKNOWN and count >= _LEAST
        if moved or count >= (_CHUNK if last == _UNKNOWN else 2 * _CHUNK):
            yield start, number
            start, last = number, _UNKNOWN
        last = home if home != _UNKNOWN else last
    if homes:
        yield start, len(homes)
