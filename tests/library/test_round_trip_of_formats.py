"""Papers of every kind that leave in a bibliography format come back as the same papers."""

import json
import tomllib
from pathlib import Path

import pytest

from readlist.exporters import ExportEntry, Options, bibtex, csl_json, csv_format, ris
from readlist.library.importing import adding, scanning
from readlist.library.importing.plan import ImportOptions
from support.library_kit import list_text, open_workspace

LIST = """
schema = 1

[[paper]]
id = "doi:10.1000/leaf.3"
also = ["pmid:34265844"]
title = "Folding Leaves"
authors = ["Ada Archer", "Bo van der Bow"]
published = "2021-08"
venue = "Leaf 3"
topics = ["bio", "wind"]
status = "read"
star = true
added = 2026-11-01
due = 2026-12-01
bib = {type = "article-journal", container-title = "Leaf", volume = "3", page = "10-19"}
notes = "seen\\n"

[[paper]]
id = "isbn:9780262035613"
title = "Trees: A Book"
authors = ["Ada Archer"]
published = "2016"
status = "unread"
added = 2026-11-01
bib = {type = "book", publisher = "Grove"}

[[paper]]
id = "local:bow2026draft"
title = "A Draft on Bark"
authors = ["Bo Bow"]
published = "2026"
status = "unread"
added = 2026-11-01
url = "https://example.org/bark.pdf"
bib = {type = "thesis", publisher = "Oak", genre = "PhD thesis"}

[[paper]]
id = "local:cox2020report"
title = "A Report of Ours"
authors = ["The Leaf Collaboration"]
published = "2020"
status = "unread"
added = 2026-11-01
bib = {type = "report", publisher = "Grove", number = "TR-12", genre = "Technical report"}

[[paper]]
id = "2310.06825"
also = ["doi:10.1000/seven"]
title = "Seven Winds"
authors = ["Cy Cox"]
published = 2023-10-10
status = "unread"
added = 2026-11-01

[[paper]]
id = "openreview:rygGQyrFvH"
title = "Waiting Before Answering"
authors = ["Cy Cox"]
published = "2020"
status = "unread"
added = 2026-11-01

[[paper]]
id = "url:https://example.org/page.html"
title = "A Page of Winds"
authors = ["Cy Cox"]
published = "2021"
status = "unread"
added = 2026-11-01
"""
RENDER = {
    "x.bib": bibtex.render_bibtex,
    "y.bib": bibtex.render_biblatex,
    "x.ris": ris.render,
    "x.json": csl_json.render,
    "x.csv": csv_format.render,
}
KEPT = ("id", "also", "title", "authors", "venue", "url", "bib", "topics", "notes")


@pytest.mark.parametrize("name", RENDER)
def test_papers_of_every_kind_come_back(name: str, tmp_path: Path) -> None:
    """Identifiers, authors, facts, topics and notes; dates as exact as the format holds them."""
    workspace, _ = open_workspace(LIST)
    before = tomllib.loads(list_text(workspace))["paper"]
    entries = [ExportEntry(paper) for paper in workspace.papers()]
    file = tmp_path / name
    file.write_text(RENDER[name](entries, Options(notes=True)), encoding="utf-8")
    again, _ = open_workspace("schema = 1\n")
    options = ImportOptions(fetch=False)
    scanned, failed = scanning.scan(again, [str(file)], bytes)
    adding.import_papers(again, scanning.plan_import(again, scanned, options), options)
    assert failed == []
    after = tomllib.loads(list_text(again))["paper"]
    assert [paper["id"] for paper in after] == [paper["id"] for paper in before]
    for one, other in zip(before, after, strict=True):
        assert {k: other.get(k) for k in KEPT} == {k: one.get(k) for k in KEPT}
        if name != "x.bib" or one["id"] != "2310.06825":
            assert str(other["published"])[:7] == str(one["published"])[:7]
        if name == "x.csv":
            assert other == {**one, "key": other["key"]}


def test_lines_of_json_come_back(tmp_path: Path) -> None:
    """What ``show --json`` prints holds identifiers of every kind, and facts."""
    workspace, _ = open_workspace(LIST)
    before = workspace.papers()
    file = tmp_path / "x.json"
    file.write_text(json.dumps([paper.to_json() for paper in before]), encoding="utf-8")
    again, _ = open_workspace("schema = 1\n")
    options = ImportOptions(fetch=False)
    scanned, _ = scanning.scan(again, [str(file)], bytes)
    adding.import_papers(again, scanning.plan_import(again, scanned, options), options)
    for one, other in zip(before, again.papers(), strict=True):
        assert (other.id, other.also, other.title, other.authors) == (
            one.id, one.also, one.title, one.authors,
        )  # fmt: skip
        assert (other.bib, other.venue, other.published) == (one.bib, one.venue, one.published)
