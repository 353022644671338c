"""Papers that are not at arXiv come onto the list with what the reader's own file says of them."""

import tomllib

import pytest

from readlist.library import resolve
from readlist.library.importing import adding, scanning
from readlist.library.importing.adding import ImportReport
from readlist.library.importing.plan import ImportOptions, ImportPlan
from readlist.library.workspace import Workspace
from readlist.paper import Status
from support.library_kit import list_text, open_workspace

BIB = """
@article{leaf, title={Folding Leaves}, author={Archer, Ada}, journal={Leaf}, volume={3},
  number={2}, pages={10--19}, publisher={Grove}, year={2021}, month=aug, doi={10.1000/leaf}}
@phdthesis{bark, title={A Draft on Bark}, author={Bow, Bo}, year=2026, school={Oak},
  url={https://example.org/bark.pdf}}
@phdthesis{drift, title={A Draft on Drift}, author={Bow, Bo}, year=2026}
"""
EMPTY = "schema = 1\n"
LOCAL_ONLY = ImportOptions(fetch=False)


def planned(workspace: Workspace, text: str) -> ImportPlan:
    """Return what importing a BibTeX file that is piped in would do."""
    scanned, failed = scanning.scan(workspace, ["-"], text.encode)
    assert failed == []
    return scanning.plan_import(workspace, scanned, LOCAL_ONLY)


def imported(workspace: Workspace, text: str) -> ImportReport:
    """Import a BibTeX file that is piped in, and ask nobody."""
    return adding.import_papers(workspace, planned(workspace, text), LOCAL_ONLY)


def test_facts_of_the_readers_own_file_are_kept() -> None:
    """Venue, volume, issue, pages, publisher and type under CSL's names, and the month."""
    workspace, _ = open_workspace(EMPTY)
    imported(workspace, BIB)
    leaf, bark, drift = tomllib.loads(list_text(workspace))["paper"]
    assert (leaf["id"], leaf["published"], leaf["venue"]) == (
        "doi:10.1000/leaf",
        "2021-08",
        "Leaf 3",
    )
    assert leaf["authors"] == ["Ada Archer"]
    assert leaf["bib"] == {
        "type": "article-journal", "container-title": "Leaf", "volume": "3", "issue": "2",
        "page": "10-19", "publisher": "Grove",
    }  # fmt: skip
    assert (bark["id"], "url" in bark) == ("url:https://example.org/bark.pdf", False)
    assert drift["id"] == "local:bow2026draft"
    assert drift["bib"] == {"type": "thesis", "genre": "PhD thesis"}


def test_what_has_no_identifier_is_found_again_and_told_apart() -> None:
    """The same title, first author and year is the same paper; a letter tells others apart."""
    workspace, _ = open_workspace(EMPTY)
    first = imported(workspace, "@misc{a, title={A Draft on Bark}, author={Bow, Bo}, year=2026}\n")
    assert [paper.id for paper in first.added] == ["local:bow2026draft"]
    again = imported(
        workspace,
        "@misc{x, title={A draft on {Bark}}, author={Bow, Bo and Cox, Cy}, year=2026}\n"
        "@misc{y, title={A Draft on Drift}, author={Bow, Bo}, year=2026}\n",
    )
    assert [paper.id for paper in again.added] == ["local:bow2026draftb"]
    assert len(workspace.papers()) == 2


def test_a_paper_is_found_under_any_name_and_gets_the_further_ones() -> None:
    """One step links it; the second time there is nothing to do."""
    table = '[[paper]]\nid = "2310.06825"\ntitle = "Folding Leaves"\n'
    workspace, _ = open_workspace(f"schema = 1\n\n{table}")
    text = (
        "@article{leaf, title={Folding Leaves}, author={Archer, Ada}, doi={10.1000/LEAF},\n"
        "  eprint={2310.06825}, archiveprefix={arXiv}, year=2021}\n"
    )
    plan = planned(workspace, text)
    (candidate,) = plan.links
    assert (candidate.kind, candidate.further) == ("known", ("doi:10.1000/leaf",))
    report = imported(workspace, text)
    assert not report.added
    assert [paper.also for paper in report.linked] == [("doi:10.1000/leaf",)]
    assert tomllib.loads(list_text(workspace))["paper"][0]["also"] == ["doi:10.1000/leaf"]
    (found,) = resolve.resolve_papers(workspace, ["10.1000/leaf"])
    assert found.id == "2310.06825"
    assert not planned(workspace, text).links
    only_doi = planned(workspace, "@article{x, title={Folding Leaves}, doi={10.1000/leaf}}\n")
    assert [c.kind for c in only_doi.candidates] == ["known"]


def test_two_papers_of_the_list_are_named_and_not_merged() -> None:
    """Neither gets the other's identifier."""
    tables = '[[paper]]\nid = "2310.06825"\n\n[[paper]]\nid = "doi:10.1000/leaf"\n'
    workspace, _ = open_workspace(f"schema = 1\n\n{tables}")
    before = list_text(workspace)
    plan = planned(
        workspace,
        "@article{leaf, title={Folding Leaves}, doi={10.1000/leaf}, eprint={2310.06825},\n"
        "  archiveprefix={arXiv}}\n",
    )
    assert plan.pairs == (("2310.06825", "doi:10.1000/leaf"),)
    adding.import_papers(workspace, plan, LOCAL_ONLY)
    assert list_text(workspace) == before


@pytest.mark.parametrize("journal", ["arXiv preprint arXiv:2310.06825", "CoRR"])
def test_a_preprint_has_no_facts_but_its_own(journal: str) -> None:
    """That it is at arXiv is said by its identifier."""
    workspace, _ = open_workspace(EMPTY)
    text = f"@article{{a, title={{Leaves}}, journal={{{journal}}}, eprint={{2310.06825}}}}\n"
    (paper,) = imported(workspace, text).added
    assert (paper.id, dict(paper.bib), paper.venue, paper.published) == ("2310.06825", {}, "", None)


def test_entries_of_programs_and_titles_alone_are_named() -> None:
    """They are in the plan, each in its place, and are not added."""
    workspace, _ = open_workspace(EMPTY)
    plan = planned(
        workspace,
        "@software{a, title={A Tool}, url={https://github.com/a/b}}\n@misc{b, title={Who Knows}}\n",
    )
    assert [one.title for one in plan.no_papers] == ["A Tool"]
    assert [one.title for one in plan.elsewhere] == ["Who Knows"]
    assert not plan.candidates


def test_a_version_that_a_document_links_is_not_pinned() -> None:
    """Only the reader pins one."""
    workspace, _ = open_workspace(EMPTY)
    text = "@misc{a, title={Leaves}, eprint={2310.06825v2}, archiveprefix={arXiv}}\n"
    (paper,) = imported(workspace, text).added
    assert (paper.id, paper.version) == ("2310.06825", None)


def test_a_year_may_differ_by_one_where_a_service_dates_the_paper() -> None:
    """An article is online before it is in print; drafts of other years are others."""
    tables = (
        '[[paper]]\nid = "doi:10.1000/leaf"\ntitle = "Folding Leaves"\nauthors = ["Ada Archer"]\n'
        'published = "2022"\n\n[[paper]]\nid = "local:bow2022draft"\ntitle = "A Draft"\n'
        'authors = ["Bo Bow"]\npublished = "2022"\n'
    )
    workspace, _ = open_workspace(f"schema = 1\n\n{tables}")
    plan = planned(
        workspace,
        "@misc{a, title={Folding Leaves}, author={Archer, Ada}, year=2021}\n"
        "@misc{b, title={A Draft}, author={Bow, Bo}, year=2021}\n",
    )
    assert [(c.kind, c.entry.id) for c in plan.candidates] == [
        ("known", "doi:10.1000/leaf"), ("new", "local:bow2021draft"),
    ]  # fmt: skip


def test_what_the_reader_noted_elsewhere_comes_along() -> None:
    """Status and its day, rating, star, the day it was added, notes; `--status` goes before."""
    text = (
        "Title,Link,Status,Date read,Rating,Starred,Added,Notes\n"
        "Gusts,https://arxiv.org/abs/2310.00001,Done,2024-02-03,4,yes,2024-01-02,windy\n"
        "Lulls,https://arxiv.org/abs/2310.00002,Done,,,,,\n"
    )
    workspace, _ = open_workspace(EMPTY)
    imported(workspace, text)
    first, second = tomllib.loads(list_text(workspace))["paper"]
    told = {name: str(first[name]) for name in ("status", "finished", "added", "rating", "star")}
    assert told == {
        "status": "read",
        "finished": "2024-02-03",
        "added": "2024-01-02",
        "rating": "4",
        "star": "True",
    }
    assert first["notes"] == "windy\n"
    assert (second["status"], "finished" in second) == ("read", False)
    workspace, _ = open_workspace(EMPTY)
    plan = planned(workspace, text)
    adding.import_papers(workspace, plan, ImportOptions(status=Status.READING, fetch=False))
    first = resolve.resolve_papers(workspace, ["2310.00001"])[0]
    assert (first.status, first.finished) == (Status.READING, None)
