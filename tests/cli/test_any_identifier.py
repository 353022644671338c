"""Papers with identifiers of every kind are in the list like any other."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from support.tests_kit import Run

MakeList = Callable[[str], Path]

LIST = """\
schema = 1

[[paper]]
id = "10.1038/S41586-021-03819-2"
also = ["arXiv:2107.00001", "pmid:34265844"]
title = "Structures of Proteins"
published = "2021-07"
venue = "Nature 596"
bib = { type = "article-journal", volume = 596 }

[[paper]]
id = "openreview:rygGQyrFvH"
title = "The Curious Case"
due = 2026-12-01

[[paper]]
id = "url:https://proceedings.mlr.press/v139/radford21a.html"
title = "Pictures and Words"
key = "radford2021"

[[paper]]
id = "local:smith2026draft"
title = "A Draft"
url = "https://example.org/draft.pdf"

[[paper]]
id = "2310.06825"
title = "A Small Wind"
"""


@pytest.fixture(autouse=True)
def path(make_list: Callable[[str], Path]) -> Path:
    """Return a list with an identifier of every kind."""
    return make_list(LIST)


@pytest.mark.parametrize(
    ("word", "identifier"),
    [
        ("10.1038/s41586-021-03819-2", "doi:10.1038/s41586-021-03819-2"),
        ("https://doi.org/10.1038/s41586-021-03819-2", "doi:10.1038/s41586-021-03819-2"),
        ("https://www.nature.com/articles/s41586-021-03819-2", "doi:10.1038/s41586-021-03819-2"),
        ("2107.00001v3", "doi:10.1038/s41586-021-03819-2"),
        ("https://arxiv.org/abs/2107.00001", "doi:10.1038/s41586-021-03819-2"),
        ("PMID: 34265844", "doi:10.1038/s41586-021-03819-2"),
        ("https://openreview.net/forum?id=rygGQyrFvH", "openreview:rygGQyrFvH"),
        ("http://proceedings.mlr.press/v139/radford21a.html/",
         "url:https://proceedings.mlr.press/v139/radford21a.html"),
        ("radford2021", "url:https://proceedings.mlr.press/v139/radford21a.html"),
        ("local:smith2026draft", "local:smith2026draft"),
        ("draft", "local:smith2026draft"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("again", [False, True])
def test_every_form_names_its_paper(run: Run, word: str, identifier: str, *, again: bool) -> None:
    """Also what else identifies it; from the list itself and from the index."""
    if again:
        run("show", "--all")
    assert run("info", word, "--fields", "id").out == f"{identifier}\n"


def test_what_is_not_there_is_named(run: Run) -> None:
    """With the identifier as the list would spell it."""
    result = run("read", "https://doi.org/10.1000/182")
    assert (result.code, result.err.splitlines()) == (
        3,
        ["error: doi:10.1000/182 is not in the list.", "try: readlist add doi:10.1000/182"],
    )


def test_records_have_the_new_keys(run: Run) -> None:
    """Always there; what is less exact than a day stays so."""
    records = {one["id"]: one for one in json.loads(run("show", "--all", "--json").out)}
    first = records["doi:10.1038/s41586-021-03819-2"]
    assert first["also"] == ["2107.00001", "pmid:34265844"]
    assert (first["published"], first["venue"]) == ("2021-07", "Nature 596")
    assert first["doi"] == "10.1038/s41586-021-03819-2"
    assert first["url"] == "https://doi.org/10.1038/s41586-021-03819-2"
    assert records["openreview:rygGQyrFvH"]["due"] == "2026-12-01"
    assert records["local:smith2026draft"]["url"] == "https://example.org/draft.pdf"
    plain = records["2310.06825"]
    assert (plain["also"], plain["venue"], plain["doi"], plain["due"]) == ([], "", None, None)


def test_rows_say_what_fits(run: Run) -> None:
    """Eighteen cells at most: a DOI without prefix, a citation key for an address."""
    lines = run("show", "--all", terminal=True).lines
    for start in ("10.1038/s41586-02…", "radford2021", "local:smith2026dr…", "2310.06825"):
        assert any(start in line for line in lines)


def test_a_change_touches_only_its_keys(run: Run, path: Path) -> None:
    """Identifiers that were typed in another spelling stay as they were typed."""
    run("star", "10.1038/s41586-021-03819-2")
    run("read", "radford2021")
    after = path.read_text()
    for line in LIST.splitlines():
        assert line in after
    assert after.count("star = true") == 1
    run("undo", "2")
    assert path.read_text() == LIST


def test_papers_sort_and_filter_by_what_is_known(run: Run) -> None:
    """A month counts as its first day."""
    assert run("show", "--all", "-y", "2021", "--ids").out == "doi:10.1038/s41586-021-03819-2\n"


def test_wrong_values_are_named(run: Run, make_list: Callable[[str], Path]) -> None:
    """A line each, and the paper stays."""
    make_list('[[paper]]\nid = "nonsense"\nalso = ["x"]\npublished = "2021-13"\nbib = 3\n')
    told = run("show", "--all").err
    for text in ("id = 'nonsense'", "also = 'x'", "published = '2021-13'", "bib = '3'"):
        assert text in told


def test_a_long_identifier_is_told_by_its_citation_key(run: Run, make_list: MakeList) -> None:
    """In rows only: it names the paper as well."""
    make_list(
        '[[paper]]\nid = "doi:10.1038/s41586-021-03819-2"\nauthors = ["Jo Li"]\ntitle = "Folds"\n'
        'published = "2021"\n[[paper]]\nid = "url:https://example.org/a/long/page"\ntitle = "A"\n'
    )
    lines = run("show", terminal=True).lines
    assert any("li2021folds " in line for line in lines)
    assert any("example.org " in line for line in lines)
    assert run("info", "li2021folds", "--fields", "id").out == "doi:10.1038/s41586-021-03819-2\n"


def test_files_under_every_identifier_are_the_papers(run: Run, home: Path) -> None:
    """A PDF, an abstract and their words are found, whichever identifier they lie under."""
    folder = home / "library" / "pmid_34265844"
    folder.mkdir(parents=True)
    (folder / "own.pdf").write_bytes(b"%PDF-1.7")
    facts = {
        "id": "pmid:34265844", "version": 0, "title": "T", "authors": [], "categories": [],
        "abstract": "About zebrafish.", "published": "2021", "updated": "",
    }  # fmt: skip
    (folder / "metadata.json").write_text(json.dumps(facts))
    for asked in (("--has", "pdf"), ("--has", "abstract")):
        assert run("show", "--all", *asked, "--ids").out == "doi:10.1038/s41586-021-03819-2\n"
    assert run("search", "zebrafish", "--ids").out == "doi:10.1038/s41586-021-03819-2\n"
    told = json.loads(run("info", "10.1038/s41586-021-03819-2", "--json").out)
    (one,) = told if isinstance(told, list) else [told]
    assert one["abstract"] == "About zebrafish."
    assert one["pdf"] == str(folder / "own.pdf")
    run("remove", "pmid:34265844", "--yes")
    assert (folder / "own.pdf").exists()


@pytest.mark.parametrize(
    ("word", "kind", "address"),
    [
        ("pmid:34265844", "--abs", "https://doi.org/10.1038/s41586-021-03819-2"),
        ("openreview:rygGQyrFvH", "--abs", "https://openreview.net/forum?id=rygGQyrFvH"),
        ("local:smith2026draft", "--abs", "https://example.org/draft.pdf"),
    ],
)
def test_the_page_of_any_paper_is_opened(run: Run, word: str, kind: str, address: str) -> None:
    """Where people find it; a page that only arXiv has is refused with a way that works."""
    assert address in run("open", word, kind, "--print").out
    refused = run("open", word, "--html")
    assert (refused.code, refused.err.splitlines()[-1].startswith("try: ")) == (3, True)
