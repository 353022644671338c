"""Whose a paper is, and what groups the rows of a table, is not what it is called."""

import pytest

from readlist.documents import read
from readlist.mentions import find

LINK = "https://arxiv.org/abs/2310.00001"


@pytest.mark.parametrize(
    "below",
    [
        "  * Ada Archer, and Bo D. Bow, *Counting Small Graphs with Care*, arXiv:2310.00001\n",
        "  * Ada Archer, Bo Bow, and Cy Cole, *Counting Small Graphs with Care*, ACL 2015\n",
    ],
)
@pytest.mark.parametrize("group", ["Stanford", "Univ. Montreal + NYU"])
def test_the_reference_below_a_group_names_its_paper(group: str, below: str) -> None:
    """The group's line has the link."""
    found = find(read(f"## Trees\n\n* {group} [[Paper]({LINK})]\n{below}".encode(), "a.md"))
    assert [(entry.id, entry.title) for entry in found.entries] == [
        ("2310.00001", "Counting Small Graphs with Care")
    ]
    assert not found.conflicts


def test_a_cell_that_reaches_over_rows_is_no_title() -> None:
    """The rows below it have their own names, under the right headings."""
    other = "https://arxiv.org/abs/2310.00002"
    page = (
        "<table><tr><th>Access</th><th>model</th><th>Year</th><th>Link</th></tr>"
        f'<tr><td rowspan="2">Closed<br>source</td><td>Oakum</td><td>2020</td>'
        f'<td><a href="{LINK}">Paper</a></td></tr>'
        f'<tr><td>Birchum</td><td>2021</td><td><a href="{other}">Paper</a></td></tr></table>'
    )
    found = find(read(page.encode(), "a.html"))
    assert [entry.title for entry in found.entries] == ["Oakum", "Birchum"]


def test_a_name_with_a_number_begins_a_title() -> None:
    """Without a capital letter."""
    text = f"- wav2vec: Learning of Sounds for Trees\n  [[pdf]]({LINK})\n"
    (entry,) = find(read(text.encode(), "a.md")).entries
    assert entry.title == "wav2vec: Learning of Sounds for Trees"


def test_a_dataset_and_its_paper_are_no_conflict() -> None:
    """One link stands for both."""
    text = f"- [Counting Small Graphs with Care]({LINK})\n- [The Small Graphs dataset]({LINK})\n"
    found = find(read(text.encode(), "a.md"))
    assert not found.conflicts


def test_a_label_in_brackets_parts_the_title_from_a_remark() -> None:
    """No stop stands in front of it, and the remark goes on and on."""
    text = f"1. (Leaf 2024) OakNet: A Model of Trees\n[[paper]]({LINK}) 2024.11 {'Words. ' * 20}\n"
    (entry,) = find(read(text.encode(), "a.md")).entries
    assert entry.title == "OakNet: A Model of Trees"


def test_a_year_and_a_tab_stand_in_front_of_a_reference() -> None:
    """In CVs written with LaTeX."""
    text = (
        "\\documentclass{article}\\begin{document}\\section{Papers}\n"
        "2016 \\> A. Archer, B. Bow. ``Counting Small Graphs with Care'', In Proc. Leaf 2016.\n"
        "\\end{document}\n"
    )
    (entry,) = find(read(text.encode(), "cv.tex")).entries
    assert entry.title == "Counting Small Graphs with Care"
