"""Nothing that a document lists is passed over: it is read, or named with its line."""

import pytest

from readlist.documents import read
from readlist.documents.formats import FORMATS
from readlist.mentions import Findings, find
from support.silence_kit import BROKEN, EMPTY, EVERYTHING, NAMELESS, PAPERS, RECORDS, Row
from support.silence_prose import LISTS

HELD = {
    "nbib": frozenset({"isbn:9780262035613"}),
    "pubmed-xml": frozenset({"isbn:9780262035613"}),
    "digest": frozenset(row.id for row in PAPERS[2:]),
}
"""What a format has no place for."""
FRAMED = frozenset("bibtex ris endnote nbib web-of-science ovid json yaml".split())
"""Formats in which a record without anything is still a record."""


def found_in(name: str, rows: tuple[Row, ...]) -> Findings:
    """Return what is found where rows are written in a format."""
    file, write = (RECORDS | LISTS)[name]
    text = write(rows)
    document = read(text if isinstance(text, bytes) else text.encode(), file)
    assert document.kind == name
    return find(document)


def titles_of(found: Findings) -> set[str]:
    """Return all titles that are told."""
    every = (*found.entries, *found.not_on_arxiv, *found.no_papers)
    return {entry.title for entry in every}


def test_every_format_is_written() -> None:
    """A new one needs its writer in `silence_kit` or `silence_prose`."""
    named = {one.name for one in FORMATS}
    assert not named - (RECORDS | LISTS).keys(), "write it in silence_kit or silence_prose"
    assert not (RECORDS | LISTS).keys() - named


@pytest.mark.parametrize("name", sorted(RECORDS | LISTS))
def test_every_paper_is_found_once(name: str) -> None:
    """By its identifier, with its title; one without identifier by its title."""
    found = found_in(name, EVERYTHING if name in RECORDS else (*PAPERS, PAPERS[0]))
    held = HELD.get(name, frozenset())
    wanted = {row.id: row.title for row in PAPERS if row.id and row.id not in held}
    titled = {entry.id: entry.title for entry in found.entries if entry.id}
    assert titled == wanted
    assert len(titled) == len([entry for entry in found.entries if entry.id])
    if name not in {"feed", "digest"}:  # posts and papers of arXiv
        assert PAPERS[-1].title in titles_of(found)


@pytest.mark.parametrize("name", sorted(RECORDS.keys() - {"feed"}))
def test_a_record_without_title_is_named(name: str) -> None:
    """It may be the one that somebody misses."""
    (doubt,) = found_in(name, (PAPERS[0], NAMELESS, PAPERS[1])).doubtful
    assert "title" in doubt.why


@pytest.mark.parametrize("name", sorted(FRAMED))
def test_an_empty_record_is_named(name: str) -> None:
    """With its line."""
    (doubt,) = found_in(name, (PAPERS[0], EMPTY, PAPERS[1])).doubtful
    assert doubt.line > 1


@pytest.mark.parametrize("name", sorted((RECORDS | LISTS).keys() - {"digest"}))
def test_a_broken_identifier_is_named_and_the_title_kept(name: str) -> None:
    """The number is told as it stands, and is never repaired."""
    found = found_in(name, (PAPERS[0], BROKEN, PAPERS[1]))
    assert any("2399.11111" in doubt.text for doubt in found.doubtful)
    assert BROKEN.title in titles_of(found)
