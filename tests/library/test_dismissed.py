"""The file of discoveries that were turned down."""

from datetime import date
from pathlib import Path

import pytest

from readlist.errors import FileError
from readlist.library.dismissed import Dismissed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the file will be."""
    return tmp_path / "dismissed.txt"


def test_no_file_dismisses_nothing(path: Path) -> None:
    """A reader who never turned anything down has no file."""
    assert Dismissed(path).read() == {}


def test_papers_are_appended_with_the_day(path: Path) -> None:
    """A line holds the identifier and today's date; a known paper is not written twice."""
    dismissed = Dismissed(path)
    assert dismissed.add(["2611.00001", "hep-th/9901001", "2611.00001"]) == [
        "2611.00001",
        "hep-th/9901001",
    ]
    assert dismissed.add(["2611.00001"]) == []
    assert path.read_text() == "2611.00001 2026-11-21\nhep-th/9901001 2026-11-21\n"
    assert dismissed.read()["2611.00001"] == date(2026, 11, 21)


def test_what_the_reader_wrote_stays(path: Path) -> None:
    """Comments, blank lines, foreign bytes and a missing last newline survive every change."""
    mine = b"# no birds\r\n\n2611.00001v2  2026-01-01  # songs \xff\nnonsense\nhttps://arxiv.org/abs/2611.00002"
    path.write_bytes(mine)
    dismissed = Dismissed(path)
    assert dismissed.read() == {"2611.00001": date(2026, 1, 1), "2611.00002": None}
    dismissed.add(["2611.00003"])
    assert path.read_bytes() == mine + b"\n2611.00003 2026-11-21\n"
    assert dismissed.remove(["2611.00003", "2611.00002", "2611.00009"]) == [
        "2611.00003",
        "2611.00002",
    ]
    assert path.read_bytes() == mine.rpartition(b"\n")[0] + b"\n"


def test_removing_what_is_not_there_writes_nothing(path: Path) -> None:
    """A file that would not change is left alone."""
    Dismissed(path).remove(["2611.00001"])
    assert not path.exists()


def test_a_folder_in_its_place_is_an_error_in_words(path: Path) -> None:
    """What cannot be read is named, with what to do."""
    path.mkdir()
    with pytest.raises(FileError, match="cannot read"):
        Dismissed(path).read()
