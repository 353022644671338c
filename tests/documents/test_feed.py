"""Entries of feeds: RSS of all kinds and Atom, also broken ones."""

import pytest

from readlist.documents.formats.feed import MOST, FeedItem, feed_items
from readlist.errors import ReadlistError
from support.digest_kit import ATOM, RSS

RDF = """\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://purl.org/rss/1.0/modules/prism/">
<item rdf:about="x"><title>Cells</title><link>https://www.biorxiv.org/content/1</link>
<dc:creator>Kay, K.</dc:creator><dc:creator>Lee, L.</dc:creator>
<prism:doi>10.1101/2026.11.20.000001</prism:doi><dc:date>2026-11-20</dc:date></item></rdf:RDF>
"""


def test_rss_and_atom_give_the_same_values() -> None:
    """Title, names, authors, day and the longest text, as they stand there."""
    first = feed_items(RSS.encode())[0]
    assert first.names[:2] == (
        "doi:10.5555/gates.1",
        "https://journal.example.org/a?utm_source=rss",
    )
    assert first.authors == ("Gil Gray, Hal Hill",)
    assert first.text == "<p>Sparse experts are routed.</p>"
    assert feed_items(ATOM.encode()) == [
        FeedItem(
            "Experts &amp; Gates",
            ("https://arxiv.org/abs/2611.00077v1", "urn:x"),
            ("Ida Ivy", "Jon Jay"),
            "2026-11-20T00:00:00Z",
            "Gates.",
        )
    ]
    (item,) = feed_items(RDF.encode())
    assert (item.names[0], item.authors) == ("10.1101/2026.11.20.000001", ("Kay, K.", "Lee, L."))


@pytest.mark.parametrize("data", [b"", b"no xml", b"<html><body/></html>", b"\xff\xfe\x00"])
def test_what_is_no_feed_is_said(data: bytes) -> None:
    """In one sentence."""
    with pytest.raises(ReadlistError):
        feed_items(data)


def test_entities_and_endless_feeds_are_bounded() -> None:
    """No file is read for an entity, and no more than a thousand entries are."""
    evil = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + RSS.partition("?>")[2]
    assert "root:" not in str(feed_items(evil.replace("Gates", "&x;").encode()))
    many = "<rss><channel>" + "<item><title>a</title></item>" * (MOST + 10) + "</channel></rss>"
    assert len(feed_items(many.encode())) == MOST


def test_a_feed_that_breaks_off_gives_what_is_whole() -> None:
    """As far as it goes."""
    assert feed_items(RSS[: RSS.index("Old News")].encode())[0].title == "Gates of Experts"
