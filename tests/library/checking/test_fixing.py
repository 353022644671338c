"""A bibliography is put right in its references and stays to the byte everywhere else."""

from dataclasses import replace

import pytest

from readlist.documents.formats.bibtex import places, records
from readlist.library.checking.fixing import fixed_text
from readlist.references import Checked, KnownWork, Reference, judge
from support.reference_kit import work

ARTICLE = work(id="doi:10.5555/x", source="Crossref", doi="10.5555/x", volume="22", pages="1-39",
               issue="3", publisher="JMLR Inc.")  # fmt: skip
PREPRINT = work(id="2001.00001", version=2, published="2020-01-02", venue="", type="")
BIB = """% my thesis
@string{jmlr = "Journal of Things"}
@misc{lovelace2020sparse,
  title         = {Sparse Experts for Long Documents},
  author        = {Lovelace, Ada and others},
  year          = 2020,
  journal       = {arXiv preprint arXiv:2001.00001},
  eprint        = {2001.00001},
  archiveprefix = {arXiv}, % keep
}

@article{other, title = "A {B}ook  of Others", year = "1901", author={Somebody}}
"""


def checked(key: str, known: KnownWork, text: str = BIB, **changes: object) -> Checked:
    """Return what comes of an entry of the bibliography."""
    (record,) = (one for one in records(text, 1) if one.key == key)
    reference = Reference(
        title=record.title,
        authors=record.authors,
        year=record.year,
        key=key,
        line=record.line,
        source="thesis.bib",
    )
    return judge(replace(reference, **changes), known, 2026)  # type: ignore[arg-type]


def test_a_published_preprint_is_cited_as_its_publication() -> None:
    """Type, venue, year, volume, pages and DOI follow; the rest, the e-print too, stays."""
    one = checked("lovelace2020sparse", KnownWork(PREPRINT, ARTICLE), identifiers=("2001.00001",))
    text, done = fixed_text(BIB, [one])
    assert done == (one,)
    assert text == BIB.replace("@misc", "@article").replace("= 2020,", "= 2021,").replace(
        "{arXiv preprint arXiv:2001.00001}", "{Journal of Machine Learning Research}"
    ).replace(
        "{arXiv}, % keep",
        "{arXiv},\n  volume = {22},\n  number = {3},\n  pages = {1--39},\n"
        "  doi = {10.5555/x}, % keep",
    )


def test_a_conference_paper_loses_the_journal_of_the_preprint() -> None:
    """``booktitle`` takes its place, and no empty line is left."""
    paper = replace(ARTICLE, type="paper-conference", venue="Proceedings of Things")
    one = checked("lovelace2020sparse", KnownWork(PREPRINT, paper), identifiers=("2001.00001",))
    text, _ = fixed_text(BIB, [one])
    assert "@inproceedings{lovelace2020sparse,\n" in text
    assert "booktitle = {Proceedings of Things}" in text
    assert "journal" not in text
    assert "year          = 2021,\n  eprint" in text


def test_wrong_fields_are_put_right_in_their_own_signs() -> None:
    """Quotation marks stay quotation marks, and only the wrong field changes."""
    one = checked("other", KnownWork(work(title="A Book of Others", authors=("Some Body",))))
    text, done = fixed_text(BIB, [one])
    assert len(done) == 1
    assert text == BIB.replace('year = "1901"', 'year = "2021"').replace(
        "author={Somebody}", "author={Body, Some}"
    )


@pytest.mark.parametrize(
    "known",
    [
        KnownWork(work(title="Growing Tomatoes on Mars")),
        KnownWork(work(title="A Book of Others"), unknown=("doi:10.5555/typo",)),
        KnownWork(),
        KnownWork(asked=False),
    ],
)
def test_what_is_not_sure_stays(known: KnownWork) -> None:
    """Another work, an unknown identifier and what nobody knows is for the author to mend."""
    assert fixed_text(BIB, [checked("other", known)]) == (BIB, ())


def test_line_ends_and_capitals_are_kept() -> None:
    """A file of another system, or one that writes its types in capitals, stays as it is."""
    bib = BIB.replace("\n", "\r\n").replace("@misc", "@MISC")
    one = checked(
        "lovelace2020sparse", KnownWork(PREPRINT, ARTICLE), bib, identifiers=("2001.00001",)
    )
    text, _ = fixed_text(bib, [one])
    assert "@ARTICLE{" in text
    assert "\n" not in text.replace("\r\n", "")


def test_places_agree_with_records() -> None:
    """Each entry's place is found under the line that its record has, broken ones among them."""
    text = (
        BIB + "@book{open, title = {never closed\n@book(round, title = {X}, year = 1999)\n@x{,}\n"
    )
    assert [p.line for p in places(text)] == [r.line for r in records(text, 1)]
    for place in places(text):
        for each in place.fields:
            assert text[each.start :].lower().startswith(each.name)
            assert each.start < each.value <= each.end
