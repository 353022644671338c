from markdown_it import MarkdownIt

from exporters.export_samples import hostile_entries, plain_entries
from readlist.exporters import Options
from readlist.exporters.markdown import table
from readlist.tex import readable


def test_a_row_in_full() -> None:
    """Status, title, authors, year, topics and number."""
    lines = table.render(plain_entries(), Options()).splitlines()
    assert lines[5] == "| Status | Title | Authors | Year | Topics | arXiv |"
    assert lines[7] == (
        "| read | ★ [Sparse Experts Number 1](https://arxiv.org/abs/2401.00001) | Lovelace et al. "
        "| 2024 | moe, scaling | [2401.00001](https://arxiv.org/pdf/2401.00001) |"
    )


def test_hostile_texts_stay_in_their_cells() -> None:
    """Every row has as many cells as the head, and the titles come back."""
    entries = hostile_entries()
    text = table.render(entries, Options(notes=True, abstracts=True))
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    cells = [
        "".join(child.content for child in tokens[place + 1].children or [])
        for place, token in enumerate(tokens)
        if token.type == "td_open"
    ]
    assert len(cells) == 8 * len(entries)
    titles = [cell.removeprefix("★ ") for cell in cells[1::8]]
    assert titles == [readable(entry.title) for entry in entries]


def test_an_empty_list_has_no_table() -> None:
    """Only the title and the count of none."""
    lines = table.render([], Options()).splitlines()
    assert lines[1:4] == ["# Reading list", "", "0 papers."]
    assert not any(line.startswith("|") for line in lines)
