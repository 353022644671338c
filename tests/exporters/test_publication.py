"""Papers that are not on arXiv are cited as what they are."""

import json
from datetime import date

import pytest

from readlist.exporters import atom, bibtex, csl_json, csv_format, ris
from readlist.exporters.entry import ExportEntry, Options
from readlist.exporters.markdown import obsidian
from readlist.exporters.publication import publication_of
from readlist.metadata import Author, Metadata
from readlist.paper import Paper


def entry(identifier: str, told: Metadata | None = None, **fields: object) -> ExportEntry:
    """Return an entry of a paper with a title, an author and a year."""
    given = {"title": "On Winds", "authors": ("Ada Archer",), "published_as": "2021-07"} | fields
    table = {"id": identifier, "title": given["title"], "authors": list(given["authors"])}  # type: ignore[call-overload]
    table |= {key: value for key, value in given.items() if key not in ("title", "authors")}
    table["published"] = table.pop("published_as")
    return ExportEntry(Paper.from_table(table), told)


def told(**fields: object) -> Metadata:
    """Return what a service says of a paper."""
    values: dict[str, object] = {
        "id": "doi:10.1000/1", "version": 0, "title": "On Winds",
        "authors": (Author("Ada Archer"),), "abstract": "", "categories": (),
        "published": "2021-07", "updated": "",
    }  # fmt: skip
    return Metadata(**(values | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "in_bibtex", "in_biblatex", "in_ris"),
    [
        ("article-journal", "article", "article", "JOUR"),
        ("paper-conference", "inproceedings", "inproceedings", "CONF"),
        ("chapter", "incollection", "incollection", "CHAP"),
        ("book", "book", "book", "BOOK"),
        ("thesis", "phdthesis", "thesis", "THES"),
        ("report", "techreport", "report", "RPRT"),
        ("webpage", "misc", "online", "ELEC"),
        ("article", "misc", "online", "UNPB"),
        ("something-else", "misc", "online", "UNPB"),
    ],
)
def test_every_format_has_its_word_for_a_type(
    kind: str, in_bibtex: str, in_biblatex: str, in_ris: str
) -> None:
    """CSL keeps its own."""
    one = entry("doi:10.1000/1", bib={"type": kind, "container-title": "Winds", "publisher": "P"})
    assert bibtex.render_bibtex([one], Options()).splitlines()[2].startswith(f"@{in_bibtex}{{")
    assert bibtex.render_biblatex([one], Options()).splitlines()[2].startswith(f"@{in_biblatex}{{")
    assert ris.render([one], Options()).startswith(f"TY  - {in_ris}\n")
    assert json.loads(csl_json.render([one], Options()))[0]["type"] == kind


def test_an_article_has_all_that_is_known() -> None:
    """Journal, volume, number, pages, publisher, DOI; months are not padded to days."""
    facts = {
        "type": "article-journal", "container-title": "Journal of Winds", "volume": "596",
        "issue": "7873", "page": "583-589", "publisher": "Breeze & Sons",
    }  # fmt: skip
    one = entry("doi:10.1000/1", bib=facts)
    assert bibtex.render_bibtex([one], Options()).splitlines()[2:] == [
        "@article{archer2021winds,",
        "  title = {On Winds},",
        "  author = {Archer, Ada},",
        "  journal = {Journal of Winds},",
        r"  publisher = {Breeze \& Sons},",
        "  volume = {596},",
        "  number = {7873},",
        "  pages = {583--589},",
        "  year = {2021},",
        "  month = jul,",
        "  doi = {10.1000/1},",
        "  url = {https://doi.org/10.1000/1},",
        "}",
    ]
    assert "  date = {2021-07}," in bibtex.render_biblatex([one], Options())
    item = json.loads(csl_json.render([one], Options()))[0]
    assert item["issued"] == {"date-parts": [[2021, 7]]}
    assert (item["volume"], item["issue"], item["page"]) == ("596", "7873", "583-589")
    assert "arXiv" not in json.dumps(item)
    lines = ris.render([one], Options()).splitlines()
    assert {"DA  - 2021/07", "SP  - 583", "EP  - 589", "VL  - 596", "IS  - 7873"} <= set(lines)
    assert "arXiv" not in "".join(lines)


def test_the_readers_facts_go_before_those_of_services() -> None:
    """What services say fills what the reader's file left out."""
    known = told(type="article-journal", venue="Nature", volume="1", pages="7", publisher="N")
    found = publication_of(entry("doi:10.1000/1", known, bib={"volume": "2"}, venue="Nature 2"))
    assert (found.type, found.container, found.volume) == ("article-journal", "Nature", "2")
    assert (found.pages, found.publisher) == ("7", "N")
    assert publication_of(entry("doi:10.1000/1", venue="Nature 2")).container == "Nature 2"


@pytest.mark.parametrize(
    ("identifier", "kind"),
    [
        ("isbn:9780262035613", "book"),
        ("url:https://example.org/a", "webpage"),
        ("local:smith2026draft", "article"),
        ("doi:10.1000/1", "article"),
        ("acl:2020.acl-main.703", "article"),
    ],
)
def test_what_is_not_known_is_not_claimed(identifier: str, kind: str) -> None:
    """Nothing is an article of a journal, or in proceedings, without one."""
    assert publication_of(entry(identifier)).type == kind


def test_papers_of_arxiv_get_their_published_doi() -> None:
    """From what else identifies them; all else stays what it was."""
    one = entry("2310.06825", also=["doi:10.1000/1"], published_as="2023-10-10")
    text = bibtex.render_bibtex([one], Options())
    assert "@misc{" in text
    assert "doi = {10.1000/1}" in text
    assert "eprint = {2310.06825}" in text
    assert one.published == date(2023, 10, 10)


def test_keys_without_an_author_are_scheme_and_letters() -> None:
    """Nothing of the address's own scheme among them."""
    keys = [
        Options().keys_of([entry(one, authors=())])[one]
        for one in ("doi:10.1000/1", "url:https://example.org/a", "local:draft")
    ]
    assert keys == ["doi1010001", "urlexampleorga", "localdraft"]


@pytest.mark.parametrize(
    ("genre", "kind"),
    [
        ("PhD thesis", "phdthesis"), ("", "phdthesis"), ("Dissertation", "phdthesis"),
        ("Master's thesis", "mastersthesis"), ("M.Sc.", "mastersthesis"),
        ("MSc thesis", "mastersthesis"), ("Diplomarbeit", "mastersthesis"),
        ("Bachelorarbeit", "mastersthesis"),
    ],
)  # fmt: skip
def test_theses_differ_by_degree(genre: str, kind: str) -> None:
    """BibTeX has two types, and the words of the degree go with them."""
    one = entry("local:draft", bib={"type": "thesis", "genre": genre, "publisher": "Uni"})
    text = bibtex.render_bibtex([one], Options())
    assert f"@{kind}{{" in text
    assert (f"type = {{{genre}}}" in text) is bool(genre)
    assert "@thesis{" in bibtex.render_biblatex([one], Options())


def test_a_report_has_its_number_and_a_book_its_isbn() -> None:
    """In every format; a journal article's number is that of its issue only."""
    report = entry("url:https://example.org/a", bib={"type": "report", "number": "TR-5"})
    book = entry("doi:10.1000/1", also=["isbn:9780262035613", "pmid:9"], bib={"type": "book"})
    article = entry("doi:10.1000/2", venue="Winds", bib={"number": "e7", "issue": "3"})
    text = bibtex.render_bibtex([report, book, article], Options())
    assert [line.strip() for line in text.splitlines() if "number" in line or "isbn" in line] == [
        "number = {TR-5},", "isbn = {9780262035613},", "number = {3},",
    ]  # fmt: skip
    items = json.loads(csl_json.render([report, book, article], Options()))
    assert (items[0]["number"], items[1]["ISBN"], items[1]["PMID"]) == (
        "TR-5",
        "9780262035613",
        "9",
    )
    assert "number" not in items[2]
    told = ris.render([report, book], Options())
    assert "IS  - TR-5\n" in told
    assert "SN  - 9780262035613\n" in told


def test_a_table_has_as_much_of_the_date_as_is_known() -> None:
    """A month is no day."""
    assert ",2021,2021-07," in csv_format.render([entry("doi:10.1000/1")], Options())


@pytest.mark.parametrize("text", ["a}b\\c", 'x{"y"'])
def test_addresses_cannot_leave_their_field(text: str) -> None:
    """Braces and backslashes of an address are encoded."""
    one = entry("local:draft", url=f"https://example.org/{text}")
    written = bibtex.render_bibtex([one], Options())
    (line,) = [line for line in written.splitlines() if "url = " in line]
    assert line.count("{") == line.count("}") == 1
    assert "\\" not in line


def test_a_feed_names_papers_by_their_page() -> None:
    """Nothing points to arXiv, no link is empty, and no date is made up."""
    entries = [entry("doi:10.1000/1"), entry("local:draft"), entry("url:https://a.org/?b=1&c=2")]
    feed = atom.render(entries, Options(today=date(2026, 11, 28)))
    assert "arxiv.org" not in feed
    assert 'href=""' not in feed
    assert "<published>" not in feed
    assert "<id>https://doi.org/10.1000/1</id>" in feed
    assert "<id>https://a.org/?b=1&amp;c=2</id>" in feed
    assert feed.count("<id>urn:uuid:") == 2


def test_notes_of_any_paper_have_names_of_their_own() -> None:
    """Also where case is ignored; what the paper is stands in the note's head."""
    entries = [
        entry("doi:10.1000/1", venue="Winds 5"),
        entry("openreview:aBcD"),
        entry("openreview:abCD"),
        entry("local:draft"),
    ]
    notes = obsidian.render(entries, Options(), {})
    assert len({name.casefold() for name in notes}) == 5
    (name,) = [name for name in notes if name.startswith("doi_10.1000_1 ")]
    head = notes[name].split("---")[1].strip().splitlines()
    for line in (
        'id: "doi:10.1000/1"', 'doi: "10.1000/1"', 'venue: "Winds 5"', "year: 2021",
        'published: "2021-07"', 'url: "https://doi.org/10.1000/1"',
    ):  # fmt: skip
        assert line in head
    assert "arxiv" not in notes[name].casefold()
    mine = notes[name].replace("---\ntitle", "---\nmood: good\ntitle", 1)
    again = obsidian.render(entries, Options(), {name: mine})
    assert again[name].count("venue: ") == 1
    assert "mood: good" in again[name]
