"""Titles in references, lists, tables and messages, in the styles that people and journals use."""

import pytest

from readlist.mentions.bylines import end_of_names
from support.document_kit import entry_of, found_in

LINK = "https://arxiv.org/abs/2310.11111"

REFERENCES = [
    ("Hatter, Bo, 2026, Counting Methods for Large Trees, The Astronomical Journal, 259",
     "Counting Methods for Large Trees"),
    (("Rubens, Ann A.; Hatter, Bo; Farr, Will M.; et al. (incl. ABC), 2026, Processes of Small "
     "Graphs, The Astronomical Journal, 171"), "Processes of Small Graphs"),
    ("Sara Hatter. The graph lottery", "The graph lottery"),
    ("Iz Hatter, Matthew E Rubens, and Arman Farr. Treeformer: The tall-tree transformer",
     "Treeformer: The tall-tree transformer"),
    ("Jeff Hatter, Lisa Anne Rubens, Sergio Farr, Long-term Counting of Recurrent Trees",
     "Long-term Counting of Recurrent Trees"),
    ("Bahr, D., Cho, K., & Beng, Y. (2015). Neural counting by jointly learning to add",
     "Neural counting by jointly learning to add"),
    ("Author, A., & Writer, B. (2019). Symmetry breaking in small trees",
     "Symmetry breaking in small trees"),
    ("HRM Team. (2025). Hierarchical counting model", "Hierarchical counting model"),
    ("Counting Small Graphs Twice. Kobay, Huang, van der Schaar", "Counting Small Graphs Twice"),
    ("R. Jaff, Exotica, Phys. Rept. 409, 1 (2005)", "Exotica"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "title"), REFERENCES)
def test_the_title_in_a_reference(reference: str, title: str) -> None:
    """Authors, year and place are told from the title, whatever their order and signs."""
    assert entry_of(f"- {reference}. arXiv:2310.11111\n").title == title


@pytest.mark.parametrize(
    "text",
    ["Deep Counting Learning. A survey", "Speculative Experts. Dan Hill, Eve Sand", "the end",
     "Graph Networks"],
)  # fmt: skip
def test_a_title_is_no_list_of_names(text: str) -> None:
    """Words with capitals that are no people's names begin no list of authors."""
    assert end_of_names(text) == 0


LINES = [
    (f"- RoBEXa **RoBEXa: A Robustly Counted Approach**, 2019, [Paper]({LINK})",
     "RoBEXa: A Robustly Counted Approach"),
    (f"- ICLR'23 AutoCount: AutoML on Trees -- An Application to Graph Networks [[arxiv]({LINK})]",
     "AutoCount: AutoML on Trees -- An Application to Graph Networks"),
    ((f"- Universal Counting through Weight Trees, Diversity Weighting, and Prior Correction "
     f"[[arxiv]({LINK})]"),
     "Universal Counting through Weight Trees, Diversity Weighting, and Prior Correction"),
    (f"- [[2310.11111]]({LINK}) 2004 TASI Lectures on Counting Trees",
     "2004 TASI Lectures on Counting Trees"),
    ("- [Likelihood Ratio Counting for Small Models](2310.11111)",
     "Likelihood Ratio Counting for Small Models"),
    ((f"- Bo Hatter, *[Counting Trees of Very Large Size](https://doi.org/10.1234/x)*, ApJ, 259 "
     f"([arXiv:2310.11111]({LINK}))"), "Counting Trees of Very Large Size"),
    ((f"**Counting of Enzymes.**  \nAnn A. Hatter, Bo Rubens.  \n*Nature Methods, July 2019.*  \n"
     f"[[arxiv]({LINK})]"), "Counting of Enzymes"),
    ((f"**Counting of Enzymes.**\n\n[arXiv:2310.11111]({LINK})/[J. Chem. Inf. Model. 2024]"
     "(https://pubs.example/1) • [code](https://github.com/a/b)"), "Counting of Enzymes"),
    ((f"| Publication | Title | Link |\n|---|---|---|\n| ISBI | Counting by Inpainting | "
     f"[Paper]({LINK}) |"), "Counting by Inpainting"),
    ((f"<table class='x'>\n\n<tr><td>\n\n## Week one\n\n* [Graph Counts: A Review]({LINK})\n\n"
     "</td></tr>\n</table>"), "Graph Counts: A Review"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title"), LINES)
def test_the_title_in_a_list_or_a_table(text: str, title: str) -> None:
    """Labels, venues and dates beside a title are no part of it, and never the title."""
    assert [x.title for x in found_in(f"{text}\n").entries if x.arxiv_id] == [title]


def test_two_rows_on_one_line_are_two_papers() -> None:
    """A lost line end between the rows of a table gives no paper the other's title."""
    text = (
        "| Title | Kind | Link |\n|---|---|---|\n| *First about Lenses* | VAE | arXiv:2310.11111 |"
        "| *Second about Lenses* | CNN | arXiv:2310.11112 |\n"
    )
    assert [x.title for x in found_in(text).entries] == [
        "First about Lenses",
        "Second about Lenses",
    ]


def test_a_nickname_and_two_folders_of_one_repository_are_no_conflict() -> None:
    """An institution, a model's short name or another folder contradict no title."""
    text = (
        f"- Berkeley [Paper]({LINK})\n  - A. Hatter, B. Rubens, Counting Small Trees in Images, "
        f"arXiv:2310.11111 [Code](https://github.com/a/b/tree/main/x)\n"
        f"- **Counting Small Trees in Images** [Paper]({LINK}) "
        "[Code](https://github.com/a/b/blob/main/y.py)\n"
    )
    assert found_in(text).conflicts == ()


def test_folders_and_the_first_tag_are_themes_of_a_row() -> None:
    """What an excerpt mentions is no paper; lists of tags are parted."""
    text = (
        "title,excerpt,url,folder,tags\n"
        f'Counting Trees,As in arXiv:1503.09999,{LINK},Graphs,"a, b"\n'
        'Another One,,https://arxiv.org/abs/2310.11112,Unread,"[""llm"", ""moe""]"\n'
    )
    found = found_in(text, "x.csv").entries
    assert [(x.arxiv_id, x.theme) for x in found] == [
        ("2310.11111", "Graphs"),
        ("2310.11112", "llm"),
    ]
