"""What holds for every format of the registry.

The documents are files in ``tests/data/formats`` where there is one, or made here; any other format
is written by its writer in `silence_kit` or `silence_prose`.
"""

import contextlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from readlist.documents import read
from readlist.documents.format import DocumentFormat
from readlist.documents.formats import FORMATS, overview
from readlist.errors import ReadlistError
from readlist.mentions import find
from support.document_kit import docx, paragraph, pdf, run
from support.silence_kit import PAPERS, RECORDS
from support.silence_prose import LISTS

SAMPLES = Path(__file__).parents[1] / "data" / "formats"
ONE, OTHER = "https://arxiv.org/abs/2310.11111", "https://arxiv.org/abs/hep-th/9901001"
TITLES = {
    "2310.11111": "Counting Small Graphs Twice",
    "hep-th/9901001": "Another Look at Large Trees",
}
TEXTS = {
    "digest": "digest.txt", "chat": "chat.txt", "endnote-xml": "endnote.xml",
    "pubmed-xml": "pubmed.xml", "jats": "jats.xml", "tei": "tei.xml", "xml": "other.xml",
    "mods": "mods.xml", "marcxml": "marc.xml", "web-of-science": "wos.txt", "ovid": "ovid.txt",
    "mail": "sample.mbox", "feed": "sample.atom",
}  # fmt: skip
"""The samples that are not called ``sample`` with the format's first ending."""
TELLING = frozenset(one.name for one in FORMATS if getattr(one, "sure", None)) - {"yaml"}
"""Formats that are known by their content, whatever the file is called; YAML by some of it."""
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(members: dict[str, str]) -> bytes:
    """Return an archive of texts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def relations(*targets: str) -> str:
    """Return the relations of a part of an Office document."""
    each = "".join(f'<Relationship Id="r{n}" Target="{x}"/>' for n, x in enumerate(targets, 1))
    return f"<Relationships>{each}</Relationships>"


def xlsx() -> bytes:
    """Return a sheet with headings, a link in a cell and one in a formula."""
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Title</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>Link</t></is></c></row>'
        '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><t>arXiv</t></is></c>'
        '</row><row r="3"><c r="A3" t="s"><v>1</v></c>'
        f'<c r="C3"><f>HYPERLINK("{OTHER}","paper")</f><v>paper</v></c></row>'
    )
    texts = "".join(f"<si><t>{title}</t></si>" for title in TITLES.values())
    return packed(
        {
            "xl/workbook.xml": f'<workbook xmlns:r="{R}"><sheets><sheet name="A" r:id="r1"/>'
            "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": relations("worksheets/sheet1.xml"),
            "xl/sharedStrings.xml": f"<sst>{texts}</sst>",
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns:r="{R}"><sheetData>{rows}</sheetData>'
            '<hyperlinks><hyperlink ref="B2" r:id="r1"/></hyperlinks></worksheet>',
            "xl/worksheets/_rels/sheet1.xml.rels": relations(ONE),
        }
    )


def pptx() -> bytes:
    """Return a slide with a title, a linked entry and a table."""
    linked = f'<a:r><a:rPr><a:hlinkClick r:id="r1"/></a:rPr><a:t>{TITLES["2310.11111"]}</a:t></a:r>'
    cells = (TITLES["hep-th/9901001"], OTHER)
    row = "".join(f"<a:tc><a:p><a:r><a:t>{x}</a:t></a:r></a:p></a:tc>" for x in cells)
    slide = (
        f'<p:sld xmlns:p="p" xmlns:a="a" xmlns:r="{R}"><p:sp><p:nvSpPr><p:nvPr><p:ph type="title"/>'
        "</p:nvPr></p:nvSpPr><a:p><a:r><a:t>Graphs</a:t></a:r></a:p></p:sp>"
        f"<p:sp><a:p>{linked}</a:p></p:sp><a:tbl><a:tr>{row}</a:tr></a:tbl></p:sld>"
    )
    return packed(
        {
            "ppt/presentation.xml": f'<p:presentation xmlns:p="p" xmlns:r="{R}"><p:sldIdLst>'
            '<p:sldId id="1" r:id="r1"/></p:sldIdLst></p:presentation>',
            "ppt/_rels/presentation.xml.rels": relations("slides/slide1.xml"),
            "ppt/slides/slide1.xml": slide,
            "ppt/slides/_rels/slide1.xml.rels": relations(ONE),
        }
    )


def opendocument(kind: str) -> bytes:
    """Return an OpenDocument file: a text, a sheet or slides."""
    links = [f'<text:a xlink:href="{url}">{title}</text:a>'
             for url, title in zip((ONE, OTHER), TITLES.values(), strict=True)]  # fmt: skip
    bodies = {
        "text": '<text:h text:outline-level="1">Graphs</text:h>'
        + "".join(f"<text:list><text:list-item><text:p>{x}</text:p></text:list-item></text:list>"
                  for x in links),
        "spreadsheet": "<table:table>" + "".join(
            f"<table:table-row><table:table-cell><text:p>{x}</text:p></table:table-cell>"
            "</table:table-row>" for x in links) + "</table:table>",
        "presentation": "".join(f"<text:p>{x}</text:p>" for x in links),
    }  # fmt: skip
    content = (
        '<o:document-content xmlns:o="o" xmlns:text="t" xmlns:table="b" xmlns:xlink="x"><o:body>'
        f"<o:{kind}>{bodies[kind]}</o:{kind}></o:body></o:document-content>"
    )
    declared = f"application/vnd.oasis.opendocument.{kind}"
    return packed({"mimetype": declared, "content.xml": content})


def epub() -> bytes:
    """Return a book of one chapter."""
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="E/c.opf"/>'
            "</rootfiles></container>",
            "E/c.opf": '<package><manifest><item id="a" href="a%20b.xhtml"/></manifest><spine>'
            '<itemref idref="a"/></spine></package>',
            "E/a b.xhtml": (SAMPLES / "sample.html").read_text("utf-8"),
        }
    )


def word() -> bytes:
    """Return a Word document."""
    rows = zip(TITLES.values(), (ONE, OTHER), strict=True)
    return docx("".join(paragraph(run(f"{title}, {url}"), item=True) for title, url in rows))


def portable() -> bytes:
    """Return a PDF with two references."""
    rows = zip(TITLES.values(), TITLES, strict=True)
    return pdf([f"[{n}] A. Author. {title}. arXiv:{name}"
                for n, (title, name) in enumerate(rows, 1)])  # fmt: skip


MADE: dict[str, Callable[[], bytes]] = {
    "pdf": portable, "docx": word, "xlsx": xlsx, "pptx": pptx, "epub": epub,
    "odt": lambda: opendocument("text"), "ods": lambda: opendocument("spreadsheet"),
    "odp": lambda: opendocument("presentation"),
}  # fmt: skip


def sample(one: DocumentFormat) -> tuple[bytes, str]:
    """Return a document of the format, and its name."""
    if one.name in MADE:
        return MADE[one.name](), f"sample.{one.endings[0]}"
    name = TEXTS.get(one.name) or f"sample.{(*one.endings, one.name)[0]}"
    if (SAMPLES / name).exists():
        return (SAMPLES / name).read_bytes(), name
    name, write = (RECORDS | LISTS)[one.name]
    written = write(PAPERS[: len(TITLES)])
    return written if isinstance(written, bytes) else written.encode(), name


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.name)
def test_both_papers_are_found_with_their_titles(one: DocumentFormat) -> None:
    """The format is told, both titles are whole, and what an abstract mentions is no paper."""
    data, name = sample(one)
    document = read(data, name)
    assert document.kind == one.name
    found = {entry.arxiv_id: entry.title for entry in find(document).entries}
    assert found == TITLES


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.name)
def test_a_telling_content_needs_no_name(one: DocumentFormat) -> None:
    """Archives and formats with a telling beginning are known under any name."""
    data, _ = sample(one)
    if one.name in MADE or one.name in TELLING:
        assert read(data, "download").kind == one.name
        assert read(data, "saved.txt").kind == one.name
    else:
        assert find(read(data, "download")).entries


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.name)
def test_a_cut_document_ends_in_a_line(one: DocumentFormat) -> None:
    """A document that was cut anywhere is read as far as it goes, or refused in one line."""
    data, name = sample(one)
    if one.name == "pdf":
        pytest.skip("read in a process of its own, which takes its time")
    for end in range(0, len(data), max(len(data) // 40, 1)):
        with contextlib.suppress(ReadlistError):
            find(read(data[:end], name))


@pytest.mark.parametrize("one", [x for x in FORMATS if x.packed], ids=lambda one: one.name)
def test_a_bomb_is_refused(one: DocumentFormat) -> None:
    """A member that unpacks to far more than text does is not unpacked."""
    data, name = sample(one)
    members: dict[str, str] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for inner in archive.namelist():
            text = archive.read(inner).decode()
            bomb = " " * 3_000_000 if inner.endswith((".xml", ".opf")) else ""
            members[inner] = text + bomb
    with pytest.raises(ReadlistError, match=r"unpacks to far too much|too big"):
        read(packed(members), name)


def test_the_page_of_formats_is_made_from_the_registry() -> None:
    """docs/formats.md names every format with its endings."""
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
    assert overview() in page, "python docs/make_reference.py"


def test_names_and_endings_are_given_once() -> None:
    """No ending leads to two formats, and every format has words for people."""
    endings = [ending for one in FORMATS for ending in one.endings]
    assert len(endings) == len(set(endings))
    assert len({one.name for one in FORMATS}) == len(FORMATS)
    assert all(one.label and ":" not in one.label for one in FORMATS)


@pytest.mark.parametrize(
    ("data", "name", "what", "remedy"),
    [
        (packed({"Index/Document.iwa": "x"}), "a.pages", "iWork", "PDF"),
        (packed({"a.txt": "x"}), "a.zip", "zip archive", "unpack"),
        (packed({"xl/workbook.bin": "x"}), "a.xlsb", "Excel", "CSV"),
        (b"SQLite format 3\0" + bytes(100), "zotero.sqlite", "database", "BibTeX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "a.doc", "Office", ".docx"),
        (b"%!PS-Adobe", "a.ps", "PostScript", "PDF"),
        (b"book", "a.mobi", "Kindle", "EPUB"),
    ],
)
def test_what_is_not_read_is_named(data: bytes, name: str, what: str, remedy: str) -> None:
    """The line says what the file is, and the next one what to do instead."""
    with pytest.raises(ReadlistError) as caught:
        read(data, name)
    assert what in caught.value.problem
    assert remedy in caught.value.remedy
