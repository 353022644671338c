import base64
import hashlib
import re
from datetime import date
from xml.etree import ElementTree as ET

import html5lib  # type: ignore[import-untyped]  # it publishes no types
import pytest

from exporters.export_samples import (
    a_paper,
    an_entry,
    hostile_entries,
    large_entries,
    plain_entries,
    what_arxiv_said,
)
from readlist.exporters import ExportEntry, Options
from readlist.exporters.html import card
from readlist.exporters.html import page as html
from readlist.paper import Status
from readlist.tex import readable

ALL = Options(notes=True, abstracts=True)


def parse(text: str) -> ET.Element:
    """Return the document as a browser reads it; any parse error fails."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    document: ET.Element = parser.parse(text)
    return document


def text_of(node: ET.Element | None) -> str:
    """Return all text below a node."""
    assert node is not None
    return "".join(node.itertext())


def with_class(document: ET.Element, name: str) -> list[ET.Element]:
    """Return the nodes that have a class."""
    return [node for node in document.iter() if name in node.get("class", "").split()]


def unmarked(line: str) -> str:
    """Return a line without what marks its words in Markdown."""
    return re.sub(r"[*_`]", "", line)


@pytest.mark.parametrize("entries", [plain_entries(), hostile_entries()], ids=["plain", "hostile"])
def test_the_page_gives_the_papers_back(entries: list[ExportEntry]) -> None:
    """Identifiers, titles, authors, years, abstracts and notes are all there, as text."""
    found = {node.get("id"): node for node in with_class(parse(html.render(entries, ALL)), "paper")}
    assert len(found) == len(entries)
    for entry in entries:
        node = found[entry.id]
        link = node.find("h3/a")
        assert link is not None
        assert link.get("href") == entry.paper.url
        assert text_of(link) == readable(entry.title)
        assert [text_of(name) for name in with_class(node, "author")] == entry.authors
        assert node.get("data-published") == entry.issued_on
        assert node.get("data-status") == entry.paper.status
        assert list(filter(None, node.get("data-topics", "").split("\n"))) == entry.topics
        notes = [text_of(p) for p in node.findall("div[@class='notes']/p")]
        assert [unmarked(line) for line in notes] == [unmarked(line) for line in entry.plain_notes]
        assert readable(entry.abstract) in text_of(node)


def test_no_text_becomes_an_element_or_an_address() -> None:
    """Hostile papers add no element kind, no handler and no address of their own."""
    plain = {node.tag for node in parse(html.render(plain_entries(), ALL)).iter()}
    document = parse(html.render(hostile_entries(), ALL))
    assert {node.tag for node in document.iter()} <= plain | {"strong", "em", "code"}
    for node in document.iter():
        assert not any(name.startswith("on") or name in ("style", "src") for name in node.attrib)
        address = node.get("href", "#")
        own = r"#|https://(arxiv\.org/|doi\.org/|[ex]\.example)|data:image/svg"
        assert re.match(own, address)


def test_the_policy_names_the_only_style_and_script() -> None:
    """The hashes are those of what stands in the page; nothing else may load, run or leave."""
    document = parse(html.render(plain_entries(), Options()))
    (policy,) = (
        node.get("content", "")
        for node in document.iter("meta")
        if node.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    for tag in ("style", "script"):
        (node,) = document.iter(tag)
        digest = base64.b64encode(hashlib.sha256((node.text or "").encode()).digest()).decode()
        assert rules[f"{tag}-src"] == f"'sha256-{digest}'"
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"


def test_the_page_has_one_heading_a_language_and_named_fields() -> None:
    """One h1, h2 for themes, h3 for papers; every field has a label; ids are unique."""
    document = parse(html.render(plain_entries(), ALL))
    assert document.get("lang") == "en"
    assert len(list(document.iter("h1"))) == 1
    assert len(list(document.iter("h3"))) == len(plain_entries())
    labelled = {child for label in document.iter("label") for child in label.iter()}
    assert all(node in labelled for tag in ("input", "select") for node in document.iter(tag))
    ids = [node.get("id") for node in document.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    for link in document.iter("a"):
        address = link.get("href", "")
        if address.startswith("#") and "=" not in address:
            assert address[1:] in ids


def test_themes_that_read_alike_have_places_of_their_own() -> None:
    """Punctuation makes no id; a number tells such themes apart."""
    topics = ["a b", "a-b", "a b.2", "!", "?"]
    entries = [an_entry(n, topics=(topic,)) for n, topic in enumerate(topics, start=1)]
    document = parse(html.render(entries, Options()))
    ids = [
        node.get("id") for section in with_class(document, "theme") for node in section.iter("h2")
    ]
    assert ids == ["theme-a-b", "theme-a-b.2", "theme-a-b-2", "theme-theme", "theme-theme.2"]


def test_the_empty_page_says_so() -> None:
    """No papers: no charts, no filters, one sentence."""
    text = html.render([], Options())
    document = parse(text)
    assert not list(document.iter("form"))
    assert not list(document.iter("figure"))
    assert "No papers in this list." in text_of(document)


def test_the_charts_say_their_numbers() -> None:
    """Numbers are text beside the bars and in the description of each chart."""
    document = parse(html.render(plain_entries(), Options()))
    themes, weeks, years = (node for node in with_class(document, "chart"))
    assert themes.get("aria-label") == (
        "Papers by theme. moe: 1 of 2 read; attention: 0 of 2 read; Other: 0 of 1 read."
    )
    assert weeks.get("aria-label") == (
        "Papers added and read per week. week to 3 Nov 2026: 5 added, 0 read; "
        "week to 10 Nov 2026: 0 added, 1 read."
    )
    assert years.get("aria-label") == "Papers by year of their first version. 2024: 5, 1 read."
    assert "1/2" in text_of(themes)


def test_a_page_without_dates_draws_what_it_can() -> None:
    """Bare entries have no weeks and no years."""
    entries = [ExportEntry(a_paper(1, added=None, published=None, authors=()))]
    assert len(with_class(parse(html.render(entries, Options())), "chart")) == 1


def test_the_day_shows_only_when_given() -> None:
    """Nothing depends on today unless the reader wants the date."""
    day = date(2026, 11, 21)
    assert "2026-11-21" not in html.render(plain_entries(), Options())
    assert html.render(plain_entries(), Options(today=day)).count("2026-11-21") == 3


def test_many_authors_fold() -> None:
    """The first eight show, the rest unfolds; all are there."""
    names = tuple(f"Author Number{n}" for n in range(1200))
    (node,) = with_class(parse(html.render([an_entry(1, authors=names)], Options())), "paper")
    assert [text_of(name) for name in with_class(node, "author")] == list(names)
    assert "and 1,192 more" in text_of(node.find("details/summary"))


def test_a_thousand_papers_stay_a_page() -> None:
    """About a kilobyte a paper and never a tenfold of it."""
    text = html.render(large_entries(1000), Options())
    assert len(text) < 2_000_000
    assert len(with_class(parse(text), "paper")) == 1000


@pytest.mark.parametrize(
    ("line", "markup"),
    [
        (
            "2026-11-22  the *gating* **noise** matters",
            "the <em>gating</em> <strong>noise</strong> m",
        ),
        ("see `top_k(x)` and _this_", "see <code>top_k(x)</code> and <em>this</em>"),
        (
            "[slides](https://x.example/a_b_c), https://x.example/d_e.",
            'b_c">slides</a>, <a href="https://x.example/d_e">https://x.example/d_e</a>.',
        ),
        ("snake_case_name, 2*3*4, a * b * c", "snake_case_name, 2*3*4, a * b * c"),
        ("$a*b*c_1$ and $\\alpha$", "and α"),
        ("[x](javascript:alert(1)) <b>", "[x](javascript:alert(1)) &lt;b&gt;"),
        ("`<b>` *<i>*", "<code>&lt;b&gt;</code> <em>&lt;i&gt;</em>"),
        ('https://x.example/"onclick=x', 'href="https://x.example/"'),
    ],
)
def test_notes_are_markdown(line: str, markup: str) -> None:
    """Emphasis, code and links of the web; all else stays as it was typed."""
    assert markup in card.inline(line)


@pytest.mark.parametrize("sign", ["`", "*", "**", "_", "[", "$", "[a](https://", "https://", "* _"])
def test_notes_of_signs_take_no_time(sign: str) -> None:
    """A line of marks that nothing closes is gone through once."""
    assert len(card.inline(sign * 100_000)) >= 100_000


def test_a_card_says_when_it_is_due_and_where_it_appeared() -> None:
    """Until it is read; the publisher's page is a link."""
    due = date(2026, 12, 1)
    paper = a_paper(1, due=due, venue="Nature 596")
    said = what_arxiv_said(paper, doi="10.1000/a_b(7)")
    page = html.render([ExportEntry(paper, said)], Options())
    (card,) = with_class(parse(page), "paper")
    assert {"due 2026-12-01", "Nature 596"} <= {text_of(node) for node in card.iter("span")}
    assert "https://doi.org/10.1000/a_b%287%29" in {node.get("href") for node in card.iter("a")}
    assert "Sort: due date" in page
    done = html.render([an_entry(1, due=due, status=Status.READ)], Options())
    assert "2026-12-01" not in done
    assert "Sort: due date" not in done


def test_many_papers_sleep_and_few_do_not() -> None:
    """Up to 200 papers the page has no `noscript`; of more, the first 200 are awake."""
    assert "<noscript>" not in html.render(large_entries(200), Options())
    document = parse(html.render(large_entries(1000), Options()))
    asleep = [node for part in document.iter("noscript") for node in with_class(part, "paper")]
    awake = len(with_class(document, "paper")) - len(asleep)
    assert 175 <= awake <= 200


def test_the_page_comes_in_pieces() -> None:
    """No piece holds more than a few papers, so that no page has to be held whole."""
    assert max(map(len, html.pieces(large_entries(3000), Options()))) < 100_000
