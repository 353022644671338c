"""Pages that are papers are told from code, blogs, home pages and data."""

import pytest

from readlist.model.paper_pages import is_data, is_no_paper, is_paper_page

PAPERS = [
    "https://proceedings.mlr.press/v139/radford21a.html",
    "http://proceedings.mlr.press/v38/srivastava15.pdf",
    "https://papers.nips.cc/paper/2017/hash/3f5ee243547dee91fbd053c1c4a845aa-Abstract.html",
    "https://papers.nips.cc/paper_files/paper/2017/file/3f5e-Paper.pdf",
    "https://openaccess.thecvf.com/content_CVPR_2019/html/A_Title_CVPR_2019_paper.html",
    "https://www.jmlr.org/papers/v3/bengio03a.html",
    "https://www.usenix.org/conference/osdi20/presentation/jiang",
    "https://ieeexplore.ieee.org/document/8887562/",
    "http://www.sciencedirect.com/science/article/pii/S0893608097000117",
    "https://dl.acm.org/citation.cfm?id=2986743",
    "https://ui.adsabs.harvard.edu/abs/2016PhRvL.116f1102A/abstract",
    "https://www.semanticscholar.org/paper/A-Title/2f3efe44083af91c",
    "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8371605/",
    "https://hal.archives-ouvertes.fr/hal-00637399/document",
    "https://www.tandfonline.com/doi/full/12345",
    "http://www.roboticsproceedings.org/rss16/p074.pdf",
    "https://jamanetwork.com/journals/jama/fullarticle/2758",
    "https://www.microsoft.com/en-us/research/publication/a-title/",
    "https://neurips.cc/virtual/2023/poster/12345",
]
OTHERS = [
    "https://proceedings.mlr.press/v139/",
    "https://papers.nips.cc/",
    "https://openaccess.thecvf.com/CVPR2021",
    "https://ieeexplore.ieee.org/xpl/conhome/1000147/proceeding",
    "https://www.tandfonline.com/toc/gsis20/12/3",
    "https://www.semanticscholar.org/author/A-B/1234",
    "https://example.org/papers/2023/draft.pdf",
    "https://someone:secret@ieeexplore.ieee.org/document/1",
    "https://notieeexplore.ieee.org.example.com/document/8887562/",
    "no address",
]


@pytest.mark.parametrize("address", PAPERS)
def test_pages_of_publishers_and_archives_are_papers(address: str) -> None:
    """The host and the path say so."""
    assert is_paper_page(address)


@pytest.mark.parametrize("address", OTHERS)
def test_all_other_pages_are_none(address: str) -> None:
    """Lists of volumes, people, other hosts, and addresses with a password."""
    assert not is_paper_page(address)


@pytest.mark.parametrize(
    ("address", "none"),
    [
        ("https://github.com/a/b", True),
        ("https://ada.github.io/", True),
        ("https://blog.example.org/blog/a-title", True),
        ("https://example.org/", True),
        ("https://example.org/talks/slides/a.pdf", True),
        ("https://example.org/data.zip", True),
        ("https://example.org/papers/a-title.pdf", False),
        ("nothing", True),
    ],
)
def test_what_is_no_paper_for_sure(address: str, *, none: bool) -> None:
    """Forges, blogs, home pages, slides and archives; a PDF may be one."""
    assert is_no_paper(address) is none


def test_data_counts_where_it_is_cited_as_a_paper() -> None:
    """Archives of data and programs hold reports, too."""
    assert is_data("10.5281/zenodo.1169739")
    assert is_data("10.6084/m9.figshare.123", "dataset")
    assert not is_data("10.5281/zenodo.1169739", "report")
    assert not is_data("10.1038/s41586-021-03819-2")
