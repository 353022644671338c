"""`readlist add FILE.pdf`: which paper a PDF is, what is kept of it, and what is never lost."""

import json
import urllib.request
from pathlib import Path

import pytest

from arxiv_sim import ArxivSim
from scholar_sim import ScholarSim
from support.pdf_kit import PEOPLE, TITLE, paper_pdf, simulated
from support.tests_kit import Outcome, Run

pytestmark = pytest.mark.usefixtures("arxiv")


def listed(run: Run) -> list[dict[str, object]]:
    """Return what is on the list."""
    found: list[dict[str, object]] = json.loads(run("show", "--all", "--json").out)
    return found


def add(run: Run, *words: str | Path) -> Outcome:
    """Run `readlist add`."""
    return run("add", *map(str, words))


def test_a_pdf_is_recognised_and_kept(
    run: Run, sim: ScholarSim, home: Path, tmp_path: Path
) -> None:
    """By the DOI in its own information; the file is copied, and known to `info` and JSON."""
    path = simulated(sim, "plain", tmp_path)
    result = add(run, path, "-t", "winds")
    assert result.code == 0
    own = home / "library" / "doi_10.5555_sim.plain" / "own.pdf"
    assert own.read_bytes() == path.read_bytes()
    assert str(own) in result.err
    (paper,) = listed(run)
    assert paper["id"] == "doi:10.5555/sim.plain"
    assert paper["title"] == "A Plain Article With Nothing Wrong"
    assert (paper["pdf"], paper["topics"]) == (str(own), ["winds"])
    assert len(run("show", "--has", "pdf", "--ids").lines) == 1


def test_the_stamp_of_arxiv_tells_the_paper(
    run: Run, sim: ScholarSim, arxiv: ArxivSim, home: Path, tmp_path: Path
) -> None:
    """Whatever version it is of; the entry is not pinned, and arXiv is asked once."""
    path = tmp_path / "download (3).pdf"
    with urllib.request.urlopen(f"{arxiv.base}/pdf/2401.90019v3") as answer:
        path.write_bytes(answer.read())
    arxiv.reset_log()
    assert add(run, path).code == 0
    (paper,) = listed(run)
    assert (paper["id"], paper["version"]) == ("2401.90019", None)
    assert (home / "library" / "2401.90019" / "own.pdf").exists()
    assert len(arxiv.records()) == 1


def test_a_title_tells_the_paper(run: Run, sim: ScholarSim, tmp_path: Path) -> None:
    """Without any identifier: title and author on the page fit what a service knows."""
    path = tmp_path / "draft.pdf"
    path.write_bytes(paper_pdf("A Plain Article With Nothing Wrong", "Ada Quill and Bo Marsh"))
    result = add(run, path)
    assert result.code == 0
    assert "likely" in result.err
    assert [paper["id"] for paper in listed(run)] == ["doi:10.5555/sim.plain"]


def test_another_papers_identifier_is_not_believed(
    run: Run, sim: ScholarSim, tmp_path: Path
) -> None:
    """A DOI on the page, or in the file, whose title the page does not bear is another paper's."""
    cited = tmp_path / "cites.pdf"
    cited.write_bytes(paper_pdf(TITLE, PEOPLE, "We follow doi:10.5555/sim.plain in all of it."))
    wrong = tmp_path / "wrong.pdf"
    wrong.write_bytes(paper_pdf(info={"/Subject": "doi:10.5555/sim.plain"}))
    result = add(run, cited, wrong)
    assert result.code == 1
    assert listed(run) == []
    assert "cites.pdf" in result.err


def test_authors_have_to_fit_a_title(run: Run, sim: ScholarSim, tmp_path: Path) -> None:
    """The same title by other people is another paper."""
    path = tmp_path / "same.pdf"
    path.write_bytes(paper_pdf("A Plain Article With Nothing Wrong", "Zoe Zander"))
    assert add(run, path).code == 1
    assert listed(run) == []


def test_the_references_are_not_the_paper(run: Run, sim: ScholarSim, tmp_path: Path) -> None:
    """What stands behind the heading of the references counts for nothing, not even a question."""
    path = tmp_path / "short.pdf"
    rows = ("References", "[1] A Plain Article With Nothing Wrong. doi:10.5555/sim.plain")
    path.write_bytes(paper_pdf(TITLE, PEOPLE, *rows))
    assert add(run, path, "--no-fetch").code == 1
    assert add(run, path).code == 1
    assert not [r for r in sim.records() if "sim.plain" in r["path"]]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"%PDF-1.4\nrubbish", "the PDF is broken"),
        ("pdf-encrypted", "the PDF is encrypted"),
        ("pdf-image-only", "a scan"),
        (paper_pdf(), "no service knows it by its title"),
    ],
    ids=["empty", "broken", "encrypted", "scan", "unknown"],
)
def test_what_nobody_knows_is_kept_only_when_told(
    data: bytes | str, said: str, *, run: Run, sim: ScholarSim, home: Path, tmp_path: Path
) -> None:
    """A clear line and exit 1; with --yes an entry of the reader's own, with the file; once."""
    path = tmp_path / "smith draft.pdf"
    path.write_bytes(sim.pdf_bytes(sim.works_[data]) if isinstance(data, str) else data)
    result = add(run, path)
    assert (result.code, listed(run)) == (1, [])
    assert said in result.err
    assert "add --yes" in result.err
    assert not list(home.glob("library/*/own.pdf"))
    assert add(run, "--yes", path).code == 0
    (paper,) = listed(run)
    assert str(paper["id"]).startswith("local:")
    assert paper["title"]
    assert Path(str(paper["pdf"])).read_bytes() == path.read_bytes()
    assert add(run, path).code == 0
    assert len(listed(run)) == 1


def test_somebody_at_the_terminal_is_asked(run: Run, sim: ScholarSim, tmp_path: Path) -> None:
    """Yes keeps it as an entry of the reader's own; anything else does not."""
    path = tmp_path / "draft.pdf"
    path.write_bytes(paper_pdf(info={"/Author": "Ada Archer", "/CreationDate": "D:20260102"}))
    assert run("add", str(path), input="\n", asks=True).code == 1
    assert run("add", str(path), input="y\n", asks=True).code == 0
    (paper,) = listed(run)
    assert (paper["id"], paper["title"]) == ("local:archer2026warm", TITLE)


@pytest.mark.parametrize("name", ["page.pdf", "missing.pdf", "folder.pdf"])
def test_what_is_no_pdf_is_never_kept(name: str, run: Run, sim: ScholarSim, tmp_path: Path) -> None:
    """A web page with the wrong name, no file, a folder: exit 1, whatever is answered."""
    (tmp_path / "page.pdf").write_text("<html>Please log in</html>")
    (tmp_path / "folder.pdf").mkdir()
    result = add(run, "--yes", tmp_path / name)
    assert (result.code, listed(run)) == (1, [])
    assert "Traceback" not in result.err


def test_many_show_what_each_was_taken_for(run: Run, sim: ScholarSim, tmp_path: Path) -> None:
    """A table: file, identifier, how surely, and what tells it."""
    paths = [simulated(sim, key, tmp_path) for key in ("plain", "pdf-encrypted", "mathml-title")]
    lines = add(run, *paths).err.splitlines()
    table = [" ".join(line.split()) for line in lines if line.startswith("  ")][:3]
    sure = "sure its own information:"
    assert table == [
        f"plain.pdf doi:10.5555/sim.plain {sure} A Plain Article With Nothing Wrong",
        "pdf-encrypted.pdf - not recognised the PDF is encrypted",
        f"mathml-title.pdf doi:10.5555/sim.mathml {sure} Dissociation of H2O on a Cold Surface",
    ]


def test_moving_removes_the_file_only_once_it_is_kept(
    run: Run, sim: ScholarSim, home: Path, tmp_path: Path
) -> None:
    """What was kept is gone from where it was; what was not is still there."""
    good, bad = simulated(sim, "plain", tmp_path), tmp_path / "bad.pdf"
    bad.write_bytes(paper_pdf())
    data = good.read_bytes()
    assert add(run, "--move", good, bad).code == 1
    assert (good.exists(), bad.exists()) == (False, True)
    own = home / "library" / "doi_10.5555_sim.plain" / "own.pdf"
    assert own.read_bytes() == data
    assert add(run, "--move", own).code == 0
    assert own.read_bytes() == data


def test_what_cannot_be_kept_stays_where_it_is(
    run: Run, sim: ScholarSim, home: Path, tmp_path: Path
) -> None:
    """A library that cannot be written: named, exit 1, and the file is not moved."""
    path = simulated(sim, "plain", tmp_path)
    (home / "library").mkdir()
    (home / "library" / "doi_10.5555_sim.plain").write_text("in the way")
    assert add(run, "--move", path).code != 0
    assert path.exists()


def test_undo_leaves_the_file(run: Run, sim: ScholarSim, home: Path, tmp_path: Path) -> None:
    """The entry goes; the reader's PDF stays, and so it does under `remove`."""
    add(run, simulated(sim, "plain", tmp_path))
    own = home / "library" / "doi_10.5555_sim.plain" / "own.pdf"
    assert run("undo").code == 0
    assert (listed(run), own.exists()) == ([], True)
    add(run, tmp_path / "plain.pdf")
    result = run("remove", "10.5555/sim.plain")
    assert str(own) in result.err
    assert own.exists()
    assert not own.with_name("own-2.pdf").exists()


def test_a_second_pdf_of_a_paper_is_kept_beside(
    run: Run, sim: ScholarSim, home: Path, tmp_path: Path
) -> None:
    """The first one is never replaced; the paper is there already, and gets the options."""
    first = simulated(sim, "plain", tmp_path)
    second = tmp_path / "second.pdf"
    second.write_bytes(first.read_bytes() + b"\n% marked\n%%EOF\n")
    add(run, first)
    result = add(run, second, "--star")
    assert result.code == 0
    assert "already in the list" in result.err
    folder = home / "library" / "doi_10.5555_sim.plain"
    assert (folder / "own.pdf").read_bytes() == first.read_bytes()
    assert (folder / "own-2.pdf").read_bytes() == second.read_bytes()
    assert listed(run)[0]["star"]


def test_offline_only_the_file_itself_counts(
    run: Run, sim: ScholarSim, arxiv: ArxivSim, tmp_path: Path
) -> None:
    """Its own information is taken, unchecked; what stands on a page is not; nothing is sent."""
    known = simulated(sim, "pdf-doi-in-xmp", tmp_path)
    named = tmp_path / "named.pdf"
    named.write_bytes(paper_pdf(TITLE, PEOPLE, "doi:10.5555/sim.plain"))
    result = run("--offline", "add", str(known), str(named))
    assert result.code == 1
    assert "not checked" in result.err
    assert "it names doi:10.5555/sim.plain, and no service was asked" in result.err
    assert [paper["id"] for paper in listed(run)] == ["doi:10.5555/sim.pdf-doi-in-xmp"]
    assert run("--offline", "add", "--yes", str(named)).code == 0
    assert str(listed(run)[1]["id"]).startswith("local:")
    assert (sim.records(), arxiv.records()) == ([], [])


def test_a_dry_run_keeps_nothing(run: Run, sim: ScholarSim, home: Path, tmp_path: Path) -> None:
    """It shows what each would be taken for."""
    result = add(run, "--dry-run", simulated(sim, "plain", tmp_path))
    assert "doi:10.5555/sim.plain" in result.err
    assert listed(run) == []
    assert not list(home.glob("library/*/own*.pdf"))


def test_services_that_fail_take_nothing_wrong(run: Run, sim: ScholarSim, tmp_path: Path) -> None:
    """Exit 5; what the file itself says is kept by identifier, what only a page says is not."""
    sim.faults([{"fault": "403", "match": {"host": "."}}])
    known = simulated(sim, "plain", tmp_path)
    named = tmp_path / "named.pdf"
    named.write_bytes(
        paper_pdf("A Plain Article With Nothing Wrong", "Ada Quill", "doi:10.5555/sim.plain")
    )
    result = add(run, known, named)
    assert result.code == 5
    assert [paper["id"] for paper in listed(run)] == ["doi:10.5555/sim.plain"]


def test_a_file_of_arxivs_name_is_a_file_only_where_it_is_there(
    run: Run, sim: ScholarSim, arxiv: ArxivSim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``1706.03762.pdf`` is an identifier otherwise."""
    monkeypatch.chdir(tmp_path)
    assert add(run, "1706.03762.pdf").code == 0
    assert [paper["id"] for paper in listed(run)] == ["1706.03762"]
    Path("1706.03762.pdf").write_bytes(paper_pdf())
    assert "not recognised" not in add(run, "1706.03762.pdf").out
    assert len(listed(run)) == 1


def test_a_paper_of_the_list_is_known_without_asking(
    run: Run, sim: ScholarSim, arxiv: ArxivSim, home: Path, tmp_path: Path
) -> None:
    """By its identifier with its title, or by title and people; also where nobody may be asked."""
    run("add", "10.5555/sim.plain", "1706.03762")
    named, titled = tmp_path / "named.pdf", tmp_path / "titled.pdf"
    title = "A Plain Article With Nothing Wrong"
    named.write_bytes(paper_pdf(title, "Ada Quill", "doi:10.5555/sim.plain"))
    titled.write_bytes(paper_pdf("Attention Is All You Need", "Ashish Vaswani et al."))
    sim.reset_log()
    arxiv.reset_log()
    result = add(run, named, titled)
    assert result.code == 0
    assert "2 already there" in result.err
    assert (sim.records(), arxiv.records()) == ([], [])
    assert len(list(home.glob("library/*/own.pdf"))) == 2


def test_a_folder_is_told_how_to_name_its_files(run: Run, sim: ScholarSim, tmp_path: Path) -> None:
    """It is no paper, and the pattern for its PDFs is."""
    result = add(run, tmp_path)
    assert result.code == 2
    assert f"try: readlist add {tmp_path}/*.pdf" in result.err


def test_a_file_may_be_named_as_browsers_do(run: Run, sim: ScholarSim, tmp_path: Path) -> None:
    """``file:///`` and its escapes stand for the path."""
    path = simulated(sim, "plain", tmp_path, "my paper.pdf")
    assert add(run, path.as_uri()).code == 0
    assert [paper["id"] for paper in listed(run)] == ["doi:10.5555/sim.plain"]


@pytest.mark.parametrize("word", ["-", "@"])
def test_a_pdf_is_no_list_of_papers(word: str, run: Run, sim: ScholarSim, tmp_path: Path) -> None:
    """Piped or behind an @, it is not searched for identifiers; the way to add it is told."""
    path = simulated(sim, "plain", tmp_path)
    given = word if word == "-" else f"@{path}"
    result = run("add", given, input=path.read_bytes().decode("latin-1"))
    assert (result.code, listed(run)) == (2, [])
    assert "readlist add FILE.pdf" in result.err
