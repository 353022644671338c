import rispy  # type: ignore[import-untyped]  # it publishes no types

from exporters.export_samples import a_paper, hostile_entries, plain_entries
from readlist.exporters import ExportEntry, Options, ris
from readlist.tex import readable


def test_rispy_gives_the_papers_back() -> None:
    """Identifiers, titles, authors and years are there, for hostile papers too."""
    for entries in ([], plain_entries(), hostile_entries()):
        records = rispy.loads(ris.render(entries, Options(notes=True, abstracts=True)))
        assert len(records) == len(entries)
        for record, entry in zip(records, entries, strict=True):
            assert record["accession_number"] == f"arXiv:{entry.id}"
            assert record["title"] == readable(entry.title)
            assert len(record["authors"]) == len(entry.authors)
            assert record["year"] in ("2024", "2025")
            assert record["urls"] == [entry.paper.url]


def test_a_record_in_full() -> None:
    """An e-print is an unpublished work of arXiv."""
    entry = ExportEntry(a_paper(1, version=2, notes="first\nsecond"))
    assert ris.render([entry], Options(notes=True)) == (
        "TY  - UNPB\n"
        "ID  - lovelace2024sparse\n"
        "TI  - Sparse Experts Number 1\n"
        "AU  - Lovelace, Ada\n"
        "AU  - van der Babbage, Charles\n"
        "AU  - Turing, Alan M.\n"
        "PY  - 2024\n"
        "DA  - 2024/01/08\n"
        "PB  - arXiv\n"
        "DO  - 10.48550/arXiv.2401.00001\n"
        "AN  - arXiv:2401.00001\n"
        "UR  - https://arxiv.org/abs/2401.00001v2\n"
        "L1  - https://arxiv.org/pdf/2401.00001v2\n"
        "ET  - v2\n"
        "KW  - moe\n"
        "KW  - scaling\n"
        "N1  - first\n"
        "N1  - second\n"
        "DB  - arXiv\n"
        "DP  - readlist\n"
        "ER  - \n"
    )


def test_a_published_paper_names_its_journal() -> None:
    """It is a journal article with the publisher's DOI."""
    (record,) = rispy.loads(ris.render(plain_entries()[:1], Options()))
    assert record["type_of_reference"] == "JOUR"
    assert record["secondary_title"] == "J. Test 12 (2025) 34-56"
    assert record["doi"] == "10.1000/a_b.7"
    assert record["year"] == "2025"
