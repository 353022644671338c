"""Every trap of the services comes to the right value."""

from typing import Any

import pytest

from readlist.metadata import Metadata
from readlist.sources import Access, LookupOutcome, LookupResult, lookup
from scholar_sim import TRAP_ALIASES, ScholarSim, trap_works
from support.source_kit import Id

TRAPS = [work.key for work in trap_works()]
REFUSED = ("not-a-paper", "notice")


def identifier_of(trap: dict[str, Any]) -> Id:
    """Return the identifier under which a reader would ask for a trap's work."""
    url, ids = trap["url"], trap["ids"]
    if url.startswith("https://openreview.net"):
        return Id("openreview", ids["openreview"])
    if url.startswith("https://aclanthology.org"):
        return Id("acl", ids["acl"])
    if url.startswith("https://doi.org"):
        is_arxiv = trap["doi"].lower().startswith("10.48550/arxiv.")
        return Id("arxiv", ids["arxiv"]) if is_arxiv else Id("doi", trap["doi"].lower())
    return Id("isbn", ids["isbn"]) if "isbn" in ids else Id("url", url)


def outcome_of(expected: dict[str, Any]) -> tuple[LookupOutcome, ...]:
    """Return the outcomes that are right."""
    if expected["kind"] in REFUSED:
        return (LookupOutcome.REFUSED,)
    if expected["kind"] == "unknown":
        return (LookupOutcome.UNKNOWN,)
    if expected.get("unreachable"):
        return (LookupOutcome.UNREACHABLE,)
    if expected.get("incomplete") or expected.get("doubtful"):
        return (LookupOutcome.INCOMPLETE,)
    return (LookupOutcome.COMPLETE, LookupOutcome.INCOMPLETE)


def facts_of(metadata: Metadata) -> dict[str, Any]:
    """Return the four facts that every trap has a right value for; None for none."""
    return {
        "title": metadata.title or None,
        "authors": [author.name for author in metadata.authors] or None,
        "year": int(metadata.published[:4]) if metadata.published else None,
        "venue": metadata.venue or None,
    }


def check(found: LookupResult, expected: dict[str, Any]) -> None:
    """Compare what was found with what is right."""
    assert found.outcome in outcome_of(expected), found.troubles
    if found.metadata is None:
        assert found.outcome in (LookupOutcome.UNKNOWN, LookupOutcome.UNREACHABLE)
        return
    for name, value in facts_of(found.metadata).items():
        right = [expected.get(name) or None, *expected.get(f"{name}_also", ())]
        assert value in right, name


@pytest.mark.parametrize("key", TRAPS)
def test_a_trap_catches_nobody(key: str, sim: ScholarSim, access: Access) -> None:
    """Outcome, title, authors, year and venue are right, relations and retraction too."""
    trap = sim.traps()[key]
    expected = trap["expect"]
    found = lookup(identifier_of(trap), access)
    check(found, expected)
    facts = found.metadata
    if facts is None:
        return
    if "retracted" in expected:
        assert facts.retracted is expected["retracted"]
    if expected.get("published_as"):
        assert f"doi:{expected['published_as']}" in facts.published_as
    if expected.get("preprint"):
        assert f"doi:{expected['preprint']}" in facts.preprints
    for name in ("abstract", "pages"):
        if expected.get(name):
            assert getattr(facts, name) == expected[name]
    for word in expected.get("abstract_words", ()):
        assert word in facts.abstract
    for word in expected.get("abstract_not", ()):
        assert word not in facts.abstract


def test_traps_under_other_names_are_among_them(sim: ScholarSim) -> None:
    """Every name that the simulator gives a trap stands for one that is tested."""
    assert set(TRAP_ALIASES.values()) <= set(TRAPS)
    assert set(sim.traps()) == {*TRAPS, *TRAP_ALIASES}


def test_ordinary_works_are_right_and_asked_for_politely(sim: ScholarSim, access: Access) -> None:
    """Works of all shapes come out right; nothing is asked twice, no key is in an address."""
    for work in sim.works():
        check(lookup(Id("doi", work["doi"].lower()), access), work["expect"])
        check(lookup(Id("doi", work["doi"].lower()), access), work["expect"])
    assert not [p for p in sim.report()["problems"] if "in one second" not in p]


def test_a_page_stands_for_the_doi_that_it_names(sim: ScholarSim, access: Access) -> None:
    """A page whose text cites its own DOI is that paper; the address becomes a further name."""
    trap = sim.traps()["landing-doi-in-text"]
    found = lookup(Id("url", trap["url"]), access)
    assert found.identity == f"doi:{trap['doi']}"
    assert found.metadata is not None
    assert f"url:{trap['url']}" in found.metadata.identifiers


def test_a_page_without_a_doi_stands_for_itself(sim: ScholarSim, access: Access) -> None:
    """A page that names no identifier keeps its address as identity."""
    trap = sim.traps()["landing-citation"]
    assert lookup(Id("url", trap["url"]), access).identity == f"url:{trap['url']}"
