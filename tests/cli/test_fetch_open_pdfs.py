"""`fetch --pdf` for papers that are not at arXiv: only the paper itself is kept."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from arxiv_sim import ArxivSim
from scholar_sim import ScholarSim
from support.pdf_kit import simulated
from support.tests_kit import Run


@pytest.fixture(scope="module")
def _services() -> Iterator[ScholarSim]:
    with ScholarSim(synthetic=0, latency=0, enforce=False) as running:
        yield running


@pytest.fixture
def sim(
    _services: ScholarSim, run: Run, arxiv: ArxivSim, monkeypatch: pytest.MonkeyPatch
) -> ScholarSim:
    """Return simulated services that this run is sent to, and an empty list."""
    _services.faults([])
    _services.reset_log()
    _services.set(openreview_challenge=True, biorxiv_blocked=True)
    monkeypatch.setenv("READLIST_HOSTS", _services.hosts)
    assert run("init", "--empty").code == 0
    return _services


def pdf_of(run: Run) -> Path | None:
    """Return the PDF of the only paper on the list, as JSON names it."""
    (paper,) = json.loads(run("show", "--all", "--json").out)
    return Path(paper["pdf"]) if paper["pdf"] else None


@pytest.mark.parametrize(
    "word",
    [
        "10.5555/sim.pdf-doi-in-xmp",
        "https://openreview.net/forum?id=SimAccept1",
        "acl:W04-9001",
        "pmid:39000001",
        "10.1101/2024.02.30.500001",
        "https://landing.test/pdf-link/landing-pdf-link",
        "https://proceedings.mlr.press/v235/quill24a.html",
    ],
)
def test_an_open_pdf_comes(word: str, run: Run, sim: ScholarSim) -> None:
    """From the venue, a registry or the page; `info`, `open` and the filters know it."""
    assert run("add", word, "--pdf").code == 0
    path = pdf_of(run)
    assert path
    assert path.read_bytes().startswith(b"%PDF-")
    assert run("open", "--print", ".").out.strip() == str(path)
    assert len(run("show", "--has", "pdf", "--ids").lines) == 1
    sim.reset_log()
    assert run("fetch", "--pdf").code == 0
    assert sim.records() == []


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("10.5555/sim.pdf-wrong", "another paper"),
        ("10.5555/sim.pdf-html", "sent a web page instead of a PDF"),
        ("10.5555/sim.pdf-encrypted", "is encrypted"),
        ("10.5555/sim.pdf-image-only", "a scan without text"),
        ("10.5555/sim.pdf-missing", "there is no PDF at landing.test (404)"),
        ("https://landing.test/paywall/landing-paywall", "refuses to answer (403)"),
        ("isbn:9780262035613", ""),
    ],
)
def test_what_is_not_the_paper_is_refused(
    word: str, said: str, run: Run, sim: ScholarSim, home: Path
) -> None:
    """Named in a line with what the reader can do; nothing is left of it on the disk."""
    run("add", word)
    result = run("fetch", "--pdf")
    assert (result.code, pdf_of(run)) == (1 if said else 0, None)
    assert said in result.err
    assert "readlist open --abs" in result.err if said else True
    assert not [path for path in home.rglob("*") if path.is_file() and ".pdf" in path.name]


def test_arxivs_pdf_serves_for_another_name(
    run: Run, sim: ScholarSim, arxiv: ArxivSim, home: Path
) -> None:
    """A DOI whose entry names arXiv's identifier, too, gets arXiv's PDF."""
    text = 'schema = 1\n\n[[paper]]\nid = "doi:10.5555/x"\nalso = ["1706.03762"]\ntitle = "A"\n'
    (home / "readlist.toml").write_text(text)
    assert run("fetch", "--pdf").code == 0
    path = pdf_of(run)
    assert path
    assert path.name == "1706.03762v7.pdf"


def test_the_readers_own_is_never_replaced(
    run: Run, sim: ScholarSim, home: Path, tmp_path: Path
) -> None:
    """It counts as the paper's PDF; even --force leaves it as it is, and in front."""
    own = simulated(sim, "pdf-doi-in-xmp", tmp_path)
    run("add", str(own))
    kept = pdf_of(run)
    assert kept
    before = kept.read_bytes()
    assert "Nothing is missing" in run("fetch", "--pdf").err
    assert run("fetch", "--pdf", "--force").code == 0
    assert (pdf_of(run), kept.read_bytes()) == (kept, before)
    assert len(list(kept.parent.glob("*.pdf"))) == 2


def test_nobody_is_led_to_this_machine(run: Run, sim: ScholarSim, home: Path) -> None:
    """An address of a private network is not asked, whatever a service says."""
    run("add", "10.5555/sim.pdf-missing")
    (path,) = home.glob("library/*/metadata.json")
    facts: dict[str, Any] = json.loads(path.read_text())
    path.write_text(json.dumps(facts | {"pdf": "http://localhost:1/paper.pdf"}))
    result = run("fetch", "--pdf")
    assert result.code == 1
    assert "an address of this machine or its network" in result.err


def test_services_that_are_switched_off_are_not_asked(run: Run, sim: ScholarSim) -> None:
    """`sources.off` counts here, too."""
    run("config", "sources.off", "openalex semanticscholar unpaywall pages")
    run("add", "10.5555/sim.pdf-missing")
    sim.reset_log()
    assert run("fetch", "--pdf").code == 1
    assert not {r["host"] for r in sim.records()} & {"api.openalex.org", "api.semanticscholar.org"}


def test_a_network_that_fails_is_5(run: Run, sim: ScholarSim) -> None:
    """Nobody had the last word; what can be fetched of others is."""
    run("add", "10.5555/sim.pdf-doi-in-xmp", "1706.03762")
    sim.faults([{"fault": "reset", "match": {"host": "."}}])
    result = run("fetch", "--pdf")
    assert result.code == 5
    assert run("show", "--has", "pdf", "--ids").lines == ["1706.03762"]


def test_a_broken_off_pdf_is_not_kept(run: Run, sim: ScholarSim, home: Path) -> None:
    """Half a file is no file."""
    run("add", "10.5555/sim.pdf-doi-in-xmp")
    sim.faults([{"fault": "truncate;fraction=0.5", "match": {"path": r"\.pdf"}}])
    assert run("fetch", "--pdf").code in (1, 5)
    assert pdf_of(run) is None
    assert not list(home.rglob("*.part"))


def test_bad_manners_are_none(run: Run, sim: ScholarSim) -> None:
    """Nothing is asked twice in a run, and nothing that was refused is asked again."""
    run("add", "10.5555/sim.pdf-wrong", "10.5555/sim.pdf-doi-in-xmp")
    sim.reset_log()
    run("fetch", "--pdf")
    assert sim.report()["problems"] == []


def test_books_and_drafts_have_a_pdf_only_from_the_reader(
    run: Run, sim: ScholarSim, home: Path
) -> None:
    """Nobody is asked, which is no failure, and the way is told."""
    (home / "readlist.toml").write_text('schema = 1\n\n[[paper]]\nid = "local:draft"\n')
    result = run("fetch", "--pdf")
    assert (result.code, sim.records()) == (0, [])
    assert "1 paper has no PDF that readlist can fetch: readlist add FILE.pdf" in result.err
