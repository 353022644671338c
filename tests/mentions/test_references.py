"""Titles in references end where the place of publication begins, whatever it is."""

import pytest

from readlist.mentions import references
from support.document_kit import entry_of

AT = "https://arxiv.org/abs/2310.00001"


@pytest.mark.parametrize(
    "place",
    [
        "Int. J. Gusts 3", "Trans. Gusts 3", "Phys. Rev. D 3", "Physics of Gusts 3", "Rev. Gusts 3",
        "Nucl. Gusts B 3", "Nuclear Gusts 3", "Eur. Gusts 3", "Prog. Gusts 3", "Commun. Gusts 3",
        "Lett. Gusts 3", "Astrophys. Gusts 3", "Journal of Gusts 3", "J. Gusts 3", "Class. Gusts 3",
        "Mod. Gusts 3", "Ann. Gusts 3", "Adv. Gusts 3", "Advances in Gusts 3", "Mach. Learn. 3",
        "Machine Learning 3", "Front. Gusts 3", "Frontiers 3", "Found. Gusts 3", "Symmetry 3",
        "PoS (2023) 3", "Nature 3", "Science 3", "Annals of Gusts 3", "Neural Gusts 3", "Trends 3",
        "AI Gusts 3", "Pattern Gusts 3", "Technical Report 3", "Tech. Rep. 3", "Workshop on Gusts",
        "Thesis, Gust School", "Vol. 3",
    ],
)  # fmt: skip
def test_names_that_are_words_end_a_title_behind_a_stop(place: str) -> None:
    """In the title itself they are words as others."""
    assert references.title(f"A. Lee and B. Hu. Gusts over hills. {place}") == "Gusts over hills"


@pytest.mark.parametrize(
    "place",
    [
        "arXiv:2310.00001", "bioRxiv", "CoRR abs/2310.00001", "Proc. Gusts", "Proceedings of Gusts",
        "in Proceedings of Gusts", "Advances in Neural Gusts", "JHEP 3", "JCAP 3", "ApJ 3",
        "MNRAS 3", "IEEE Gusts", "ACM Gusts", "PMLR 3", "Springer", "NeurIPS", "NIPS", "ICML",
        "ICLR", "CVPR", "ICCV", "ECCV", "ACL", "EMNLP", "AAAI", "KDD", "SIGIR",
        "https://example.org/a", "doi 10.1000/1", "URL example.org", "e-print 3", "Preprint",
        "Available at example.org", "PhD thesis", "Submitted to Gusts", "To appear in Gusts",
        "The Journal of Gusts", "Notices of the Gust Society",
        "Acta Phys Rept", "Gust Letters", "Gust Transactions", "Gust Bulletin", "Gust Magazine",
        "Gust Annals", "In Findings", "2023", "(2023)", "hep-th/9901001", "12 (2023)",
    ],
)  # fmt: skip
def test_names_of_places_end_a_title_behind_a_comma(place: str) -> None:
    """They name nothing else."""
    assert references.title(f"A. Lee and B. Hu, Gusts over hills, {place}") == "Gusts over hills"


@pytest.mark.parametrize("title", ["Neural gusts over old hills", "Symmetry of winds over hills"])
def test_a_title_may_begin_like_a_journal(title: str) -> None:
    """It goes on as titles do."""
    assert references.title(f"A. Lee and B. Hu. {title}. ICML, 2023.") == title


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Lee, A., & Hu, B. (2018). Gusts over old hills: Sparse winds. arXiv preprint",
         "Gusts over old hills: Sparse winds"),
        ("Ann Lee, Bo Hu, Cy Sand, Gusts over old hills: What do they need?, in Proceedings of KDD",
         "Gusts over old hills: What do they need?"),
        ("Ann Lee, Bo Hu, Cy Sand. Gusts over Old and New Hills, JMLR 2020.",
         "Gusts over Old and New Hills"),
        ("Lee, Hu and Sand: A Tale of Winds from 2020",
         "Lee, Hu and Sand: A Tale of Winds from 2020"),
        ("Gusts, Lulls, and Proceedings of Winds over the Hills of 1999",
         "Gusts, Lulls, and Proceedings of Winds over the Hills of 1999"),
        ("[pdf]", ""),
    ],
)  # fmt: skip
def test_a_link_may_be_a_whole_reference(written: str, title: str) -> None:
    """Its title is the paper's; titles that look like one stay whole."""
    assert references.title_of_link(written) == title


def test_references_in_the_cells_of_a_schedule_give_their_titles() -> None:
    """As courses list what is to be read."""
    cited = "Ann Lee and Bo Hu (2018). Gusts over old hills. Proceedings of KDD."
    page = f"<table><tr><td>Sep 6</td><td>Required: <a href='{AT}'>{cited}</a></td></tr></table>"
    assert entry_of(page, "a.html").title == "Gusts over old hills"
