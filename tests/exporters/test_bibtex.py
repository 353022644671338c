import re
from datetime import date

import pytest
from bibtexparser.entrypoint import parse_string as parse_bibtex
from bibtexparser.middlewares import LatexDecodingMiddleware
from pybtex.database import (  # type: ignore[import-untyped]  # it publishes no types
    BibliographyData,
    parse_string,
)

from exporters.export_samples import a_paper, hostile_entries, plain_entries, what_arxiv_said
from readlist.author_name import split_name
from readlist.exporters import ExportEntry, Options, bibtex
from readlist.tex import to_text

RENDERERS = pytest.mark.parametrize("render", [bibtex.render_bibtex, bibtex.render_biblatex])


def read_by_pybtex(text: str) -> BibliographyData:
    """Return what pybtex reads; it raises on anything that is no BibTeX."""
    return parse_string(text, "bibtex")


def read_by_bibtexparser(text: str) -> dict[str, dict[str, str]]:
    """Return key -> fields with LaTeX decoded."""
    library = parse_bibtex(text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    return {
        entry.key: {field.key: str(field.value) for field in entry.fields}
        for entry in library.entries
    }


def bare(text: str) -> str:
    """Return the text without braces and spacing, which protect capitals."""
    return re.sub(r"[{}\s]", "", text)


def test_an_eprint_is_named_in_both_ways() -> None:
    """Zotero reads one family of fields, BibTeX styles the other."""
    entry = ExportEntry(a_paper(1, version=2))
    assert bibtex.render_bibtex([entry], Options()) == (
        "% written by readlist; edit the list, not this file\n"
        "\n"
        "@misc{lovelace2024sparse,\n"
        "  title = {Sparse Experts Number 1},\n"
        "  author = {Lovelace, Ada and van der Babbage, Charles and Turing, Alan M.},\n"
        "  year = {2024},\n"
        "  month = jan,\n"
        "  eprint = {2401.00001},\n"
        "  eprinttype = {arxiv},\n"
        "  archivePrefix = {arXiv},\n"
        "  eprintclass = {cs.LG},\n"
        "  primaryClass = {cs.LG},\n"
        "  version = {2},\n"
        "  url = {https://arxiv.org/abs/2401.00001v2},\n"
        "  keywords = {moe, scaling},\n"
        "}\n"
    )


def test_biblatex_has_its_own_types_and_dates() -> None:
    """An e-print is ``@online`` with a whole date."""
    text = bibtex.render_biblatex([ExportEntry(a_paper(1))], Options())
    assert "@online{lovelace2024sparse," in text
    assert "  date = {2024-01-08},\n" in text
    assert "month" not in text


def test_a_published_paper_is_an_article_of_its_journal() -> None:
    """Journal reference, DOI and the journal's year come from arXiv; the month would lie."""
    entry = plain_entries()[0]
    text = bibtex.render_bibtex([entry], Options())
    assert text.count("@article{") == 1
    assert (
        "  journal = {J. Test 12 (2025) 34-56},\n  year = {2025},\n  doi = {10.1000/a_b.7},\n"
        in text
    )
    assert "month" not in text
    latex = bibtex.render_biblatex([entry], Options())
    assert "  journaltitle = {J. Test 12 (2025) 34-56},\n  date = {2025},\n" in latex


@RENDERERS
@pytest.mark.parametrize("entries", [plain_entries(), hostile_entries()], ids=["plain", "hostile"])
def test_pybtex_gives_the_papers_back(render: object, entries: list[ExportEntry]) -> None:
    """Identifiers, years and the number of authors come back, for every key."""
    assert callable(render)
    options = Options(notes=True, abstracts=True)
    keys = options.keys_of(entries)
    data = read_by_pybtex(render(entries, options))
    assert list(data.entries) == [keys[entry.paper.id] for entry in entries]
    for entry, found in zip(entries, data.entries.values(), strict=True):
        assert found.fields["eprint"] == entry.id
        assert found.fields["eprinttype"] == "arxiv"
        # biber warns of what BibLaTeX's data model does not know.
        assert ("archiveprefix" in found.fields) == (render is bibtex.render_bibtex)
        assert len(found.persons["author"]) == len(entry.authors)


@RENDERERS
def test_bibtexparser_gives_titles_authors_and_years_back(render: object) -> None:
    """Decoded, the fields are what the list says."""
    assert callable(render)
    entries = plain_entries()
    options = Options()
    found = read_by_bibtexparser(render(entries, options))
    for key, entry in zip(found, entries, strict=True):
        fields = found[key]
        assert bare(fields["title"]) == bare(entry.title)
        names = [split_name(name) for name in fields["author"].split(" and ")]
        assert names == [split_name(name) for name in entry.authors]
        assert (fields.get("year") or fields["date"])[:4] in {"2024", "2025"}
        assert fields["eprint"] == entry.id


def test_hostile_titles_come_back_as_text() -> None:
    """No title ends its field, is a command, or loses a character on the way."""
    entries = [
        entry
        for entry in hostile_entries()
        # TeX's own ligatures and formulas are read as such; the words around them are not.
        if not re.search(r"[$`'\"]|--|<!|[\\^~]", entry.title)
    ]
    assert len(entries) > 15
    text = bibtex.render_bibtex(entries, Options())
    # pylatexenc, which bibtexparser decodes with, does not know these; LaTeX does.
    for command, known in (("braceleft", ""), ("braceright", ""), ("bar", "|")):
        text = text.replace(rf"\text{command}{{}}", known)
    for command, known in (("less", "<"), ("greater", ">")):
        text = text.replace(rf"\text{command}{{}}", known)
    found = read_by_bibtexparser(text)
    for fields, entry in zip(found.values(), entries, strict=True):
        assert bare(fields["title"]) == bare(to_text(entry.title))


def test_groups_and_odd_names_are_not_taken_apart() -> None:
    """A collaboration is one author; a name with a comma has no more parts than BibTeX knows."""
    names = ("The LHCb Collaboration", "A and B", "DeepSeek-AI", "X, Y, Z, W", "王小明", "50% Co")
    text = bibtex.render_bibtex([ExportEntry(a_paper(1, authors=names))], Options())
    assert (
        "  author = {{The LHCb Collaboration} and {A and B} and {DeepSeek-AI} and X, Y Z W"
        r" and 王小明 and Co, 50\%},"
    ) in text
    (found,) = read_by_pybtex(text).entries.values()
    assert len(found.persons["author"]) == len(names)


def test_a_doi_or_a_year_that_makes_no_sense_is_left_out() -> None:
    """Only a DOI that begins like one counts, and no year before the first version."""
    paper = a_paper(1)
    said = what_arxiv_said(paper, doi="see text", journal_ref="Proc. 1999, p. 2023")
    text = bibtex.render_bibtex([ExportEntry(paper, said)], Options())
    assert "doi" not in text
    assert "  year = {2024},\n" in text


def test_a_filtered_export_keeps_the_keys_of_the_list() -> None:
    """Keys that are given for the whole list are used, others made beside them."""
    entries = [ExportEntry(a_paper(number)) for number in (1, 2, 3)]
    keys = Options().keys_of(entries)
    alone = bibtex.render_bibtex(entries[1:2], Options(keys=keys))
    assert "@misc{lovelace2024sparse-240100002," in alone
    mixed = Options(keys={"2401.00001": "lovelace2024sparse"}).keys_of(entries)
    assert mixed["2401.00003"] == "lovelace2024sparse-240100003"


def test_a_paper_listed_twice_is_written_once() -> None:
    """Two entries of one identifier would clash in LaTeX; the first counts."""
    entries = [ExportEntry(a_paper(1)), ExportEntry(a_paper(1, title="Another Title"))]
    text = bibtex.render_bibtex(entries, Options())
    assert text.count("@misc") == 1
    assert "Sparse" in text


def test_bare_entries_are_still_citable() -> None:
    """A paper of which only the identifier is known has a key, a title and an address."""
    text = bibtex.render_bibtex(
        [ExportEntry(a_paper(1, title="", authors=(), published=None))], Options()
    )
    assert "@misc{arxiv240100001,\n  title = {{arXiv}:2401.00001},\n  eprint =" in text
    old = bibtex.render_bibtex([ExportEntry(a_paper(1, published=date(1999, 1, 1)))], Options())
    assert "month = jan" in old
