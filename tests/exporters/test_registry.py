import html
import json
import re
import sys
from pathlib import PurePosixPath
from types import FrameType
from typing import Any

import pytest

from exporters.export_samples import (
    a_paper,
    hostile_entries,
    large_entries,
    plain_entries,
    what_arxiv_said,
)
from readlist.errors import UsageError
from readlist.exporters import EXPORTERS, STYLES, ExportEntry, FileExporter, FolderExporter, Options
from readlist.exporters import exporter_for as choose
from readlist.paper import Paper, Status

FILES = [
    exporter
    for exporter in {**EXPORTERS, "table": STYLES["markdown"]["table"]}.values()
    if isinstance(exporter, FileExporter)
]
BARE: tuple[dict[str, Any], ...] = (
    {},
    {"title": "No Author Is Known"},
    {"authors": ("Only Author",)},
    {"title": "Not a Date", "authors": ("Ann Other",), "status": Status.READ},
    {"title": "No Topic", "authors": ("Ann Other",), "published_as": "2024"},
)
"""Papers of which little is known."""
files = pytest.mark.parametrize("exporter", FILES, ids=lambda e: f"{e.name}{e.style}")


@files
@pytest.mark.parametrize("full", [False, True])
def test_every_format_ends_in_a_newline_and_repeats_itself(
    exporter: FileExporter, *, full: bool
) -> None:
    """The same papers give the same bytes, for none, some and hostile ones."""
    options = Options(notes=full, abstracts=full)
    for entries in ([], plain_entries(), hostile_entries()):
        text = exporter.render(entries, options)
        assert text.endswith("\n")
        assert text.encode() == exporter.render(list(entries), options).encode()


@files
def test_every_format_knows_its_own_files(exporter: FileExporter) -> None:
    """What it wrote is recognised; what others wrote is not."""
    for entries in (plain_entries(), hostile_entries()):
        assert exporter.written.written_by_readlist(exporter.render(entries, Options(notes=True)))
    for other in ("my own words\n", "<html>readlist</html>", "@misc{a}\n", "TY  - JOUR\nER  - \n"):
        assert not exporter.written.written_by_readlist(other)


@files
def test_no_format_loses_a_paper(exporter: FileExporter) -> None:
    """Each is there by its identifier, also without authors, title, date or topics."""
    bare = [
        ExportEntry(Paper(id=f"2402.{number:05}", **known), None)
        for number, known in enumerate(BARE, 1)
    ]
    entries = [*plain_entries(), *bare, *hostile_entries()]
    text = exporter.render(entries, Options())
    places = [text.find(entry.paper.id) for entry in entries]
    assert -1 not in places
    assert exporter.render(entries[:-1], Options()).find(entries[-1].paper.id) == -1


@files
def test_tex_is_written_once(exporter: FileExporter) -> None:
    """Signs and letters that arXiv spells in TeX come out as such, and never escaped twice."""
    title = r"Q\&A at 90\% with text\_to\_{SQL}, {\it in vivo}"
    names = (r"J\"urgen M{\"u}ller", r"S\o{}ren \L{}ukasz")
    paper = a_paper(1, title=title, authors=names, notes=r"after Erd\H{o}s \& R\'enyi")
    said = what_arxiv_said(paper, abstract=r"Of K\"ahler \& M\o{}ller.", journal_ref=r"J. A \& B 1")
    options = Options(notes=True, abstracts=True)
    text = html.unescape(exporter.render([ExportEntry(paper, said)], options))
    plain = text.replace("\\", "").replace("{", "").replace("}", "")
    if exporter.name == "json":  # the list's own data, as they are
        assert json.loads(text)["papers"][0]["title"] == title
        return
    assert "Q&A at 90% with text_to_SQL, in vivo" in plain
    assert "Müller" in plain
    assert "Łukasz" in plain
    assert "after Erdős & Rényi" in plain
    assert "Of Kähler & Møller." in plain
    assert r"\&" not in text or exporter.name in {"bibtex", "biblatex", "html", "markdown"}
    assert not re.search(r"textbackslash|\\\\[&%_]|\\it\b", text)


@files
def test_notes_and_abstracts_stay_home_by_default(exporter: FileExporter) -> None:
    """Only the whole model carries notes unasked; abstracts never come unasked."""
    text = exporter.render(plain_entries(), Options())
    assert ("2026-11-03" in text) == (exporter.name == "json")
    assert "route tokens" not in text
    full = exporter.render(plain_entries(), Options(notes=True, abstracts=True))
    assert "2026-11-03" in full
    assert "route tokens" in full


@files
def test_no_format_lets_control_characters_through(exporter: FileExporter) -> None:
    """Escapes, bidi controls and non-characters are gone from every field."""
    text = exporter.render(hostile_entries(), Options(notes=True, abstracts=True))
    for character in "\x00\x07\x1b\x9b\u200e\u202e\u2066\ufffe\U000e0041":
        assert character not in text


def calls_for(exporter: FileExporter, papers: int) -> int:
    """Return how many functions an export calls: its work, whatever the machine."""
    entries = large_entries(papers)
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        exporter.render(entries, Options(notes=True, abstracts=True))
    finally:
        sys.setprofile(None)
    return calls


@files
def test_work_grows_with_the_number_of_papers_and_no_faster(exporter: FileExporter) -> None:
    """Eight times the papers are at most about eight times the work."""
    assert calls_for(exporter, 400) < 9 * calls_for(exporter, 50)


@pytest.mark.parametrize(
    ("name", "output", "style", "chosen"),
    [
        (None, None, "", ("markdown", "github")),
        (None, "-", "", ("markdown", "github")),
        (None, "list", "", ("markdown", "github")),
        (None, "a/b/list.MD", "", ("markdown", "github")),
        (None, "refs.bib", "", ("bibtex", "")),
        (None, "refs.csl.json", "", ("csl-json", "")),
        (None, "refs.json", "", ("json", "")),
        (None, "page.html", "", ("html", "")),
        (None, "list.csv", "", ("csv", "")),
        (None, "list.ris", "", ("ris", "")),
        (None, "feed.xml", "", ("atom", "")),
        (None, "my.vault", "obsidian", ("markdown", "obsidian")),
        (None, "list.md", "table", ("markdown", "table")),
        ("BibLaTeX", "refs.bib", "", ("biblatex", "")),
        ("md", "-", "", ("markdown", "github")),
        ("BIB", None, "", ("bibtex", "")),
        ("markdown", "list.txt", "Table", ("markdown", "table")),
    ],
)
def test_the_format_follows_name_ending_and_style(
    name: str | None, output: str | None, style: str, chosen: tuple[str, str]
) -> None:
    """A name wins over the ending; without both it is Markdown."""
    found = choose(name, output, style)
    assert (found.name, found.style) == chosen


@pytest.mark.parametrize(
    ("arguments", "problem", "remedy"),
    [
        (("bibtx",), "unknown format: 'bibtx'", "-f bibtex"),
        (("qqq",), "unknown format: 'qqq'", ""),
        ((None, "list.docx"), "no format ends in '.docx'", ""),
        (("markdown", None, "githb"), "unknown style: 'githb'", "--style github"),
        (("latex",), "unknown format: 'latex'", "-f bibtex"),
        (("html", None, "table"), "html has no styles", "the same without --style"),
    ],
)
def test_what_is_not_known_is_refused_with_what_is(
    arguments: tuple[str, ...], problem: str, remedy: str
) -> None:
    """The message names all, the remedy only what is near; the rest is in the help page."""
    with pytest.raises(UsageError) as caught:
        choose(*arguments)
    assert caught.value.problem.startswith(problem)
    assert caught.value.remedy == remedy


def test_no_two_formats_share_an_ending_or_a_summary() -> None:
    """An ending means one format; the help tells them apart."""
    exporters = [*EXPORTERS.values(), *STYLES["markdown"].values()]
    endings = [ending for exporter in EXPORTERS.values() for ending in exporter.endings]
    assert len(endings) == len(set(endings))
    assert all(ending == ending.lower() and ending.startswith(".") for ending in endings)
    assert len({exporter.summary for exporter in exporters}) == len(exporters) - 1


def test_the_folder_stays_inside_itself() -> None:
    """No file name of the one folder format has a separator or leads upwards."""
    folder = STYLES["markdown"]["obsidian"]
    assert isinstance(folder, FolderExporter)
    for name in folder.render(hostile_entries(), Options(), {}):
        assert PurePosixPath(name).name == name
        assert not name.startswith(".")
        assert len(name.encode()) < 200


@files
def test_formats_say_whether_they_cite(exporter: FileExporter) -> None:
    """Other citation keys give another file in formats that say they have some, and only there."""
    entries = plain_entries()
    first, second = (
        exporter.render(
            entries,
            Options(
                notes=True,
                abstracts=True,
                whole=True,
                keys={one.paper.id: f"{word}{number}" for number, one in enumerate(entries)},
            ),
        )
        for word in ("first", "second")
    )
    assert (first != second) == exporter.cites
