"""`check` tells references that are right from those that are not, and never more than it knows."""

import json
from pathlib import Path

import pytest

from scholar_sim import ScholarSim
from support.tests_kit import Run

GOOD = "A Plain Article With Nothing Wrong"
BIB = f"""@article{{plain, title = {{{GOOD}}}, author = {{Quill, Ada and Marsh, B.}},
  year = 2024, doi = {{10.5555/sim.plain}}}}
@article{{retracted, title = {{Too Good to Be True}}, author = {{Quill, A.}}, year = 2024,
  doi = {{10.5555/sim.retracted.pub}}}}
@article{{other, title = {{Growing Tomatoes on Mars}}, year = 2024, doi = {{10.5555/sim.plain}}}}
@article{{nameless, title = {{{GOOD}}}, author = {{Quill, Ada}}, year = 2024}}
@article{{nobody, title = {{Zebras Counting Backwards in Primes}}, author = {{Nobody, J.}},
  year = 2019}}
@article{{slip, title = {{{GOOD}}}, author = {{Quill, A.}}, year = 2024,
  doi = {{10.5555/sim.pla1n}}}}
"""


pytestmark = pytest.mark.usefixtures("arxiv")


@pytest.fixture
def bib(tmp_path: Path) -> Path:
    """Return a bibliography with a reference of each sort."""
    path = tmp_path / "refs.bib"
    path.write_text(BIB)
    return path


def test_each_reference_gets_its_verdict(run: Run, sim: ScholarSim, bib: Path) -> None:
    """By identifier or title, each entry is what it is, with the evidence and who gave it."""
    found = run("check", str(bib), "--json")
    records = {one["key"]: one for one in json.loads(found.out)}
    assert {key: one["verdict"] for key, one in records.items()} == {
        "plain": "ok",
        "retracted": "retracted",
        "other": "differs",
        "nameless": "ok",
        "nobody": "not-found",
        "slip": "differs",
    }
    assert "10.5555/sim.retraction.notice" in records["retracted"]["evidence"]
    assert records["retracted"]["source"] == "Crossref"
    assert records["other"]["differences"][0]["field"] == "title"
    assert "doi:10.5555/sim.plain" in records["slip"]["evidence"]
    assert records["plain"]["line"] == 1
    assert found.code == 1


def test_lines_for_programs_have_their_fields(run: Run, sim: ScholarSim, bib: Path) -> None:
    """Piped output is a line a reference: key, verdict, evidence, source, title."""
    lines = [line.split("\t") for line in run("check", str(bib)).lines]
    assert [line[:2] for line in lines][:2] == [["plain", "ok"], ["retracted", "retracted"]]
    assert {len(line) for line in lines} == {5}


def test_only_what_needs_a_look_is_shown_to_people(run: Run, sim: ScholarSim, bib: Path) -> None:
    """A screen names what is not ok, and the counts name all."""
    shown = run("check", str(bib), terminal=True)
    assert "nobody" in shown.out
    assert "nameless" not in shown.out
    assert "1 retracted, 2 different from the work, 2 ok, 1 not found" in shown.err


def test_a_list_without_a_fault_ends_with_0(run: Run, sim: ScholarSim) -> None:
    """Papers of the list are checked by what the list says of them."""
    assert run("add", "10.5555/sim.plain").code == 0
    found = run("check", "--json")
    assert [one["verdict"] for one in json.loads(found.out)] == ["ok"]
    assert json.loads(found.out)[0]["id"] == "doi:10.5555/sim.plain"
    assert found.code == 0


def test_answers_are_kept(run: Run, sim: ScholarSim, bib: Path) -> None:
    """A second run asks nobody again, so that an interrupted one goes on where it was."""
    first = run("check", str(bib))
    sim.reset_log()
    assert run("check", str(bib)).out == first.out
    assert not sim.records()
    assert run("--offline", "check", str(bib)).out == first.out


def test_a_service_that_is_down_makes_nothing_wrong(run: Run, sim: ScholarSim, bib: Path) -> None:
    """What could not be asked about is unchecked, the exit code says so, and no more is claimed."""
    sim.faults([{"fault": "503", "match": {}}])
    found = run("check", str(bib), "--json")
    verdicts = {one["verdict"] for one in json.loads(found.out)}
    assert verdicts == {"unchecked"}
    assert found.code == 5


def test_a_copy_is_put_right(run: Run, sim: ScholarSim, bib: Path, tmp_path: Path) -> None:
    """`--fix` writes another file, says how many entries it mended, and never overwrites one."""
    bib.write_text(BIB.replace("2024", "1999", 1))
    before = bib.read_bytes()
    found = run("check", "--fix", str(bib))
    fixed = (tmp_path / "refs.fixed.bib").read_text()
    assert "1 entry corrected" in found.err
    assert fixed == before.decode().replace("1999", "2024")
    assert bib.read_bytes() == before
    sim.reset_log()
    again = run("check", "--fix", str(bib))
    assert again.code == 2
    assert not sim.records()
    assert "refs.fixed.bib already exists" in again.err


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["nowhere.bib"], 2, "there is no file"),
        (["--fix"], 2, "--fix takes one .bib file"),
        (["-o", "x.bib"], 2, "-o needs --fix"),
        (["nothing of the kind"], 3, "no paper of the list fits"),
    ],
)
def test_wrong_words_are_told(
    words: list[str], code: int, says: str, run: Run, sim: ScholarSim
) -> None:
    """Each mistake has its line, a way on and its exit code."""
    found = run("check", *words)
    assert found.code == code
    assert says in found.err
    assert "try:" in found.err


def test_a_document_without_papers_is_told(run: Run, sim: ScholarSim, tmp_path: Path) -> None:
    """A text that cites nothing is no bibliography."""
    path = tmp_path / "notes.md"
    path.write_text("Buy milk.\n")
    found = run("check", str(path))
    assert found.code == 1
    assert "names no papers" in found.err
