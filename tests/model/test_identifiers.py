"""Identifiers of every kind have one spelling, whatever form they are given in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.model.faults import NotAnIdentifierError
from readlist.model.identifiers import CELLS, Identifier
from readlist.model.kinds import Kind

FORMS = [
    # arXiv
    ("2310.06825", "2310.06825"),
    ("arXiv:2310.06825v2 [cs.CL]", "2310.06825"),
    ("math.GT/0309136", "math/0309136"),
    ("https://doi.org/10.48550/arXiv.2310.06825", "2310.06825"),
    ("10.48550/ARXIV.2310.06825", "2310.06825"),
    # DOI
    ("10.1038/S41586-021-03819-2", "doi:10.1038/s41586-021-03819-2"),
    ("doi:10.1038/x.", "doi:10.1038/x"),
    ("DOI: 10.1000/182", "doi:10.1000/182"),
    ("info:doi/10.1000/182", "doi:10.1000/182"),
    ("https://doi.org/10.1000/182", "doi:10.1000/182"),
    ("http://dx.doi.org/10.1000/182?x=1#y", "doi:10.1000/182"),
    ("https://doi.org/10.1000%2F182", "doi:10.1000/182"),
    ("10.1000%2F182", "doi:10.1000/182"),
    ("10.1000/a%20b", "doi:10.1000/a%20b"),
    ("(10.1016/0010-0277(85)90010-6)", "doi:10.1016/0010-0277(85)90010-6"),
    ("10.1016/s0140-6736(20)30183-5),", "doi:10.1016/s0140-6736(20)30183-5"),
    ("10.1175//2572.1", "doi:10.1175//2572.1"),
    (
        "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
        "doi:10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o",
    ),
    ("10.1101/2024.04.01.587366v2", "doi:10.1101/2024.04.01.587366"),
    (
        "https://www.biorxiv.org/content/10.1101/2024.04.01.587366v2.full",
        "doi:10.1101/2024.04.01.587366",
    ),
    (
        "https://www.medrxiv.org/content/10.1101/2020.03.09.20033217v1",
        "doi:10.1101/2020.03.09.20033217",
    ),
    ("https://dl.acm.org/doi/pdf/10.1145/3292500.3330701", "doi:10.1145/3292500.3330701"),
    ("https://www.nature.com/articles/s41586-021-03819-2.pdf", "doi:10.1038/s41586-021-03819-2"),
    ("https://link.springer.com/article/10.1007/BF00994018", "doi:10.1007/bf00994018"),
    ("https://onlinelibrary.wiley.com/doi/abs/10.1111/cogs.12000", "doi:10.1111/cogs.12000"),
    (
        "https://journals.aps.org/prl/abstract/10.1103/PhysRevLett.116.061102",
        "doi:10.1103/physrevlett.116.061102",
    ),
    # OpenReview
    ("https://openreview.net/forum?id=rygGQyrFvH", "openreview:rygGQyrFvH"),
    ("https://openreview.net/pdf?id=rygGQyrFvH", "openreview:rygGQyrFvH"),
    ("openreview:rygGQyrFvH", "openreview:rygGQyrFvH"),
    # ACL Anthology
    ("https://aclanthology.org/2020.acl-main.703/", "acl:2020.acl-main.703"),
    ("https://aclanthology.org/2020.acl-main.703.pdf", "acl:2020.acl-main.703"),
    ("https://www.aclweb.org/anthology/P18-1001", "acl:P18-1001"),
    ("2020.acl-main.703", "acl:2020.acl-main.703"),
    ("P18-1001", "acl:P18-1001"),
    # PubMed
    ("PMID: 34265844", "pmid:34265844"),
    ("https://pubmed.ncbi.nlm.nih.gov/34265844/", "pmid:34265844"),
    ("https://www.ncbi.nlm.nih.gov/pubmed/34265844", "pmid:34265844"),
    # ISBN
    ("ISBN 0-262-03561-8", "isbn:9780262035613"),
    ("0262035618", "isbn:9780262035613"),
    ("978-0-262-03561-3", "isbn:9780262035613"),
    ("ISBN-10: 043942089X", "isbn:9780439420891"),
    # Pages
    ("https://proceedings.mlr.press/v139/radford21a.html?utm_source=x#abs",
     "url:https://proceedings.mlr.press/v139/radford21a.html"),
    ("http://Example.ORG:80/A/b?x=1&fbclid=2", "url:http://example.org/A/b?x=1"),
    ("url:https://example.org/a", "url:https://example.org/a"),
    # The list's own
    ("local:Smith2026draft", "local:smith2026draft"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "spelling"), FORMS)
def test_every_form_has_one_spelling(text: str, spelling: str) -> None:
    """And that spelling is read as itself."""
    found = Identifier.parse(text)
    assert str(found) == spelling
    assert Identifier.parse(spelling).key == found.key


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("34265844", "no identifier"),
        ("9780262035614", "check digit"),
        ("ISBN 0-262-03561-9", "check digit"),
        ("doi:hello", "not a DOI"),
        ("pmid:abc", "PubMed"),
        ("openreview:!", "OpenReview"),
        ("https://user:secret@example.org/x", "password"),
        ("mixtral of experts", "no identifier"),
        ("", "no identifier"),
    ],
)
def test_what_identifies_nothing_says_why(text: str, reason: str) -> None:
    """With the reason, and never with a password that stood in an address."""
    with pytest.raises(NotAnIdentifierError) as caught:
        Identifier.parse(text)
    assert reason in caught.value.reason
    assert "secret" not in f"{caught.value.problem} {caught.value.remedy}"
    assert Identifier.try_parse(text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a/", "http://example.org/a"),
        ("https://example.org/a?utm_campaign=x", "https://EXAMPLE.org/a"),
    ],
)
def test_pages_are_compared_without_scheme_and_final_slash(one: str, other: str) -> None:
    """The spelling keeps both as they were given."""
    assert Identifier.parse(one).key == Identifier.parse(other).key


@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("hep-th/9901001", "hep-th_9901001"),
        ("10.1038/x", "doi_10.1038_x"),
        ("isbn:9780262035613", "isbn_9780262035613"),
    ],
)
def test_plain_folders_are_the_spelling(text: str, folder: str) -> None:
    """As the contract spells them."""
    assert Identifier.parse(text).folder == folder


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("openreview:rygGQyrFvH", "openreview_rygGQyrFvH~"),
        ("10.1000/a(b)c", "doi_10.1000_a_b_c~"),
        ("https://example.org/a", "url_https___example.org_a~"),
    ],
)
def test_lossy_folders_end_in_a_hash(text: str, begin: str) -> None:
    """Capitals count as lossy, as some file systems ignore case."""
    folder = Identifier.parse(text).folder
    assert folder.startswith(begin)
    assert len(folder) == len(begin) + 8


SUFFIX = st.text(st.characters(min_codepoint=33, max_codepoint=0x2FF), min_size=1, max_size=200)


@given(st.lists(SUFFIX, min_size=2, max_size=6, unique=True))
def test_folders_are_safe_and_never_alike(suffixes: list[str]) -> None:
    """One part of a path, at most 120 bytes, apart also where case is ignored."""
    every = {str(one): one for x in suffixes if (one := Identifier.try_parse(f"doi:10.1234/{x}"))}
    folders = [one.folder for one in every.values()]
    assert len({folder.casefold() for folder in folders}) == len(folders)
    for folder in folders:
        assert len(folder.encode()) <= 120
        assert not set(folder) & set('/\\:\0*?"<>|')
        assert folder not in (".", "..")


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    """What is read is read again as itself; nothing else is raised."""
    found = Identifier.try_parse(text)
    if found is not None:
        assert Identifier.parse(str(found)).key == found.key


@pytest.mark.parametrize(("text", "spelling"), FORMS)
def test_labels_fit_in_a_row(text: str, spelling: str) -> None:
    """At most 18 cells; a citation key stands in where that says more."""
    found = Identifier.parse(text)
    assert 0 < len(found.label()) <= CELLS
    assert len(found.label("smith2026a")) <= CELLS


def test_addresses_lead_to_people() -> None:
    """All kinds but the list's own have a page."""
    assert Identifier.parse("10.1000/a<b>").address == "https://doi.org/10.1000/a%3Cb%3E"
    assert Identifier.parse("pmid:1").address == "https://pubmed.ncbi.nlm.nih.gov/1"
    assert Identifier.parse("local:x").address is None
    assert {Identifier.parse(x).kind for _, x in FORMS} == set(Kind)
