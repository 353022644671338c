"""Eight papers of mixed kinds, and junk, written in every format that import reads."""

import io
import json
import zipfile
from collections.abc import Callable, Iterable
from typing import NamedTuple
from xml.sax.saxutils import escape

ARXIV = "https://arxiv.org/abs/"


class Row(NamedTuple):
    """A paper as somebody writes it down."""

    title: str
    id: str
    """As the list spells it; empty where nothing but the title is known."""
    url: str = ""
    doi: str = ""
    isbn: str = ""
    author: str = "Archer, Ada"
    year: str = "2023"


PAPERS = (
    Row("Counting Small Graphs Twice", "2310.11111", f"{ARXIV}2310.11111"),
    Row("Another Look at Large Trees", "hep-th/9901001", f"{ARXIV}hep-th/9901001"),
    Row("Folding Leaves Early in Spring", "doi:10.1000/leaf.1", doi="10.1000/leaf.1"),
    Row("Winds over Wide and Empty Fields", "openreview:rygGQyrFvH",
        "https://openreview.net/forum?id=rygGQyrFvH"),
    Row("Words that Grow on Trees", "acl:2020.acl-main.703",
        "https://aclanthology.org/2020.acl-main.703"),
    Row("Rivers of Ink and Paper", "url:https://jmlr.org/papers/v12/rivers11a.html",
        "https://jmlr.org/papers/v12/rivers11a.html"),
    Row("A Book of Bark and Moss", "isbn:9780262035613", isbn="9780262035613"),
    Row("A Draft on Drift and Delay", "", author="Bow, Bo", year="2026"),
)  # fmt: skip
BROKEN = Row("Broken Numbers in Long Lists", "", f"{ARXIV}2399.11111")
"""Its identifier cannot be: there is no month 99."""
NAMELESS = Row("", "", author="Cole, Cy", year="2024")
EMPTY = Row("", "", author="", year="")
EVERYTHING = (*PAPERS[:4], EMPTY, NAMELESS, BROKEN, PAPERS[0], *PAPERS[4:])
"""With an empty record, one without a title, one that is broken, and one twice."""


def given_first(name: str) -> str:
    """Return a name as references have it: Ada Archer."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma else name


def tagged(row: Row, **tags: str) -> str:
    """Return the lines of a record, a tag each, without those that say nothing.

    Args:
        row: A paper.
        tags: The beginnings of lines by the names of the row's fields.
    """
    said = row._asdict()
    return "".join(f"{tag}{said[name]}\n" for name, tag in tags.items() if said[name])


def bibtex(rows: Iterable[Row]) -> str:
    """Return BibTeX."""
    entries = []
    for number, row in enumerate(rows):
        kind = "book" if row.isbn else "article" if row.doi else "inproceedings"
        lines = [f"  {name} = {{{value}}}," for name, value in row._asdict().items()
                 if value and name != "id"]  # fmt: skip
        entries.append(f"@{kind}{{key{number},\n" + "\n".join(lines) + "\n}\n")
    return "\n".join(entries)


def ris(rows: Iterable[Row]) -> str:
    """Return RIS."""
    return "\n".join(
        f"TY  - {'BOOK' if row.isbn else 'JOUR'}\n"
        + tagged(row, title="TI  - ", author="AU  - ", year="PY  - ", url="UR  - ", doi="DO  - ",
                 isbn="SN  - ") + "ER  - \n" for row in rows)  # fmt: skip


def endnote(rows: Iterable[Row]) -> str:
    """Return EndNote's tagged format."""
    return "\n".join(
        f"%0 {'Book' if row.isbn else 'Journal Article'}\n"
        + tagged(row, title="%T ", author="%A ", year="%D ", url="%U ", doi="%R ", isbn="%@ ")
        for row in rows)  # fmt: skip


def nbib(rows: Iterable[Row]) -> str:
    """Return PubMed's tagged format."""
    return "\n".join(
        "OWN - NLM\n"
        + tagged(row, title="TI  - ", author="FAU - ", year="DP  - ", url="LID - ", doi="AID - ",
                 isbn="ISBN- ") for row in rows)  # fmt: skip


def web_of_science(rows: Iterable[Row]) -> str:
    """Return what Web of Science exports."""
    body = "\n".join(
        f"PT {'B' if row.isbn else 'J'}\n"
        + tagged(row, title="TI ", author="AF ", year="PY ", url="UR ", doi="DI ", isbn="BN ")
        + "ER\n" for row in rows)  # fmt: skip
    return f"FN Clarivate Analytics Web of Science\nVR 1.0\n{body}\nEF\n"


def ovid(rows: Iterable[Row]) -> str:
    """Return what Ovid exports."""
    return "\n".join(
        f"<{number}. >\nVN  - Ovid Technologies\n"
        + tagged(row, title="TI  - ", author="AU  - ", year="YR  - ", url="UR  - ", doi="DI  - ",
                 isbn="IB  - ") for number, row in enumerate(rows, 1))  # fmt: skip


def csl(rows: Iterable[Row]) -> list[dict[str, object]]:
    """Return CSL's objects."""
    found: list[dict[str, object]] = []
    for number, row in enumerate(rows):
        family, _, given = row.author.partition(", ")
        every = {
            "id": f"key{number}", "type": "book" if row.isbn else "article-journal",
            "title": row.title, "URL": row.url, "DOI": row.doi, "ISBN": row.isbn,
            "author": [{"family": family, "given": given}] if family else [],
            "issued": {"date-parts": [[int(row.year)]]} if row.year else {},
        }  # fmt: skip
        found.append({name: value for name, value in every.items() if value})
    return found


def yaml(rows: Iterable[Row]) -> str:
    """Return YAML: a list of mappings."""
    lines = ["references:"]
    for number, row in enumerate(rows):
        lines.append(f"- id: key{number}")
        lines += [f"  {name}: '{value}'" for name, value in row._asdict().items()
                  if value and name != "id"]  # fmt: skip
        lines.append("  type: book" if row.isbn else "  type: article-journal")
    return "\n".join(lines) + "\n"


def xml(rows: Iterable[Row], template: Callable[[Row], str], root: str, head: str = "") -> str:
    """Return XML, a record a line."""
    body = "\n".join(template(Row(*map(escape, row))) for row in rows)
    declared = '<?xml version="1.0" encoding="UTF-8"?>'
    return f"{declared}\n<{root}{head}>\n{body}\n</{root}>\n"


def element(name: str, value: str, attributes: str = "") -> str:
    """Return an element, or nothing where it would be empty."""
    return f"<{name}{attributes}>{value}</{name}>" if value else ""


def endnote_xml(row: Row) -> str:
    """Return a record of EndNote's XML."""
    e = element
    kind = "Book" if row.isbn else "Journal Article"
    return (
        f'<record><rec-number>1</rec-number><ref-type name="{kind}">1</ref-type>'
        + e("contributors", e("authors", e("author", row.author)))
        + e("titles", e("title", row.title)) + e("dates", e("year", row.year))
        + e("electronic-resource-num", row.doi) + e("isbn", row.isbn)
        + e("urls", e("related-urls", e("url", row.url))) + "</record>"
    )  # fmt: skip


def pubmed_xml(row: Row) -> str:
    """Return an article of PubMed's XML."""
    family, _, given = row.author.partition(", ")
    e = element
    ids = e("ArticleId", row.url, ' IdType="url"') + e("ArticleId", row.doi, ' IdType="doi"')
    author = e("Author", e("LastName", family) + e("ForeName", given))
    return (
        "<PubmedArticle><MedlineCitation><Article><Journal><JournalIssue>"
        + e("PubDate", e("Year", row.year)) + "</JournalIssue></Journal>"
        + e("ArticleTitle", row.title) + e("AuthorList", author) + "</Article></MedlineCitation>"
        + e("PubmedData", e("ArticleIdList", ids)) + "</PubmedArticle>"
    )  # fmt: skip


def zotero_rdf(row: Row) -> str:
    """Return an item of Zotero's RDF."""
    family, _, given = row.author.partition(", ")
    e = element
    person = e("foaf:Person", e("foaf:surname", family) + e("foaf:givenName", given))
    return (
        f'<bib:{"Book" if row.isbn else "Article"} rdf:about="{row.url or "#item"}">'
        + e("z:itemType", "book" if row.isbn else "journalArticle")
        + e("bib:authors", e("rdf:Seq", e("rdf:li", person))) + e("dc:title", row.title)
        + e("dc:date", row.year)
        + e("dc:identifier", f"DOI {row.doi}" if row.doi else f"ISBN {row.isbn}" * bool(row.isbn))
        + f'</bib:{"Book" if row.isbn else "Article"}>'
    )  # fmt: skip


def mods(row: Row) -> str:
    """Return a record of MODS."""
    e = element
    return (
        "<mods>" + e("titleInfo", e("title", row.title))
        + e("name", e("namePart", row.author)) + e("originInfo", e("dateIssued", row.year))
        + ("<genre>book</genre>" if row.isbn else "")
        + e("identifier", row.doi, ' type="doi"') + e("identifier", row.isbn, ' type="isbn"')
        + e("location", e("url", row.url)) + "</mods>"
    )  # fmt: skip


def marcxml(row: Row) -> str:
    """Return a record of MARCXML."""

    def field(tag: str, code: str, value: str) -> str:
        inner = element("subfield", value, f' code="{code}"')
        return element("datafield", inner, f' tag="{tag}" ind1=" " ind2=" "')

    return (
        "<record><leader>00000</leader>" + field("020", "a", row.isbn) + field("024", "a", row.doi)
        + field("100", "a", row.author) + field("245", "a", row.title)
        + field("264", "c", row.year) + field("856", "u", row.url)
        + field("999", "z", "shelf 3") + "</record>"
    )  # fmt: skip


def jats(row: Row) -> str:
    """Return a reference of JATS."""
    family, _, given = row.author.partition(", ")
    e = element
    name = e("name", e("surname", family) + e("given-names", given))
    title = "source" if row.isbn else "article-title"
    return (
        f'<ref id="r"><element-citation publication-type="{"book" if row.isbn else "journal"}">'
        + e("person-group", name) + e("year", row.year) + e(title, row.title)
        + e("pub-id", row.doi, ' pub-id-type="doi"') + e("pub-id", row.isbn, ' pub-id-type="isbn"')
        + (f'<ext-link xlink:href="{row.url}">{row.url}</ext-link>' if row.url else "")
        + "</element-citation></ref>"
    )  # fmt: skip


def tei(row: Row) -> str:
    """Return a reference of TEI."""
    family, _, given = row.author.partition(", ")
    e = element
    name = e("author", e("persName", e("forename", given) + e("surname", family)))
    year = f'<imprint><date when="{row.year}"/></imprint>' if row.year else ""
    title, ids = e("title", row.title), e("idno", row.doi, ' type="DOI"')
    link = f'<ptr target="{row.url}"/>' if row.url else ""
    if row.isbn:
        ids = e("idno", row.isbn, ' type="ISBN"')
        return f"<biblStruct><monogr>{title}{name}{ids}{year}</monogr></biblStruct>"
    return (
        f"<biblStruct><analytic>{title}{name}{ids}{link}</analytic><monogr>{year}</monogr>"
        "</biblStruct>"
    )


def feed(row: Row) -> str:
    """Return an entry of a feed."""
    link = row.url or (f"https://doi.org/{row.doi}" if row.doi else "")
    link = link or (f"https://openlibrary.org/isbn/{row.isbn}" if row.isbn else "")
    e = element
    author = e("author", e("name", row.author))
    href = f'<link href="{link}"/>' if link else ""
    return f"<entry>{e('title', row.title)}{href}{author}{e('published', row.year)}</entry>"


def other_xml(row: Row) -> str:
    """Return a record of an XML that nobody defined."""
    told = "".join(
        element(name, value) for name, value in row._asdict().items() if name != "id" and value
    )
    return f"<paper>{told}</paper>"


def table(rows: Iterable[Row]) -> list[list[str]]:
    """Return the rows of a spreadsheet, headings first."""
    heads = ["Title", "Author", "Year", "Url", "DOI", "ISBN"]
    return [heads] + [[r.title, r.author, r.year, r.url, r.doi, r.isbn] for r in rows]


def csv(rows: Iterable[Row]) -> str:
    """Return a spreadsheet's text."""
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in table(rows)) + "\n"


def reference(row: Row) -> str:
    """Return a reference in words."""
    where = row.url or (f"https://doi.org/{row.doi}" if row.doi else "")
    where = where or (f"ISBN {row.isbn}" if row.isbn else "")
    return f"{given_first(row.author)} ({row.year}). {row.title}. {where}".strip()


def packed(members: dict[str, str]) -> bytes:
    """Return an archive of texts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def sheet(rows: Iterable[Row]) -> bytes:
    """Return an Excel file."""
    lines = "".join(
        f'<row r="{n}">'
        + "".join(f'<c t="inlineStr"><is><t>{escape(x)}</t></is></c>' for x in cells)
        + "</row>"
        for n, cells in enumerate(table(rows), 1)
    )
    relation = '<Relationships><Relationship Id="r1" Target="worksheets/a.xml"/></Relationships>'
    return packed(
        {
            "xl/workbook.xml": '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument'
            '/2006/relationships"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relation,
            "xl/worksheets/a.xml": f"<worksheet><sheetData>{lines}</sheetData></worksheet>",
        }
    )


def opendocument(kind: str, body: str) -> bytes:
    """Return an OpenDocument file."""
    content = (
        '<o:document-content xmlns:o="o" xmlns:text="t" xmlns:table="b" xmlns:xlink="x"><o:body>'
        f"<o:{kind}>{body}</o:{kind}></o:body></o:document-content>"
    )
    declared = f"application/vnd.oasis.opendocument.{kind}"
    return packed({"mimetype": declared, "content.xml": content})


def cells(rows: Iterable[Row]) -> bytes:
    """Return a sheet of OpenDocument."""
    lines = "".join(
        "<table:table-row>" + "".join(
            f"<table:table-cell><text:p>{escape(x)}</text:p></table:table-cell>" for x in one)
        + "</table:table-row>" for one in table(rows))  # fmt: skip
    return opendocument("spreadsheet", f"<table:table>{lines}</table:table>")


RECORDS: dict[str, tuple[str, Callable[[Iterable[Row]], str | bytes]]] = {
    "bibtex": ("a.bib", bibtex),
    "ris": ("a.ris", ris),
    "endnote": ("a.enw", endnote),
    "nbib": ("a.nbib", nbib),
    "web-of-science": ("a.txt", web_of_science),
    "ovid": ("a.txt", ovid),
    "json": ("a.json", lambda rows: json.dumps(csl(rows), indent=1)),
    "yaml": ("a.yaml", yaml),
    "endnote-xml": ("a.xml", lambda rows: xml(rows, endnote_xml, "records")),
    "pubmed-xml": ("a.xml", lambda rows: xml(rows, pubmed_xml, "PubmedArticleSet")),
    "zotero-rdf": ("a.rdf", lambda rows: xml(
        rows, zotero_rdf, "rdf:RDF",
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="z" xmlns:bib="b"'
        ' xmlns:dc="d" xmlns:foaf="f"')),
    "mods": ("a.xml", lambda rows: xml(rows, mods, "modsCollection")),
    "marcxml": ("a.xml", lambda rows: xml(
        rows, marcxml, "collection", ' xmlns="http://www.loc.gov/MARC21/slim"')),
    "jats": ("a.xml", lambda rows: xml(
        rows, jats, "article", ' xmlns:xlink="x"').replace(
            'xmlns:xlink="x">', 'xmlns:xlink="x"><front/><back><ref-list>').replace(
            "</article>\n", "</ref-list></back></article>\n")),
    "tei": ("a.tei", lambda rows: xml(rows, tei, "TEI").replace("<TEI>", "<TEI><listBibl>").replace(
        "</TEI>", "</listBibl></TEI>")),
    "feed": ("a.atom", lambda rows: xml(rows, feed, "feed")),
    "xml": ("a.xml", lambda rows: xml(rows, other_xml, "papers")),
    "csv": ("a.csv", csv),
    "xlsx": ("a.xlsx", sheet),
    "ods": ("a.ods", cells),
}  # fmt: skip
"""Formats of records: what is written there is told apart by the format."""
