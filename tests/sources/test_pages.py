"""Pages of publishers are read by their tags, whatever else is on them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.http.web import Answer, UnfitError
from readlist.metadata import Metadata
from readlist.sources import pages
from readlist.sources.tags import page_of
from support.source_kit import answer

NAME = "url:https://example.org/p"


def page(head: str, body: str = "", **fields: object) -> Answer:
    """Return the answer that a page is."""
    text = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return answer(text, "text/html", charset="utf-8", **fields)


def facts(head: str, body: str = "") -> Metadata:
    """Return what a page says of its paper."""
    reading = pages.read(page(head, body), NAME)
    assert reading is not None
    assert reading.metadata is not None
    return reading.metadata


def tag(name: str, content: str) -> str:
    """Return a meta tag."""
    return f'<meta name="{name}" content="{content}">'


CITATION = (
    tag("citation_title", "Lists &amp; Trees")
    + tag("citation_author", "Quill, Ada")
    + tag("citation_author", "Bo Marsh")
    + tag("citation_publication_date", "2024/3/15")
    + tag("citation_conference_title", "Conf 2024")
    + tag("citation_firstpage", "1")
    + tag("citation_lastpage", "9")
    + tag("citation_doi", "10.1000/X.1")
    + tag("citation_pdf_url", "/p.pdf")
)


LINKED = (
    '<script type="application/ld+json">{"@graph":[{"@type":"ScholarlyArticle","headline":'
    '"Linked","author":[{"name":"Ada Quill"}],"datePublished":"2020-01-02"}]}</script>'
)
GRAPH = (
    '<meta property="og:title" content="Graph | Site"><meta property="og:site_name" content="Site">'
)


XPLORE = (
    "<title>Learning | IEEE</title><script>var xplGlobal = {}; xplGlobal.document.metadata="
    '{"title":"Learning &amp; Lists","authors":[{"name":"Ada Quill"},{"firstName":"Bo","lastName":'
    '"Marsh"}],"publicationYear":"2020","doi":"10.1109/X.2020.1","startPage":"1","endPage":"9",'
    '"publicationTitle":"Conf on Lists","contentType":"conferences"};\n'
    'xplGlobal.document.more={"a":1};</script>'
)
EPRINTS = (
    tag("eprints.title", "Kept")
    + tag("eprints.creators_name", "Quill, Ada")
    + tag("eprints.creators_name", "Marsh, Bo")
    + tag("eprints.date", "2019-03")
    + tag("eprints.id_number", "doi:10.1000/kept")
)


def test_what_scripts_hold_is_read_where_there_are_no_tags() -> None:
    """IEEE Xplore says all of a paper in a script, and nothing in tags."""
    found = facts(XPLORE)
    assert (found.identifiers, found.published, found.pages) == (
        ("doi:10.1109/x.2020.1",), "2020", "1-9"
    )  # fmt: skip
    assert (found.venue, found.type) == ("Conf on Lists", "paper-conference")
    broken = facts("<title>A page</title><script>xplGlobal.document.metadata={</script>")
    assert broken.title == "A page"


@pytest.mark.parametrize(
    "author",
    ["Site", "Springer Nature Publishing", "admin", "ACM", "https://example.org/ada", "The Team"],
)
def test_a_site_is_no_author(author: str) -> None:
    """Sites and accounts name themselves on all of their pages."""
    assert facts(GRAPH + tag("author", author)).authors == ()


def test_highwire_tags() -> None:
    """Title, people in reading order, date, venue, pages, DOI and PDF are taken."""
    found = facts(CITATION)
    assert found.title == "Lists & Trees"
    assert [author.name for author in found.authors] == ["Ada Quill", "Bo Marsh"]
    assert (found.published, found.venue, found.pages) == ("2024-03-15", "Conf 2024", "1-9")
    assert found.identifiers == ("doi:10.1000/x.1",)
    assert found.pdf == "https://example.org/p.pdf"
    assert found.type == "paper-conference"
    assert not found.incomplete


def test_recommended_papers_are_others() -> None:
    """What follows another title belongs to another paper."""
    more = tag("citation_title", "Other") + tag("citation_author", "C. Other")
    found = facts(CITATION + more)
    assert [author.name for author in found.authors] == ["Ada Quill", "Bo Marsh"]


def test_tags_in_comments_and_scripts_are_none() -> None:
    """What browsers do not see is not read."""
    hidden = (
        f"<!-- {tag('citation_title', 'No')} --><script>'{tag('citation_title', 'No')}'</script>"
    )
    assert facts(hidden + CITATION).title == "Lists & Trees"


@pytest.mark.parametrize(
    ("head", "title", "authors"),
    [
        (
            tag("DC.title", "Core") + tag("DC.creator", "Quill, Ada") + tag("DC.date", "2020"),
            "Core",
            ["Ada Quill"],
        ),
        (
            LINKED,
            "Linked",
            ["Ada Quill"],
        ),
        (GRAPH, "Graph", []),
        (XPLORE, "Learning & Lists", ["Ada Quill", "Bo Marsh"]),
        (EPRINTS, "Kept", ["Ada Quill", "Bo Marsh"]),
        (GRAPH + tag("author", "Ada Quill") + tag("article:published_time", "2021-05-06T07:08"),
         "Graph", ["Ada Quill"]),
        ("<TITLE>Only a title</Title>", "Only a title", []),
        (tag("citation_title", "L") + tag("citation_authors", "Quill, A.; Marsh, B."), "L",
         ["A. Quill", "B. Marsh"]),
    ],
)  # fmt: skip
def test_other_ways_of_tagging(head: str, title: str, authors: list[str]) -> None:
    """Dublin Core, JSON-LD, Open Graph, and a bare title."""
    found = facts(head)
    assert found.title == title
    assert [author.name for author in found.authors] == authors
    assert found.incomplete is (not authors or not found.published)


@pytest.mark.parametrize(
    "head",
    [
        "<title>Just a moment...</title>",
        "<title>Please verify you are a human</title>",
        "<title>We value your privacy</title>",
        "<title></title>",
        "",
    ],
)
def test_a_wall_is_no_paper(head: str) -> None:
    """A challenge, a consent form and a script give no title."""
    with pytest.raises(UnfitError):
        pages.read(page(head), NAME)


def test_a_label_that_lies_about_letters() -> None:
    """Bytes that are no UTF-8 are Windows-1252, whatever the header says."""
    body = tag("citation_title", "Größe").encode("cp1252")
    reading = pages.read(answer(body, "text/html", charset="utf-8"), NAME)
    assert reading is not None
    assert reading.metadata is not None
    assert reading.metadata.title == "Größe"


def test_a_page_may_send_its_readers_on() -> None:
    """A page that only refreshes to another one names that one."""
    reading = pages.read(page('<meta http-equiv="refresh" content="0; url=/real">'), NAME)
    assert reading is not None
    assert reading.onward == "https://example.org/real"


def test_dois_in_the_text_are_candidates() -> None:
    """The one to cite the page by comes first, without the stop behind it."""
    body = "See 10.1000/other. Cite as: https://doi.org/10.1000/own."
    reading = pages.read(page("<title>T</title>", body), NAME)
    assert reading is not None
    assert reading.candidates[0] == "10.1000/own"


def test_venues_that_did_not_take_it_are_none() -> None:
    """A paper that was submitted somewhere has not appeared there."""
    head = CITATION.replace("Conf 2024", "Submitted to ICLR 2025")
    assert facts(head).venue == ""


@pytest.mark.parametrize("piece", ["<meta ", "<meta '", '<a href="', "<!--", "<h1>", "<b", "<x>"])
def test_hostile_pages_end(piece: str) -> None:
    """A page that never closes anything is read to its end."""
    assert page_of(piece * 100_000) is not None


@given(st.text("<>/!-\"'=metatilhcn ", max_size=400))
def test_any_page_is_read(text: str) -> None:
    """Whatever a page holds, reading it ends without a fault of ours."""
    page_of(text)
