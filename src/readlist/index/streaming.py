"""Papers that pass a filter, read from the index in order, a few at a time."""

from array import array
from collections.abc import Callable, Iterator, Sequence

from readlist.index.row_facts import changed
from readlist.index.rows import RECORD, Ask, checked, from_records
from readlist.paper import Paper

AT_ONCE = 500
"""Papers that are held: their metadata is looked up in as many questions."""

Answer = Callable[
    [Callable[[Ask], Sequence[Paper]], Callable[[], Sequence[Paper]]], Sequence[Paper]
]
"""Returns what the first function gets from the index, or what the second reads from the list."""


class PaperStream:
    """Papers in order, which can be iterated more than once; few are held in memory.

    Args:
        rows: Where they are in the index.
        source: The checksum of the list that the rows were made from.
        answer: Asks the index.
        plainly: Reads the same papers from the list itself, all of them.
    """

    def __init__(
        self,
        rows: Sequence[int],
        source: str,
        answer: Answer,
        plainly: Callable[[], Sequence[Paper]],
    ) -> None:
        self._rows = array("q", rows)
        self._source = source
        self._answer = answer
        self._plainly = plainly

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Paper]:
        for papers in self.chunks():
            yield from papers

    def chunks(self) -> Iterator[Sequence[Paper]]:
        """Yield the papers, `AT_ONCE` of them at a time.

        Raises:
            FileError: The list was changed since the first one was asked for.
        """
        for start in range(0, len(self._rows), AT_ONCE):
            yield self._some(start, start + AT_ONCE)

    def _some(self, start: int, end: int) -> Sequence[Paper]:
        rows = self._rows[start:end]

        def asked(ask: Ask) -> Sequence[Paper]:
            if ask("SELECT sha256 FROM source")[0][0] != self._source:
                raise changed()
            among = ",".join(map(str, rows))
            found = ask(f"SELECT {RECORD} FROM record WHERE row IN ({among})")  # noqa: S608 - numbers
            texts = dict(zip([row for row, _, _ in found], checked(found), strict=True))
            return from_records([texts[row] for row in rows])

        def read() -> Sequence[Paper]:
            papers = self._plainly()
            if len(papers) != len(self._rows):
                raise changed()
            return papers[start:end]

        return self._answer(asked, read)
