"""Tables of reStructuredText: by columns under each other, and in boxes."""

import pytest

from readlist.document_model import Block, Role
from readlist.documents import read
from readlist.documents.formats import rest
from readlist.mentions import find

LINK = "https://arxiv.org/abs/2310.00001"
SIMPLE = f"""\
Trees
=====

=======  ========================  ====================
Kind     Paper Title               Materials
=======  ========================  ====================
graphs   Counting Small Graphs     `[PDF] <{LINK}>`_
         Once and Twice
-------  ------------------------  --------------------
木       Mending Large Trees       none
=======  ========================  ====================

Words behind it.
"""
GRID = f"""\
+-----------------------+---------------------------------------------+
| Title                 | Link                                        |
+=======================+=============================================+
| Counting Small Graphs | `PDF <{LINK}>`_    |
| Once and Twice        |                                             |
+-----------------------+---------------------------------------------+
"""


def rows_of(text: str) -> list[Block]:
    """Return the rows of a document."""
    parts = read(text.encode(), "a.rst").parts
    return [part for part in parts if isinstance(part, Block) and part.role is Role.ROW]


@pytest.mark.parametrize("text", [SIMPLE, GRID])
def test_titles_and_links_stand_in_their_columns(text: str) -> None:
    """Also where a cell goes on in the next line."""
    (entry,) = find(read(text.encode(), "a.rst")).entries
    assert (entry.id, entry.title) == ("2310.00001", "Counting Small Graphs Once and Twice")


def test_wide_characters_take_two_columns() -> None:
    """As on the screen for which a table is written."""
    second = rows_of(SIMPLE)[1]
    texts = [second.text[cell.start : cell.end] for cell in second.cells]
    assert texts == ["木", "Mending Large Trees", "none"]
    assert second.line == 10


@pytest.mark.parametrize("text", ["=====  ====", "=====  ====\nword  word\n\nmore", "+--+\n"])
def test_what_has_no_end_is_no_table(text: str) -> None:
    """It is read as words."""
    assert rest.table_at(text.split("\n"), 0) is None


def test_a_table_without_headings_has_rows_only() -> None:
    """Two borders enclose them."""
    lines = "===  ===\na    b\nc    d\n===  ===".split("\n")
    assert rest.table_at(lines, 0) == ([], [(1, ["a", "b"]), (2, ["c", "d"])], 4)
