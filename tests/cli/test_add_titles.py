"""`readlist add "title"`: only an exact match is taken, and nothing is guessed."""

import json
from pathlib import Path

import pytest

from arxiv_sim import ArxivSim
from scholar_sim import ScholarSim
from support.tests_kit import Run

pytestmark = pytest.mark.usefixtures("arxiv")


def ids(run: Run) -> list[str]:
    """Return the identifiers on the list."""
    return run("show", "--all", "--ids").lines


@pytest.mark.parametrize(
    ("title", "identifier"),
    [
        ("Attention Is All You Need", "1706.03762"),
        ("attention is all you need", "1706.03762"),
        ("Fat Tails\nBefore 2007", "cond-mat/0207270"),
        ("Genome of Escherichia coli and its Kin", "doi:10.5555/sim.italic"),
        ("Seven Versions", "2401.90019"),
    ],
)
def test_an_exact_title_is_taken(title: str, identifier: str, run: Run, sim: ScholarSim) -> None:
    """From arXiv, else from Crossref, whatever its case and however short it is."""
    assert run("add", title, "-t", "x").code == 0
    (paper,) = json.loads(run("show", "--all", "--json").out)
    assert (paper["id"], paper["topics"]) == (identifier, ["x"])
    assert paper["title"]


def test_a_title_of_the_list_asks_nobody(run: Run, sim: ScholarSim, arxiv: ArxivSim) -> None:
    """It is that paper, and gets the options."""
    run("add", "Attention Is All You Need")
    sim.reset_log()
    arxiv.reset_log()
    result = run("add", "Attention is all you need", "--star")
    assert result.code == 0
    assert "already in the list" in result.err
    assert (sim.records(), arxiv.records()) == ([], [])


def test_what_nobody_knows_is_not_added(run: Run, sim: ScholarSim) -> None:
    """Exit 1, and what else would tell the paper."""
    result = run("add", "A Title That Nobody Ever Gave To Anything")
    assert (result.code, ids(run)) == (1, [])
    assert "no paper with this title is known" in result.err


def test_several_fitting_papers_are_named(run: Run, sim: ScholarSim) -> None:
    """Exit 4 with the candidates; nothing is taken, and what else was named is added."""
    result = run("add", "Solar Cells Revisited", "1706.03762")
    assert result.code == 4
    assert "10.5555/sim.pdf" in result.err
    assert ids(run) == ["1706.03762"]


def test_somebody_at_the_terminal_chooses(run: Run, sim: ScholarSim) -> None:
    """At most five are offered; Enter takes none."""
    result = run("add", "Solar Cells Revisited", input="1\n", asks=True)
    assert result.code == 0
    assert "  5  " in result.err
    assert "  6  " not in result.err
    assert len(ids(run)) == 1
    assert run("add", "Solar Cells Revisited", input="\n", asks=True).code == 1
    assert len(ids(run)) == 1


def test_nothing_found_while_a_service_was_down(run: Run, sim: ScholarSim, arxiv: ArxivSim) -> None:
    """Exit 5: it may be known there. An exact match at the other one is taken."""
    arxiv.faults({"fault": "403"})
    assert run("add", "Genome of Escherichia coli and its Kin").code == 0
    assert run("add", "A Title That Nobody Ever Gave To Anything").code == 5
    assert ids(run) == ["doi:10.5555/sim.italic"]


def test_offline_a_title_cannot_be_looked_up(run: Run, sim: ScholarSim, arxiv: ArxivSim) -> None:
    """Exit 5 with the way online, or 1 where the reader wants nobody asked; nothing is sent."""
    assert run("--offline", "add", "Attention Is All You Need").code == 5
    assert run("add", "--no-fetch", "Attention Is All You Need").code == 1
    assert (sim.records(), arxiv.records(), ids(run)) == ([], [], [])


def test_piped_text_is_never_looked_up(
    run: Run, sim: ScholarSim, arxiv: ArxivSim, tmp_path: Path
) -> None:
    """Neither from standard input nor from a file: only identifiers count there."""
    path = tmp_path / "titles.txt"
    path.write_text("Attention Is All You Need\n10.5555/sim.italic\n")
    assert run("add", f"@{path}").code == 1
    assert run("add", "-", input="Attention Is All You Need\n").code == 2
    assert ids(run) == ["doi:10.5555/sim.italic"]
    assert arxiv.records() == []


@pytest.mark.parametrize("word", ["hello", "arXiv: 2310.0682", "PMID: none", "a 7", "…"])
def test_what_is_no_title_is_not_looked_up(
    word: str, run: Run, sim: ScholarSim, arxiv: ArxivSim
) -> None:
    """A single word, or an identifier that is misspelt, is named with the reason."""
    assert run("add", word).code in (1, 2)
    assert (sim.records(), arxiv.records()) == ([], [])
