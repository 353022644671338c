"""What a pasted list holds and names no paper is named itself, with its line."""

import pytest

from readlist.documents import read
from readlist.mentions import find


def left_of(text: str, name: str = "pasted.txt") -> list[tuple[int, str]]:
    """Return lines and texts that are said to name no paper."""
    doubtful = find(read(text.encode(), name)).doubtful
    return [(doubt.line, doubt.text) for doubt in doubtful if doubt.why == "it names no paper"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("2310.00001\n2310.1234\nfoo\n", [(2, "2310.1234"), (3, "foo")]),
        ("2310.1234\n", [(1, "2310.1234")]),
        ("2310.00001, 2310.1234, 2310.00002v1\n", [(1, "2310.1234")]),
        ("2310.00001\n\nTo read:\n10.1145/3292500.3330701\n", []),
        ("https://arxiv.org/abs/2310.00001v2\nhttps://example.org/x\n",
         [(2, "https://example.org/x")]),
        ("Gusts and Experts: A Study of Winds. arXiv:2310.00001 [cs.CL], 2023.\n", []),
        ("hep-th/9901001 and math.GT/0309136\n", []),
    ],
)  # fmt: skip
def test_every_word_of_a_list_is_read_or_named(text: str, left: list[tuple[int, str]]) -> None:
    """Identifiers in any spelling are read; headings and titles are words around them."""
    assert left_of(text) == left


def test_a_row_of_a_table_without_a_paper_is_named() -> None:
    """A spreadsheet is a list, too: a row that has no identifier is not lost without a word."""
    text = "Name,Link,State\nGusts,https://arxiv.org/abs/2310.00001,read\nSome Winds,,later\n"
    assert left_of(text, "list.csv") == [(3, "Some Winds\t\tlater")]


@pytest.mark.parametrize("name", ["notes.md", "page.html", "prose.txt"])
def test_prose_is_no_list(name: str) -> None:
    """Most of its lines name no paper, and nobody expects them to."""
    text = "Some words on the weather.\n\nAnd a paper: https://arxiv.org/abs/2310.00001\n\nMore.\n"
    assert left_of(text, name) == []


def test_what_is_taken_for_a_number_is_named_too() -> None:
    """Beside what is no identifier, a bare number may be any; it is not dropped without a word."""
    found = find(read(b"2310.00001, 2310.1234, 2310.00002v1\n", "pasted.txt"))
    told = {doubt.text for doubt in found.doubtful} | {entry.id for entry in found.entries}
    assert told >= {"2310.00001", "2310.1234"}


def test_a_long_list_takes_linear_work() -> None:
    """Thousands of lines and words are told one by one."""
    text = "".join(f"2310.00001 2310.{n:03}\n" for n in range(900))
    assert len(left_of(text)) == 900


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.jsonl", '{"title": "Gusts", "arxiv_id": "2310.00001"}\n{"title": \n[1]\n', 2),
        ("a.jsonl", '{"title": "Gusts", "arxiv_id": "2310.00001"}\nwords\n', 2),
        ("a.csv", f"title,link\nGusts,https://arxiv.org/abs/2310.00001\n{'x' * 1_100_000},y\n", 3),
    ],
)
def test_a_record_that_cannot_be_read_is_named(name: str, text: str, line: int) -> None:
    """The others are read."""
    found = find(read(text.encode(), name))
    assert [entry.id for entry in found.entries] == ["2310.00001"]
    assert [doubt.line for doubt in found.doubtful] == [line]
    assert "cannot be read" in found.doubtful[0].why
