import uuid
from datetime import date
from xml.etree import ElementTree as ET

from exporters.export_samples import a_paper, hostile_entries, plain_entries
from readlist.exporters import ExportEntry, Options, atom
from readlist.tex import readable

NS = {"a": "http://www.w3.org/2005/Atom"}


def feed_of(entries: list[ExportEntry], options: Options | None = None) -> ET.Element:
    """Return the feed as an XML parser reads it, with what RFC 4287 requires checked."""
    feed = ET.fromstring(atom.render(entries, options or Options()))
    for node in (feed, *feed.findall("a:entry", NS)):
        for name in ("title", "id", "updated"):
            assert len(node.findall(f"a:{name}", NS)) == 1, name
        if node is not feed:
            assert node.findall("a:author/a:name", NS)
            assert node.findall("a:link[@rel='alternate']", NS) or node.findall("a:content", NS)
    return feed


def test_the_feed_gives_the_papers_back() -> None:
    """Identifiers, titles, authors and dates are there, for hostile papers too."""
    for entries in ([], plain_entries(), hostile_entries()):
        feed = feed_of(entries, Options(notes=True, abstracts=True))
        found = {node.findtext("a:id", "", NS): node for node in feed.findall("a:entry", NS)}
        assert len(found) == len(entries)
        for entry in entries:
            node = found[f"https://arxiv.org/abs/{entry.id}"]
            assert node.findtext("a:title", "", NS) == readable(entry.title)
            names = [name.text for name in node.findall("a:author/a:name", NS)]
            assert names == entry.authors
            assert node.findtext("a:published", "", NS) == "2024-01-08T00:00:00Z"


def test_the_newest_addition_comes_first_and_dates_the_feed() -> None:
    """Nothing depends on the day of the export, unless the reader wants its date."""
    entries = [ExportEntry(a_paper(n, added=date(2026, 1, n))) for n in (1, 3, 2)]
    feed = feed_of(entries)
    assert feed.findtext("a:updated", "", NS) == "2026-01-03T00:00:00Z"
    titles = [node.findtext("a:title", "", NS) for node in feed.findall("a:entry", NS)]
    assert [title[-1] for title in titles] == ["3", "2", "1"]
    dated = feed_of(entries, Options(today=date(2026, 2, 1)))
    assert dated.findtext("a:updated", "", NS) == "2026-02-01T00:00:00Z"


def test_the_feed_is_the_same_one_next_time() -> None:
    """Its identifier is made from the title alone."""
    first = feed_of([]).findtext("a:id", "", NS)
    assert first == feed_of(plain_entries()).findtext("a:id", "", NS)
    assert uuid.UUID(first.removeprefix("urn:uuid:")).version == 5
    assert first != feed_of([], Options(title="Other")).findtext("a:id", "", NS)


def test_a_paper_without_an_address_is_still_an_entry() -> None:
    """It has an identifier and content of its own."""
    (node,) = feed_of([ExportEntry(a_paper(1, id="not one", authors=()))]).findall("a:entry", NS)
    assert node.findtext("a:id", "", NS).startswith("urn:uuid:")
    assert node.findtext("a:content", "", NS) == "not one"
