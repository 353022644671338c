"""Formats that are one text a paper, with the same between any two of them.

The text of a paper depends on nothing but the paper, so that it can be kept and joined again
(docs/decisions/0044-texts-of-papers-are-kept.md).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from readlist.exporters.entry import Entries, ExportEntry, Options

RENDERING = 1
"""Part of what kept texts are found by. It changes whenever a text comes out otherwise than before,
or readers would get old texts beside new ones; a test holds it to samples of every format."""

Frame = Callable[[Options], str]


@dataclass(frozen=True, slots=True)
class Flat:
    """How the texts of papers become a file."""

    text: Callable[[ExportEntry, str, Options], str]
    """Return the text of one paper with its citation key. Of the options it may depend on `notes`
    and `abstracts` alone."""
    empty: Frame
    """Return the file of no papers."""
    head: Frame
    """Return what stands in front of the first one."""
    between: str = ""
    tail: str = ""
    once: bool = False
    """Whether of two papers with one identifier only the first counts: both would have its key."""

    def pieces(self, entries: Entries, options: Options) -> Iterator[str]:
        """Yield the file from head to foot."""
        return self.joined(self._texts(entries, options), options)

    def joined(self, texts: Iterable[str], options: Options) -> Iterator[str]:
        """Yield the file that holds these texts, each of which is one paper or several joined."""
        before = self.head(options)
        some = False
        for text in texts:
            yield before + text
            before, some = self.between, True
        if not some:
            yield self.empty(options)
        elif self.tail:
            yield self.tail

    def _texts(self, entries: Entries, options: Options) -> Iterator[str]:
        keys = options.keys_of(entries)
        seen: set[str] = set()
        for entry in entries:
            identifier = entry.paper.id
            if self.once and identifier in seen:
                continue
            if self.once:
                seen.add(identifier)
            yield self.text(entry, keys[identifier], options)
