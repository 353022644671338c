"""The day's announcements."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from arxiv_sim import ArxivSim
from readlist.arxiv_api import ArxivApi, NonsenseError
from readlist.arxiv_api.feeds import MalformedError, parse_news
from readlist.errors import UsageError
from support.arxiv_service import service_for

ITEM = """<item>
<title>A {t} Title</title>
<link>https://arxiv.org/abs/2608.00001</link>
<description>arXiv:2608.00001v1 Announce Type: new
Abstract: First lines.\n  Second paragraph.</description>
<guid isPermaLink="false">{guid}</guid>
<category>cs.CL</category><category>cs.AI</category>
<pubDate>Thu, 13 Aug 2026 00:00:00 -0400</pubDate>
<arxiv:announce_type>{kind}</arxiv:announce_type>
<dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights>
<dc:creator>Ada Archer (Uni A, Lab (B)), Ben Birch,  The C, D Group (X)</dc:creator>
</item>"""


def feed(*items: str) -> bytes:
    """Return an RSS feed as arXiv sends it."""
    return (
        "<?xml version='1.0' encoding='UTF-8'?>"
        '<rss xmlns:arxiv="http://arxiv.org/schemas/atom" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel>'
        "<pubDate>Thu, 13 Aug 2026 00:00:00 -0400</pubDate>" + "".join(items) + "</channel></rss>\n"
    ).encode()


def item(guid: str = "oai:arXiv.org:2608.00001v1", kind: str = "new", t: str = "New") -> str:
    """Return one item of the feed."""
    return ITEM.format(guid=guid, kind=kind, t=t)


@pytest.fixture
def sim() -> Iterator[ArxivSim]:
    """Run a simulated arXiv whose last announcement covers two years."""
    with ArxivSim(synthetic=60, feed_days=700) as running:
        yield running


def test_an_item_becomes_an_announcement() -> None:
    """Identifier with version, kind, names without affiliations, abstract without its lead."""
    (news,) = parse_news(feed(item()))
    assert str(news.id) == "2608.00001v1"
    assert (news.kind, news.title) == ("new", "A New Title")
    assert news.authors == ("Ada Archer", "Ben Birch", "The C", "D Group")
    assert news.abstract == "First lines.\n\nSecond paragraph."
    assert news.categories == ("cs.CL", "cs.AI")
    assert news.announced == "2026-08-13"
    assert news.license == "http://creativecommons.org/licenses/by/4.0/"


def test_a_weekend_is_an_empty_list() -> None:
    """A feed without items is no error."""
    assert parse_news(feed()) == []


@pytest.mark.parametrize(
    "body",
    [
        b"Rate exceeded.",
        b"",
        b"<html><body>sign in</body></html>",
        feed(item())[:-20],
        feed(item(guid="something else")),
        feed(item(guid="oai:arXiv.org:2613.00001v1")),
        feed(item(kind="lost")),
        feed(item(t="<b>bold</b>")),
        feed(item(t="&undefined;")),
        b"<rss></rss>",
        b'<!DOCTYPE rss [<!ENTITY a "b">]>' + feed(item()),
        b"<a><rss></rss></a></rss>",
    ],
)
def test_anything_else_is_malformed(body: bytes) -> None:
    """A refusal, a page, a cut or an odd item is never taken for news."""
    with pytest.raises(MalformedError):
        parse_news(body)


def test_new_and_cross_lists_are_the_news(sim: ArxivSim, api: ArxivApi) -> None:
    """Several categories are one request; replacements are left out unless asked for."""
    news = api.recent(["cs.LG", "cs.CL"])
    assert news
    assert {one.kind for one in news} <= {"new", "cross"}
    assert all(one.title and one.authors and one.abstract for one in news)
    assert {one.kind for one in api.recent(["cs"], kinds=["replace"])} == {"replace"}
    assert [record["path"] for record in sim.records()] == ["/rss/cs.LG+cs.CL", "/rss/cs"]


def test_no_categories_are_no_request(sim: ArxivSim, api: ArxivApi) -> None:
    """Nothing asked, nothing sent."""
    assert api.recent([]) == []
    assert sim.records() == []


@pytest.mark.parametrize("name", ["cs.XX", "nonsense", "../api", "cs LG", "cs+math", ""])
def test_an_unknown_category_is_named(api: ArxivApi, name: str) -> None:
    """What arXiv does not have, or what is no name at all, is a usage error."""
    with pytest.raises(UsageError, match="arXiv has no category"):
        api.recent([name])


@pytest.mark.parametrize("fault", ["soft429", "html200", "truncate_clean", "empty_body"])
def test_nonsense_instead_of_news(sim: ArxivSim, api: ArxivApi, fault: str) -> None:
    """One unsound feed is mended by the next; lasting nonsense is an error."""
    sim.faults({"match": {"endpoint": "rss"}, "fault": fault, "count": 1})
    assert api.recent(["cs.LG"])
    sim.faults({"match": {"endpoint": "rss"}, "fault": fault})
    with pytest.raises(NonsenseError, match="announcement cannot be used"):
        api.recent(["cs.LG"])


def test_the_feed_is_asked_at_its_own_address(sim: ArxivSim, tmp_path: Path) -> None:
    """A base without final slash works as well."""
    service = service_for(sim.base, tmp_path, rss_url=f"{sim.base}/rss")
    assert ArxivApi(service).recent(["hep-th"]) is not None
    assert sim.records()[0]["path"] == "/rss/hep-th"
