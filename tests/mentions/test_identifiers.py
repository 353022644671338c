"""Identifiers are found, arXiv's and others; numbers and links that only look like them are not."""

import subprocess
import sys

import pytest

from readlist.mentions import identifiers
from support.document_kit import entry_of, found_in

NUMBER = "2310.06825"


def found(text: str) -> list[str]:
    """Return the identifiers in a text."""
    return [str(hit.id) for hit in identifiers.find_arxiv(text)]


@pytest.mark.parametrize(
    "mark",
    [
        "arXiv:", "arxiv.org ", "arXiv preprint arXiv:", "ar{X}iv:", "doi: 10.48550/arXiv.",
        "10.48550/arxiv.", "arXiv e-print ", "arXiv eprints: ", "arXiv preprints ", "arXiv id ",
        "arXiv IDs ", "arXiv no ", "arXiv number ", "arXiv identifier ", "arXiv abs/", "arXiv pdf ",
        "arXiv paper ", "arXiv version ", "arXiv nr ", "arXiv:cs ", "arXiv:[stat ", "arXiv hep ",
        "CoRR, abs/", "e-print: ", "eprint arXiv:", "preprint ", "abs/", "pdf/", "html/",
    ],
)  # fmt: skip
def test_every_mark_introduces_an_identifier(mark: str) -> None:
    """With nothing else around it."""
    assert found(f"{mark}{NUMBER}") == [NUMBER]


@pytest.mark.parametrize(
    "ahead",
    [
        *"phone tel telephone fax mobile call room raum price cost total sum invoice order".split(),
        *"part no nr version versions ver build release firmware kernel rev revision".split(),
        *"ip isbn issn pmid pmcid doi rfc sha commit ticket id sku serial account iban".split(),
        *"coordinate coordinates lat lon sigma mass energy energies report-no qq zip msc".split(),
        *"usd eur chf gbp".split(),
        *("version is", "price was", "build of", "mass at", "rev. to", "total about", "kernel now"),
        *("+49 30 ", "电话：", "价格", "编号: ", "费", "版本", "阅读量：", "$", "€", "£", "¥", "₹"),
        *("=", "<", ">", "~"),
    ],
)  # fmt: skip
def test_a_number_behind_a_word_for_something_else_is_no_identifier(ahead: str) -> None:
    """A number alone counts only where nothing says what else it is."""
    assert found(f"see {ahead} {NUMBER}") == []


@pytest.mark.parametrize(
    "behind",
    [
        *"eV keV GHz kg ms MW mV nm µs Mbit kbps Pa K".split(),
        *"usd eur chf gbp rmb cny jpy krw dollar dollars euros yuan percent pct km cm".split(),
        *"second seconds minutes hours days years points tokens params parameters pages".split(),
        *"万 亿 元 円 원 美元 千 百 ° +-2 +/-2 ±2 ×2 x2".split(),
    ],
)  # fmt: skip
def test_a_number_before_a_unit_is_no_identifier(behind: str) -> None:
    """Measures, money and products look the same."""
    assert found(f"about {NUMBER} {behind}") == []


def test_a_number_alone_is_one() -> None:
    """Which proves that the words above are what speaks against it."""
    assert found(f"see {NUMBER} soon") == [NUMBER]


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
