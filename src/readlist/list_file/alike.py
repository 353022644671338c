"""A list that is much like one that was cut before, as the sides of a merge are."""

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from readlist.list_file.document import ListDocument
from readlist.list_file.parsing import Memory, PaperSpan, cut_along


class AlikeDocument(ListDocument):
    """A list that is cut along the papers of another one; else as any.

    Args:
        raw: The bytes.
        path: Where they were read.
        along: The blocks of the other list, in its order, each one paper by itself.
        memory: What is known of these bytes, if anything.
    """

    def __init__(
        self, raw: bytes, path: Path, along: Sequence[str], memory: Memory | None = None
    ) -> None:
        super().__init__(raw, path, memory)
        self._along = along

    @cached_property
    def _texts(self) -> Sequence[str]:
        return cut_along(self.text, self._along)

    @cached_property
    def blocks(self) -> tuple[PaperSpan, ...]:
        """The papers' blocks, in order; headers inside multi-line strings are none."""
        head = len(self.text) - sum(map(len, self._texts))
        places = [*accumulate(map(len, self._texts), initial=head)]
        return tuple(map(PaperSpan, places, places[1:]))

    def block_texts(self) -> Sequence[str]:
        """Return the text of every block, those of the other list as the very strings."""
        return self._texts
