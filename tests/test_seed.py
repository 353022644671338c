"""The seed must hold the verified papers of both articles, ready to read."""

import tomllib
from collections import Counter
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from readlist.arxiv_id import ArxivId
from readlist.paper import KEYS, Paper, Status

ROOT = Path(__file__).parents[1]
FACTS = ROOT.parent / "shared" / "seed-papers.toml"
EXAMPLE = ROOT / "examples" / "reading-list.toml"

MOE = {
    "1701.06538", "2006.16668", "2101.03961", "2211.15841", "2305.14705", "2401.04088",
    "2402.01739",
}  # fmt: skip
HEADLINES = {
    "2304.02643", "2304.08818", "2309.06180", "2310.01889", "2310.05470", "2310.06692",
    "2310.06694", "2310.06825", "2310.07064", "2310.10638", "2310.12109", "2310.13023",
    "2310.14820", "2310.15123", "2310.17680", "2311.11045",
}  # fmt: skip
NOT_NAMED = {"2205.11916", "2309.15807"}
"""Papers that the articles only hint at."""

TEXT = resources.files("readlist").joinpath("seed.toml").read_text(encoding="utf-8")
DOCUMENT: dict[str, Any] = tomllib.loads(TEXT)
TABLES: list[dict[str, Any]] = DOCUMENT["paper"]
PAPERS = [Paper.from_table(table) for table in TABLES]
BY_ID = {paper.id: paper for paper in PAPERS}


def test_it_is_a_list_of_the_first_schema() -> None:
    """Hold a schema number and papers, and nothing else."""
    assert list(DOCUMENT) == ["schema", "paper"]
    assert DOCUMENT["schema"] == 1
    assert len(PAPERS) == 49


def test_its_head_tells_the_reader_that_the_file_is_theirs() -> None:
    """Start with a comment, within 100 columns, before the first key."""
    head = TEXT.partition("schema =")[0].strip().splitlines()
    assert all(line.startswith("#") and len(line) <= 100 for line in head)
    assert any("yours" in line for line in head)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table["id"])
def test_every_table_is_complete_and_in_order(table: dict[str, Any]) -> None:
    """Read without a problem, with the keys of a fresh entry in the order of `KEYS`."""
    paper = Paper.from_table(table)
    assert paper.problems == ()
    assert not paper.extra
    assert list(table) == [key for key in KEYS if key in table]
    wanted = {"id", "title", "authors", "published", "categories", "topics", "status", "source"}
    assert wanted <= set(table)
    assert not {"added", "finished", "version", "key"} & set(table)
    assert paper.to_table() == table


def test_identifiers_are_unique_and_in_their_plain_form() -> None:
    """Hold each paper once, under its identifier without a version."""
    assert len(BY_ID) == len(PAPERS)
    for table in TABLES:
        parsed = ArxivId.try_parse(table["id"])
        assert parsed is not None
        assert (parsed.base, parsed.version) == (table["id"], None)


def test_every_paper_is_unread() -> None:
    """Leave the reading to the reader."""
    assert {paper.status for paper in PAPERS} == {Status.UNREAD}


def test_the_headline_papers_are_starred() -> None:
    """Star what the articles present, not what they mention."""
    assert {paper.id for paper in PAPERS if paper.star} == HEADLINES


def test_moe_is_the_theme_of_the_mixture_papers() -> None:
    """Group the mixtures of experts together."""
    assert {paper.id for paper in PAPERS if paper.theme == "moe"} >= MOE


def test_themes_make_a_page_worth_reading() -> None:
    """Have at most 14 themes, none of them with one or two papers only."""
    themes = Counter(paper.theme for paper in PAPERS)
    assert len(themes) <= 14
    assert min(themes.values()) >= 3


def test_topics_are_kebab_case_and_not_repeated() -> None:
    """Write topics as a reader types them."""
    for paper in PAPERS:
        assert len(set(paper.topics)) == len(paper.topics)
        for topic in paper.topics:
            assert topic.replace("-", "").isalnum()
            assert topic == topic.lower()


def test_papers_stand_by_theme_and_then_by_date() -> None:
    """Keep a theme together, the oldest paper first."""
    order = list(dict.fromkeys(paper.theme for paper in PAPERS))
    assert sorted(PAPERS, key=lambda p: (order.index(p.theme), p.published, p.id)) == PAPERS


def test_codefusion_has_its_own_identifier() -> None:
    """Correct the article's link, which leads to ALCUNA, and tell of the withdrawal."""
    assert BY_ID["2310.17680"].title.startswith("CodeFusion")
    assert "withdrawn" in BY_ID["2310.17680"].notes
    assert BY_ID["2310.14820"].title.startswith("ALCUNA")


def test_retitled_papers_have_the_new_title_and_recall_the_old() -> None:
    """Take the current title, so that a look-up finds it, and keep the known name findable."""
    paper = BY_ID["2310.06692"]
    assert paper.title.startswith("Generalizable Chain-of-Thought Prompting")
    assert "Meta-CoT" in paper.notes


def test_the_two_articles_are_told_apart() -> None:
    """Name the article in the same words everywhere, and both where both have the paper."""
    sources = Counter(name for paper in PAPERS for name in paper.source.split("; "))
    assert sorted(sources.values()) == [25, 29]
    assert {paper.id for paper in PAPERS if "; " in paper.source} == {
        "2005.14165", "2112.10752", "2303.08774", "2304.02643", "2307.09288",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("identifier", "day"), [("2402.01739", date(2024, 1, 29)), ("2103.00020", date(2021, 2, 26))]
)
def test_dates_are_those_of_the_first_version(identifier: str, day: date) -> None:
    """Know the day, also where the identifier's month is another."""
    assert BY_ID[identifier].published == day


def test_authors_are_named_in_full() -> None:
    """Cut no author list short."""
    assert BY_ID["2303.08774"].authors == ("OpenAI",)
    assert len(BY_ID["2307.09288"].authors) == 68
    for paper in PAPERS:
        assert len(set(paper.authors)) == len(paper.authors)
        assert not any("et al" in name or "…" in name for name in paper.authors)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.id)
def test_a_note_is_one_short_sentence(paper: Paper) -> None:
    """Say in one line what the paper brings."""
    assert 40 < len(paper.notes) < 160
    assert "\n" not in paper.notes
    assert paper.notes.endswith(".")


def test_code_addresses_are_repositories() -> None:
    """Name a repository, not a project page."""
    for paper in PAPERS:
        assert all(address.startswith("https://github.com/") for address in paper.code)


def test_arrays_take_one_line_up_to_100_columns() -> None:
    """Break only the arrays that are too long, an item a line."""
    lines = TEXT.splitlines()
    for number, line in enumerate(lines):
        if line.endswith("]") and " = [" in line:
            assert len(line) <= 100
        if line.endswith(" = ["):
            items = [item.strip() for item in lines[number + 1 : lines.index("]", number)]]
            assert len(f"{line}{' '.join(items).removesuffix(',')}]") > 100


@pytest.mark.skipif(not FACTS.exists(), reason="the fact table is not part of the repository")
def test_it_agrees_with_the_verified_facts() -> None:
    """Hold every paper of the fact table that an article names, as arXiv has it."""
    facts = {fact["id"]: fact for fact in tomllib.loads(FACTS.read_text("utf-8"))["papers"]}
    assert set(facts) - set(BY_ID) == NOT_NAMED
    for identifier, paper in BY_ID.items():
        fact = facts[identifier]
        assert paper.title == fact["title"]
        assert list(paper.authors) == fact["authors"]
        assert str(paper.published) == fact["published"]
        assert list(paper.categories) == fact["categories"]
        assert set(paper.topics) == set(fact["topics"])
        assert paper.star == (fact["role"] == "headline")
        verified = fact["code"] and "code" in fact["verified"]
        assert list(paper.code) == ([fact["code"]] if verified else [])


def test_the_example_list_shows_every_key() -> None:
    """Read without a problem, agree with the seed, and use all keys and statuses."""
    tables: list[dict[str, Any]] = tomllib.loads(EXAMPLE.read_text("utf-8"))["paper"]
    papers = [Paper.from_table(table) for table in tables]
    assert all(not paper.problems for paper in papers)
    assert set(KEYS) <= {key for table in tables for key in table}
    assert {paper.status for paper in papers} == set(Status)
    assert any(paper.extra for paper in papers)
    for paper in papers:
        seeded = BY_ID.get(paper.id, paper)
        assert not paper.title or paper.title == seeded.title
        assert not paper.authors or paper.authors == seeded.authors
        assert not paper.published or paper.published == seeded.published
