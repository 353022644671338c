"""Exports of long lists: the same bytes as those of short ones, while few papers are held."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from readlist.errors import FileError, ReadlistError
from readlist.exporters import EXPORTERS, STYLES, ExportEntry, FileExporter
from readlist.library import export_entries, export_files, exporting, marking, reading
from readlist.library.exporting import ExportOptions, export
from readlist.library.workspace import Workspace
from readlist.metadata import Author, Metadata
from readlist.paper import Paper, Status
from readlist.reading_list import Filters
from support.library_kit import open_workspace

COUNT = 40
FORMATS = [
    (one.name, one.style)
    for one in (*EXPORTERS.values(), STYLES["markdown"]["table"])
    if isinstance(one, FileExporter)
]
ASKED = (
    Filters(),
    Filters(statuses=frozenset()),
    Filters(sort="title", statuses=frozenset()),
    Filters(sort="added", backwards=True, limit=11),
    Filters(topics=("Theme 1",)),
    Filters(has=("abstract",)),
)


def table(number: int) -> str:
    """Return a paper; keys clash, themes take turns, one in seven has none."""
    theme = f'topics = ["Theme {number % 4}", "x"]\n' if number % 7 else ""
    status = ("unread", "read", "reading", "inbox", "skipped")[number % 5]
    return (
        f'[[paper]]\nid = "2401.{number:05}"\ntitle = "Über {number % 3} $\\\\alpha$ networks"\n'
        f'authors = ["Ada Archer", "Ørsted Þór"]\npublished = 2024-01-08\ncategories = ["cs.CL"]\n'
        f'{theme}status = "{status}"\nadded = 2026-01-{number % 28 + 1:02}\n'
        f'notes = """\n2026-01-02  a line\n"""\n\n'
    )


@pytest.fixture
def workspace() -> Workspace:
    """Return a list, one paper of it twice, with what arXiv said of every third."""
    text = "schema = 1\n" + "".join(table(number) for number in [*range(1, COUNT), 7])
    found, _ = open_workspace(text, offline=True)
    for number in range(3, COUNT, 3):
        found.paper_files.write_metadata(facts(number))
    return found


def facts(number: int) -> Metadata:
    """Make what arXiv says of a paper."""
    return Metadata(
        id=f"2401.{number:05}",
        version=1,
        title="A title",
        authors=(Author("Ada Archer"),),
        abstract="Words about it.",
        categories=("cs.CL",),
        published="2024-01-08T00:00:00Z",
        updated="2024-01-08T00:00:00Z",
        comment="",
        journal_ref="J. Test 1 (2024)",
        doi="",
    )


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every list pass for a long one."""
    monkeypatch.setattr(export_entries, "HELD", 3)
    monkeypatch.setattr(export_entries, "_AT_ONCE", 4)


def written(workspace: Workspace, name: str, style: str, filters: Filters) -> str:
    """Return an export as one text."""
    options = ExportOptions(name, style, notes=True, abstracts=True)
    return "".join(export(workspace, filters, options).pieces or ())


@pytest.mark.parametrize(("name", "style"), FORMATS)
def test_a_long_list_gives_the_same_bytes(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, name: str, style: str
) -> None:
    """Whether papers are held all at once or a few at a time, every format is the same."""
    short = [written(workspace, name, style, filters) for filters in ASKED]
    monkeypatch.setattr(reading, "kept_results", lambda *_: Forgetful())
    for held, at_once in ((3, 4), (3, 1_000)):
        monkeypatch.setattr(export_entries, "HELD", held)
        monkeypatch.setattr(export_entries, "_AT_ONCE", at_once)
        assert [written(workspace, name, style, filters) for filters in ASKED] == short
    assert len(set(short)) > 3


class Forgetful:
    """Keeps nothing, so that every export is made."""

    def find(self, *_: object) -> None:
        """Find nothing."""

    def keep(self, *_: object) -> None:
        """Keep nothing."""


@pytest.mark.usefixtures("long")
def test_few_papers_are_made_at_a_time(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is known of papers is taken when they are come to, not for the whole list."""
    made: list[int] = []
    take = export_entries.made

    def watched(workspace: Workspace, papers: Sequence[Paper], **options: Any) -> list[ExportEntry]:
        made.append(len(papers))
        return take(workspace, papers, **options)

    monkeypatch.setattr(export_entries, "made", watched)
    pieces = iter(export(workspace, Filters(), ExportOptions("bibtex")).pieces or ())
    assert made == []
    next(pieces)
    assert made == [4]
    list(pieces)
    assert max(made) == 4


@pytest.mark.usefixtures("long")
def test_a_list_that_changes_meanwhile_is_not_mixed(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change during an export ends it: no file holds half of one state, half of another."""
    monkeypatch.setattr("readlist.index.streaming.AT_ONCE", 4)
    pieces = iter(export(workspace, Filters(), ExportOptions("bibtex")).pieces or ())
    next(pieces)
    next(pieces)
    first = next(iter(workspace.papers()))
    marking.mark(workspace, [first], Status.READ)
    with pytest.raises(FileError, match="was changed while it was read"):
        list(pieces)


@pytest.mark.usefixtures("long")
def test_without_an_index_it_is_the_same(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the index cannot be used, the list itself is exported."""
    short = written(workspace, "csl-json", "", Filters())
    monkeypatch.setattr(type(workspace.index), "papers", lambda *_: None)
    assert written(workspace, "csl-json", "", Filters()) == short


def test_a_long_file_is_compared_and_replaced(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What is too long to be held is written, left alone, refused and checked as any file."""
    monkeypatch.setattr(export_files, "_SHORT", 0)
    out, options = tmp_path / "list.bib", ExportOptions()

    def again(*, check: bool = False, force: bool = False) -> bool:
        report = export(workspace, Filters(), options, str(out), check=check, force=force)
        return report.written

    with pytest.raises(ReadlistError, match="out of date"):
        again(check=True)
    assert not out.exists()
    assert again()
    text = written(workspace, "bibtex", "", Filters()).replace("a line", "")
    assert not again()
    assert not again(check=True)
    out.write_text(f"{out.read_text()}x")
    with pytest.raises(ReadlistError, match="out of date"):
        again(check=True)
    assert again()
    out.write_text("mine")
    with pytest.raises(ReadlistError, match="not written by readlist"):
        again()
    assert out.read_text() == "mine"
    assert again(force=True)
    assert out.read_text().count("@") == text.count("@")


def test_a_failure_on_the_way_leaves_the_old_file(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An export that breaks off leaves what stood there, or nothing."""
    monkeypatch.setattr(export_files, "_SHORT", 0)
    monkeypatch.setattr(export_files, "_AT_ONCE", 1)
    out = tmp_path / "list.bib"
    export(workspace, Filters(), ExportOptions(), str(out))
    before = out.read_bytes()

    def broken() -> Iterator[str]:
        yield before.decode()[:200]
        raise FileError("the list was changed while it was read", "the same again")

    monkeypatch.setattr(exporting, "_pieces", lambda *_: (1, broken))
    with pytest.raises(ReadlistError, match="was changed"):
        export(workspace, Filters(), ExportOptions(), str(out), force=True)
    out.unlink()
    with pytest.raises(ReadlistError, match="was changed"):
        export(workspace, Filters(), ExportOptions(), str(out))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("held", [20_000, 3])
def test_keys_are_settled_only_where_they_are_written(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    """Formats without citation keys are made without a look at the whole list for them."""

    def settled(_papers: object) -> dict[str, str]:
        raise AssertionError("keys were settled")

    monkeypatch.setattr(export_entries, "HELD", held)
    monkeypatch.setattr(export_entries, "citation_keys", settled)
    for name, style in FORMATS:
        exporter = STYLES[name][style] if style else EXPORTERS[name]
        if exporter.cites:
            with pytest.raises(AssertionError, match="keys were settled"):
                written(workspace, name, style, Filters())
        else:
            assert written(workspace, name, style, Filters())
