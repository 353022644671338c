"""Cutting a list into papers, and saying what is wrong with it."""

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from readlist.errors import FileError
from readlist.list_file import ListDocument, ListFile
from readlist.list_file.parsing import cut, parse_block
from support.list_texts import ODD_LISTS, list_texts, meaning

PATH = Path("list.toml")


def parse(text: str | bytes) -> ListDocument:
    """Read a list."""
    return ListDocument.parse(text if isinstance(text, bytes) else text.encode(), PATH)


@given(list_texts())
def test_papers_are_what_the_parser_says(text: str) -> None:
    """Cut into blocks or not, a list has the papers that TOML says it has."""
    assert list(parse(text).tables) == meaning(text).get("paper", [])


@pytest.mark.parametrize("text", ODD_LISTS.values(), ids=ODD_LISTS.keys())
def test_odd_lists_are_read(text: str) -> None:
    """Papers in odd forms are read as TOML says."""
    assert list(parse(text).tables) == meaning(text).get("paper", [])


def test_blocks_cover_the_text_behind_the_head() -> None:
    """Head and blocks put together are the text."""
    document = parse('# head\n[[paper]]\nid = "a"\n# between\n[[paper]]\nid = "b"')
    pieces = [document.block_text(number) for number in range(len(document.blocks))]
    assert document.head + "".join(pieces) == document.text


def test_headers_inside_texts_are_text() -> None:
    """A line that looks like a header inside a multi-line string begins no paper."""
    document = parse(
        "[[paper]]\nid = 'a'\nnotes = '''\n[[paper]]\n[[paper]]\n'''\n[[paper]]\nid = 'b'\n"
    )
    assert [table["id"] for table in document.tables] == ["a", "b"]


def test_many_false_headers_take_no_quadratic_time() -> None:
    """Fifty thousand false headers in one text are passed over in one go."""
    text = "[[paper]]\nid = 'a'\nnotes = '''\n" + "[[paper]]\n" * 50_000 + "'''\n"
    assert len(parse(text)) == 1


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b'[[paper]]\nid = "a\n', "list.toml, line 2, column"),
        (b'[[paper]]\nid = "a"\n[[paper]\n', "list.toml, line 3, column"),
        (b'[[paper]]\r\nid = "a"\r\nx = \r\n', "list.toml, line 3, column 5"),
        (b'\xef\xbb\xbfid = "a\n', "list.toml, line 1, column"),
        (b"notes = '''\n[[paper]]\n", "line 1, column 9: a quote is not closed"),
        (b'[[paper]]\nid = "a"\nnotes = """\nx\n\n[[paper]]\n', "line 3, column 9: a quote is not"),
        (b'[[paper]]\nid = "a\n[[paper]]\n', "line 2, column 8: a quote is not closed"),
        (b"[[paper]]\r\nid = 'a\r\n", "a quote is not closed"),
        (b"[[paper]]\nid = 'a", "line 2, column 8: a quote is not closed"),
        (b"[[paper]]\nstatus = read\n", "line 2, column 10: not a valid value; strings need"),
        (b'[[paper]]\nid = "a"\nid = "b"\n', "line 3, column 9: a key is given twice"),
        (b'[[paper]]\ntopics = ["a"\nx = 1\n', "line 3, column 1: a bracket is not closed"),
        (b"a = 1\na = 2\n", "list.toml, line 2, column"),
        (b'[[paper]]\nid = "a\x00b"\n', "list.toml, line 2, column"),
        (b'[[paper]]\nid = "caf\xe9"\n', "list.toml, line 2, column 10: byte 0xe9 is not UTF-8"),
        ('[[paper]]\nid = "a"\n'.encode("utf-16"), "UTF-16"),
        ('[[paper]]\nid = "a"\n'.encode("utf-16-le"), "UTF-16"),
        (b"x = " + b"[" * 100_000, "nested too deeply"),
        (b"<<<<<<< ours\n", "list.toml, line 1, column 1"),
        (b"\x1f\x8b\x08 rubbish", "not UTF-8"),
        (b"paper = 1\n", "paper is not a list"),
        (b"paper = [1]\n", "paper is not a list"),
        (b'[paper]\nid = "a"\n', "paper is not a list"),
        (b"schema = 2\n", "newer readlist"),
        (b'schema = "1"\n', "not a schema"),
        (b"schema = true\n", "not a schema"),
        (b"schema = 0\n", "not a schema"),
        (b'schema = 9\n[[paper]]\nid = "a"\n', "newer readlist"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(raw: bytes, problem: str) -> None:
    """A file that is no list gives one clear line, and one on what to do."""
    with pytest.raises(FileError) as caught:
        parse(raw)
    assert problem in caught.value.problem
    assert caught.value.remedy
    assert "\n" not in caught.value.problem


def test_the_line_of_a_paper_is_told() -> None:
    """Papers are found by line; one that cannot be located is said to be in line 1."""
    document = parse('\n\n[[paper]]\nid = "a"\n')
    assert document.line_of(0) == 3
    assert parse('paper = [{id = "a"}]').line_of(0) == 1


def test_versions_and_subject_classes_are_no_part_of_an_identifier() -> None:
    """A paper is found by its plain identifier, however the list spells it."""
    document = parse('[[paper]]\nid = "2310.06825v2"\n[[paper]]\nid = "math.GT/0309136"\n')
    assert document.numbers_of("2310.06825") == [0]
    assert document.numbers_of("math/0309136") == [1]
    assert document.numbers_of("2310.00001") == []


@pytest.mark.parametrize("kind", ["folder", "fifo", "huge"])
def test_what_is_no_file_is_refused(tmp_path: Path, kind: str) -> None:
    """A folder, a FIFO or 300 MB in the list's place give an error at once."""
    path = tmp_path / "list.toml"
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    else:
        with path.open("wb") as file:
            file.truncate(300 << 20)
    with pytest.raises(FileError) as caught:
        ListFile(path).load()
    assert str(path) in caught.value.problem


def test_a_missing_list_is_told_apart(tmp_path: Path) -> None:
    """No file, and a file in the place of its folder, mean that there is no list."""
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "none.toml", tmp_path / "file" / "none.toml"):
        with pytest.raises(FileNotFoundError):
            ListFile(path).load()


class Remembered:
    """A memory that answers what it is told to, and counts how often it is asked."""

    def __init__(self, numbers: list[int] | None, *, regular: bool = True) -> None:
        self.numbers, self.regular = numbers, regular
        self.asked: list[str] = []

    def is_regular(self, sha256: str) -> bool:
        """Answer for any text."""
        self.asked.append(sha256)
        return self.regular

    def numbers_of(self, sha256: str, _identifier: str) -> list[int] | None:
        """Answer for any paper."""
        self.asked.append(sha256)
        return self.numbers

    def count_of(self, _sha256: str) -> int:
        """Know no list as a whole."""
        return 0

    def known_at(
        self, _sha256: str, _first: int, _count: int
    ) -> Sequence[tuple[str, Callable[[str], bool]]]:
        """Know no paper by its text."""
        return ()


THREE = '[[paper]]\nid = "2401.00001"\n[[paper]]\nid = "2401.00002v3"\n[[paper]]\nid = "x"\n'


@pytest.mark.parametrize("numbers", [None, [], [1], [0], [2], [3], [0, 1], [1, 2], [99]])
def test_a_memory_that_errs_hits_no_other_paper(numbers: list[int] | None) -> None:
    """What it says of a paper's place is believed only where that paper stands."""
    document = ListDocument(THREE.encode(), PATH, Remembered(numbers))
    wanted = [] if numbers == [] else [1]
    assert document.numbers_of("2401.00002") == wanted


def test_a_memory_spares_parsing_what_nobody_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that was parsed before is known to be sound by its checksum."""
    parsed: list[str] = []

    def noted(text: str) -> Any:
        parsed.append(text)
        return parse_block(text)

    monkeypatch.setattr("readlist.list_file.document.read_plain", lambda _text: None)
    monkeypatch.setattr("readlist.list_file.document.parse_block", noted)
    memory = Remembered([1])
    document = ListDocument(THREE.encode(), PATH, memory)
    assert (len(document), document.regular) == (3, True)
    assert document.numbers_of("2401.00002") == [1]
    assert document.table(1)["id"] == "2401.00002v3"
    assert parsed == [document.block_text(1)]
    assert set(memory.asked) == {hashlib.sha256(THREE.encode()).hexdigest()}
    assert len(ListDocument(THREE.encode(), PATH, Remembered(None, regular=False))) == 3
    assert len(parsed) == 4


def test_blocks_that_are_known_are_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are, and told as they are: a list of a million shows how far it is."""
    parsed: list[str] = []
    told: list[float] = []

    def noted(text: str) -> Any:
        parsed.append(text)
        return parse_block(text)

    monkeypatch.setattr("readlist.list_file.document.read_plain", lambda _text: None)
    monkeypatch.setattr("readlist.list_file.document.parse_block", noted)
    document = ListDocument(THREE.encode(), PATH, tell=lambda done, *_: told.append(done))
    document.assume([0, 2])
    assert document.regular
    assert parsed == [document.block_text(1)]
    assert told


@pytest.mark.parametrize(
    ("text", "newline"),
    [("a = 1\n", "\n"), ("a = 1\r\n", "\r\n"), ("a = 1\rb = 2\n", "\n"), ("", "\n")],
)
def test_line_ends_are_told(text: str, newline: str) -> None:
    """Those of Windows where they occur; a carriage return alone ends no line."""
    assert ListDocument(text.encode(), PATH).newline == newline


def test_a_byte_order_mark_is_no_text() -> None:
    """It is left out of the text, told, and written again."""
    document = parse('\ufeff[[paper]]\nid = "a"\n')
    assert (document.bom, document.text[:2]) == ("\ufeff", "[[")
    assert document.encode("x").decode() == "\ufeffx"
    assert parse("").bom == ""


def test_a_conflict_is_told_with_line_and_mark() -> None:
    """It begins where the first mark stands, which is quoted with what git wrote behind it."""
    text = 'schema = 1\n\n[[paper]]\nid = "a"\n<<<<<<< HEAD\n=======\n>>>>>>> b\n'
    with pytest.raises(FileError) as caught:
        parse(text)
    assert caught.value.problem == (
        "list.toml, line 5, column 1: a merge left a conflict here, from '<<<<<<< HEAD' on"
    )
    with pytest.raises(FileError, match="line 1, column 1"):
        parse("<<<<<<< HEAD\n=======\n>>>>>>> b\n")


@pytest.mark.parametrize(
    ("own", "behind"),
    [
        ('[[paper]]\nid = "a"\n', "# behind\n\n"),
        ('[[paper]]\nid = "a"\n[paper.links]\nx = 1\n', "# behind\n"),
        ('[[paper]]\nid = "a"\n["paper".links]\nx = 1\n', ""),
        ('[[paper]]\nid = "a"\n', "[other]\nx = 1\n"),
        ('[[paper]]\nid = "a"\n', "[papers]\nx = 1\n"),
        ("[[paper]]\n", ""),
    ],
)
def test_where_a_papers_own_text_ends(own: str, behind: str) -> None:
    """Behind its last key or sub-table: comments, blanks and other tables are not its own."""
    assert ListDocument((own + behind).encode(), PATH).extent(0) == (0, len(own))
    document = ListDocument(f"# head\n{own}{behind}".encode(), PATH)
    assert document.extent(0) == (7, 7 + len(own))


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ('[[paper]] # [[paper]]\nid = "a"\n', 1),
        ('x = 1 # [[paper]]\n[[paper]]\nid = "a"\n', 1),
        ('\n[[paper]] # [[paper]]\nid = "a"\n\t[[ "paper" ]]\n', 2),
        ("[['paper']]\n[[\tpaper ]]\n", 2),
        ("x = '''\n[[paper]]'''\n[[paper]]\n", 1),
        ("[[papers]]\n[[ paper2 ]]\n[paper]\n", 0),
    ],
)
def test_headers_are_counted(text: str, papers: int) -> None:
    """One a line, at its beginning, in any spelling, and outside of texts."""
    assert len(cut(text)) == papers


def test_lines_of_papers_behind_the_last_are_the_first() -> None:
    """There is no such paper to point to."""
    document = parse('\n[[paper]]\nid = "a"\n\n[[paper]]\nid = "b"\n')
    assert [document.line_of(number) for number in (0, 1, 2)] == [2, 5, 1]


def test_a_list_may_have_256_megabytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One byte more is something else, and is not read at all."""
    asked: list[int] = []

    def noted(_path: Path, largest: int, _remedy: str) -> bytes:
        asked.append(largest)
        return b""

    monkeypatch.setattr("readlist.list_file.file.read_regular", noted)
    ListFile(tmp_path / "list.toml").load()
    assert asked == [256 * 1024 * 1024]


def test_cutting_parses_no_paper(tmp_path: Path) -> None:
    """A broken paper is found when it is asked for; a broken head or a conflict at once."""
    path = tmp_path / "list.toml"
    path.write_text('[[paper]]\nid = "a"\n[[paper]]\nid = \n')
    document = ListFile(path).cut()
    assert document.block_texts()[0] == '[[paper]]\nid = "a"\n'
    with pytest.raises(FileError, match="line 4"):
        len(document)
    for text in ("schema = 2\n", "<<<<<<< a\n=======\n>>>>>>> b\n", "schema = \n"):
        path.write_text(text)
        with pytest.raises(FileError):
            ListFile(path).cut()


def test_a_paper_is_located_by_any_spelling() -> None:
    """That of the list, another one of the same identifier, and a word that is none."""
    text = '# head\n[[paper]]\nid = "2310.06825v2"\n# behind\n[[paper]]\nid = "my draft"\n'
    document = parse(text)
    for name in ("2310.06825", "arXiv:2310.06825v1", "https://arxiv.org/abs/2310.06825"):
        ((start, end),) = document.locate(name)
        assert text[start:end] == '[[paper]]\nid = "2310.06825v2"\n'
    ((start, end),) = document.locate("my draft")
    assert text[start:end] == '[[paper]]\nid = "my draft"\n'
    assert document.locate("2310.00001") == []


def test_a_conflict_is_seen_before_papers_are_parsed(tmp_path: Path) -> None:
    """Also by what only cuts the list, as `show` does."""
    path = tmp_path / "list.toml"
    path.write_text('<<<<<<< a\n[[paper]]\nid = "a"\n=======\n>>>>>>> b\n')
    with pytest.raises(FileError, match="a merge left a conflict"):
        ListFile(path).cut()
