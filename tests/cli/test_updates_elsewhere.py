"""`updates` tells of papers that are not at arXiv: publications, retractions, corrections."""

import json

from scholar_sim import ScholarSim
from support.tests_kit import Run


def test_retractions_of_any_paper_are_told(run: Run, sim: ScholarSim) -> None:
    """A retraction is told at the first look; from then on it is known, as is a correction."""
    for doi in ("10.5555/sim.retracted.pub", "10.5555/sim.corrected", "10.5555/sim.plain"):
        assert run("add", "--no-fetch", doi).code == 0
    (told,) = json.loads(run("updates", "--json").out)
    assert told["id"] == "doi:10.5555/sim.retracted.pub"
    (change,) = told["changes"][:1]
    assert change["what"] == "retracted"
    assert "10.5555/sim.retraction.notice" in change["after"]
    assert run("updates", "--json").out.strip() == "[]"


def test_what_agencies_say_anew_is_told(run: Run, sim: ScholarSim) -> None:
    """What a preprint was published as, and a correction, since the paper was added."""
    assert run("add", "10.5555/sim.plain").code == 0
    work = sim.by_doi["10.5555/sim.plain"]
    before = dict(work.raw)
    notice = {"type": "correction", "DOI": "10.5555/c", "source": "publisher"}
    article = {"id": "10.5555/article", "id-type": "doi"}
    work.raw["crossref"] = {"updated-by": [notice], "relation": {"is-preprint-of": [article]}}
    try:
        found = run("updates", "--json", env={"READLIST_TODAY": "2030-01-01"})
    finally:
        work.raw.clear()
        work.raw.update(before)
    (told,) = json.loads(found.out)
    assert [one["what"] for one in told["changes"]] == ["corrected", "published"]
    assert told["changes"][1]["after"] == "doi:10.5555/article"


def test_an_agency_that_is_down_is_exit_5(run: Run, sim: ScholarSim) -> None:
    """Papers that nobody could be asked about are not called unchanged."""
    assert run("add", "--no-fetch", "10.5555/sim.plain").code == 0
    sim.faults([{"fault": "503", "match": {}}])
    assert run("updates").code == 5


def test_a_retracted_paper_is_marked_wherever_it_shows(run: Run, sim: ScholarSim) -> None:
    """On screens, and in every export that a bibliography is made of, with the notice."""
    added = run("add", "10.5555/sim.retracted.rw")
    assert "was retracted" in added.err
    assert "retracted: A Quietly" in run("show", terminal=True).out
    info = run("info", "doi:10.5555/sim.retracted.rw", terminal=True).out
    assert "RETRACTED: 2025-06-02, doi:10.5555/sim.rw.notice" in info
    for form, mark in (
        ("bibtex", "note = {Retracted: 2025-06-02, doi:10.5555/sim.rw.notice"),
        ("biblatex", "note = {Retracted: "),
        ("csl-json", '"note": "Retracted: '),
        ("ris", "N1  - Retracted: "),
        ("markdown", "retracted"),
        ("html", ">retracted<"),
    ):
        assert mark in run("export", "-f", form).out


def test_a_title_that_says_so_is_not_marked_twice(run: Run, sim: ScholarSim) -> None:
    """Publishers put the word in front of the title themselves."""
    assert run("add", "10.5555/sim.retracted.pub").code == 0
    shown = run("show", terminal=True).out
    assert "RETRACTED: Too Good" in shown
    assert "retracted: RETRACTED" not in shown
