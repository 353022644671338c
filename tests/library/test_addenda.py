"""What arXiv says beyond the list, for a whole library at once: quick, and never stale."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from readlist.library import reading
from readlist.library.workspace import Workspace
from readlist.metadata import Author, Metadata
from readlist.paper import Paper
from readlist.paper_files import PaperFiles
from support.library_kit import open_workspace

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
def workspace() -> Workspace:
    """Return a large list with all that arXiv said of its papers."""
    listed = "".join(map(table, range(1, COUNT)))
    bare = f'[[paper]]\nid = "2401.{COUNT:05}"\n[[paper]]\nid = "2402.00001"\n'
    found, _ = open_workspace("schema = 1\n" + listed + bare, offline=True)
    for number in range(1, COUNT + 1):
        found.paper_files.write_metadata(facts(number))
    return found


def count_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that fills with the papers whose file is read."""
    read: list[str] = []
    plain = PaperFiles.read_metadata

    def counted(self: PaperFiles, arxiv_id: object) -> Metadata | None:
        read.append(str(arxiv_id))
        return plain(self, arxiv_id)  # type: ignore[arg-type]  # as given

    monkeypatch.setattr(PaperFiles, "read_metadata", counted)
    return read


def papers_of(workspace: Workspace) -> Sequence[Paper]:
    """Return the papers of the list."""
    return list(workspace.papers())


def test_what_is_told_is_what_the_files_say(workspace: Workspace) -> None:
    """Journal, DOI and withdrawal; nothing of papers with nothing to tell; bare ones whole."""
    papers = papers_of(workspace)
    for _ in range(2):  # read, then remembered
        told = reading.metadata_of(workspace, papers)
        assert set(told) == {f"2401.{n:05}" for n in range(10, COUNT + 1, 10)}
        assert (told["2401.00010"].journal_ref, told["2401.00010"].doi) == (
            "J. Test 1 (2024)",
            "10.1000/x",
        )
        assert told["2401.00020"].withdrawn
        assert not told["2401.00030"].withdrawn
        assert told[f"2401.{COUNT:05}"] == facts(COUNT)


def test_files_are_read_once(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time the index knows, but for papers that the list does not describe."""
    papers = papers_of(workspace)
    read = count_reads(monkeypatch)
    reading.metadata_of(workspace, papers)
    assert len(read) == COUNT
    del read[:]
    again, _ = open_workspace(None, offline=True)
    reading.metadata_of(again, papers_of(again))
    assert read == [f"2401.{COUNT:05}"]


def test_a_file_that_changed_is_read_again(workspace: Workspace) -> None:
    """A DOI that arXiv adds is told at once."""
    reading.metadata_of(workspace, papers_of(workspace))
    workspace.paper_files.write_metadata(replace(facts(11), doi="10.1000/new"))
    again, _ = open_workspace(None, offline=True)
    assert reading.metadata_of(again, papers_of(again))["2401.00011"].doi == "10.1000/new"


def test_nothing_remembered_is_told_without_its_file(workspace: Workspace) -> None:
    """What was taken out of the library is not told any more."""
    reading.metadata_of(workspace, papers_of(workspace))
    (workspace.paper_files.library / "2401.00010" / "metadata.json").unlink()
    again, _ = open_workspace(None, offline=True)
    assert "2401.00010" not in reading.metadata_of(again, papers_of(again))


def test_all_of_it_comes_when_abstracts_are_wanted(workspace: Workspace) -> None:
    """Then every file is read."""
    whole = reading.metadata_of(workspace, papers_of(workspace), whole=True)
    assert len(whole) == COUNT
    assert whole["2401.00001"] == facts(1)


def test_without_an_index_the_files_tell(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache that cannot be written makes it slower and nothing else."""
    told = reading.metadata_of(workspace, papers_of(workspace))
    again, _ = open_workspace(None, offline=True)
    monkeypatch.setattr(type(again.index), "features", lambda *_: {})
    monkeypatch.setattr(type(again.index), "keep_features", lambda *_: None)
    assert reading.metadata_of(again, papers_of(again)) == told
