"""A digest in each format: whole, readable by others, and safe whatever a title says."""

import json
import re
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import html5lib  # type: ignore[import-untyped]  # it publishes no types
import pytest
from markdown_it import MarkdownIt

from readlist.exporters.digest import FORMATS, DuePaper, Issue, NewPaper, OwnNews

TODAY = date(2026, 11, 21)
HOSTILE = "Evil \x1b[31m<script>alert(1)</script> [x](javascript:alert) | ` & \u202e\n# head"
ENDINGS = (".txt", ".md", ".html", ".json", ".atom")


def issue(**fields: Any) -> Issue:
    """Return a digest with one of everything."""
    new = NewPaper(
        "2611.00002", "Experts That Share a Gate", ("Eve Elm", "Fay Fir"), "2026-11-20", "cs.CL",
        "https://arxiv.org/abs/2611.00002", "We route.", ("by Eve Elm", "experts"), 0.8714,
    )  # fmt: skip
    own = OwnNews(
        "2101.00001", "Routing", "https://arxiv.org/abs/2101.00001", "new version: v1 → v2", "k"
    )
    due = DuePaper("2101.00003", "Songs", "https://arxiv.org/abs/2101.00003", TODAY)
    given: dict[str, Any] = {"new": (new,), "own": (own,), "due": (due,), "looked_at": 40,
                             "left_out": 3, "troubles": ("a feed: it is not a feed",)}  # fmt: skip
    return Issue(TODAY, **(given | fields))


def hostile() -> Issue:
    """Return a digest in which every text is somebody's attack."""
    new = NewPaper(
        "url:https://x.example/$(id)", HOSTILE, (HOSTILE,), HOSTILE, HOSTILE,
        "javascript:alert(1)", HOSTILE, (HOSTILE,), 0.5,
    )  # fmt: skip
    own = OwnNews("2101.00001", HOSTILE, "https://x.example/\"'><b>", HOSTILE, "k")
    due = DuePaper("2101.00003", HOSTILE, "", TODAY)
    return Issue(TODAY, (new,), (own,), (due,), troubles=(HOSTILE,))


def test_the_text_has_everything() -> None:
    """Reasons, link and the line that adds it; nothing wider than a mail."""
    text = FORMATS[".txt"](issue())
    assert text.splitlines() == [
        "1 new paper, 1 of yours changed, 1 due · 2026-11-21",
        "", "New", "",
        "1. Experts That Share a Gate",
        "    Elm and Fir · cs.CL · 2026-11-20",
        "    why: by Eve Elm, experts",
        "    https://arxiv.org/abs/2611.00002",
        "    readlist add 2611.00002",
        "", "Papers of yours", "",
        "Routing: new version: v1 → v2",
        "    https://arxiv.org/abs/2101.00001",
        "", "Due", "",
        "Songs: due today",
        "",
        "40 new papers looked at; 3 more fit less.",
        "Not asked: a feed: it is not a feed",
    ]  # fmt: skip


def test_the_json_has_every_key() -> None:
    """Also where nothing is known."""
    data = json.loads(FORMATS[".json"](issue()))
    assert data["new"][0]["add"] == "readlist add 2611.00002"
    assert data["new"][0]["score"] == 0.8714
    empty = json.loads(FORMATS[".json"](Issue(TODAY)))
    assert set(empty) == set(data)
    assert empty["title"] == "No news · 2026-11-21"


def test_the_feed_is_atom_with_identifiers_that_stay() -> None:
    """An entry a paper; the same paper has the same identifier another day."""
    names = {"a": "http://www.w3.org/2005/Atom"}
    first = ET.fromstring(FORMATS[".atom"](issue()))
    other = ET.fromstring(FORMATS[".atom"](issue(own=(), due=())))
    ids = [[e.text for e in root.findall("a:entry/a:id", names)] for root in (first, other)]
    assert len(ids[0]) == 2
    assert ids[1] == ids[0][:1]
    for entry in first.findall("a:entry", names):
        for name in ("title", "id", "updated", "summary"):
            assert entry.find(f"a:{name}", names) is not None


def test_the_page_loads_nothing_and_styles_itself() -> None:
    """What mail programs drop is not used: no script, no style sheet, no picture."""
    text = FORMATS[".html"](issue())
    html5lib.HTMLParser(strict=True).parse(text)
    assert not re.search(r"<(script|style|link|img|iframe|form)\b", text)
    assert "readlist add 2611.00002" in text
    assert '<a href="https://arxiv.org/abs/2611.00002"' in text


def test_the_markdown_is_an_issue_that_reads_well() -> None:
    """Headings, a numbered list, links and the line as code."""
    page = MarkdownIt().render(FORMATS[".md"](issue()))
    assert "<h2>New</h2>" in page
    assert '<a href="https://arxiv.org/abs/2611.00002">Experts That Share a Gate</a>' in page
    assert "<code>readlist add 2611.00002</code>" in page


@pytest.mark.parametrize("ending", ENDINGS)
def test_hostile_texts_stay_texts(ending: str) -> None:
    """No escapes, no markup, no script, no link that runs, no line break in a heading."""
    text = FORMATS[ending](hostile())
    assert "\x1b" not in text
    assert "\u202e" not in text
    if ending == ".html":
        html5lib.HTMLParser(strict=True).parse(text)
        assert "<script" not in text
        assert 'href="javascript:' not in text
        assert "<b>" not in text
    elif ending == ".md":
        page = MarkdownIt().render(text)
        assert "<script" not in page
        assert 'href="javascript:' not in page
        assert "<h1>head" not in page
    elif ending == ".json":
        json.loads(text)
    elif ending == ".atom":
        ET.fromstring(text)
    assert "readlist add 'url:https://x.example/$(id)'" in text.replace("&#x27;", "'")


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_empty_digest_is_whole(ending: str) -> None:
    """It says that there is no news."""
    text = FORMATS[ending](Issue(TODAY))
    assert "No news" in text
    assert text.endswith("\n")


@pytest.mark.parametrize(
    ("fields", "is_news"),
    [
        ({"own": (), "due": ()}, True),
        ({"new": (), "due": ()}, True),
        ({"new": (), "own": ()}, True),
        ({"new": (), "own": (), "due": (DuePaper("1", "", "", date(2026, 11, 22)),)}, True),
        ({"new": (), "own": (), "due": (DuePaper("1", "", "", date(2026, 11, 25)),)}, False),
        ({"new": (), "own": (), "due": ()}, False),
    ],
)
def test_what_counts_as_news(fields: dict[str, Any], *, is_news: bool) -> None:
    """New papers, news of one's own, and what is due the day before or earlier."""
    assert issue(**fields).has_news is is_news
