"""`add` takes papers that are not at arXiv, by any identifier, and says what it could not take."""

from pathlib import Path

import pytest

from readlist.list_file import ListFile
from readlist.paper import Paper
from scholar_sim import ScholarSim
from support.tests_kit import Run


def papers(home: Path) -> list[Paper]:
    """Return what is on the list."""
    document = ListFile(home / "readlist.toml").load()
    return [Paper.from_table(document.table(number)) for number in range(len(document))]


@pytest.mark.parametrize(
    ("word", "identifier", "title"),
    [
        ("10.5555/sim.plain", "doi:10.5555/sim.plain", "A Plain Article With Nothing Wrong"),
        (
            "https://openreview.net/forum?id=SimAccept1",
            "openreview:SimAccept1",
            "An Accepted Paper",
        ),
        ("https://aclanthology.org/W04-9001/", "acl:W04-9001", "An Old Anthology Paper"),
        ("PMID: 39000001", "pmid:39000001", "A Plain Article With Nothing Wrong"),
        ("0-262-03561-8", "isbn:9780262035613", "Deep Learning for Lists"),
        (
            "https://landing.test/citation/landing-citation",
            "url:https://landing.test/citation/landing-citation",
            "Größe & Maß",
        ),
    ],
)
def test_any_identifier_is_added(
    word: str, identifier: str, title: str, *, run: Run, sim: ScholarSim, home: Path
) -> None:
    """A DOI, a forum, an Anthology page, a PubMed number, an ISBN, a page become a paper."""
    assert run("add", word).code == 0
    (paper,) = papers(home)
    assert paper.id == identifier
    assert paper.title.startswith(title)
    assert paper.authors


def test_a_page_stands_for_its_doi(run: Run, sim: ScholarSim, home: Path) -> None:
    """What a page names as itself is the entry's identifier, the address goes to `also`."""
    address = "https://landing.test/doi-in-text/landing-doi-in-text"
    assert run("add", address).code == 0
    (paper,) = papers(home)
    assert paper.id == "doi:10.5555/sim.landing.doi-in-text"
    assert f"url:{address}" in paper.also


def test_one_work_is_one_entry(run: Run, sim: ScholarSim, home: Path) -> None:
    """Preprint and article are one paper, under whichever identifier it is named."""
    run("add", "10.1101/2024.02.30.500001")
    again = run("add", "10.5555/sim.published.bio")
    assert again.code == 0
    assert "already in the list" in again.err
    (paper,) = papers(home)
    assert paper.also == ("doi:10.5555/sim.published.bio",)


def test_two_names_of_one_work_at_once_are_one_entry(run: Run, sim: ScholarSim, home: Path) -> None:
    """The same, where both are given in one command."""
    assert run("add", "10.5555/sim.plain", "PMID:39000001").code == 0
    (paper,) = papers(home)
    assert {paper.id, *paper.also} == {"doi:10.5555/sim.plain", "pmid:39000001"}


def test_another_name_of_a_paper_is_kept(run: Run, sim: ScholarSim, home: Path) -> None:
    """Adding a second identifier of a known paper extends `also`."""
    run("add", "10.5555/sim.plain")
    assert run("add", "PMID:39000001").code == 0
    (paper,) = papers(home)
    assert paper.also == ("pmid:39000001",)


def test_what_nobody_knows_is_not_added(run: Run, sim: ScholarSim, home: Path) -> None:
    """A DOI that does not exist ends with 1 and leaves the list alone."""
    result = run("add", "10.5555/sim.does.not.exist")
    assert result.code == 1
    assert "no service knows it" in result.err
    assert papers(home) == []


@pytest.mark.parametrize("key", ["component", "peer-review"])
def test_what_is_no_paper_is_added_only_when_told(
    key: str, run: Run, sim: ScholarSim, home: Path
) -> None:
    """A figure or a review is refused, and taken with --yes."""
    result = run("add", f"10.5555/sim.notpaper.{key}")
    assert result.code == 1
    assert "--yes" in result.err
    assert run("add", "--yes", f"10.5555/sim.notpaper.{key}").code == 0
    assert len(papers(home)) == 1


@pytest.mark.parametrize("option", ["--no-fetch", "--offline"])
def test_without_asking_the_identifier_is_kept(
    option: str, run: Run, sim: ScholarSim, home: Path
) -> None:
    """Nothing is sent, and the paper is kept by its identifier."""
    assert run("add", option, "10.5555/sim.plain").code == 0
    assert [paper.id for paper in papers(home)] == ["doi:10.5555/sim.plain"]
    assert sim.records() == []


def test_a_failing_network_keeps_the_identifier(run: Run, sim: ScholarSim, home: Path) -> None:
    """Where nobody answers, the paper is kept and the exit code is 5."""
    sim.faults([{"fault": "403", "match": {"host": "."}}])
    result = run("add", "10.5555/sim.plain")
    assert result.code == 5
    assert [paper.id for paper in papers(home)] == ["doi:10.5555/sim.plain"]


def test_hosts_elsewhere_end_before_anything_is_sent(run: Run, sim: ScholarSim) -> None:
    """READLIST_HOSTS that names another machine is exit 6."""
    result = run("add", "10.5555/sim.plain", env={"READLIST_HOSTS": "doi.org=https://evil.example"})
    assert result.code == 6
    assert sim.records() == []


def test_identifiers_are_found_in_piped_text(run: Run, sim: ScholarSim, home: Path) -> None:
    """Identifiers are taken out of prose; an address is, where it stands alone on its line."""
    text = "see 10.5555/sim.italic here\nhttps://landing.test/citation/landing-citation\n"
    run("add", "-", input=text)
    assert [paper.id for paper in papers(home)] == [
        "doi:10.5555/sim.italic",
        "url:https://landing.test/citation/landing-citation",
    ]


def test_fetch_completes_what_was_kept_by_its_identifier(
    run: Run, sim: ScholarSim, home: Path
) -> None:
    """A paper that was added without asking gets title, people, date and venue."""
    run("add", "--no-fetch", "10.5555/sim.plain")
    assert run("fetch").code == 0
    (paper,) = papers(home)
    assert paper.title == "A Plain Article With Nothing Wrong"
    assert paper.authors
    assert paper.venue
    sim.reset_log()
    assert run("fetch").code == 0
    assert sim.records() == []


def test_fetch_joins_no_entries(run: Run, sim: ScholarSim, home: Path) -> None:
    """Two entries of one work stay two; the pair is named with the command that joins them."""
    run("add", "--no-fetch", "10.1101/2024.02.30.500001", "10.5555/sim.published.bio")
    result = run("fetch")
    assert result.code == 0
    assert "readlist merge" in result.err
    assert [paper.also for paper in papers(home)] == [(), ()]


def test_fetch_names_what_nobody_knows(run: Run, sim: ScholarSim, home: Path) -> None:
    """A DOI that does not exist stays on the list, is named, and the exit code is 1."""
    run("add", "--no-fetch", "10.5555/sim.does.not.exist", "10.5555/sim.plain")
    result = run("fetch")
    assert result.code == 1
    assert "no service knows it" in result.err
    assert len(papers(home)) == 2


def test_fetch_ends_with_5_where_nobody_answers(run: Run, sim: ScholarSim, home: Path) -> None:
    """A network that fails leaves the list as it is."""
    run("add", "--no-fetch", "10.5555/sim.plain")
    sim.faults([{"fault": "reset", "match": {"host": "."}}])
    assert run("fetch").code == 5
    assert [paper.title for paper in papers(home)] == [""]


def test_fetch_keeps_the_identifier_of_a_page(run: Run, sim: ScholarSim, home: Path) -> None:
    """A page that turns out to be a DOI's stays the entry's identifier; the DOI goes to `also`."""
    address = "https://landing.test/doi-in-text/landing-doi-in-text"
    run("add", "--no-fetch", address)
    assert run("fetch").code == 0
    (paper,) = papers(home)
    assert paper.id == f"url:{address}"
    assert paper.also == ("doi:10.5555/sim.landing.doi-in-text",)
    assert paper.title


def test_the_name_under_which_the_list_has_a_paper_is_told(
    run: Run, sim: ScholarSim, home: Path
) -> None:
    """What was given, then the identifier that the list has; also by `import`."""
    run("add", "10.5555/sim.plain", "PMID:39000001")
    for words in (("add", "PMID:39000001"), ("add", "https://pubmed.ncbi.nlm.nih.gov/39000001/")):
        said = run(*words).err
        assert "= pmid:39000001  A Plain Article With Nothing Wrong   already in the list" in said
        assert "already in the list, as doi:10.5555/sim.plain (unread)" in said
    assert ", as doi:" not in run("add", "10.5555/sim.plain").err
    (home / "refs.csl.json").write_text(
        '[{"id": "a", "type": "article-journal", "title": "A Plain Article With Nothing Wrong", '
        '"PMID": "39000001", "author": [{"family": "Quill"}]}]'
    )
    said = run("import", str(home / "refs.csl.json"), "--dry-run").err
    assert "= pmid:39000001" in said
    assert "as doi:10.5555/sim.plain" in said


def test_an_address_of_a_pdf_is_what_the_pdf_is(run: Run, sim: ScholarSim, home: Path) -> None:
    """Recognised as a file would be; the address goes to `also`, and the PDF can be fetched."""
    address = "https://landing.test/pdf/plain.pdf"
    assert run("add", address, "--pdf").code == 0
    (paper,) = papers(home)
    assert (paper.id, paper.also) == ("doi:10.5555/sim.plain", (f"url:{address}",))
    assert paper.authors
    assert len(run("show", "--has", "pdf", "--ids").lines) == 1


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("pdf-wrong", "Migraine and the Weather: a Cohort of Nurses"),
        ("pdf-encrypted", "pdf-encrypted"),
    ],
)
def test_a_pdf_that_nobody_knows_is_its_address(
    key: str, title: str, run: Run, sim: ScholarSim, home: Path
) -> None:
    """With the title that it has, else the name of the file; never another paper."""
    assert run("add", f"https://landing.test/pdf/{key}.pdf").code == 0
    (paper,) = papers(home)
    assert (paper.id, paper.title) == (f"url:https://landing.test/pdf/{key}.pdf", title)
