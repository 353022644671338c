"""Cutting a list into papers, and saying what is wrong with it."""

import os
from pathlib import Path

import pytest
from hypothesis import given

from list_texts import ODD_LISTS, list_texts, meaning
from readlist.errors import FileError
from readlist.list_file import ListDocument, read_document

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
        (b"[[paper]]\nstatus = read\n", "line 2, column 10: this is no value; text stands in"),
        (b'[[paper]]\nid = "a"\nid = "b"\n', "line 3, column 9: a key is there twice"),
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
        (b'schema = "1"\n', "not a layout"),
        (b"schema = true\n", "not a layout"),
        (b"schema = 0\n", "not a layout"),
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
        read_document(path)
    assert str(path) in caught.value.problem


def test_a_missing_list_is_told_apart(tmp_path: Path) -> None:
    """No file, and a file in the place of its folder, mean that there is no list."""
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "none.toml", tmp_path / "file" / "none.toml"):
        with pytest.raises(FileNotFoundError):
            read_document(path)
