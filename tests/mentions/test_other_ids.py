"""Papers that are not at arXiv are found in lists, tables, prose and pages; other links are not."""

import subprocess
import sys

import pytest

from support.document_kit import entry_of, found_in

TITLE = "Counting Leaves: A Study of Wind"


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("https://doi.org/10.1000/LEAF.3", "doi:10.1000/leaf.3"),
        ("https://onlinelibrary.wiley.com/doi/full/10.1000/leaf.3", "doi:10.1000/leaf.3"),
        ("https://www.biorxiv.org/content/10.1101/176925v2.full", "doi:10.1101/176925"),
        ("https://openreview.net/pdf?id=rygGQyrFvH", "openreview:rygGQyrFvH"),
        ("https://www.aclweb.org/anthology/P18-1238.pdf", "acl:P18-1238"),
        ("https://pubmed.ncbi.nlm.nih.gov/34265844/", "pmid:34265844"),
        ("https://proceedings.mlr.press/v1/a1.html", "url:https://proceedings.mlr.press/v1/a1.html"),
        (
            "https://scholar.google.com/scholar_url?url=https%3A%2F%2Fdoi.org%2F10.1000%2Fleaf.3&hl=en",
            "doi:10.1000/leaf.3",
        ),
        ("https://example.org/papers/leaves.pdf", "url:https://example.org/papers/leaves.pdf"),
    ],
)  # fmt: skip
def test_a_linked_title_is_a_paper(link: str, name: str) -> None:
    """In lists, tables and pages, whatever the address is."""
    texts = {
        "a.md": f"# Wind\n\n- [{TITLE}]({link})\n",
        "b.md": f"# Wind\n\n| Title | Link |\n|---|---|\n| {TITLE} | [paper]({link}) |\n",
        "c.html": f"<h2>Wind</h2><ul><li><a href='{link}'>{TITLE}</a></li></ul>",
    }
    for file, text in texts.items():
        found = entry_of(text, file)
        assert (found.id, found.title, found.theme) == (name, TITLE, "Wind"), file


@pytest.mark.parametrize(
    "reference",
    [
        f"Archer, A., & Bow, B. (2020). {TITLE}. Leaves, 12(3), 45-67. doi:10.1000/LEAF.3",
        f'[3] A. Archer and B. Bow. "{TITLE}." Leaves 12 (2020). https://doi.org/10.1000/leaf.3',
        f"Ada Archer, Bo Bow. {TITLE}. In Leaf 2020. DOI 10.1000/leaf.3.",
    ],
)
def test_a_reference_in_prose_has_its_doi_and_its_title(reference: str) -> None:
    """In the usual styles."""
    found = entry_of(f"{reference}\n", "refs.txt")
    assert (found.id, found.title) == ("doi:10.1000/leaf.3", TITLE)


def test_books_are_found_by_their_marked_number() -> None:
    """An ISBN counts in an entry or a reference, and not beside a better identifier."""
    found = found_in(
        "- Ada Archer. Trees of the North. Grove Press, 2016. ISBN 978-0-262-03561-3\n"
        "- Bo Bow. Leaves of the South. In Trees, 2017. ISBN 0-262-03561-8, doi:10.1000/leaf.3\n",
        "books.md",
    )
    assert [entry.id for entry in found.entries] == ["isbn:9780262035613", "doi:10.1000/leaf.3"]


@pytest.mark.parametrize(
    "text",
    [
        "- [A Tool for Counting Leaves](https://github.com/ada/leaves)\n",
        "- [How We Count Leaves at Work](https://blog.example.org/counting)\n",
        "- [Ada Archer, Professor of Leaves](https://example.org/~ada)\n",
        "- [Slides on Counting Leaves](https://example.org/leaves-slides.pdf)\n",
        "- [Lecture 3: Counting All Leaves](https://example.org/l3.pdf)\n",
        "- [Leaves Dataset of the North](https://doi.org/10.5281/zenodo.1169739)\n",
        "- [A Film About Counting Leaves](https://www.youtube.com/watch?v=abcdefgh)\n",
        "![badge](https://zenodo.org/badge/DOI/10.5281/zenodo.1.svg) Counting Leaves of Trees\n",
        "Price 10.1000 EUR, order 978 pieces, ratio 10/3, version 10.15.7/3\n",
    ],
)
def test_other_links_stay_links(text: str) -> None:
    """Code, blogs, home pages, slides, lectures, data, films and numbers are no papers."""
    assert [entry.id for entry in found_in(f"# T\n\n{text}").entries if entry.id] == []


@pytest.mark.parametrize(
    "text",
    [
        "- **Part 2: The Study of Leaves**\n",
        "- *Lecture 3: Counting All the Leaves*\n",
        "- Price 1234.5 USD, total 2310.06 EUR, 1999.9 CHF\n",
    ],
)
def test_courses_contents_and_prices_are_no_papers(text: str) -> None:
    """Not even by their title."""
    assert not found_in(f"# Course\n\n{text}").entries


def test_data_counts_where_a_reference_cites_it() -> None:
    """With authors in front it is a report like any other."""
    found = entry_of(
        f"A. Archer, B. Bow, {TITLE}, Zenodo (2020), doi:10.5281/zenodo.1169739\n", "a.txt"
    )
    assert found.id == "doi:10.5281/zenodo.1169739"


def test_parts_of_papers_are_no_papers() -> None:
    """Figures and supplements have DOIs of their own."""
    text = "- [Figure 2](https://doi.org/10.1371/journal.pone.0012345.g002)\n"
    assert not found_in(text).entries


def test_a_link_to_a_paper_keeps_its_journal_out_of_the_title() -> None:
    """A DOI behind a reference is often linked by journal and volume."""
    found = entry_of(
        f'<ol><li>A. Archer and B. Bow, "{TITLE}," '
        '<a href="https://doi.org/10.1000/leaf.3">J. Leav. 12, 45 (2020)</a>.</li></ol>',
        "refs.html",
    )
    assert (found.id, found.title) == ("doi:10.1000/leaf.3", TITLE)


def test_a_document_of_arxivs_papers_loads_nothing_that_knows_others() -> None:
    """Looking at an article is to cost little more than looking at the list."""
    script = (
        "import sys\n"
        "from readlist.documents import read\n"
        "from readlist.mentions import find\n"
        "text = '# Wind\\n\\n- [Counting Leaves](https://arxiv.org/abs/2310.06825) '\n"
        "text += '[code](https://github.com/ada/leaves)\\n'\n"
        "assert [e.id for e in find(read(text.encode(), 'a.md')).entries] == ['2310.06825']\n"
        "print(*sorted(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    others = {"identifiers", "parsing", "recognising", "publishers", "paper_pages"}
    assert not {f"readlist.model.{name}" for name in others} & set(done.stdout.split())


def test_references_in_paragraphs_are_counted_one_by_one() -> None:
    """With a DOI, without any identifier, a book; a page that was retrieved is none."""
    found = found_in(
        "References\n\n"
        "Archer, A., & Bow, B. (1979). Prospects of leaves in autumn. Leaves, 47(2), 263-291. "
        "https://doi.org/10.1000/leaf.3\n\n"
        "Bow, B., & Archer, A. (1974). Judging trees under uncertainty. Science, 185(4157), 11.\n\n"
        "Cox, H. A. (1996). The sciences of the forest (3rd ed.). Grove Press. "
        "ISBN: 978-0262035613\n\n"
        "Lee, K. (2019, May 3). How to read trees. Retrieved from https://www.example.org/trees\n",
        "refs.txt",
    )
    assert [(entry.id, entry.title) for entry in found.entries] == [
        ("doi:10.1000/leaf.3", "Prospects of leaves in autumn"),
        (None, "Judging trees under uncertainty"),
        ("isbn:9780262035613", "The sciences of the forest (3rd ed.)"),
    ]


def test_the_pdf_of_an_entry_is_told_from_its_slides() -> None:
    """As on people's own pages; what is taught there is no paper."""
    found = found_in(
        "<h2>Papers</h2><ul><li><b>Counting Leaves in the Wind</b><br>Ada Archer, Bo Bow<br>"
        '[<a href="https://example.edu/leaves.pdf">pdf</a>] '
        '[<a href="https://example.edu/leaves-talk.pdf">slides</a>]</li></ul>'
        '<h2>Teaching</h2><ul><li><a href="https://example.edu/l1.pdf">Lecture Notes on Leaves'
        "</a></li></ul>",
        "home.html",
    )
    assert [entry.id for entry in found.entries if entry.id] == [
        "url:https://example.edu/leaves.pdf"
    ]
