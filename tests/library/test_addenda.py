"""What arXiv says beyond the list, for a whole library at once: quick, and never stale."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from library_kit import open_library
from readlist.library import Library
from readlist.metadata import Author, Metadata
from readlist.paper import Paper
from readlist.shelf import Shelf

COUNT = 320


def facts(number: int) -> Metadata:
    """Make what arXiv says of a paper; one in ten has something that the list does not hold."""
    special = number % 10 == 0
    return Metadata(
        id=f"2401.{number:05}",
        version=2 if special else 1,
        title=f"Title {number}",
        authors=(Author("Ada Archer"),),
        abstract="Words about it.",
        categories=("cs.CL",),
        published="2024-01-08T00:00:00Z",
        updated="2024-01-08T00:00:00Z",
        comment="This paper has been withdrawn" if number == 20 else "12 pages",
        journal_ref="J. Test 1 (2024)" if special and number != 20 else "",
        doi="10.1000/x" if number == 10 else "",
    )


def table(number: int, lines: str = "") -> str:
    """Return a paper as the list has it, complete but for nothing."""
    return (
        f'[[paper]]\nid = "2401.{number:05}"\ntitle = "Title {number}"\n'
        f'authors = ["Ada Archer"]\npublished = 2024-01-08\ncategories = ["cs.CL"]\n{lines}\n'
    )


@pytest.fixture
def library() -> Library:
    """Return a large list with all that arXiv said of its papers."""
    listed = "".join(map(table, range(1, COUNT)))
    bare = f'[[paper]]\nid = "2401.{COUNT:05}"\n[[paper]]\nid = "2402.00001"\n'
    found, _ = open_library("schema = 1\n" + listed + bare, offline=True)
    for number in range(1, COUNT + 1):
        found.shelf.write_metadata(facts(number))
    return found


def count_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that fills with the papers whose file is read."""
    read: list[str] = []
    plain = Shelf.read_metadata

    def counted(self: Shelf, arxiv_id: object) -> Metadata | None:
        read.append(str(arxiv_id))
        return plain(self, arxiv_id)  # type: ignore[arg-type]  # as given

    monkeypatch.setattr(Shelf, "read_metadata", counted)
    return read


def papers_of(library: Library) -> Sequence[Paper]:
    """Return the papers of the list."""
    return list(library.papers())


def test_what_is_told_is_what_the_files_say(library: Library) -> None:
    """Journal, DOI and withdrawal; nothing of papers with nothing to tell; bare ones whole."""
    papers = papers_of(library)
    for _ in range(2):  # read, then remembered
        told = library.metadata_of(papers)
        assert set(told) == {f"2401.{n:05}" for n in range(10, COUNT + 1, 10)}
        assert (told["2401.00010"].journal_ref, told["2401.00010"].doi) == (
            "J. Test 1 (2024)",
            "10.1000/x",
        )
        assert told["2401.00020"].withdrawn
        assert not told["2401.00030"].withdrawn
        assert told[f"2401.{COUNT:05}"] == facts(COUNT)


def test_files_are_read_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time the index knows, but for papers that the list does not describe."""
    papers = papers_of(library)
    read = count_reads(monkeypatch)
    library.metadata_of(papers)
    assert len(read) == COUNT
    del read[:]
    again, _ = open_library(None, offline=True)
    again.metadata_of(papers_of(again))
    assert read == [f"2401.{COUNT:05}"]


def test_a_file_that_changed_is_read_again(library: Library) -> None:
    """A DOI that arXiv adds is told at once."""
    library.metadata_of(papers_of(library))
    library.shelf.write_metadata(replace(facts(11), doi="10.1000/new"))
    again, _ = open_library(None, offline=True)
    assert again.metadata_of(papers_of(again))["2401.00011"].doi == "10.1000/new"


def test_nothing_remembered_is_told_without_its_file(library: Library) -> None:
    """What was taken off the shelf is not told any more."""
    library.metadata_of(papers_of(library))
    (library.shelf.library / "2401.00010" / "metadata.json").unlink()
    again, _ = open_library(None, offline=True)
    assert "2401.00010" not in again.metadata_of(papers_of(again))


def test_all_of_it_comes_when_abstracts_are_wanted(library: Library) -> None:
    """Then every file is read."""
    whole = library.metadata_of(papers_of(library), whole=True)
    assert len(whole) == COUNT
    assert whole["2401.00001"] == facts(1)


def test_without_an_index_the_files_tell(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache that cannot be written makes it slower and nothing else."""
    told = library.metadata_of(papers_of(library))
    again, _ = open_library(None, offline=True)
    monkeypatch.setattr(type(again.index), "features", lambda *_: {})
    monkeypatch.setattr(type(again.index), "keep_features", lambda *_: None)
    assert again.metadata_of(papers_of(again)) == told
