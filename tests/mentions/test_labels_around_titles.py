"""Titles behind a venue and its links, and fields of an entry that are no titles."""

import pytest

from readlist.documents import read
from readlist.mentions import find, vocabulary

LINK = "https://arxiv.org/abs/2310.00001"
TITLE = "Counting Small Graphs with Care"


def titles_in(text: str, name: str = "a.md") -> list[tuple[str | None, str]]:
    """Return what is found, with its titles."""
    return [(entry.id, entry.title) for entry in find(read(text.encode(), name)).entries]


@pytest.mark.parametrize(
    "text",
    [
        f"- [EMNLP 2021] ([paper]({LINK})) {TITLE}\n",
        f"- [Interspeech 2020] ([paper]({LINK})) {TITLE}\n",
        f"- [ACL 2021] [[pdf]({LINK})] [[code](https://github.com/a/b)] {TITLE}\n",
        f"- (Leaf Days 2020) [[pdf]({LINK})] {TITLE}\n",
        f"- [Leaf] <[{TITLE}]({LINK})>, Archer et al, 2018.\n",
        f"### {TITLE}\n\n**Ada's comment**: A fine use of trees\n\n**Paper**: {LINK}\n",
        f"## {TITLE.upper()}\n{LINK}&notes=1\nblog/tutorial: https://example.org/graphs\n",
        (
            f"**1. {TITLE}**\n- Current: {LINK}\n- Authors: A. Archer\n"
            "- Official URL: https://papers.nips.cc/paper/2018/hash/[HASH]-Abstract.html\n"
            "- Search: NeurIPS 2018 Proceedings and Title\n"
        ),
    ],
)
def test_the_title_is_found_behind_brackets_and_above_fields(text: str) -> None:
    """A venue in brackets, a remark in bold, an address to be filled in: none is the title."""
    ((name, title),) = titles_in(text)
    assert (name, title.casefold()) == ("2310.00001", TITLE.casefold())


def test_a_page_names_the_paper_of_its_line() -> None:
    """Who presents it stands in italics, too."""
    cell = (
        "<td><i>Presenter:</i> Ada Archer<br><i>Paper:</i> "
        f'{TITLE} (<a href="{LINK}">link</a>)<br><i>Authors:</i> Bo Bow</td>'
    )
    assert titles_in(cell, "a.html") == [("2310.00001", TITLE)]


def test_a_picture_at_a_journal_is_no_paper() -> None:
    """Whatever its host."""
    text = "- image: https://iiif.elifesciences.org/lax:1/a.tif/full/default.webp\n"
    assert titles_in(text, "a.yaml") == []


def test_an_ampersand_in_an_address_begins_no_entity() -> None:
    """Markdown's entities end in a semicolon: ``&noteId`` has none."""
    text = f"- [{TITLE}](https://openreview.net/forum?id=abcdefghij&noteId=k)\n"
    assert titles_in(text) == [("openreview:abcdefghij", TITLE)]


def test_what_an_unknown_command_is_given_is_text() -> None:
    """As packages for bibliographies have them."""
    text = r"@article{a, title={On \mkbibquote{Leaves} and \ce{H2O}}, doi={10.1000/a}}"
    assert titles_in(text, "a.bib") == [("doi:10.1000/a", "On Leaves and H2O")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Authors: Ada", True),
        ("Presenter and author: Ada", True),
        ("Ada's comment: nice", True),
        ("My key idea: none", True),
        ("It’s High Time: A Survey", False),
        ("The Alignment Problem: A Review", False),
        ("Authors without a colon", False),
        ("", False),
    ],
)
def test_a_field_is_told_from_a_title_with_a_colon(text: str, told: bool) -> None:
    """A title may end its first half with the name of a field."""
    assert vocabulary.is_field(text) is told
