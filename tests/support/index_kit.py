"""An index over a list in a temporary folder."""

from collections.abc import Sequence
from pathlib import Path

from readlist.index import Index, IndexedList
from readlist.list_file import ListDocument, ListFile
from readlist.paper import Paper
from readlist.reading_list import ReadingList


def list_of(*papers: str) -> str:
    """Return the text of a list."""
    return "schema = 1\n" + "".join(papers)


def block(identifier: str, *lines: str) -> str:
    """Return a paper as the list has it."""
    return f'\n[[paper]]\nid = "{identifier}"\n' + "".join(f"{line}\n" for line in lines)


class Desk:
    """A list, its index, and how often the list was read."""

    def __init__(self, folder: Path) -> None:
        self.list = folder / "readlist.toml"
        self.index_file = folder / "cache" / "index.db"
        self.cuts = 0

    def write(self, text: str) -> None:
        """Write the list."""
        self.list.write_text(text, encoding="utf-8", newline="")

    def index(self) -> Index:
        """Return the index as a new process would open it."""
        return Index(self.index_file, self.list)

    def cut(self) -> ListDocument:
        """Read the list without parsing it, and count that."""
        self.cuts += 1
        return ListFile(self.list).cut()

    def papers(self, index: Index | None = None) -> IndexedList | None:
        """Return the papers from an index that is brought in line first."""
        return (index or self.index()).papers(self.cut, self.plain)

    def plain(self) -> ReadingList:
        """Return the papers as the file has them."""
        document = ListFile(self.list).load()
        return ReadingList(Paper.from_table(table) for table in document.tables)

    def shown(self) -> Sequence[Paper]:
        """Return the papers from the index, which has to be usable."""
        found = self.papers()
        assert found is not None
        return found.papers

    def ids(self) -> list[str]:
        """Return the identifiers from the index."""
        return [paper.id for paper in self.shown()]
