"""Lists as people and groups keep them: tables in outlines, names below titles, front matter."""

import pytest

from readlist.documents import read
from readlist.mentions import Findings, find

LINK = "https://arxiv.org/abs/2310.00001"

OTHER = "https://arxiv.org/abs/2310.00002"


def found_in(text: str, name: str = "a.md") -> Findings:
    """Return what is found in a document."""
    return find(read(text.encode(), name))


def test_a_table_in_an_outline_has_its_headings() -> None:
    """Logseq puts a bullet in front of it."""
    text = (
        "- ## Trees\n\t- | # | Paper | URL | Status |\n\t  |---|---|---|---|\n"
        f"\t  | 1 | Counting Small Graphs | [arxiv]({LINK}) | done |\n"
    )
    (entry,) = found_in(text).entries
    assert (entry.title, entry.theme) == ("Counting Small Graphs", "Trees")
    assert entry.marks.status == "read"


@pytest.mark.parametrize(
    "names",
    ["    *Ada Archer*", "    *Ada Archer, Bo Bow, others*", "*Ada Archer, Bo Bow, Cy Cole*"],
)
def test_authors_below_an_entry_are_no_heading(names: str) -> None:
    """They stand in italics, and the next entry follows."""
    text = (
        f"## Trees\n\n1. **Counting Small Graphs.** ICML 2018. [paper]({LINK})\n\n{names}\n\n"
        f"1. **Mending Large Trees.** ICML 2019. [paper]({OTHER})\n\n{names}\n\n"
    )
    found = found_in(text).entries
    assert [(entry.title, entry.theme) for entry in found] == [
        ("Counting Small Graphs", "Trees"),
        ("Mending Large Trees", "Trees"),
    ]


def test_a_bold_line_beside_a_list_is_still_a_title() -> None:
    """One blank in front is a slip, and no list entry."""
    text = (
        f"- Code: https://github.com/a/b\n\n **Counting Small Graphs Twice**\n\n- Paper: {LINK}\n"
    )
    (entry,) = found_in(text).entries
    assert entry.title == "Counting Small Graphs Twice"


def test_a_title_by_its_class_goes_with_links_far_below() -> None:
    """Between them stand authors and the place of publication, a block each."""
    page = (
        '<div><div class="title">Counting Small Graphs</div><div class="author">Ada Archer</div>'
        '<div class="periodical"><em>In Proceedings of Leaves</em>, 2023</div>'
        f'<div class="links"><a href="{LINK}">arXiv</a></div></div>'
    )
    assert [entry.title for entry in found_in(page, "a.html").entries] == ["Counting Small Graphs"]


def test_the_page_of_a_publication_is_that_paper() -> None:
    """Hugo and Jekyll keep all of it in the front matter."""
    text = (
        "---\ntitle: Counting Small Graphs\nauthors:\n- Ada Archer\ndate: '2022-09-01'\n"
        "publication_types:\n- article-journal\ndoi: 10.1000/leaf.1\n---\n"
    )
    (entry,) = found_in(text).entries
    assert (entry.id, entry.title) == ("doi:10.1000/leaf.1", "Counting Small Graphs")


def test_what_a_note_refers_to_is_read() -> None:
    """In its front matter, as Obsidian's properties have it."""
    text = (
        "---\nReference:\n  - Archer, A. (2014). Counting small graphs (arXiv:2310.00001). "
        f"{LINK}\ntags: [graphs]\n---\nSome words.\n"
    )
    assert [entry.id for entry in found_in(text).entries] == ["2310.00001"]


def test_a_post_with_front_matter_is_no_paper() -> None:
    """It has a title, an author and a day, too."""
    text = "---\ntitle: How I Count Graphs\nauthor: Ada\ndate: 2022-09-01\n---\nSome words.\n"
    assert found_in(text) == Findings()


def test_tags_of_a_cv_stand_in_front_of_a_reference() -> None:
    """In brackets and braces."""
    text = (
        "- [peer-reviewed,journal] {GS:abc} Archer, A., Bow, B. Counting Small Graphs Twice. "
        "*Leaf*. doi: 10.1000/leaf.1\n"
    )
    (entry,) = found_in(text).entries
    assert entry.title == "Counting Small Graphs Twice"


def test_a_key_that_is_a_doi_is_the_entrys() -> None:
    """Publishers name entries so."""
    text = "@inproceedings{10.1007/978-3-319-99133-7_18,\n title={Counting Graphs}, year={2018}}\n"
    (entry,) = found_in(text, "a.bib").entries
    assert entry.id == "doi:10.1007/978-3-319-99133-7_18"


@pytest.mark.parametrize(
    "below",
    [
        f"   *Ada Archer, Bo Bow*  [[pdf]({LINK})] [[project](https://github.com/a/b)], 2021.11",
        f"   *Ada Archer*. [[pdf]({LINK})], 2021.11",
        f"   *Ada Archer, Bo Bow, Cy Cole*\n   [[pdf]({LINK})]",
    ],
)
@pytest.mark.parametrize(
    "title",
    [
        "Counting Trees: Past, Present and Future",
        "The Eﬃcient Count of Large Trees",
        "Counting Graphs: Learning vs. Learning to Recall",
        "Do Trees Count Their Leaves?",
    ],
)
def test_links_below_an_entry_are_those_of_its_title(title: str, below: str) -> None:
    """Authors stand between them; a comma, a stop or a ligature does not end the title."""
    end = "" if title.endswith("?") else "."
    text = f"## Trees\n\n1. **{title}{end}** ICML 2021. ![](https://example.org/a.svg)\n\n{below}\n"
    (entry,) = found_in(text).entries
    assert (entry.id, entry.title, entry.theme) == ("2310.00001", title, "Trees")
