import csv
import io

from exporters.export_samples import a_paper, hostile_entries, plain_entries
from readlist.exporters import ExportEntry, Options, csv_format


def rows_of(entries: list[ExportEntry], options: Options | None = None) -> list[dict[str, str]]:
    """Return what a reader of CSV gets."""
    return list(csv.DictReader(io.StringIO(csv_format.render(entries, options or Options()))))


def test_the_columns_give_the_papers_back() -> None:
    """One row a paper, several values parted by a semicolon."""
    row = rows_of(plain_entries())[0]
    assert row == {
        "id": "2401.00001",
        "title": "Sparse Experts Number 1",
        "authors": "Ada Lovelace; Charles van der Babbage; Alan M. Turing",
        "year": "2024",
        "published": "2024-01-08",
        "categories": "cs.LG; cs.CL",
        "topics": "moe; scaling",
        "status": "read",
        "star": "yes",
        "added": "2026-11-01",
        "finished": "2026-11-10",
        "version": "",
        "code": "",
        "source": "",
        "key": "lovelace2024sparse",
        "url": "https://arxiv.org/abs/2401.00001",
        "also": "",
        "venue": "",
        "doi": "10.1000/a_b.7",
        "due": "",
        "bib": "",
    }


def test_no_cell_is_a_formula() -> None:
    """Whatever the text, a spreadsheet computes nothing; the text is all there."""
    entries = hostile_entries()
    for row, entry in zip(
        rows_of(entries, Options(notes=True, abstracts=True)), entries, strict=True
    ):
        assert all(not cell.startswith(tuple("=+-@\t\r＝＋－＠")) for cell in row.values())
        assert entry.plain_title in (row["title"], row["title"].removeprefix("'"))
        assert None not in row


def test_notes_keep_their_lines() -> None:
    """A cell may hold line breaks; it is quoted then."""
    entry = ExportEntry(a_paper(1, notes='first, "so"\nsecond'))
    assert rows_of([entry], Options(notes=True))[0]["notes"] == 'first, "so"\nsecond'
