"""Identifiers of every kind are read in every form, and have one spelling each."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readlist.errors import UsageError
from readlist.model.identifiers import CELLS, Identifier
from readlist.model.kinds import IdentifierKind, NotAnIdentifierError

SICI = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"
PLAIN_SICI = f"doi:{SICI.lower()}"

FORMS = {
    # arXiv
    "2310.06825v2": "2310.06825",
    "arXiv: 2310.06825": "2310.06825",
    "arXiv:2310.06825v2 [cs.CL] 10 Oct 2023": "2310.06825",
    "2310.06825v2 (1).pdf": "2310.06825",
    "math.GT/0309136": "math/0309136",
    "https://arxiv.org/abs/2310.06825v1": "2310.06825",
    "10.48550/arXiv.2310.06825v3": "2310.06825",
    "https://doi.org/10.48550/ARXIV.2310.06825": "2310.06825",
    "doi:10.48550/arXiv.hep-th/9901001": "hep-th/9901001",
    # DOIs as they stand
    "10.1038/S41586-021-03819-2.": "doi:10.1038/s41586-021-03819-2",
    "doi:10.1038/x": "doi:10.1038/x",
    "DOI: 10.1038/x": "doi:10.1038/x",
    "doi 10.1038/x": "doi:10.1038/x",
    "doi10.1038/x": "doi:10.1038/x",
    "info:doi/10.1038/x": "doi:10.1038/x",
    "doi:https://doi.org/10.1038/X": "doi:10.1038/x",
    "(10.1016/S0140-6736(98)90001-1).": "doi:10.1016/s0140-6736(98)90001-1",
    "<10.1038/x>": "doi:10.1038/x",
    "“10.1038/x”": "doi:10.1038/x",
    SICI: PLAIN_SICI,
    "10.1002%2Fajmg.b.31237": "doi:10.1002/ajmg.b.31237",
    "10.1000/a%2Fb": "doi:10.1000/a%2fb",
    "10.1000/a?b#c%20d": "doi:10.1000/a?b#c%20d",
    "10.1175//2572.1": "doi:10.1175//2572.1",
    "doi:10/abcd": "doi:10/abcd",
    "10.1101/2020.06.29.176925v1": "doi:10.1101/2020.06.29.176925",
    "10.64898/2025.12.01.691234v12": "doi:10.64898/2025.12.01.691234",
    "10.1101/gr.123456.111": "doi:10.1101/gr.123456.111",
    # DOIs in the resolver's addresses: the path only, its escapes undone once
    f"https://doi.org/{SICI}": PLAIN_SICI,
    "https://doi.org/10.1002%2F(SICI)1097-0258(19980815%2F30)17:15%2F16%3C1661::AID-SIM968%3E"
    "3.0.CO;2-2?x=1#y": PLAIN_SICI,
    "http://dx.doi.org/10.1000/182": "doi:10.1000/182",
    "doi.org/10.1000/182": "doi:10.1000/182",
    "https://doi.org/doi:10.1000/182": "doi:10.1000/182",
    "https://doi.org/10.1000/182?a=b#c": "doi:10.1000/182",
    "https://doi.org/10.1000/a%253Fb": "doi:10.1000/a%3fb",
    "https://doi.org/10.1000/182/": "doi:10.1000/182",
    "https://doi.org/10.1175//2572.1": "doi:10.1175//2572.1",
    "https://doi.org/10.1000/182%20": "doi:10.1000/182",
    # OpenReview
    "openreview:rygGQyrFvH": "openreview:rygGQyrFvH",
    "https://openreview.net/forum?id=rygGQyrFvH": "openreview:rygGQyrFvH",
    "https://openreview.net/pdf?id=U1edbV4kNu_": "openreview:U1edbV4kNu_",
    "openreview.net/forum?noteId=Bkx&id=Sk-oDY9ge": "openreview:Sk-oDY9ge",
    "https://openreview.net/forum?id=rygGQyrFvH#all": "openreview:rygGQyrFvH",
    # ACL Anthology
    "2020.acl-main.703": "acl:2020.acl-main.703",
    "acl:P18-1238": "acl:P18-1238",
    "p18-1238": "acl:P18-1238",
    "2021.Findings-EMNLP.172": "acl:2021.findings-emnlp.172",
    "https://aclanthology.org/2020.acl-main.703/": "acl:2020.acl-main.703",
    "https://aclanthology.org/2020.acl-main.703v2.pdf": "acl:2020.acl-main.703",
    "https://aclanthology.org/N19-1423.bib": "acl:N19-1423",
    "https://www.aclweb.org/anthology/P15-1162": "acl:P15-1162",
    "aclweb.org/anthology/papers/P/P18/P18-1238/": "acl:P18-1238",
    # PubMed
    "PMID: 34265844": "pmid:34265844",
    "pmid:034265844": "pmid:34265844",
    "PMID34265844": "pmid:34265844",
    "PubMed ID: 34265844": "pmid:34265844",
    "https://pubmed.ncbi.nlm.nih.gov/34265844/": "pmid:34265844",
    "https://www.ncbi.nlm.nih.gov/pubmed/34265844": "pmid:34265844",
    "https://europepmc.org/article/MED/34265844": "pmid:34265844",
    # ISBN
    "ISBN 978-0-262-03561-3": "isbn:9780262035613",
    "ISBN-13: 9780262035613": "isbn:9780262035613",
    "ISBN-10 0-262-03561-8": "isbn:9780262035613",
    "ISBN (pbk): 0262035618": "isbn:9780262035613",
    "0-8044-2957-X": "isbn:9780804429573",
    "080442957x": "isbn:9780804429573",
    "978 0 262 03561 3": "isbn:9780262035613",
    "9780262035613": "isbn:9780262035613",
    "https://openlibrary.org/isbn/0262035618": "isbn:9780262035613",
    # pages
    "https://proceedings.mlr.press/v139/radford21a.html": "url:https://proceedings.mlr.press/"
    "v139/radford21a.html",
    "url:https://example.org/a": "url:https://example.org/a",
    "HTTP://Example.ORG:80/A?utm_source=x&b=1&fbclid=2&UTM_term=3#top": "url:http://example.org/"
    "A?b=1",
    "https://example.org:8443/?gclid=1&mc_cid=2&mc_eid=3": "url:https://example.org:8443/",
    "https://en.wikipedia.org/wiki/Foo_(bar).": "url:https://en.wikipedia.org/wiki/Foo_(bar)",
    "https://openreview.net/group?id=ICLR.cc/2020": "url:https://openreview.net/group?id=ICLR.cc/"
    "2020",
    "https://example.org/page?ref=10.1000/182": "url:https://example.org/page?ref=10.1000/182",
    "https://dl.acm.org/citation.cfm?id=2999134.2999257": "url:https://dl.acm.org/citation.cfm?"
    "id=2999134.2999257",
    "https://info.arxiv.org/help/": "url:https://info.arxiv.org/help/",
    # the list's own
    "local:smith2026draft": "local:smith2026draft",
}

PUBLISHERS = {
    "https://dl.acm.org/doi/abs/10.1145/3503221.3508418": "10.1145/3503221.3508418",
    "https://dl.acm.org/doi/fullHtml/10.1145/3523227.3546757": "10.1145/3523227.3546757",
    "https://link.springer.com/article/10.1007/s12080-020-00477-4/fulltext.html":
        "10.1007/s12080-020-00477-4",
    "https://link.springer.com/content/pdf/10.1007/978-3-531-91346-9_6.pdf":
        "10.1007/978-3-531-91346-9_6",
    "https://link.springer.com/content/pdf/10.1007%2F978-3-531-91346-9_6":
        "10.1007/978-3-531-91346-9_6",
    "https://link.springer.com/article/10.1023/A:1007154515475": "10.1023/a:1007154515475",
    "https://onlinelibrary.wiley.com/doi/abs/10.1111/j.2041-210X.2012.00247.x":
        "10.1111/j.2041-210x.2012.00247.x",
    "http://onlinelibrary.wiley.com/wol1/doi/10.1111/j.1865-1682.2010.01171.x/fullpdf":
        "10.1111/j.1865-1682.2010.01171.x",
    "https://onlinelibrary.wiley.com/doi/full/10.1890/0012-9615(1999)069%5B0569:EDILSA%5D2.0.CO;2":
        "10.1890/0012-9615(1999)069[0569:edilsa]2.0.co;2",
    "https://journals.aps.org/prl/abstract/10.1103/PhysRevLett.80.1425":
        "10.1103/physrevlett.80.1425",
    "https://www.biorxiv.org/content/10.1101/2020.06.29.176925v2.full.pdf+html":
        "10.1101/2020.06.29.176925",
    "https://www.biorxiv.org/content/biorxiv/early/2017/03/22/119180.full.pdf": "10.1101/119180",
    "http://biorxiv.org/lookup/doi/10.1101/014852": "10.1101/014852",
    "https://www.medrxiv.org/content/10.1101/2020.06.29.20142307v2": "10.1101/2020.06.29.20142307",
    "https://www.nature.com/articles/s41586-021-03819-2.pdf": "10.1038/s41586-021-03819-2",
    "https://www.nature.com/articles/s41599-020-0400-z": "10.1057/s41599-020-0400-z",
    "https://www.nature.com/articles/nature14539#Sec2": "10.1038/nature14539",
    "https://www.nature.com/articles/sdata201618": "10.1038/sdata.2016.18",
    "https://www.nature.com/nature/journal/v521/n7553/full/nature14539.html":
        "10.1038/nature14539",
    "http://www.nature.com/doifinder/10.1038/ng.3834": "10.1038/ng.3834",
    "https://www.science.org/doi/10.1126/science.169.3946.635": "10.1126/science.169.3946.635",
    "https://www.tandfonline.com/doi/full/10.1080/01621459.2017.1285773?journalCode=uasa20":
        "10.1080/01621459.2017.1285773",
    "https://www.pnas.org/doi/full/10.1073/pnas.1414271111": "10.1073/pnas.1414271111",
    "https://academic.oup.com/bib/article/doi/10.1093/bib/bbw110/2562646/A-review-of-validation":
        "10.1093/bib/bbw110",
    "https://pubs.aip.org/aip/jap/article-pdf/doi/10.1063/1.4938384/15174088/235306_1_online.pdf":
        "10.1063/1.4938384",
    "https://iopscience.iop.org/article/10.3847/1538-4357/adb8ca/pdf": "10.3847/1538-4357/adb8ca",
    "https://pubs.acs.org/doi/suppl/10.1021/acs.jctc.2c01235/suppl_file/ct2c01235_si_001.pdf":
        "10.1021/acs.jctc.2c01235",
    "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0020476":
        "10.1371/journal.pone.0020476",
    "https://elifesciences.org/articles/55167": "10.7554/elife.55167",
    "https://peerj.com/articles/cs-103/": "10.7717/peerj-cs.103",
    "https://web.archive.org/web/2020/https://doi.org/10.1000/182": "10.1000/182",
    "https://www.researchsquare.com/article/doi/10.21203/rs.3.rs-123/v1": "10.21203/rs.3.rs-123/v1",
}  # fmt: skip

NONE = {
    "": "not an identifier",
    "hello": "not an identifier",
    "mistral 7b": "not an identifier",
    "34265844": "not an identifier",
    "7": "not an identifier",
    "2-5": "not an identifier",
    "10/abc": "not an identifier",
    "10.1000/": "not an identifier",
    "2313.06825": "there is no month 13",
    "https://arxiv.org/abs/2313.06825": "there is no month 13",
    "https://arxiv.org/list/cs.CL/recent": "not an arXiv identifier",
    "10.48550/arXiv.2313.06825": "there is no month 13",
    "9780262035614": "check digit",
    "ISBN 0262035617": "check digit",
    "ISBN 12": "not an ISBN",
    "PMID: 0": "not a PubMed number",
    "openreview: a b": "not an OpenReview identifier",
    "acl:mistral": "ACL Anthology",
    "doi of it": "not a DOI",
    "https://": "no address of a page",
    "https://example.org/a b": "not an identifier",
    "https://reader:secret@example.org/x": "name or password",
    "ftp://example.org/paper.pdf": "not an identifier",
    "https://example.org/" + "a" * 5000: "length",
}


@pytest.mark.parametrize(("text", "expected"), FORMS.items())
def test_every_usual_form_is_read(text: str, expected: str) -> None:
    """A form gives the list's spelling, which is read as the same identifier."""
    found = Identifier.parse(text)
    assert str(found) == expected
    assert str(Identifier.parse(expected)) == expected


@pytest.mark.parametrize(("address", "doi"), PUBLISHERS.items())
def test_a_page_of_a_publisher_carries_its_doi(address: str, doi: str) -> None:
    """The address of a page, its full text or PDF is the DOI in it, and no more than that."""
    assert str(Identifier.parse(address)) == f"doi:{doi}"


@pytest.mark.parametrize(("text", "reason"), NONE.items())
def test_what_identifies_nothing_is_refused_with_a_reason(text: str, reason: str) -> None:
    """The error says what is wrong; what it tells to try would be read."""
    with pytest.raises(NotAnIdentifierError) as caught:
        Identifier.parse(text)
    assert reason in caught.value.reason
    assert isinstance(caught.value, UsageError)
    assert caught.value.remedy.startswith("readlist ")
    if caught.value.remedy.startswith("readlist add "):
        Identifier.parse(caught.value.remedy.removeprefix("readlist add ").strip('"'))
    assert Identifier.try_parse(text) is None
    assert "secret" not in caught.value.problem


def test_a_version_of_an_arxiv_paper_is_kept_beside_the_text() -> None:
    """A version pins, and is no part of the identifier."""
    found = Identifier.parse("2310.06825v2")
    assert (str(found), found.version) == ("2310.06825", 2)
    assert str(found.arxiv) == "2310.06825v2"
    assert Identifier.parse("10.1038/x").arxiv is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.org/a/", "https://example.org/a"),
        ("https://example.org", "https://EXAMPLE.org/?utm_source=x"),
        ("10.1038/X", "https://doi.org/10.1038/x"),
    ],
)
def test_spellings_of_one_identifier_have_one_key(one: str, other: str) -> None:
    """Pages are compared without scheme and final slash."""
    assert Identifier.parse(one).key == Identifier.parse(other).key


def test_pages_and_forums_that_differ_have_two_keys() -> None:
    """Case counts in paths and at OpenReview."""
    assert Identifier.parse("https://a.org/X").key != Identifier.parse("https://a.org/x").key
    assert Identifier.parse("openreview:aBcD").key != Identifier.parse("openreview:abcd").key


@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("hep-th/9901001", "hep-th_9901001"),
        ("doi:10.1038/x", "doi_10.1038_x"),
        ("doi:10.1007/978-3-531-91346-9_6", "doi_10.1007_978-3-531-91346-9_6"),
        ("doi:10.1093/bib/bbw110", "doi_10.1093_bib_bbw110~962dd658"),
        ("acl:2020.acl-main.703", "acl_2020.acl-main.703"),
        ("openreview:rygGQyrFvH", "openreview_rygGQyrFvH~6c21c839"),
        ("pmid:34265844", "pmid_34265844"),
    ],
)
def test_a_folder_is_the_identifier_as_far_as_it_can_be(text: str, folder: str) -> None:
    """What is lost is made up for by digits of a hash."""
    assert Identifier.parse(text).folder == folder


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("2310.06825v2", "https://arxiv.org/abs/2310.06825v2"),
        ("doi:10.1038/x", "https://doi.org/10.1038/x"),
        ("10.1000/a?b<c>%20#d", "https://doi.org/10.1000/a%3Fb%3Cc%3E%2520%23d"),
        ("openreview:rygGQyrFvH", "https://openreview.net/forum?id=rygGQyrFvH"),
        ("acl:P18-1238", "https://aclanthology.org/P18-1238"),
        ("pmid:34265844", "https://pubmed.ncbi.nlm.nih.gov/34265844"),
        ("isbn:9780262035613", "https://openlibrary.org/isbn/9780262035613"),
        ("url:http://example.org/a", "http://example.org/a"),
        ("local:smith2026draft", None),
    ],
)
def test_people_find_the_paper_at_its_address(text: str, address: str | None) -> None:
    """Each kind but the list's own has a page."""
    assert Identifier.parse(text).address == address


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2310.06825v2", "2310.06825"),
        ("plasm-ph/9901001", "plasm-ph/9901001"),
        ("doi:10.1038/nature1453", "10.1038/nature1453"),
        ("doi:10.1038/nature14539", "lecun2015deep"),
        ("https://example.org/a/b?c", "example.org"),
        ("https://proceedings.mlr.press/v139/radford21a.html", "lecun2015deep"),
        ("openreview:rygGQyrFvH", "lecun2015deep"),
        ("pmid:34265844", "pmid:34265844"),
    ],
)
def test_a_label_fits_a_row(text: str, label: str) -> None:
    """What is too long for a row is told by the citation key."""
    assert Identifier.parse(text).label("lecun2015deep") == label


def test_a_label_is_cut_where_nothing_fits() -> None:
    """Without a short citation key the row says as much as it can, in columns of the terminal."""
    found = Identifier.parse("doi:10.1038/s41586-021-03819-2")
    assert found.label() == "10.1038/s41586-02…"
    assert found.label("k" * 30) == "k" * 17 + "…"
    assert found.label("漢" * 30) == "漢" * 8 + "…"


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("2310.06825", "arxiv231006825"),
        ("doi:10.1038/x-y", "doi101038xy"),
        ("https://a.org/b.html", "urlaorgbhtml"),
        ("local:smith2026draft", "localsmith2026draft"),
    ],
)
def test_a_citation_key_without_author_is_scheme_and_letters(text: str, stem: str) -> None:
    """Such a key says what kind of identifier it stands for."""
    assert Identifier.parse(text).stem == stem


DOIS = st.builds(
    "10.{}/{}".format,
    st.integers(1000, 999_999_999),
    st.text(st.characters(codec="utf-8", exclude_categories=("Z", "C")), min_size=1, max_size=200),
)
PAGES = st.builds(
    "{}://{}/{}{}".format,
    st.sampled_from(["http", "https"]),
    st.sampled_from(["example.org", "EXAMPLE.org:443", "doi.org", "openreview.net", "nature.com"]),
    st.text(st.characters(codec="ascii", exclude_characters=" "), max_size=60),
    st.sampled_from(["", "?utm_x=1&a=.,", "?a=1&utm_b", "#f", "?&", "?&,&,", "?id=abcdefgh"]),
)


@given(DOIS | PAGES | st.text(max_size=80))
@example("10.1000/a)(")
@example("https://x.org/a,?utm_x=1")
@example("https://x.org/a?&,&,")
@example("doi:10.1101/123456v1.full")
def test_the_spelling_of_the_list_stays_what_it_is(text: str) -> None:
    """Whatever is read is read again as itself, from its spelling and from its address."""
    found = Identifier.try_parse(text)
    if found is None:
        return
    again = Identifier.parse(str(found))
    assert (str(again), again.key) == (str(found), found.key)
    assert len(found.folder.encode()) <= 120
    assert "/" not in found.folder
    assert not found.folder.startswith(".")
    if found.address and found.kind is not IdentifierKind.ARXIV:
        assert Identifier.parse(found.address).key == found.key
    assert len(found.label("key")) <= CELLS


@given(st.lists(DOIS | PAGES, min_size=2, max_size=6))
def test_folders_are_apart_also_where_case_is_ignored(texts: list[str]) -> None:
    """Two identifiers never share a folder, on any file system."""
    ids = {str(found): found for found in map(Identifier.try_parse, texts) if found}
    folders = {found.folder.casefold() for found in ids.values()}
    assert len(folders) == len(ids)


@pytest.mark.parametrize(
    "texts",
    [
        ("doi:10.1000/a_b", "doi:10.1000/a/b", "doi:10.1000//a_b", "doi:10.1000/a:b"),
        ("openreview:abcd", "openreview:aBcd", "openreview:ABCD"),
        ("https://a.org/x", "https://a.org/X", "http://a.org/x", "https://a.org/x/"),
        ("doi:10.1000/" + "x" * 200, "doi:10.1000/" + "x" * 201),
        ("doi:10.1000/x", "doi:10.1000/x.withdrawn"),
    ],
)
def test_folders_of_what_looks_alike_are_apart(texts: tuple[str, ...]) -> None:
    """Also beside the files that the library itself makes."""
    folders = [Identifier.parse(text).folder.casefold() for text in texts]
    assert len({*folders, *(f"{folder}.withdrawn" for folder in folders)}) == 2 * len(texts)
