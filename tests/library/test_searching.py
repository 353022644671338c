"""Searching a list with its library: abstracts, PDFs, and PDFs that mean harm."""

import json
from pathlib import Path

import pytest

from readlist.errors import UsageError
from readlist.library import marking, resolve, searching, undoing
from readlist.library.workspace import Workspace
from readlist.metadata import Author, Metadata
from readlist.paths import find_paths
from readlist.reading_list import Filters
from support.document_kit import pdf
from support.library_kit import SMALL, open_workspace

FACTS = Metadata(
    id="2401.04088",
    version=1,
    title="Mixture of Winds",
    authors=(Author("Ada Archer"),),
    abstract="Each gust picks two of eight vanes.",
    categories=("cs.LG",),
    published="2024-01-08T00:00:00Z",
    updated="2024-01-08T00:00:00Z",
)


def find(words: str, **asked: object) -> list[str]:
    """Return what a new process finds."""
    workspace, _ = open_workspace(None)
    found = searching.search(workspace, words.split(), Filters(), **asked)  # type: ignore[arg-type]  # as tests name them
    return [hit.paper.id for hit in found.hits]


def put_pdf(data: bytes, name: str = "2401.04088") -> Path:
    """Put a PDF into the library; return where its words belong."""
    folder = find_paths().library / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}v1.pdf").write_bytes(data)
    return folder / "text.txt"


def test_the_list_and_abstracts_are_searched() -> None:
    """Titles, topics, notes and what arXiv said are found together."""
    workspace, _ = open_workspace()
    workspace.paper_files.write_metadata(FACTS)
    assert find('"winds"') == ["2401.04088"]
    assert find("vanes mixture") == ["2401.04088"]
    assert find("small-models") == ["2310.06825"]
    assert find("vanes", fields=("title",)) == []


def test_a_new_abstract_is_found_at_once() -> None:
    """An abstract that comes between two searches is seen by the second."""
    workspace, _ = open_workspace()
    assert find("vanes") == []
    workspace.paper_files.write_metadata(FACTS)
    assert find("vanes") == ["2401.04088"]
    workspace.paper_files.write_metadata(
        Metadata.from_json(FACTS.to_json() | {"abstract": "Gusts only.", "version": 2})
    )
    assert find("vanes") == []
    assert find("gusts") == ["2401.04088"]


def test_words_of_a_pdf_are_taken_once() -> None:
    """A PDF is read at the first search and kept as text; a newer one is read again."""
    workspace, heard = open_workspace()
    text = put_pdf(pdf(["A barometer falls."]))
    assert [hit.paper.id for hit in searching.search(workspace, ["barometer"], Filters()).hits] == [
        "2401.04088"
    ]
    assert ("Reading new PDFs", 0, 1) in heard.works
    assert "barometer" in text.read_text(encoding="utf-8")
    text.write_text("only a thermometer now", encoding="utf-8")
    assert find("thermometer") == ["2401.04088"]
    assert find("barometer") == []
    newer = put_pdf(pdf(["A hygrometer rises."]))
    assert newer == text
    assert find("hygrometer") == ["2401.04088"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 rubbish", b"\x00" * 5000, pdf(["x"])[:200]])
def test_a_pdf_that_cannot_be_read_is_told_of_once(data: bytes) -> None:
    """A broken PDF costs one note, and no search fails for it."""
    workspace, heard = open_workspace()
    text = put_pdf(data)
    assert [hit.paper.id for hit in searching.search(workspace, ['"winds"'], Filters()).hits] == [
        "2401.04088"
    ]
    assert len(heard.warned) == 1
    assert text.read_text(encoding="utf-8") == ""
    workspace, heard = open_workspace(None)
    searching.search(workspace, ['"winds"'], Filters())
    assert heard.warned == []


def test_a_pdf_that_hangs_or_crashes_its_reader_does_no_harm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The reader is a process of its own: when it is killed or never ends, the search goes on."""
    open_workspace()
    worker = find_paths().library.parent / "worker.py"
    monkeypatch.setattr("readlist.documents.pdf.SECONDS", 0.1)
    monkeypatch.setattr("readlist.documents.pdf_worker.__file__", str(worker))
    for code in ("import os; os.abort()", "while True: pass", "print('x' * 10)", "1/0"):
        worker.write_text(code, encoding="utf-8")
        put_pdf(pdf(["A barometer falls."])).unlink(missing_ok=True)
        assert find('"winds"') == ["2401.04088"]


def test_words_are_bounded_and_clean() -> None:
    """Escapes in a PDF's words do not come out of a search."""
    workspace, _ = open_workspace()
    put_pdf(pdf(["A barometer falls."]))
    searching.search(workspace, ['"winds"'], Filters())
    workspace.paper_files.write_text(workspace.papers().papers[0].arxiv_id, "a\x1b[2J storm\x9b1m")  # type: ignore[arg-type]  # it is one
    (hit,) = searching.search(workspace, ["storm"], Filters()).hits
    assert "\x1b" not in hit.context["pdf"]
    assert "\x9b" not in hit.context["pdf"]


def test_a_search_for_nothing_is_refused() -> None:
    """Without a word there is nothing to find."""
    workspace, _ = open_workspace()
    with pytest.raises(UsageError):
        searching.search(workspace, ["-", '""'], Filters())


def test_a_search_before_there_is_a_list_makes_it() -> None:
    """The first command may be a search, also in a run that only searches."""
    whole, _ = open_workspace(None)
    part = Workspace(whole.paths, whole.settings, whole.notices)
    assert searching.search(part, ["attention"], Filters()).hits


def test_completion_follows_what_is_named(home: Path) -> None:
    """The file from which shells complete holds new papers and topics right after a change."""
    workspace, _ = open_workspace(SMALL)
    values = home / "cache" / "complete.tsv"
    workspace.papers()
    assert "paper\t2401.04088\tMixture of Winds\n" in values.read_text(encoding="utf-8")
    marking.change_topics(workspace, resolve.resolve_papers(workspace, ["2401.04088"]), ["storms"])
    assert "topic\tstorms\t1 paper\n" in values.read_text(encoding="utf-8")
    marking.remove(workspace, resolve.resolve_papers(workspace, ["2401.04088"]))
    assert "2401.04088" not in values.read_text(encoding="utf-8")
    undoing.undo(workspace)
    workspace.papers()
    assert "2401.04088" in values.read_text(encoding="utf-8")


def test_another_list_leaves_completion_alone(home: Path) -> None:
    """A list named by ``--file`` is not the one that shells complete from."""
    open_workspace(SMALL)[0].papers()
    other = home / "other.toml"
    other.write_text('[[paper]]\nid = "2401.99999"\n', encoding="utf-8")
    workspace, _ = open_workspace(None)
    part = Workspace(find_paths(str(other)), workspace.settings, workspace.notices)
    assert [paper.id for paper in part.papers()] == ["2401.99999"]
    values = home / "cache" / "complete.tsv"
    assert "2401.99999" not in values.read_text(encoding="utf-8")


def test_results_for_programs(home: Path, run: object) -> None:
    """JSON carries score and matches; lines are those of ``show``."""
    open_workspace(SMALL)
    result = run("search", '"winds"', "--json")  # type: ignore[operator]  # the fixture of tests
    (found,) = json.loads(result.out)
    assert found["id"] == "2401.04088"
    assert found["score"] > 0
    assert found["reasons"] == ["title: Mixture of Winds"]
    lines = run("search", "small", "--plain").lines  # type: ignore[operator]  # as above
    assert lines[0].startswith("2310.06825\treading\t*\tA Small Wind\t")
    assert run("search", "nowhere").out == ""  # type: ignore[operator]  # as above
