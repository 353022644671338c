"""Exports that are one text a paper: what changed is made anew, what did not is joined as it was.

A text is right as long as what it was made from is the same: the paper's own text in the list, what
the library says of it, its citation key, and how readlist writes. Each of them is looked at for
every paper; see docs/decisions/0044-texts-of-papers-are-kept.md.
"""

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
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
_WORTH = 16
"""Papers of one chunk for which it is opened, in a long list."""
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
        self._texts: dict[str, str] = {}
        self._opened: dict[int, list[NewText]] = {}
        self._ready: dict[int, NewText] = {}

    def texts(self, last: KeptExport) -> Iterator[str]:
        """Yield the texts of some hundred papers at a time, joined as the format joins them."""
        self._chunks = last.chunks
        if self._maker.held:
            self._texts = self._store.texts(last.chunks)
            self._chunks = [chunk for chunk in last.chunks if chunk.name in self._texts]
        self._starts = [0, *accumulate(chunk.papers for chunk in self._chunks)]
        found, homes = self._found()
        if self._maker.held:
            self._make([number for number, old in enumerate(found) if old == _UNKNOWN])
        chunks: list[Chunk] = []
        for start, end in _runs(homes):
            text, chunk = self._run(range(start, end), found[start:end])
            chunks.append(chunk)
            yield text
        state = self._cache.state if self._cache.is_still_so else b""
        self._store.finish(state, len(self._maker.facts.chosen), chunks)

    def _found(self) -> tuple["array[int]", "array[int]"]:
        """Return where the text of each paper is kept, and the chunk in which it was.

        A chunk is numbered by its place in the last export, a text by its own.
        """
        digests, places = self._maker.facts.digests, self._places
        numbers = {digests[place]: number for number, place in enumerate(places)}
        found = array("l", [_UNKNOWN]) * len(places)
        homes = found[:]
        for home, chunk in enumerate(self._chunks):
            facts = self._store.facts(chunk) or PaperFacts()
            known = zip(facts.digests, facts.folders, facts.made, strict=True)
            for old, (digest, folders, made) in enumerate(known, self._starts[home]):
                number = numbers.get(digest)
                if number is not None:
                    homes[number] = home
                    if self._maker.made_from(places[number], folders) == made:
                        found[number] = old
        return found, homes

    def _run(self, numbers: range, found: "array[int]") -> tuple[str, Chunk]:
        """Return the text of papers that stand behind each other, and what is kept of it.

        Args:
            numbers: Which papers of the export.
            found: Where the text of each is kept.
        """
        home = self._home_of(found[0])
        whole = array("l", range(*self._starts[home : home + 2])) if self._chunks else None
        if found == whole and (text := self._text(home)) is not None:
            return text, self._chunks[home]
        kept = self._kept(dict(zip(numbers, found, strict=True)))
        if not self._maker.held:
            self._ready.clear()
        # In a short list all are made by now, unless another process has taken a chunk away.
        self._make([one for one in numbers if one not in kept and one not in self._ready])
        facts, texts = PaperFacts(), []
        for number in numbers:
            one = kept.get(number) or self._ready[number]
            digest = self._maker.facts.digests[self._places[number]]
            facts.add(digest, one.folders, one.made, len(one.text))
            texts.append(one.text)
        text = self._maker.flat.between.join(texts)
        return text, self._store.put(facts, text)

    def _home_of(self, old: int) -> int:
        """Return the chunk in which a text is kept; any for one that is not."""
        return max(bisect_right(self._starts, old) - 1, 0) if self._chunks else 0

    def _kept(self, wanted: Mapping[int, int]) -> dict[int, NewText]:
        """Return the texts of a run that are kept, given where."""
        homes = {number: self._home_of(old) for number, old in wanted.items() if old != _UNKNOWN}
        if not self._maker.held:
            # To write some texts is quicker than to open a chunk for them.
            many = Counter(homes.values())
            homes = {number: home for number, home in homes.items() if many[home] >= _WORTH}
            self._opened.clear()
        return {
            number: texts[wanted[number] - self._starts[home]]
            for number, home in homes.items()
            if (texts := self._open(home))
        }

    def _open(self, home: int) -> list[NewText]:
        """Return the texts of a chunk, none if it is not whole."""
        if home not in self._opened:
            text, facts = self._text(home), self._store.facts(self._chunks[home])
            whole = () if text is None or facts is None else self._parts(text, facts)
            self._opened[home] = [*whole]
        return self._opened[home]

    def _parts(self, text: str, facts: PaperFacts) -> Iterator[NewText]:
        start, step = 0, len(self._maker.flat.between)
        for folders, made, length in zip(facts.folders, facts.made, facts.lengths, strict=True):
            yield NewText(folders, made, text[start : start + length])
            start += length + step

    def _text(self, home: int) -> str | None:
        chunk = self._chunks[home]
        if self._maker.held:
            return self._texts.get(chunk.name)
        return self._store.texts([chunk]).get(chunk.name)

    def _make(self, numbers: Sequence[int]) -> None:
        """Make the texts of some papers of the export."""
        if not numbers:
            return
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
