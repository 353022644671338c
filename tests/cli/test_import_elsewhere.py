"""``import`` asks the services about papers that are not at arXiv, and looks references up."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from scholar_sim import ScholarSim
from support.tests_kit import Run

BIB = """\
@article{plain, title={A plain article with nothing wrong}, author={Quill, Ada}, year={2020},
  journal={Ours Only}, volume={7}, doi={10.5555/sim.plain}}
@article{pre, title={Pooled Editing of Everything}, author={Herger, Michael}, year=2024,
  doi={10.1101/2024.02.30.500001}}
@article{pub, title={Pooled editing of everything}, author={Herger, Michael}, year=2025,
  doi={10.5555/sim.published.bio}}
"""
NAMELESS = """\
@misc{look, title={A Work With Too Precise a Date}, author={Quill, Ada}, year=2022}
@misc{other, title={A Work With Too Precise a Date}, author={Somebody, Else}, year=1990}
@misc{draft, title={Never Heard of This Draft at All}, author={Smith, Ann}, year=2021}
"""


pytestmark = pytest.mark.usefixtures("arxiv")


def listed(home: Path) -> list[dict[str, Any]]:
    """Return the papers as the list has them."""
    papers: list[dict[str, Any]] = tomllib.loads((home / "readlist.toml").read_text()).get(
        "paper", []
    )
    return papers


def saved(tmp_path: Path, text: str) -> str:
    """Return the path of a file with the text."""
    path = tmp_path / "refs.bib"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_services_say_what_the_papers_are(
    run: Run, sim: ScholarSim, home: Path, tmp_path: Path
) -> None:
    """Facts of services go before the file's; a preprint and its article are one paper."""
    outcome = run("import", saved(tmp_path, BIB), "--yes")
    assert outcome.code == 0
    plain, pooled = listed(home)
    assert (plain["title"], plain["venue"]) == (
        "A Plain Article With Nothing Wrong", "Journal of Simulated Results 12",
    )  # fmt: skip
    assert "bib" not in plain
    assert (pooled["id"], pooled["also"]) == (
        "doi:10.1101/2024.02.30.500001", ["doi:10.5555/sim.published.bio"],
    )  # fmt: skip
    assert sim.report()["problems"] == []


def test_what_is_no_paper_or_unknown_is_named(
    run: Run, sim: ScholarSim, home: Path, tmp_path: Path
) -> None:
    """The rest is added, and the exit code says that something was not."""
    text = (
        "@article{a, title={Never Heard}, author={Quill, Ada}, doi={10.5555/sim.does.not.exist}}\n"
        "@article{b, title={Notice}, author={Q}, doi={10.5555/sim.retraction.notice}}\n"
    )
    outcome = run("import", saved(tmp_path, BIB + text), "--yes")
    assert outcome.code == 1
    assert "no service knows it" in outcome.err
    assert "it is a notice" in outcome.err
    assert "--yes adds" not in outcome.err
    assert len(listed(home)) == 2


def test_without_the_services_the_file_is_believed(
    run: Run, sim: ScholarSim, home: Path, tmp_path: Path
) -> None:
    """Everything is kept by its identifier, with the reader's own facts; `fetch` completes it."""
    sim.faults([{"fault": "403", "match": {"host": "."}}])
    outcome = run("import", saved(tmp_path, BIB), "--yes")
    assert outcome.code == 5
    assert [paper["id"] for paper in listed(home)] == [
        "doi:10.5555/sim.plain", "doi:10.1101/2024.02.30.500001", "doi:10.5555/sim.published.bio",
    ]  # fmt: skip
    assert listed(home)[0]["bib"] == {
        "type": "article-journal", "container-title": "Ours Only", "volume": "7",
    }  # fmt: skip


@pytest.mark.usefixtures("sim")
def test_references_are_looked_up_before_anything_is_asked(
    run: Run, home: Path, tmp_path: Path
) -> None:
    """A sure match gives the identifier; another author's work of that title does not."""
    path = saved(tmp_path, NAMELESS)
    outcome = run("import", path, "--resolve", "--dry-run", "--json")
    found = [(one["id"], one["status"]) for one in json.loads(outcome.out)["entries"]]
    assert found == [
        ("doi:10.5555/sim.fourparts", "ok"),
        ("local:somebody1990work", "ok"),
        ("local:smith2021never", "ok"),
    ]
    assert "found: doi:10.5555/sim.fourparts" in outcome.err
    assert listed(home) == []
    assert run("import", path, "--resolve", "--yes").code == 0
    again = run("import", path, "--dry-run")
    assert "3 known" in again.err


@pytest.mark.usefixtures("sim")
def test_offline_says_that_no_title_was_looked_up(run: Run, tmp_path: Path) -> None:
    """Everything else works."""
    outcome = run("import", saved(tmp_path, NAMELESS), "--resolve", "--offline", "--yes")
    assert outcome.code == 0
    assert "no title was looked up" in outcome.err
    assert "3 added" in outcome.err


def test_pages_of_a_document_are_visited_only_to_resolve(
    run: Run, sim: ScholarSim, home: Path, tmp_path: Path
) -> None:
    """A document sends nobody to pages of its own accord."""
    page = "https://proceedings.mlr.press/v139/radford21a.html"
    path = tmp_path / "list.md"
    path.write_text(f"- [Learning Transferable Models of Leaves]({page})\n")
    assert run("import", str(path), "--yes").code == 0
    assert [paper["id"] for paper in listed(home)] == [f"url:{page}"]
    assert sim.records() == []
