"""Conflicts that a merge left are the ordered triple at the beginning of lines."""

import pytest

from readlist.toml_edit import conflict_in, render_value, without_marks

BLOCK = "<<<<<<< HEAD\nmine\n=======\ntheirs\n>>>>>>> other\n"
WITH_BASE = "<<<<<<< a\nmine\n||||||| b\nold\n=======\n>>>>>>> c"


@pytest.mark.parametrize("before", ["", "x = 1\n", "\n\n", "<<<<<<<no mark\n", "=======\n"])
@pytest.mark.parametrize("block", [BLOCK, WITH_BASE, BLOCK.replace("\n", "\r\n")])
def test_a_conflict_is_found_where_it_begins(before: str, block: str) -> None:
    """With or without the common version, labels or Windows' line ends."""
    assert conflict_in(before + block + "y = 2\n") == len(before)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Results\n=======\nas expected\n",
        "<<<<<<< HEAD\nonly a beginning\n=======\n",
        "=======\n<<<<<<< a\n>>>>>>> b\n",
        ">>>>>>> a\n=======\n<<<<<<< b\n",
        "<<<<<<<<<< ten\n==========\n>>>>>>>>>> ten\n",
        BLOCK.replace("<<<", " <<<", 1),
        "a <<<<<<< b\na =======\na >>>>>>> b\n",
    ],
)
def test_what_is_no_conflict_is_none(text: str) -> None:
    """Headings, other lengths, another order, and marks that are indented."""
    assert conflict_in(text) is None


@pytest.mark.parametrize("text", [BLOCK, WITH_BASE])
def test_a_space_in_front_takes_every_mark_away(text: str) -> None:
    """Nothing else changes, and a second time nothing at all."""
    plain = without_marks(text)
    assert conflict_in(plain) is None
    assert [line.lstrip() for line in plain.splitlines()] == text.splitlines()
    assert without_marks(plain) == plain


def test_no_written_value_has_a_mark_at_the_beginning_of_a_line() -> None:
    """Any text is kept as it is, spelt on one line where it would look like a conflict."""
    assert "\n" not in render_value("source", f"from\n{BLOCK}")
    assert render_value("source", "a\nb\n").count("\n") == 3
