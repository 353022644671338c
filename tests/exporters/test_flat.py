"""Formats that are one text a paper: texts that are kept belong to one way of writing them."""

from collections.abc import Iterator
from hashlib import blake2b

import pytest

from exporters.export_samples import a_paper, hostile_entries, large_entries, plain_entries
from readlist.exporters import EXPORTERS, ExportEntry, FileExporter, Options
from readlist.exporters.flat import RENDERING, Flat

FLAT = {
    name: one.flat for name, one in EXPORTERS.items() if isinstance(one, FileExporter) and one.flat
}
WRITTEN = {1: "3511785818933a09"}
"""By `RENDERING`, a digest of what the formats made of the samples."""
formats = pytest.mark.parametrize("name", FLAT)


def texts() -> Iterator[str]:
    """Yield the samples in every format, with and without notes and abstracts."""
    entries = [*plain_entries(), *hostile_entries(), *large_entries(300)]
    for flat in FLAT.values():
        for full in (False, True):
            yield "".join(flat.pieces(entries, Options(notes=full, abstracts=full)))


def test_who_changes_what_is_written_says_so() -> None:
    """Readers' indexes hold texts of papers: raise `RENDERING` when any of them comes out anew.

    Then put the new number and the digest that this test names into `WRITTEN`.
    """
    digest = blake2b("\n".join(texts()).encode(), digest_size=8).hexdigest()
    assert {RENDERING: digest} == {RENDERING: WRITTEN[RENDERING]}


@formats
def test_texts_do_not_depend_on_their_neighbours(name: str) -> None:
    """Joined from texts that were made one by one, in any groups, a file is the same."""
    flat, options = FLAT[name], Options(title="Other", notes=True)
    entries = plain_entries()
    keys = options.keys_of(entries)
    each = [flat.text(one, keys[one.paper.id], Options(notes=True)) for one in entries]
    whole = "".join(flat.pieces(entries, options))
    for some in (1, 2, 100):
        groups = [flat.between.join(each[at : at + some]) for at in range(0, len(each), some)]
        assert "".join(flat.joined(groups, options)) == whole


@formats
def test_a_file_of_no_papers(name: str) -> None:
    """No text at all gives the same file as no paper."""
    flat: Flat = FLAT[name]
    assert "".join(flat.joined([], Options())) == "".join(flat.pieces([], Options()))


def test_two_papers_with_one_identifier_have_one_entry_in_bibtex() -> None:
    """Two would have the same key; the first counts."""
    first, second = (ExportEntry(a_paper(1, title=title)) for title in ("One", "Two"))
    for name in ("bibtex", "biblatex"):
        text = "".join(FLAT[name].pieces([first, second], Options()))
        assert "One" in text
        assert "Two" not in text
