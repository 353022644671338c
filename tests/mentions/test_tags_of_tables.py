"""Columns of tags and keywords give papers their topics, in tables of every format."""

import pytest

from readlist.documents import read
from readlist.mentions import find

ROW = "https://arxiv.org/abs/2310.00001"


def topics_of(text: str, name: str) -> tuple[str, ...]:
    """Return the topics of the first paper of a document."""
    return find(read(text.encode(), name)).entries[0].topics


@pytest.mark.parametrize(
    ("head", "cell", "topics"),
    [
        ("tags", '"moe, winds"', ("moe", "winds")),
        ("Keywords", "moe|winds", ("moe", "winds")),
        ("Labels", "#moe #winds", ("moe", "winds")),
        ("Topics", "moe; long context; moe", ("moe", "long context")),
        ("标签", "moe、winds", ("moe", "winds")),
        ("Tags", '"[""moe"", ""winds""]"', ("moe", "winds")),
        ("Tags", "", ()),
        ("Remarks", "moe; winds", ()),
    ],
)
def test_every_tag_of_a_column_is_a_topic(head: str, cell: str, topics: tuple[str, ...]) -> None:
    """Whatever parts them."""
    text = f"title,link,{head}\nGusts and Experts,{ROW},{cell}\nLulls,none,x\n"
    assert topics_of(text, "a.csv") == topics


def test_the_heading_over_a_table_stays_the_theme() -> None:
    """It comes first, the tags behind it."""
    table = f"| Paper | Tags |\n|---|---|\n| [Gusts and Experts]({ROW}) | moe, winds |\n"
    assert topics_of(f"# Weather\n\n{table}", "a.md") == ("Weather", "moe", "winds")
    assert topics_of(table, "a.md") == ("moe", "winds")


def test_links_in_a_cell_part_the_tags() -> None:
    """As pages of tags have them."""
    tags = '<a href="/t/moe">moe</a> <a href="/t/long">long context</a>'
    row = f'<tr><td><a href="{ROW}">Gusts and Experts</a></td><td>{tags}</td></tr>'
    text = f"<table><tr><th>Title</th><th>Tags</th></tr>{row}</table>"
    assert topics_of(text, "a.html") == ("moe", "long context")


def test_no_row_gives_more_than_a_few() -> None:
    """A row with thousands of tags is no pile of topics, and costs no more than its length."""
    cell = ", ".join(f"tag{n}" for n in range(20_000))
    text = f'title,link,tags\nGusts and Experts,{ROW},"{cell}"\nLulls,none,x\n'
    assert len(topics_of(text, "a.csv")) <= 20
